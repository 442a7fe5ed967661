"""Migration 31: answers that a clinic got and that changed, and by what they were asked again."""

from __future__ import annotations

from tortoise import fields, migrations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Creates two tables."""

    dependencies = [("needlepoint", "0030_recall")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "answer_change",
            [
                refers_to("clinic"),
                ("command", fields.TextField()),
                ("profession", fields.CharField(max_length=16)),
                ("state", fields.CharField(max_length=8)),
                ("about", fields.TextField()),
                ("before", fields.CharField(max_length=64)),
                ("verdict", fields.CharField(max_length=64)),
                ("changed_on", fields.DateField()),
                ("noted_at", fields.DatetimeField()),
                ("told_in", fields.DatetimeField(null=True)),
            ],
            unique=(),
            indexes={"answer_change_noted": ("clinic_id", "noted_at")},
        ),
        create(
            "recall_mark",
            [
                refers_to("clinic"),
                ("facts", fields.CharField(max_length=32)),
                ("rules", fields.IntField()),
            ],
            unique=(("clinic_id",),),
        ),
    ]

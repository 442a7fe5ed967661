"""Migration 32: what changed of a clinic's payers, and by what they were last looked at."""

from __future__ import annotations

from tortoise import fields, migrations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Creates two tables."""

    dependencies = [("needlepoint", "0031_answer_changes")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "payer_change",
            [
                refers_to("clinic"),
                ("payer", fields.CharField(max_length=64)),
                ("rule", fields.IntField(null=True)),
                ("before", fields.CharField(max_length=64)),
                ("verdict", fields.CharField(max_length=64)),
                ("noted_at", fields.DatetimeField()),
                ("told_in", fields.DatetimeField(null=True)),
            ],
            unique=(),
            indexes={"payer_change_noted": ("clinic_id", "noted_at")},
        ),
        create(
            "payer_mark",
            [
                refers_to("clinic"),
                ("facts", fields.CharField(max_length=32)),
                ("rules", fields.IntField()),
                ("held", fields.TextField()),
            ],
            unique=(("clinic_id",),),
        ),
    ]

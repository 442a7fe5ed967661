"""What is remembered of answers that were shared, so that a changed fact finds them."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Creates one table."""

    dependencies = [("needlepoint", "0006_installation")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.CreateModel(
            name="SharedAnswerRow",
            fields=[
                ("id", fields.BigIntField(primary_key=True)),
                (
                    "clinic",
                    fields.ForeignKeyField(
                        "needlepoint.ClinicRow",
                        source_field="clinic_id",
                        related_name=False,
                        on_delete=fields.OnDelete.RESTRICT,
                    ),
                ),
                ("request", fields.CharField(max_length=255)),
                ("member", fields.CharField(max_length=255)),
                ("command", fields.CharField(max_length=32)),
                ("place", fields.CharField(max_length=255)),
                ("message", fields.CharField(max_length=255)),
                ("about", fields.TextField()),
                ("shared_at", fields.DatetimeField()),
            ],
            options={
                "app": "needlepoint",
                "table": "shared_answer",
                "unique_together": (("clinic_id", "request"),),
            },
        ),
    ]

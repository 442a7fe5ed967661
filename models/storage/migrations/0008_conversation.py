"""Where a clinic may be spoken to without having asked."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Creates one table."""

    dependencies = [("needlepoint", "0007_shared_answer")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.CreateModel(
            name="ConversationRow",
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
                ("place", fields.CharField(max_length=255)),
                ("reference", fields.TextField()),
                ("claims", fields.TextField()),
                ("added_at", fields.DatetimeField()),
                ("dead_at", fields.DatetimeField(null=True)),
            ],
            options={
                "app": "needlepoint",
                "table": "conversation",
                "unique_together": (("clinic_id", "place"),),
            },
        ),
    ]

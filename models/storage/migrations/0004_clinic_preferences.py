"""Migration 4: how a clinic wants its alerts, and when its next digest is due."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Adds two columns and an index."""

    dependencies = [("needlepoint", "0003_clinic_readings")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField(
            model_name="ClinicRow",
            name="preferences",
            field=fields.TextField(null=True),
        ),
        operations.AddField(
            model_name="ClinicRow",
            name="digest_at",
            field=fields.DatetimeField(null=True),
        ),
        operations.AddIndex(
            model_name="ClinicRow",
            index=Index(fields=("digest_at",), name="clinic_digest"),
        ),
    ]

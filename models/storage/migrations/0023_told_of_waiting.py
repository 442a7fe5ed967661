"""Migration 23: when a clinic was told that its alerts wait for its working hours."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Adds a column: null, as for every clinic of before, has it told once."""

    dependencies = [("needlepoint", "0021_told_together")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField("ClinicRow", "waiting_told_at", fields.DatetimeField(null=True)),
    ]

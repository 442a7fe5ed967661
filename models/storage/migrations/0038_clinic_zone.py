"""Migration 38: an index of time zones, which the calendar asks for each minute."""

from __future__ import annotations

from tortoise import migrations
from tortoise.indexes import Index
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Adds an index: without it each pass reads every clinic's row, with its preferences."""

    dependencies = [("needlepoint", "0037_count_checks")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddIndex("ClinicRow", Index(fields=("time_zone",), name="clinic_zone")),
    ]

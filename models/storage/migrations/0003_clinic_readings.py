"""Migration 3: a clinic's own reading of limits that sources dispute."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Adds one column."""

    dependencies = [("needlepoint", "0002_charts")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField(
            model_name="ClinicRow",
            name="readings",
            field=fields.CharField(max_length=1024, null=True),
        ),
    ]

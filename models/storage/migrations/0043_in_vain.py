"""Migration 43: when a member last typed what changes something, and nothing was saved."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Adds a column: null, as a process of before kept it to itself."""

    dependencies = [("needlepoint", "0042_plans_by_date")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField("MemberRow", "in_vain_at", fields.DatetimeField(null=True)),
    ]

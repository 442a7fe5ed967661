"""Migration 34: that somebody found what answers for a payer still true."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Adds a column: null, as an entry of before is a rule or the withdrawal of one."""

    dependencies = [("needlepoint", "0033_requests")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField("ClinicRuleRow", "checks", fields.CharField(max_length=255, null=True)),
    ]

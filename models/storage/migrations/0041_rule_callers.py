"""Migration 41: which member called the payer, of a rule that rests on a call."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Adds a column: null, as nobody noted who called for a rule of before."""

    dependencies = [("needlepoint", "0040_booked_if_needled")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField(
            "ClinicRuleRow", "called_by", fields.CharField(max_length=255, null=True)
        ),
    ]

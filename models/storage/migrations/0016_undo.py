"""Migration 16: the entries of an actor are found by an index; self-pay sessions are marked."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations

_OF_ACTOR = "CREATE INDEX audit_of_actor ON audit (clinic_id, actor, number)"


class Migration(migrations.Migration):
    """Adds an index, and a column: null, as for every session of before, is the payer's."""

    dependencies = [("needlepoint", "0015_payers_and_balances")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.RunSQL(_OF_ACTOR),
        operations.AddField(
            model_name="SessionRow",
            name="self_pay",
            field=fields.BooleanField(null=True),
        ),
    ]

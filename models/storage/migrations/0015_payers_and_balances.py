"""Migration 15: payers by date, who granted an authorization, and balances of one limit."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Adds a column and two tables.

    An alias without periods has had one payer from the start: the column that it has already. Old
    balances stay where they are, and count into every limit, as they did.
    """

    dependencies = [("needlepoint", "0014_authorizations")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField(
            model_name="AuthorizationRow",
            name="granted_by",
            field=fields.CharField(max_length=64, null=True),
        ),
        create(
            "payer_period",
            [
                refers_to("clinic"),
                refers_to("alias"),
                ("payer", fields.CharField(max_length=64, null=True)),
                ("first_on", fields.DateField(null=True)),
            ],
            unique=(("clinic_id", "alias_id", "first_on"),),
            indexes={"payer_period_of_alias": ("alias_id",)},
        ),
        create(
            "limit_balance",
            [
                refers_to("clinic"),
                refers_to("alias"),
                ("limit_key", fields.CharField(max_length=255)),
                ("used", fields.IntField()),
                ("as_of", fields.DateField()),
                ("source", fields.CharField(max_length=255)),
                ("includes_ours", fields.BooleanField()),
                ("held_until", fields.DateField(null=True)),
                ("last_known", fields.IntField(null=True)),
                ("told_by", fields.CharField(max_length=255)),
                ("told_at", fields.DatetimeField()),
            ],
            unique=(("clinic_id", "alias_id", "limit_key", "as_of", "source", "includes_ours"),),
            indexes={"limit_balance_of_alias": ("alias_id",)},
        ),
    ]

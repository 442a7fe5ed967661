"""Migration 17: the case of a session and of an authorization; secondary payers by date."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Adds two columns and a table.

    Null, as for every row of before, is no case: such an authorization serves any, and of such a
    session nobody told. An alias without rows in the table never had a second payer.
    """

    dependencies = [("needlepoint", "0016_undo")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField("SessionRow", "region", fields.CharField(max_length=32, null=True)),
        operations.AddField(
            "AuthorizationRow", "region", fields.CharField(max_length=32, null=True)
        ),
        create(
            "secondary_payer",
            [
                refers_to("clinic"),
                refers_to("alias"),
                ("payer", fields.CharField(max_length=64, null=True)),
                ("first_on", fields.DateField(null=True)),
            ],
            unique=(("clinic_id", "alias_id", "first_on"),),
            indexes={"secondary_payer_of_alias": ("alias_id",)},
        ),
    ]

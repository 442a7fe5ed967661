"""Migration 14: authorizations have numbers and successors; sessions units by code."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations

# Those that are there are numbered in the order in which they were entered.
_FILL = """
    UPDATE "authorization" SET serial = (
        SELECT count(*) FROM "authorization" earlier
        WHERE earlier.clinic_id = "authorization".clinic_id
            AND earlier.alias_id = "authorization".alias_id AND earlier.id <= "authorization".id)"""
_UNIQUE = """
    CREATE UNIQUE INDEX uid_authorization_serial
        ON "authorization" (clinic_id, alias_id, serial)"""


class Migration(migrations.Migration):
    """Adds columns, one of them with a unique key and filled from the rows that are there."""

    dependencies = [("needlepoint", "0013_roles")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField("AuthorizationRow", "serial", fields.IntField(null=True)),
        operations.AddField("AuthorizationRow", "replaced_by", fields.IntField(null=True)),
        operations.AddField(
            "AuthorizationRow", "withdrawn_by", fields.CharField(max_length=255, null=True)
        ),
        operations.AddField("AuthorizationRow", "withdrawn_at", fields.DatetimeField(null=True)),
        operations.AddField(
            "AuthorizationRow", "excluding", fields.CharField(max_length=255, null=True)
        ),
        operations.AddField("SessionRow", "timed", fields.CharField(max_length=255, null=True)),
        operations.AddField("SessionRow", "postsurgical", fields.BooleanField(null=True)),
        operations.RunSQL(_FILL),
        operations.RunSQL(_UNIQUE),
    ]

"""Migration 39: the day on which a payer was asked to decide on a request at once."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Adds a column: null, as nobody could say so before."""

    dependencies = [("needlepoint", "0038_clinic_zone")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField("VisitRequestRow", "expedited_on", fields.DateField(null=True)),
    ]

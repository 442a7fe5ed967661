"""Migration 40: whether a booked visit draws on its limit only if it is needled."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Adds a column: null, written with the next count of the alias."""

    dependencies = [("needlepoint", "0039_urgent_requests")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField("BookingRow", "is_if_needled", fields.BooleanField(null=True)),
    ]

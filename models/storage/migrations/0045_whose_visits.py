"""Migration 45: whose visits a request asks for: of which disciplines."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Adds a column: null, where nobody told."""

    dependencies = [("needlepoint", "0044_left_unpaid")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField(
            "VisitRequestRow", "disciplines", fields.CharField(max_length=255, null=True)
        ),
    ]

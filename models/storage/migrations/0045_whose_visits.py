"""Migration 45: whose visits are asked for, and whose a booked one is: of which discipline."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Adds two columns: null, where nobody told."""

    dependencies = [("needlepoint", "0044_left_unpaid")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField(
            "VisitRequestRow", "disciplines", fields.CharField(max_length=255, null=True)
        ),
        operations.AddField("BookingRow", "discipline", fields.CharField(max_length=16, null=True)),
    ]

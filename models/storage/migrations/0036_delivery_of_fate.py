"""Migration 36: an index by which a clinic finds its own messages that wait or were refused."""

from __future__ import annotations

from tortoise import migrations
from tortoise.indexes import Index
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Adds an index: by that of all clinics, each would read what was refused anywhere."""

    dependencies = [("needlepoint", "0035_plans_of_care")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddIndex(
            "DeliveryRow", Index(fields=("clinic_id", "fate"), name="delivery_of_fate")
        ),
    ]

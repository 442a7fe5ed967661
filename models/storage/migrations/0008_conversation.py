"""Migration 8: Teams conversations, where a clinic may be spoken to unasked."""

from __future__ import annotations

from tortoise import fields, migrations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Creates one table."""

    dependencies = [("needlepoint", "0007_shared_answer")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "conversation",
            [
                refers_to("clinic"),
                ("place", fields.CharField(max_length=255)),
                ("reference", fields.TextField()),
                ("claims", fields.TextField()),
                ("added_at", fields.DatetimeField()),
                ("dead_at", fields.DatetimeField(null=True)),
            ],
            unique=(("clinic_id", "place"),),
        ),
    ]

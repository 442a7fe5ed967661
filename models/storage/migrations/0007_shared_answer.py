"""Migration 7: answers that were shared."""

from __future__ import annotations

from tortoise import fields, migrations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Creates one table."""

    dependencies = [("needlepoint", "0006_installation")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "shared_answer",
            [
                refers_to("clinic"),
                ("request", fields.CharField(max_length=255)),
                ("member", fields.CharField(max_length=255)),
                ("command", fields.CharField(max_length=32)),
                ("place", fields.CharField(max_length=255)),
                ("message", fields.CharField(max_length=255)),
                ("about", fields.TextField()),
                ("shared_at", fields.DatetimeField()),
            ],
            unique=(("clinic_id", "request"),),
        ),
    ]

"""Migration 29: what a clinic was told from facts, so that it can be told again."""

from __future__ import annotations

from tortoise import fields, migrations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Creates a table."""

    dependencies = [("needlepoint", "0027_bookings")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "receipt",
            [
                refers_to("clinic"),
                ("code", fields.CharField(max_length=16)),
                ("member", fields.CharField(max_length=255)),
                ("command", fields.TextField()),
                ("told_on", fields.DateField()),
                ("told_at", fields.DatetimeField()),
                ("profession", fields.CharField(max_length=16)),
                ("state", fields.CharField(max_length=8)),
                ("rules", fields.IntField()),
                ("facts", fields.CharField(max_length=32)),
                ("about", fields.TextField()),
                ("verdict", fields.CharField(max_length=64)),
            ],
            unique=(("clinic_id", "code", "member"),),
            indexes={"receipt_told_at": ("clinic_id", "told_at")},
        ),
    ]

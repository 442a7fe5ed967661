"""Migration 19: the facts that a clinic's staff call wrong, until somebody has checked them."""

from __future__ import annotations

from tortoise import fields, migrations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Creates a table."""

    dependencies = [("needlepoint", "0018_caps")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "fact_report",
            [
                refers_to("clinic"),
                ("fact", fields.CharField(max_length=255)),
                ("part", fields.CharField(max_length=32)),
                ("source", fields.CharField(max_length=64)),
                ("member", fields.CharField(max_length=255)),
                ("command", fields.TextField()),
                ("reported_at", fields.DatetimeField()),
            ],
            unique=(("clinic_id", "fact", "part", "source", "member"),),
        ),
    ]

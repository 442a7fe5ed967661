"""Migration 27: the days on which visits are booked, and how an alias stands with each."""

from __future__ import annotations

from tortoise import fields, migrations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Creates a table."""

    dependencies = [("needlepoint", "0024_clinic_rules")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "booking",
            [
                refers_to("clinic"),
                refers_to("alias"),
                ("on_date", fields.DateField()),
                ("told_by", fields.CharField(max_length=255)),
                ("told_at", fields.DatetimeField()),
                ("limit_key", fields.CharField(max_length=255, null=True)),
                ("used", fields.IntField(null=True)),
                ("allowed", fields.IntField(null=True)),
                ("is_uncovered", fields.BooleanField(null=True)),
                ("unit", fields.CharField(max_length=32, null=True)),
            ],
            unique=(("clinic_id", "alias_id", "on_date"),),
            indexes={"booking_of_alias": ("alias_id",), "booking_of_day": ("clinic_id", "on_date")},
        ),
    ]

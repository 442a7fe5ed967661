"""Migration 37: a payer's count set against the clinic's own, and when to look at them again."""

from __future__ import annotations

from tortoise import fields, migrations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Creates a table."""

    dependencies = [("needlepoint", "0036_delivery_of_fate")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "count_check",
            [
                refers_to("clinic"),
                refers_to("alias"),
                ("limit_key", fields.CharField(max_length=255)),
                ("theirs", fields.IntField()),
                ("ours", fields.IntField()),
                ("as_of", fields.DateField()),
                ("source", fields.CharField(max_length=255)),
                ("outcome", fields.CharField(max_length=16)),
                ("look_on", fields.DateField(null=True)),
                ("told_by", fields.CharField(max_length=255)),
                ("told_at", fields.DatetimeField()),
            ],
            unique=(("clinic_id", "alias_id", "limit_key"),),
            indexes={
                "count_check_of_alias": ("alias_id",),
                "count_check_due": ("clinic_id", "look_on"),
            },
        ),
    ]

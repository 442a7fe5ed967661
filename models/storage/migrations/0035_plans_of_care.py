"""Migration 35: what is noted of a plan of care, and what is owed of it by when."""

from __future__ import annotations

from tortoise import fields, migrations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Creates two tables."""

    dependencies = [("needlepoint", "0034_rule_checks")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "plan_entry",
            [
                refers_to("clinic"),
                refers_to("alias"),
                ("on_date", fields.DateField()),
                ("step", fields.CharField(max_length=16)),
                ("until", fields.DateField(null=True)),
                ("is_direct", fields.BooleanField()),
                ("told_by", fields.CharField(max_length=255)),
                ("told_at", fields.DatetimeField()),
            ],
            unique=(("clinic_id", "alias_id", "on_date", "step"),),
            indexes={"plan_entry_of_alias": ("alias_id",)},
        ),
        create(
            "plan_clock",
            [
                refers_to("clinic"),
                refers_to("alias"),
                ("duty", fields.CharField(max_length=16)),
                ("first_on", fields.DateField()),
                ("last_on", fields.DateField(null=True)),
                ("used", fields.IntField()),
                ("of", fields.IntField()),
                ("expected_on", fields.DateField(null=True)),
                ("owed_on", fields.DateField(null=True)),
                ("near_on", fields.DateField(null=True)),
                ("rule", fields.CharField(max_length=64)),
            ],
            unique=(("clinic_id", "alias_id", "duty"),),
            indexes={
                "plan_clock_of_alias": ("alias_id",),
                "plan_clock_near": ("clinic_id", "near_on"),
            },
        ),
    ]

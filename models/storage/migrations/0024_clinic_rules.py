"""Migration 24: the clinic's own rules on payers, each entry and each withdrawal a row."""

from __future__ import annotations

from tortoise import fields, migrations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Creates a table."""

    dependencies = [("needlepoint", "0023_told_of_waiting")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "clinic_rule",
            [
                refers_to("clinic"),
                ("number", fields.IntField()),
                ("payer", fields.CharField(max_length=64)),
                ("counted_as", fields.CharField(max_length=64)),
                ("codes", fields.CharField(max_length=255)),
                ("condition", fields.CharField(max_length=64)),
                ("profession", fields.CharField(max_length=16)),
                ("line", fields.CharField(max_length=32)),
                ("state", fields.CharField(max_length=8)),
                ("verdict", fields.CharField(max_length=32)),
                ("source", fields.CharField(max_length=16)),
                ("said_on", fields.DateField(null=True)),
                ("first_on", fields.DateField(null=True)),
                ("last_on", fields.DateField(null=True)),
                ("most", fields.IntField(null=True)),
                ("unit", fields.CharField(max_length=32)),
                ("per", fields.CharField(max_length=64)),
                ("ask_on", fields.DateField(null=True)),
                ("has_reference", fields.BooleanField()),
                ("withdraws", fields.IntField(null=True)),
                ("known_on", fields.DateField()),
                ("entered_by", fields.CharField(max_length=255)),
                ("entered_at", fields.DatetimeField()),
            ],
            unique=(("clinic_id", "number"),),
            indexes={"clinic_rule_counted": ("clinic_id", "counted_as")},
        ),
    ]

"""Migration 33: what payers were asked for, by when they have to decide, and what came of it."""

from __future__ import annotations

from tortoise import fields, migrations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Creates a table."""

    dependencies = [("needlepoint", "0032_payer_changes")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "visit_request",
            [
                refers_to("clinic"),
                refers_to("alias"),
                ("serial", fields.IntField()),
                ("number", fields.IntField()),
                ("unit", fields.CharField(max_length=32)),
                ("sent_on", fields.DateField()),
                ("payer", fields.CharField(max_length=64, null=True)),
                ("state", fields.CharField(max_length=16)),
                ("decided_on", fields.DateField(null=True)),
                ("granted", fields.IntField()),
                ("granted_as", fields.IntField()),
                ("due_on", fields.DateField(null=True)),
                ("ask_on", fields.DateField(null=True)),
                ("told_by", fields.CharField(max_length=255)),
                ("told_at", fields.DatetimeField()),
                ("decided_by", fields.CharField(max_length=255, null=True)),
                ("decided_at", fields.DatetimeField(null=True)),
            ],
            unique=(("clinic_id", "alias_id", "serial"),),
            indexes={
                "visit_request_of_alias": ("alias_id",),
                "visit_request_open": ("clinic_id", "state", "ask_on"),
            },
        ),
    ]

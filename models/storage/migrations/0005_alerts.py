"""Alerts: notes, the messages owed for them, and whose turn it is at a place."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Creates three tables; adds what was counted by, and an index of what ends."""

    dependencies = [("needlepoint", "0004_clinic_preferences")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.CreateModel(
            name="NoteRow",
            fields=[
                ("id", fields.BigIntField(primary_key=True)),
                (
                    "clinic",
                    fields.ForeignKeyField(
                        "needlepoint.ClinicRow",
                        source_field="clinic_id",
                        related_name=False,
                        on_delete=fields.OnDelete.RESTRICT,
                    ),
                ),
                (
                    "alias",
                    fields.ForeignKeyField(
                        "needlepoint.AliasRow",
                        source_field="alias_id",
                        related_name=False,
                        on_delete=fields.OnDelete.RESTRICT,
                    ),
                ),
                ("limit_key", fields.CharField(max_length=255)),
                ("window_first", fields.DateField()),
                ("threshold", fields.CharField(max_length=32)),
                ("occasion", fields.IntField()),
                ("state", fields.CharField(max_length=16)),
                ("quiet", fields.BooleanField()),
                ("noted_at", fields.DatetimeField()),
                ("look_at", fields.DatetimeField(null=True)),
                ("sent_at", fields.DatetimeField(null=True)),
                ("taken_by", fields.CharField(max_length=255)),
                ("taken_at", fields.DatetimeField(null=True)),
                ("handed_to", fields.CharField(max_length=255)),
                ("reason", fields.CharField(max_length=16)),
            ],
            options={
                "app": "needlepoint",
                "table": "note",
                "unique_together": (
                    ("clinic_id", "alias_id", "limit_key", "window_first", "threshold", "occasion"),
                ),
                "indexes": [
                    Index(fields=("look_at",), name="note_due"),
                    Index(fields=("clinic_id", "state", "id"), name="note_of_state"),
                    Index(fields=("alias_id",), name="note_of_alias"),
                ],
            },
        ),
        operations.CreateModel(
            name="DeliveryRow",
            fields=[
                ("id", fields.BigIntField(primary_key=True)),
                (
                    "clinic",
                    fields.ForeignKeyField(
                        "needlepoint.ClinicRow",
                        source_field="clinic_id",
                        related_name=False,
                        on_delete=fields.OnDelete.RESTRICT,
                    ),
                ),
                (
                    "note",
                    fields.ForeignKeyField(
                        "needlepoint.NoteRow",
                        source_field="note_id",
                        related_name=False,
                        on_delete=fields.OnDelete.RESTRICT,
                        null=True,
                    ),
                ),
                ("errand", fields.CharField(max_length=16)),
                ("key", fields.CharField(max_length=255)),
                ("place", fields.CharField(max_length=255)),
                ("fate", fields.CharField(max_length=16)),
                ("owed_since", fields.DatetimeField()),
                ("due_at", fields.DatetimeField(null=True)),
                ("claimed_by", fields.CharField(max_length=64)),
                ("is_posting", fields.BooleanField()),
                ("attempts", fields.IntField()),
                ("message", fields.CharField(max_length=255)),
                ("wanted", fields.IntField()),
                ("sent_at", fields.DatetimeField(null=True)),
                ("why", fields.CharField(max_length=255)),
            ],
            options={
                "app": "needlepoint",
                "table": "delivery",
                "unique_together": (("clinic_id", "key"),),
                "indexes": [
                    Index(fields=("due_at",), name="delivery_due"),
                    Index(fields=("note_id",), name="delivery_of_note"),
                ],
            },
        ),
        operations.CreateModel(
            name="TurnRow",
            fields=[
                ("id", fields.BigIntField(primary_key=True)),
                (
                    "clinic",
                    fields.ForeignKeyField(
                        "needlepoint.ClinicRow",
                        source_field="clinic_id",
                        related_name=False,
                        on_delete=fields.OnDelete.RESTRICT,
                    ),
                ),
                ("place", fields.CharField(max_length=255)),
                ("free_at", fields.DatetimeField()),
            ],
            options={
                "app": "needlepoint",
                "table": "turn",
                "unique_together": (("clinic_id", "place"),),
            },
        ),
        operations.AddField(
            model_name="ClinicRow", name="counted_by", field=fields.TextField(null=True)
        ),
        operations.AddIndex(
            "StandingRow", Index(fields=("clinic_id", "window_last"), name="standing_ending")
        ),
    ]

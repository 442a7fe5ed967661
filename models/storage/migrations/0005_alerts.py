"""Migration 5: alerts, owed messages and channel locks."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Creates three tables; adds what was counted by, and an index of what ends."""

    dependencies = [("needlepoint", "0004_clinic_preferences")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "note",
            [
                refers_to("clinic"),
                refers_to("alias"),
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
            unique=(
                ("clinic_id", "alias_id", "limit_key", "window_first", "threshold", "occasion"),
            ),
            indexes={
                "note_due": ("look_at",),
                "note_of_state": ("clinic_id", "state", "id"),
                "note_of_alias": ("alias_id",),
            },
        ),
        create(
            "delivery",
            [
                refers_to("clinic"),
                refers_to("note", null=True),
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
            unique=(("clinic_id", "key"),),
            indexes={"delivery_due": ("due_at",), "delivery_of_note": ("note_id",)},
        ),
        create(
            "turn",
            [
                refers_to("clinic"),
                ("place", fields.CharField(max_length=255)),
                ("free_at", fields.DatetimeField()),
            ],
            unique=(("clinic_id", "place"),),
        ),
        operations.AddField(
            model_name="ClinicRow", name="counted_by", field=fields.TextField(null=True)
        ),
        operations.AddIndex(
            "StandingRow", Index(fields=("clinic_id", "window_last"), name="standing_ending")
        ),
    ]

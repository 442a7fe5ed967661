"""Installations of the app, the installs under way, and the deliveries that were seen."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Creates three tables."""

    dependencies = [("needlepoint", "0005_alerts")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.CreateModel(
            name="InstallationRow",
            fields=[
                ("id", fields.BigIntField(primary_key=True)),
                (
                    "clinic",
                    fields.ForeignKeyField(
                        "needlepoint.ClinicRow",
                        source_field="clinic_id",
                        related_name=False,
                        on_delete=fields.OnDelete.RESTRICT,
                        null=True,
                    ),
                ),
                ("workspace", fields.CharField(max_length=64)),
                ("organization", fields.CharField(max_length=64)),
                ("app", fields.CharField(max_length=64)),
                ("bot_user", fields.CharField(max_length=64)),
                ("scopes", fields.TextField()),
                ("installed_by", fields.CharField(max_length=255)),
                ("installed_at", fields.DatetimeField()),
                ("access", fields.TextField()),
                ("refresh", fields.TextField()),
                ("expires_at", fields.DatetimeField(null=True)),
                ("turn_until", fields.DatetimeField(null=True)),
            ],
            options={
                "app": "needlepoint",
                "table": "installation",
                "unique_together": (("workspace",),),
                "indexes": [Index(fields=("clinic_id",), name="installation_of_clinic")],
            },
        ),
        operations.CreateModel(
            name="InstallStateRow",
            fields=[
                ("id", fields.BigIntField(primary_key=True)),
                ("digest", fields.CharField(max_length=64)),
                ("expires_at", fields.DatetimeField()),
            ],
            options={
                "app": "needlepoint",
                "table": "install_state",
                "unique_together": (("digest",),),
                "indexes": [Index(fields=("expires_at",), name="install_state_expiry")],
            },
        ),
        operations.CreateModel(
            name="SeenEventRow",
            fields=[
                ("id", fields.BigIntField(primary_key=True)),
                ("source", fields.CharField(max_length=32)),
                ("key", fields.CharField(max_length=255)),
                ("received_at", fields.DatetimeField()),
            ],
            options={
                "app": "needlepoint",
                "table": "seen_event",
                "unique_together": (("source", "key"),),
                "indexes": [Index(fields=("received_at",), name="seen_event_age")],
            },
        ),
    ]

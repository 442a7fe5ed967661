"""Migration 6: installations, install states and seen events."""

from __future__ import annotations

from tortoise import fields, migrations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Creates three tables."""

    dependencies = [("needlepoint", "0005_alerts")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "installation",
            [
                refers_to("clinic", null=True),
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
            unique=(("workspace",),),
            indexes={"installation_of_clinic": ("clinic_id",)},
        ),
        create(
            "install_state",
            [
                ("digest", fields.CharField(max_length=64)),
                ("expires_at", fields.DatetimeField()),
            ],
            unique=(("digest",),),
            indexes={"install_state_expiry": ("expires_at",)},
        ),
        create(
            "seen_event",
            [
                ("source", fields.CharField(max_length=32)),
                ("key", fields.CharField(max_length=255)),
                ("received_at", fields.DatetimeField()),
            ],
            unique=(("source", "key"),),
            indexes={"seen_event_age": ("received_at",)},
        ),
    ]

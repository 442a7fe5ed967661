"""Migration 2: aliases, sessions, authorizations, balances, standings and caps."""

from __future__ import annotations

from tortoise import fields, migrations

from models.storage.migrations._tables import create, refers_to


class Migration(migrations.Migration):
    """Creates eight tables."""

    dependencies = [("needlepoint", "0001_clinic_member_audit")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "alias",
            [
                refers_to("clinic"),
                ("key", fields.CharField(max_length=64)),
                ("text", fields.CharField(max_length=64)),
                ("payer", fields.CharField(max_length=64, null=True)),
                ("condition", fields.CharField(max_length=64, null=True)),
                ("plan", fields.CharField(max_length=255)),
                ("benefit_month", fields.IntField(null=True)),
                ("benefit_day", fields.IntField(null=True)),
                ("opened_on", fields.DateField()),
                ("opened_by", fields.CharField(max_length=255)),
                ("opened_at", fields.DatetimeField()),
                ("request", fields.CharField(max_length=255, null=True)),
                ("closed_on", fields.DateField(null=True)),
                ("is_open", fields.BooleanField()),
                ("version", fields.IntField()),
                ("counted_on", fields.DateField(null=True)),
                ("next_look", fields.DateField(null=True)),
                ("binding_limit", fields.CharField(max_length=255)),
                ("used_now", fields.IntField()),
                ("allowed_now", fields.IntField()),
                ("left_now", fields.IntField()),
                ("resets_now", fields.DateField(null=True)),
            ],
            unique=(("clinic_id", "key"), ("clinic_id", "request")),
            indexes={
                "alias_board": ("clinic_id", "is_open", "left_now", "key"),
                "alias_board_of_payer": ("clinic_id", "payer", "is_open", "left_now", "key"),
                "alias_due_in_clinic": ("clinic_id", "next_look"),
                "alias_due": ("next_look",),
            },
        ),
        create(
            "session",
            [
                refers_to("clinic"),
                refers_to("alias"),
                ("number", fields.IntField()),
                ("on_date", fields.DateField()),
                ("ordinal", fields.IntField(null=True)),
                ("codes", fields.CharField(max_length=255)),
                ("discipline", fields.CharField(max_length=16, null=True)),
                ("units", fields.IntField()),
                ("logged_by", fields.CharField(max_length=255)),
                ("logged_at", fields.DatetimeField()),
                ("request", fields.CharField(max_length=255, null=True)),
                ("voided", fields.TextField()),
                ("voided_by", fields.CharField(max_length=255, null=True)),
                ("voided_at", fields.DatetimeField(null=True)),
                ("void_request", fields.CharField(max_length=255, null=True)),
            ],
            unique=(
                ("clinic_id", "alias_id", "number"),
                ("alias_id", "clinic_id", "on_date", "ordinal"),
                ("clinic_id", "request"),
                ("clinic_id", "void_request"),
            ),
            indexes={"session_of_member": ("clinic_id", "logged_by", "id")},
        ),
        create(
            "authorization",
            [
                refers_to("clinic"),
                refers_to("alias"),
                ("key", fields.CharField(max_length=64)),
                ("number", fields.IntField()),
                ("first_on", fields.DateField(null=True)),
                ("last_on", fields.DateField(null=True)),
                ("codes", fields.CharField(max_length=255)),
                ("disciplines", fields.CharField(max_length=255)),
                ("unit", fields.CharField(max_length=32)),
                ("told_by", fields.CharField(max_length=255)),
                ("told_at", fields.DatetimeField()),
            ],
            unique=(("clinic_id", "alias_id", "key"),),
            indexes={"authorization_of_alias": ("alias_id",)},
        ),
        create(
            "balance",
            [
                refers_to("clinic"),
                refers_to("alias"),
                ("used", fields.IntField()),
                ("as_of", fields.DateField()),
                ("source", fields.CharField(max_length=255)),
                ("includes_ours", fields.BooleanField()),
                ("codes", fields.CharField(max_length=255)),
                ("disciplines", fields.CharField(max_length=255)),
                ("told_by", fields.CharField(max_length=255)),
                ("told_at", fields.DatetimeField()),
            ],
            unique=(
                (
                    "clinic_id",
                    "alias_id",
                    "as_of",
                    "source",
                    "includes_ours",
                    "used",
                    "codes",
                    "disciplines",
                ),
            ),
            indexes={"balance_of_alias": ("alias_id",)},
        ),
        create(
            "improving",
            [
                refers_to("clinic"),
                refers_to("alias"),
                ("on_date", fields.DateField()),
                ("noted_by", fields.CharField(max_length=255)),
                ("noted_at", fields.DatetimeField()),
            ],
            unique=(("clinic_id", "alias_id", "on_date"),),
            indexes={"improving_of_alias": ("alias_id",)},
        ),
        create(
            "episode",
            [
                refers_to("clinic"),
                refers_to("alias"),
                ("first_on", fields.DateField()),
                ("last_on", fields.DateField(null=True)),
            ],
            unique=(("clinic_id", "alias_id", "first_on"),),
            indexes={"episode_of_alias": ("alias_id",)},
        ),
        create(
            "standing",
            [
                refers_to("clinic"),
                refers_to("alias"),
                ("limit_key", fields.CharField(max_length=255)),
                ("window_first", fields.DateField()),
                ("window_last", fields.DateField(null=True)),
                ("used", fields.IntField()),
                ("allowed", fields.IntField()),
                ("resets", fields.DateField(null=True)),
                ("leaves_on", fields.DateField(null=True)),
                ("holds", fields.BooleanField()),
                ("version", fields.IntField()),
            ],
            unique=(("clinic_id", "alias_id", "limit_key", "window_first"),),
            indexes={"standing_of_alias": ("alias_id",)},
        ),
        create(
            "cap",
            [
                refers_to("clinic"),
                ("scope", fields.CharField(max_length=16)),
                ("subject", fields.CharField(max_length=64)),
                ("number", fields.IntField()),
                ("per", fields.CharField(max_length=64)),
                ("set_by", fields.CharField(max_length=255)),
                ("set_on", fields.DateField()),
                ("set_at", fields.DatetimeField()),
            ],
            unique=(("clinic_id", "scope", "subject", "per"),),
        ),
    ]

"""Charts: aliases, what is told and logged of them, how they stand, and the clinic's caps."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Creates eight tables."""

    dependencies = [("needlepoint", "0001_clinic_member_audit")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.CreateModel(
            name="AliasRow",
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
            options={
                "app": "needlepoint",
                "table": "alias",
                "unique_together": (("clinic_id", "key"), ("clinic_id", "request")),
                "indexes": [
                    Index(fields=("clinic_id", "is_open", "left_now", "key"), name="alias_board"),
                    Index(
                        fields=("clinic_id", "payer", "is_open", "left_now", "key"),
                        name="alias_board_of_payer",
                    ),
                    Index(fields=("clinic_id", "next_look"), name="alias_due_in_clinic"),
                    Index(fields=("next_look",), name="alias_due"),
                ],
            },
        ),
        operations.CreateModel(
            name="SessionRow",
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
            options={
                "app": "needlepoint",
                "table": "session",
                "unique_together": (
                    ("clinic_id", "alias_id", "number"),
                    ("alias_id", "clinic_id", "on_date", "ordinal"),
                    ("clinic_id", "request"),
                    ("clinic_id", "void_request"),
                ),
                "indexes": [
                    Index(fields=("clinic_id", "logged_by", "id"), name="session_of_member"),
                ],
            },
        ),
        operations.CreateModel(
            name="AuthorizationRow",
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
            options={
                "app": "needlepoint",
                "table": "authorization",
                "unique_together": (("clinic_id", "alias_id", "key"),),
                "indexes": [
                    Index(fields=("alias_id",), name="authorization_of_alias"),
                ],
            },
        ),
        operations.CreateModel(
            name="BalanceRow",
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
                ("used", fields.IntField()),
                ("as_of", fields.DateField()),
                ("source", fields.CharField(max_length=255)),
                ("includes_ours", fields.BooleanField()),
                ("codes", fields.CharField(max_length=255)),
                ("disciplines", fields.CharField(max_length=255)),
                ("told_by", fields.CharField(max_length=255)),
                ("told_at", fields.DatetimeField()),
            ],
            options={
                "app": "needlepoint",
                "table": "balance",
                "unique_together": (
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
                "indexes": [
                    Index(fields=("alias_id",), name="balance_of_alias"),
                ],
            },
        ),
        operations.CreateModel(
            name="ImprovingRow",
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
                ("on_date", fields.DateField()),
                ("noted_by", fields.CharField(max_length=255)),
                ("noted_at", fields.DatetimeField()),
            ],
            options={
                "app": "needlepoint",
                "table": "improving",
                "unique_together": (("clinic_id", "alias_id", "on_date"),),
                "indexes": [
                    Index(fields=("alias_id",), name="improving_of_alias"),
                ],
            },
        ),
        operations.CreateModel(
            name="EpisodeRow",
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
                ("first_on", fields.DateField()),
                ("last_on", fields.DateField(null=True)),
            ],
            options={
                "app": "needlepoint",
                "table": "episode",
                "unique_together": (("clinic_id", "alias_id", "first_on"),),
                "indexes": [
                    Index(fields=("alias_id",), name="episode_of_alias"),
                ],
            },
        ),
        operations.CreateModel(
            name="StandingRow",
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
                ("window_last", fields.DateField(null=True)),
                ("used", fields.IntField()),
                ("allowed", fields.IntField()),
                ("resets", fields.DateField(null=True)),
                ("leaves_on", fields.DateField(null=True)),
                ("holds", fields.BooleanField()),
                ("version", fields.IntField()),
            ],
            options={
                "app": "needlepoint",
                "table": "standing",
                "unique_together": (("clinic_id", "alias_id", "limit_key", "window_first"),),
                "indexes": [
                    Index(fields=("alias_id",), name="standing_of_alias"),
                ],
            },
        ),
        operations.CreateModel(
            name="CapRow",
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
                ("scope", fields.CharField(max_length=16)),
                ("subject", fields.CharField(max_length=64)),
                ("number", fields.IntField()),
                ("per", fields.CharField(max_length=64)),
                ("set_by", fields.CharField(max_length=255)),
                ("set_on", fields.DateField()),
                ("set_at", fields.DatetimeField()),
            ],
            options={
                "app": "needlepoint",
                "table": "cap",
                "unique_together": (("clinic_id", "scope", "subject", "per"),),
            },
        ),
    ]

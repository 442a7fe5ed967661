"""Columns and keys of balances: so many visits used as of a day, and who says so."""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index

from models.storage.tables.charts import OfAlias
from models.storage.tables.instant_field import InstantField


class BalanceRow(OfAlias):
    """So many visits used as of a day, and who says so."""

    used = fields.IntField()
    as_of = fields.DateField()
    source = fields.CharField(max_length=255)
    includes_ours = fields.BooleanField()
    codes = fields.CharField(max_length=255)
    disciplines = fields.CharField(max_length=255)
    told_by = fields.CharField(max_length=255)
    told_at = InstantField()

    class Meta:
        """The same word from the same source counts once."""

        table = "balance"
        unique_together = (
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
        )
        indexes = (Index(fields=("alias_id",), name="balance_of_alias"),)


class LimitBalanceRow(OfAlias):
    """So many visits used of one limit, or of the plan's (`models.visits.balance`).

    Told again for the same limit, day and source, it is written anew.
    """

    limit_key = fields.CharField(max_length=255)
    used = fields.IntField()
    as_of = fields.DateField()
    source = fields.CharField(max_length=255)
    includes_ours = fields.BooleanField()
    held_until = fields.DateField(null=True)
    last_known = fields.IntField(null=True)
    told_by = fields.CharField(max_length=255)
    told_at = InstantField()

    class Meta:
        """One word of a source on a day for a limit."""

        table = "limit_balance"
        unique_together = (
            ("clinic_id", "alias_id", "limit_key", "as_of", "source", "includes_ours"),
        )
        indexes = (Index(fields=("alias_id",), name="limit_balance_of_alias"),)

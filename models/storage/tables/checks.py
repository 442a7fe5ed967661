"""Columns and keys of comparisons: a payer's count set against the clinic's own, by limit."""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index

from models.storage.tables.charts import OfAlias
from models.storage.tables.instant_field import InstantField


class CountCheckRow(OfAlias):
    """Two counts of a limit that were compared last, and what was done about them.

    `look_on` is when they are looked at again; null where that is settled.
    """

    limit_key = fields.CharField(max_length=255)
    theirs = fields.IntField()
    ours = fields.IntField()
    as_of = fields.DateField()
    source = fields.CharField(max_length=255)
    outcome = fields.CharField(max_length=16)
    look_on = fields.DateField(null=True)
    told_by = fields.CharField(max_length=255)
    told_at = InstantField()

    class Meta:
        """Of a limit the last word."""

        table = "count_check"
        unique_together = (("clinic_id", "alias_id", "limit_key"),)
        indexes = (
            Index(fields=("alias_id",), name="count_check_of_alias"),
            Index(fields=("clinic_id", "look_on"), name="count_check_due"),
        )

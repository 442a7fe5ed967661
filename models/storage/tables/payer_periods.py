"""Columns and keys of a chart's payers: which pays from which day on, first and second."""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index

from models.storage.tables.charts import OfAlias


class PayerPeriodRow(OfAlias):
    """A payer, or none, from a day on, and its plan. An alias of one payer alone has no such row.

    Nothing refers to it: a change writes all of a chart anew.
    """

    payer = fields.CharField(max_length=64, null=True)
    first_on = fields.DateField(null=True)
    plan = fields.CharField(max_length=255, null=True)

    class Meta:
        """One begins on a day."""

        table = "payer_period"
        unique_together = (("clinic_id", "alias_id", "first_on"),)
        indexes = (Index(fields=("alias_id",), name="payer_period_of_alias"),)


class SecondaryPayerRow(OfAlias):
    """A payer of the same visits beside the first, or none, from a day on.

    An alias that never had a second payer has no such row. A change writes all of a chart anew.
    """

    payer = fields.CharField(max_length=64, null=True)
    first_on = fields.DateField(null=True)

    class Meta:
        """One begins on a day."""

        table = "secondary_payer"
        unique_together = (("clinic_id", "alias_id", "first_on"),)
        indexes = (Index(fields=("alias_id",), name="secondary_payer_of_alias"),)

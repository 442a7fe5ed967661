"""Columns, keys and indexes of plans of care: what was noted of each, and what is owed of it."""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index

from models.storage.tables.charts import OfAlias
from models.storage.tables.instant_field import InstantField


class PlanEntryRow(OfAlias):
    """A step of a plan of care on its day, as `models.visits.plan_of_care` has it."""

    on_date = fields.DateField()
    step = fields.CharField(max_length=16)
    until = fields.DateField(null=True)
    is_direct = fields.BooleanField()
    told_by = fields.CharField(max_length=255)
    told_at = InstantField()

    class Meta:
        """A step is noted once a day."""

        table = "plan_entry"
        unique_together = (("clinic_id", "alias_id", "on_date", "step"),)
        indexes = (Index(fields=("alias_id",), name="plan_entry_of_alias"),)


class PlanClockRow(OfAlias):
    """A duty that is owed of a plan, as the last count found it: written anew with each.

    `owed_on` is the day by which it is owed, as far as one is known: the last day that is set, or
    the booked one on which the last treatment day falls. From `near_on` on somebody should know.
    """

    duty = fields.CharField(max_length=16)
    first_on = fields.DateField()
    last_on = fields.DateField(null=True)
    used = fields.IntField()
    of = fields.IntField()
    expected_on = fields.DateField(null=True)
    owed_on = fields.DateField(null=True)
    near_on = fields.DateField(null=True)
    rule = fields.CharField(max_length=64)

    class Meta:
        """A plan has a duty once."""

        table = "plan_clock"
        unique_together = (("clinic_id", "alias_id", "duty"),)
        indexes = (
            Index(fields=("alias_id",), name="plan_clock_of_alias"),
            Index(fields=("clinic_id", "near_on"), name="plan_clock_near"),
        )

"""Columns, keys and indexes of booked visits."""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index

from models.storage.tables.charts import OfAlias
from models.storage.tables.instant_field import InstantField


class BookingRow(OfAlias):
    """A day on which a visit is booked, and how its alias stands if all before it take place.

    What stands behind `told_at` is written with each count; null before the first, and once the day
    is past. `limit_key` is empty where the visit draws on no limit.
    """

    on_date = fields.DateField()
    told_by = fields.CharField(max_length=255)
    told_at = InstantField()
    limit_key = fields.CharField(max_length=255, null=True)
    used = fields.IntField(null=True)
    allowed = fields.IntField(null=True)
    is_uncovered = fields.BooleanField(null=True)
    unit = fields.CharField(max_length=32, null=True)
    is_if_needled = fields.BooleanField(null=True)

    class Meta:
        """A day is booked once."""

        table = "booking"
        unique_together = (("clinic_id", "alias_id", "on_date"),)
        indexes = (
            Index(fields=("alias_id",), name="booking_of_alias"),
            Index(fields=("clinic_id", "on_date"), name="booking_of_day"),
        )

"""Columns and keys of requests: so many visits that a payer was asked for, and what came of it."""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index

from models.storage.tables.charts import OfAlias
from models.storage.tables.instant_field import InstantField


class VisitRequestRow(OfAlias):
    """So many visits that a payer was asked for; never deleted.

    `state` is one of `models.visits.visit_request`. `due_on` and `ask_on` are written with each
    count of an open one. `granted_as` is the serial of the authorization that grants it.
    `disciplines` are whose visits are asked for, null where nobody told.
    """

    serial = fields.IntField()
    number = fields.IntField()
    unit = fields.CharField(max_length=32)
    sent_on = fields.DateField()
    payer = fields.CharField(max_length=64, null=True)
    state = fields.CharField(max_length=16)
    decided_on = fields.DateField(null=True)
    granted = fields.IntField()
    granted_as = fields.IntField()
    due_on = fields.DateField(null=True)
    ask_on = fields.DateField(null=True)
    expedited_on = fields.DateField(null=True)
    disciplines = fields.CharField(max_length=255, null=True)
    told_by = fields.CharField(max_length=255)
    told_at = InstantField()
    decided_by = fields.CharField(max_length=255, null=True)
    decided_at = InstantField(null=True)

    class Meta:
        """A number is never used twice."""

        table = "visit_request"
        unique_together = (("clinic_id", "alias_id", "serial"),)
        indexes = (
            Index(fields=("alias_id",), name="visit_request_of_alias"),
            Index(fields=("clinic_id", "state", "ask_on"), name="visit_request_open"),
        )

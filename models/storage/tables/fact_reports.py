"""Columns and keys of what a clinic's staff say of the facts."""

from __future__ import annotations

from tortoise import fields

from models.storage.tables.clinics import OfClinic
from models.storage.tables.instant_field import InstantField


class FactReportRow(OfClinic):
    """A member calls a part of a fact wrong: see `coverage/fact_report.py`. Nothing typed."""

    fact = fields.CharField(max_length=255)
    part = fields.CharField(max_length=32)
    source = fields.CharField(max_length=64)  # empty for none
    member = fields.CharField(max_length=255)
    command = fields.TextField()
    reported_at = InstantField()

    class Meta:
        """A member says so once."""

        table = "fact_report"
        unique_together = (("clinic_id", "fact", "part", "source", "member"),)

"""Columns and keys of a clinic's own caps."""

from __future__ import annotations

from tortoise import fields

from models.storage.tables.clinics import OfClinic
from models.storage.tables.instant_field import InstantField


class CapRow(OfClinic):
    """A limit that the clinic set itself: `subject` is an alias or a payer.

    `per` is its window, with a short hash of what it counts where that is not every visit: see
    `models/visits/cap_text.py`, which spells the columns behind `set_at`.
    """

    scope = fields.CharField(max_length=16)
    subject = fields.CharField(max_length=64)
    number = fields.IntField()
    per = fields.CharField(max_length=64)
    set_by = fields.CharField(max_length=255)
    set_on = fields.DateField()
    set_at = InstantField()
    codes = fields.CharField(max_length=255, null=True)
    disciplines = fields.CharField(max_length=255, null=True)
    excluding = fields.CharField(max_length=255, null=True)
    unit = fields.CharField(max_length=255, null=True)
    stages = fields.CharField(max_length=255, null=True)
    frees = fields.CharField(max_length=255, null=True)

    class Meta:
        """Set again, it is replaced."""

        table = "cap"
        unique_together = (("clinic_id", "scope", "subject", "per"),)

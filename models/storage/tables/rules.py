"""Columns, key and index of a clinic's own rules on payers."""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index

from models.storage.tables.clinics import OfClinic
from models.storage.tables.instant_field import InstantField


class ClinicRuleRow(OfClinic):
    """One entry: a rule, the withdrawal of one, or a check; never changed, never deleted alone.

    Empty texts set no bound. `counted_as` is the payer under which charts are kept that the rule's
    limit holds for. A withdrawal has the payers of the rule that it `withdraws`, and nothing more;
    a check names what it `checks`: "rule/3", or a position. `called_by` is the member who called,
    where the source is a call.
    """

    number = fields.IntField()
    payer = fields.CharField(max_length=64)
    counted_as = fields.CharField(max_length=64)
    codes = fields.CharField(max_length=255)
    condition = fields.CharField(max_length=64)
    profession = fields.CharField(max_length=16)
    line = fields.CharField(max_length=32)
    state = fields.CharField(max_length=8)
    verdict = fields.CharField(max_length=32)
    source = fields.CharField(max_length=16)
    said_on = fields.DateField(null=True)
    first_on = fields.DateField(null=True)
    last_on = fields.DateField(null=True)
    most = fields.IntField(null=True)
    unit = fields.CharField(max_length=32)
    per = fields.CharField(max_length=64)  # the window, as models.visits.window_text spells it
    ask_on = fields.DateField(null=True)
    called_by = fields.CharField(max_length=255, null=True)
    has_reference = fields.BooleanField()
    withdraws = fields.IntField(null=True)
    checks = fields.CharField(max_length=255, null=True)
    known_on = fields.DateField()
    entered_by = fields.CharField(max_length=255)
    entered_at = InstantField()

    class Meta:
        """Numbered within the clinic; found by the payer under which charts are kept."""

        table = "clinic_rule"
        unique_together = (("clinic_id", "number"),)
        indexes = (Index(fields=("clinic_id", "counted_as"), name="clinic_rule_counted"),)

"""Columns, keys and indexes of what a clinic was told from facts, and what changed since."""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index

from models.storage.tables.clinics import OfClinic
from models.storage.tables.instant_field import InstantField


class ReceiptRow(OfClinic):
    """An answer as it was understood, and one member who got it: see `clinic/receipt.py`."""

    code = fields.CharField(max_length=16)
    member = fields.CharField(max_length=255)
    command = fields.TextField()
    told_on = fields.DateField()
    told_at = InstantField()
    profession = fields.CharField(max_length=16)  # empty for none
    state = fields.CharField(max_length=8)  # the same
    rules = fields.IntField()
    facts = fields.CharField(max_length=32)
    about = fields.TextField()  # ids of facts, with blanks between
    verdict = fields.CharField(max_length=64)

    class Meta:
        """Kept once for each member; old ones go by their instant."""

        table = "receipt"
        unique_together = (("clinic_id", "code", "member"),)
        indexes = (Index(fields=("clinic_id", "told_at"), name="receipt_told_at"),)


class AnswerChangeRow(OfClinic):
    """That an answer which the clinic got has another verdict: see `clinic/changed_answer.py`.

    `told_in` is the instant of the digest that told it.
    """

    command = fields.TextField()
    profession = fields.CharField(max_length=16)  # empty for none
    state = fields.CharField(max_length=8)  # the same
    about = fields.TextField()  # ids of facts, with blanks between
    before = fields.CharField(max_length=64)
    verdict = fields.CharField(max_length=64)
    changed_on = fields.DateField()
    noted_at = InstantField()
    told_in = InstantField(null=True)

    class Meta:
        """Found by its clinic, the newest alone."""

        table = "answer_change"
        indexes = (Index(fields=("clinic_id", "noted_at"), name="answer_change_noted"),)


class RecallMarkRow(OfClinic):
    """By which facts and up to which rule of its own a clinic's answers were asked again."""

    facts = fields.CharField(max_length=32)
    rules = fields.IntField()

    class Meta:
        """One of a clinic."""

        table = "recall_mark"
        unique_together = (("clinic_id",),)


class PayerChangeRow(OfClinic):
    """That facts on a payer were renewed, or a rule entered: see `clinic/payer_change.py`.

    `told_in` is the instant of the digest that told it.
    """

    payer = fields.CharField(max_length=64)
    rule = fields.IntField(null=True)
    before = fields.CharField(max_length=64)
    verdict = fields.CharField(max_length=64)
    noted_at = InstantField()
    told_in = InstantField(null=True)

    class Meta:
        """Found by its clinic, the newest alone."""

        table = "payer_change"
        indexes = (Index(fields=("clinic_id", "noted_at"), name="payer_change_noted"),)


class PayerMarkRow(OfClinic):
    """By which facts and up to which rule of its own a clinic's payers were looked at.

    `held` is JSON: by payer a print of what the facts said, and the verdict.
    """

    facts = fields.CharField(max_length=32)
    rules = fields.IntField()
    held = fields.TextField()

    class Meta:
        """One of a clinic."""

        table = "payer_mark"
        unique_together = (("clinic_id",),)

"""Columns and keys of what payers say of an alias: requests, authorizations, balances, payers."""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index

from models.storage.tables.charts import OfAlias
from models.storage.tables.instant_field import InstantField


class AuthorizationRow(OfAlias):
    """So many visits that a payer authorized between two dates; never deleted.

    `serial` is its number, as people type it. One that was replaced names the serial of its
    successor; one that was withdrawn says by whom.
    """

    key = fields.CharField(max_length=64)
    number = fields.IntField()
    first_on = fields.DateField(null=True)
    last_on = fields.DateField(null=True)
    codes = fields.CharField(max_length=255)
    disciplines = fields.CharField(max_length=255)
    unit = fields.CharField(max_length=32)
    told_by = fields.CharField(max_length=255)
    told_at = InstantField()
    serial = fields.IntField(null=True)
    replaced_by = fields.IntField(null=True)
    excluding = fields.CharField(max_length=255, null=True)  # codes that draw on nothing
    withdrawn_by = fields.CharField(max_length=255, null=True)
    withdrawn_at = InstantField(null=True)
    granted_by = fields.CharField(max_length=64, null=True)  # where not the payer of its first day
    region = fields.CharField(max_length=32, null=True)  # the case, of a closed list

    class Meta:
        """Named by the clinic, once in a chart; a number is never used twice."""

        table = "authorization"
        unique_together = (("clinic_id", "alias_id", "key"), ("clinic_id", "alias_id", "serial"))
        indexes = (Index(fields=("alias_id",), name="authorization_of_alias"),)


class VisitRequestRow(OfAlias):
    """So many visits that a payer was asked for; never deleted.

    `state` is one of `models.visits.visit_request`. `due_on` and `ask_on` are written with each
    count of an open one. `granted_as` is the serial of the authorization that grants it.
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


class PayerPeriodRow(OfAlias):
    """A payer, or none, from a day on. An alias that had one payer alone has no such row.

    Nothing refers to it: a change writes all of a chart anew.
    """

    payer = fields.CharField(max_length=64, null=True)
    first_on = fields.DateField(null=True)

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

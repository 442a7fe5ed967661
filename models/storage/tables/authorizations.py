"""Columns and keys of authorizations: so many visits that a payer authorized."""

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

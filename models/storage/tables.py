"""The tables, as Tortoise models: what is kept and how it is keyed, and no rules.

Every table carries its clinic first in its keys, so that a query that names the clinic is always
served by an index and the whole set can be divided by clinic. Neither database indexes a foreign
key by itself, and Tortoise does not either: here each is the first column of a unique key. A key
that is not must be named in `Meta.indexes`, by its column (`clinic_id`).

`Meta.constraints` stays unused: Tortoise creates nothing for it (tortoise-orm issue 2272).
"""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class ClinicRow(Model):
    """A tenant. The lock on this row is what orders a clinic's audit rows."""

    id = fields.IntField(primary_key=True)
    platform = fields.CharField(max_length=16)
    workspace = fields.CharField(max_length=255)
    profession = fields.CharField(max_length=64, null=True)
    state = fields.CharField(max_length=64, null=True)
    time_zone = fields.CharField(max_length=64)
    added_at = fields.DatetimeField()

    class Meta:
        """Named for the noun; one clinic for a workspace."""

        table = "clinic"
        unique_together = (("platform", "workspace"),)


class MemberRow(Model):
    """A person in a clinic, known only by the platform's user id."""

    id = fields.IntField(primary_key=True)
    clinic: fields.ForeignKeyRelation[ClinicRow] = fields.ForeignKeyField(
        "needlepoint.ClinicRow", related_name=False, on_delete=fields.OnDelete.RESTRICT
    )
    clinic_id: int
    user = fields.CharField(max_length=255)
    role = fields.CharField(max_length=16)
    added_at = fields.DatetimeField()

    class Meta:
        """Named for the noun; a person sits in a clinic once."""

        table = "member"
        unique_together = (("clinic_id", "user"),)


class AuditRow(Model):
    """Who did what, when: hashed over the row before. Triggers refuse UPDATE and DELETE."""

    id = fields.BigIntField(primary_key=True)
    clinic: fields.ForeignKeyRelation[ClinicRow] = fields.ForeignKeyField(
        "needlepoint.ClinicRow", related_name=False, on_delete=fields.OnDelete.RESTRICT
    )
    clinic_id: int
    number = fields.IntField()
    at = fields.DatetimeField()
    actor = fields.CharField(max_length=255)
    action = fields.CharField(max_length=64)
    subject = fields.CharField(max_length=255)
    detail = fields.TextField()
    previous_hash = fields.CharField(max_length=64)
    hash = fields.CharField(max_length=64)

    class Meta:
        """Named for the noun; a clinic's rows are numbered from 1 without a gap."""

        table = "audit"
        unique_together = (("clinic_id", "number"),)

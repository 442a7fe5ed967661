"""Columns, keys and indexes of clinics, members, the audit and erased clinics."""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.storage.tables.instant_field import InstantField


class ClinicRow(Model):
    """A tenant. The lock on this row is what orders a clinic's audit rows."""

    id = fields.IntField(primary_key=True)
    platform = fields.CharField(max_length=16)
    workspace = fields.CharField(max_length=255)
    profession = fields.CharField(max_length=64, null=True)
    state = fields.CharField(max_length=64, null=True)
    time_zone = fields.CharField(max_length=64)
    added_at = InstantField()
    readings = fields.CharField(max_length=1024, null=True)  # as models.clinic.clinic spells them
    preferences = fields.TextField(null=True)  # as models.clinic.preferences spells them
    counted_by = fields.TextField(null=True)  # the limits that aliases were counted by
    digest_at = InstantField(null=True)  # the next digest; None: not computed yet
    waiting_told_at = InstantField(null=True)  # when it was told that alerts wait for its hours

    class Meta:
        """Named for the noun; one clinic for a workspace."""

        table = "clinic"
        unique_together = (("platform", "workspace"),)
        indexes = (
            Index(fields=("digest_at",), name="clinic_digest"),
            Index(fields=("time_zone",), name="clinic_zone"),
        )


class OfClinic(Model):
    """What every row of a clinic carries first: not a table of its own."""

    id = fields.BigIntField(primary_key=True)
    clinic: fields.ForeignKeyRelation[ClinicRow] = fields.ForeignKeyField(
        "needlepoint.ClinicRow", related_name=False, on_delete=fields.OnDelete.RESTRICT
    )
    clinic_id: int

    class Meta:
        """Only inherited from."""

        abstract = True


class MemberRow(OfClinic):
    """A person in a clinic, known only by the platform's user id."""

    id = fields.IntField(primary_key=True)
    user = fields.CharField(max_length=255)
    role = fields.CharField(max_length=16)
    added_at = InstantField()
    vouched_at = InstantField(null=True)  # when the platform last said: works here
    gone_at = InstantField(null=True)  # since when it says: does not
    in_vain_at = InstantField(null=True)  # when what they last typed to change saved nothing

    class Meta:
        """Named for the noun; a person sits in a clinic once."""

        table = "member"
        unique_together = (("clinic_id", "user"),)


class AuditRow(OfClinic):
    """Who did what, when: see `models/clinic/audit.py`.

    Triggers refuse to change, replace or delete a row, but for erasing what it says of a patient:
    `subject`, `detail` and `salt` together. They refuse one without a key, too; the columns that
    are null here are so only in a database that is being migrated.
    """

    number = fields.IntField()
    at = InstantField()
    actor = fields.CharField(max_length=255)
    action = fields.CharField(max_length=64)
    subject = fields.CharField(max_length=255)
    detail = fields.TextField()
    previous_hash = fields.CharField(max_length=64)
    hash = fields.CharField(max_length=64)
    salt = fields.CharField(max_length=32, null=True)
    detail_hash = fields.CharField(max_length=64, null=True)
    key_name = fields.CharField(max_length=16, null=True)

    class Meta:
        """Named for the noun; a clinic's rows are numbered from 1 without a gap."""

        table = "audit"
        unique_together = (("clinic_id", "number"),)
        indexes = (Index(fields=("clinic_id", "actor", "number"), name="audit_of_actor"),)


class ErasedClinicRow(Model):
    """A clinic that was erased: how much went, when, and a keyed hash of its workspace.

    Triggers refuse to change or delete a row. While the clinic's own row is still there, the
    erasure is under way: see `models/storage/erase_clinic.py`.
    """

    id = fields.BigIntField(primary_key=True)
    number = fields.IntField()
    digest = fields.CharField(max_length=64)
    key_name = fields.CharField(max_length=16)
    erased_at = InstantField()
    aliases = fields.IntField()
    sessions = fields.IntField()
    hash = fields.CharField(max_length=64)

    class Meta:
        """The number is that of the clinic's row, which no other clinic gets."""

        table = "erased_clinic"
        unique_together = (("number",),)

"""Columns and keys of installations, seen events, shared answers and conversations."""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.storage.tables.clinics import ClinicRow, OfClinic
from models.storage.tables.instant_field import InstantField


class InstallationRow(Model):
    """The app at a workspace, with its tokens sealed.

    For a whole organization `workspace` is the organization's id and there is no clinic; a
    workspace that is served by that has a row without tokens, so that it is found without a
    request of Slack's that names both. `turn_until` is the lease of the one who refreshes.
    """

    id = fields.BigIntField(primary_key=True)
    clinic: fields.ForeignKeyNullableRelation[ClinicRow] = fields.ForeignKeyField(
        "needlepoint.ClinicRow", related_name=False, on_delete=fields.OnDelete.RESTRICT, null=True
    )
    clinic_id: int | None
    workspace = fields.CharField(max_length=64)
    organization = fields.CharField(max_length=64)
    app = fields.CharField(max_length=64)
    bot_user = fields.CharField(max_length=64)
    scopes = fields.TextField()
    installed_by = fields.CharField(max_length=255)
    installed_at = InstantField()
    access = fields.TextField()
    refresh = fields.TextField()
    expires_at = InstantField(null=True)
    turn_until = InstantField(null=True)

    class Meta:
        """One for a workspace."""

        table = "installation"
        unique_together = (("workspace",),)
        indexes = (Index(fields=("clinic_id",), name="installation_of_clinic"),)


class InstallStateRow(Model):
    """An install that somebody finished: the digest of its state, which is used once."""

    id = fields.BigIntField(primary_key=True)
    digest = fields.CharField(max_length=64)
    expires_at = InstantField()

    class Meta:
        """A state once."""

        table = "install_state"
        unique_together = (("digest",),)
        indexes = (Index(fields=("expires_at",), name="install_state_expiry"),)


class SeenEventRow(Model):
    """A delivery of a platform, so that the same one is not carried out again."""

    id = fields.BigIntField(primary_key=True)
    source = fields.CharField(max_length=32)
    key = fields.CharField(max_length=255)
    received_at = InstantField()

    class Meta:
        """A delivery once; the age is for whoever clears them away."""

        table = "seen_event"
        unique_together = (("source", "key"),)
        indexes = (Index(fields=("received_at",), name="seen_event_age"),)


class SharedAnswerRow(OfClinic):
    """An answer that somebody shared: see `clinic/shared_answer.py`. No text, no alias.

    `look_at` is when it is to be asked again. Of one that cannot be, or cannot be edited, `facts`
    and `look_at` are None.
    """

    request = fields.CharField(max_length=255)
    member = fields.CharField(max_length=255)
    command = fields.CharField(max_length=32)
    place = fields.CharField(max_length=255)
    message = fields.CharField(max_length=255)
    about = fields.TextField()  # the facts, one space between two
    shared_at = InstantField()
    canonical = fields.TextField(null=True)
    told_on = fields.DateField(null=True)
    profession = fields.CharField(max_length=16, null=True)
    state = fields.CharField(max_length=8, null=True)
    rules = fields.IntField(null=True)
    facts = fields.CharField(max_length=32, null=True)
    verdict = fields.CharField(max_length=64, null=True)
    edited_as = fields.CharField(max_length=255, null=True)
    look_at = InstantField(null=True)
    before = fields.CharField(max_length=64, null=True)
    changed_on = fields.DateField(null=True)

    class Meta:
        """An act shares once, however often it is clicked."""

        table = "shared_answer"
        unique_together = (("clinic_id", "request"),)
        indexes = (
            Index(fields=("look_at",), name="share_due"),
            Index(fields=("facts",), name="share_facts"),
        )


class ConversationRow(OfClinic):
    """Where a clinic may be spoken to without having asked; `dead_at` once that is over."""

    place = fields.CharField(max_length=255)
    reference = fields.TextField()
    claims = fields.TextField()
    added_at = InstantField()
    dead_at = InstantField(null=True)

    class Meta:
        """Named for the noun; a place once in a clinic."""

        table = "conversation"
        unique_together = (("clinic_id", "place"),)

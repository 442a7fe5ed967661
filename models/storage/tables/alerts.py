"""Columns, keys and indexes of alerts (`note`), deliveries, channel locks and mentions."""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index

from models.storage.tables.charts import OfAlias
from models.storage.tables.clinics import OfClinic
from models.storage.tables.instant_field import InstantField


class NoteRow(OfAlias):
    """An alert and its life: see `alerts/alert.py`. `look_at` is when time alone moves it on."""

    limit_key = fields.CharField(max_length=255)
    window_first = fields.DateField()
    threshold = fields.CharField(max_length=32)
    occasion = fields.IntField()
    state = fields.CharField(max_length=16)
    quiet = fields.BooleanField()
    noted_at = InstantField()
    look_at = InstantField(null=True)
    sent_at = InstantField(null=True)
    taken_by = fields.CharField(max_length=255)
    taken_at = InstantField(null=True)
    handed_to = fields.CharField(max_length=255)
    reason = fields.CharField(max_length=16)
    lead = fields.BigIntField(null=True)

    class Meta:
        """A cause is noted once."""

        table = "note"
        unique_together = (
            ("clinic_id", "alias_id", "limit_key", "window_first", "threshold", "occasion"),
        )
        indexes = (
            Index(fields=("look_at",), name="note_due"),
            Index(fields=("clinic_id", "state", "id"), name="note_of_state"),
            Index(fields=("alias_id",), name="note_of_alias"),
            Index(fields=("state", "noted_at"), name="note_age"),
            Index(fields=("lead",), name="note_lead"),
        )


class DeliveryRow(OfClinic):
    """A message owed to a place: see `models/alerts/delivery.py`.

    `due_at` is when somebody may claim it; whoever does moves it on to the end of the lease, so
    that a worker that dies gives it back. Nothing is due where it is None. `is_posting` stands from
    just before the message is posted until the platform's answer is written down.
    """

    note: fields.ForeignKeyNullableRelation[NoteRow] = fields.ForeignKeyField(
        "needlepoint.NoteRow", related_name=False, on_delete=fields.OnDelete.RESTRICT, null=True
    )
    note_id: int | None
    errand = fields.CharField(max_length=16)
    key = fields.CharField(max_length=255)
    place = fields.CharField(max_length=255)
    fate = fields.CharField(max_length=16)
    owed_since = InstantField()
    due_at = InstantField(null=True)
    claimed_by = fields.CharField(max_length=64)
    is_posting = fields.BooleanField()
    attempts = fields.IntField()
    message = fields.CharField(max_length=255)
    wanted = fields.IntField()
    sent_at = InstantField(null=True)
    why = fields.CharField(max_length=255)

    class Meta:
        """A message is owed once."""

        table = "delivery"
        unique_together = (("clinic_id", "key"),)
        indexes = (
            Index(fields=("due_at",), name="delivery_due"),
            Index(fields=("note_id",), name="delivery_of_note"),
            Index(fields=("fate", "why"), name="delivery_fate"),
            Index(fields=("clinic_id", "fate"), name="delivery_of_fate"),
        )


class ChannelLockRow(OfClinic):
    """From when on the next message may go to a place: platforms take about one a second.

    While one is on its way, this is when whoever sends it will have given up.
    """

    place = fields.CharField(max_length=255)
    free_at = InstantField()

    class Meta:
        """A place has one queue."""

        table = "turn"
        unique_together = (("clinic_id", "place"),)


class MentionRow(OfClinic):
    """A posted message that names an alias, by a keyed hash: `models/storage/alias_mentions.py`."""

    place = fields.CharField(max_length=255)
    message = fields.CharField(max_length=255)
    digest = fields.CharField(max_length=64)
    said_at = InstantField()

    class Meta:
        """A message names an alias once."""

        table = "mention"
        unique_together = (("clinic_id", "digest", "place", "message"),)
        indexes = (Index(fields=("said_at",), name="mention_age"),)

"""Columns, keys and indexes of aliases, sessions, episodes and standings."""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index

from models.storage.tables.clinics import OfClinic
from models.storage.tables.instant_field import InstantField


class AliasRow(OfClinic):
    """An alias. The lock on this row is what orders everything of its chart.

    The columns from `counted_on` on repeat what the last count found, so that the board is one
    page of one index. Without any limit `left_now` is `models.ports.NO_LIMIT`. `lookalike` is empty
    for the newer of two aliases that looked alike before that was refused: it is found by its key.
    """

    key = fields.CharField(max_length=64)
    text = fields.CharField(max_length=64)
    payer = fields.CharField(max_length=64, null=True)
    condition = fields.CharField(max_length=64, null=True)
    plan = fields.CharField(max_length=255)
    benefit_month = fields.IntField(null=True)
    benefit_day = fields.IntField(null=True)
    opened_on = fields.DateField()
    opened_by = fields.CharField(max_length=255)
    opened_at = InstantField()
    request = fields.CharField(max_length=255, null=True)
    closed_on = fields.DateField(null=True)
    is_open = fields.BooleanField()
    version = fields.IntField()
    counted_on = fields.DateField(null=True)
    next_look = fields.DateField(null=True)
    binding_limit = fields.CharField(max_length=255)
    used_now = fields.IntField()
    allowed_now = fields.IntField()
    left_now = fields.IntField()
    resets_now = fields.DateField(null=True)
    lookalike = fields.CharField(max_length=64, null=True)  # as models.privacy.alias_text spells it

    class Meta:
        """A clinic has an alias once, and nothing that looks like it; a request opens one."""

        table = "alias"
        unique_together = (
            ("clinic_id", "key"),
            ("clinic_id", "request"),
            ("clinic_id", "lookalike"),
        )
        indexes = (
            Index(fields=("clinic_id", "is_open", "left_now", "key"), name="alias_board"),
            Index(
                fields=("clinic_id", "payer", "is_open", "left_now", "key"),
                name="alias_board_of_payer",
            ),
            Index(fields=("clinic_id", "next_look"), name="alias_due_in_clinic"),
            Index(fields=("next_look",), name="alias_due"),
        )


class RetiredAliasRow(OfClinic):
    """A name that an alias had before it was renamed: no other chart may have it.

    `digest` is a hash of the name, which is written nowhere here. `chart` is the id of the alias
    row; it refers to nothing, so that the name stays retired when the chart is erased.
    """

    digest = fields.CharField(max_length=64)
    chart = fields.BigIntField()
    retired_at = InstantField()

    class Meta:
        """A name is retired once in a clinic."""

        table = "retired_alias"
        unique_together = (("clinic_id", "digest"),)


class ForgottenAliasRow(OfClinic):
    """An alias that was forgotten, by a keyed hash: nobody is called so again in that clinic."""

    digest = fields.CharField(max_length=64)
    key_name = fields.CharField(max_length=16)

    class Meta:
        """An alias is retired once."""

        table = "forgotten_alias"
        unique_together = (("clinic_id", "digest"),)


class OfAlias(OfClinic):
    """What every row about an alias carries besides: not a table of its own either."""

    alias: fields.ForeignKeyRelation[AliasRow] = fields.ForeignKeyField(
        "needlepoint.AliasRow", related_name=False, on_delete=fields.OnDelete.RESTRICT
    )
    alias_id: int

    class Meta:
        """Only inherited from."""

        abstract = True


class SessionRow(OfAlias):
    """A session: voided, never deleted. A voided one has no `ordinal` and so frees its place."""

    number = fields.IntField()
    on_date = fields.DateField()
    ordinal = fields.IntField(null=True)
    codes = fields.CharField(max_length=255)
    discipline = fields.CharField(max_length=16, null=True)
    units = fields.IntField()
    logged_by = fields.CharField(max_length=255)
    logged_at = InstantField()
    request = fields.CharField(max_length=255, null=True)
    self_pay = fields.BooleanField(null=True)  # the patient's own money; null: the payer's
    voided = fields.TextField()
    voided_by = fields.CharField(max_length=255, null=True)
    voided_at = InstantField(null=True)
    void_request = fields.CharField(max_length=255, null=True)
    timed = fields.CharField(max_length=255, null=True)  # units by code: "97140x2 97110x1"
    postsurgical = fields.BooleanField(null=True)
    region = fields.CharField(max_length=32, null=True)  # the case, of a closed list

    class Meta:
        """A number once, a place of a day once, a request once."""

        table = "session"
        unique_together = (
            ("clinic_id", "alias_id", "number"),
            ("alias_id", "clinic_id", "on_date", "ordinal"),
            ("clinic_id", "request"),
            ("clinic_id", "void_request"),
        )
        indexes = (Index(fields=("clinic_id", "logged_by", "id"), name="session_of_member"),)


class ImprovingRow(OfAlias):
    """A day on which the therapist noted that the patient improves."""

    on_date = fields.DateField()
    noted_by = fields.CharField(max_length=255)
    noted_at = InstantField()

    class Meta:
        """A day is noted once."""

        table = "improving"
        unique_together = (("clinic_id", "alias_id", "on_date"),)
        indexes = (Index(fields=("alias_id",), name="improving_of_alias"),)


class EpisodeRow(OfAlias):
    """An episode of care. Nothing refers to it: a change writes all of a chart anew."""

    first_on = fields.DateField()
    last_on = fields.DateField(null=True)

    class Meta:
        """One begins on a day."""

        table = "episode"
        unique_together = (("clinic_id", "alias_id", "first_on"),)
        indexes = (Index(fields=("alias_id",), name="episode_of_alias"),)


class StandingRow(OfAlias):
    """What was counted by one limit in one window; never deleted, as alerts refer to it.

    `window_first` is the first of January of the year 1 where a window has no first day or moves
    with the day. `holds` is false once no count makes this window any more. `version` is that of
    the chart when it was counted.
    """

    limit_key = fields.CharField(max_length=255)
    window_first = fields.DateField()
    window_last = fields.DateField(null=True)
    used = fields.IntField()
    allowed = fields.IntField()
    resets = fields.DateField(null=True)
    leaves_on = fields.DateField(null=True)
    holds = fields.BooleanField()
    version = fields.IntField()

    class Meta:
        """One row for a limit and window."""

        table = "standing"
        unique_together = (("clinic_id", "alias_id", "limit_key", "window_first"),)
        indexes = (
            Index(fields=("alias_id",), name="standing_of_alias"),
            Index(fields=("clinic_id", "window_last"), name="standing_ending"),
        )

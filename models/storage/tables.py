"""The tables, as Tortoise models: what is kept and how it is keyed, and no rules.

Every table carries its clinic first in its keys, so that a query that names the clinic is always
served by an index and the whole set can be divided by clinic. Neither database indexes a foreign
key by itself, and Tortoise does not either: here each is the first column of a unique key. A key
that is not must be named in `Meta.indexes`, by its column (`clinic_id`).

`Meta.constraints` stays unused: Tortoise creates nothing for it (tortoise-orm issue 2272).
"""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index
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
    readings = fields.CharField(max_length=1024, null=True)  # as models.clinic.clinic spells them
    preferences = fields.TextField(null=True)  # as models.clinic.preferences spells them
    counted_by = fields.TextField(null=True)  # the limits that aliases were counted by
    digest_at = fields.DatetimeField(null=True)  # the next digest; None: not computed yet

    class Meta:
        """Named for the noun; one clinic for a workspace."""

        table = "clinic"
        unique_together = (("platform", "workspace"),)
        indexes = (Index(fields=("digest_at",), name="clinic_digest"),)


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
    vouched_at = fields.DatetimeField(null=True)  # when the platform last said: works here
    gone_at = fields.DatetimeField(null=True)  # since when it says: does not

    class Meta:
        """Named for the noun; a person sits in a clinic once."""

        table = "member"
        unique_together = (("clinic_id", "user"),)


class AuditRow(Model):
    """Who did what, when: see `models/clinic/audit.py`.

    Triggers refuse to change, replace or delete a row, but for erasing what it says of a patient:
    `subject`, `detail` and `salt` together. They refuse one without a key, too; the columns that
    are null here are so only in a database that is being migrated.
    """

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
    salt = fields.CharField(max_length=32, null=True)
    detail_hash = fields.CharField(max_length=64, null=True)
    key_name = fields.CharField(max_length=16, null=True)

    class Meta:
        """Named for the noun; a clinic's rows are numbered from 1 without a gap."""

        table = "audit"
        unique_together = (("clinic_id", "number"),)


class ForgottenAliasRow(Model):
    """An alias that was forgotten, by a keyed hash: nobody is called so again in that clinic."""

    id = fields.BigIntField(primary_key=True)
    clinic: fields.ForeignKeyRelation[ClinicRow] = fields.ForeignKeyField(
        "needlepoint.ClinicRow", related_name=False, on_delete=fields.OnDelete.RESTRICT
    )
    clinic_id: int
    digest = fields.CharField(max_length=64)
    key_name = fields.CharField(max_length=16)

    class Meta:
        """An alias is retired once."""

        table = "forgotten_alias"
        unique_together = (("clinic_id", "digest"),)


class MentionRow(Model):
    """A posted message that names an alias, by a keyed hash: see `models/storage/mentions.py`."""

    id = fields.BigIntField(primary_key=True)
    clinic: fields.ForeignKeyRelation[ClinicRow] = fields.ForeignKeyField(
        "needlepoint.ClinicRow", related_name=False, on_delete=fields.OnDelete.RESTRICT
    )
    clinic_id: int
    place = fields.CharField(max_length=255)
    message = fields.CharField(max_length=255)
    digest = fields.CharField(max_length=64)
    said_at = fields.DatetimeField()

    class Meta:
        """A message names an alias once."""

        table = "mention"
        unique_together = (("clinic_id", "digest", "place", "message"),)
        indexes = (Index(fields=("said_at",), name="mention_age"),)


class ErasedClinicRow(Model):
    """A clinic that was erased: how much went, when, and a keyed hash of its workspace.

    Triggers refuse to change or delete a row. While the clinic's own row is still there, the
    erasure is under way: see `models/storage/erasing.py`.
    """

    id = fields.BigIntField(primary_key=True)
    number = fields.IntField()
    digest = fields.CharField(max_length=64)
    key_name = fields.CharField(max_length=16)
    erased_at = fields.DatetimeField()
    aliases = fields.IntField()
    sessions = fields.IntField()
    hash = fields.CharField(max_length=64)

    class Meta:
        """The number is that of the clinic's row, which no other clinic gets."""

        table = "erased_clinic"
        unique_together = (("number",),)


class AliasRow(Model):
    """An alias. The lock on this row is what orders everything of its chart.

    The columns from `counted_on` on repeat what the last count found, so that the board is one
    page of one index. Without any limit `left_now` is `models.ports.NO_LIMIT`. `lookalike` is empty
    for the newer of two aliases that looked alike before that was refused: it is found by its key.
    """

    id = fields.BigIntField(primary_key=True)
    clinic: fields.ForeignKeyRelation[ClinicRow] = fields.ForeignKeyField(
        "needlepoint.ClinicRow", related_name=False, on_delete=fields.OnDelete.RESTRICT
    )
    clinic_id: int
    key = fields.CharField(max_length=64)
    text = fields.CharField(max_length=64)
    payer = fields.CharField(max_length=64, null=True)
    condition = fields.CharField(max_length=64, null=True)
    plan = fields.CharField(max_length=255)
    benefit_month = fields.IntField(null=True)
    benefit_day = fields.IntField(null=True)
    opened_on = fields.DateField()
    opened_by = fields.CharField(max_length=255)
    opened_at = fields.DatetimeField()
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


class RetiredAliasRow(Model):
    """A name that an alias had before it was renamed: no other chart may have it.

    `digest` is a hash of the name, which is written nowhere here. `chart` is the id of the alias
    row; it refers to nothing, so that the name stays retired when the chart is erased.
    """

    id = fields.BigIntField(primary_key=True)
    clinic: fields.ForeignKeyRelation[ClinicRow] = fields.ForeignKeyField(
        "needlepoint.ClinicRow", related_name=False, on_delete=fields.OnDelete.RESTRICT
    )
    clinic_id: int
    digest = fields.CharField(max_length=64)
    chart = fields.BigIntField()
    retired_at = fields.DatetimeField()

    class Meta:
        """A name is retired once in a clinic."""

        table = "retired_alias"
        unique_together = (("clinic_id", "digest"),)


class OfAlias(Model):
    """What every row about an alias carries first: not a table of its own."""

    id = fields.BigIntField(primary_key=True)
    clinic: fields.ForeignKeyRelation[ClinicRow] = fields.ForeignKeyField(
        "needlepoint.ClinicRow", related_name=False, on_delete=fields.OnDelete.RESTRICT
    )
    clinic_id: int
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
    logged_at = fields.DatetimeField()
    request = fields.CharField(max_length=255, null=True)
    voided = fields.TextField()
    voided_by = fields.CharField(max_length=255, null=True)
    voided_at = fields.DatetimeField(null=True)
    void_request = fields.CharField(max_length=255, null=True)

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


class AuthorizationRow(OfAlias):
    """So many visits that a payer authorized between two dates."""

    key = fields.CharField(max_length=64)
    number = fields.IntField()
    first_on = fields.DateField(null=True)
    last_on = fields.DateField(null=True)
    codes = fields.CharField(max_length=255)
    disciplines = fields.CharField(max_length=255)
    unit = fields.CharField(max_length=32)
    told_by = fields.CharField(max_length=255)
    told_at = fields.DatetimeField()

    class Meta:
        """Named by the clinic, once in a chart."""

        table = "authorization"
        unique_together = (("clinic_id", "alias_id", "key"),)
        indexes = (Index(fields=("alias_id",), name="authorization_of_alias"),)


class BalanceRow(OfAlias):
    """So many visits used as of a day, and who says so."""

    used = fields.IntField()
    as_of = fields.DateField()
    source = fields.CharField(max_length=255)
    includes_ours = fields.BooleanField()
    codes = fields.CharField(max_length=255)
    disciplines = fields.CharField(max_length=255)
    told_by = fields.CharField(max_length=255)
    told_at = fields.DatetimeField()

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


class ImprovingRow(OfAlias):
    """A day on which the therapist noted that the patient improves."""

    on_date = fields.DateField()
    noted_by = fields.CharField(max_length=255)
    noted_at = fields.DatetimeField()

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


class CapRow(Model):
    """A limit that the clinic set itself: `per` is its window, `subject` an alias or a payer."""

    id = fields.BigIntField(primary_key=True)
    clinic: fields.ForeignKeyRelation[ClinicRow] = fields.ForeignKeyField(
        "needlepoint.ClinicRow", related_name=False, on_delete=fields.OnDelete.RESTRICT
    )
    clinic_id: int
    scope = fields.CharField(max_length=16)
    subject = fields.CharField(max_length=64)
    number = fields.IntField()
    per = fields.CharField(max_length=64)
    set_by = fields.CharField(max_length=255)
    set_on = fields.DateField()
    set_at = fields.DatetimeField()

    class Meta:
        """Set again, it is replaced."""

        table = "cap"
        unique_together = (("clinic_id", "scope", "subject", "per"),)


class NoteRow(OfAlias):
    """An alert and its life: see `alerts/alert.py`. `look_at` is when time alone moves it on."""

    limit_key = fields.CharField(max_length=255)
    window_first = fields.DateField()
    threshold = fields.CharField(max_length=32)
    occasion = fields.IntField()
    state = fields.CharField(max_length=16)
    quiet = fields.BooleanField()
    noted_at = fields.DatetimeField()
    look_at = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)
    taken_by = fields.CharField(max_length=255)
    taken_at = fields.DatetimeField(null=True)
    handed_to = fields.CharField(max_length=255)
    reason = fields.CharField(max_length=16)

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
        )


class DeliveryRow(Model):
    """A message owed to a place: see `models/alerts/delivery.py`.

    `due_at` is when somebody may claim it; whoever does moves it on to the end of the lease, so
    that a worker that dies gives it back. Nothing is due where it is None. `is_posting` stands from
    just before the message is posted until the platform's answer is written down.
    """

    id = fields.BigIntField(primary_key=True)
    clinic: fields.ForeignKeyRelation[ClinicRow] = fields.ForeignKeyField(
        "needlepoint.ClinicRow", related_name=False, on_delete=fields.OnDelete.RESTRICT
    )
    clinic_id: int
    note: fields.ForeignKeyNullableRelation[NoteRow] = fields.ForeignKeyField(
        "needlepoint.NoteRow", related_name=False, on_delete=fields.OnDelete.RESTRICT, null=True
    )
    note_id: int | None
    errand = fields.CharField(max_length=16)
    key = fields.CharField(max_length=255)
    place = fields.CharField(max_length=255)
    fate = fields.CharField(max_length=16)
    owed_since = fields.DatetimeField()
    due_at = fields.DatetimeField(null=True)
    claimed_by = fields.CharField(max_length=64)
    is_posting = fields.BooleanField()
    attempts = fields.IntField()
    message = fields.CharField(max_length=255)
    wanted = fields.IntField()
    sent_at = fields.DatetimeField(null=True)
    why = fields.CharField(max_length=255)

    class Meta:
        """A message is owed once."""

        table = "delivery"
        unique_together = (("clinic_id", "key"),)
        indexes = (
            Index(fields=("due_at",), name="delivery_due"),
            Index(fields=("note_id",), name="delivery_of_note"),
        )


class TurnRow(Model):
    """From when on the next message may go to a place: platforms take about one a second.

    While one is on its way, this is when whoever sends it will have given up.
    """

    id = fields.BigIntField(primary_key=True)
    clinic: fields.ForeignKeyRelation[ClinicRow] = fields.ForeignKeyField(
        "needlepoint.ClinicRow", related_name=False, on_delete=fields.OnDelete.RESTRICT
    )
    clinic_id: int
    place = fields.CharField(max_length=255)
    free_at = fields.DatetimeField()

    class Meta:
        """A place has one queue."""

        table = "turn"
        unique_together = (("clinic_id", "place"),)


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
    installed_at = fields.DatetimeField()
    access = fields.TextField()
    refresh = fields.TextField()
    expires_at = fields.DatetimeField(null=True)
    turn_until = fields.DatetimeField(null=True)

    class Meta:
        """One for a workspace."""

        table = "installation"
        unique_together = (("workspace",),)
        indexes = (Index(fields=("clinic_id",), name="installation_of_clinic"),)


class InstallStateRow(Model):
    """An install that somebody finished: the digest of its state, which is used once."""

    id = fields.BigIntField(primary_key=True)
    digest = fields.CharField(max_length=64)
    expires_at = fields.DatetimeField()

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
    received_at = fields.DatetimeField()

    class Meta:
        """A delivery once; the age is for whoever clears them away."""

        table = "seen_event"
        unique_together = (("source", "key"),)
        indexes = (Index(fields=("received_at",), name="seen_event_age"),)


class SharedAnswerRow(Model):
    """An answer that somebody shared: see `clinic/shared_answer.py`. No text, no alias."""

    id = fields.BigIntField(primary_key=True)
    clinic: fields.ForeignKeyRelation[ClinicRow] = fields.ForeignKeyField(
        "needlepoint.ClinicRow", related_name=False, on_delete=fields.OnDelete.RESTRICT
    )
    clinic_id: int
    request = fields.CharField(max_length=255)
    member = fields.CharField(max_length=255)
    command = fields.CharField(max_length=32)
    place = fields.CharField(max_length=255)
    message = fields.CharField(max_length=255)
    about = fields.TextField()  # the facts, one space between two
    shared_at = fields.DatetimeField()

    class Meta:
        """An act shares once, however often it is clicked."""

        table = "shared_answer"
        unique_together = (("clinic_id", "request"),)


class ConversationRow(Model):
    """Where a clinic may be spoken to without having asked; `dead_at` once that is over."""

    id = fields.BigIntField(primary_key=True)
    clinic: fields.ForeignKeyRelation[ClinicRow] = fields.ForeignKeyField(
        "needlepoint.ClinicRow", related_name=False, on_delete=fields.OnDelete.RESTRICT
    )
    clinic_id: int
    place = fields.CharField(max_length=255)
    reference = fields.TextField()
    claims = fields.TextField()
    added_at = fields.DatetimeField()
    dead_at = fields.DatetimeField(null=True)

    class Meta:
        """Named for the noun; a place once in a clinic."""

        table = "conversation"
        unique_together = (("clinic_id", "place"),)

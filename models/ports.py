"""What handlers and jobs may ask of the outside, without knowing who answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypedDict, Unpack

from models.audit import AuditEntry
from models.chart import By, Cap, Chart, Count, Decide, Opening
from models.clinic import Clinic, Member, Platform, Role
from models.reply import Reply

NO_LIMIT = 2**31 - 1
"""What is left where no limit holds, so that it sorts last: the greatest that a column takes."""


class Defaults(TypedDict, total=False):
    """A clinic's defaults: what is given replaces, None clears, what is left out stays."""

    profession: str | None
    state: str | None
    time_zone: str
    readings: str | None  # as models.clinic spells them
    preferences: str | None  # as models.preferences spells them; what it leaves out stays


class Records(Protocol):
    """What a clinic keeps. Every method may raise `models.errors.RecordsUnreachable`."""

    async def seat(
        self, platform: Platform, workspace: str, user: str, *, role: Role, at: datetime
    ) -> tuple[Clinic, Member]:
        """Find the clinic and the person in it, or add them; a role once stored stays."""
        ...

    async def set_defaults(
        self, clinic_id: int, *, actor: str, at: datetime, **defaults: Unpack[Defaults]
    ) -> Clinic:
        """Change the clinic's defaults and say so in its audit."""
        ...

    async def members(self, clinic_id: int) -> tuple[Member, ...]:
        """Everybody whom the clinic knows, the first who came first."""
        ...

    async def set_role(
        self, clinic_id: int, user: str, role: Role, *, actor: str, at: datetime
    ) -> Member:
        """Give a person a role; whoever is not known yet is added.

        Raises `models.clinic.LastManager` rather than leave a clinic that has a manager without.
        """
        ...

    async def audit(
        self, clinic_id: int, *, subject: str | None = None, last: int | None = None
    ) -> list[AuditEntry]:
        """The clinic's audit, oldest first: all of it, or the last entries, of one subject."""
        ...


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One alias on the board, as its last count left it.

    Without any limit, `limit` is empty and the numbers are None. `is_due` says that the calendar
    has changed the standing since: count it anew before it is shown (`amend` with no event).
    """

    alias: str
    payer: str | None
    limit: str
    used: int | None
    allowed: int | None
    left: int | None
    resets: date | None
    is_due: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of the board: how many rows, after which place (as the page before said)."""

    limit: int = 25
    after: tuple[int, str] | None = None
    payer: str | None = None


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One page of the board, tightest first; `after` is where the next begins, None at the end."""

    rows: tuple[BoardRow, ...]
    after: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """An alias that time alone has changed since it was counted."""

    clinic_id: int
    alias: str


class Charts(Protocol):
    """The charts of a clinic's aliases. Every method may raise `RecordsUnreachable`.

    An alias is found in any case and with or without its hyphens.
    """

    async def start(self, clinic_id: int, opening: Opening, count: Count, by: By) -> Chart:
        """Open a chart; the one that this request opened before, if it did.

        Raises `models.chart.AliasTaken`.
        """
        ...

    async def find(self, clinic_id: int, alias: str) -> Chart | None:
        """The chart of an alias."""
        ...

    async def aliases(self, clinic_id: int) -> tuple[str, ...]:
        """Every alias of the clinic, as it is spelled."""
        ...

    async def amend(
        self, clinic_id: int, alias: str, decide: Decide, count: Count, by: By
    ) -> Chart:
        """Change a chart: the one way to do it. Without events, it is counted anew.

        Nobody else changes the chart between `decide` and the last write: `decide` sees the truth,
        and events that the chart has heard already are dropped. Raises what `decide` raises,
        `models.chart.NoSuchAlias`, or `models.chart.AlreadyDone`; then nothing is changed.
        """
        ...

    async def board(self, clinic_id: int, on: date, part: Slice) -> BoardPage:
        """The open charts, fewest left first, then by alias; those without a limit last."""
        ...

    async def due(self, clinic_id: int | None, on: date, limit: int) -> tuple[Due, ...]:
        """The aliases to count anew, the longest due first; of every clinic where None is named."""
        ...

    async def set_cap(self, clinic_id: int, cap: Cap, by: By) -> None:
        """Set a cap of the clinic's own; those whom it holds for become due.

        A cap for an alias that the clinic does not have raises `models.chart.NoSuchAlias`.
        """
        ...

    async def drop_cap(self, clinic_id: int, cap: Cap, by: By) -> None:
        """Take a cap back; those whom it held for become due."""
        ...

    async def caps(self, clinic_id: int) -> tuple[Cap, ...]:
        """The caps that the clinic set itself."""
        ...

    async def count_anew(self, clinic_id: int, payer: str) -> None:
        """Make everybody with a payer due: how the clinic reads one of its limits has changed."""
        ...

    async def member_last_session(self, clinic_id: int, user: str) -> tuple[str, int] | None:
        """The alias and number of the session that a member logged last and nobody voided."""
        ...


class Undelivered(Exception):
    """A message did not arrive, as far as the platform said.

    `permanent`: it never will at this place (archived, bot removed, blocked). `uncertain`: it may
    have arrived all the same (the answer was lost). `retry_after`: seconds that the platform asks
    to wait before the next message to this place. `why` is the platform's word for it, no text.
    """

    def __init__(
        self,
        why: str,
        *,
        permanent: bool = False,
        uncertain: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(why)
        self.why = why
        self.permanent = permanent
        self.uncertain = uncertain
        self.retry_after = retry_after


class Messenger(Protocol):
    """Speaks to people who did not ask, on one platform. Never retries: the caller does.

    A place is a mention (`models.reply.channel` or `person`): a channel, or a person's own chat.
    """

    async def post(self, clinic: Clinic, place: str, reply: Reply) -> str:
        """Post a reply and return the platform's id of the message. Raises `Undelivered`."""
        ...

    async def edit(self, clinic: Clinic, place: str, message: str, reply: Reply) -> None:
        """Show another reply in the place of a message posted before. Raises `Undelivered`."""
        ...

"""What handlers and jobs may ask of the outside, without knowing who answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypedDict, Unpack

from models.alerts.actions import Act
from models.alerts.alert import Alert, AlertState
from models.alerts.delivery import Delivery, DeliveryState, Purpose
from models.clinic.audit import AuditEntry, ChainHead
from models.clinic.clinic import Clinic, Member, Platform, Role
from models.clinic.vouching import ChannelFault, PersonFault
from models.reply import Reply
from models.visits.cap import Cap
from models.visits.chart import Chart, ChartOpening, Count, Decide, DoneBy

NO_LIMIT = 2**31 - 1
"""What is left where no limit holds, so that it sorts last: the greatest that a column takes."""


class Defaults(TypedDict, total=False):
    """A clinic's defaults: what is given replaces, None clears, what is left out stays."""

    profession: str | None
    state: str | None
    time_zone: str
    readings: str | None  # as models.clinic.clinic spells them
    preferences: str | None  # as models.clinic.preferences spells them; what it leaves out stays


class Clinics(Protocol):
    """What a clinic keeps. Every method may raise `models.errors.RecordsUnreachable`."""

    async def seat(
        self, platform: Platform, workspace: str, user: str, *, role: Role, at: datetime
    ) -> tuple[Clinic, Member]:
        """Find the clinic and the person in it, or add them; a role once stored stays."""
        ...

    async def seated(
        self, platform: Platform, workspace: str, user: str
    ) -> tuple[Clinic, Member] | None:
        """Find the clinic and the person in it; None for a newcomer."""
        ...

    async def vouched(self, clinic_id: int, user: str, *, at: datetime) -> None:
        """Write down that the platform says now that a person works here, who may come back."""
        ...

    async def refused(self, clinic_id: int, user: str, *, at: datetime) -> None:
        """Write down that the platform says that a person does not work here any more."""
        ...

    async def set_defaults(
        self,
        clinic_id: int,
        *,
        actor: str,
        at: datetime,
        request: str = "",
        **defaults: Unpack[Defaults],
    ) -> Clinic:
        """Change the clinic's defaults and say so in its audit.

        Raises `models.visits.chart.AlreadyDone` where this request changed them so before.
        """
        ...

    async def members(self, clinic_id: int) -> tuple[Member, ...]:
        """Everybody whom the clinic knows, the first who came first."""
        ...

    async def set_role(  # noqa: PLR0913 -- who, to what, and by which deed
        self, clinic_id: int, user: str, role: Role, *, actor: str, at: datetime, request: str = ""
    ) -> Member:
        """Give a person a role; whoever is not known yet is added.

        Raises `clinic.LastManager` rather than leave a clinic that has a manager without,
        and `chart.AlreadyDone` where this request gave it before.
        """
        ...

    async def clinic(self, clinic_id: int) -> Clinic:
        """The clinic as it is now. Raises LookupError when there is none."""
        ...

    async def audit(
        self,
        clinic_id: int,
        *,
        subject: str | None = None,
        last: int | None = None,
        before: int | None = None,
    ) -> list[AuditEntry]:
        """The clinic's audit, oldest first: all of it, or the last entries, of one subject.

        `before` is the number of an entry: it and what came after it are left out.
        """
        ...

    async def heads(self) -> tuple[ChainHead, ...]:
        """The newest entry of every clinic's audit."""
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
class RecentSession:
    """A session that a member logged: of which alias, its number there, and its day."""

    alias: str
    number: int
    on: date


@dataclass(frozen=True, slots=True)
class DueChart:
    """An alias that time alone has changed since it was counted."""

    clinic_id: int
    alias: str


@dataclass(frozen=True, slots=True)
class EndingAuthorization:
    """An authorization that ends with visits left."""

    alias: str
    last: date
    left: int


@dataclass(frozen=True, slots=True)
class ErasedClinic:
    """How much went with a clinic, and how many posted messages are to be edited."""

    aliases: int
    sessions: int
    messages: int = 0


class Charts(Protocol):
    """The charts of a clinic's aliases. Every method may raise `RecordsUnreachable`.

    An alias is found in any case, with or without its hyphens, and by what looks like it.
    """

    async def start(self, clinic_id: int, opening: ChartOpening, count: Count, by: DoneBy) -> Chart:
        """Open a chart; the one that this request opened before, if it did.

        Raises `chart.AliasTaken`, also where a chart had the alias before, or the clinic has
        one that is easily taken for it.
        """
        ...

    async def find(self, clinic_id: int, alias: str) -> Chart | None:
        """The chart of an alias."""
        ...

    async def aliases(self, clinic_id: int) -> tuple[str, ...]:
        """Every alias of the clinic, as it is spelled."""
        ...

    async def amend(
        self, clinic_id: int, alias: str, decide: Decide, count: Count, by: DoneBy
    ) -> Chart:
        """Change a chart: the one way to do it. Without events, it is counted anew.

        Nobody else changes the chart between `decide` and the last write: `decide` sees the truth,
        and events that the chart has heard already are dropped. Raises what `decide` raises,
        `chart.NoSuchAlias`, or `chart.AlreadyDone`; then nothing is changed.
        """
        ...

    async def board(self, clinic_id: int, on: date, part: Slice) -> BoardPage:
        """The open charts, fewest left first, then by alias; those without a limit last."""
        ...

    async def due(self, clinic_id: int | None, on: date, limit: int) -> tuple[DueChart, ...]:
        """The aliases to count anew, the longest due first; of every clinic where None is named."""
        ...

    async def forget(self, clinic_id: int, alias: str, by: DoneBy) -> str:
        """Erase everything kept of an alias, and have every message edited that names it.

        A keyed hash and counts stay: no alias is spelled so again, and `start` raises
        `models.visits.chart.AliasTaken` for it. Returns the alias as it was spelled. Raises
        `models.visits.chart.NoSuchAlias`.
        """
        ...

    async def erase(self, clinic_id: int, at: datetime) -> ErasedClinic:
        """Erase the whole clinic; what its messages' edits take goes with `finish_erasing`.

        Raises LookupError when there is no such clinic, and `models.clinic.clinic.BeingErased`.
        """
        ...

    async def finish_erasing(self, clinic_id: int | None = None) -> int:
        """Remove what is left of erased clinics whose messages are edited; how many those are.

        A clinic that is named does not wait for its messages.
        """
        ...

    async def rename(self, clinic_id: int, alias: str, new: str, by: DoneBy) -> Chart:
        """Give a chart another alias, which follows everywhere; the old one is not given again.

        Every posted alert of it is worded anew. The chart may have its old alias back. Raises
        `models.visits.chart.AliasTaken` and `models.visits.chart.NoSuchAlias`.
        """
        ...

    async def given_before(self, clinic_id: int, names: Collection[str]) -> frozenset[str]:
        """Those of these names that a chart of the clinic had before it was renamed."""
        ...

    async def is_used_up(self, clinic_id: int, name: str) -> bool:
        """Whether a chart of the clinic had this name and it is not given again.

        It was renamed since, or forgotten.
        """
        ...

    async def timed(self, at: datetime, limit: int) -> tuple[DueChart, ...]:
        """The aliases of every clinic that are due by its own calendar, the longest due first."""
        ...

    async def ending(
        self, clinic_id: int, between: tuple[date, date], limit: int
    ) -> tuple[EndingAuthorization, ...]:
        """The authorizations of open charts that end between two days, the first to end first."""
        ...

    async def payers(self, clinic_id: int) -> tuple[str, ...]:
        """The payers that open charts of the clinic have."""
        ...

    async def recall(self, prints: Mapping[str, str]) -> int:
        """Make everybody due whose payer's limits are not those counted by.

        `prints` has one for each payer: any text that changes with its limits. Returns how many
        clinics had changes.
        """
        ...

    async def set_cap(self, clinic_id: int, cap: Cap, by: DoneBy) -> None:
        """Set a cap of the clinic's own; those whom it holds for become due.

        A cap for an alias that the clinic does not have raises `models.visits.chart.NoSuchAlias`.
        """
        ...

    async def drop_cap(self, clinic_id: int, cap: Cap, by: DoneBy) -> None:
        """Take a cap back; those whom it held for become due."""
        ...

    async def caps(self, clinic_id: int) -> tuple[Cap, ...]:
        """The caps that the clinic set itself."""
        ...

    async def count_anew(self, clinic_id: int, payer: str) -> None:
        """Make everybody with a payer due: how the clinic reads one of its limits has changed."""
        ...

    async def member_sessions(
        self, clinic_id: int, user: str, limit: int
    ) -> tuple[RecentSession, ...]:
        """The sessions that a member logged last and nobody voided, the latest first."""
        ...


class Alerts(Protocol):
    """The alerts of a clinic, for those who ask. Every method may raise `RecordsUnreachable`."""

    async def note(self, clinic_id: int, number: int) -> Alert | None:
        """The alert of a number."""
        ...

    async def notes(
        self, clinic_id: int, states: Sequence[AlertState], limit: int
    ) -> tuple[Alert, ...]:
        """The clinic's alerts in these states, the newest first."""
        ...

    async def places(self, clinic_id: int, number: int) -> tuple[tuple[str, DeliveryState], ...]:
        """Where an alert was to be told, and what became of that."""
        ...

    async def act(self, clinic_id: int, number: int, act: Act, by: DoneBy) -> Alert:
        """Do something with an alert; every message about it is worded anew.

        Raises what `alerts.actions.done` raises, and `NotUnderstood` where there is no such one.
        """
        ...


class Outbox(Alerts, Protocol):
    """What is owed to whom, for the jobs. A claim is a lease: it ends by itself.

    A worker is a name that no other process has. What a worker writes about a message counts only
    while it still has it.
    """

    async def timed(
        self, states: Sequence[AlertState], at: datetime, limit: int
    ) -> tuple[Alert, ...]:
        """The alerts of every clinic that time moves on by now."""
        ...

    async def enqueue(
        self, note: Alert, errand: Purpose, places: Sequence[str], at: datetime, then: Alert
    ) -> bool:
        """Owe messages about a timed alert, which becomes `then`; False if somebody was faster."""
        ...

    async def enqueue_instead(self, note: Alert, places: Sequence[str], at: datetime) -> None:
        """Owe an alert to other places than the one that would not take it."""
        ...

    async def enqueue_digest_instead(self, delivery: Delivery, places: Sequence[str]) -> None:
        """Owe a digest to other places than the one that would not take it, once each."""
        ...

    async def claim(
        self, at: datetime, worker: str, limit: int, lease: timedelta
    ) -> tuple[Delivery, ...]:
        """Take what is due, the oldest message to each open place; nobody else gets it now."""
        ...

    async def begin(self, delivery: Delivery) -> bool:
        """Say that the message goes out now; False where somebody else has it by now."""
        ...

    async def put_off(
        self, delivery: Delivery, until: datetime, *, why: str = "", refused: bool = False
    ) -> None:
        """Give a message back until an instant; with a reason, it was a failed attempt.

        Once begun it may have arrived, unless it was `refused`: then nothing was posted.
        """
        ...

    async def sent(
        self,
        delivery: Delivery,
        message: str,
        at: datetime,
        patience: datetime | None = None,
        words: Collection[str] = (),
    ) -> None:
        """Write down that a message is posted or edited, and what its alert thereby becomes.

        `words` may name aliases: those of a message that belongs to no alert.
        """
        ...

    async def dropped(self, delivery: Delivery, at: datetime) -> None:
        """Write down that there is nothing to say any more."""
        ...

    async def failed(self, delivery: Delivery, at: datetime, why: str) -> None:
        """Write down that the place takes no message; the alert has failed where no other does."""
        ...

    async def lock_channel(self, clinic_id: int, place: str, at: datetime, until: datetime) -> bool:
        """Close an open place to everybody else until an instant; False where it is closed."""
        ...

    async def unlock_channel(
        self, clinic_id: int, place: str, until: datetime, *, opens: datetime
    ) -> None:
        """Open a place at another instant, if it is still closed by whom it was until this one."""
        ...

    async def digests(self, at: datetime, limit: int) -> tuple[tuple[int, datetime | None], ...]:
        """The clinics whose digest is due, with the instant; None where none is computed yet."""
        ...

    async def enqueue_digest(
        self,
        clinic: Clinic,
        due: datetime | None,
        following: datetime | None,
        places: Sequence[str],
    ) -> bool:
        """Owe the digest of an instant to places, and set the next; False if it was done already.

        With no instant due, only the next is set.
        """
        ...


class Purge(Protocol):
    """What is kept only so that nothing happens twice."""

    async def clear(self, at: datetime) -> int:
        """Delete what is too old by now; returns how many rows went."""
        ...


class Directory(Protocol):
    """What the platform of a clinic says, now, of people and channels. It never raises."""

    async def fault_of_person(
        self, clinic: Clinic, user: str, beside: str = ""
    ) -> PersonFault | None:
        """Why somebody is nobody of the clinic's staff; None where the platform vouches for them.

        `beside` is a channel or chat in which they may be found, the platform's id of it.
        """
        ...

    async def fault_of_channel(self, clinic: Clinic, channel: str) -> ChannelFault | None:
        """Why a channel, by its id, is not one for alerts; None where the platform vouches."""
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

"""Values of queries over charts: a board's row and page, a due chart, what ends; NO_LIMIT."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from models.visits.authorization import is_of_second
from models.visits.booking import BookedVisit
from models.visits.cap import CapScope
from models.visits.count_check import CountCheck
from models.visits.limit import LimitKind, id_of, kind_of_id
from models.visits.plan_of_care import PlanClock
from models.visits.rollover import StoredStanding
from models.visits.visit_request import VisitRequest

NO_LIMIT = 2**31 - 1
"""What is left where no limit holds, so that it sorts last: the greatest that a column takes."""

_CAP_OF_PAYER = f"{id_of(LimitKind.CAP, CapScope.PAYER.value)}/"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One alias on the board, as its last count left it.

    Without any limit, `limit` is empty and the numbers are None. `is_due` says that the calendar
    has changed the standing since: count it anew before it is shown (`amend` with no event).
    `asked_on` is the day from which the answer to its oldest open request is late.
    `booked` are its visits to come, and `passes_on` is the day of the first of them that passes a
    limit or that no authorization covers. `more_from` is the first day of an authorization that is
    to come. `unpaid` are the visits beyond an authorization that binds nobody, as another has room;
    `unauthorized` those beyond what a payer pays without one, while one has room for others, and
    `of_former` those beyond the limits of payers who pay no more.
    `is_self_pay`: there is no payer, as it was said that the patient pays. `giver` is who granted
    the authorization that binds, where one does and this is known.
    """

    alias: str
    payer: str | None
    limit: str
    used: int | None
    allowed: int | None
    left: int | None
    resets: date | None
    is_due: bool = False
    booked: int = 0
    passes_on: date | None = None
    asked_on: date | None = None
    more_from: date | None = None
    unpaid: int = 0
    unauthorized: int = 0
    of_former: int = 0
    is_self_pay: bool = False
    giver: str | None = None

    @property
    def passed(self) -> str:
        """The visits that nothing pays, in words, whatever room the limit has that binds."""
        before = f"{self.of_former} over with a payer before" if self.of_former else ""
        now = f"{self.unauthorized} without authorization" if self.unauthorized else ""
        now = f"{self.unpaid} beyond an authorization" if self.unpaid else now
        return ", ".join(filter(None, (now, before)))

    @property
    def besides(self) -> int:
        """How many of those left are not of the limit that binds, but of authorizations beside it.

        Or they come before it, as visits that need no authorization.
        """
        if None in {self.used, self.allowed, self.left}:
            return 0
        own = max((self.allowed or 0) - (self.used or 0), 0)
        return max((self.left or 0) - own, 0)

    @property
    def lapsed(self) -> int:
        """How many the end of the window took away: none is left, though fewer were used."""
        if self.left is None or self.left:
            return 0
        return max((self.allowed or 0) - (self.used or 0), 0)


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of the board: how many rows, after which place (as the page before said).

    `over`: only those past a limit.
    """

    limit: int = 25
    after: tuple[int, str] | None = None
    payer: str | None = None
    over: bool = False


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
class BookedRow:
    """A visit that is booked, of which alias and payer, as the last count foresaw it.

    `payer` is who pays on that day, or the patient where it `is_self_pay`, `condition` what is
    treated. Of one that is past nothing is foreseen.
    """

    alias: str
    payer: str | None
    visit: BookedVisit
    condition: str | None = None
    is_self_pay: bool = False


@dataclass(frozen=True, slots=True)
class OwedDuty:
    """A duty that is owed of the plan of care of an open alias, as the last count found it."""

    alias: str
    clock: PlanClock


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request of which no decision is entered, and its alias."""

    alias: str
    request: VisitRequest


@dataclass(frozen=True, slots=True)
class DueCheck:
    """Two counts that are to be looked at again, and their alias."""

    alias: str
    check: CountCheck


@dataclass(frozen=True, slots=True)
class OpenAlias:
    """An open chart: who pays, first and second, and its limits as the last count left them.

    `payer_then` and `second_then` pay on the day that was asked about, the first of them `since` a
    day, or from the start. `is_self_pay`: no payer does then, as it was said that the patient pays.
    `until` is the last day on which the first one of now pays; None where no other is noted later.
    """

    alias: str
    payer: str | None
    second_payer: str | None
    standings: tuple[StoredStanding, ...]
    payer_then: str | None = None
    second_then: str | None = None
    since: date | None = None
    is_self_pay: bool = False
    until: date | None = None

    @property
    def payers(self) -> tuple[str, ...]:
        """Who pays, first and second, each once."""
        return tuple(dict.fromkeys(filter(None, (self.payer, self.second_payer))))

    @property
    def payers_then(self) -> tuple[str, ...]:
        """Who pays on the day that was asked about, first and second, each once."""
        return tuple(dict.fromkeys(filter(None, (self.payer_then, self.second_then))))

    @property
    def is_idle(self) -> bool:
        """Whether no count runs: no limit is told, or the next visit begins it."""
        return not (self.standings or self.changes)

    @property
    def changes(self) -> bool:
        """Whether another pays first then, or nobody."""
        return self.payer_then != self.payer

    def keeps(self, standing: StoredStanding) -> bool:
        """Whether a limit goes on until then: one that a payer sets, or is set for it, may not."""
        of_payer = kind_of_id(standing.limit) is LimitKind.PAYER
        return not (self.changes and (of_payer or standing.limit.startswith(_CAP_OF_PAYER)))

    def cut(self, standing: StoredStanding) -> StoredStanding:
        """A limit as it ends for this alias: what one payer authorized ends where another pays."""
        runs_on = self.until and standing.opened <= self.until < (standing.last or date.max)
        is_own = standing.payer == self.payer and not is_of_second(standing.limit)
        if not (runs_on and standing.is_authorization and is_own):
            return standing
        return replace(standing, last=self.until)


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

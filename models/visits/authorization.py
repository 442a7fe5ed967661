"""An authorization: what it covers, what replaced it, how long it may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from models.period import Period
from models.visits import body_region, evaluations
from models.visits.limit import EVERYTHING, Limit, LimitKind, Pool, Unit, id_of
from models.visits.session import Session
from models.visits.window import AuthorizationWindow
from models.wording import phrases

_LONGEST_YEARS = 10


def is_too_long(period: Period) -> bool:
    """Whether a period is longer than any authorization: ten years, to the day. An open one not."""
    if period.first is None or period.last is None:
        return False
    first, last = period.first, period.last
    years = last.year - first.year
    return (years, last.month, last.day) >= (_LONGEST_YEARS, first.month, first.day)


TOO_LONG = "An authorization spans at most ten years."


@dataclass(frozen=True, slots=True)
class Authorization:
    """What a payer authorized: a number of visits, and the first and last day they may be used.

    `id` is the clinic's own, never the payer's reference. Its first day may lie before the day on
    which it was entered: payers grant late requests. `serial` is the number by which people call
    it, from 1 for each alias and never used twice; 0 until it is entered. `granted_by` is a payer's
    id where it is not the payer of its first day: a change of payer in the past takes no
    authorization along. `former` are those that it was entered instead of, and what these were.
    """

    id: str
    number: int
    period: Period
    pool: Pool = EVERYTHING
    unit: Unit = Unit.VISIT
    serial: int = 0
    granted_by: str = ""
    former: tuple[Authorization, ...] = field(default=(), compare=False, repr=False)

    @property
    def limit(self) -> Limit:
        """The authorization as a limit: hard, and never begun again."""
        noun = phrases.count(self.number, self.unit.value.replace("_", " "))
        of = f" of {phrases.either(self.pool.codes, 'and')}" if self.pool.codes else ""
        of += (
            f" for {phrases.either(self.pool.disciplines, 'and')}" if self.pool.disciplines else ""
        )
        case = body_region.behind(self.pool.case)
        without = "".join(f", without {name}" for name in evaluations.names(self.pool.excluding))
        return Limit(
            says=f"{noun}{of} authorized{case}, {phrases.period(self.period)}{without}.",
            cites=(),
            id=id_of(LimitKind.AUTHORIZATION, self.id),
            number=self.number,
            window=AuthorizationWindow(self.period),
            unit=self.unit,
            pool=self.pool,
            kind=LimitKind.AUTHORIZATION,
            serial=self.serial,
        )

    def has_begun(self, on: date) -> bool:
        """Whether its first day is this day or before."""
        return self.period.first is None or self.period.first <= on

    def has_ended(self, on: date) -> bool:
        """Whether its last day is past."""
        return self.period.last is not None and self.period.last < on

    def turn_on(self, day: date) -> tuple[date, int]:
        """What authorizations are ordered by where several cover a visit: their ends.

        Until the end that it had before it was extended or corrected it keeps the place of that, so
        that no visit moves that was paid. Of one end the one entered first comes first.
        """
        held = (before for before in self.former if before.period.holds(day))
        return min((one.period.last or date.max, one.serial) for one in (self, *held))

    def lasts_beyond(self, other: Authorization) -> bool:
        """Whether it goes on after another's end."""
        return (self.period.last or date.max) > (other.period.last or date.max)

    def is_for(self, session: Session) -> bool:
        """Whether its codes are those, whatever day and case, and the patient did not pay."""
        draws = self.pool.has_code(session) and self.pool.has_discipline(session)
        return draws and not session.self_pay

    def covers(self, session: Session) -> bool:
        """Whether a session lies on its dates and draws on its pool."""
        is_of_day = self.pool.has_case(session) and self.period.holds(session.on)
        return is_of_day and (self.is_for(session) or self._may_be_for(session))

    def _may_be_for(self, session: Session) -> bool:
        """Whether nobody told the codes of a session, and it may be of these."""
        return not session.codes and self.pool.has_discipline(session) and not session.self_pay

    def overlaps(self, other: Authorization) -> bool:
        """Whether a session could draw on both."""
        return self.period.overlaps(other.period) and self.pool.overlaps(other.pool)

    def takes_all_of(self, other: Authorization) -> bool:
        """Whether whatever draws on another draws on this one as well, on its own dates."""
        return self.unit is other.unit and self.pool.holds(other.pool)

    def grants_the_same(self, other: Authorization) -> bool:
        """Whether the other grants the same visits on the same dates, whatever it is called."""
        same_name = replace(other, id=self.id, serial=self.serial, granted_by=self.granted_by)
        return self == same_name


@dataclass(frozen=True, slots=True)
class FurtherGrant:
    """Another authorization that takes all sessions of one: its dates, and what it has left.

    `comes_first`: on days of both a visit draws on it before it draws on that one.
    """

    period: Period
    left: int
    comes_first: bool = False

    def has_begun(self, on: date) -> bool:
        """Whether its first day is this day or before."""
        return self.period.first is None or self.period.first <= on


_SECOND = "second"


def second_id(id_: str) -> str:
    """The id of an authorization that the second payer granted: the board tells it by that."""
    return f"{_SECOND}/{id_}"


def is_of_second(limit: str) -> bool:
    """Whether a limit, by its id, is such an authorization."""
    return limit.startswith(f"{id_of(LimitKind.AUTHORIZATION, _SECOND)}/")


@dataclass(frozen=True, slots=True)
class RetiredAuthorization:
    """One that counts no more: replaced by the authorization of a serial, or withdrawn (0)."""

    authorization: Authorization
    replaced_by: int = 0


def with_former(
    live: Iterable[Authorization], retired: Iterable[RetiredAuthorization]
) -> Iterator[Authorization]:
    """Those that count, each with those that it was entered instead of."""
    replaced: dict[int, list[Authorization]] = {}
    for gone in retired:
        replaced.setdefault(gone.replaced_by, []).append(gone.authorization)
    replaced.pop(0, None)  # these were withdrawn

    def former(serial: int) -> Iterator[Authorization]:
        for before in replaced.get(serial, ()):
            yield before
            yield from former(before.serial)

    for authorization in live:
        before = tuple(former(authorization.serial))
        is_so = before == authorization.former
        yield authorization if is_so else replace(authorization, former=before)

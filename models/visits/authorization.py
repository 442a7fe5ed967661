"""An authorization: which one a visit draws on (allot), and the longest (_LONGEST_YEARS)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.coverage.period import Period
from models.visits.limit import EVERYTHING, Limit, LimitKind, Pool, Unit, amounts, id_of
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
    which it was entered: payers grant late requests.
    """

    id: str
    number: int
    period: Period
    pool: Pool = EVERYTHING
    unit: Unit = Unit.VISIT

    @property
    def limit(self) -> Limit:
        """The authorization as a limit: hard, and never begun again."""
        noun = phrases.count(self.number, self.unit.value.replace("_", " "))
        return Limit(
            says=f"{noun} authorized, {phrases.period(self.period)}.",
            cites=(),
            id=id_of(LimitKind.AUTHORIZATION, self.id),
            number=self.number,
            window=AuthorizationWindow(self.period),
            unit=self.unit,
            pool=self.pool,
            kind=LimitKind.AUTHORIZATION,
        )

    def has_begun(self, on: date) -> bool:
        """Whether its first day is this day or before."""
        return self.period.first is None or self.period.first <= on

    def has_ended(self, on: date) -> bool:
        """Whether its last day is past."""
        return self.period.last is not None and self.period.last < on

    def lasts_beyond(self, other: Authorization) -> bool:
        """Whether it goes on after another's end."""
        return (self.period.last or date.max) > (other.period.last or date.max)

    def covers(self, session: Session) -> bool:
        """Whether a session lies on its dates and draws on its pool."""
        return (
            self.period.holds(session.on)
            and not session.self_pay
            and self.pool.has_code(session)
            and self.pool.has_discipline(session)
        )


def allot(
    authorizations: Iterable[Authorization], sessions: Iterable[Session]
) -> Mapping[int, str]:
    """By session number, the id of the one authorization that the session draws on.

    Where several cover a session, it draws on the one that ends first and still has visits left,
    so that none lapses unused; if none has any left, on the one that ends last. Sessions of one day
    draw on the same one. Voided sessions draw on none.
    """
    ending_first = sorted(authorizations, key=lambda a: (a.period.last or date.max, a.id))
    drawn: dict[str, list[Session]] = {authorization.id: [] for authorization in ending_first}
    for session in sorted(sessions, key=lambda s: (s.on, s.number)):
        covering = [a for a in ending_first if a.covers(session) and not session.voided]
        with_room = (
            a
            for a in covering
            if sum(amounts(a.unit, [*drawn[a.id], session]).values()) <= a.number
        )
        chosen = next(with_room, covering[-1] if covering else None)
        if chosen:
            drawn[chosen.id].append(session)
    return {session.number: id_ for id_, own in drawn.items() for session in own}

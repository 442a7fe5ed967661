"""Visits used before or elsewhere: how balances and sessions add up (tally), which count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.period import Period
from models.visits.balance_source import SourceKind
from models.visits.limit import EVERYTHING, Limit, LimitKind, Pool, Unit, payer_of_id
from models.visits.session import Session
from models.visits.session_amounts import amounts

PLAN_LIMITS = "plan"
"""Stands for the id of a limit in a balance of all that a plan counts: no authorization."""


def plan_of(payer: str) -> str:
    """The same of the plan of one payer, which pays on its day no more."""
    return f"{PLAN_LIMITS}/{payer}"


@dataclass(frozen=True, slots=True)
class Balance:
    """So many visits used as of a date, and who says so (`models/visits/balance_source.py`).

    It counts into every window that holds `as_of`, whole, in the limit's unit: the days of its
    visits are not known, and the latest they can be is `as_of`. So a rolling window lets go of it
    last, and a window that a first visit opens begins then at the latest.
    `includes_ours` tells a payer's or a chart's total, sessions logged here among them, from visits
    made elsewhere, which come on top.
    `limit` is the id of the limit that it is of, `PLAN_LIMITS` or `plan_of` a payer; empty, as
    older ones are, it is of every limit, authorizations among them. `held_until` is the last date
    of service that a total can hold, `as_of` where nobody said another; `last_known` is the number
    of the last session that was logged when it was told: what was logged later comes on top.
    `on_top` is how many of it count beside a payer's total of a day before, where not all can.
    """

    used: int
    as_of: date
    source: str
    includes_ours: bool = False
    pool: Pool = EVERYTHING
    limit: str = ""
    held_until: date | None = None
    last_known: int | None = None
    on_top: int | None = None

    def __post_init__(self) -> None:
        """Refuse a negative number of visits."""
        if self.used < 0:
            raise ValueError("a balance is never negative")

    @property
    def adds(self) -> int:
        """How many visits it adds to a count that carries it."""
        return self.used if self.on_top is None else self.on_top

    def counts_into(self, limit: Limit) -> bool:
        """Whether it is of this limit."""
        if not self.pool.overlaps(limit.pool):
            return False
        if self.is_of_plan:
            return limit.kind is not LimitKind.AUTHORIZATION
        return self.limit in ("", limit.id)

    @property
    def is_of_plan(self) -> bool:
        """Whether it is of all that a plan counts."""
        return self.limit.partition("/")[0] == PLAN_LIMITS

    @property
    def told_of(self) -> str:
        """The payer whose count it is, where its limit says so; else it is that of its day."""
        kind, _, rest = self.limit.partition("/")
        if kind == PLAN_LIMITS:
            return rest
        return payer_of_id(self.limit)

    def says_the_same(self, other: Balance) -> bool:
        """Whether it is the same word, of whatever limit it is taken to be by now."""
        mine = (self.used, self.as_of, self.source, self.includes_ours, self.pool)
        return mine == (other.used, other.as_of, other.source, other.includes_ours, other.pool)

    def holds(self, session: Session) -> bool:
        """Whether a total can have this session among its visits."""
        is_known = self.last_known is None or session.number <= self.last_known
        return is_known and session.on <= (self.held_until or self.as_of)

    def replaces(self, other: Balance) -> bool:
        """Whether it is the same source's word of the same limit and day: a typo mended."""
        mine = (self.limit, self.as_of, self.source, self.includes_ours)
        theirs = (other.limit, other.as_of, other.source, other.includes_ours)
        return bool(self.limit) and mine == theirs


@dataclass(frozen=True, slots=True)
class BalanceTotal:
    """A count put together: by session number what each adds, and the balances carried in."""

    amounts: Mapping[int, int]
    carried: tuple[Balance, ...]

    @property
    def used(self) -> int:
        """How many visits are used in all."""
        return sum(self.amounts.values()) + sum(balance.adds for balance in self.carried)


def tally(
    unit: Unit,
    sessions: Sequence[Session],
    balances: Sequence[Balance],
    pool: Pool = EVERYTHING,
) -> BalanceTotal:
    """The highest count that anybody's word gives.

    Sessions and balances from elsewhere add up. A total takes the place of all that it can hold,
    unless the sessions and the other balances already come to more: a payer's total lags
    behind until the claims are in. Of what was made elsewhere by a later day no more than one visit
    a day can lie behind it.
    """
    added = amounts(unit, sessions, pool)
    tallies = []
    for elsewhere in _told_elsewhere(balances):
        tallies.append(BalanceTotal(added, elsewhere))
        for total in (b for b in balances if b.includes_ours):
            later = {s.number: added[s.number] for s in sessions if not total.holds(s)}
            beside = (_behind(total, b, unit) for b in elsewhere if b.as_of > total.as_of)
            tallies.append(BalanceTotal(later, (total, *beside)))
    return max(tallies, key=lambda option: option.used)


def _told_elsewhere(balances: Iterable[Balance]) -> tuple[tuple[Balance, ...], ...]:
    """What was made elsewhere, as the patient tells it and as others do.

    The patient tells of all of it: what a clinic or a letter tells is no more on top of that.
    """
    elsewhere = [b for b in balances if not b.includes_ours]
    by_patient = tuple(b for b in elsewhere if b.source == SourceKind.PATIENT)
    by_others = tuple(b for b in elsewhere if b.source != SourceKind.PATIENT)
    return (by_patient, by_others) if by_patient and by_others else (tuple(elsewhere),)


def _behind(total: Balance, elsewhere: Balance, unit: Unit) -> Balance:
    """What of visits elsewhere a total cannot hold; all of it where a day may have several."""
    days = (elsewhere.as_of - total.as_of).days
    is_all = unit is not Unit.VISIT or elsewhere.used <= days
    return elsewhere if is_all else replace(elsewhere, on_top=days)


def latest_balances(
    balances: Iterable[Balance], window: Period, on: date, of: Limit | None = None
) -> tuple[Balance, ...]:
    """The balances that count in a window on a day: the latest by date from each source.

    What is told of one authorization is told of its visits, on its last day or long after it.
    """
    newest: dict[tuple[str, bool, Pool], Balance] = {}
    for balance in sorted(balances, key=lambda b: (b.as_of, b.used)):
        is_of_it = of is not None and (of.kind, of.id) == (LimitKind.AUTHORIZATION, balance.limit)
        last = None if is_of_it else window.last
        if balance.as_of <= on and Period(window.first, last).holds(balance.as_of):
            newest[balance.source, balance.includes_ours, balance.pool] = balance
    return tuple(newest.values())

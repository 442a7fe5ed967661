"""A payer's count set against the clinic's own: where they part, likely causes, AGAIN."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from models.alerts.holidays import Holidays
from models.visits import evaluations
from models.visits.balance_source import CLAIMS_TAKE
from models.visits.booking import days_missed
from models.visits.chart import Chart
from models.visits.count_reasons import Counted, Reason
from models.visits.history import History
from models.visits.session import Session
from models.visits.standing import Standing

AGAIN = timedelta(days=14)
"""After so long two counts that part are looked at again."""

_WEEKEND = frozenset({5, 6})
_DAY = timedelta(days=1)


def look_again(today: date, holidays: Holidays) -> date:
    """The day in two weeks, or the next on which the clinic works: no weekend, and no holiday."""
    day = today + AGAIN
    while day.weekday() in _WEEKEND or holidays.name_of(day):
        day += _DAY
    return day


class Cause(StrEnum):
    """Why two counts may part."""

    LAG = "lag"  # late visits are not in the payer's count yet
    PAIR = "pair"  # two sessions of one day: one visit, or two
    EVALUATION = "evaluation"  # counted by one of the two alone
    OTHER_CODE = "other_code"  # of codes that this limit does not count here
    VOID = "void"  # taken back here, and perhaps billed
    SELF_PAY = "self_pay"  # the patient paid, and perhaps it was billed
    UNLOGGED = "unlogged"  # booked, and nothing is logged
    ELSEWHERE = "elsewhere"  # visits that were made elsewhere


@dataclass(frozen=True, slots=True)
class LikelyCause:
    """A cause with the sessions it speaks of; of visits elsewhere and booked days their number."""

    cause: Cause
    sessions: tuple[Session, ...] = ()
    number: int = 0
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A session as our count has it: how many are used with it. `sum` grows with each."""

    session: Session
    row: Counted
    sum: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two counts of one limit as of a day, the sessions in order, and why they may part.

    `standing` is ours without any total that a payer told; `carried` are visits made elsewhere.
    `parted_at` is the first session that they cannot have, if they have all before it; None where
    they count more, or the same. `noted` is how many are used here with the totals that were noted.
    """

    standing: Standing
    theirs: int
    as_of: date
    rows: tuple[CountedRow, ...]
    carried: int
    causes: tuple[LikelyCause, ...]
    parted_at: CountedRow | None = None
    noted: int = 0

    @property
    def ours(self) -> int:
        """How many we count."""
        return self.standing.used

    @property
    def agrees(self) -> bool:
        """Whether both count the same, with what others told here before."""
        return self.theirs == self.noted

    @property
    def is_total_alone(self) -> bool:
        """Whether our sessions are as many as theirs, and a total that was noted makes more."""
        return self.theirs == self.ours != self.noted


def without_totals(chart: Chart) -> Chart:
    """The chart without the totals that others told: what stands in our own records alone."""
    own = tuple(b for b in chart.history.balances if not b.includes_ours)
    return replace(chart, history=replace(chart.history, balances=own))


def compare(
    standing: Standing, chart: Chart, theirs: int, as_of: date, noted: int | None = None
) -> Comparison:
    """Set a count that somebody told against ours; `standing` is that day's without totals.

    `noted` is how many are used with those totals: what every card says.
    """
    held = standing.used if noted is None else noted
    carried = sum(balance.adds for balance in standing.carried)
    rows = tuple(_rows(standing, chart.history, carried, as_of))
    more_here = held > theirs
    found = (
        _more_here(rows, standing, as_of)
        if more_here
        else _more_there(rows, standing, chart, as_of)
    )
    causes = () if theirs in {standing.used, held} else tuple(found)
    parted = next((row for row in rows if row.row.counts and row.sum > theirs), None)
    return Comparison(standing, theirs, as_of, rows, carried, causes, parted, held)


def _rows(standing: Standing, history: History, carried: int, as_of: date) -> Iterator[CountedRow]:
    by_number = {session.number: session for session in history.sessions}
    used = carried
    for row in standing.counted:
        if row.on <= as_of and row.reason is not Reason.OUTSIDE and _may_lie_in(standing, row.on):
            used += row.amount
            yield CountedRow(by_number[row.session], row, used)


def _may_lie_in(standing: Standing, day: date) -> bool:
    """Whether a day lies in the window of a count, or in one that its own visit would open."""
    kind = standing.limit.window
    opened = kind.holding(standing.on, [day]) if kind.waits else standing.window
    return standing.window.holds(day) or opened.holds(day)


def _more_here(
    rows: tuple[CountedRow, ...], standing: Standing, as_of: date
) -> Iterator[LikelyCause]:
    """Why we may count more."""
    counted = [row.session for row in rows if row.row.counts]
    if recent := tuple(s for s in counted if s.on > as_of - CLAIMS_TAKE):
        yield LikelyCause(Cause.LAG, recent)
    if pairs := _of_one_day(counted):
        yield LikelyCause(Cause.PAIR, pairs)
    if alone := tuple(s for s in counted if evaluations.kind_of(s.codes)):
        yield LikelyCause(Cause.EVALUATION, alone)
    if elsewhere := sum(balance.adds for balance in standing.carried):
        yield LikelyCause(Cause.ELSEWHERE, number=elsewhere)


def _more_there(
    rows: tuple[CountedRow, ...], standing: Standing, chart: Chart, as_of: date
) -> Iterator[LikelyCause]:
    """Why they may count more."""
    pool = standing.limit.pool
    if void := tuple(s for s in _of_reason(rows, Reason.VOIDED) if pool.has_code(s)):
        yield LikelyCause(Cause.VOID, void)
    if pairs := tuple(_of_reason(rows, Reason.SAME_VISIT)):
        yield LikelyCause(Cause.PAIR, pairs)
    others = tuple(_of_reason(rows, Reason.OTHER_CODE))
    alone = tuple(s for s in others if set(s.codes).issubset(pool.excluding))
    if alone:
        yield LikelyCause(Cause.EVALUATION, alone)
    if of_codes := tuple(s for s in others if s not in alone):
        yield LikelyCause(Cause.OTHER_CODE, of_codes)
    if paid := tuple(_of_reason(rows, Reason.SELF_PAY)):
        yield LikelyCause(Cause.SELF_PAY, paid)
    missed = days_missed(chart, as_of + timedelta(days=1))
    if unlogged := tuple(day for day in missed if _may_lie_in(standing, day)):
        yield LikelyCause(Cause.UNLOGGED, days=unlogged)
    yield LikelyCause(Cause.ELSEWHERE)


def _of_reason(rows: Iterable[CountedRow], reason: Reason) -> Iterator[Session]:
    return (row.session for row in rows if row.row.reason is reason)


def _of_one_day(sessions: list[Session]) -> tuple[Session, ...]:
    """The sessions of days of which more than one counts."""
    days = [session.on for session in sessions]
    return tuple(session for session in sessions if days.count(session.on) > 1)

"""When a limit is reached: bookings first, then the pace; widths (_USUALLY, _RARELY), HORIZON.

How wide was measured: `docs/forecast.md` has the table, and the command that measures it again on
simulated patients that the widths were not chosen by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from heapq import heapify, heappop, heappush
from itertools import islice, takewhile
from math import ceil, floor

from models.visits.pace import Pace, pace_of
from models.visits.renewal import DrawnFirst, carry
from models.visits.standing import Standing
from models.visits.visits_ahead import VisitsAhead, visits_ahead

HORIZON = timedelta(days=366)
"""How far ahead a pace says anything at all."""

FORESEEN = 4
"""Beyond so many visits that nobody booked, no range is told: it would hold too much."""

# A range begins and ends so many expected visits before and after the one that it is about, by how
# many of the visits until then are not booked; in another way for who comes more rarely than every
# ten days. Visits fall out, and care tapers off: the late end is the farther one.
_OFTEN = 10
_USUALLY = ((0, 0), (0, 1), (0.25, 2), (0.5, 3), (1, 4))
_RARELY = ((0, 0), (0.5, 0), (1, 0.25), (1, 1), (1.5, 1))

_PUT_OFF = Fraction(2, 7)
"""Of seven booked visits behind the first two are missed or moved: the late end waits for them."""

_LONGEST_MONTH = 31  # days

_DAY = timedelta(days=1)


class ForecastEnd(StrEnum):
    """What ends the count first: the limit, the new window, or a date."""

    BY_COUNT = "by_count"  # the last visit is used
    BY_DATE = "by_date"  # the authorization ends with visits left
    BY_RESET = "by_reset"  # the count begins again with visits left
    BY_PAYER = "by_payer"  # another payer's time begins with visits left
    NOT_SOON = "not_soon"  # none of these within a year


@dataclass(frozen=True, slots=True)
class Forecast:
    """What comes first, and about when, if visits go on as booked and as now.

    `about` is the day of the visit that uses up the last of the limit, of the authorization's end,
    or of the new count; None where none of them comes within a year. `earliest` and `latest` are
    the range in which the visit is likely to fall, None where none is told. `ask_by` is the last
    working day that leaves the payer time to answer before it, in time for the earliest of the
    days; None where nothing runs out, or nobody is to be asked. It may be past. Of the visits until
    then so many are `booked`; `pace` is the pace of those that were and those that are.
    """

    ends: ForecastEnd
    pace: Pace
    about: date | None = None
    earliest: date | None = None
    latest: date | None = None
    ask_by: date | None = None
    booked: int = 0


def forecast(standing: Standing) -> Forecast | None:
    """When a limit is reached, from its standing: as booked, then at the pace so far.

    None where there is too little to go on (see `visits_ahead`), nothing left to use, no window
    open on the day, where visits draw on authorizations first, or of a single day's limit.
    """
    expected, last = _forecast(standing), standing.outlook.until
    if expected is None or last is None:
        return expected
    if expected.about is None or expected.about > last:
        return Forecast(ForecastEnd.BY_PAYER, expected.pace, last, last, last)
    latest = min(expected.latest, last) if expected.latest else None
    asks = expected.ask_by if _falls_short(standing, last) else None
    return replace(expected, latest=latest, ask_by=asks)


def _falls_short(standing: Standing, last: date) -> bool:
    """Whether a visit comes until a day that neither this nor what stands beside it pays."""
    ahead = visits_ahead(standing)
    if ahead is None:
        return False
    days = takewhile(lambda day: day <= last, ahead.days(standing))
    return carry(standing, days, ahead.pace.amount).is_unpaid


def _forecast(standing: Standing) -> Forecast | None:
    """The same as if who pays now went on to pay."""
    if standing.left <= 0 or standing.is_behind or standing.is_of_a_day:
        return None
    if not standing.window.holds(standing.on):
        return None
    ahead = visits_ahead(standing)
    if ahead is None:
        return None
    pace, days = ahead.pace, ahead.days(standing)
    until = _until_used_up(standing, pace, days)
    end = None if _is_put_off(standing, pace) else standing.window.last
    if not until or (end and until[-1] > end):
        return _unreached(standing, ahead, end) if ahead.is_reliable else None
    earliest, latest = _range(standing.on, ahead, until, ahead.behind(days, standing))
    return Forecast(
        ForecastEnd.BY_COUNT,
        pace,
        about=until[-1],
        earliest=earliest,
        latest=min(latest, end) if latest and end else latest,
        ask_by=_ask_by(standing, ahead, until[-1], earliest or until[-1])
        if _is_passed(standing, ahead)
        else None,
        booked=min(len(until), len(ahead.booked)),
    )


def is_carried_on(standing: Standing) -> bool:
    """Whether an authorization that is to come pays the first visit that is not paid without it.

    Never where there is too little to go on.
    """
    ahead = visits_ahead(standing) if standing.later or standing.to_open else None
    if ahead is None:
        return False
    if standing.to_open:
        until = _until_used_up(standing, ahead.pace, ahead.days(standing))
        return bool(until) and _is_opened(standing, ahead, until[-1])
    return carry(standing, _soon(standing, ahead), ahead.pace.amount).by_later


def _is_opened(standing: Standing, ahead: VisitsAhead, end: date) -> bool:
    """Whether the first visit behind an end comes while an authorization that is to come holds."""
    following = next((day for day in ahead.days(standing) if day > end), None)
    return following is not None and any(g.period.holds(following) for g in standing.to_open)


def _soon(standing: Standing, ahead: VisitsAhead) -> Iterator[date]:
    return takewhile(lambda day: day - standing.on <= HORIZON, ahead.days(standing))


def _ask_by(standing: Standing, ahead: VisitsAhead, end: date, needed: date) -> date | None:
    """The day by which to ask, so that the payer answers by the day `needed`.

    Where other authorizations pay visits behind its own `end`, or visits that need none follow, by
    the last of these or their end; None where they pay whatever comes within a year, where one that
    is to come opens what comes next (how long it lasts is told once it has begun), or the patient
    pays.
    """
    if standing.outlook.is_self_pay or _is_opened(standing, ahead, end):
        return None
    if standing.further or standing.free or standing.unasked:
        carried = carry(standing, _soon(standing, ahead), ahead.pace.amount)
        if not carried.is_unpaid:
            return None
        if carried.paid_until and carried.paid_until > end:
            needed = carried.paid_until
    return standing.outlook.ask_by(needed)


def _until_used_up(standing: Standing, pace: Pace, days: Iterator[date]) -> tuple[date, ...]:
    """The days of the visits until the last of the limit is used; none where that is far off.

    In a rolling window visits drop out on the way, those that are only expected among them. Among
    the days are those of visits that another authorization takes first: they use up nothing here.
    """
    window, leaving = standing.limit.window, _leaving(standing)
    used = sum((amount for _, amount in leaving), Fraction(0 if window.rolls else standing.used))
    until: list[date] = []
    first = DrawnFirst(standing)
    for day in takewhile(lambda day: day - standing.on <= HORIZON, days):
        until.append(day)
        if first.takes(day, pace.amount):
            continue
        used += pace.amount
        if gone := window.leaves(day):
            heappush(leaving, (gone, pace.amount))
        while leaving and leaving[0][0] <= day:
            used -= heappop(leaving)[1]
        if used >= standing.allowed:
            return tuple(until)
    return ()


def _is_passed(standing: Standing, ahead: VisitsAhead) -> bool:
    """Whether a visit comes that the limit does not hold, before its count begins anew.

    Two visits a week use up two a week, each week: nothing is to be asked for. Where no more is
    known to come than is booked, a week or month that these fill is not taken to be passed.
    """
    resets, opened = standing.resets, standing.window.first
    if resets is None or opened is None:
        return True
    days = ahead.days(standing)
    if (resets - opened).days > _LONGEST_MONTH:
        days = ahead.behind(days, standing)
    used, first = Fraction(standing.used), DrawnFirst(standing)
    for day in takewhile(lambda day: day < resets, days):
        if first.takes(day, ahead.pace.amount):
            continue
        used += ahead.pace.amount
        if used > standing.allowed:
            return True
    return False


def _leaving(standing: Standing) -> list[tuple[date, Fraction]]:
    """What counts now, each with the day on which a rolling window lets go of it: a heap."""
    counting = [(c.on, c.amount) for c in standing.counted if c.counts]
    counting += [(balance.as_of, balance.adds) for balance in standing.carried]
    leaves = standing.limit.window.leaves
    leaving = [(gone, Fraction(amount)) for day, amount in counting if (gone := leaves(day))]
    heapify(leaving)
    return leaving


def _range(
    on: date, ahead: VisitsAhead, until: tuple[date, ...], days: Iterator[date]
) -> tuple[date, date] | tuple[None, None]:
    """The days between which the last of these visits is likely to fall.

    None where too many of them are not booked. `days` go on behind them.
    """
    visits, booked = len(until), len(ahead.booked)
    if visits - booked > FORESEEN:
        return None, None
    early, late = (_RARELY if ahead.pace.gap > _OFTEN else _USUALLY)[max(visits - booked, 0)]
    late += _lost(min(visits, booked))
    listed = [on, *until, *islice(days, ceil(late))]
    return _between(listed, visits - early), _between(listed, visits + late)


def _lost(booked: int) -> float:
    """By how many visits the last of so many that are booked may be put off, in halves."""
    return ceil(2 * (booked - 1) * _PUT_OFF) / 2 if booked else 0


def _between(days: Sequence[date], position: float) -> date:
    """The day at a position, or on the way from one to the next."""
    before = floor(position)
    start, share = days[before], position - before
    return start + share * (days[before + 1] - start) if share else start


def _is_put_off(standing: Standing, pace: Pace) -> bool:
    """Whether the window has no end that comes, as visits at this pace put it off each time."""
    kind, visit = standing.limit.window, standing.on
    puts_off = kind.stretches and kind.holding(visit, [visit]).holds(visit + ceil(pace.gap) * _DAY)
    return kind.rolls or puts_off


def _unreached(standing: Standing, ahead: VisitsAhead, end: date | None) -> Forecast:
    """The forecast where the limit is not reached: the date or reset that comes before."""
    begins_anew = standing.limit.window.stretches  # with the visit after the gap, whenever it comes
    if end is None or begins_anew or end - standing.on > HORIZON:
        return Forecast(ForecastEnd.NOT_SOON, ahead.pace)
    until = [day for day in ahead.booked if day <= end]
    pace = pace_of(standing, until) or ahead.pace  # what is booked behind the end is no basis
    if standing.resets:
        resets = standing.resets
        return Forecast(ForecastEnd.BY_RESET, pace, resets, resets, resets)
    ask_by = _ask_by(standing, ahead, end, end)
    return Forecast(ForecastEnd.BY_DATE, pace, end, end, end, ask_by)

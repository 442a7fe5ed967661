"""When a limit is reached: RECENT days of pace, FEWEST visits, HORIZON; working days to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import ceil, sqrt

from models.visits.counted import Counted, Reason
from models.visits.standing import Standing

# The pace is that of the visits of the last six weeks: at least three, over at least two weeks.
RECENT = 42
FEWEST = 3
SHORTEST = 14

# How far ahead a pace says anything at all.
HORIZON = 366

# Four times out of five a sum of gaps lies within so many of its standard deviations of the mean.
_SPREAD = 1.28
_SATURDAY = 5
_DAY = timedelta(days=1)

# Sessions that took place with this payer's limit in mind, whatever window they fell into.
_TOOK_PLACE = {
    *(Reason.COUNTS, Reason.UNTOLD, Reason.UNTOLD_CASE, Reason.OUTSIDE, Reason.UNCOVERED),
    *(Reason.IN_BALANCE, Reason.NO_UNITS),
}


class ForecastEnd(StrEnum):
    """What ends the count first: the limit, the new window, or a date."""

    BY_COUNT = "by_count"  # the last visit is used
    BY_DATE = "by_date"  # the authorization ends with visits left
    BY_RESET = "by_reset"  # the count begins again with visits left
    NOT_SOON = "not_soon"  # none of these within a year


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a patient came lately: the basis of a forecast.

    `gap` is the mean number of days between visits and `spread` its standard deviation; `amount`
    is what a visit uses up, in the limit's unit.
    """

    visits: int
    first: date
    last: date
    gap: Fraction
    spread: float
    amount: Fraction

    @property
    def per_week(self) -> float:
        """The mean number of visits a week."""
        return float(7 / self.gap)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What comes first, and about when: four times out of five between `earliest` and `latest`.

    `about` is the day of the visit that uses up the last of the limit, of the authorization's end,
    or of the new count; None where none of them comes within a year. `ask_by` is the last working
    day that leaves the payer time to answer before it; None where nothing runs out. It may be past.
    """

    ends: ForecastEnd
    cadence: Cadence
    about: date | None = None
    earliest: date | None = None
    latest: date | None = None
    ask_by: date | None = None


def forecast(standing: Standing, *, lead: int = 10) -> Forecast | None:
    """When a limit is reached, from its standing; `lead` is in working days before that day.

    None where there is too little to go on (see `cadence_of`), nothing left to use, or no window
    open on the day. Ten working days are what clinics plan for; no source prints how long payers
    take.
    """
    cadence = cadence_of(standing)
    if cadence is None or standing.left <= 0 or not standing.window.holds(standing.on):
        return None
    has_end = not (standing.limit.window.rolls or _is_put_off(standing, cadence))
    end = standing.window.last if has_end else None
    visits, reached = _reached(standing, cadence)
    if reached is None or (end and reached > end):
        return _unreached(standing, cadence, end, lead)
    margin = _margin(cadence, visits)
    return Forecast(
        ForecastEnd.BY_COUNT,
        cadence,
        about=reached,
        earliest=max(reached - margin, standing.on),
        latest=reached + margin,
        ask_by=working_days_before(reached, lead),
    )


def cadence_of(standing: Standing) -> Cadence | None:
    """How often the patient came in the six weeks up to the standing's day.

    None for fewer than three visits, for visits that span less than two weeks, and when the last
    one lies further back than twice the longest gap: then the patient keeps another pace by now.
    """
    since = standing.on - timedelta(days=RECENT - 1)
    recent = [c for c in standing.counted if c.reason in _TOOK_PLACE and since <= c.on]
    days = sorted({counted.on for counted in recent if counted.on <= standing.on})
    if len(days) < FEWEST or (days[-1] - days[0]).days < SHORTEST:
        return None
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    if (standing.on - days[-1]).days > 2 * max(gaps):
        return None
    gap = Fraction(sum(gaps), len(gaps))
    spread = sqrt(sum((interval - gap) ** 2 for interval in gaps) / (len(gaps) - 1))
    return Cadence(len(days), days[0], days[-1], gap, spread, _amount(recent))


def working_days_before(on: date, days: int) -> date:
    """The day so many Mondays to Fridays before another. Holidays are not known here."""
    while days:
        on -= _DAY
        days -= on.weekday() < _SATURDAY
    return on


def _amount(recent: Sequence[Counted]) -> Fraction:
    """What a day with a visit uses up on average; one where none of them counted."""
    counting = [counted for counted in recent if counted.counts]
    if not counting:
        return Fraction(1)
    return Fraction(sum(c.amount for c in counting), len({c.on for c in counting}))


def _reached(standing: Standing, cadence: Cadence) -> tuple[int, date | None]:
    """How many more visits there are, and the day of the one that uses up the last of the limit.

    The next visit is due one gap after the last, or today if that is past. In a rolling window
    visits drop out on the way, those that are only expected among them.
    """
    counting = [(c.on, Fraction(c.amount)) for c in standing.counted if c.counts]
    counting += [(balance.as_of, Fraction(balance.used)) for balance in standing.carried]
    start = max(cadence.last, standing.on - timedelta(days=int(cadence.gap)))
    on, visits = start, 0
    while (on - standing.on).days <= HORIZON:
        visits += 1
        on = start + timedelta(days=round(cadence.gap * visits))
        counting.append((on, cadence.amount))
        if _used(standing, counting, on) >= standing.allowed:
            return visits, on
    return visits, None


def _is_put_off(standing: Standing, cadence: Cadence) -> bool:
    """Whether visits at this pace put the window's end off, each before it comes."""
    kind, visit = standing.limit.window, standing.on
    return kind.stretches and kind.holding(visit, [visit]).holds(visit + ceil(cadence.gap) * _DAY)


def _used(standing: Standing, counting: Sequence[tuple[date, Fraction]], on: date) -> Fraction:
    leaves = standing.limit.window.leaves
    return sum((used for day, used in counting if (leaves(day) or date.max) > on), Fraction(0))


def _margin(cadence: Cadence, visits: int) -> timedelta:
    """How far to either side of the expected day: the gaps vary, and so does what we know of them.

    A sum of k gaps varies by spread * sqrt(k); their mean, from m gaps, by spread / sqrt(m). Never
    less than a day.
    """
    days = _SPREAD * cadence.spread * sqrt(visits + visits**2 / (cadence.visits - 1))
    return timedelta(days=max(1, ceil(days)))


def _unreached(standing: Standing, cadence: Cadence, end: date | None, lead: int) -> Forecast:
    """The forecast where the limit is not reached: the date or reset that comes before."""
    begins_anew = standing.limit.window.stretches  # with the visit after the gap, whenever it comes
    if end is None or begins_anew or (end - standing.on).days > HORIZON:
        return Forecast(ForecastEnd.NOT_SOON, cadence)
    if standing.resets:
        return Forecast(ForecastEnd.BY_RESET, cadence, *[standing.resets] * 3)
    return Forecast(ForecastEnd.BY_DATE, cadence, end, end, end, working_days_before(end, lead))

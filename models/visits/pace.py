"""How often a patient comes: which visits the pace is taken from, and the days to expect next.

The pace is the mean of the last four gaps (_GAPS), so that care that tapers off is followed within
a few visits. A gap of more than six weeks (BREAK) is a break: what lies before it says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import count, pairwise, takewhile

from models.visits.count_reasons import COUNTING, Counted, Reason
from models.visits.outlook import Outlook
from models.visits.standing import Standing

BREAK = timedelta(days=42)
FEWEST = 3
SHORTEST = timedelta(days=14)
_GAPS = 4

_HABIT = 6
"""The weekdays on which somebody comes are those of so many visits."""

_DAY = timedelta(days=1)
_WEEK = 7

# Sessions that took place with this payer's limit in mind, whatever window they fell into.
_TOOK_PLACE = {
    *COUNTING,
    *(Reason.OUTSIDE, Reason.UNCOVERED, Reason.IN_BALANCE, Reason.NO_UNITS),
    *(Reason.NEEDS_NONE, Reason.OTHER_AUTHORIZATION),
}


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a patient comes: the basis of a forecast.

    `days` are those of the visits since the last break, in order, at least two; the last `booked`
    of them are booked only. `amount` is what a visit uses up, in the limit's unit.
    """

    days: tuple[date, ...]
    amount: Fraction
    booked: int = 0

    @property
    def gap(self) -> Fraction:
        """The mean number of days between the last visits."""
        gaps = _gaps(self.days)
        return Fraction(sum(gaps), len(gaps))

    @property
    def visits(self) -> int:
        """How many visits the pace is taken from."""
        return min(len(self.days), _GAPS + 1)

    @property
    def booked_visits(self) -> int:
        """How many of these are booked only."""
        return min(self.booked, self.visits)

    @property
    def first(self) -> date:
        """The first of the visits from which the pace is taken."""
        return self.days[-self.visits]

    @property
    def last(self) -> date:
        """The last visit."""
        return self.days[-1]

    @property
    def per_week(self) -> float:
        """The mean number of visits a week."""
        return float(_WEEK / self.gap)


def reliable_pace_of(standing: Standing) -> Pace | None:
    """How often the patient has come up to the standing's day.

    None for fewer than three visits since the last break, for visits that span less than two weeks,
    and when the last one lies further back than twice the longest gap: then the patient keeps
    another pace by now. Time alone never makes it quicker.
    """
    found = pace_of(standing)
    if found is None or len(found.days) < FEWEST or found.last - found.days[0] < SHORTEST:
        return None
    return found if (standing.on - found.last).days <= 2 * max(_gaps(found.days)) else None


def pace_of(standing: Standing, booked: Sequence[date] = ()) -> Pace | None:
    """The pace of the visits up to the standing's day and of those booked behind them.

    However few they are; None of one day alone.
    """
    rows = [row for row in standing.counted if row.reason in _TOOK_PLACE and row.on <= standing.on]
    visits = sorted({row.on for row in rows})
    days, recent = _since_break(sorted({*visits, *booked})), visits[-_GAPS - 1 :]
    ahead = len(set(booked).intersection(days).difference(visits))
    return Pace(days, _amount(rows, recent), ahead) if len(days) > 1 else None


def keeping_on(pace: Pace, booked: Sequence[date]) -> tuple[date, ...]:
    """Those booked days, in order, that go on at a pace: the visits until the first farther one.

    A gap of more than twice the longest, and two weeks, is none of a pace: visits come between that
    nobody booked yet.
    """
    longest = max(2 * max(_gaps(pace.days)), SHORTEST.days)
    days = [pace.last, *booked]
    return tuple(
        later
        for earlier, later in takewhile(
            lambda gap: (gap[1] - gap[0]).days <= longest, pairwise(days)
        )
    )


def expected_days(pace: Pace, on: date, outlook: Outlook) -> Iterator[date]:
    """The days from `on` to expect a visit, if all go on as now; without an end.

    Somebody who comes on the same weekdays is expected on these, in the same rhythm of weeks; else
    one mean gap after the other. A day on which the clinic is closed moves to the next that is not.
    """
    last, weekdays = pace.last, {*outlook.hours.days, *(day.weekday() for day in pace.days)}
    for day in _rhythm(pace, on):
        while outlook.is_holiday(day) or day.weekday() not in weekdays:
            day += _DAY  # noqa: PLW2901
        if day > last and day >= on:
            yield day
            last = day


def _rhythm(pace: Pace, on: date) -> Iterator[date]:
    """The days on which visits would fall, whether the clinic is open or not."""
    per_week = round(_WEEK / pace.gap)
    habit = Counter(day.weekday() for day in reversed(pace.days[-_HABIT:]))
    weekdays = [weekday for weekday, _ in habit.most_common(max(per_week, 1))]
    if sum(habit[weekday] for weekday in weekdays) * 2 <= habit.total():
        return _by_gap(pace, on)
    if per_week > 1:
        return (day for day in _from(pace.last + _DAY, 1) if day.weekday() in weekdays)
    moved = (weekdays[0] - pace.last.weekday() + 3) % _WEEK - 3  # the last one may have moved
    weeks = max(1, round(pace.gap / _WEEK))
    return _from(pace.last + timedelta(days=moved + _WEEK * weeks), _WEEK * weeks)


def _by_gap(pace: Pace, on: date) -> Iterator[date]:
    """The next visit one gap after the last, or on the day itself if that is past; then so on."""
    start = max(pace.last, on - timedelta(days=int(pace.gap)))
    return (start + timedelta(days=round(pace.gap * visits)) for visits in count(1))


def _from(first: date, step: int) -> Iterator[date]:
    return (first + timedelta(days=step * n) for n in count())


def _since_break(days: Sequence[date]) -> tuple[date, ...]:
    """The days behind the last gap that is a break."""
    breaks = [n for n, (earlier, later) in enumerate(pairwise(days), 1) if later - earlier > BREAK]
    return tuple(days[breaks[-1] if breaks else 0 :])


def _gaps(days: Sequence[date]) -> list[int]:
    return [(later - earlier).days for earlier, later in pairwise(days)][-_GAPS:]


def _amount(rows: Iterable[Counted], recent: Collection[date]) -> Fraction:
    """What a day with a visit used up on average lately; one where none of them counted."""
    counting = [row for row in rows if row.on in recent and row.counts]
    if not counting:
        return Fraction(1)
    return Fraction(sum(c.amount for c in counting), len({c.on for c in counting}))

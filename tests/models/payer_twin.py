"""Twin: who pays on which day by which plan, and what a total cannot know, day by day.

It knows nothing of the project: days, numbers and names only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_A_LONG_TIME_AGO = date(1900, 1, 1)


@dataclass(frozen=True)
class Said:
    """Somebody said that a payer pays from a day (or from the start) until a day (or for good).

    `plan` is what was said of its plan with it; None where nothing was.
    """

    payer: str | None
    first: date | None = None
    last: date | None = None
    plan: str | None = None


@dataclass(frozen=True)
class Visit:
    """A visit: its number in the order of logging, and its day."""

    number: int
    on: date


@dataclass(frozen=True)
class Total:
    """So many visits in all as of a day, told when the chart knew visits up to a number.

    `held_until` is the last day of service that it can hold: claims take weeks.
    """

    used: int
    as_of: date
    held_until: date
    last_known: int


def payer_of(said: Sequence[Said], day: date) -> str | None:
    """The last word that speaks of a day."""
    for word in reversed(said):
        if _speaks_of(word, day):
            return word.payer
    return None


def _speaks_of(word: Said, day: date) -> bool:
    return (word.first is None or day >= word.first) and (word.last is None or day <= word.last)


def plan_of(said: Sequence[Said], day: date) -> str:
    """The plan by which the payer of a day pays then; empty where nobody told it.

    A plan is a payer's, and of the days for which it was said: another payer has another. Where a
    word names none, the first one holds that was told before of the same payer for these days.
    """
    index = next((n for n in reversed(range(len(said))) if _speaks_of(said[n], day)), None)
    if index is None:
        return ""
    word, before = said[index], said[:index]
    if word.plan is not None:
        return word.plan
    turns = {word.first or _A_LONG_TIME_AGO, *(w.first for w in before if w.first)}
    turns |= {w.last + timedelta(days=1) for w in before if w.last}
    spoken = (turn for turn in sorted(turns) if _speaks_of(word, turn))
    of_it = (plan_of(before, turn) for turn in spoken if payer_of(before, turn) == word.payer)
    return next((plan for plan in of_it if plan), "")


def falls_short(said: Sequence[Said], on: date, left: int, booked: Iterable[date]) -> bool:
    """Whether the payer of a day is to be asked for more: a visit comes that it pays beyond these.

    Nobody asks it for a visit of a day on which another pays, nor for one behind that.
    """
    payer, ahead = payer_of(said, on), sorted(day for day in booked if day >= on)
    for day in ahead:
        until_then = range((day - on).days + 1)
        if any(payer_of(said, on + timedelta(days=n)) != payer for n in until_then):
            return False
        left -= 1
        if left < 0:
            return True
    return False


def whose_count(said: Sequence[Said], as_of: date) -> str | None:
    """Whose count a total is that was told at the first word, with those behind said later.

    It is of who paid on its day as it was told, until a change from some day on: it stays with the
    old one. A payer who was wrong from the start pays nothing, and keeps none.
    """
    keeper = None
    for known in range(1, len(said)):
        old, new = payer_of(said[:known], as_of), payer_of(said[: known + 1], as_of)
        if keeper is None and old != new and said[known].first is not None:
            keeper = old
    turns = [date.min, *(word.first for word in said if word.first)]
    turns += [word.last + timedelta(days=1) for word in said if word.last]
    is_there = keeper in {payer_of(said, day) for day in turns}
    return keeper if keeper and is_there else payer_of(said, as_of)


def paid_by(said: Sequence[Said], payer: str | None, visits: Iterable[Visit]) -> list[Visit]:
    """The visits of days on which a payer pays."""
    return [visit for visit in visits if payer_of(said, visit.on) == payer]


def paid_in_any_rank(
    firsts: Sequence[Said], seconds: Sequence[Said], payer: str, visits: Iterable[Visit]
) -> list[Visit]:
    """The visits that a payer pays for, first or second: its limit counts them all the same."""
    return [v for v in visits if payer in (payer_of(firsts, v.on), payer_of(seconds, v.on))]


def used_in_year(visits: Iterable[Visit], totals: Iterable[Total], on: date) -> int:
    """How many visits are used of a calendar year on a day: the highest that any word gives."""
    by_day: dict[date, list[int]] = {}
    for visit in visits:
        by_day.setdefault(visit.on, []).append(visit.number)
    counts = []
    told = [t for t in totals if t.as_of <= on and t.as_of.year == on.year]
    latest = sorted(told, key=lambda t: (t.as_of, t.used))[-1:]
    for total in (None, *latest):
        used, day = (total.used if total else 0), date(on.year, 1, 1)
        while day <= on:
            if day in by_day and not (total and _is_held(total, day, min(by_day[day]))):
                used += 1
            day += timedelta(days=1)
        counts.append(used)
    return max(counts)


def _is_held(total: Total, day: date, number: int) -> bool:
    return day <= total.held_until and number <= total.last_known


def over_before(
    said: Sequence[Said], most: int, visits: Iterable[Visit], on: date
) -> dict[str, int]:
    """By how many visits of the year each payer was passed who paid within a year and pays no more.

    The visits beyond its limit stay unpaid, whoever pays by now.
    """
    year_ago, came = on - timedelta(days=366), [v for v in visits if v.on <= on]
    days = [year_ago + timedelta(days=n) for n in range(366)]
    before = {payer_of(said, day) for day in days} - {payer_of(said, on), None}
    used = {p: used_in_year(paid_by(said, p, came), (), on) for p in before if p}
    return {payer: number - most for payer, number in used.items() if number > most}

"""Twin: what a payer's letter lets through in a year, gone through day by day.

It knows nothing of the project: days, codes and names of care only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class Care:
    """What was done on a day: which codes, and whose visit it was; None where nobody said."""

    on: date
    codes: tuple[str, ...] = ()
    whose: str | None = None


@dataclass(frozen=True)
class Letter:
    """What the letter says: so many a year, of which codes and care, what is left out, what then.

    `apart`: two kinds of care on one day are two visits. Each of `then` is a number of further
    visits and what opens them: "improving" or "authorized", one after the other.
    """

    number: int
    codes: frozenset[str] = frozenset()
    care: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    apart: bool = False
    then: tuple[tuple[int, str], ...] = ()


@dataclass
class Desk:
    """What a desk has in its drawer: what was done, days of improvement, what was granted when."""

    done: list[Care] = field(default_factory=list)
    improved: list[date] = field(default_factory=list)
    granted: list[tuple[date, date, int]] = field(default_factory=list)


def used(letter: Letter, done: Iterable[Care], on: date) -> int:
    """How many of the letter's visits are used in the year of a day, up to the day."""
    by_day: dict[date, list[Care]] = {}
    for care in done:
        by_day.setdefault(care.on, []).append(care)
    number, day = 0, date(on.year, 1, 1)
    while day <= on:
        number += _of_day(letter, by_day.get(day, []))
        day += timedelta(days=1)
    return number


def _of_day(letter: Letter, done: Sequence[Care]) -> int:
    whose = [care.whose for care in done if _is_meant(letter, care)]
    if not whose or not letter.apart:
        return 1 if whose else 0
    told = {name for name in whose if name}
    may_be_another = None in whose and not (letter.care and letter.care <= told)
    return len(told) + (1 if may_be_another else 0)


def _is_meant(letter: Letter, care: Care) -> bool:
    billed = [code for code in care.codes or ("20560", "20561") if code not in letter.left_out]
    of_codes = any(not letter.codes or code in letter.codes for code in billed)
    of_care = not letter.care or care.whose is None or care.whose in letter.care
    return of_codes and of_care


def allowed(letter: Letter, desk: Desk, on: date) -> int:
    """How many the letter lets through in the year of a day, as far as is known on it."""
    number, granted = letter.number, _granted(letter, desk, on)
    for more, needs in letter.then:
        if needs == "improving":
            opened = more if any(d.year == on.year and d <= on for d in desk.improved) else 0
        else:
            opened = min(more, granted)
        number += opened
        if opened < more:
            break
    return number


def _granted(letter: Letter, desk: Desk, on: date) -> int:
    """How many visits are granted in the year of a day; of what is over only those that came."""
    known = [g for g in desk.granted if g[0] <= on and g[0].year <= on.year <= g[1].year]
    over = [g for g in known if g[1] < on]
    unasked = letter.number
    for more, needs in letter.then:
        if needs == "authorized":
            break
        unasked += more
    went = 0
    if over:
        came = used(letter, desk.done, max(last for _, last, _ in over)) - unasked
        went = min(max(came, 0), sum(number for _, _, number in over))
    of_two_years = [g for g in known if g not in over and g[0].year < on.year]
    others = [g for g in desk.granted if g[0].year < on.year and g not in of_two_years]
    spent = used(letter, desk.done, date(on.year - 1, 12, 31)) - unasked
    spent -= sum(number for _, _, number in others)
    left = sum(number for _, _, number in of_two_years) - max(spent, 0)
    anew = [g for g in known if g not in over and g not in of_two_years]
    return went + max(left, 0) + sum(number for _, _, number in anew)

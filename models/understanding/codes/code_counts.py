"""Reads counts beside codes: units ("x3", "twice"), muscles ("two left, one right"), minutes.

Needles and trigger points are no muscles, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from models.coverage.edits import FEW_MUSCLES, needling_code
from models.understanding.codes.both_sides import (
    MUSCLES,
    SIDED,
    are_counted_apart,
    are_of_two_sides,
    take_sides,
)
from models.understanding.codes.code_minutes import Minutes, take_minutes
from models.understanding.codes.further_counts import (
    alternatives,
    are_parts,
    offered,
    other_numbers,
    typed_twice,
)
from models.understanding.codes.muscle_parts import are_parts_of_one
from models.understanding.codes.muscles_by_day import are_of_several_days, are_of_two_visits
from models.understanding.codes.needle_minutes import MINUTES
from models.understanding.codes.one_muscle import (
    are_some_alike,
    is_among_others,
    is_one,
    without_alike,
)
from models.understanding.codes.open_counts import is_open
from models.understanding.codes.planned_muscles import done_of
from models.understanding.codes.spinal_levels import has_levels
from models.understanding.remaining_text import RemainingText
from models.understanding.small_numbers import number_of
from models.words import Word

_TIMES = {"twice": 2, "double": 2, "thrice": 3}
_A_WEEK = frozenset({"week", "wk", "weekly", "month", "monthly", "weeks"})
_YEAR = re.compile(r"20[12][0-9]")
_GLUED = re.compile(r"x([0-9]{1,2})|([0-9]{1,2})x")

_UNITS = frozenset({"unit", "units", "line", "lines", "times", "qty", "quantity"})
_VISITS = frozenset({"visit", "visits", "session", "sessions", "treatment", "treatments"})
_SECOND = frozenset({"second", "2nd", "another"})
_WHERE = frozenset({"left", "right", "l", "r", "more", "other", "in", "on", "from"})
_SIDES = frozenset({"left", "right", "l", "r"})
_JOINED = frozenset({"and", "plus", "n"})
_NO = frozenset({"no", "wait", "mean", "meant", "actually", "sorry"})
_SPAN = frozenset({"or", "to"})
_ONE = frozenset({"same", "single"})
_ANOTHER = frozenset({"day", "date", "visit", "session", "different", "other", "another"})
_SAME = frozenset({"same"})
_PLACES = frozenset("spot spots place places site sites point points trps tps trigger".split())
_SEVERAL = 2

# Words without which nothing is counted.
_COUNTED = _UNITS | _VISITS | _SECOND | _TIMES.keys()

# How far before "muscles" its number may stand: "four different lumbar muscles".
_REACH = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted; None is not told. `muscles` is empty where a span fits both codes."""

    units: int | None = None
    muscles: int | None = None
    minutes: int | None = None
    both_sides: bool = False
    muscles_unclear: bool = False  # "two or three muscles"
    fewest_muscles: int | None = None  # where those of two sides may be the same ones
    needling_minutes: int | None = None  # beside `minutes`, which are of other work
    minutes_mixed: bool = False  # needling may be among the minutes
    at_levels: bool = False  # of the spine: nobody says whether a muscle counts once at each


def take_counts(left: RemainingText) -> Counts:
    """The counts that a text names; their words are taken out."""
    plain = {word.plain for word in left.words}
    units = _take_units(left) if plain & _COUNTED or any("x" in w for w in plain) else None
    minutes = take_minutes(left) if plain & MINUTES else Minutes()
    units = None if minutes.times else units
    both = take_sides(left) if plain & SIDED else False
    muscles = _take_muscles(left) if plain & MUSCLES else _Muscles()
    words = [word.plain for word in left.typed]
    if muscles.numbers and units is None and not _UNITS.isdisjoint(words):
        units = next(iter(offered(left.text)), None)
    units = units or typed_twice(" ".join(words))
    if muscles.numbers and is_one(" ".join(words)):
        muscles, units = _Muscles((1,), 1, 1), None
    if muscles.numbers and (done := done_of(" ".join(words))):
        muscles = _Muscles((done,), 1, done)
    apart = without_alike(muscles.numbers[-1], " ".join(words)) if muscles.numbers else None
    if apart:
        muscles, units = _Muscles((apart,), 1, apart), None
    at_levels = has_levels(" ".join(words))
    unclear = len({needling_code(number) for number in muscles.numbers}) > 1
    unclear = unclear or (at_levels and bool(muscles.numbers))  # a level is no muscle
    is_open_count = is_open(left.text) or is_among_others(" ".join(words))
    is_open_count = is_open_count or (are_some_alike(" ".join(words)) and not apart)
    unclear = unclear or (bool(muscles.numbers) and is_open_count)
    is_few = FEW_MUSCLES in map(needling_code, muscles.numbers) or not muscles.numbers
    unclear = unclear or (not is_few and are_parts_of_one(" ".join(words)))
    number = muscles.numbers[-1] if muscles.numbers and not unclear else None
    if number and muscles.parts >= _SEVERAL and are_of_several_days(left.text):
        most = muscles.most_of_a_part  # each session is coded by its own
        number = most if needling_code(most) == FEW_MUSCLES else None
    if number and muscles.parts >= _SEVERAL and are_of_two_visits(left.text):
        number = None
    fewest = None
    if number and both and muscles.parts >= _SEVERAL and are_counted_apart(words):
        number = muscles.most_of_a_part  # the sum has counted each of both sides already
    if number and not both and are_of_two_sides(words):
        both = muscles.parts < _SEVERAL or not _SAME.isdisjoint(words)
        fewest = None if both else muscles.most_of_a_part
        number = muscles.most_of_a_part if both else number
    return Counts(
        units,
        number,
        minutes.counted,
        both,
        unclear,
        fewest,
        minutes.needling,
        minutes.mixed,
        at_levels,
    )


def take_years(left: RemainingText) -> tuple[int, ...]:
    """The years that stand alone."""
    years = [word for word in left.words if _YEAR.fullmatch(word.plain)]
    left.drop(years)
    return tuple(dict.fromkeys(int(year.plain) for year in years))


def counts_of_levels(counts: Counts, named: Collection[str]) -> bool:
    """Whether the code hangs on how often a muscle at several levels counts."""
    is_counted = counts.muscles_unclear or bool(named)
    return counts.at_levels and is_counted and needling_code(len(named) or 1) == FEW_MUSCLES


def _take_units(left: RemainingText) -> int | None:
    words = left.words
    one_day = any(w.plain in {"same", "day"} for w in words)
    for at, word in enumerate(words):
        after = words[at + 1 : at + 3]
        glued = _GLUED.fullmatch(word.plain)
        number = int(glued[1] or glued[2]) if glued else _TIMES.get(word.plain, 0)
        taken = [word]
        if not number and after:
            number, taken = _units_of(word, after, one_day=one_day)
        behind = words[at + len(taken) : at + len(taken) + 1]
        if any(w.plain in _PLACES for w in behind):
            continue  # "glute med x2 spots"
        if number and _A_WEEK.isdisjoint(w.plain for w in words[at + 1 : at + 5]):
            left.drop(taken)
            left.drop(w for w in left.words[:1] if w.plain in {"x", "units", "unit"})
            return number
    return None


def _units_of(word: Word, behind: tuple[Word, ...], *, one_day: bool) -> tuple[int, list[Word]]:
    """The units that two neighbours name: "x 3", "3 units", "qty 2", "second session"."""
    after = behind[0]
    pair = [word, after]
    if number_of(word.plain) and after.plain in _UNITS | {"x"}:
        return number_of(word.plain), pair
    is_counted = any(w.plain in MUSCLES | MINUTES for w in behind[1:])
    if number_of(after.plain) and word.plain in _UNITS | {"x"} and not is_counted:
        return number_of(after.plain), pair
    if number_of(word.plain) and after.plain in _VISITS and one_day:
        return number_of(word.plain), pair
    if word.plain in _SECOND and after.plain in _VISITS | _UNITS - {"line", "lines"}:
        return 2, pair
    return 0, []


@dataclass(frozen=True, slots=True)
class _Muscles:
    """One number of muscles, or the two ends of a span; and how many counts it was added up of."""

    numbers: tuple[int, ...] = ()
    parts: int = 1
    most_of_a_part: int = 0


def _added(*parts: int) -> _Muscles:
    return _Muscles((sum(parts),), len(parts), max(parts))


def _take_muscles(left: RemainingText) -> _Muscles:
    """The muscles that are counted, over all places."""
    ends = [at for at, word in enumerate(left.words) if word.plain in MUSCLES]
    counted = [found for at in ends if (found := _counted(left, at))]
    if not counted:
        return _Muscles()
    if len(counted) > 1:  # "two muscles, and 97140 on the same muscle"
        counted = [found for found in counted if found[0][0].plain != "same"] or counted[:1]
    taken = [word for words, _ in counted for word in words]
    more = [*_sided_before(left, taken[0])]
    more += [word for word in _further(left, ends[0]) if word not in taken]
    left.drop([*taken, *more])
    if len(counted) == 1 and not more:
        numbers = counted[0][1]
        behind = other_numbers(left, ends[0])  # "left shoulder 2 muscles, low back 4"
        if behind and not are_parts(behind, numbers):
            others = sum(behind)
            return replace(_added(numbers[-1], others), numbers=(*numbers, numbers[-1] + others))
        perhaps = [n for n in alternatives(left, ends[0]) if n]
        return _Muscles((*perhaps, *numbers), 1, numbers[-1])
    first, further = [numbers[-1] for _, numbers in counted], [number_of(w.plain) for w in more]
    said_again = [at for at, word in enumerate(more) if _is_correction(word, left)]
    if said_again:  # "four muscles in the neck, no three in the neck and two in the back"
        return _added(*further[said_again[-1] :])
    behind = [*further, *other_numbers(left, ends[0])]
    if are_parts(behind, first):  # "5 muscles, 3 L glute, 2 low back"
        return _added(*behind)
    is_total = are_parts(further, first)  # "2 muscles, one left and one right"
    return _added(*further) if is_total else _added(*first, *further)


def _sided_before(left: RemainingText, counted: Word) -> Iterator[Word]:
    """The number of the other side right before a count: "2 left and 1 right muscles"."""
    words = left.words[: left.words.index(counted)]
    words = words[:-1] if words[-1:] and words[-1].plain in _JOINED else words
    if words[1:] and words[-1].plain in _SIDES and number_of(words[-2].plain):
        yield words[-2]


def _is_correction(word: Word, left: RemainingText) -> bool:
    """Whether a number puts the one before it right."""
    return left.typed[word.place - 1].plain in _NO


def _counted(left: RemainingText, end: int) -> tuple[list[Word], list[int]] | None:
    """The words and numbers that count the muscles at a position."""
    for at in range(end - 1, max(end - 1 - _REACH, -1), -1):
        word = left.words[at]
        if word.plain in _ONE and _is_one(left.words[at + 1 : end + 1]):
            return [*left.words[at : end + 1]], [1]
        if number := number_of(word.plain):
            before = left.words[max(at - 2, 0) : at]
            numbers = _compared([w.plain for w in before], number)
            taken = before if len(numbers) > 1 or numbers != [number] else ()
            if taken and number_of(taken[-1].plain):  # "needling 1-2 muscles"
                taken = taken[-1:]
            return [*taken, *left.words[at : end + 1]], numbers
    return None


def _is_one(behind: tuple[Word, ...]) -> bool:
    """Whether "same" is said of a muscle, and not of a day: "same day, different muscle"."""
    is_of_day = not _ANOTHER.isdisjoint(word.plain for word in behind)
    return behind[-1].plain == "muscle" and not is_of_day


def _compared(before: list[str], number: int) -> list[int]:
    """A number behind "over" or "less than", or the two ends of a span: "1-2", "two or three"."""
    last, both = before[-1] if before else "", " ".join(before)
    if last in {"over", "above"} or both == "more than":
        return [number + 1]
    if last == "under" or both in {"less than", "fewer than"}:
        return [max(number - 1, 1)]
    if last in _SPAN and number_of(before[0]):
        return [number_of(before[0]), number]
    if number_of(last):
        return [number_of(last), number]
    return [number]


def _further(left: RemainingText, after: int) -> Iterator[Word]:
    """Numbers of muscles behind the first: "two muscles left side, one right"."""
    for at in range(after + 1, len(left.words) - 1):
        word, behind = left.words[at], left.words[at + 1].plain
        counts_more = behind in _WHERE and left.words[at + 2 : at + 3] != ()
        is_side = behind in {"left", "right", "more", "l", "r"} or (
            behind == "other" and left.after(at + 1) == "side"
        )
        if number_of(word.plain) and (is_side or (counts_more and behind != "other")):
            yield word

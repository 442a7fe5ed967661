"""Which codes Medicare takes together, with which modifier, and how many units of one a day.

`EditTable` is one quarter's table of NCCI: `pair` judges two codes, `units` tells a day's units.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from models.coverage.statement import Statement

FEW_MUSCLES, MANY_MUSCLES = "20560", "20561"
"""The two codes of dry needling: for up to two muscles, and for three or more."""

_MOST_OF_FEW = 2

# Visits (evaluation and management), which modifier 25 separates from a procedure, not 59.
_VISITS = frozenset(
    "99202 99203 99204 99205 99211 99212 99213 99214 99215 99417 99441 99442 99443".split()
)


class Together(StrEnum):
    """Whether two codes are paid for one patient on one day."""

    NO_EDIT = "no_edit"  # the table was read for both, and pairs them nowhere
    WITH_MODIFIER = "with_modifier"  # modifier indicator 1
    NEVER = "never"  # modifier indicator 0
    UNKNOWN = "unknown"  # the table was not read for one of them


@dataclass(frozen=True, slots=True)
class Edit:
    """A pair of the table: column one is paid, column two is denied."""

    column_one: str
    column_two: str
    with_modifier: bool  # a modifier may separate them: indicator 1, not 0
    note: Statement | None = None

    @property
    def modifier(self) -> str:
        """The modifier that separates them: 25 on a visit, else 59 or one of its subsets."""
        return "25" if self.visit else "59"

    @property
    def visit(self) -> str:
        """The office visit among the two, if one is."""
        return next((c for c in (self.column_one, self.column_two) if c in _VISITS), "")


@dataclass(frozen=True, slots=True)
class DailyUnits:
    """The most units of a code for one patient a day (MUE)."""

    most: int
    is_fixed: bool  # by policy, so that no appeal gains more; else records may


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """What the table says of two codes. `deleted` is the day on which an edit of them ended."""

    one: str
    two: str
    together: Together
    edit: Edit | None = None
    deleted: date | None = None


@dataclass(frozen=True, slots=True)
class TabledCode:
    """A code of the table, which may have no file of its own; `EditTable.tabled` makes it."""

    code: str


@dataclass(frozen=True, slots=True)
class EditTable:
    """The edits and units of one quarter. `looked_up` are the codes whose rows were all read."""

    as_of: date
    cites: tuple[str, ...]
    looked_up: frozenset[str]
    edits: Mapping[frozenset[str], Edit]
    deleted: Mapping[frozenset[str], date]
    daily: Mapping[str, DailyUnits]
    names: Mapping[str, tuple[str, ...]]  # what codes without a file are called

    def pair(self, one: str, two: str) -> PairVerdict:
        """Whether two codes are paid on one day."""
        both = frozenset((one, two))
        if edit := self.edits.get(both):
            kind = Together.WITH_MODIFIER if edit.with_modifier else Together.NEVER
            return PairVerdict(one, two, kind, edit)
        if one == two or not both <= self.looked_up:
            return PairVerdict(one, two, Together.UNKNOWN)
        return PairVerdict(one, two, Together.NO_EDIT, deleted=self.deleted.get(both))

    def pairs(self, codes: tuple[str, ...]) -> list[PairVerdict]:
        """Every two of some codes."""
        return [self.pair(one, two) for one, two in combinations(dict.fromkeys(codes), 2)]

    def tabled(self, code: str) -> TabledCode:
        """A code whose rows were read. Raises `KeyError` for any other text."""
        if code not in self.looked_up:
            raise KeyError(code)
        return TabledCode(code)

    def edits_of(self, code: str) -> Iterator[Edit]:
        """Every edit that names a code."""
        return (edit for both, edit in self.edits.items() if code in both)

    def units(self, code: str) -> DailyUnits | None:
        """The most units of a code a day; None where the table was not read for it."""
        return self.daily.get(code)


def needling_code(muscles: int) -> str:
    """The code for a session in which so many muscles were needled."""
    return FEW_MUSCLES if muscles <= _MOST_OF_FEW else MANY_MUSCLES


_SHORTEST, _UNIT = 8, 15


def timed_units(minutes: int) -> int:
    """The units of a timed code: eight minutes begin one (Medicare's 8-minute rule)."""
    return (minutes + _UNIT - _SHORTEST) // _UNIT


def least_minutes(units: int) -> int:
    """The fewest minutes that make so many units of timed codes."""
    return units * _UNIT - _UNIT + _SHORTEST

"""What a payer says of dry needling, which position answers, from when on a text is old.

- `Verdict`: the word for it. Not knowing is an answer, and never means "not covered".
- `Position`: what one payer says of some codes, for some conditions and billing professions, over
  a stretch of days.
- `Finding`: the position that answers, and those that stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.coverage.payer import LineOfBusiness
from models.coverage.profession import Profession
from models.coverage.statement import Statement
from models.period import Period, first_day

# A payer reviews a medical policy about once a year; after two, nobody should rely on a copy.
STALE_AFTER_DAYS = 2 * 365


class Verdict(StrEnum):
    """What a payer's policy says of paying for it."""

    COVERED = "covered"
    COVERED_WITH_CONDITIONS = "covered_with_conditions"
    INVESTIGATIONAL = "investigational"  # unproven in the payer's eyes, and so not paid
    NOT_COVERED = "not_covered"
    SILENT = "silent"  # a policy exists and says nothing of it
    DISPUTED = "disputed"  # sources of the same payer disagree
    UNKNOWN = "unknown"  # we know of nothing


PAYS = frozenset({Verdict.COVERED, Verdict.COVERED_WITH_CONDITIONS})

SAYS_NOTHING = frozenset({Verdict.UNKNOWN, Verdict.SILENT})
"""Verdicts that say neither yes nor no."""


@dataclass(frozen=True, slots=True)
class Position:
    """What one payer says, on two clocks.

    `in_force` is about dates of service; `recorded` is about when this book held it.
    `lines` are the plans that it speaks for. An empty `codes`, `treating`, `billed_by` or
    `in_states` sets no bound.
    `as_of` is when a source last said so, ISO and perhaps partial; empty where none is dated.
    Where nothing says when it came into force, `known_from` is the first day of which anything is
    known: that of its earliest source. `never_extended`: the dates of an authorization stay as they
    were granted.
    """

    id: str
    title: str
    verdict: Verdict
    says: str
    cites: tuple[str, ...]
    in_force: Period
    recorded: Period
    as_of: str = ""
    lines: tuple[LineOfBusiness, ...] = ()
    codes: tuple[str, ...] = ()
    treating: tuple[str, ...] = ()
    not_treating: tuple[str, ...] = ()
    billed_by: tuple[Profession, ...] = ()
    in_states: tuple[str, ...] = ()
    policy: str = ""
    conditions: tuple[Statement, ...] = ()
    limits: tuple[Statement, ...] = ()
    authorization: Statement | None = None
    authorized_each_visit: bool = False
    never_extended: bool = False
    referral: Statement | None = None
    billing: tuple[Statement, ...] = ()
    documentation: tuple[Statement, ...] = ()
    cautions: tuple[Statement, ...] = ()
    known_from: date | None = None

    def __hash__(self) -> int:
        """By its id: over all that it says it would take longer than what is kept under it."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a question says of a claim. None leaves open what nobody said.

    The days of service run from `on` to `until`, which is None for one day.
    `other_biller` is a profession without facts: it fits no position that names who bills.
    """

    on: date
    code: str | None = None
    condition: str | None = None
    profession: Profession | None = None
    state: str | None = None
    line: LineOfBusiness | None = None
    as_known: date | None = None
    other_biller: bool = False
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question: `leading` is None where nothing known fits.

    `beside` are positions in force on the day for other billers, conditions or states;
    `other_days` are those that would answer the question on another date of service, and
    `known_later` those of which nothing is known for a day as early as the one that was asked.
    """

    verdict: Verdict
    leading: Position | None
    beside: tuple[Position, ...] = ()
    other_days: tuple[Position, ...] = ()
    known_later: tuple[Position, ...] = ()


def is_stale(as_of: str, today: date) -> bool:
    """Whether a fact's newest source is too old to be passed on without a caution."""
    return bool(as_of) and (today - first_day(as_of)).days > STALE_AFTER_DAYS


def find(positions: Iterable[Position], circumstances: Circumstances) -> Finding:
    """Choose, among one payer's positions in the order of its file, the one that answers.

    A position with a bound (say, billed by a PT) outranks none: the file lists first what a clinic
    should read first. What the question leaves open fits every bound.
    """
    known = [
        p for p in positions if _was_known(p, circumstances) and _speaks_of(p, circumstances.code)
    ]
    later = [p for p in known if _is_known_later(p, circumstances)]
    known = [p for p in known if p not in later]
    today = [p for p in known if p.in_force.holds(circumstances.on)]
    fitting = [p for p in today if _fits(p, circumstances)] or _refused(today, circumstances)
    leading = fitting[0] if fitting else None
    return Finding(
        verdict=leading.verdict if leading else Verdict.UNKNOWN,
        leading=leading,
        beside=tuple(p for p in today if p is not leading),
        other_days=tuple(p for p in known if p not in today and _fits(p, circumstances)),
        known_later=tuple(p for p in later if _fits(p, circumstances)),
    )


def _refused(today: list[Position], circumstances: Circumstances) -> list[Position]:
    """The refusals of a condition whoever bills, for one of whom no position speaks at all.

    Where those who are named may not bill for hand pain, nobody else may.
    """
    whoever = replace(circumstances, profession=None, other_biller=False)
    is_of_nobody = not any(_fits(p, replace(circumstances, condition=None)) for p in today)
    fitting = [p for p in today if _fits(p, whoever)]
    is_refused = bool(fitting) and all(p.verdict is Verdict.NOT_COVERED for p in fitting)
    of_condition = [p for p in fitting if p.treating or p.not_treating]
    return of_condition if circumstances.condition and is_of_nobody and is_refused else []


def _was_known(position: Position, circumstances: Circumstances) -> bool:
    if circumstances.as_known is None:
        return position.recorded.last is None
    return position.recorded.holds(circumstances.as_known)


def _is_known_later(position: Position, circumstances: Circumstances) -> bool:
    last_day = circumstances.until or circumstances.on
    return position.known_from is not None and last_day < position.known_from


def _speaks_of(position: Position, code: str | None) -> bool:
    return code is None or not position.codes or code in position.codes


def _fits(position: Position, circumstances: Circumstances) -> bool:
    return (
        _within(circumstances.profession, position.billed_by)
        and _within(circumstances.condition, position.treating)
        and _within(circumstances.state, position.in_states)
        and _within(circumstances.line, position.lines)
        and (
            circumstances.condition is None or circumstances.condition not in position.not_treating
        )
        and not (circumstances.other_biller and position.billed_by)
    )


def _within(value: str | None, bound: tuple[str, ...]) -> bool:
    return value is None or not bound or value in bound

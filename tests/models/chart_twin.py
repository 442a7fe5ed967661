"""Twin of a whole chart: payers first and second, cases, units, pools, grants and balances by hand.

It knows nothing of the project: days, numbers and names only. Every visit is gone through for every
limit, and a day at a time where days are what counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tests.models.payer_twin import Said, payer_of


@dataclass(frozen=True)
class Billed:
    """A visit: its number in the order of logging, and what was billed, units by code."""

    number: int
    on: date
    units: tuple[tuple[str, int], ...]
    discipline: str
    case: str
    paid_by_patient: bool = False
    voided: bool = False

    @property
    def codes(self) -> set[str]:
        """What was billed."""
        return {code for code, _ in self.units}


@dataclass(frozen=True)
class Rule:
    """So many days, treatments or units in a calendar year, of some codes and disciplines."""

    name: str
    counts: str
    codes: frozenset[str] = frozenset()
    disciplines: frozenset[str] = frozenset()
    counts_self_pay: bool = False


@dataclass(frozen=True)
class Grant:
    """What a payer granted: days of visits, or units; of a case, or of any."""

    serial: int
    payer: str | None
    number: int
    counts: str
    first: date
    last: date
    codes: frozenset[str] = frozenset()
    case: str = ""


@dataclass(frozen=True)
class Word:
    """Visits used elsewhere, or in all, as of a day; of one rule, or of all that a plan counts.

    `told_of` is the payer whose count it was when that was told, and stays so.
    """

    used: int
    as_of: date
    in_all: bool
    of: str = ""
    held_until: date = date.max
    last_known: int = 999
    told_of: str = ""


@dataclass
class Patient:
    """All that happened, and what somebody said."""

    firsts: list[Said]
    seconds: list[Said]
    visits: list[Billed]
    grants: list[Grant] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)

    def payers(self, day: date) -> list[str]:
        """Who pays on a day, the first one first; each once."""
        ranks = (payer_of(self.firsts, day), payer_of(self.seconds, day))
        return [payer for payer in dict.fromkeys(ranks) if payer]

    def used(self, rule: Rule, payer: str | None, on: date) -> int:
        """What is used of a rule in the year of a day; None: of a cap for all days."""
        mine = [v for v in self.visits if _draws(v, rule) and v.on <= on and v.on.year == on.year]
        words = [w for w in self.words if w.of in ("", rule.name) and w.as_of <= on]
        if payer:
            mine = [v for v in mine if payer in self.payers(v.on)]
            words = [w for w in words if payer in self._told_of(w)]
        words = [w for w in words if w.as_of.year == on.year]
        elsewhere = [w for w in words if not w.in_all]
        told = [_sum(rule.counts, rule.codes, mine) + sum(w.used for w in elsewhere)]
        for total in (w for w in words if w.in_all):
            later = [v for v in mine if _first_of(v, rule, mine) and not _knows(total, v)]
            beside = sum(_behind(w, total, rule.counts) for w in elsewhere)
            told.append(total.used + _sum(rule.counts, rule.codes, later) + beside)
        return max(told)

    def _told_of(self, word: Word) -> list[str]:
        """Whose counts a word is of: of whom it was told, else of who pays on its day."""
        return [word.told_of] if word.told_of else self.payers(word.as_of)

    def drawn(self, payer: str | None, on: date) -> dict[int, int]:
        """By serial, what is used of each grant of a payer: the one that ends first pays first.

        Each line of a claim is taken off a grant of its code.
        """
        held = sorted(
            (g for g in self.grants if g.payer == payer), key=lambda g: (g.last, g.serial)
        )
        own: dict[int, list[Billed]] = {g.serial: [] for g in held}
        paid = [v for v in self.visits if v.on <= on and self._is_paid(v, payer)]
        for visit in sorted(paid, key=lambda v: (v.on, v.number)):
            lines = visit
            while covering := [g for g in held if _covers(g, lines)]:
                paying = next((g for g in covering if _has_room(g, own[g.serial], lines)), None)
                grant = paying or covering[-1]
                own[grant.serial].append(_lines(lines, grant, are_of_it=True))
                lines = _lines(lines, grant, are_of_it=False)
        return {g.serial: _sum(g.counts, g.codes, own[g.serial]) for g in held}

    def _is_paid(self, visit: Billed, payer: str | None) -> bool:
        """Whether a payer pays on the day; None: nobody pays first."""
        if payer is None:
            return payer_of(self.firsts, visit.on) is None
        return payer in self.payers(visit.on)


def _draws(visit: Billed, rule: Rule) -> bool:
    is_theirs = not visit.voided and (rule.counts_self_pay or not visit.paid_by_patient)
    of_codes = not rule.codes or not visit.codes.isdisjoint(rule.codes)
    return is_theirs and of_codes and (not rule.disciplines or visit.discipline in rule.disciplines)


def _covers(grant: Grant, visit: Billed) -> bool:
    of_codes = bool(visit.codes) and (not grant.codes or not visit.codes.isdisjoint(grant.codes))
    is_theirs = not visit.voided and not visit.paid_by_patient
    in_time = grant.first <= visit.on <= grant.last
    return is_theirs and of_codes and in_time and grant.case in ("", visit.case)


def _has_room(grant: Grant, paid: list[Billed], visit: Billed) -> bool:
    with_it = [*paid, _lines(visit, grant, are_of_it=True)]
    return _sum(grant.counts, grant.codes, with_it) <= grant.number


def _lines(visit: Billed, grant: Grant, *, are_of_it: bool) -> Billed:
    """The lines of a claim that a grant takes, or those that it leaves to others."""
    taken = [line for line in visit.units if not grant.codes or line[0] in grant.codes]
    left = [line for line in visit.units if line not in taken]
    return replace(visit, units=tuple(taken if are_of_it else left))


def _sum(counts: str, codes: Iterable[str], visits: Sequence[Billed]) -> int:
    if counts == "days":
        return len({v.on for v in visits})
    if counts == "treatments":
        return len(visits)
    wanted = set(codes)
    return sum(n for v in visits for code, n in v.units if not wanted or code in wanted)


def _first_of(visit: Billed, rule: Rule, visits: Iterable[Billed]) -> bool:
    """Whether it is what makes its day a visit: the others of the day are a part of it."""
    same_day = [v.number for v in visits if v.on == visit.on]
    return rule.counts != "days" or visit.number == min(same_day)


def _behind(word: Word, total: Word, counts: str) -> int:
    """What of visits elsewhere a total cannot hold: none up to its day, one a day behind it."""
    days = max((word.as_of - total.as_of).days, 0)
    return min(word.used, days) if counts == "days" or not days else word.used


def _knows(total: Word, visit: Billed) -> bool:
    return visit.on <= total.held_until and visit.number <= total.last_known

"""Reads what is asked of codes: numbers, modifiers, or words for what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES, needling_code
from models.understanding import code_dates
from models.understanding.code_counts import (
    Counts,
    asks_of_sides,
    counts_of_levels,
    has_both_sides,
    take_counts,
    take_years,
)
from models.understanding.code_matters import CodeMatter, matters_in
from models.understanding.code_words import EITHER
from models.understanding.name_readers import NameReaders
from models.understanding.question import Question
from models.understanding.remaining_text import RemainingText
from models.understanding.small_numbers import number_of

# A plus between services, where in "3+ muscles" it says "or more"; a comma between them.
_PLUS = re.compile(r"(?<=[^\s0-9])\+|(?<=\s)\+(?=\s)")

_DIAGNOSIS = frozenset({"dx", "icd", "icd10", "diagnosis", "diagnoses"})

_UNITS_OF = re.compile(
    r"\b([0-9]{5}) (?:[a-z0-9]{2} )?(?:x ?([1-9])\b|([1-9]) ?(?:units?|x)\b)"
    r"|\b([1-9]) (?:units? (?:of )?|x )([0-9]{5})\b"
)

_INJECTIONS = frozenset({"20550", "20551", "20552", "20553"})

_INJECTED = re.compile(r"\b(?:inject\w*|tpis?|shots?)\b")

_BESIDE_NEEDLING = re.compile(
    r"\b(?:inject\w*|tpis?|wet needling|97[0-9]{3}|manual|massage|exercises?|therex|mfr)\b"
)

_ALL_OF = re.compile(r"\ball ([2-9]|two|three|four|five|six)\b")
"""A group of which each muscle was needled: "rotator cuff, all 4"."""

_COMMA = re.compile(r",\s+(?=[A-Za-z])")


class _MusclesTold(NamedTuple):
    """What is told of muscles; `needs_code`: that alone asks about the codes of needling."""

    counts: Counts
    by_name: tuple[str, ...]
    both_sides: bool
    at_levels: bool
    group: str
    needs_code: bool


class CodeQuestions(NameReaders):
    """Reads questions about codes, and the codes of a session."""

    def read_codes(self, text: str, today: date | None = None) -> Question:
        """Read a question about codes: their numbers, modifiers, or words for what was done."""
        text = self._services.mended(self._codes.spelled_right(text))
        dated = code_dates.take(text, today)
        left = RemainingText(_PLUS.sub(" plus ", _COMMA.sub(" and ", dated.remaining)))
        plain = left.plain
        matters = matters_in(plain)
        codes, behind = self._codes.take(left)
        diagnoses = self._codes.take_diagnoses(left)
        told = self._muscles_told(left, codes, matters, plain)
        counts, by_name = told.counts, told.by_name
        modifiers = behind + self._codes.take_modifiers(left)
        has_modifier = bool(modifiers)
        instead = self._codes.is_for_needling(left, codes)
        groups = self._codes.described(left, codes, counts, has_modifier=has_modifier)
        through = CodeMatter.THROUGH_NEEDLES in matters or (instead and CodeMatter.STIM in matters)
        if through and not {*codes, *sum(groups, ())} & {*EITHER}:
            groups, instead = (*groups, EITHER), False
        is_of_needling = told.needs_code or CodeMatter.PER_MUSCLE in matters
        if is_of_needling and not (codes or groups):
            groups = (EITHER,)
        in_words = tuple(code for group in groups for code in group)
        modifiers += self._codes.modifiers_of(groups)
        years = take_years(left)
        years = (dated.year, *years) if dated.year else years
        guess = None
        if not (codes or in_words or modifiers or diagnoses):
            guess = self._codes.guessed(left)
        return Question(
            codes=guess.match.ids if guess else tuple(dict.fromkeys(codes + in_words + modifiers)),
            modifiers=modifiers,
            described=(guess.match.ids,) if guess else groups,
            guessed_from=guess.typed if guess else "",
            number=counts.units,
            muscles=counts.muscles,
            named_muscles=by_name,
            fewest_muscles=counts.fewest_muscles,
            minutes=counts.minutes,
            needling_minutes=counts.needling_minutes,
            minutes_mixed=counts.minutes_mixed,
            units_of=tuple(_units_of(plain)),
            both_sides=told.both_sides,
            at_levels=told.at_levels,
            diagnoses=diagnoses,
            for_needling=instead and not set(in_words) & {FEW_MUSCLES, MANY_MUSCLES},
            for_diagnosis=not _DIAGNOSIS.isdisjoint(plain.split()),
            on=dated.on,
            until=dated.until,
            years=years,
            other_service=self._codes.take_other_services(left),
            aspects=self._asked(plain, left),
            unused=self._unused(left),
            matters=matters,
            muscle_group=told.group,
        )

    def _muscles_told(
        self,
        left: RemainingText,
        codes: tuple[str, ...],
        matters: frozenset[CodeMatter],
        plain: str,
    ) -> _MusclesTold:
        """What a text says of muscles: how many, by which names, on which sides."""
        beside = CodeMatter.SAME_MUSCLE in matters and self._names_another(codes, plain)
        counts = take_counts(copy(left) if beside else left)
        asks_sides = asks_of_sides(plain)
        surely = (
            asks_sides
            or counts.at_levels
            or has_both_sides(plain)
            or not {*codes}.isdisjoint(EITHER)
        )
        if asks_sides:  # "is that one muscle or two"
            counts = replace(
                counts, units=None, muscles=None, muscles_unclear=False, both_sides=True
            )
        is_injected = not _INJECTIONS.isdisjoint(codes) or _INJECTED.search(plain)
        by_name = self._codes.muscles.take(left, counts, surely=surely)
        at_levels = counts_of_levels(counts, by_name)
        if is_injected or at_levels:  # a muscle may be the one that was injected
            by_name = ()
        counts = replace(
            counts,
            muscles_unclear=counts.muscles_unclear or at_levels or (asks_sides and not by_name),
        )
        counts = replace(counts, muscles=counts.muscles or len(by_name) or None)
        both_sides = counts.both_sides or (bool(by_name) and has_both_sides(plain))
        if (
            both_sides
            and counts.muscles
            and len({*map(needling_code, (counts.muscles, 2 * counts.muscles))}) > 1
        ):
            counts = replace(counts, muscles_unclear=True)
        group = ""
        if CodeMatter.GROUP in matters or self._may_be_group(codes, counts, by_name, plain):
            group = self._codes.muscles.take_group(left)
        if group and (every := _ALL_OF.search(plain)):
            counts, group = replace(counts, muscles=number_of(every[1]), units=None), ""
        elif group:
            counts = replace(counts, muscles=None, muscles_unclear=True)
            by_name = ()
        if CodeMatter.TWO_THERAPISTS in matters and counts.muscles:
            counts = replace(counts, muscles=None, muscles_unclear=True)
        if beside and counts.muscles == 1:
            counts = replace(counts, muscles=None)
        needs_code = asks_sides or at_levels or bool(group)
        return _MusclesTold(counts, by_name, both_sides, at_levels, group, needs_code)

    def _may_be_group(
        self, codes: tuple[str, ...], counts: Counts, by_name: tuple[str, ...], plain: str
    ) -> bool:
        """Whether a group of muscles may be all that is said to have been needled."""
        is_counted = counts.muscles or counts.muscles_unclear or by_name or counts.minutes
        return not is_counted and {*codes} <= {*EITHER} and not _BESIDE_NEEDLING.search(plain)

    def _names_another(self, codes: tuple[str, ...], plain: str) -> bool:
        return not _INJECTIONS.isdisjoint(codes) or bool(_BESIDE_NEEDLING.search(plain))

    def read_logged(self, text: str) -> Question:
        """Read the codes of a session that is to be kept: whatever else stands there is unused."""
        left = RemainingText(text)
        codes, behind = self._codes.take(left)
        before = left.words
        counts = take_counts(left)
        is_of_muscles = counts.units is None and counts.minutes is None
        strange = () if is_of_muscles else tuple(w.typed for w in before if w not in left.words)
        if not codes and counts.muscles:
            codes = (needling_code(counts.muscles),)
        codes += behind + self._codes.take_modifiers(left)
        groups = () if codes else self._codes.described(left, (), counts, has_modifier=False)
        in_words = tuple(code for group in groups for code in group)
        typed = tuple(word.typed for word in left.words)
        return Question(codes=codes or in_words, unused=(*strange, *typed))


def _units_of(plain: str) -> Iterator[tuple[str, int]]:
    """Codes with units of their own: "97110 x2", "2 units 97140"."""
    for before, times, units, ahead, behind in _UNITS_OF.findall(plain):
        yield before or behind, int(times or units or ahead)

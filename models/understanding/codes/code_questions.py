"""Reads what is asked of codes: numbers, modifiers, or words for what was done."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from models.coverage.aspect import Aspect
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES, needling_code
from models.understanding.codes import code_dates
from models.understanding.codes.billing_questions import CodeMatter, asks, matters_in
from models.understanding.codes.both_sides import asks_of_sides, has_both_sides
from models.understanding.codes.code_counts import (
    Counts,
    counts_of_levels,
    take_counts,
    take_years,
)
from models.understanding.codes.code_words import EITHER
from models.understanding.codes.further_counts import units_of
from models.understanding.codes.injected_muscles import injections_named
from models.understanding.codes.muscle_lists import strangers
from models.understanding.codes.muscle_names import parted
from models.understanding.codes.service_slips import needles_mended
from models.understanding.codes.taken_back import corrected
from models.understanding.name_readers import NameReaders
from models.understanding.question import Question
from models.understanding.remaining_text import RemainingText
from models.understanding.small_numbers import number_of
from models.understanding.states.clinical_letters import spelled_out
from models.words import Word

# A plus between services, where in "3+ muscles" it says "or more"; a comma between them.
_PLUS = re.compile(r"(?<=[^\s0-9])\+|(?<=\s)\+(?=\s)")

# Both codes of needling, joined: what is asked of both may be anything.
_BOTH_CODES = re.compile(r"\b(2056[01])\s{0,2}(?:\+|plus)\s{0,2}(?=2056[01]\b)", re.IGNORECASE)

_DIAGNOSIS = frozenset({"dx", "icd", "icd10", "diagnosis", "diagnoses"})

INJECTIONS = frozenset({"20550", "20551", "20552", "20553"})

_INJECTED = re.compile(r"\b(?:inject\w*|tpis?|shots?)\b")

_BESIDE_NEEDLING = re.compile(
    r"\b(?:inject\w*|tpis?|wet needling|97[0-9]{3}|manual|massage|exercises?|therex|mfr)\b"
)

_ALL_OF = re.compile(r"\ball ([2-9]|two|three|four|five|six)\b ?(.*)")
_OF_IT = re.compile(r"$|(?:of (?:them|these|those)|muscles?|mm|heads?|parts?|needled|treated)\b")

_HURTS = re.compile(r"\b(?:pain\w*|ache\w*|strain\w*|tear|spasms?|tight\w*|sore\w*|weak\w*)\b")
_BESIDE_A_SLIP = re.compile(r"\b(?:[0-9]{5}|dn|tdn|needling|needle[ds]?)\b", re.IGNORECASE)
_UNLIKELY_EDIT = re.compile(r"\bmedically unlikely edits?\b", re.IGNORECASE)
_TIMED_MINUTES = re.compile(r"\b([0-9]{1,3}) (?:total )?timed (min\w*)", re.IGNORECASE)
_HOW_MUCH_TIME = re.compile(r"\bhow much (?:\w+ ){0,3}(?:time|minutes|mins)\b")
_MANY = 3  # muscles
# "traps x2": of both sides; "x2 spots" is none.
_NAME_TWICE = re.compile(r"\b[a-z]{2,} x ?2\b(?! (?:spots?|sites?|points?|places?|areas?))")
_FEW_WORDS = 3  # a muscle's name beside no more than this was needled

_COMMA = re.compile(r",\s+(?=[A-Za-z])")


class _MusclesTold(NamedTuple):
    """What is told of muscles; `needs_code`: that alone asks about the codes of needling."""

    counts: Counts
    by_name: tuple[str, ...]
    both_sides: bool
    at_levels: bool
    group: str
    needs_code: bool
    unknown: tuple[str, ...] = ()


class CodeReading:
    """What one text asks of codes: `named` says which it names, the rest is read when needed.

    A text in which codes are named with nothing misspelt is decided by them alone, for half of the
    cost: 0.1 of 0.2 ms.
    """

    def __init__(
        self, names: NameReaders, named: Question, left: RemainingText, plain: str
    ) -> None:
        self.named = named
        self._names = names
        self._left = left
        self.plain = plain

    def asks(self, matter: CodeMatter) -> bool:
        """Whether something is asked of the codes in words of its own."""
        return asks(matter, self.plain)

    @cached_property
    def _completed(self) -> tuple[Question, RemainingText]:
        """What is named, else what misspelt words name, and other services; and what is left."""
        named, left = self.named, self._left
        is_named = named.codes or named.diagnoses
        guess = None if is_named else self._names.codes.guessed(left)
        if guess:
            ids = guess.match.ids
            named = named._replace(codes=ids, described=(ids,), guessed_from=guess.typed)
        other = self._names.codes.take_other_services(left)
        return named._replace(other_service=other), left

    @cached_property
    def aspects(self) -> tuple[Aspect, ...]:
        """What is asked of the codes, the leading one first."""
        _, left = self._completed
        asked = self._names.asked(self.plain, left)
        if not self.asks(CodeMatter.FACE_TIME) or not _HOW_MUCH_TIME.search(self.plain):
            return asked
        return tuple(aspect for aspect in asked if aspect is not Aspect.PRICE)

    @cached_property
    def question(self) -> Question:
        """All of it."""
        named, left = self._completed
        matters, unused = matters_in(self.plain), self._names.unused(left)
        return named._replace(aspects=self.aspects, unused=unused, matters=matters)


class CodeQuestions(NameReaders):
    """Reads questions about codes, and the codes of a session."""

    def read_codes(self, text: str, today: date | None = None) -> Question:
        """Read a question about codes: their numbers, modifiers, or words for what was done."""
        return self.reading_of_codes(text, today).question

    def reading_of_codes(self, text: str, today: date | None = None) -> CodeReading:
        """The codes that a text names, and what it asks of them, which is read when needed."""
        text = injections_named(needles_mended(parted(self.codes.spelled_right(spelled_out(text)))))
        text = corrected(_UNLIKELY_EDIT.sub("mue", text))
        if _BESIDE_A_SLIP.search(text):  # alone, a misspelt service is told to be a guess
            text = self._services.mended(text)
        if "timed " in text:
            text = _TIMED_MINUTES.sub(r"\1 \2 timed", text)
        dated = code_dates.take(_BOTH_CODES.sub(r"\1 and ", text), today)
        left = RemainingText(_PLUS.sub(" plus ", _COMMA.sub(" and ", dated.remaining)))
        plain = left.plain
        codes, behind = self.codes.take(left)
        diagnoses = self.codes.take_diagnoses(left)
        told = self._muscles_told(left, codes, plain)
        counts, by_name = told.counts, told.by_name
        modifiers = behind + self.codes.take_modifiers(left)
        has_modifier = bool(modifiers)
        instead = self.codes.is_for_needling(left, codes)
        groups = self.codes.described(left, codes, counts, has_modifier=has_modifier)
        through = asks(CodeMatter.THROUGH_NEEDLES, plain) or (
            instead and asks(CodeMatter.STIM, plain)
        )
        if through and not {*codes, *sum(groups, ())} & {*EITHER}:
            groups, instead = (*groups, EITHER), False
        if not (codes or groups) and (told.needs_code or asks(CodeMatter.PER_MUSCLE, plain)):
            groups = (EITHER,)
        in_words = tuple(code for group in groups for code in group)
        modifiers += self.codes.modifiers_of(groups)
        years = take_years(left)
        years = (*dated.years, *years)
        named = Question(
            codes=tuple(dict.fromkeys(codes + in_words + modifiers)),
            modifiers=modifiers,
            described=groups,
            number=counts.units,
            muscles=counts.muscles,
            named_muscles=by_name,
            fewest_muscles=counts.fewest_muscles,
            minutes=counts.minutes,
            needling_minutes=counts.needling_minutes,
            minutes_mixed=counts.minutes_mixed,
            units_of=tuple(units_of(plain)),
            both_sides=told.both_sides,
            at_levels=told.at_levels,
            diagnoses=diagnoses,
            for_needling=instead and not set(in_words) & {FEW_MUSCLES, MANY_MUSCLES},
            for_diagnosis=not _DIAGNOSIS.isdisjoint(plain.split()),
            on=dated.on,
            until=dated.until,
            years=years,
            muscle_group=told.group,
            unknown_muscles=told.unknown,
        )
        return CodeReading(self, named, left, plain)

    def _muscles_told(
        self, left: RemainingText, codes: tuple[str, ...], plain: str
    ) -> _MusclesTold:
        """What a text says of muscles: how many, by which names, on which sides."""
        beside = asks(CodeMatter.SAME_MUSCLE, plain) and self._names_another(codes, plain)
        counts = take_counts(copy(left) if beside else left)
        asks_sides = asks_of_sides(plain)
        surely = (
            asks_sides
            or counts.at_levels
            or has_both_sides(plain)
            or (len(left.words) <= _FEW_WORDS and not _HURTS.search(plain))
            or not {*codes}.isdisjoint(EITHER)
        )
        if asks_sides:  # "is that one muscle or two"
            counts = replace(
                counts, units=None, muscles=None, muscles_unclear=False, both_sides=True
            )
        is_injected = not INJECTIONS.isdisjoint(codes) or _INJECTED.search(plain)
        before = left.words
        by_name = self.codes.muscles.take(left, counts, surely=surely)
        counts = _of_both_sides(counts, by_name, codes, plain)
        at_levels = counts_of_levels(counts, by_name)
        if is_injected or at_levels:  # a muscle may be the one that was injected
            by_name = ()
        few = 0 < len(by_name) < _MANY
        unknown = self._listed_strangers(before, left) if few else ()
        counts = replace(
            counts,
            muscles=counts.muscles or len(by_name) or None,
            muscles_unclear=counts.muscles_unclear or at_levels or (asks_sides and not by_name),
        )
        both_sides = counts.both_sides or self.codes.muscles.are_two_sided(by_name, before, plain)
        if (
            both_sides
            and counts.muscles
            and len({*map(needling_code, (counts.muscles, 2 * counts.muscles))}) > 1
        ):
            counts = replace(counts, muscles_unclear=True)
        group = ""
        if asks(CodeMatter.GROUP, plain) or self._may_be_group(codes, counts, by_name, plain):
            group = self.codes.muscles.take_group(left)
        if every := _all_of(group, plain) if group else 0:
            counts, group = replace(counts, muscles=every, units=None), ""
        elif group:
            counts = replace(counts, muscles=None, muscles_unclear=True)
            by_name = ()
        if counts.muscles and asks(CodeMatter.TWO_THERAPISTS, plain):
            counts = replace(counts, muscles=None, muscles_unclear=True)
        if beside and counts.muscles == 1:
            counts = replace(counts, muscles=None)
        if unknown:
            counts, both_sides = replace(counts, muscles=None, muscles_unclear=True), False
        needs_code = asks_sides or at_levels or bool(group)
        return _MusclesTold(counts, by_name, both_sides, at_levels, group, needs_code, unknown)

    def _listed_strangers(self, before: tuple[Word, ...], left: RemainingText) -> tuple[str, ...]:
        """What stands in a list of muscles and may be one: "trap, omohyoid", "glob med, QL"."""
        muscles = {word.place for word in before} - {word.place for word in left.words}
        unread = copy(left)
        self.codes.take_modifiers(unread)
        self.codes.described(unread, (), Counts(), has_modifier=False)
        self.codes.take_other_services(unread)
        return strangers(unread, muscles, self._may_be_muscle)

    def _may_be_muscle(self, word: Word) -> bool:
        return self._words.is_strange(word.plain) and not self.aspects.means(word)

    def _may_be_group(
        self, codes: tuple[str, ...], counts: Counts, by_name: tuple[str, ...], plain: str
    ) -> bool:
        """Whether a group of muscles may be all that is said to have been needled."""
        is_counted = counts.muscles or counts.muscles_unclear or by_name or counts.minutes
        return not is_counted and {*codes} <= {*EITHER} and not _BESIDE_NEEDLING.search(plain)

    def _names_another(self, codes: tuple[str, ...], plain: str) -> bool:
        return not INJECTIONS.isdisjoint(codes) or bool(_BESIDE_NEEDLING.search(plain))

    def read_logged(self, text: str) -> Question:
        """Read the codes of a session that is to be kept: whatever else stands there is unused."""
        left = RemainingText(text)
        codes, behind = self.codes.take(left)
        before = left.words
        counts = take_counts(left)
        is_of_muscles = counts.units is None and counts.minutes is None
        strange = () if is_of_muscles else tuple(w.typed for w in before if w not in left.words)
        if not codes and counts.muscles:
            codes = (needling_code(counts.muscles),)
        codes += behind + self.codes.take_modifiers(left)
        groups = () if codes else self.codes.described(left, (), counts, has_modifier=False)
        in_words = tuple(code for group in groups for code in group)
        typed = tuple(word.typed for word in left.words)
        return Question(codes=codes or in_words, unused=(*strange, *typed))


def _of_both_sides(
    counts: Counts, by_name: tuple[str, ...], codes: tuple[str, ...], plain: str
) -> Counts:
    """The counts, where "traps x2" says that both sides were needled, and no units."""
    is_of_muscle = by_name and not codes and _NAME_TWICE.search(plain)
    return replace(counts, units=None, both_sides=True) if is_of_muscle else counts


def _all_of(group: str, plain: str) -> int:
    """How many muscles of a group were needled: "rotator cuff, all 4"; "all 4 visits" are none."""
    counted = _ALL_OF.search(plain)
    if counted is None:
        return 0
    is_of_group = counted[2].startswith(group.casefold()) or _OF_IT.match(counted[2])
    return number_of(counted[1]) if is_of_group else 0

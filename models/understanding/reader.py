"""The one reader: turns what someone typed into a `Question`, whichever command it was typed to.

It takes names out of the text in a fixed order, each from what the one before left over: dates,
codes, payer, line of business, state, profession, condition; misspelt payers are guessed last, from
words that nothing else wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from datetime import date

from models.coverage.aspect import Aspect
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES, needling_code
from models.coverage.fact_book import FactBook
from models.coverage.plans import plans_of
from models.understanding import code_dates, dates_of_service, denials
from models.understanding.aspects import AspectReader
from models.understanding.code_aspects import of_codes
from models.understanding.code_counts import asks_of_sides, has_both_sides, take_counts, take_year
from models.understanding.code_matters import CodeMatter, matters_in
from models.understanding.code_words import EITHER
from models.understanding.codes import CodeReader
from models.understanding.conditions import UNCLEAR, ConditionReader
from models.understanding.decisive import decisive_words
from models.understanding.other_services import service_asked
from models.understanding.payers import PayerNames
from models.understanding.plan_words import PlanWords, WordsBeside
from models.understanding.professions import ProfessionNames
from models.understanding.question import Question
from models.understanding.remaining_text import FILLER, RemainingText
from models.understanding.state_aspects import StateAspects
from models.understanding.states import StateNames
from models.words import Word, split

_FOR = frozenset({"for", "dx", "treating", "treat"})
_NEEDLED = re.compile("need+le?|nedl|intramuscular")
_NEEDLING = frozenset("needle needles needling needled dn tdn ims tpdn dryneedling".split())

# A plus between services, where in "3+ muscles" it says "or more"; a comma between them.
_PLUS = re.compile(r"(?<=[^\s0-9])\+|(?<=\s)\+(?=\s)")
_DIAGNOSIS = frozenset({"dx", "icd", "icd10", "diagnosis", "diagnoses"})
_UNITS_OF = re.compile(
    r"\b([0-9]{5}) (?:[a-z0-9]{2} )?(?:x ?([1-9])\b|([1-9]) ?(?:units?|x)\b)"
    r"|\b([1-9]) (?:units? (?:of )?|x )([0-9]{5})\b"
)
_INJECTIONS = frozenset({"20550", "20551", "20552", "20553"})
_BESIDE_NEEDLING = re.compile(
    r"\b(?:inject\w*|tpis?|wet needling|97[0-9]{3}|manual|massage|exercises?|therex|mfr)\b"
)
_COMMA = re.compile(r",\s+(?=[A-Za-z])")

# A year alone, behind no bill or law that has it in its name: "new jersey 2019".
_YEAR = re.compile(
    r"(?<![\w/.-])(?<!in )(?<!of )(?<!law )(?<!bill )(?<!before )(?<!since )(?<!after )"
    r"(?<!until )(?<!from )20[12][0-9](?![\w/.-])"
)

# A year beside a law asks what changed, and is no date of service: "law 2025", "2018 court".
_LAWS = (
    r"(?:laws?|acts?|rules?|regs?|regulations?|bills?|legislation|changes?|changed|updates?"
    r"|court|new)"
)
_CHANGED_IN = re.compile(
    rf"\b{_LAWS}\s+(?:(?:of|in|from|for)\s+)?20[12]\d\b|\b20[12]\d\s+{_LAWS}\b", re.IGNORECASE
)

_BILL = re.compile(r"\b(?:HB|SB|HF|SF|AB|LD) ?[0-9]{1,5}\b", re.IGNORECASE)

# The number of a rule is no date: "rule 16.20.13".
_RULE_NUMBER = re.compile(
    r"\b(rule|section|sec|nmac|comar|wac|rcw|statute|kar|arm)\s+[0-9]+[.-][\w.:-]*",
    re.IGNORECASE,
)


class Reader:
    """Reads questions with the names that one fact book knows."""

    def __init__(self, book: FactBook, aspects: AspectReader, words: PlanWords) -> None:
        plans = {
            id_: frozenset(_words_of_plans(id_, book))
            for id_, positions in book.positions.items()
            if positions
        }
        cities = {place.name: place.is_word for place in book.places if not place.is_county}
        self._payers = PayerNames(book.payers, plans, WordsBeside(words, cities, aspects.means))
        self._words = words
        self._places = StateNames(book.places)
        self._of_states = StateAspects(book.state_phrases)
        self._billers = ProfessionNames()
        self._conditions = ConditionReader(book.conditions)
        self._codes = CodeReader(book)
        self.aspects = aspects

    def read(self, text: str, today: date | None = None) -> Question:
        """Read a question about a payer. Raises `NotUnderstood` for a date that cannot be.

        With `today`, which a question has and what is to be kept has not, days without a year are
        read, and words that ask for something ("limit", "x3") are not told as unused.
        """
        when = dates_of_service.take(_RULE_NUMBER.sub(r"\1", text), today)
        left = RemainingText(when.remaining)
        placed = left.words
        plain = " ".join(word.plain for word in placed)
        denied = denials.take(left)
        codes, modifiers = self._codes.take(left)
        exact = self._payers.take(left, has_code=bool(codes))
        names = {word for name in exact for word in name.words}
        beside = " ".join(word.plain for word in placed if word not in names)
        counts = take_counts(copy(left) if today is None else left)
        by_name = self._codes.take_muscles(copy(left), counts)
        counts = replace(counts, muscles=counts.muscles or len(by_name) or None)
        has_modifier = bool(modifiers)
        groups = self._codes.described(copy(left), codes, counts, has_modifier=has_modifier)
        line = self._payers.take_line(left) or self._payers.line_of(exact)
        located = self._places.take(left)
        located = located if located.states else self._places.guess_after_in(left)
        where = located.states or self._payers.take_state(exact, line, left)
        billers = self._billers.take(left)
        condition = self._conditions.take(left)
        other_service = "" if codes else self._codes.take_other_service(left)
        in_words = () if codes else self._codes.take_described(left)
        codes = codes or in_words
        if not codes and counts.muscles:
            codes = (needling_code(counts.muscles),)
        named = self._payers.settle(exact, left, where[0] if len(where) == 1 else None, line)
        service = other_service or self._strange_service(plain, codes, condition, left)
        if condition is None and not service and self._has_strange_purpose(placed, left):
            condition = UNCLEAR
        return Question(
            payers=named.payers,
            payers_apart=named.apart,
            guessed_from=named.guessed_from,
            unknown_payer=named.unknown,
            networks=named.networks,
            line=named.line or line,
            codes=codes,
            modifiers=modifiers,
            states=where,
            unclear_place=located.unclear,
            city=located.city,
            profession=billers.professions[0] if billers.professions else None,
            professions=billers.professions,
            other_profession="" if billers.professions else billers.other,
            other_service=service,
            condition=condition,
            on=when.on,
            until=when.until,
            as_known=when.as_known,
            is_described=bool(in_words),
            denials=denied,
            unused=left.meaningful() if today is None else self._unused(left),
            aspects=self._asked(beside if codes or groups else "", left),
            number=counts.units,
            described=groups,
            muscles=counts.muscles,
            named_muscles=by_name,
            minutes=counts.minutes,
            both_sides=counts.both_sides or (bool(by_name) and has_both_sides(plain)),
            decisive=tuple(
                decisive_words(
                    plain,
                    billers.professions[0] if billers.professions else None,
                    "" if billers.professions else billers.other,
                )
            ),
        )

    def _strange_service(
        self, plain: str, codes: tuple[str, ...], condition: str | None, left: RemainingText
    ) -> str:
        """Words that may name a service of which nothing is held: "does medicare cover eyeglasses".

        Where needling, a code or a condition is named, that is what is asked about.
        """
        if codes or condition or not _NEEDLING.isdisjoint(plain.split()):
            return ""
        return service_asked(left, self._may_be_service)

    def _may_be_service(self, word: Word) -> bool:
        is_named = _NEEDLED.search(word.plain) or self.aspects.means(word)
        return not is_named and self._words.is_strange(word.plain)

    def _has_strange_purpose(self, placed: tuple[Word, ...], left: RemainingText) -> bool:
        """Whether "for" stands before a word that nobody understood: it may be a condition."""
        before = {word.place: placed[at].plain for at, word in enumerate(placed[1:])}
        strange = (word for word in left.meaning() if self._words.is_strange(word.plain))
        return any(before.get(word.place) in _FOR for word in strange)

    def read_state(self, text: str, today: date | None = None) -> Question:
        """Read a question about a state, in which "or" is Oregon and "in" may be Indiana."""
        undated = _RULE_NUMBER.sub(r"\1", text)
        when = dates_of_service.take(_YEAR.sub(r"in \g<0>", undated), today)
        left = RemainingText(when.remaining)
        denied = denials.take(left)
        sweep = self._of_states.take_sweep(left)
        located = self._places.take_any(left, surely=sweep.all_states)
        named = self._billers.take(left, at_home=True)
        professions, other = named.professions, named.other
        subject = "" if professions or other else self._of_states.strange_subject(left)
        aspects = self._of_states.take(left)
        if located.treated:
            aspects = (Aspect.COMPACT, *(a for a in aspects if a is not Aspect.COMPACT))
        if _CHANGED_IN.search(undated) and Aspect.CHANGES not in aspects:
            aspects = (Aspect.CHANGES, *(a for a in aspects if a is not Aspect.CITATION))
        if _BILL.search(undated) and not {Aspect.BILLS, Aspect.CHANGES} & set(aspects):
            aspects = (Aspect.BILLS, *aspects)
        if Aspect.CHANGES in aspects and when.until:
            when = replace(when, on=None, until=None)
        if named.sent and not named.oversees and Aspect.REFERRAL not in aspects:
            aspects = (*(a for a in aspects if a is not Aspect.COVERED), Aspect.REFERRAL)
        asks = set(aspects) - {Aspect.COVERED}
        if subject or not (professions or other or named.everyone or asks):
            guessed = self._billers.guess(left, FILLER)
            professions = (guessed,) if guessed else ()
            other = "" if guessed else subject or self._of_states.strange_word(left)
        return Question(
            guessed_from=located.guessed_from,
            states=located.states,
            unclear_place=located.unclear,
            city=located.city,
            territory=located.territory,
            profession=professions[0] if len(professions) == 1 and not other else None,
            professions=professions,
            other_profession=other,
            other_professions=named.others or ((other,) if other else ()),
            overseen=named.oversees,
            everyone=named.everyone,
            hand_therapist=named.hand,
            all_states=sweep.all_states and not located.states,
            barred=sweep.barred,
            aspects=aspects,
            on=when.on,
            until=when.until,
            denials=denied,
            unused=self._unused(left),
        )

    def read_codes(self, text: str, today: date | None = None) -> Question:
        """Read a question about codes: their numbers, modifiers, or words for what was done."""
        dated = code_dates.take(self._codes.spelled_right(text), today)
        left = RemainingText(_PLUS.sub(" plus ", _COMMA.sub(" and ", dated.remaining)))
        plain = " ".join(word.plain for word in left.words)
        matters = matters_in(plain)
        codes, behind = self._codes.take(left)
        diagnoses = self._codes.take_diagnoses(left)
        beside = CodeMatter.SAME_MUSCLE in matters and self._names_another(codes, plain)
        counts = take_counts(copy(left) if beside else left)
        asks_sides = asks_of_sides(plain)
        surely = asks_sides or has_both_sides(plain) or not {*codes}.isdisjoint(EITHER)
        if asks_sides:  # "is that one muscle or two"
            counts = replace(
                counts, units=None, muscles=None, muscles_unclear=False, both_sides=True
            )
        by_name = self._codes.take_muscles(left, counts, surely=surely)
        counts = replace(
            counts, muscles_unclear=counts.muscles_unclear or (asks_sides and not by_name)
        )
        counts = replace(counts, muscles=counts.muscles or len(by_name) or None)
        both_sides = counts.both_sides or (bool(by_name) and has_both_sides(plain))
        if (
            both_sides
            and counts.muscles
            and len({*map(needling_code, (counts.muscles, 2 * counts.muscles))}) > 1
        ):
            counts = replace(counts, muscles_unclear=True)
        group = self._codes.take_group(left) if CodeMatter.GROUP in matters else ""
        if group:
            counts = replace(counts, muscles=None, muscles_unclear=True)
            by_name = ()
        if CodeMatter.TWO_THERAPISTS in matters and counts.muscles:
            counts = replace(counts, muscles=None, muscles_unclear=True)
        if beside and counts.muscles == 1:
            counts = replace(counts, muscles=None)
        modifiers = behind + self._codes.take_modifiers(left)
        has_modifier = bool(modifiers)
        instead = self._codes.is_for_needling(left, codes)
        groups = self._codes.described(left, codes, counts, has_modifier=has_modifier)
        through = CodeMatter.THROUGH_NEEDLES in matters or (instead and CodeMatter.STIM in matters)
        if through and not {*codes, *sum(groups, ())} & {*EITHER}:
            groups, instead = (*groups, EITHER), False
        if CodeMatter.PER_MUSCLE in matters and not (codes or groups):
            groups = (EITHER,)
        in_words = tuple(code for group in groups for code in group)
        modifiers += self._codes.modifiers_of(groups)
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
            minutes=counts.minutes,
            needling_minutes=counts.needling_minutes,
            minutes_mixed=counts.minutes_mixed,
            units_of=tuple(_units_of(plain)),
            both_sides=both_sides,
            diagnoses=diagnoses,
            for_needling=instead and not set(in_words) & {FEW_MUSCLES, MANY_MUSCLES},
            for_diagnosis=not _DIAGNOSIS.isdisjoint(plain.split()),
            on=dated.on,
            until=dated.until,
            year=dated.year or take_year(left),
            other_service=self._codes.take_other_services(left),
            aspects=self._asked(plain, left),
            unused=self._unused(left),
            matters=matters,
            muscle_group=group,
        )

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
        return Question(codes=codes or in_words, unused=(*strange, *left.meaningful()))

    def _asked(self, of_codes_in: str, left: RemainingText) -> tuple[Aspect, ...]:
        """What is asked, that of the codes first, which has phrases of its own."""
        return tuple(dict.fromkeys((*of_codes(of_codes_in), *self.aspects.read(left.words))))

    def _unused(self, left: RemainingText) -> tuple[str, ...]:
        """The words that meant nothing here, as they were typed."""
        return tuple(word.typed for word in left.meaning() if not self.aspects.means(word))


def _units_of(plain: str) -> Iterator[tuple[str, int]]:
    """Codes with units of their own: "97110 x2", "2 units 97140"."""
    for before, times, units, ahead, behind in _UNITS_OF.findall(plain):
        yield before or behind, int(times or units or ahead)


def _words_of_plans(payer: str, book: FactBook) -> list[str]:
    """The words of the plans by which a payer's limits differ: "basic option"."""
    return [word.plain for plan in plans_of(payer, book) for word in split(plan)]

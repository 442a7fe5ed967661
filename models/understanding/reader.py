"""The one reader: turns what someone typed into a `Question`, whichever command it was typed to.

It takes names out of the text in a fixed order, each from what the one before left over: dates,
codes, payer, line of business, state, profession, condition; misspelt payers are guessed last, from
words that nothing else wanted.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import replace
from datetime import date

from models.coverage.aspect import Aspect
from models.coverage.payer import LineOfBusiness
from models.understanding import decision_days, denials
from models.understanding.codes import counted_services, diagnoses
from models.understanding.codes.code_questions import CodeQuestions
from models.understanding.codes.code_words import EITHER
from models.understanding.codes.injected_muscles import injections_named
from models.understanding.codes.other_services import service_asked
from models.understanding.codes.put_modifiers import put_on
from models.understanding.conditions import ages
from models.understanding.conditions.conditions import UNCLEAR, NamedCondition
from models.understanding.dates import dates_of_service
from models.understanding.dates.dates_of_service import Dates
from models.understanding.name_readers import without_rule_numbers
from models.understanding.negations import without_denied_billers
from models.understanding.payers.joined_payers import FEW
from models.understanding.payers.named_payers import (
    NamedPayers,
    PayerName,
    beside_programs,
    within_name,
)
from models.understanding.payers.payer_lines import own_or_typed
from models.understanding.question import Question
from models.understanding.remaining_text import RemainingText
from models.understanding.states.clinical_letters import spelled_out
from models.understanding.states.located import Located
from models.understanding.states.professions import NamedProfessions
from models.understanding.states.state_questions import StateQuestions
from models.understanding.topics.deciding_conditions import decisive_words
from models.words import Word

_BESIDE_VISITS = frozenset({Aspect.AUTHORIZATION, Aspect.REFERRAL, Aspect.DOCUMENTATION})

_OF_A_NUMBER = re.compile(
    r"\b(?:how (?:many|often)|number|limit\w*|max\w*|caps?|frequency|left|remaining|used|ran out"
    r"|(?:per|a|calendar|each) year|annual\w*|yearly|allow\w*|[0-9]{1,3} (?:visits?|sessions?))\b"
)

_JOINED = re.compile(r"\b(?:same|together|bundl\w*|unbundl\w*|combin\w*|ncci|cci|edits?|pair\w*)\b")
_PAIR = 2  # codes

_SPELLED = re.compile(r"\b(?:twenty|ninety|(?:two|nine) (?:zero|oh|o|seven))\b")

_FOR = frozenset({"for", "dx", "treating", "treat"})

# Beside a condition that is read they say no more of it.
_OF_PAIN = frozenset("pain pains painful ache aches aching".split())

_NEEDLED = re.compile("need+le?|nedl|intramuscular")

_NEEDLING = frozenset("needle needles needling needled dn tdn ims tpdn dryneedling".split())


# "Dentist or PT": both are asked about.
_EITHER = re.compile(r"\b(?:or|vs|versus)\b")

# "for visits from 10/1 thru 10/14", "visits on 3/2": days of service, of which no number is asked.
_DATED_VISITS = re.compile(
    r"\b(?:visits?|sessions?) (?:from|on|between|dated|during|back|last|yesterday|today|this"
    r"|in (?:[a-z]{3,9} )?20[0-9]{2})\b"
    r"|\b(?:last|this) (?:week|month|[a-z]{3,6}day)(?:'?s)? (?:visits?|sessions?)\b"
    r"|\b(?:yesterday|today)'?s (?:visits?|sessions?)\b"
)


class Reader(CodeQuestions, StateQuestions):
    """Reads questions with the names that one fact book knows."""

    def read(self, text: str, today: date | None = None) -> Question:
        """Read a question about a payer. Raises `NotUnderstood` for a date that cannot be.

        With `today`, which a question has and what is to be kept has not, days without a year are
        read, and words that ask for something ("limit", "x3") are not told as unused.
        """
        text = without_denied_billers(self._payers.without_denied_lines(self._in_digits(text)))
        aged = ages.take(spelled_out((decided := decision_days.take(text, today)).remaining))
        when = dates_of_service.take(without_rule_numbers(aged.remaining), today)
        if aged.years is None and (known := self._of_names_alone.get(when.remaining)):
            return _dated(known, when)
        left = RemainingText(when.remaining)
        placed, plain = left.words, left.plain
        denied = denials.take(left)
        codes, modifiers = self.codes.take(left)
        codes = tuple(sorted(codes, key=lambda code: code not in EITHER))  # of needling first
        exact = self._payers.take(left, has_code=bool(codes) or diagnoses.are_typed(left.text))
        if not (left.words or modifiers or denied) and aged.years is None:
            known = self._of_names(exact, codes, left)
            self._of_names_alone[when.remaining] = known
            return _dated(known, when)
        names = {word for name in exact for word in name.words}
        beside = " ".join(word.plain for word in placed if word not in names)
        to_read = copy(left) if today is None else left
        counted = counted_services.take(
            to_read, left, codes, self.codes, has_modifier=bool(modifiers)
        )
        line = own_or_typed(self._payers.line_of(exact), self._payers.take_line(left))
        located = self._places.take(left)
        located = located if located.states else self._places.guess_after_in(left)
        where = located.states or self._payers.take_state(exact, line, left)
        billers = self._billed_by(left)
        condition = self._conditions.take(left)
        other_service = "" if codes else self.codes.take_other_service(left)
        in_words = () if codes else self.codes.take_described(left)
        codes = counted.codes_meant(codes, in_words, text)
        named, where = self._settled(exact, left, where, line)
        where = self._placed(located, named, where, left)
        named = ages.without_plans_of_the_old(named) if aged.is_minor else named
        if condition.id:
            left.drop(word for word in left.words if word.plain in _OF_PAIN)
        service = other_service or self._strange_service(plain, codes, condition.id, left)
        if condition.id is None and not service and self._has_strange_purpose(placed, left):
            condition = NamedCondition(UNCLEAR)
        unused = left.unkept() if today is None else self.unused(left, named.payers)
        aspects = _asked_of_visits(
            self.asked(beside if codes or counted.groups else "", left),
            plain,
            is_single=len(codes) + len(counted.groups) < _PAIR,
            are_several=len(named.apart) > 1 or len(billers.professions) > 1,
            are_dated=when.on is not None and _DATED_VISITS.search(text.lower()) is not None,
        )
        profession = billers.professions[0] if billers.professions else None
        other = "" if profession else billers.other
        question = Question(
            **named.in_question(line),
            codes=codes,
            modifiers=modifiers,
            put_on=put_on(when.remaining, codes, modifiers),
            states=where,
            unclear_place=located.unclear if where == located.states else "",
            city=located.city,
            profession=profession,
            professions=billers.professions,
            other_profession=other,
            other_professions=billers.others if other or _EITHER.search(plain) else (),
            other_service=service,
            condition=condition.id,
            condition_name=condition.name,
            is_described=bool(in_words),
            denials=denied,
            decided=decided.days,
            unused=unused,
            told=self._telling(
                unused if named.payers else (),
                left,
                has_condition=condition.id is not None,
                further=self._conditions.further(condition, left),
            ),
            aspects=ages.asked(aged, aspects),
            decisive=tuple(decisive_words(plain, profession, other)),
        )
        return _dated(counted.told_in(question, plain), when)

    def _billed_by(self, left: RemainingText) -> NamedProfessions:
        """Who bills: whoever is named, else a guess by letters."""
        billers = self._billers.take(left)
        if billers.professions or billers.others:
            return billers
        guessed = self._billers.guess_biller(left)
        return replace(billers, professions=(guessed,)) if guessed else billers

    def _in_digits(self, text: str) -> str:
        """The text with a code that is spelled out as digits, and with injections by their name."""
        text = injections_named(text)
        return self.codes.spelled_right(text) if _SPELLED.search(text.lower()) else text

    def _of_names(
        self, exact: list[PayerName], codes: tuple[str, ...], left: RemainingText
    ) -> Question:
        """What names of payers and codes ask by themselves: no other word is left to read."""
        line = self._payers.line_of(exact)
        named = self._payers.settle(exact, left, None, line)
        plain = " ".join([word.plain for word in left.typed])
        return Question(
            **named.in_question(line),
            codes=codes,
            states=within_name(named) or beside_programs(exact),
            decisive=tuple(decisive_words(plain, None, "")),
        )

    def _placed(
        self, located: Located, named: NamedPayers, where: tuple[str, ...], left: RemainingText
    ) -> tuple[str, ...]:
        """The states: of a city's name that of the payer; else as named, or by the payer's own."""
        home = located.at_home(named.payers)
        return home or where or within_name(named) or self.city_of(named.payers, left)

    def _settled(
        self,
        exact: list[PayerName],
        left: RemainingText,
        where: tuple[str, ...],
        line: LineOfBusiness | None,
    ) -> tuple[NamedPayers, tuple[str, ...]]:
        """The payers that are meant, and the states; a misspelt one where none is known so."""
        before = copy(left)
        if of_states := self._payers.of_states(exact, where, left):
            return of_states, ()
        named = self._payers.settle(exact, left, where[0] if len(where) == 1 else None, line)
        are_many = len(named.payers) > FEW and not named.apart
        is_sure = len(named.payers) == 1 and not named.guessed_from  # of two guesses one is told
        is_one = is_sure and not named.payers[0].only_state
        if where or not (named.unknown or are_many or is_one):
            return named, where
        guessed = self._places.sole_city(before) if are_many else ()
        guessed = (
            guessed
            or self._places.guess_beside(
                before, self._words.is_strange if are_many or is_one else None
            ).states
        )
        if not guessed:
            return named, where
        again = self._payers.settle(exact, before, guessed[0], line)
        is_settled = not are_many or len(again.payers) < len(named.payers)
        if is_one and again.payers == named.payers:
            is_settled = guessed[0] in named.payers[0].states
        if again.unknown or not again.payers or not is_settled:
            return named, where
        left.words = before.words
        return again, guessed

    def _strange_service(
        self, plain: str, codes: tuple[str, ...], condition: str | None, left: RemainingText
    ) -> str:
        """Words that may name a service of which nothing is held: "does medicare cover eyeglasses".

        Where needling, a code or a condition is named, that is what is asked about.
        """
        if codes or condition or not _NEEDLING.isdisjoint(plain.split()):
            return ""
        return service_asked(left, self._may_be_service, self._words.spoken)

    def _may_be_service(self, word: Word) -> bool:
        is_named = _NEEDLED.search(word.plain) or self.aspects.means(word)
        return not is_named and self._words.is_strange(word.plain)

    def _has_strange_purpose(self, placed: tuple[Word, ...], left: RemainingText) -> bool:
        """Whether "for" stands before a word that nobody understood: it may be a condition."""
        before = {word.place: placed[at].plain for at, word in enumerate(placed[1:])}
        strange = (word for word in left.meaning() if self._words.is_strange(word.plain))
        return any(before.get(word.place) in _FOR for word in strange)


def _asked_of_visits(
    aspects: tuple[Aspect, ...], plain: str, *, is_single: bool, are_several: bool, are_dated: bool
) -> tuple[Aspect, ...]:
    """The aspects, without a limit where visits are only named: "auth on PT visits".

    "Both", said of several payers, asks of no two codes, nor does "plus" beside one code.
    """
    if is_single and (are_several or "plus" in plain) and not _JOINED.search(plain):
        aspects = tuple(aspect for aspect in aspects if aspect is not Aspect.TOGETHER)
    asks_else = are_dated or _BESIDE_VISITS.intersection(aspects)
    if not asks_else or _OF_A_NUMBER.search(plain):
        return aspects
    return tuple(aspect for aspect in aspects if aspect is not Aspect.LIMIT)


def _dated(question: Question, when: Dates) -> Question:
    """The question with the days that are asked about."""
    if when.on is None and when.as_known is None:
        return question
    return question._replace(
        on=when.on, until=when.until, is_yearless=when.is_yearless, as_known=when.as_known
    )

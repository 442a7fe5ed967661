"""Readers of payers, codes, states, professions, conditions and aspects: who reads which names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cachetools import FIFOCache

from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.plans import plans_of
from models.understanding.aspects import AspectReader
from models.understanding.codes.code_aspects import of_codes
from models.understanding.codes.codes import CodeReader
from models.understanding.codes.service_slips import ServiceSlips
from models.understanding.conditions.conditions import ConditionReader
from models.understanding.payers.payers import PayerNames
from models.understanding.payers.plan_words import PlanWords, WordsBeside
from models.understanding.question import Question
from models.understanding.remaining_text import RemainingText
from models.understanding.states.professions import ProfessionNames
from models.understanding.states.state_aspects import StateAspects
from models.understanding.states.states import StateNames
from models.words import Word, holds_any, split

# The number of a rule is no date: "rule 16.20.13".
_RULE_NUMBER = re.compile(
    r"\b(rule|section|sec|nmac|comar|wac|rcw|statute|kar|arm)\s+[0-9]+[.-][\w.:-]*",
    re.IGNORECASE,
)


_RULES = ("rule", "sec", "nmac", "comar", "wac", "rcw", "statute", "kar", "arm")


def without_rule_numbers(text: str) -> str:
    """The text without what would be read as a date: the numbers of its rules."""
    return _RULE_NUMBER.sub(r"\1", text) if holds_any(text.lower(), _RULES) else text


# Texts of names and codes alone of which is remembered what they ask, without their days.
_REMEMBERED = 4_096

# What stands between "not" and a name.
_BEFORE_NAMES = frozenset("a an the for by with in from of my our".split())


class NameReaders:
    """The names that one fact book knows, and a reader of each kind of them."""

    def __init__(self, book: FactBook, aspects: AspectReader, words: PlanWords) -> None:
        plans = {
            id_: frozenset(_words_of_plans(id_, book))
            for id_, positions in book.positions.items()
            if positions
        }
        cities = {place.name: place.is_word for place in book.places if not place.is_county}
        self._payers = PayerNames(book.payers, plans, WordsBeside(words, cities, aspects.means))
        self._words = words
        self._homes = {
            place.name.casefold(): place.states
            for place in book.places
            if not (place.is_word or place.is_county)
        }
        self._places = StateNames(book.places)
        self._of_states = StateAspects(book.state_phrases, words.english)
        self._billers = ProfessionNames()
        self._conditions = ConditionReader(book.conditions)
        self.codes = CodeReader(book)
        self._services = ServiceSlips(self.codes.names_of_services, words.is_strange)
        self.aspects = aspects
        # The names in such a text are the book's: nothing of anybody's own words is in it.
        self._of_names_alone: FIFOCache[str, Question] = FIFOCache(_REMEMBERED)

    def asked(self, of_codes_in: str, left: RemainingText) -> tuple[Aspect, ...]:
        """What is asked, that of the codes first, which has phrases of its own."""
        return tuple(dict.fromkeys((*of_codes(of_codes_in), *self.aspects.read(left.words))))

    def unused(self, left: RemainingText, payers: Iterable[Payer] = ()) -> tuple[str, ...]:
        """The words that meant nothing here, as they were typed: none of a named payer's names."""
        return tuple(
            word.typed
            for word in left.meaning()
            if not self.aspects.means(word)
            and not _is_not_only(word, left)
            and not self._words.is_mistyped(word.plain)
            and not self._payers.is_of_names(word, payers)
            and not self._is_home(word, payers)
        )

    def _is_home(self, word: Word, payers: Iterable[Payer]) -> bool:
        """Whether a word is a city in the only state of a payer: "hometown health reno"."""
        states = set(self._homes.get(word.plain, ()))
        return any(p.states and states.issuperset(p.states) for p in payers)

    def city_of(self, payers: Sequence[Payer], left: RemainingText) -> tuple[str, ...]:
        """The one state of a payer of several in which an unread word is a city."""
        if len(payers) != 1 or len(payers[0].states) <= 1:
            return ()
        for word in left.words:
            where = set(self._homes.get(word.plain, ())).intersection(payers[0].states)
            if len(where) == 1:
                left.drop([word])
                return tuple(where)
        return ()

    def _telling(
        self,
        unused: tuple[str, ...],
        left: RemainingText,
        *,
        has_condition: bool,
        further: frozenset[str] = frozenset(),
    ) -> tuple[str, ...]:
        """Those of the unused words that could change the answer, had they been understood.

        `further` are words of other conditions than the one that was read.
        """
        if not unused:
            return ()
        unread = {word.place for word in left.words}
        told = dict.fromkeys(
            word.typed
            for word in left.words
            if word.typed in unused
            and (
                _denies(word, left, unread)
                if word.plain == "not"
                else word.plain in further
                or self._words.may_matter(
                    word.plain,
                    has_condition=has_condition,
                    is_of_payers=self._payers.has_in_names(word.plain),
                )
            )
        )
        return tuple(told)


def _denies(word: Word, left: RemainingText, unread: set[int]) -> bool:
    """Whether "not" stands before something that was read: "not for kids", but no "why not"."""
    behind = (w for w in left.typed[word.place + 1 :] if w.plain not in _BEFORE_NAMES)
    following = next(behind, None)
    return following is not None and following.place not in unread


def _is_not_only(word: Word, left: RemainingText) -> bool:
    """Whether "not" denies nothing: "not just the back"."""
    behind = left.typed[word.place + 1 : word.place + 2]
    return word.plain == "not" and bool(behind) and behind[0].plain in {"just", "only"}


def _words_of_plans(payer: str, book: FactBook) -> list[str]:
    """The words of the plans by which a payer's limits differ: "basic option"."""
    return [word.plain for plan in plans_of(payer, book) for word in split(plan)]

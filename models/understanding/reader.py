"""The one reader: turns what someone typed into a `Question`, whichever command it was typed to.

It takes names out of the text in a fixed order, each from what the one before left over: dates,
codes, payer, line of business, state, profession, condition; misspelt payers are guessed last, from
words that nothing else wanted.
"""

from __future__ import annotations

import re
from datetime import date

from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.understanding import dates_of_service
from models.understanding.aspects import AspectReader
from models.understanding.codes import CodeReader
from models.understanding.conditions import ConditionReader
from models.understanding.payers import PayerNames
from models.understanding.professions import ProfessionNames
from models.understanding.question import Question
from models.understanding.remaining_text import FILLER, RemainingText
from models.understanding.state_aspects import StateAspects
from models.understanding.states import StateNames

# A year alone, behind no bill or law that has it in its name: "new jersey 2019".
_YEAR = re.compile(
    r"(?<![\w/.-])(?<!in )(?<!of )(?<!law )(?<!bill )(?<!before )(?<!since )(?<!after )"
    r"(?<!until )(?<!from )20[012][0-9](?![\w/.-])"
)


class Reader:
    """Reads questions with the names that one fact book knows."""

    def __init__(self, book: FactBook, aspects: AspectReader) -> None:
        self._payers = PayerNames(book.payers)
        self._places = StateNames(book.places)
        self._of_states = StateAspects(book.state_phrases)
        self._billers = ProfessionNames()
        self._conditions = ConditionReader(book.conditions)
        self._codes = CodeReader(book)
        self._aspects = aspects

    def read(self, text: str, today: date | None = None) -> Question:
        """Read a question about a payer. Raises `NotUnderstood` for a date that cannot be.

        With `today`, days without a year are read as well.
        """
        when = dates_of_service.take(text, today)
        left = RemainingText(when.remaining)
        codes, modifiers = self._codes.take(left)
        exact = self._payers.take(left)
        line = self._payers.take_line(left) or self._payers.line_of(exact)
        located = self._places.take(left)
        located = located if located.states else self._places.guess_after_in(left)
        where = located.states
        billers = self._billers.take(left)
        condition = self._conditions.take(left)
        other_service = "" if codes else self._codes.take_other_service(left)
        codes = codes or self._codes.take_described(left)
        named = self._payers.settle(exact, left, where[0] if len(where) == 1 else None, line)
        return Question(
            payers=named.payers,
            guessed_from=named.guessed_from,
            unknown_payer=named.unknown,
            line=named.line or line,
            codes=codes,
            modifiers=modifiers,
            states=where,
            unclear_place=located.unclear,
            city=located.city,
            profession=billers.professions[0] if billers.professions else None,
            professions=billers.professions,
            other_profession="" if billers.professions else billers.other,
            other_service=other_service,
            condition=condition,
            on=when.on,
            until=when.until,
            as_known=when.as_known,
            unused=self._unused(left),
            aspects=self._aspects.read(left.words),
        )

    def read_state(self, text: str, today: date | None = None) -> Question:
        """Read a question about a state, in which "or" is Oregon and "in" may be Indiana."""
        when = dates_of_service.take(_YEAR.sub(r"in \g<0>", text), today)
        left = RemainingText(when.remaining)
        sweep = self._of_states.take_sweep(left)
        located = self._places.take_any(left, surely=sweep.all_states)
        named = self._billers.take(left, at_home=True)
        professions, other = named.professions, named.other
        subject = "" if professions or other else self._of_states.strange_subject(left)
        aspects = self._of_states.take(left)
        if named.sent and Aspect.REFERRAL not in aspects:
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
            everyone=named.everyone,
            hand_therapist=named.hand,
            all_states=sweep.all_states and not located.states,
            barred=sweep.barred,
            aspects=aspects,
            on=when.on,
            until=when.until,
            unused=self._unused(left),
        )

    def read_codes(self, text: str) -> Question:
        """Read a question about codes: their numbers, modifiers, or words for what was done."""
        left = RemainingText(text)
        codes, modifiers = self._codes.take(left)
        codes += modifiers + self._codes.take_modifiers(left)
        codes = codes or self._codes.described(left)
        guess = None if codes else self._codes.guessed(left)
        return Question(
            codes=guess.match.ids if guess else codes,
            guessed_from=guess.typed if guess else "",
            unused=self._unused(left),
            aspects=self._aspects.read(left.words),
        )

    def _unused(self, left: RemainingText) -> tuple[str, ...]:
        """The words that meant nothing here, as they were typed."""
        return tuple(word.typed for word in left.meaning() if not self._aspects.means(word))

"""Codes of one day (OneDay): what is asked of them, what the table of edits says of each pair."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from handlers.cpt import (
    acupuncture,
    billing_questions,
    card,
)
from models.coverage.aspect import Aspect
from models.coverage.edits import (
    EditTable,
    PairVerdict,
    Together,
)
from models.coverage.fact_book import FactBook
from models.reply import Line
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.question import Question
from models.wording import code_pairs
from models.wording.code_pairs import Group


@dataclass(frozen=True)
class OneDay:
    """Codes of one day: what is asked of them, and what the table of edits says of each pair."""

    question: Question
    groups: tuple[Group, ...]
    book: FactBook
    table: EditTable

    @cached_property
    def named(self) -> list[str]:
        """Every code that is named."""
        return [code for group in self.groups for code in group]

    @cached_property
    def held(self) -> list[str]:
        """Those on which facts are held."""
        return [code for code in self.named if code in self.book.codes]

    @cached_property
    def what(self) -> tuple[Line, ...]:
        """What each of them is."""
        return tuple(card.what(self.book.codes[code]) for code in self.held)

    @cached_property
    def verdicts(self) -> list[PairVerdict]:
        """What the table says of each pair."""
        return code_pairs.verdicts(self.groups, self.table)

    @property
    def is_all_free(self) -> bool:
        """Whether the table pairs none of them."""
        return all(verdict.together is Together.NO_EDIT for verdict in self.verdicts)

    @cached_property
    def included(self) -> tuple[Line, ...]:
        """That a code holds the stim already."""
        return tuple(acupuncture.included_stim(self.named, self.book))

    @cached_property
    def needed(self) -> tuple[Line, ...]:
        """How many minutes face to face a code wants."""
        return tuple(acupuncture.needed_time(self.question, self.named, self.book))

    @cached_property
    def by_two(self) -> tuple[Line, ...]:
        """What holds where two therapists do it."""
        return billing_questions.of_two_therapists(self.question, self.named, self.book)

    @property
    def is_of_stim(self) -> bool:
        """Whether stim through the needles is asked about."""
        return bool(self.included) or billing_questions.is_stim_through_needles(self.question)

    @property
    def is_free_stim(self) -> bool:
        """Whether it is, and no pair of the table says how it is billed."""
        return self.is_all_free and self.is_of_stim

    @property
    def typed(self) -> set[str]:
        """The words that named no code."""
        return {word.casefold() for word in self.question.unused}

    @property
    def is_chosen_from(self) -> bool:
        """Whether it is asked which of them to bill, and not whether they go together."""
        asks_which = CodeMatter.WHICH in self.question.matters
        is_together = Aspect.TOGETHER in self.question.aspects
        return asks_which and not is_together and CodeMatter.BESIDE not in self.question.matters

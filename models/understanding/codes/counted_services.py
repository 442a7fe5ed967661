"""What a question counts beside its codes: units, minutes, muscles by name, and groups of codes."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, replace

from models.coverage.edits import needling_code
from models.understanding.codes.both_sides import has_both_sides
from models.understanding.codes.code_counts import Counts, counts_of_levels, take_counts
from models.understanding.codes.code_words import EITHER
from models.understanding.codes.codes import CodeReader
from models.understanding.question import Question
from models.understanding.remaining_text import RemainingText

_ADDED = re.compile(r"[0-9]\s*\+|\b(?:plus|and)\s+(?:dry\s*)?(?:needl|dn)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CountedServices:
    """The counts, the muscles that are named, and each group of codes that words leave open."""

    counts: Counts
    muscles: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]

    def codes_meant(
        self, typed: tuple[str, ...], in_words: tuple[str, ...], text: str
    ) -> tuple[str, ...]:
        """The codes: needling's beside those typed ("97140 + needling"), else by the muscles."""
        if typed and EITHER in self.groups and _ADDED.search(text):
            return (*EITHER, *typed)
        codes = typed or in_words
        if not codes and self.counts.muscles:
            return (needling_code(self.counts.muscles),)
        return codes

    def told_in(self, question: Question, plain: str) -> Question:
        """The question with its counts."""
        counts = self.counts
        return question._replace(
            number=counts.units,
            described=self.groups,
            muscles=counts.muscles,
            named_muscles=self.muscles,
            minutes=counts.minutes,
            both_sides=counts.both_sides or (bool(self.muscles) and has_both_sides(plain)),
        )


def take(
    counting: RemainingText,
    left: RemainingText,
    codes: tuple[str, ...],
    names: CodeReader,
    *,
    has_modifier: bool,
) -> CountedServices:
    """Take what is counted out of `counting`, which is `left` or a copy of it."""
    counts = take_counts(counting)
    muscles = names.muscles.take(copy(left), counts)
    if counts_of_levels(counts, muscles):
        muscles = ()
    if muscles:  # none is counted then
        counts = replace(counts, muscles=len(muscles))
    groups = names.described(copy(left), codes, counts, has_modifier=has_modifier)
    return CountedServices(counts, muscles, groups)

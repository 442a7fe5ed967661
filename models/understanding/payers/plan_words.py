"""Judges a word beside a payer's name: part of another plan's name, a level, or an everyday word.

The words are data: models/content/words/plan_words.txt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from models import spelling
from models.understanding.remaining_text import FILLER
from models.words import Word

# Diseases by their endings: "fibromyalgia", "tendinopathy", "bursitis".
_DISEASE = re.compile(r"(?:itis|algia|pathy|osis|oma|plegia|trophy|esthesia|icular|ectomy|plasty)$")

# From this many letters on a word of the field may hold two slips.
_TWO_SLIPS = 6


# A number of fewer digits counts something; of these two it may be a modifier.
_SHORTEST_CODE = 4
_MODIFIERS = frozenset({"25", "50", "52", "59", "76"})


@dataclass(frozen=True, slots=True)
class PlanWords:
    """Words of `products` make another plan of a payer; `levels` and `everyday` words do not.

    `mistyped` are words of the field that are often mistyped. `conditions` and `days` are everyday
    words that could change an answer; `spoken` are those of small talk, of asking and of the
    field, `ordinary` English words, of which payers' names may be made.
    """

    products: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()
    mistyped: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        headed: Iterable[tuple[str, Collection[str]]],
        spoken: Iterable[str] = (),
        ordinary: Iterable[str] = (),
    ) -> PlanWords:
        """The words under the headings of the file: product, level, mistyped, everyday and more."""
        held: dict[str, set[str]] = {}
        for heading, words in headed:
            held.setdefault(heading, set()).update(words)
        return cls(
            frozenset(held.pop("product", ())),
            frozenset(held.pop("level", ())),
            frozenset(held.pop("everyday", ())),
            frozenset(held.pop("mistyped", ())),
            frozenset(held.pop("condition", ())),
            frozenset(held.pop("day", ())),
            frozenset(spoken),
            frozenset(ordinary),
        )

    @property
    def english(self) -> frozenset[str]:
        """Words as anybody says them, which are seldom a slip of another word."""
        return self.everyday | self.ordinary

    def makes_no_plan(self, word: str) -> bool:
        """Whether a word beside a payer's name leaves it the payer that it is."""
        if word in FILLER or len(word) == 1 or any(map(str.isdigit, word)):
            return True
        if word in self.products:
            return False
        return word in self.levels or word in self.everyday or self._is_of_the_field(word)

    def may_matter(self, word: str, *, has_condition: bool, is_of_payers: bool) -> bool:
        """Whether a word that nothing read could name another plan, condition, day or code."""
        if word in self.products or word in self.levels or word in self.days:
            return True
        if word in self.conditions or is_disease(word):
            return not has_condition
        if any(map(str.isdigit, word)):
            return not word.isdigit() or len(word) >= _SHORTEST_CODE or word in _MODIFIERS
        if word in self.ordinary and not is_of_payers:
            return False
        return not (word in self.spoken or self.makes_no_plan(word))

    def is_strange(self, word: str) -> bool:
        """Whether a word is none of plans, of everyday speech or of the field."""
        return word.isalpha() and word not in self.products and not self.makes_no_plan(word)

    def is_mistyped(self, word: str) -> bool:
        """Whether a word is a slip of a word of the field: "needeling"."""
        most = 2 if len(word) >= _TWO_SLIPS else 1
        return spelling.slipped(word, self.mistyped, most) is not None

    def _is_of_the_field(self, word: str) -> bool:
        return is_disease(word) or self.is_mistyped(word)


@dataclass(frozen=True, slots=True)
class WordsBeside:
    """What is known of words beside names: `cities` tells of each whether it is also a word.

    `asks` tells whether a word asks for something.
    """

    plans: PlanWords
    cities: Mapping[str, bool]
    asks: Callable[[Word], bool]


def is_disease(word: str) -> bool:
    """Whether a word ends as the names of diseases do."""
    return _DISEASE.search(word.casefold()) is not None

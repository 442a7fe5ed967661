"""A matter that its topic answers, whatever payer, code or state a text names beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from models.understanding.reading import Reading, names_payer


@dataclass(frozen=True, slots=True)
class Matter:
    """How a text is known to ask of one topic, which is found by a `wording` of its own.

    The text holds a word of each set of `words` and none of `but_not`, and `says` stands in it.
    Where words are not enough, `where` looks at what was read of it.
    """

    wording: str
    words: tuple[frozenset[str], ...] = ()
    but_not: frozenset[str] = frozenset()
    says: re.Pattern[str] | None = None
    where: Callable[[Reading], bool] | None = None

    def is_asked(self, reading: Reading) -> bool:
        """Whether a text asks of it."""
        words = reading.words
        if any(map(words.isdisjoint, self.words)) or not words.isdisjoint(self.but_not):
            return False
        if self.says is not None and self.says.search(reading.text) is None:
            return False
        return self.where is None or self.where(reading)


def names_no_payer(reading: Reading) -> bool:
    """Whether no payer is named."""
    return not names_payer(reading)


def names_no_denial(reading: Reading) -> bool:
    """Whether no denial code is named: one that is named is asked about itself."""
    return not reading.question.denials

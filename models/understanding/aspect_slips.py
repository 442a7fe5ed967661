"""Mends misspelt words that ask for something: "trainning", "refferal", "suprevision"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from models import spelling
from models.understanding.remaining_text import FILLER
from models.words import Word, split

# A word of so many letters may hold one slip, of more two, behind a right first letter.
_ONE_SLIP = 7
_TWO_SLIPS = 8


class AspectSlips:
    """Knows the long words of the phrases by which people ask."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._known = {word.plain for phrase in phrases for word in split(phrase)}
        self._by_first: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= _ONE_SLIP and word.isalpha():
                self._by_first[word[0]].append(word)

    def mended(self, words: Iterable[Word]) -> tuple[Word, ...]:
        """The words, misspelt ones as they are written."""
        return tuple(
            replace(word, plain=self._meant(word.plain)) if self._may_slip(word.plain) else word
            for word in words
        )

    def _may_slip(self, typed: str) -> bool:
        is_long = len(typed) >= _ONE_SLIP and typed.isalpha()
        return is_long and typed not in self._known and typed not in FILLER

    def _meant(self, typed: str) -> str:
        best, fewest = typed, 3
        for word in self._by_first.get(typed[0], ()):
            most = 2 if min(len(word), len(typed)) >= _TWO_SLIPS else 1
            slips = spelling.slips_between(typed, word, most)
            if slips <= most and slips < fewest:
                best, fewest = word, slips
        return best

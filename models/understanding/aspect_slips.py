"""Mends misspelt words that ask for something: "trainning", "refferal", "suprevision"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from models import spelling
from models.understanding.remaining_text import FILLER
from models.words import split

# A word of so many letters may hold one slip, of more two, behind a right first letter.
_ONE_SLIP = 7
_TWO_SLIPS = 8

# So many letters at the end are another form of one word: "approves", "approval".
_ENDING = 3


class AspectSlips:
    """Knows the long words of the phrases by which people ask.

    A word of everyday `english` is a slip of none but another form of itself: "charges" are no
    "changes", and who is "working" asks for no "wording".
    """

    def __init__(self, phrases: Iterable[str], english: Collection[str] = ()) -> None:
        known = {word.plain for phrase in phrases for word in split(phrase)}
        self._taken = known | FILLER  # as it was typed
        self._english = frozenset(english)
        self._by_first: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(known):
            if len(word) >= _ONE_SLIP and word.isalpha():
                self._by_first[word[0]].append(word)

    def mended(self, typed: str) -> str:
        """The word, a misspelt one as it is written."""
        if len(typed) < _ONE_SLIP or typed in self._taken or not typed.isalpha():
            return typed
        best, fewest = typed, 3
        for word in self._by_first.get(typed[0], ()):
            if typed in self._english and not _is_one_word(typed, word):
                continue
            most = 2 if min(len(word), len(typed)) >= _TWO_SLIPS else 1
            slips = spelling.slips_between(typed, word, most)
            if slips <= most and slips < fewest:
                best, fewest = word, slips
        return best


def _is_one_word(one: str, other: str) -> bool:
    """Whether two words are the same but for their ending."""
    stem = max(len(one), len(other)) - _ENDING
    return one[:stem] == other[:stem]

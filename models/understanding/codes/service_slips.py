"""Mends misspelt words of services: "manul therpy", "tigger point injction"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from models.understanding.one_slip import by_shorter, one_slip
from models.words import split

_SHORTEST = 5  # letters: a slip in a shorter word makes other words
_WORD = re.compile(rf"[A-Za-z]{{{_SHORTEST},}}")

_NEEDLING_SLIP = re.compile(r"\bne{1,2}d{1,2}e?l{1,2}e?ing\b", re.IGNORECASE)
_ACUPUNCTURE_SLIP = re.compile(
    r"\bac{1,2}[aou]?p[uo]n[ckt]{1,3}[ue]{0,2}r?e?\b(?<!acupuncture)", re.IGNORECASE
)


def needles_mended(text: str) -> str:
    """The text with needling and acupuncture spelled right."""
    return _ACUPUNCTURE_SLIP.sub("acupuncture", _NEEDLING_SLIP.sub("needling", text))


class ServiceSlips:
    """Knows the long words by which services are called."""

    def __init__(self, names: Iterable[str], is_strange: Callable[[str], bool]) -> None:
        """`is_strange` tells a word that nobody knows: no other word is mended."""
        words = {word.plain for name in names for word in split(name)}
        self._known = frozenset(words)
        self._by_shorter = by_shorter(w for w in words if len(w) >= _SHORTEST and w.isalpha())
        self._is_strange = is_strange

    def mended(self, text: str) -> str:
        """The text with words that are one slip from just one word of services, mended."""
        return _WORD.sub(self._meant, text)

    def _meant(self, match: re.Match[str]) -> str:
        typed = match[0].casefold()
        if typed in self._known or not self._is_strange(typed):
            return match[0]
        near = one_slip(typed, self._by_shorter)
        return near[0] if len(near) == 1 else match[0]

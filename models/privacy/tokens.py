"""A folded text cut into words, as the search for names compares them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W\d_]++(?:'[^\W\d_]++)*+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: as typed, and plain ("O'Brien's" is "obrien")."""

    typed: str
    plain: str
    start: int
    end: int

    @property
    def is_title(self) -> bool:
        """Whether it starts in a capital and is not all capitals; one capital alone is not one."""
        return self.typed[0].isupper() and not self.typed.isupper()

    @property
    def is_initial(self) -> bool:
        """Whether the word is a single capital letter."""
        return len(self.typed) == 1 and self.typed.isupper()

    @property
    def is_possessive(self) -> bool:
        """Whether the word ends in 's, as that of an owner does."""
        return self.typed[-2:].lower() == "'s"


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, in its order."""
    return tuple(
        Token(match[0], _plain(match[0]), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    )


def _plain(typed: str) -> str:
    return typed.lower().removesuffix("'s").replace("'", "")

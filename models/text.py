"""The words of a question that nothing has taken yet."""

from __future__ import annotations

from collections.abc import Iterable

from models.names import Match
from models.words import Word, split


class Text:
    """The words left over, in the order in which they were typed."""

    def __init__(self, text: str) -> None:
        self.words = split(text)

    def take(self, match: Match) -> tuple[Word, ...]:
        """Take the words of a match out, and return them."""
        taken = self.words[match.start : match.end]
        self.words = self.words[: match.start] + self.words[match.end :]
        return taken

    def drop(self, words: Iterable[Word]) -> None:
        """Take out words wherever they stand."""
        places = {word.place for word in words}
        self.words = tuple(word for word in self.words if word.place not in places)

    def before(self, at: int) -> str:
        """The word before a position, as compared; empty at the start."""
        return self.words[at - 1].plain if at else ""

    def after(self, at: int) -> str:
        """The word after a position, as compared; empty at the end."""
        return self.words[at + 1].plain if at + 1 < len(self.words) else ""

"""The refusal of a text that names several days where one is kept; it knows which (TwoDays)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.errors import NotUnderstood

_IN_WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


class TwoDays(NotUnderstood):
    """Several days, each by itself: `days` in order, and `remaining` is the text without them.

    `are_dated`: none may be a number of something else, as "3/4" without its year may.
    """

    def __init__(
        self, days: Iterable[date], remaining: str, mend: str = "", *, are_dated: bool = False
    ) -> None:
        self.days, self.remaining = tuple(sorted(set(days))), remaining
        self.are_dated = are_dated
        number = _IN_WORDS.get(len(self.days), f"{len(self.days)}")
        super().__init__(f"That names {number} days.", mend or "Give one day at a time.")

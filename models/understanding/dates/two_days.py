"""The refusal of a text that names several days where one is kept; it knows which (TwoDays)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.errors import NotUnderstood


class TwoDays(NotUnderstood):
    """Several days, each by itself: `days` in order, and `remaining` is the text without them."""

    def __init__(
        self, days: Iterable[date], remaining: str, what: str = "", mend: str = ""
    ) -> None:
        super().__init__(what or "That names two days.", mend or "Give one day at a time.")
        self.days, self.remaining = tuple(sorted(set(days))), remaining

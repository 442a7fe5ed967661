"""What is asked of a state: for which day, and of which aspects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.coverage.aspect import Aspect


@dataclass(frozen=True, slots=True)
class StateCase:
    """For which day, which aspects, and which words that name none of them.

    `is_past` says that the day is over three years back: what was read lately may not have held.
    """

    on: date
    aspects: tuple[Aspect, ...] = ()
    words: tuple[str, ...] = ()
    until: date | None = None
    is_past: bool = False

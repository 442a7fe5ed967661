"""A clinic's own cap in words: as it is said, and as somebody would type it."""

from __future__ import annotations

from collections.abc import Callable

from models.visits.cap import Cap
from models.visits.limit import Unit
from models.wording import cap_contents, standings, window_words


def said(cap: Cap) -> str:
    """A cap as it is said: "20 visits per calendar year, PT and OT combined"."""
    return standings.statement(cap.limit).removesuffix(".")


def typed(cap: Cap) -> str:
    """What somebody would type behind the alias or payer to set the cap."""
    limit = cap.limit
    noun = "units" if limit.unit is Unit.TIMED_UNIT else "visits"
    first = f"{limit.number} {noun} per {window_words.window(limit.window)}"
    return ", ".join([first, *cap_contents.behind(limit)])


def which_window(
    per: Callable[[str], str], *, by_own_year: bool, example: str = "calendar year"
) -> tuple[str, str]:
    """The question for the window of a limit, and what to write: `per` words the command of one.

    `by_own_year`: it is by the plan's year, and nobody said on which day that begins. `example` is
    one of the windows that were meant.
    """
    if by_own_year:
        what = "On which day does the plan's year begin? Nothing was saved yet."
        return what, f"Choose it, or write its month and day: {per('plan year from March 15')}"
    what = "In which window? Plans count them differently, so nothing was saved yet."
    return what, f"Write it so: {per(example)}"

"""Judges words that a verb did not understand: whether its command may be given without them."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from models.reply import Choice
from models.words import denials

_DAY_WORDS = (
    *("january", "february", "march", "april", "june", "july", "august", "september", "october"),
    *("november", "december", "monday", "tuesday", "wednesday", "thursday", "friday"),
    *("saturday", "sunday", "yesterday", "tomorrow", "today"),
)
_SHORTEST_DAY_WORD = 4
_MOST_SLIPS = 3


def leave_out(unused: Sequence[str], instead: str) -> list[Choice]:
    """The button that gives a command without words that nobody understood.

    None is offered where they deny something, or may be a date or a number: the command without
    them would do something else than was typed.
    """
    return [Choice("Leave it out", instead)] if instead and may_be_dropped(unused) else []


def may_be_dropped(words: Sequence[str]) -> bool:
    """Whether a command without these words may be offered in place of the one with them."""
    return not denials(" ".join(words)) and not _may_be_count_or_day(words)


def advice(unused: Sequence[str], instead: str) -> str:
    """What to do about words that nobody understood."""
    if denials(" ".join(unused)):
        return "Say only what is to be saved: what is not so cannot be kept."
    if _may_be_count_or_day(unused):
        return "Write a day as month/day/year, 3/15/2021, and a count as one whole number."
    if not instead:
        return "Leave it out, or write it another way."
    return f"Leave it out, or write it another way: {instead}"


def _may_be_count_or_day(words: Sequence[str]) -> bool:
    return any(any(map(str.isdigit, word)) or _is_like_day(word.casefold()) for word in words)


def _is_like_day(word: str) -> bool:
    """Whether a word is the name of a month or a weekday, or a misspelling of one."""
    if len(word) < _SHORTEST_DAY_WORD:
        return False
    slips = min(_MOST_SLIPS, len(word) // 2 - 1)
    near = process.extractOne(word, _DAY_WORDS, scorer=OSA.distance, score_cutoff=slips)
    return near is not None and near[0][0] == word[0]

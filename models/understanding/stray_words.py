"""Judges words that no verb understood: which may be left out (_IDLE), how to write others."""

from __future__ import annotations

import re
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
_IDLE = frozenset(
    """all alright btw done everything felt fine fyi good great hello hey hi kindly nice ok okay
    oops sore soreness sorry thank thanks thx tight tightness today tolerated ty very well went
    you""".split()
)
"""Without these a count is the same: courtesy, and how it went. Any other word may change it."""

_HINTS: tuple[tuple[frozenset[str], str], ...] = (
    (
        frozenset("available left remain remaining remains unused".split()),
        "Say how many visits were used, not how many are left.",
    ),
    (
        frozenset("unit units".split()),
        "Units stand behind their code: 97140 x2. A limit counts visits.",
    ),
    (
        frozenset("eval evals evaluation evaluations reeval reevaluation".split()),
        "An evaluation is logged by itself, by its code: 97161.",
    ),
)
"""How to write what stray words may have meant."""

_STRETCHES = frozenset(
    """ago earlier fortnight later month months quarter recent recently upcoming week weekend
    weekends weeks year years""".split()
)
"""Of more days than one: the command without them would be of today, which they do not mean."""
_WHICH_DAY = "Write the day itself, as month/day/year: 3/15/2021."

_RANGE = re.compile(r"[0-9]{4}[0-9A-Z][-–][0-9]{4}[0-9A-Z]", re.IGNORECASE)
_ALIAS = re.compile(r"[A-Za-z]{2,5}-[0-9]{1,5}[A-Za-z]?")
_ONE_AT_A_TIME = "One alias at a time: write the others by themselves."
_DAY_OR_COUNT = "Write a day as month/day/year, 3/15/2021, and a count as one whole number."
_SHORTEST_DAY_WORD = 4
_MOST_SLIPS = 3


def leave_out(unused: Sequence[str], instead: str) -> list[Choice]:
    """The button that gives a command without words that nobody understood.

    None is offered where they may say anything of a count: the command without them would do
    something else than was typed.
    """
    return [Choice("Leave it out", instead)] if instead and may_be_dropped(unused) else []


def may_be_dropped(words: Sequence[str]) -> bool:
    """Whether a command without these words may be offered in place of the one with them."""
    return all(word.casefold().strip(".,;:!?()") in _IDLE for word in words)


def telling(text: str) -> tuple[str, ...]:
    """The words of a free text, as of a reason, that may say something of a count."""
    said = text.split()
    hinted = {word for meant, _ in _HINTS for word in meant}
    counts = [w for w in said if any(map(str.isdigit, w)) or w.casefold().strip(".,;:") in hinted]
    return tuple(counts)


def advice(unused: Sequence[str], instead: str) -> str:
    """What to do about words that nobody understood."""
    if denials(" ".join(unused)):
        return "Say only what is to be saved: what is not so cannot be kept."
    if any(_RANGE.fullmatch(word.strip(".,;:()")) for word in unused):
        return "Write each code by itself, not a range of codes: 97110 97112 97140."
    if _may_be_count_or_day(unused):
        is_alias = any(_ALIAS.fullmatch(word.strip(".,;:()")) for word in unused)
        return _ONE_AT_A_TIME if is_alias else _DAY_OR_COUNT
    said = {word.casefold().strip(".,;:!?()") for word in unused}
    for meant, hint in (*_HINTS, (_STRETCHES, _WHICH_DAY)):
        if meant & said:
            return hint
    if may_be_dropped(unused) and instead:
        return f"Leave it out: {instead}"
    written = f": {instead}" if instead else "."
    return f"Write it another way, or without it where it changes no count{written}"


def _may_be_count_or_day(words: Sequence[str]) -> bool:
    return any(any(map(str.isdigit, word)) or _is_like_day(word.casefold()) for word in words)


def _is_like_day(word: str) -> bool:
    """Whether a word is the name of a month or a weekday, or a misspelling of one."""
    if len(word) < _SHORTEST_DAY_WORD:
        return False
    slips = min(_MOST_SLIPS, len(word) // 2 - 1)
    near = process.extractOne(word, _DAY_WORDS, scorer=OSA.distance, score_cutoff=slips)
    return near is not None and near[0][0] == word[0]

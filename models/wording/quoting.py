"""Quotes words that nobody read (named); what may tell of a person is told by its kind alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from models.wording import phrases

_LONGEST_NUMBER = 2  # digits: "59" is a modifier, "4471" may be of a chart
_SHORT = 3  # letters: "jtk" may be initials
_NEAR_CODE = re.compile(r"2056[01][0-9]")  # a slip in a code of needling
_VOWELS = re.compile(r"[aeiouy]")


def named(words: Iterable[str]) -> str:
    """The words as a list: “gold” and a number of 6 digits."""
    return phrases.either(list(dict.fromkeys(map(_named, words))), "and")


def of_all(words: Sequence[str]) -> str:
    """Words that follow one another in one pair of marks, where each may be repeated."""
    is_plain = all(_named(word).startswith("“") for word in words)
    return f"“{' '.join(words)}”" if is_plain else named(words)


def _named(word: str) -> str:
    plain = word.strip(".,;:!?()[]\"'")
    digits = sum(character.isdigit() for character in plain)
    if plain.isdigit() and digits > _LONGEST_NUMBER and not _NEAR_CODE.fullmatch(plain):
        return f"a number of {digits} digits"
    if digits and any(map(str.isalpha, plain)):
        return "a number with letters"
    is_word = len(plain) > _SHORT or _VOWELS.search(plain) is not None
    return f"“{word}”" if is_word or plain.isdigit() else "an abbreviation"

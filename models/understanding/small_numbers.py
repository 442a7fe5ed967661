"""Small numbers as people type them: "3", "three", "a couple", "a dozen"."""

from __future__ import annotations

import re

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"single": 1, "couple": 2, "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30}
_DIGITS = re.compile(r"[0-9]{1,3}")


def number_of(word: str) -> int:
    """The number that a word is, or 0."""
    return int(word) if _DIGITS.fullmatch(word) else _NUMBERS.get(word, 0)

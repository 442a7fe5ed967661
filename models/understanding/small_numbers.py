"""Small numbers as people type them: "3", "three", "a couple", "a dozen", "twenty-four visits"."""

from __future__ import annotations

import re

_ONES = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split(),
        start=1,
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty".split(), start=2)
}
_NUMBERS = {**_ONES, **_TENS, "single": 1, "couple": 2, "dozen": 12}
_DIGITS = re.compile(r"[0-9]{1,3}")
_COUNTED = (
    r"(?=\s{1,3}(?:(?:more|timed)\s{1,3})?"
    r"(?:visits?|sessions?|treatments?|units?|used|left|elsewhere|in\s{1,3}all)\b)"
)
_WORDS = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[\s-](?P<of_tens>{'|'.join([*_ONES][:9])}))?"
    rf"|(?P<ones>{'|'.join(reversed(_ONES))}))\b{_COUNTED}",
    re.IGNORECASE,
)


def number_of(word: str) -> int:
    """The number that a word is, or 0."""
    return int(word) if _DIGITS.fullmatch(word) else _NUMBERS.get(word, 0)


def in_digits(text: str) -> str:
    """The text with numbers of visits in digits: "twenty-four visits" is "24 visits".

    "One visit" stays: it is said of what counts once a day, too.
    """
    return _WORDS.sub(_digits, text)


def _digits(found: re.Match[str]) -> str:
    tens, of_tens, ones = (found[name] or "" for name in ("tens", "of_tens", "ones"))
    number = sum(_NUMBERS.get(word.casefold(), 0) for word in (tens, of_tens, ones))
    return found[0] if number == 1 else str(number)

"""What a text takes back: "dos was 5/5, no 5/6" is of 5/6, "NH telehealth no just NH" of NH."""

from __future__ import annotations

import re

from models import calendar_words
from models.words import plain_words

_DAY = (
    r"(?:[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?"
    rf"|{calendar_words.MONTH}\.? [0-9]{{1,2}}(?:st|nd|rd|th)?(?:,? 20[0-9]{{2}})?)"
)
_NO = (
    r"(?:no|nope|nah|wait|sorry|oops|actually|correction|(?:i )?mean|(?:i )?meant|make (?:it|that))"
)

# One of these stands in what is taken back; to look for them costs less.
_TAKEN_BACK = (" no", "nope", "nah", "wait", "sorry", "oops", "actual", "correct", "mean", "make ")

# A day, and behind it the one that is meant.
_DAY_AGAIN = re.compile(
    rf"\b{_DAY}[,;.:]?\s{{1,3}}\(?{_NO}\b(?:[,\s]{{1,3}}{_NO}\b){{0,2}}[,\s]{{1,3}}"
    rf"(?:it'?s |it was |the |on |rather )?(?={_DAY}(?![\w/]))",
    re.IGNORECASE,
)

# All but what is said again behind it.
_ONLY = re.compile(
    rf"^(?P<before>.*\S)[,;.]?\s{{1,3}}{_NO}\b(?:[,\s]{{1,3}}{_NO}\b){{0,2}}[,\s]{{1,3}}"
    r"(?:just|only)\s(?P<only>\S.{0,40})$",
    re.IGNORECASE | re.DOTALL,
)


def left_in(text: str) -> str:
    """The text without what it takes back."""
    small = text.lower()
    if any(word in small for word in _TAKEN_BACK):
        text = _DAY_AGAIN.sub("", text)
    only = _ONLY.match(text) if " just " in small or " only " in small else None
    if only and {*plain_words(only["only"])} <= {*plain_words(only["before"])}:
        return only["only"]
    return text

"""Questions that the asker numbers: "two things 1) how many units 2) does Aetna want auth"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.words import holds_any

# What stands before the first number: nothing, or that several questions follow.
_ANNOUNCED = re.compile(
    r"\W*(?:(?:hi|hey|ok|so|quick|got|have|i|my|with|really|just|a|few|couple|of|two|three|four"
    r"|five|six|[2-9]|things?|questions?|qs?|ones|parts?|parter|asks|for|you|please|pls)\b\W*){0,8}",
    re.IGNORECASE,
)
_SAYS_HOW_MANY = re.compile(
    r"\b(?:two|three|four|five|six|[2-9]|few|couple|quick) (?:\w+ )?"
    r"(?:things|questions|qs?|ones|parts?)\b"
)
_MARK = re.compile(
    r"(?:^|(?<=[\s:;,.?!(#]))[(#]?(?P<mark>[1-9a-h])(?:[).:]\)?|(?<=#[1-9]))\s{1,3}", re.IGNORECASE
)
_BEHIND_MARKS = (")", ".", ":", "#")
_BARE = re.compile(r"(?:^|(?<=[\s:;,.?!-]))(?P<mark>[1-9])[).:]?\s{1,3}")
_ORDERS = ("123456789", "abcdefgh")
_LEAST_WORDS = 2
_LEAST_QUESTIONS = 2


def told_in(text: str) -> tuple[str, ...]:
    """The questions behind "1)" and "2)", or "a)" and "b)"; none where it numbers none."""
    marks = list(_MARK.finditer(text)) if holds_any(text, _BEHIND_MARKS) else []
    if not marks and (announced := _SAYS_HOW_MANY.search(text.lower())):
        marks = _without_counts(_BARE.finditer(text, announced.end()))
    told = "".join(mark["mark"].lower() for mark in marks)
    if len(marks) < _LEAST_QUESTIONS or not any(order.startswith(told) for order in _ORDERS):
        return ()
    if not _ANNOUNCED.fullmatch(text[: marks[0].start()]):
        return ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = [text[mark.end() : end].strip(" ,.;?(") for mark, end in zip(marks, ends, strict=True)]
    return tuple(parts) if all(len(part.split()) >= _LEAST_WORDS for part in parts) else ()


def _without_counts(marks: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """The bare numbers that may be a question's: one too high to be the next counts something."""
    kept: list[re.Match[str]] = []
    for mark in marks:
        if int(mark["mark"]) <= len(kept) + 1:
            kept.append(mark)
    return kept

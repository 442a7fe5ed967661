"""Questions that the asker numbers: "two things 1) how many units 2) does Aetna want auth"."""

from __future__ import annotations

import re

# What stands before the first number: nothing, or that several questions follow.
_ANNOUNCED = re.compile(
    r"\W*(?:(?:hi|hey|ok|so|quick|got|have|i|my|with|really|just|a|few|couple|of|two|2|three|3"
    r"|four|4|things?|questions?|qs?|ones|parts?|parter|asks|for|you|please|pls)\b\W*){0,8}",
    re.IGNORECASE,
)
_SAYS_HOW_MANY = re.compile(
    r"\b(?:two|2|three|3|four|4|few|couple|quick) (?:\w+ )?(?:things|questions|qs?|ones|parts?)\b",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"(?:^|(?<=[\s:;,.?!(#]))[(#]?(?P<mark>[1-4a-d])(?:[).:]\)?|(?<=#[1-4]))\s{1,3}", re.IGNORECASE
)
_BARE = re.compile(r"(?:^|(?<=[\s:;,.?!-]))(?P<mark>[1-4])[).:]?\s{1,3}")
_ORDERS = (("1", "2", "3", "4"), ("a", "b", "c", "d"))
_LEAST_WORDS = 2


def told_in(text: str) -> tuple[str, ...]:
    """The questions behind "1)" and "2)", or "a)" and "b)"; none where it numbers none."""
    marks = list(_MARK.finditer(text))
    if not marks and (announced := _SAYS_HOW_MANY.search(text)):
        marks = list(_BARE.finditer(text, announced.end()))
    told = tuple(mark["mark"].lower() for mark in marks)
    if len(told) < 2 or not any(told == order[: len(told)] for order in _ORDERS):  # noqa: PLR2004
        return ()
    if not _ANNOUNCED.fullmatch(text[: marks[0].start()]):
        return ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = [text[mark.end() : end].strip(" ,.;?(") for mark, end in zip(marks, ends, strict=True)]
    return tuple(parts) if all(len(part.split()) >= _LEAST_WORDS for part in parts) else ()

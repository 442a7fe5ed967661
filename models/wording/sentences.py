"""Sentences of a text: the first, and those that stand nowhere else on a card."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.reply import Line

_SENTENCE = re.compile(r"(?<=[a-z0-9)%]{2}[.?!])(?<!\bch\.)\s+(?=[A-Z0-9])")

# A first sentence shorter than this says too little alone (characters).
_SHORT = 40
_SHORT_ROW = 60  # of a row, which begins with a name


def split(text: str) -> list[str]:
    """The sentences of a text; what is quoted stays whole."""
    sentences: list[str] = []
    for piece in _SENTENCE.split(text):
        is_quoted = sentences and sentences[-1].count('"') % 2
        if is_quoted:
            sentences[-1] = f"{sentences[-1]} {piece}"
        else:
            sentences.append(piece)
    return sentences


def besides(text: str, told: Iterable[Line]) -> str:
    """A text without the sentences that these lines have already."""
    texts = [text for line in told for text in (line.text, line.text.partition(": ")[2])]
    said = {*texts, *(sentence for text in texts for sentence in split(text))}
    return " ".join(sentence for sentence in split(text) if sentence not in said)


def first_sentence(text: str) -> str:
    """The first sentence of a text, and the next behind a very short one."""
    first, *others = split(text)
    return " ".join([first, *others[:1]]) if len(first) < _SHORT else first


def within(text: str, most: int) -> tuple[str, str]:
    """As many whole sentences as have room, at least the first one; and the others."""
    if len(text) <= most:
        return text, ""
    first, *others = split(text)
    while others and (len(first) < _SHORT_ROW or len(first) + len(others[0]) < most):
        first = f"{first} {others.pop(0)}"
    return first, " ".join(others)

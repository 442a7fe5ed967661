"""Tells the muscles that were needled from those that were planned: "3 planned, only 2 done"."""

from __future__ import annotations

import re

from models.understanding.small_numbers import number_of

_NUMBER = r"([1-9]|one|two|three|four|five|six|seven|eight|nine)"
_MUSCLES = r"(?: (?:muscles?|mm))?"
_PLANNED = re.compile(
    r"\b(?:plan\w*|wanted|meant|intended|scheduled|supposed|going|aimed|hoped)(?: [a-z]+){0,3} "
    rf"{_NUMBER}\b|\b{_NUMBER}{_MUSCLES}(?: (?:were|was|are|that|we|he|she|i|had))* "
    r"(?:planned|wanted|intended|scheduled)\b"
)
_DONE = re.compile(
    r"\b(?:only|just|did|after|got|finished|completed|needled|managed)"
    r"(?: (?:to|do|did|got|only|just|the|first|needled|done|after|let|me|us|him|her)){0,6} "
    rf"{_NUMBER}\b"
    rf"|\b{_NUMBER}{_MUSCLES}(?: (?:were|was|got))? (?:done|needled|finished|completed|actually)\b"
)


def done_of(plain: str) -> int:
    """How many muscles were needled, where others were only planned; 0 where no more is told."""
    planned = _PLANNED.search(plain)
    if planned is None:
        return 0
    rest = f"{plain[: planned.start()]} | {plain[planned.end() :]}"
    done = _DONE.search(rest)
    return number_of(next(filter(None, done.groups()))) if done else 0

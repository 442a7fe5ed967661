"""Codes of ICD-10 as they are typed, in one word or two: "M79.18", "m54 50"."""

from __future__ import annotations

import re
from collections.abc import Callable

from models.understanding.remaining_text import RemainingText
from models.words import Word

# Of the chapters that are met beside needling: nerves, muscles, symptoms and injuries.
_DIAGNOSIS = re.compile(r"[gmrst][0-9][0-9a-z](?:[0-9a-z]{0,4})")
_CATEGORY = 3
_TYPED = re.compile(r"\b[gmrst][0-9][0-9a-z]\.[0-9a-z]{1,4}\b", re.IGNORECASE)


def are_typed(text: str) -> bool:
    """Whether a code of a diagnosis is typed with its point: "m26.62"."""
    return _TYPED.search(text) is not None


def take(left: RemainingText, is_service: Callable[[str], bool]) -> tuple[str, ...]:
    """Take the diagnoses out of a text; what `is_service` by its letters is none."""
    diagnoses: list[str] = []
    taken: list[Word] = []
    for at, word in enumerate(left.words):
        plain, behind = word.plain, left.after(at)
        if word in taken or not _DIAGNOSIS.fullmatch(plain) or is_service(plain):
            continue
        taken.append(word)
        if len(plain) == _CATEGORY and behind[:1].isdigit() and len(behind) <= _CATEGORY + 1:
            taken.append(left.words[at + 1])
            plain += behind
        rest = f".{plain[_CATEGORY:]}" if len(plain) > _CATEGORY else ""
        diagnoses.append(f"{plain[:_CATEGORY]}{rest}".upper())
    left.drop(taken)
    return tuple(diagnoses)

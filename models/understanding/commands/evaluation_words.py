"""Evaluations that are left out: "excluding evaluations and re-evals", "evals do not count"."""

from __future__ import annotations

import re

from models.visits.evaluations import AGAIN, INITIAL

_EVALS = r"(?:initial\s{1,8}+)?+(?:evaluations?|evals?)"
_EVALS_AGAIN = r"re-?\s?(?:evaluations?|evals?)"
_EITHER = rf"(?:{_EVALS_AGAIN}|{_EVALS})\b"
_LIST = rf"{_EITHER}(?:\s{{0,8}}+(?:,|&|/|and\b|or\b|nor\b)\s{{0,8}}+{_EITHER})?"
_EXCLUDING = re.compile(
    r"\b(?:excluding|excludes?|excl\b\.?|exempt(?:ing|s)?|without|w/o|except(?:ing)?+"
    r"(?:\s{1,8}+for)?+|besides|not\s{1,8}+(?:including|counting)|no)"
    rf"\s{{1,8}}+(?:the\s{{1,8}}+|any\s{{1,8}}+)?+(?P<what>{_LIST})",
    re.IGNORECASE,
)
_EXCLUDED = re.compile(
    rf"\b(?P<what>{_LIST})\s{{1,8}}+(?:(?:is|are)\s{{1,8}}+)?+"
    r"(?:excluded|exempt(?:ed)?|separate|not\s{1,8}+(?:counted|included)|free"
    r"|(?:do(?:es)?\s{1,8}+not|don['’]?t|doesn['’]?t)\s{1,8}+count)\b",
    re.IGNORECASE,
)


def take_excluding(text: str) -> tuple[tuple[str, ...], str]:
    """The codes of the evaluations that are left out, and the text without those words."""
    matches = [*_EXCLUDING.finditer(text), *_EXCLUDED.finditer(text)]
    said = " ".join(match["what"] for match in matches)
    again, rest = _found(_EVALS_AGAIN, said)
    initial, _ = _found(_EVALS, rest)
    codes = (*(INITIAL if initial else ()), *(AGAIN if again else ()))
    return tuple(sorted(codes)), _EXCLUDED.sub(" ", _EXCLUDING.sub(" ", text))


def _found(pattern: str, text: str) -> tuple[bool, str]:
    left, number = re.subn(pattern, " ", text, flags=re.IGNORECASE)
    return number > 0, left

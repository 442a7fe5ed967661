"""What may be typed behind /wrong: the answer, `part` and `source`; words for it (_SYNONYMS)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models import spelling
from models.coverage.fact_report import FactCheck, FactPart

NO_SOURCE = "none"
"""Typed in the place of a source: none of the card's, or nobody knows which."""

_BEHIND = re.compile(
    r"(?P<asked>.*?)(?<=\s)part\s+(?P<part>[\w-]+)(?:\s+source\s+(?P<source>[\w-]+))?",
    re.IGNORECASE | re.DOTALL,
)
_SYNONYMS = {
    **{part.value: part for part in FactPart},
    **dict.fromkeys(("auth", "precert", "prior-auth"), FactPart.AUTHORIZATION),
    **dict.fromkeys(("limits", "visits", "cap"), FactPart.LIMIT),
    **dict.fromkeys(("dates", "when"), FactPart.DATE),
    **dict.fromkeys(("modifiers",), FactPart.MODIFIER),
    **dict.fromkeys(("amounts", "price", "prices", "rate"), FactPart.AMOUNT),
    **dict.fromkeys(("units", "muscles"), FactPart.COUNTING),
    **dict.fromkeys(("notes", "records"), FactPart.DOCUMENTATION),
    **dict.fromkeys(("condition",), FactPart.CONDITIONS),
    **dict.fromkeys(("sources",), FactPart.SOURCE),
}
_CHECKS = {
    **dict.fromkeys(("true", "still true", "checked", "right", "ok"), FactCheck.STILL_TRUE),
    **dict.fromkeys(("corrected", "will be corrected", "wrong", "correct"), FactCheck.TO_CORRECT),
}
_POINTING = frozenset(
    """a above all an answer answers before bot card cards first i is it it's just last my of one
    ones previous reply said same second that that's the them these this those was were wrong you
    your""".split()
)
_NUMBER = re.compile(r"#?(?P<number>[0-9]{1,15})\b\s*(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """The answer that is wrong, as it is asked for; which part, and by which source, if told."""

    asked: str
    part: FactPart | None = None
    source: str = ""


def read(text: str) -> WrongAnswer:
    """What is called wrong. Where no part of ours stands at the end, all of it is the question."""
    asked = text.strip()
    behind = _BEHIND.fullmatch(asked)
    near = spelling.slipped(behind["part"].casefold(), _SYNONYMS, 1) if behind else None
    if behind is None or near is None:
        return WrongAnswer(asked)
    return WrongAnswer(behind["asked"].strip(), _SYNONYMS[near], (behind["source"] or "").lower())


def names_none(asked: str) -> bool:
    """Whether a text points at an answer and does not say which: "that last one"."""
    words = asked.casefold().replace("’", "'").split()
    return bool(words) and _POINTING.issuperset(word.strip(".,!?") for word in words)


def read_check(text: str) -> tuple[int | None, FactCheck | None]:
    """The number of an entry, and what the check of it says."""
    numbered = _NUMBER.fullmatch(text.strip())
    if numbered is None:
        return None, None
    said = numbered["rest"].casefold().strip(" .!:,")
    return int(numbered["number"]), _CHECKS.get(said.removeprefix("it is ").strip())

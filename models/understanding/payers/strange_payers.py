"""Which payers a text surely names, and whether it asks of one that nobody knows."""

from __future__ import annotations

import re

from models.coverage.payer import Payer
from models.understanding.reading import Reading

_BEFORE = re.compile(r"\b(?:does|do|will|would|has|have|with|from|is|on|if|by|see|and) (?:the )?$")
_MOST_BEFORE = len("? does the ")
_AFTER = re.compile(
    r"(?: \w+){0,3} (?:pays?|covers?|allows?|reimburses?|insurance|plans?|den(?:y|ies|ied)|needs?"
    r"|requires?|members?|policy|wants?)\b"
)
_LEAST_LETTERS = 4

# At the beginning of a question they leave no doubt that what stands behind them is to pay.
_ASKED_TO_PAY = re.compile(
    r"^\W*(?:(?:so|hey|hi|ok|and) )?(?:does|do|will|would) (?:the )?"
    r"(?P<name>.{4,60}?) (?:pays?|covers?|reimburses?)\b"
)


def surely_named(reading: Reading) -> tuple[Payer, ...]:
    """The payers that are surely named."""
    question = reading.question
    if question.guessed_from or question.denies_payer:
        return ()
    is_sure = not question.unknown_payer
    return tuple(
        p for p in question.payers if is_sure or p.name.split()[0].lower() in reading.words
    )


def perhaps_named(reading: Reading) -> str:
    """The unknown word that stands where a payer's name would; empty where none does."""
    strange = _stands_where_named(reading.text, reading.question.unknown_payer)
    return "" if not strange or reading.is_of_topics(strange) else strange


def is_asked_to_pay(reading: Reading) -> bool:
    """Whether it is asked, of a name that nobody knows, whether it pays."""
    if reading.question.payers or not reading.question.unknown_payer:
        return False
    strange = perhaps_named(reading)
    return bool(strange) and _begins_with(reading.text, strange)


def _stands_where_named(text: str, unknown: str) -> str:
    """The unknown name that stands where a payer's would: "does zebrahealth in ohio pay"."""
    if not unknown.replace(" ", "").isalpha() or len(unknown) < _LEAST_LETTERS:
        return ""
    lower, name = text.lower(), unknown.lower()
    if name not in lower:  # "crescent health of asheville", where "out of" was typed
        name, unknown = name.partition(" of ")[0], unknown[: name.find(" of ")]
    at = lower.find(name)
    while at >= 0 and not _stands_for_payer(lower, at, at + len(name)):
        at = lower.find(name, at + 1)
    return unknown if at >= 0 else ""


def _begins_with(text: str, name: str) -> bool:
    """Whether a question begins with the unknown name, and asks whether it pays."""
    found = _ASKED_TO_PAY.match(text.lower())
    begins = name.lower().partition(" of ")[0]
    return found is not None and found["name"].startswith(begins)


def _stands_for_payer(lower: str, start: int, end: int) -> bool:
    """Whether the words before and behind a place are those around a payer's name."""
    before = max(0, start - _MOST_BEFORE)
    return bool(_BEFORE.search(lower, before, start) and _AFTER.match(lower, end))

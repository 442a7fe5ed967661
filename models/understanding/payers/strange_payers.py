"""Whether a text asks of a payer that nobody knows, or names a word that may be one."""

from __future__ import annotations

from models.understanding.payers import payer_hints
from models.understanding.reading import Reading


def perhaps_named(reading: Reading) -> str:
    """The unknown word that stands where a payer's name would; empty where none does."""
    strange = payer_hints.perhaps_named(reading.text, reading.question.unknown_payer)
    return "" if not strange or reading.is_of_topics(strange) else strange


def is_asked_to_pay(reading: Reading) -> bool:
    """Whether it is asked, of a name that nobody knows, whether it pays."""
    if reading.question.payers or not reading.question.unknown_payer:
        return False
    strange = perhaps_named(reading)
    return bool(strange) and payer_hints.is_asked_to_pay(reading.text, strange)

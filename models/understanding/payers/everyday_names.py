"""Payers' names that are everyday words: "bright", "priority", "decent"."""

from __future__ import annotations

import re

from models.understanding.remaining_text import RemainingText
from models.words import Word

EVERYDAY = frozenset(
    "hip|all care|all state|take care|one call|family care|total care|state fund|group health|"
    "first choice|aim|star|plan g|plan n|plan f|bright|friday|freedom|independence|liberty|"
    "network health|prime health|priority|progressive|root|sharp|scan|summit|superior|bind|"
    "vital|decent|alliance|alignment|allied|beacon|capital|chip|compass|encore|guardian|horizon|"
    "care first|care more|care plus|care source|well care|well sense".split("|")
)
"""Of these "cover" somewhere in the text tells nothing."""

_PAYS = frozenset("pay pays paid paying reimburse reimburses reimbursed".split())


def says_how_paid(name: tuple[Word, ...], left: RemainingText) -> bool:
    """Whether such a word only says how somebody pays: "any payer that pays decent"."""
    if " ".join(word.plain for word in name) not in EVERYDAY:
        return False
    before = left.typed[: name[0].place][-1:]
    return bool(before) and before[0].plain in _PAYS


# A company's name that is no word of English where it is typed as one.
_BRAND = re.compile(r"health(?!care|ful|i|y)[a-z]{4,}")


def is_brand(name: tuple[Word, ...]) -> bool:
    """Whether a name is no English as it is typed: "healthpartners", and not "health partners"."""
    return len(name) == 1 and _BRAND.fullmatch(name[0].plain) is not None

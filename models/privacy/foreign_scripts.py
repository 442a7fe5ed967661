"""Letters outside the Latin alphabet, in which a name may be written.

"Мария", "李", "محمد", "Mаria" (one Cyrillic letter among Latin ones); not "für", "µ", "½", "β-blocker".
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from models.privacy.identity_kinds import Span


def find(text: str) -> Span | None:
    """Where the first run of such letters stands in a folded text."""
    if text.isascii():
        return None
    for place, character in enumerate(text):
        if _is_foreign(character) and not _is_symbol(text, place):
            return place, place + 1
    return None


@lru_cache(maxsize=4_096)
def _is_foreign(character: str) -> bool:
    if character.isascii() or unicodedata.category(character)[0] != "L":
        return False
    return not unicodedata.name(character, "").startswith(
        ("LATIN", "MODIFIER LETTER", "FEMININE", "MASCULINE")
    )


def _is_symbol(text: str, place: int) -> bool:
    """Whether a Greek letter stands for itself: "β-blocker", "μg", "Δ"."""
    if not unicodedata.name(text[place], "").startswith("GREEK"):
        return False
    before, behind = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    return not (before.isalpha() or _is_foreign(behind or " ")) or (
        not before.isalpha() and text[place] == "μ"
    )

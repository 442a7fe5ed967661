"""Letters outside the Latin alphabet, in which a name may be written.

"Мария", "李", "محمد", "Mаria" (one Cyrillic letter among Latin ones); not "für", "µ", "½", "β-blocker", nor
a question of listed words alone: "保险可以报吗".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from functools import lru_cache
from typing import Final

from models.privacy.identity_kinds import Span

_LONGEST_WORD: Final = 14


def find(text: str, typed: str = "", words: Container[str] = ()) -> Span | None:
    """Where the first run of such letters stands in a folded text; one of `words` alone is none.

    `typed` is the text before it was folded, which makes syllables of Korean alike.
    """
    if text.isascii():
        return None
    place = 0
    while place < len(text):
        if not _is_foreign(text[place]) or _is_symbol(text, place):
            place += 1
            continue
        end = _end(text, place)
        run = typed[place:end].lower()
        if run not in words and not _is_cut_into(words, run):
            return place, place + 1
        place = end
    return None


def _end(text: str, place: int) -> int:
    """Where a run of letters ends, Latin ones among them."""
    while place < len(text) and (text[place].isalpha() or unicodedata.combining(text[place])):
        place += 1
    return place


def _is_cut_into(words: Container[str], run: str) -> bool:
    """Whether a run is such words without a rest, in a script that needs no blanks between them.

    Chinese, Japanese and Korean do not, and their letters are wide. A Russian name may be made of words
    as well: "Полина" of по, ли and на.
    """
    if not (run and all(unicodedata.east_asian_width(letter) == "W" for letter in run)):
        return False
    reached = {0}
    for end in range(1, len(run) + 1):
        starts = range(max(0, end - _LONGEST_WORD), end)
        if any(start in reached and run[start:end] in words for start in starts):
            reached.add(end)
    return len(run) in reached


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

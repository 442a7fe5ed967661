"""Takes invisible characters out of what was typed, and makes look-alike letters plain.

`clean` is what every command reads. `fold` is for the search alone: it keeps each character's
place and makes look-alikes of a letter or digit that letter or digit.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Characters that show nothing and are no format characters (Unicode, Default_Ignorable_Code_Point).
_UNSEEN: Final = frozenset(
    map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)))
)
_HEADS: Final = {
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ß": "s",
    "ı": "i", "æ": "a", "Æ": "A", "œ": "o", "Œ": "O", "þ": "t", "Þ": "T", "ħ": "h", "Ħ": "H",
    "ə": "e", "Ə": "E", "·": ".", "․": ".", "。": ".", "⁄": "/", "∕": "/", "／": "/",
}  # fmt: skip
_HYPHENS: Final = frozenset("‐‑﹣－")
_DASHES: Final = frozenset("‐‑‒–—―−﹘﹣－⁃")
_APOSTROPHES: Final = frozenset("’‘ʼʹ`´＇′")
_SMALL_CAPITAL: Final = re.compile(r"LATIN (?:LETTER|SUBSCRIPT|SMALL LETTER) .*?\b([A-Z])\Z")


def clean(text: str) -> str:
    """The text composed (NFC), with nothing that does not show, plain blanks and plain hyphens."""
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", "".join(map(_seen, composed)))


def fold(text: str) -> str:
    """The text with accents, wide and ornamental letters, dashes and apostrophes made plain."""
    return text if text.isascii() else "".join(map(_plain, text))


def _seen(character: str) -> str:
    if character.isascii():
        return character
    if character in _HYPHENS:
        return "-"
    category = unicodedata.category(character)
    if category == "Cf" or character in _UNSEEN:
        return ""
    return " " if category in {"Zs", "Zl", "Zp"} else character


@lru_cache(maxsize=4_096)
def _plain(character: str) -> str:
    """One character for one, so that places stay the same."""
    if character.isascii():
        return character
    if character in _DASHES:
        return "-"
    if character in _APOSTROPHES:
        return "'"
    decimal = unicodedata.decimal(character, None)
    if decimal is not None:
        return str(decimal)
    head = unicodedata.normalize("NFKD", character)[0]
    if head in _HEADS:
        return _HEADS[head]
    small = _SMALL_CAPITAL.fullmatch(unicodedata.name(head, ""))
    return small[1].lower() if small else head

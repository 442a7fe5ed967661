"""When two spellings are one alias (`key`) and when two aliases look alike (`lookalike`).

`plain` takes away what a keyboard, a telephone or a word processor puts in: wide letters, dashes of
every length, blanks that do not break, marks that nobody sees. `key` is what spellings of one alias
share, and `lookalike` what two aliases share that a reader would take for each other.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DASHES = re.compile(r"[‐-―−]")
_LOOKS: Final = str.maketrans("OIS", "015")
_LATIN: Final = ("LATIN ", "MODIFIER LETTER ")  # as the mark in Hawai'i
_UNSEEN: Final = "Cf"  # Unicode's category of marks that only format: soft hyphens, zero widths


def plain(text: str) -> str:
    """The text in capitals, with plain hyphens, single blanks and nothing invisible in it.

    Letters of other scripts stay what they are, whichever Latin letter they resemble.
    """
    if text.isascii():
        return " ".join(text.upper().split())
    seen = "".join(letter for letter in text if unicodedata.category(letter) != _UNSEEN)
    folded = unicodedata.normalize("NFKC", seen)
    return " ".join(_DASHES.sub("-", folded).upper().split())


def key(text: str) -> str:
    """What two spellings of one alias share: its letters and digits, in capitals."""
    return "".join(filter(str.isalnum, plain(text)))


def lookalike(text: str) -> str:
    """What two aliases share that are taken for each other on paper: O is 0, I is 1, S is 5."""
    return key(text).translate(_LOOKS)


def is_foreign(text: str) -> bool:
    """Whether a letter of another script than Latin stands in a text."""
    return not text.isascii() and any(
        letter.isalpha() and not unicodedata.name(letter, "").startswith(_LATIN)
        for letter in plain(text)
    )

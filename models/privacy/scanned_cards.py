"""Mends what a scanner misread on a card, where it misread a label too.

"M3MBER N0: YRP 3318 O4427" becomes "MEMBER NO: YRP 3318 04427". A label tells the card. Then letters in a
number are digits, and digits in a name letters; each stays in its place. A text without such a label
stays as it is ("20560-GP", "L5", "M54.5").
"""

from __future__ import annotations

import re
from typing import Final

_SUSPECT = re.compile(r"[a-z]\d[a-z]", re.IGNORECASE)
_MIXED = re.compile(r"(?<!\w)(?=[a-z]{0,12}\d)[a-z\d]{2,14}(?!\w)", re.IGNORECASE)
_LETTERS: Final = str.maketrans("013458", "OIEASB")
_DIGITS: Final = str.maketrans("OoIlSBZ", "0011582")
_LABELS: Final = frozenset(
    """member subscriber patient insured policy group name dob birth account number claim medicaid medicare
    insurance""".split()
)
_LABEL_NUMBER: Final = frozenset({"no", "id"})


def mend(text: str) -> str:
    """The text with its misread characters mended, where a label has some."""
    if not _SUSPECT.search(text):
        return text
    words = [match[0] for match in _MIXED.finditer(text)]
    if not any(map(_is_label, words)):
        return text
    return _MIXED.sub(_mended, text)


def _is_label(word: str) -> bool:
    return _as_letters(word).lower() in _LABELS and not word.isdigit()


def _mended(match: re.Match[str]) -> str:
    word = match[0]
    letters = _as_letters(word)
    if letters.lower() in _LABELS | _LABEL_NUMBER:
        return letters
    digits = sum(map(str.isdigit, word))
    return letters if digits * 2 < len(word) else word.translate(_DIGITS)


def _as_letters(word: str) -> str:
    return word.translate(_LETTERS)

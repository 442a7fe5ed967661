"""What someone typed, cut into words that can be compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´"))

# Words that a name may hold or lack without becoming another name.
_SILENT = frozenset({"of", "the", "and"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as typed, and as compared (lower case, full-width forms folded)."""

    typed: str
    plain: str


def split(text: str) -> tuple[Word, ...]:
    """Cut a text at everything that is neither letter nor digit: "L&I" is two words."""
    folded = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    return tuple(Word(w, w.casefold()) for w in _WORD.findall(folded))


def key(words: tuple[Word, ...]) -> str:
    """One key for all spellings of a name that differ in spaces, marks and "of", "the", "and"."""
    return "".join(w.plain for w in words if w.plain not in _SILENT)


def key_of(name: str) -> str:
    """The key of a whole name."""
    return key(split(name))

"""Cuts a text into words, folds a name to its key, and knows which words deny."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´"))

# A code typed against another word: "cigna20560", "20560x2".
_GLUED = re.compile(
    r"(?<=[a-z])(?=[0-9]{5}(?![0-9]))|(?<=[0-9]{5})(?=[a-z]{2}|x[0-9])", re.IGNORECASE
)

_CODE_LENGTH = 5

# Letters with points between them are one word: "N.C.", "L.Ac.".
_POINTS = re.compile(r"\b((?:[^\W\d_]\.){2,})", re.UNICODE)

# Words that deny what stands beside them, or make an exception of it.
_DENIALS = frozenset(
    """but cannot cant didnt doesnt dont except excepting exclude excluding instead isnt neither
    never no nobody non none nor not nothing unless wasnt without wont wouldnt""".split()
)

# Words that a name may hold or lack without becoming another name.
_SILENT = frozenset({"of", "the", "and"})


class Word(NamedTuple):
    """One word: as typed, as compared (lower case, full-width forms folded), and where it stood."""

    typed: str
    plain: str
    place: int = 0


def split(text: str) -> tuple[Word, ...]:
    """Cut a text at everything that is neither letter nor digit: "L&I" is two words."""
    typed = _cut(text)
    return tuple(map(Word, typed, map(str.casefold, typed), range(len(typed))))


def plain_words(text: str) -> list[str]:
    """The words of a text, as compared."""
    return list(map(str.casefold, _cut(text)))


def _cut(text: str) -> list[str]:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    elif text.replace(" ", "").isalpha():
        return text.split()  # most names: no mark, no digit
    elif "'" in text or "`" in text:
        text = text.translate(_APOSTROPHES)
    if "." in text:
        text = _POINTS.sub(lambda found: found.group().replace(".", "") + " ", text)
    words: list[str] = _WORD.findall(text)
    if [word for word in words if len(word) > _CODE_LENGTH and not word.isalpha()]:
        return _WORD.findall(_GLUED.sub(" ", text))
    return words


def holds_any(text: str, parts: Iterable[str]) -> bool:
    """Whether some part of a word stands in a text: to look costs a tenth of what a search does."""
    return any(map(text.__contains__, parts))


def denials(text: str) -> tuple[str, ...]:
    """The words of a text that turn it round: "not", "never", "except". None may be dropped."""
    return tuple(word.typed for word in split(text) if word.plain in _DENIALS)


def key(words: Iterable[Word]) -> str:
    """One key for all spellings of a name that differ in spaces, marks and "of", "the", "and"."""
    return "".join(keys(words))


def keys(words: Iterable[Word]) -> list[str]:
    """What each word adds to a key."""
    return ["" if word.plain in _SILENT else word.plain for word in words]


def key_of(name: str) -> str:
    """The key of a whole name."""
    return "".join([word for word in plain_words(name) if word not in _SILENT])

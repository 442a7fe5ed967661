"""Reads questions in Spanish: the words of the field are put into English before they are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from models.words import Word, plain_words, split

# Spanish words that are English words, codes or names as well: alone they tell nothing.
_ALSO_ENGLISH = frozenset(
    """a al as can con de do doctor dos el en es final general he hora horas la las legal lo los
    medicaid medicare me mi no o of on paga pueblo san santa se si son supervision terapeuta un va
    virginia y""".split()
)
_LEAST = 2

# What ends a question, or parts two.
_MARKS = re.compile(r"(?<=[\w)]) ?[?;]")


@dataclass(frozen=True, slots=True)
class English:
    """A text in English, and whether it was Spanish."""

    text: str
    was_spanish: bool = False


class Spanish:
    """The Spanish of the field. `phrases` are pairs of the English and one Spanish phrase."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._english = {
            tuple(word.plain for word in split(spanish)): english for english, spanish in phrases
        }
        self._longest = max(map(len, self._english), default=0)
        self._words = {word for phrase in self._english for word in phrase} - _ALSO_ENGLISH

    def in_english(self, text: str) -> English:
        """The text with its Spanish put into English; as it is, where it is no Spanish."""
        plain = _without_accents(text)
        if not text.lstrip().startswith(("¿", "¡")):
            spanish = self._words.intersection(plain_words(plain))
            if len(spanish) < _LEAST:
                return English(text)
        phrases = [split(phrase) for phrase in _MARKS.split(plain)]
        marks = (*_MARKS.findall(plain), "")
        translated = [" ".join(self._translated(phrase)) for phrase in phrases]
        put = "".join(f"{told}{mark} " for told, mark in zip(translated, marks, strict=True))
        return English(put.strip(" ?;"), was_spanish=True)

    def _translated(self, words: tuple[Word, ...]) -> Iterable[str]:
        at = 0
        while at < len(words):
            length = self._length_at(words, at)
            phrase = tuple(word.plain for word in words[at : at + length])
            yield self._english.get(phrase, words[at].typed)
            at += length

    def _length_at(self, words: tuple[Word, ...], at: int) -> int:
        """How many words the longest phrase has that begins here; 1 where none does."""
        for length in range(min(self._longest, len(words) - at), 1, -1):
            if tuple(word.plain for word in words[at : at + length]) in self._english:
                return length
        return 1


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))

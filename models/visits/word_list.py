"""How typed words become an entry of a closed list: slips by length of word, words read at most.

What somebody types is never kept: it is turned into an entry of the list, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from models import spelling
from models.words import denials, split

E = TypeVar("E", bound=StrEnum)

_ONE_SLIP, _TWO_SLIPS = 5, 9
"""A word of so many letters may hold one slip of the finger, or two; a shorter one none."""

_LONGEST = 12
"""So many words are read at most: a reason is not longer."""


@dataclass(frozen=True, slots=True)
class ListReading(Generic[E]):
    """The one entry that a text names, and whether words were left over that name nothing."""

    entry: E
    is_whole: bool


@dataclass(frozen=True, slots=True)
class EntryWords(Generic[E]):
    """What is said for one entry. Those of a `weak` one yield to those of any other."""

    entry: E
    said: tuple[str, ...]
    weak: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class WordList(Generic[E]):
    """The entries of a list by what is said for them.

    `silent` words are passed over; `idle` ones say nothing where no phrase holds them.
    """

    words: tuple[EntryWords[E], ...]
    silent: frozenset[str] = frozenset()
    idle: frozenset[str] = frozenset()
    _phrases: dict[tuple[str, ...], EntryWords[E]] = field(
        init=False, default_factory=dict, repr=False
    )

    def __post_init__(self) -> None:
        """Cut every phrase into words; an entry's own value is always said for it."""
        for entry_words in self.words:
            for said in (entry_words.entry.value, *entry_words.said):
                phrase = self._cut(said)
                if self._phrases.setdefault(phrase, entry_words) is not entry_words:
                    raise ValueError(f"{said!r} is said for two entries")

    def find(self, text: str) -> ListReading[E] | None:
        """The entry that a text names; None where it names none, several, or denies one."""
        words = self._cut(text)
        if not words or len(words) > _LONGEST:
            return None
        free = list(range(len(words)))
        named = list(self._taken(words, free))
        strong = {entry_words.entry for entry_words in named if not entry_words.weak}
        entries = strong or {entry_words.entry for entry_words in named}
        left = [words[at] for at in free if words[at] not in self.idle]
        if len(entries) != 1 or denials(" ".join(left)):
            return None
        return ListReading(entries.pop(), not left)

    def _taken(self, words: tuple[str, ...], free: list[int]) -> Iterator[EntryWords[E]]:
        """The phrases in a text, the longest first; each takes its words out of `free`."""
        for phrase in sorted(self._phrases, key=len, reverse=True):
            for at in range(len(words) - len(phrase) + 1):
                span = range(at, at + len(phrase))
                if (
                    set(span) <= set(free)
                    and not _is_spelling(words, phrase, at)
                    and all(map(_is_like, words[at : at + len(phrase)], phrase))
                ):
                    for position in span:
                        free.remove(position)
                    yield self._phrases[phrase]

    def _cut(self, text: str) -> tuple[str, ...]:
        """The words that say something; all of them where only letters would be left."""
        words = tuple(word.plain for word in split(text))
        telling = tuple(word for word in words if word not in self.silent)
        return words if _are_letters(telling) else telling


def canonical(kind: type[E], text: str) -> E | None:
    """The entry whose value a text is, letter for letter; None for any other text."""
    known: Mapping[str, E] = {entry.value: entry for entry in kind}
    return known.get(text)


def _are_letters(words: tuple[str, ...]) -> bool:
    return all(len(word) == 1 for word in words)


def _is_spelling(words: tuple[str, ...], phrase: tuple[str, ...], at: int) -> bool:
    """Whether the letters of a phrase may be a part of a word that is spelled letter by letter.

    A letter alone is an entry only where nothing else is said: "plan g", but no initial of a name.
    """
    if not _are_letters(phrase):
        return False
    end = at + len(phrase)
    beside = (*words[max(at - 1, 0) : at], *words[end : end + 1])
    return bool(beside) and (len(phrase) == 1 or any(len(word) == 1 for word in beside))


def _is_like(typed: str, word: str) -> bool:
    """Whether a word was meant; a first letter is hardly ever missed."""
    if typed == word:
        return True
    slips = 2 if len(word) >= _TWO_SLIPS else 1 if len(word) >= _ONE_SLIP else 0
    if not slips or typed[:1] != word[:1] or not typed.isalpha():
        return False
    return spelling.slips_between(typed, word, slips) <= slips

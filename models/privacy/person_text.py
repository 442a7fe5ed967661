"""A text cut into words for the search for names, and what the lists say of each word."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Final, NamedTuple

from models.coverage.state import NAMES as STATE_NAMES
from models.privacy.lexicon import Lexicon, keys

STATE_WORDS: Final = frozenset(
    word for name in STATE_NAMES.values() for word in name.lower().split()
)
STATES: Final = STATE_WORDS | {code.lower() for code in STATE_NAMES}
_STATE_KEYS: Final = keys(STATE_NAMES.values())
_TOKEN = re.compile(r"[^\W\d_]++(?:'[^\W\d_]++)*+")
_PLURAL = re.compile(r"[A-Z]{2,5}s")
_LONGEST_PAYER: Final = 3  # words
_ENDINGS: Final = ("s", "es", "ed", "d", "ing", "ly", "er", "al", "ic")


class Token(NamedTuple):  # made for each word of each message, in half the time of a dataclass
    """One word of a text: as typed, and plain ("O'Brien's" is "obrien")."""

    typed: str
    plain: str
    start: int
    end: int

    @property
    def is_title(self) -> bool:
        """Whether it starts in a capital and is not all capitals; one capital alone is not one.

        Nor are "I've", and several of what has initials: "PTs".
        """
        if self.typed[:2] == "I'" or _PLURAL.fullmatch(self.typed):
            return False
        return self.typed[0].isupper() and not self.typed.isupper()

    @property
    def is_initial(self) -> bool:
        """Whether the word is a single capital letter."""
        return len(self.typed) == 1 and self.typed.isupper()

    @property
    def is_possessive(self) -> bool:
        """Whether the word ends in 's, as that of an owner does."""
        return self.typed[-2:].lower() == "'s"


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, in its order."""
    return tuple(
        Token(match[0], _plain(match[0]), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    )


def _plain(typed: str) -> str:
    return typed.lower().removesuffix("'s").replace("'", "")


class PersonNames:
    """What the lists say of a word. `known` are keys of payers and the like, of which none is a person."""

    def __init__(
        self, lexicon: Lexicon, known: frozenset[str], known_words: frozenset[str]
    ) -> None:
        self.lexicon = lexicon
        self.known = known
        self.certain = lexicon.names
        self.given = lexicon.names | lexicon.given
        self.surnames = lexicon.names | lexicon.surnames
        self.any = self.given | self.surnames
        self.titles = lexicon.beside.titles | lexicon.beside.foreign_titles
        self.heads = self.titles | lexicon.beside.people
        self.sites = lexicon.beside.sides | lexicon.muscles
        self.halves = lexicon.clans | lexicon.syllables
        self._words = lexicon.words | known_words

    def is_unknown(self, plain: str) -> bool:
        """Whether a word is no ordinary one, and in no name of a payer, place or the like."""
        words = self._words
        if plain in words:
            return False
        return not any(plain.endswith(end) and plain[: -len(end)] in words for end in _ENDINGS)

    def is_no_person(self, name: str) -> bool:
        """Whether a key is a payer, an eponym or the like."""
        if name in self.known or name in self.lexicon.not_persons or name in _STATE_KEYS:
            return True
        return name in self.lexicon.eponyms and name not in self.any

    def is_place(self, plain: str) -> bool:
        """Whether a word is a state or a city."""
        return plain in STATES or plain in self.lexicon.cities

    def is_plain_word(self, plain: str) -> bool:
        """Whether a word stands in lists of words and in none of names."""
        return plain in self._words and plain not in self.any and plain not in self.halves


@dataclass(frozen=True, slots=True)
class PersonText:
    """One text: its words, and which of them stands where an alias is expected (-1: none does)."""

    text: str
    command: str
    tokens: tuple[Token, ...]
    slot: int

    def gap(self, index: int) -> str:
        """What stands between a word and the next; a blank character where there is no next."""
        following = index + 1
        if following >= len(self.tokens):
            return "\0"
        return self.text[self.tokens[index].end : self.tokens[following].start]

    def plain(self, index: int) -> str:
        """The plain word at a place; empty outside the text."""
        return self.tokens[index].plain if 0 <= index < len(self.tokens) else ""

    def starts_payer(self, index: int, known: Container[str]) -> bool:
        """Whether a payer's name starts at a word: "Aetna", "Blue Cross". `known` are their keys."""
        words = [self.plain(at) for at in range(index, index + _LONGEST_PAYER)]
        return any("".join(words[:end]) in known for end in range(1, len(words) + 1))


def person_text(text: str, command: str, slot: int | None) -> PersonText:
    """The words of a text; `slot` is the character at which an alias is expected."""
    words = tokens(text)
    index = next((i for i, word in enumerate(words) if slot is not None and word.start >= slot), -1)
    is_apart = index >= 0 and text[slot : words[index].start].strip("@#<.'\" ")
    return PersonText(text, command, words, -1 if is_apart else index)

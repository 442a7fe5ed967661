"""Names of people: decides which words of a text are one, with pairs and excuses below it.

A courtesy and not the wall: a name may be any word. "Jane Doe", "Price, Mark", "Rose T.", "J. Green",
"Mrs Kowalczyk", "pt Xochitl", "Mehmet Yilmaz", "li na", of a visit "for Bill"; not "Bell's palsy",
"St. Paul", "Tyler, TX", "for Shin splints".
"""

from __future__ import annotations

from typing import Final

from models.privacy.identity_kinds import Span
from models.privacy.lexicon import Lexicon
from models.privacy.note_names import NoteNames
from models.privacy.patient_slots import PatientSlots
from models.privacy.person_excuses import PersonExcuses
from models.privacy.person_pairs import PersonPairs
from models.privacy.person_text import STATES, PersonNames, PersonText, Token
from models.privacy.spoken_names import SpokenNames
from models.privacy.user_names import is_full_name, is_handle

_SHORTEST_LONE: Final = 3
_OF_VISITS: Final = frozenset({"session", "caps"})  # commands of one patient's visits
_FOR_WHOM: Final = frozenset({"for", "with"})
# Given names that a visit is for in capitals: months, seasons, holidays, a part of the leg.
_NOT_FOR_WHOM: Final = frozenset(
    "april august easter fall jan jun june may autumn ramadan shin summer sun winter".split()
)


class PersonSearch:
    """Looks for names of people. `known` are keys of payers and the like, of which none is one."""

    def __init__(
        self, lexicon: Lexicon, known: frozenset[str], known_words: frozenset[str]
    ) -> None:
        self._names = PersonNames(lexicon, known, known_words)

    def find(self, words: PersonText) -> Span | None:
        """Where the first name stands in a folded text."""
        return _OneText(self._names, words).find()


class _OneText:
    """The search for names in one text."""

    def __init__(self, names: PersonNames, words: PersonText) -> None:
        self._names = names
        self._words = words
        self._pairs = PersonPairs(names, words)
        self._excuses = PersonExcuses(names, words)
        self._spoken = SpokenNames(names, words)
        self._notes = NoteNames(names, words)
        self._slots = PatientSlots(names, words)

    def find(self) -> Span | None:
        items = self._words.tokens
        has_notes, has_slots = self._notes.may_stand(), self._slots.may_stand()
        for index, token in enumerate(items):
            length = self._length(index, token)
            if length and not self._excuses.holds(index, index + length):
                return token.start, items[index + length - 1].end
            if self._spoken.is_at(index) or (has_notes and self._notes.is_at(index)):
                return token.start, token.end
            if (has_slots or token.typed[0].isupper()) and self._slots.is_at(index):
                return token.start, token.end
        return None

    def _length(self, index: int, token: Token) -> int:
        """How many words from here on look like a name; 0 where none does."""
        if self._is_clear(index, token):
            return 0
        if self._pairs.is_at(index):
            return 2
        if token.plain in self._names.certain or self._is_alone(index, token):
            return 1
        return 1 if self._is_handle(token) or self._is_for_whom(index, token) else 0

    def _is_clear(self, index: int, token: Token) -> bool:
        """Whether a word is an ordinary one that stands in no place of a name: most words are."""
        is_word = self._names.is_plain_word(token.plain) and token.plain not in self._names.heads
        return is_word and len(token.plain) > 1 and index != self._words.slot

    def _is_alone(self, index: int, token: Token) -> bool:
        """Whether one word is a name where it stands: in an alias's place, or as an owner."""
        is_owner = token.is_possessive and token.is_title and self._names.is_unknown(token.plain)
        if (
            is_owner
            and token.plain not in self._names.any
            and self._names.is_no_person(token.plain)
        ):
            return False  # "Costco's plan"
        if is_owner:
            return self._words.plain(index + 1) in self._names.lexicon.beside.belongings
        if index != self._words.slot or len(token.plain) < _SHORTEST_LONE:
            return False
        behind = self._words.text[token.end : token.end + 2].strip(" -")
        if behind[:1].isdigit() or self._is_digit_next(token):
            return False
        if is_handle(token.plain, self._names.lexicon):
            return True
        return self._words.command != "caps" and self._names.is_unknown(token.plain)

    def _is_for_whom(self, index: int, token: Token) -> bool:
        """Whether a visit is said to be for somebody: "for Bill"; a word in small letters is none."""
        words = self._words
        if words.command not in _OF_VISITS or not token.is_title:
            return False
        if words.plain(index - 1) not in _FOR_WHOM or words.gap(index - 1) != " ":
            return False
        return token.plain in self._names.given and token.plain not in STATES | _NOT_FOR_WHOM

    def _is_digit_next(self, token: Token) -> bool:
        """Whether digits stand behind a word, or against it: "blue 47 k", "7BLUE"."""
        behind = self._words.text[token.end : token.end + 3].lstrip(" -_")
        before = self._words.text[token.start - 1 : token.start]
        return behind[:1].isdigit() or before.isdigit()

    def _is_handle(self, token: Token) -> bool:
        """Whether a word is a name run together, or a handle that is made of one."""
        sigil = self._words.text[token.start - 1 : token.start]
        if sigil in {"@", "#"} and is_handle(token.plain, self._names.lexicon):
            return True
        return is_full_name(token.plain, self._names.lexicon) and self._names.is_unknown(
            token.plain
        )

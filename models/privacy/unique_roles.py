"""Work that only one person does, told with its place: "the mayor of Granville".

Also "head coach at Jefferson High", and of a patient "owner of Hilltop Bakery", "the only judge in Teton
County", "plays point guard for the Tulsa team". None: "a nurse at our clinic", "works at a hospital in
Boise", "the only PT in Boise", "owner of Peak PT".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from models.privacy.identity_kinds import Span
from models.privacy.lexicon import RoleWords
from models.privacy.person_text import PersonText, person_text
from models.privacy.scan import Scan

_AT: Final = frozenset({"of", "at", "for", "in", "on"})
_THE: Final = frozenset({"the", "our"})
_ONLY: Final = frozenset({"only", "sole"})
_MOST_BETWEEN: Final = 2  # words between "head" and "coach"
_MOST_BEHIND_ONLY: Final = 4
_LONGEST_NAME: Final = 4  # words of a business's name


class RoleSearch:
    """Looks for roles of one person. `cities` are places in small letters too; `known` are payers' keys."""

    def __init__(self, roles: RoleWords, cities: frozenset[str], known: frozenset[str]) -> None:
        self._roles = roles
        self._cities = cities
        self._known = known
        self._titles = roles.offices | roles.leaders
        self._cues = frozenset(_last_words(self._titles)) | roles.posts | _ONLY

    def find(self, scan: Scan) -> Span | None:
        """Where the first role of one person stands, up to the first word of its place."""
        if not scan.has(self._cues):
            return None
        words = person_text(scan.text, "", None)
        for index in range(1, len(words.tokens) - 1):
            place = index + 1 + (words.plain(index + 1) in _THE)
            if words.plain(index) in _AT and self._is_place(words, place):
                start = self._title_before(words, index, place)
                if start is not None:
                    return words.tokens[start].start, words.tokens[place].end
        return None

    def _is_place(self, words: PersonText, index: int) -> bool:
        """Whether the name of a place, a firm or a team starts there."""
        if index >= len(words.tokens):
            return False
        token = words.tokens[index]
        return (token.is_title and token.plain not in self._known) or token.plain in self._cities

    def _title_before(self, words: PersonText, end: int, place: int) -> int | None:
        """Where the role starts that ends before a word; None where none does."""
        last = words.plain(end - 1)
        for start, title in ((end - 1, last), (end - 2, f"{words.plain(end - 2)}-{last}")):
            if title in self._roles.offices:
                return start
            if title in self._roles.leaders and words.plain(end) != "in":
                return start if self._is_patients(words, start, place) else None
        if last in self._roles.posts:
            heads = range(end - 2, end - 3 - _MOST_BETWEEN, -1)
            return next((at for at in heads if words.plain(at) in self._roles.heads), None)
        return self._only_before(words, end)

    def _is_patients(self, words: PersonText, start: int, place: int) -> bool:
        """Whether a patient was spoken of before, and what is led is no clinic."""
        before = {words.plain(at) for at in range(start)}
        name = {words.plain(at) for at in range(place, place + _LONGEST_NAME)}
        return bool(before & self._roles.patients) and not name & self._roles.clinics

    def _only_before(self, words: PersonText, end: int) -> int | None:
        """Where "only" stands of what a patient alone is or does: "he drives the only truck in"."""
        for only in range(end - 2, end - 2 - _MOST_BEHIND_ONLY, -1):
            if words.plain(only) in _ONLY and words.plain(only - 1) == "the":
                is_ours = any(words.plain(at) in self._roles.ours for at in range(only, end))
                return None if is_ours or not self._is_said_of_patient(words, only - 2) else only
        return None

    def _is_said_of_patient(self, words: PersonText, verb: int) -> bool:
        """Whether "she's" or "patient drives" ends at a word."""
        does = words.plain(verb) in self._roles.doing
        return words.plain(verb - does) in self._roles.patients


def _last_words(titles: Iterable[str]) -> Iterable[str]:
    return (title.rpartition("-")[2] for title in titles)

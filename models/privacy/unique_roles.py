"""Work that only one person does, told with its place: "the mayor of Granville".

Also "head coach at Jefferson High", and of a patient "owner of Hilltop Bakery", "the only judge in Teton
County", "plays point guard for the Tulsa team"; with a sign of a patient behind, "the mayor of our town
came in", "weather guy on channel 9 has". None: "a nurse at our clinic", "works at a hospital in Boise", "the
only PT in Boise", "owner of Peak PT", "the governor of our state signed".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from models.privacy.identity_kinds import Span
from models.privacy.lexicon import Lexicon
from models.privacy.patient_signs import PatientSigns
from models.privacy.person_text import PersonText
from models.privacy.scan import Scan

_AT: Final = frozenset({"of", "at", "for", "in", "on", "from"})
_THE: Final = frozenset({"the", "our"})
_DEFINITE: Final = frozenset({"the", "our", "my", "that", "this"})
_IS: Final = frozenset({"is", "was"})
_FAR: Final = 9  # words between a role and what is said of a patient
_BUSINESS: Final = frozenset({"owner", "founder"})
_OUR: Final = frozenset({"our", "my", "this"})
_ONLY: Final = frozenset({"only", "sole"})
_MOST_BETWEEN: Final = 2  # words between "head" and "coach"
_MOST_BEHIND_ONLY: Final = 4
_LONGEST_NAME: Final = 4  # words of a business's name


class RoleSearch:
    """Looks for roles of one person. `known` are payers' keys; a city is a place in small letters too."""

    def __init__(self, lexicon: Lexicon, known: frozenset[str]) -> None:
        self._roles = lexicon.roles
        self._cities = lexicon.cities
        self._known = known
        self._kin = lexicon.beside.kin
        self._muscles = lexicon.muscles
        self._signs = PatientSigns(lexicon, known)
        self._offices = self._roles.offices | self._roles.lawmakers
        self._titles = self._offices | self._roles.leaders
        self._cues = (
            frozenset(_last_words(self._titles)) | self._roles.posts | self._roles.posted | _ONLY
        )

    def find(self, scan: Scan, words: PersonText) -> Span | None:
        """Where the first role stands in a text of such words, up to the first word of its place."""
        if not scan.has(self._cues):
            return None
        for index in range(1, len(words.tokens) - 1):
            if words.plain(index) in self._roles.local and self._is_local_office(words, index):
                return words.tokens[index].start, words.tokens[index + 1].end
            if self._is_told_office(words, index):
                return words.tokens[index].start, words.tokens[index].end
            place = index + 1 + (words.plain(index + 1) in _THE)
            if words.plain(index) not in _AT:
                continue
            is_near = not self._is_place(words, place)
            if not is_near or self._is_near(words, place) or self._is_business(words, index):
                start = self._title_before(words, index, place, is_near=is_near)
                if start is not None:
                    return words.tokens[start].start, words.tokens[place].end
        return None

    def _is_place(self, words: PersonText, index: int) -> bool:
        """Whether the name of a place, a firm or a team starts there."""
        if index >= len(words.tokens):
            return False
        token = words.tokens[index]
        return (token.is_title and token.plain not in self._known) or token.plain in self._cities

    def _is_near(self, words: PersonText, index: int) -> bool:
        """Whether a place is told that needs no name here: "our town", "channel 9"."""
        if words.plain(index + 1) in self._roles.schools:
            return True
        is_known = {words.plain(index), words.plain(index + 1)} & self._roles.known_places
        if is_known and words.plain(index - 1) in _OUR:
            return True
        if words.plain(index) in self._roles.numbered:
            return any(map(str.isdigit, words.text[words.tokens[index].end :][:4]))
        return words.plain(index) in self._roles.local and words.plain(index - 1) in _OUR

    def _is_business(self, words: PersonText, of: int) -> bool:
        """Whether somebody owns a business that has no name here: "the owner of the tesla shop"."""
        name = {words.plain(at) for at in range(of + 1, of + 1 + _LONGEST_NAME)}
        is_ours = name & self._roles.clinics or name & self._roles.ours
        return words.plain(of - 1) in _BUSINESS and not is_ours

    def _is_told_office(self, words: PersonText, last: int) -> bool:
        """Whether one who holds an office is treated, and his place goes without saying: "the mayor"."""
        title = words.plain(last)
        is_office = title in self._offices or f"{words.plain(last - 1)}-{title}" in self._offices
        is_posted = title in self._roles.posted
        if not (is_office or is_posted):
            return False
        first = next(
            (at for at in range(last - 1, last - 5, -1) if words.plain(at) in _DEFINITE), -1
        )
        if first < 0:
            return False
        if words.tokens[last].is_possessive:
            is_kin = words.plain(last + 1) in self._kin
            return is_kin and self._signs.are_behind(words, last + 1, _FAR)
        if is_posted and words.plain(last + 1) not in _AT:
            return False
        if words.plain(first - 1) in _IS and words.plain(first - 2) in self._kin:
            return True
        return self._signs.are_before(words, first) or self._signs.are_behind(words, last, _FAR)

    def _is_local_office(self, words: PersonText, place: int) -> bool:
        """Whether a patient holds the office of a place: "our state's lieutenant governor has a frozen shoulder"."""
        if words.plain(place - 1) not in _OUR | _THE:
            return False
        ends = (at for at in (place + 1, place + 2) if self._office_ends(words, at, place))
        end = next(ends, None)
        return end is not None and self._signs.are_behind(words, end)

    def _office_ends(self, words: PersonText, last: int, place: int) -> bool:
        whole = "-".join(words.plain(at) for at in range(place + 1, last + 1))
        return whole in self._offices

    def _title_before(
        self, words: PersonText, end: int, place: int, *, is_near: bool
    ) -> int | None:
        """Where the role starts that ends before a word; None where none does."""
        is_treated = self._signs.are_behind(words, place, _FAR)
        if is_near and not (is_treated or self._is_of_patient(words, end)):
            return None
        last = words.plain(end - 1)
        for start, title in ((end - 1, last), (end - 2, f"{words.plain(end - 2)}-{last}")):
            if title in self._roles.lawmakers:
                return start if self._signs.are_behind(words, place) else None
            if title in self._roles.offices:
                return start
            if title in self._roles.leaders and words.plain(end) != "in":
                is_patients = is_near or self._is_patients(words, start, place)
                is_patients = is_patients or self._is_on_team(words, start, place)
                return start if is_patients else None
        if last in self._roles.posts:
            heads = range(end - 2, end - 3 - _MOST_BETWEEN, -1)
            return next((at for at in heads if words.plain(at) in self._roles.heads), None)
        return self._only_before(words, end, place)

    def _is_patients(self, words: PersonText, start: int, place: int) -> bool:
        """Whether a patient was spoken of before, and what is led is no clinic."""
        before = {words.plain(at) for at in range(start)}
        name = {words.plain(at) for at in range(place, place + _LONGEST_NAME)}
        return bool(before & self._roles.patients) and not name & self._roles.clinics

    def _is_of_patient(self, words: PersonText, end: int) -> bool:
        """Whether a patient is said to be it, or is treated: "pt is the CEO", "needling the starting qb"."""
        the = next((at for at in range(end - 1, end - 5, -1) if words.plain(at) in _DEFINITE), -1)
        if the < 0:
            return False
        is_one = words.plain(the - 1 - (words.plain(the - 1) in _IS)) in self._roles.patients
        return is_one or self._signs.are_before(words, the)

    def _is_on_team(self, words: PersonText, start: int, place: int) -> bool:
        """Whether it is one of a team, and is treated or a muscle of his is told."""
        name = {words.plain(at) for at in range(place, place + _LONGEST_NAME)}
        if name & self._roles.clinics:
            return False
        behind = range(place, place + 1 + _FAR)
        is_noted = any(words.plain(at) in self._muscles for at in behind)
        return is_noted or self._is_of_patient(words, start + 1)

    def _only_before(self, words: PersonText, end: int, place: int) -> int | None:
        """Where "only" stands of what a patient alone is or does: "he drives the only truck in"."""
        for only in range(end - 2, end - 2 - _MOST_BEHIND_ONLY, -1):
            if words.plain(only) in _ONLY and words.plain(only - 1) == "the":
                is_ours = any(words.plain(at) in self._roles.ours for at in range(only, end))
                is_patients = self._is_said_of_patient(words, only - 2)
                is_patients = is_patients or self._signs.are_behind(words, place)
                return only if is_patients and not is_ours else None
        return None

    def _is_said_of_patient(self, words: PersonText, verb: int) -> bool:
        """Whether "she's" or "patient drives" ends at a word."""
        does = words.plain(verb) in self._roles.doing
        return words.plain(verb - does) in self._roles.patients


def _last_words(titles: Iterable[str]) -> Iterable[str]:
    return (title.rpartition("-")[2] for title in titles)

"""What only looks like a person's name: a payer, a plan, a place, a finding, an author.

"Bell's palsy", "St. Paul", "Tyler, TX", "allen medical plan", "chang gunn approach for radiculopathy".
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from models.coverage.state import NAMES
from models.privacy.person_text import STATES, PersonNames, PersonText
from models.spelling import slips_between
from models.words import key_of

# In front of one of these, a name belongs to a place.
_OF_REGIONS: Final = frozenset("county parish township".split())

# Between a name and the words of a plan; and words that alone make a plan of a name.
_OF_COUNTRY: Final = frozenset("valley county regional memorial river lake community".split())
_SURELY_PLANS: Final = frozenset("hmo ppo epo tpa administrators health healthcare".split())
_THIRD_PARTY: Final = frozenset("tpa administrators".split())
# "self funded thru", "administered by": behind them stands a company.
_RUN_BY: Final = frozenset("thru through by via".split())
_FUNDED: Final = frozenset(
    "funded insured selffunded administered administrated tpa aso erisa".split()
)
_PAYER_COMMANDS: Final = frozenset({"coverage", "denial", "compare"})

# What an author has written, where a word or year stands beside it.
_WRITINGS: Final = frozenset("review study book paper article research studies papers".split())
# Works that an author is named for whatever they are about: "shah microdialysis study".
_STUDIES: Final = frozenset("study studies trial trials rct paper".split())
_MOST_ABOUT: Final = 3
_ABOUT: Final = frozenset("on of in about for adverse safety".split())
_PARTICLES: Final = frozenset("de la las los del y and et von van al needling".split())
_YEAR = re.compile(r"\s\(?(?:19[89]\d|20[0-4]\d)\)?\s?\Z")
_PAPER = re.compile(r",?\s\(?(?:19[89]\d|20[0-4]\d)\)?(?![\w/-])")
# The year of a paper with what it is about behind it, or at the end: "Cummings and White 2001 needling".
_CITED = re.compile(
    r" \(?(?:199\d|20[012]\d)\)? (?:\d{1,3},\d{3}|needling|acupuncture|trigger)\b|dosage (?:199\d|20[012]\d)\s*\Z"
)
_LONGEST_CAMPUS: Final = 2  # words before the last of an institution's name
_JOKE = re.compile(
    r"\bknock,? knock\b|\bwhat do you (?:call|get when you cross) an?\b", re.IGNORECASE
)
_IN: Final = frozenset({"in", "near"})
_MOST_AUTHORS: Final = 5
_NEAR: Final = 2  # words
_OF_PATIENTS_FINDINGS: Final = frozenset({"has", "had", "with", "wants", "said", "says"})
_LONGEST_KNOWN: Final = 8
_LONG_STATE: Final = 6  # letters
_SAMPLES: Final = frozenset("placeholder sample example dummy fake template demo".split())
_NO_PATIENTS: Final = frozenset({"session", "caps", "clinic"})  # commands that take an alias


class PersonExcuses:
    """Whether words that look like a name belong to something else, in one text."""

    def __init__(self, names: PersonNames, words: PersonText) -> None:
        self._names = names
        self._beside = names.lexicon.beside
        self._words = words

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(key_of(token.typed) for token in self._words.tokens)

    @cached_property
    def _plain(self) -> frozenset[str]:
        return frozenset(token.plain for token in self._words.tokens)

    def holds(self, start: int, end: int) -> bool:
        """Whether the words from a place up to another are no person."""
        if self._is_sample(end) or self._is_named_place(start, end) or self._is_nobodys(start, end):
            return True
        is_one = end - start == 1  # "Thomas test", and not "Ruth Gonzalez test"
        if is_one and self._words.plain(end) in self._beside.things and self._joins(end):
            return True
        if self._is_known(start, end) or self._is_city(start, end) or self._is_finding(start, end):
            return True
        if end - start > 1 and self._is_told_of_payer(start, end):
            return True
        before = self._words.plain(start - 1)
        if (
            self._words.command in _NO_PATIENTS
            or before in self._names.heads
            or self._is_owner(start, end)
        ):
            return False
        return (
            self._is_plan(start, end)
            or self._is_author(start, end)
            or self._is_studied(start, end)
            or self._is_dated(start, end)
            or self._is_cited(start)
            or self._is_administrator(start, end)
        )

    def _is_sample(self, end: int) -> bool:
        """Whether nobody is meant: "John Doe placeholder on our ABN sample"."""
        is_doe = self._words.plain(end - 1) == "doe" or self._words.plain(end) == "doe"
        return is_doe and not self._plain.isdisjoint(_SAMPLES)

    def _is_nobodys(self, start: int, end: int) -> bool:
        return self._is_campus(start, end) or self._is_software(start, end) or self._is_joke()

    def _is_campus(self, start: int, end: int) -> bool:
        """Whether an institution's name ends with the first word: "Johns Hopkins Bayview"."""
        if end - start == 1 or self._words.plain(start + 1) in self._names.any:
            return False
        known, others = self._names.known, self._names.lexicon.not_persons
        longest = range(max(0, start - _LONGEST_CAMPUS), start)
        names = ("".join(self._keys[first : start + 1]) for first in longest)
        return any(name in known or name in others for name in names)

    def _is_software(self, start: int, end: int) -> bool:
        """Whether software does what it does: "Does Jane auto add GP"."""
        is_one = end - start == 1 and self._words.plain(start) in self._beside.software
        return is_one and self._words.plain(end) in self._beside.tasks

    def _is_joke(self) -> bool:
        """Whether a joke is told, and nothing of a patient: "knock knock", "what do you call a PT named"."""
        return bool(_JOKE.search(self._words.text)) and not self._plain & self._beside.of_patients

    def _is_named_place(self, start: int, end: int) -> bool:
        """Whether a place or a storm has the name: "Fort Wayne", "Lake Norman", "Prince George's county"."""
        before = self._words.plain(start - 1)
        if before in self._beside.places and self._words.gap(start - 1) in {" ", ". ", ".", "-"}:
            return True
        is_inside = end - start > 1 and self._words.plain(start) in self._beside.places
        return is_inside or self._words.plain(end) in _OF_REGIONS

    def _is_dated(self, start: int, end: int) -> bool:
        """Whether one name and the year of a paper stand there: "brady 2014", not "brady 2026 visits"."""
        behind = self._words.text[self._words.tokens[end - 1].end :][:8]
        is_one = end - start == 1 or (end - start == 2 and self._words.gap(start) == "-")
        return (
            is_one
            and bool(_PAPER.match(behind))
            and self._words.plain(end) not in self._beside.of_patients
        )

    def _is_cited(self, start: int) -> bool:
        """Whether papers are spoken of, and no patient: "Quintner Cohen critique", "Gattie 2017 JOSPT"."""
        words = self._words
        if self._plain & self._beside.of_patients or self._plain & self._names.heads:
            return False
        return bool(
            self._plain & self._beside.literature
            or _CITED.search(words.text, words.tokens[start].end)
        )

    def _joins(self, place: int) -> bool:
        return self._words.gap(place - 1) in {" ", "-"}

    def _is_owner(self, start: int, end: int) -> bool:
        return any(token.is_possessive for token in self._words.tokens[start:end])

    def _is_plan(self, start: int, end: int) -> bool:
        """Whether a name starts the name of a plan: "allen medical plan", "cooper tpa"."""
        if self._words.plain(end) in _OF_COUNTRY and self._joins(
            end
        ):  # "blanchard valley health plan"
            end += 1
            return (
                self._words.plain(end) in self._beside.plans
                and self._words.plain(end + 1) in self._beside.plans
            )
        behind = self._words.plain(end), self._words.plain(end + 1)
        if not self._joins(end) or behind[0] not in self._beside.plans:
            return False
        if end - start > 1:
            return behind[0] in _THIRD_PARTY
        sure = behind[0] in _SURELY_PLANS or behind[1] in self._beside.plans
        return sure or self._words.command in _PAYER_COMMANDS

    def _is_administrator(self, start: int, end: int) -> bool:
        """Whether a plan of an employer is run by whom it names: "self funded thru Harrington"."""
        words, lexicon = self._words, self._names.lexicon
        if end - start > 1 or words.plain(start - 1) not in _RUN_BY:
            return False
        name = words.plain(start)
        may_be_firm = name in lexicon.towns or name in lexicon.surnames  # no "thru Maria"
        if not may_be_firm or words.tokens[start].is_possessive:
            return False
        return any(words.plain(place) in _FUNDED for place in range(max(0, start - 3), start - 1))

    def _is_author(self, start: int, end: int) -> bool:
        """Whether names and then a work stand there: "fernandez de las penas review on headaches"."""
        place = end
        while place < min(start + _MOST_AUTHORS, len(self._words.tokens)):
            word = self._words.plain(place)
            if word in self._beside.works:
                return True
            if word in _WRITINGS:
                return self._is_told_as_writing(place)
            if not (word in _PARTICLES or word in self._names.any or self._names.is_unknown(word)):
                return False
            place += 1
        return False

    def _is_studied(self, start: int, end: int) -> bool:
        """Whether a name, what it is about and a work stand there: "brady adverse events study"."""
        is_one = end - start == 1
        for place in range(end, end + _MOST_ABOUT + 1 if is_one else end):
            if self._words.plain(place) in _STUDIES:
                return True
            if self._words.plain(place) in self._beside.of_patients or not self._joins(place):
                return False
        return False

    def _is_told_as_writing(self, place: int) -> bool:
        behind = self._words.plain(place + 1)
        token = self._words.tokens[place]
        has_year = _YEAR.search(self._words.text[max(0, token.start - 8) : token.start])
        return behind in _ABOUT or bool(has_year)

    def _is_known(self, start: int, end: int) -> bool:
        """Whether the words stand in the name of a payer, an eponym or the like."""
        keys = self._keys
        for first in range(max(0, end - _LONGEST_KNOWN), start + 1):
            name = ""
            for place in range(first, min(first + _LONGEST_KNOWN, len(keys))):
                owner = name + self._words.plain(place)  # "Henry Ford's plan"
                name += keys[place]
                if place < end - 1:
                    continue
                if self._is_thing(name, first, place):
                    return True
                if place > first and owner != name and self._is_thing(owner, first, place):
                    return True
        return False

    def _is_finding(self, start: int, end: int) -> bool:
        """Whether eponyms stand beside another, or beside how they turned out: "Lasegue and Kemp pos".

        Two of them that are names as well are a person's, as those of a patient who has something are.
        """
        eponyms, words = self._names.lexicon.eponyms, self._words
        those = {words.plain(place) for place in range(start, end)}
        if not those <= eponyms or words.plain(end) in _OF_PATIENTS_FINDINGS:
            return False
        near = {words.plain(place) for place in range(start - _NEAR, end + _NEAR)}
        return bool(near & self._beside.findings or (near & eponyms) - self._names.any)

    def _is_told_of_payer(self, start: int, end: int) -> bool:
        """Whether a payer of several words stands behind a word for a patient: "patient, State Farm"."""
        is_head = self._words.plain(start) in self._beside.people
        is_apart = "," in self._words.gap(start)
        names = (
            "".join(self._keys[end - 1 : last]) for last in range(end + 1, end + _LONGEST_KNOWN)
        )
        return is_head and is_apart and any(name in self._names.known for name in names)

    def _is_thing(self, name: str, first: int, last: int) -> bool:
        is_long_city = last > first and name in self._names.lexicon.cities
        return is_long_city or self._names.is_no_person(name)

    def _is_city(self, start: int, end: int) -> bool:
        """Whether one word is a city, and where it stands is a place: "in Tyler", "Tyler, TX"."""
        word, words = self._words.plain(start), self._words
        if end - start > 1 or start == words.slot:
            return False
        if word in self._names.lexicon.towns and not words.tokens[start].is_possessive:
            is_there = words.plain(start - 1) in _IN and words.gap(start - 1) == " "
            return is_there or words.plain(end) in STATES or words.command == "state"
        if word not in self._names.lexicon.cities:
            return words.plain(start - 1) == "in" and _is_slip_of_state(word)
        before, behind = words.plain(start - 1), words.plain(end)
        if start and any(
            map(str.isdigit, words.gap(start - 1))
        ):  # "CO-50 Henderson" is no place in Colorado
            before = ""
        is_place = before in self._beside.before_city or behind in STATES or before in STATES
        is_office = behind in self._beside.behind_city and words.gap(start) == " "
        is_owner = words.tokens[start].is_possessive
        return is_place or words.command == "state" or (is_office and not is_owner)


def _is_slip_of_state(word: str) -> bool:
    """Whether a word is a state's name but for a letter: "virgina"."""
    return len(word) >= _LONG_STATE and any(
        slips_between(word, name.casefold(), 1) == 1 for name in NAMES.values()
    )

"""Names of people: by lists of names, by titles and the like, and by two unknown words in capitals.

A courtesy and not the wall: a name may be any word. "Jane Doe", "Price, Mark", "Rose T.", "J. Green",
"Mrs Kowalczyk", "pt Xochitl", "Mehmet Yilmaz"; not "Bell's palsy", "St. Paul", "Tyler, TX".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from models.privacy.kinds import Span
from models.privacy.lexicon import Lexicon, keys
from models.privacy.runs import is_full_name, is_handle
from models.privacy.tokens import Token, tokens
from models.state import NAMES as STATES
from models.words import key_of

_HONORIFICS: Final = frozenset(
    "mr mrs ms miss mx dr sgt sra sr senora señora herr frau mme".split()
)
_MARRIED: Final = frozenset("mr mrs".split())
_PEOPLE: Final = frozenset(
    """patient pt client member insured subscriber guarantor named name wife husband mother father
    son daughter mom dad spouse sister brother""".split()
)
_PATIENTS: Final = frozenset("patient pt client named".split())
_PERSONS_OWN: Final = frozenset(
    """appointment appt auth authorization balance birthday cap card case chart claim coverage
    deductible dob eval insurance mom mother number plan referral session sessions visit visits
    wife husband son daughter""".split()
)

# Behind one of these, a name belongs to a place; in front of one, to an institution or a finding.
_OF_PLACES: Final = frozenset(
    "st saint ste san santa fort ft mt mount port lake los las puerto".split()
)
_OF_THINGS: Final = frozenset(
    """disease syndrome palsy sign test tests method technique neuroma cyst contracture fracture
    deformity maneuver score scale index healthcare hospital county university college clinic
    seminars mutual act law decision study studies et v vs tape tendinopathy lesion nodes node
    stretch criteria triangle foundation district mills heights beach springs park""".split()
)
_BEFORE_CITY: Final = frozenset(
    "in near from at around outside of to clinic clinics city downtown greater north south east west".split()
)
_STATE_WORDS: Final = frozenset(word for name in STATES.values() for word in name.lower().split())
_STATES: Final = _STATE_WORDS | {code.lower() for code in STATES}
_LETTERED: Final = frozenset(
    "part plan type vitamin hep hepatitis grade class phase level box appendix exhibit tier".split()
)
_LONGEST_KNOWN: Final = 8
_SHORTEST_CAPITALS: Final = 4
_SHORTEST_LONE: Final = 3
_ENDINGS: Final = ("s", "es", "ed", "d", "ing", "ly", "er", "al", "ic")


@dataclass(frozen=True, slots=True)
class PersonSearch:
    """Looks for names of people. `known` are keys of payers and the like, of which none is one."""

    lexicon: Lexicon
    known: frozenset[str]
    known_words: frozenset[str]

    def find(self, text: str, slot: int | None, command: str = "") -> Span | None:
        """Where the first name stands in a folded text; `slot` is where an alias is expected."""
        return _OneText(self, text, slot, command).find()

    def is_unknown(self, plain: str) -> bool:
        """Whether a word is no ordinary one, and in no name of a payer, place or the like."""
        return not any(
            each in self.lexicon.words or each in self.known_words
            for each in (plain, *(plain.removesuffix(end) for end in _ENDINGS))
        )

    def is_no_person(self, name: str) -> bool:
        """Whether a key is a payer, an eponym or the like."""
        return name in self.known or name in self.lexicon.not_persons or name in _STATE_KEYS


_STATE_KEYS: Final = keys(STATES.values())


class _OneText:
    """The search in one text."""

    def __init__(self, search: PersonSearch, text: str, slot: int | None, command: str) -> None:
        self._search = search
        self._names = search.lexicon.names
        self._given = search.lexicon.given
        self._surnames = search.lexicon.surnames
        self._text = text
        self._command = command
        self._tokens = tokens(text)
        self._slot = self._place_of(slot)

    def find(self) -> Span | None:
        for place, token in enumerate(self._tokens):
            length = self._length(place, token)
            if length and not self._is_excused(place, place + length):
                return token.start, self._tokens[place + length - 1].end
        return None

    def _place_of(self, slot: int | None) -> int:
        """Which token stands where an alias is expected; -1 where none does."""
        if slot is None:
            return -1
        for place, token in enumerate(self._tokens):
            if token.start >= slot:
                return place if not self._text[slot : token.start].strip("@#<.'\" ") else -1
        return -1

    def _length(self, place: int, token: Token) -> int:
        """How many words from here on look like a name; 0 where none does."""
        following = self._tokens[place + 1] if place + 1 < len(self._tokens) else None
        if following and self._is_two(place, token, following):
            return 2
        if token.plain in self._names or self._is_alone(place, token):
            return 1
        return 1 if self._is_handle(token) else 0

    def _is_two(self, place: int, token: Token, following: Token) -> bool:
        gap = self._text[token.end : following.start]
        if len(gap) > 3:
            return False
        return (
            self._is_announced(token, following, gap)
            or self._is_pair(place, token, following, gap)
            or self._is_unknown_pair(place, token, following, gap)
        )

    def _is_announced(self, token: Token, following: Token, gap: str) -> bool:
        """Whether a title or the like stands before a name: "Mrs. Green", "client: Wolf"."""
        if following.plain in _STATES or gap.strip(" .:,-"):
            return False
        if token.plain in _HONORIFICS:
            return self._is_titled(token, following, gap)
        if token.plain not in _PEOPLE or token.typed.isupper() or not following.is_title:
            return False
        return self._is_name(following) or (
            token.plain in _PATIENTS
            and (token.typed.islower() or self._search.is_unknown(following.plain))
            and following.plain not in _STATES
            and not self._search.is_no_person(following.plain)
        )

    def _is_titled(self, token: Token, following: Token, gap: str) -> bool:
        if token.plain == "miss":  # "Miss." is Mississippi, and one can miss a visit
            return following.is_title and "." not in gap
        if token.typed == "MS" or (token.typed == "DR" and not self._is_name(following)):
            return False
        if following.is_title or self._is_name(following):
            return True
        return token.plain in _MARRIED and len(following.plain) > 1

    def _is_pair(self, place: int, token: Token, following: Token, gap: str) -> bool:
        """Whether two words, of which each may be no name, are one together.

        "Mark Price", "Price, Mark", "Rose T.", "J. Green"; "mark price" where an alias should be.
        """
        given, surname = self._may_be_given(token), self._may_be_surname(token)
        if gap in {" ", "-", "_", "."} and given and self._may_be_surname(following):
            return (token.is_title and following.is_title) or place == self._slot
        if gap in {" ", ", ", ","} and token.is_title and following.is_initial:
            ends = self._text[following.end : following.end + 1] in {"", ".", " ", ","}
            lone = gap != " " or self._text[following.end : following.end + 1] in {"", "."}
            return ends and lone and (given or (surname and "," in gap))
        if gap in {", ", ","} and surname and self._may_be_given(following):
            titled = token.is_title and following.is_title
            return (titled or place == self._slot) and following.plain not in _STATES
        if gap in {". ", ".", " "} and token.is_initial and following.is_title:
            dotted = "." in gap or place == self._slot
            return dotted and self._may_be_surname(following) and not self._is_lettered(place)
        return place == self._slot and self._is_initial_beside(token, following, gap)

    def _is_initial_beside(self, token: Token, following: Token, gap: str) -> bool:
        """Whether "j smith" or "smith j" stands where an alias is expected."""
        if gap not in {" ", ". ", ".", ", "}:
            return False
        one, other = (token, following) if len(token.plain) == 1 else (following, token)
        return len(one.plain) == 1 and one.plain != "x" and self._is_name(other)

    def _is_unknown_pair(self, place: int, token: Token, following: Token, gap: str) -> bool:
        """Whether two neighbours in capitals are words of no list: "Zuriel Wojtkowiak"."""
        if gap not in {" ", ", ", "-"} or token.is_possessive:
            return False
        titled = (
            token.is_title
            and following.is_title
            and min(len(token.plain), len(following.plain)) > 1
        )
        capitals = (
            token.typed.isupper()
            and following.typed.isupper()
            and min(len(token.plain), len(following.plain)) >= _SHORTEST_CAPITALS
        )
        if not (titled or capitals or place == self._slot):
            return False
        one, two = self._is_like_name(token), self._is_like_name(following)
        unknown = self._search.is_unknown
        if one and two and (unknown(token.plain) or unknown(following.plain)):
            return not self._is_ordinary(token) and not self._is_ordinary(following)
        return False

    def _is_ordinary(self, token: Token) -> bool:
        return not self._search.is_unknown(token.plain) and not self._is_name(token)

    def _is_like_name(self, token: Token) -> bool:
        """Whether a word may be a name: unknown, or in some list of names."""
        if token.plain in _STATES or key_of(token.plain) in self._search.known:
            return False
        return self._search.is_unknown(token.plain) or self._is_name(token)

    def _is_alone(self, place: int, token: Token) -> bool:
        """Whether one word is a name where it stands: in an alias's place, or as an owner."""
        if token.is_possessive and token.is_title and self._search.is_unknown(token.plain):
            behind = self._tokens[place + 1].plain if place + 1 < len(self._tokens) else ""
            return behind in _PERSONS_OWN
        if place != self._slot or len(token.plain) < _SHORTEST_LONE:
            return False
        behind = self._text[token.end : token.end + 2].strip(" -")
        if behind[:1].isdigit() or self._is_digit_next(token):
            return False
        if is_handle(token.plain, self._search.lexicon):
            return True
        if self._command == "caps":
            return False
        return self._search.is_unknown(token.plain)

    def _is_digit_next(self, token: Token) -> bool:
        """Whether digits stand behind a word, or against it: "blue 47 k", "7BLUE"."""
        behind = self._text[token.end : token.end + 3].lstrip(" -_")
        before = self._text[token.start - 1 : token.start]
        return behind[:1].isdigit() or before.isdigit()

    def _is_handle(self, token: Token) -> bool:
        """Whether a word is a name run together, or a handle that is made of one."""
        mark = self._text[token.start - 1 : token.start]
        if mark in {"@", "#"} and is_handle(token.plain, self._search.lexicon):
            return True
        return self._search.is_unknown(token.plain) and is_full_name(
            token.plain, self._search.lexicon
        )

    def _may_be_given(self, token: Token) -> bool:
        return token.plain in self._names or token.plain in self._given

    def _may_be_surname(self, token: Token) -> bool:
        return token.plain in self._names or token.plain in self._surnames

    def _is_name(self, token: Token) -> bool:
        return self._may_be_given(token) or self._may_be_surname(token)

    def _is_lettered(self, place: int) -> bool:
        """Whether a letter counts something: "Part B. Price"."""
        return place > 0 and self._tokens[place - 1].plain in _LETTERED

    def _is_excused(self, start: int, end: int) -> bool:
        items = self._tokens
        if start and items[start - 1].plain in _OF_PLACES and self._adjoins(start):
            return True
        is_one = end - start == 1  # "Thomas test", and not "Ruth Gonzalez test"
        if is_one and end < len(items) and items[end].plain in _OF_THINGS and self._joined(end):
            return True
        return self._is_known(start, end) or self._is_city(start, end)

    def _adjoins(self, place: int) -> bool:
        gap = self._text[self._tokens[place - 1].end : self._tokens[place].start]
        return gap in {" ", ". ", ".", "-"}

    def _joined(self, place: int) -> bool:
        return self._text[self._tokens[place - 1].end : self._tokens[place].start] in {" ", "-"}

    def _is_known(self, start: int, end: int) -> bool:
        """Whether the words stand in the name of a payer, an eponym or the like."""
        for first in range(max(0, end - _LONGEST_KNOWN), start + 1):
            name = ""
            for place in range(first, min(first + _LONGEST_KNOWN, len(self._tokens))):
                name += key_of(self._tokens[place].typed)
                if place >= end - 1 and self._search.is_no_person(name):
                    return True
                if place >= end - 1 and self._is_long_city(name, first, place):
                    return True
        return False

    def _is_long_city(self, name: str, first: int, last: int) -> bool:
        return last > first and name in self._search.lexicon.cities

    def _is_city(self, start: int, end: int) -> bool:
        """Whether one word is a city, and where it stands is a place: "in Tyler", "Tyler, TX"."""
        token = self._tokens[start]
        if end - start > 1 or token.plain not in self._search.lexicon.cities or start == self._slot:
            return False
        before = self._tokens[start - 1].plain if start else ""
        behind = self._tokens[end].plain if end < len(self._tokens) else ""
        is_place = before in _BEFORE_CITY or behind in _STATES or before in _STATES
        return is_place or self._command == "state"

"""Finds cities and counties among the words that someone typed, and their states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.coverage.place import Place
from models.coverage.state import NAMES
from models.understanding.names import NameIndex, NameMatch
from models.words import Word

_AT = frozenset({"in", "near", "from", "around", "outside"})
_COUNTY = frozenset({"county", "parish"})
_SAINTS = {"saint ": "st ", "fort ": "ft ", "mount ": "mt "}

# A season is also a city, in Texas.
_SEASONS = (["spring"],)
_OF_SEASONS = frozenset("last this next early late mid since every each past".split())
_ITS_STATE = frozenset({"tx", "tex", "texas"})

# Care that comes to the patient is no city of Alabama: "a mobile visit".
_CARE = frozenset("visit visits service services practice practices business unit".split())

_FEW_WORDS = 6  # "can a pt needle in spring"

# Below this many letters a slip makes too many other words of a city.
_SHORTEST_MISSPELT = 7


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """Where a city or county stands, and what it is. `is_plain`: nothing else can be meant."""

    start: int
    end: int
    place: Place
    is_plain: bool


class PlaceNames:
    """Reads cities and counties."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {f"{place.name}/{place.is_county}": place for place in places}
        self._cities = NameIndex(
            {id_: _spellings(p) for id_, p in self._places.items() if not p.is_county}
        )
        self._counties = NameIndex(
            {id_: (_without_parish(p.name),) for id_, p in self._places.items() if p.is_county}
        )
        self._large = NameIndex(
            {id_: (p.name,) for id_, p in self._places.items() if not (p.is_county or p.is_word)},
            shortest=_SHORTEST_MISSPELT,
            like_enough=0.84,
            by_ends=True,
        )

    def find(self, words: tuple[Word, ...]) -> list[PlaceMatch]:
        """The cities and counties that the words hold, none of them inside another."""
        counties = [m for m in self._counties.find_apart(words) if _is_county(words, m)]
        taken = [PlaceMatch(m.start, m.end + 1, self._county(words, m), True) for m in counties]
        for match in self._cities.find_apart(words):
            if _is_border(words, match) or _is_season(words, match):
                continue
            place = self._of(match)
            if place.is_word and _is_thing(words, match, place):
                continue
            if all(match.end <= m.start or m.end <= match.start for m in taken):
                taken.append(
                    PlaceMatch(match.start, match.end, place, _is_plain(words, match, place))
                )
        return taken

    def _of(self, match: NameMatch) -> Place:
        """The place of as many words as were typed: "North Port" is not Northport."""
        places = [self._places[id_] for id_ in match.ids]
        typed = match.end - match.start
        return next((p for p in places if len(p.name.split()) == typed), places[0])

    def _county(self, words: tuple[Word, ...], match: NameMatch) -> Place:
        """The parish or the county of a name."""
        is_parish = words[match.end].plain == "parish"
        typed = match.end - match.start + is_parish
        places = [self._places[id_] for id_ in match.ids]
        return min(
            places,
            key=lambda p: (
                p.name.endswith(" Parish") != is_parish,
                len(p.name.split()) != typed,
            ),
        )

    def guess(self, words: tuple[Word, ...], skip: frozenset[str]) -> tuple[Place, str] | None:
        """The one city of which the words may be a misspelling, and the words."""
        guess = self._large.guess(words, skip=skip)
        if guess is None or len(guess.match.ids) > 1:
            return None
        return self._places[guess.match.ids[0]], guess.typed


def _spellings(place: Place) -> tuple[str, ...]:
    """A name, and the shorter way to write its saint or fort."""
    low = place.name.lower()
    return (
        place.name,
        *(low.replace(long, short, 1) for long, short in _SAINTS.items() if low.startswith(long)),
    )


def _without_parish(name: str) -> str:
    return name.removesuffix(" Parish")


def _is_county(words: tuple[Word, ...], match: NameMatch) -> bool:
    return match.end < len(words) and words[match.end].plain in _COUNTY


def _is_plain(words: tuple[Word, ...], match: NameMatch, place: Place) -> bool:
    """Whether a city's name says nothing else where it stands."""
    if not place.is_word or match.end - match.start == len(words):
        return True
    if match.start and words[match.start - 1].plain in _AT:
        return True
    behind = " ".join(word.plain for word in words[match.end : match.end + 2])
    first = behind.partition(" ")[0]
    return any(
        first in (state.lower(), NAMES[state].lower()) or behind == NAMES[state].lower()
        for state in place.states
    )


def _is_border(words: tuple[Word, ...], match: NameMatch) -> bool:
    """Whether it is the line of a state and no city: "the KS MO line" is not Moline."""
    typed = [word.plain.upper() for word in words[match.start : match.end]]
    return typed[1:] == ["LINE"] and typed[0] in NAMES


def _is_thing(words: tuple[Word, ...], match: NameMatch, place: Place) -> bool:
    """Whether it is a word: "in the spring", "a mobile visit", not "in The Villages"."""
    first = words[match.start].plain
    if match.end < len(words) and words[match.end].plain in _CARE:
        return True
    return first == "the" and not place.name.lower().startswith("the ")


def _is_season(words: tuple[Word, ...], match: NameMatch) -> bool:
    """Whether it is a time of the year and no city: "in spring 2020", "start here in spring".

    In a sentence only its state tells that the city is meant.
    """
    name = [word.plain for word in words[match.start : match.end]]
    if [word for word in name if word != "and"] not in _SEASONS:
        return False
    before = words[match.start - 1].plain if match.start else ""
    behind = words[match.end].plain if match.end < len(words) else ""
    is_year = behind.isdigit() and len(behind) == len("2020")
    if is_year or before in _OF_SEASONS or (before, behind) == ("in", "of"):
        return True
    is_sentence = words[-1].place >= _FEW_WORDS
    return is_sentence and _ITS_STATE.isdisjoint(word.plain for word in words)


def longest(
    names: list[NameMatch], cities: list[PlaceMatch]
) -> tuple[list[NameMatch], list[PlaceMatch]]:
    """The longer of names that share words: "Kansas City" is no Kansas, "New York City" is one."""
    kept = [name for name in names if not any(holds(city, name) for city in cities)]
    apart = [c for c in cities if all(c.end <= n.start or n.end <= c.start for n in kept)]
    return kept, apart


def holds(longer: NameMatch | PlaceMatch, name: NameMatch | PlaceMatch) -> bool:
    """Whether a name holds another one, and more: "Kansas City" holds Kansas."""
    inside = longer.start <= name.start and name.end <= longer.end
    return inside and longer.end - longer.start > name.end - name.start

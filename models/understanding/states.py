"""Finds states among the words that someone typed: names, abbreviations, two letters, cities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.coverage import state
from models.coverage.place import Place
from models.understanding.names import NameIndex, NameMatch
from models.understanding.places import PlaceMatch, PlaceNames
from models.understanding.remaining_text import FILLER, RemainingText
from models.words import Word

# Two-letter words that are more often English or a profession than a state, the most English first.
_BY_ENGLISH = (
    "in",
    "or",
    "me",
    "ok",
    "hi",
    "oh",
    "id",
    "de",
    "la",
    "co",
    "ma",
    "al",
    "ct",
    "md",
    "pa",
)
_ENGLISH = frozenset(_BY_ENGLISH) - {"co", "ct"}
_ALWAYS_ENGLISH = frozenset(
    {"in", "or", "me", "hi", "ok", "oh", "id", "de", "la", "co", "ma", "al"}
)

# Beside another state these are professions: chiropractor, physician, physician assistant.
_ALSO_PROFESSIONS = frozenset({"dc", "md", "pa"})

# Words beside two letters that make something else of them: "co pay", "ct scan", "et al".
_MAKES_A_WORD = frozenset(
    {("co", "pay"), ("co", "payment"), ("co", "sign"), ("co", "signed"), ("co", "signature"),
     ("co", "treat"), ("co", "insurance"), ("ct", "scan"), ("id", "number"), ("id", "card"),
     ("ga", "modifier"), ("la", "carte"), ("de", "novo"), ("ms", "contin"), ("or", "not")}
)  # fmt: skip
_NOT_BEHIND = frozenset({"a", "an", "my", "our", "your", "by", "et", "for", "with", "tell",
                         "let", "give", "to", "if", "without"})  # fmt: skip
_JOINS = frozenset({"and", "or", "vs", "versus", "to", "with", "than"})
_IN = frozenset({"in", "state"})
_BEFORE_CITY = frozenset({"in", "near"})

# Words that mean nothing in a question, unless a state's name starts with them.
_IN_NAMES = frozenset({"new", "north", "south", "west"})

_SHORT_TEXT = 3  # words


@dataclass(frozen=True, slots=True)
class Located:
    """The states of a text, in the order in which they are named.

    `unclear` is a name that fits all of them, of which one must be chosen. `city` is the city or
    county that names the state, `territory` one that this book does not hold.
    """

    states: tuple[str, ...] = ()
    unclear: str = ""
    city: str = ""
    territory: str = ""
    guessed_from: str = ""


class StateNames:
    """Reads states: by name, by two letters, by older abbreviations, by a city, or misspelt."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        named = {
            code: (name, f"{name}s", *state.SYNONYMS.get(code, ()))  # "Florida's law"
            for code, name in state.NAMES.items()
        }
        self._names = NameIndex(named, shortest=4, like_enough=0.75)
        self._weak = NameIndex(state.ALSO_WORDS)
        self._territories = NameIndex(
            {name: (name, *also) for name, also in state.TERRITORIES.items()}
        )
        self._places = PlaceNames(places)

    def take(self, text: RemainingText) -> Located:
        """The states of a question about a payer, in which two letters may be English."""
        names = self._named(text, at_home=False)
        behind = any(word.plain in _BEFORE_CITY for word in text.words)
        cities = self._places.find(text.words) if behind else []
        cities = [match for match in cities if _is_told(text, match)]
        return self._located(text, names, cities, self._letters(text, names, _ENGLISH))

    def take_any(self, text: RemainingText, *, surely: bool = False) -> Located:
        """The states of a question about states: "or" may be Oregon here, unless only `surely`."""
        names = self._named(text)
        cities = [m for m in self._places.find(text.words) if m.is_plain]
        names, cities = _longest(names, cities)
        letters = self._letters(text, names, _ALWAYS_ENGLISH, cities)
        if not (names or cities or letters):
            names = self._weakly_named(text)
        if names or letters or (cities and not self._is_misspelt(text, cities)):
            return self._located(text, names, cities, letters)
        if territory := next(self._territories.find(text.words), None):
            text.take(territory)
            return Located(territory=territory.ids[0])
        return Located() if surely else self._guess(text, FILLER) or self._fallback(text)

    def guess_after_in(self, text: RemainingText) -> Located:
        """A misspelt state, where "in" says that one stands there."""
        for at, word in enumerate(text.words):
            behind = text.words[at + 1 : at + 3]
            guess = self._names.guess(behind) if word.plain == "in" else None
            if guess and guess.match.start == 0:
                text.drop(guess.words)
                return Located(guess.match.ids, guess.typed if len(guess.match.ids) > 1 else "")
        return Located()

    def _named(self, text: RemainingText, *, at_home: bool = True) -> list[NameMatch]:
        """States by name or abbreviation, two letters apart."""
        return [
            match
            for match in self._names.find_apart(text.words)
            if not _is_short(text, match) and (at_home or not _is_verb(text, match))
        ]

    def _weakly_named(self, text: RemainingText) -> list[NameMatch]:
        """An abbreviation that is also a word: at an end of the text, or behind "in"."""
        last = len(text.words)
        return [
            match
            for match in self._weak.find_apart(text.words)
            if match.end == last or text.before(match.start) in _IN
            or (match.start == 0 and last <= _SHORT_TEXT)
        ][:1]  # fmt: skip

    def _letters(
        self,
        text: RemainingText,
        names: list[NameMatch],
        english: frozenset[str],
        cities: Sequence[PlaceMatch] = (),
    ) -> list[int]:
        """Where two letters stand that surely are a state."""
        spans = [*map(_span, names), *map(_span, cities)]
        held = {at for start, end in spans for at in range(start, end)}
        pairs = [
            at
            for at, word in enumerate(text.words)
            if word.plain.upper() in state.NAMES and at not in held and not _is_word(text, at)
        ]
        behind_in = [
            at
            for at in pairs
            if text.before(at) in _IN and (english is _ALWAYS_ENGLISH or _is_told_in(text, at))
        ]
        ends = {match.end: match for match in cities}
        behind_city = [at for at in pairs if at in ends and _fits(text, at, ends[at])]
        shouted = _is_shouted(text)
        plain = [
            at for at in pairs
            if text.words[at].plain not in english
            or (_is_capital(text.words[at]) and not shouted)
        ]  # fmt: skip
        sure = sorted({*behind_in, *behind_city} or {*plain})
        if behind_in or behind_city:
            sure = sorted(
                {*sure, *(at for at in plain if text.words[at].plain not in _ALSO_PROFESSIONS)}
            )
        states = {*sure, *held}
        joined = [at for at in pairs if _is_joined(text, at, states - {at})]
        sure = sorted({*sure, *joined})
        if len(sure) + len(spans) > 1:
            others = [
                at for at in sure
                if text.words[at].plain not in _ALSO_PROFESSIONS or at in behind_in or at in joined
                or at in behind_city
            ]  # fmt: skip
            sure = others or sure[: 0 if spans else 1]
        return sure

    def _located(
        self,
        text: RemainingText,
        names: list[NameMatch],
        cities: list[PlaceMatch],
        letters: list[int],
    ) -> Located:
        told = [(match.start, match.ids) for match in names]
        told += [(at, (text.words[at].plain.upper(),)) for at in letters]
        codes = {code for _, ids in told for code in ids}
        starts = {start for start, _ in told}
        places = [m for m in cities if not codes & set(m.place.states) and m.end not in starts]
        unclear = [
            " ".join(w.typed for w in text.words[m.start : m.end]) for m in names if len(m.ids) > 1
        ]
        unclear += [_name(m.place) for m in places if len(m.place.states) > 1]
        city = next((_name(m.place) for m in places if len(m.place.states) == 1), "")
        told += [(match.start, match.place.states) for match in places]
        spans = [*map(_span, names), *map(_span, cities), *((at, at + 1) for at in letters)]
        text.drop([word for start, end in spans for word in text.words[start:end]])
        states = tuple(dict.fromkeys(code for _, ids in sorted(told) for code in ids))
        return Located(states, unclear[0] if unclear and len(told) == 1 else "", city)

    def _is_misspelt(self, text: RemainingText, cities: list[PlaceMatch]) -> bool:
        """Whether a city is but a part of a misspelt state: "distrct of columbia"."""
        guess = self._names.guess(text.words, skip=FILLER - _IN_NAMES)
        return guess is not None and any(_holds(guess.match, city) for city in cities)

    def _guess(self, text: RemainingText, skip: frozenset[str]) -> Located | None:
        guess = self._names.guess(text.words, skip=skip - _IN_NAMES)
        if guess:
            text.drop(guess.words)
            many = len(guess.match.ids) > 1
            return Located(guess.match.ids, guess.typed if many else "", guessed_from=guess.typed)
        if city := self._places.guess(text.words, skip):
            place, typed = city
            many = len(place.states) > 1
            text.drop([word for word in text.words if word.typed in typed.split()])
            return Located(
                place.states, place.name if many else "", "" if many else place.name, "", typed
            )
        return None

    def _fallback(self, text: RemainingText) -> Located:
        """Two letters that are mostly English, at an end of the text or in a short one."""
        last = len(text.words) - 1
        pairs = [
            at
            for at, word in enumerate(text.words)
            if word.plain.upper() in state.NAMES
            and (at in {0, last} or last < _SHORT_TEXT)
            and (text.before(at) not in _NOT_BEHIND or last == 0)
            and not _is_word(text, at)
            and not (
                at == 0
                and word.plain in {"in", "or", "hi", "ok", "oh", "me"}
                and last >= _SHORT_TEXT - 1
            )
        ]
        if not pairs:
            return Located()
        best = max(pairs, key=lambda at: (_rank(text.words[at].plain), at))
        code = text.words[best].plain.upper()
        text.drop([text.words[best]])
        return Located((code,))


def is_behind_in(text: RemainingText, match: NameMatch) -> bool:
    """Whether a match is two letters of a state behind "in": "VA" is Virginia there, no payer."""
    alone = match.end - match.start == 1
    letters = text.words[match.start].plain.upper()
    return alone and letters in state.NAMES and text.before(match.start) == "in"


def _span(match: NameMatch | PlaceMatch) -> tuple[int, int]:
    return match.start, match.end


def _rank(letters: str) -> int:
    """How little English two letters are."""
    return _BY_ENGLISH.index(letters) if letters in _BY_ENGLISH else len(_BY_ENGLISH)


def _is_short(text: RemainingText, match: NameMatch) -> bool:
    """Two letters are read apart from names, with more care."""
    return match.end - match.start == 1 and len(text.words[match.start].plain) <= 2  # noqa: PLR2004


def _is_verb(text: RemainingText, match: NameMatch) -> bool:
    """Whether an abbreviation is a word beside a payer: "did we miss"."""
    word = text.words[match.start]
    alone = match.end - match.start == 1 and word.plain in {"miss", "cal", "mont"}
    return alone and not (word.typed.istitle() or text.before(match.start) == "in")


def _is_word(text: RemainingText, at: int) -> bool:
    """Whether the word beside two letters makes something else of them, or "by" a biller."""
    word = text.words[at].plain
    if text.before(at) in {"by", "et"} or (
        word in {"dc", "md", "pa"} and text.before(at) in _NOT_BEHIND - {"to"}
    ):
        return True
    return (word, text.after(at)) in _MAKES_A_WORD or (word == "al" and text.before(at) == "et")


def _is_capital(word: Word) -> bool:
    """Whether capitals make a state of a word: not of one that may as well be a profession."""
    return word.typed.isupper() and word.plain not in _ALSO_PROFESSIONS


def _is_shouted(text: RemainingText) -> bool:
    """Whether a whole text is in capitals, so that they say nothing."""
    return len(text.words) >= _SHORT_TEXT and all(
        word.typed.isupper() for word in text.words if word.typed.isalpha()
    )


def _is_joined(text: RemainingText, at: int, states: set[int]) -> bool:
    """Whether two letters stand in a list with a state: "tx and ok", "oh or pa"."""
    word = text.words[at].plain
    if word == "in":
        return False
    if text.before(at) in _JOINS and at - 2 in states and text.before(at) != word:
        return True
    if word != "or" and text.after(at) in _JOINS and at + 2 in states:
        return text.words[at].plain not in {"me", "hi"} or text.words[at].typed.isupper()
    alone = word not in {"or", "me", "hi", "ok", "oh", *_ALSO_PROFESSIONS} or (
        text.words[at].typed.isupper() and not _is_shouted(text) and word not in _ALSO_PROFESSIONS
    )
    listed = at == len(text.words) - 1 and {at - 1, at - 2} <= states
    return (listed and word not in _ALSO_PROFESSIONS) or (alone and bool({at - 1, at + 1} & states))


def _fits(text: RemainingText, at: int, city: PlaceMatch) -> bool:
    """Whether two letters behind a city are its state: "Gary IN", not "Portland or Boise"."""
    letters = text.words[at].plain.upper()
    listed = letters in city.place.states
    return listed or letters.lower() not in {"in", "or", "me", "ok", "hi", "oh"}


def _is_told_in(text: RemainingText, at: int) -> bool:
    """Whether two letters behind "in" are a state beside a payer: not in "in $ or number"."""
    word, after = text.words[at], text.after(at)
    is_plain = word.plain not in _ENGLISH or word.typed.isupper()
    return is_plain or not after or after in FILLER or after[0].isdigit()


def _is_told(text: RemainingText, match: PlaceMatch) -> bool:
    """Whether a city is surely one beside a payer, whose name may hold it: behind "in"."""
    return match.is_plain and text.before(match.start) in _BEFORE_CITY


def _longest(
    names: list[NameMatch], cities: list[PlaceMatch]
) -> tuple[list[NameMatch], list[PlaceMatch]]:
    """The longer of names that share words: "Kansas City" is no Kansas, "New York City" is one."""
    kept = [name for name in names if not any(_holds(city, name) for city in cities)]
    apart = [c for c in cities if all(c.end <= n.start or n.end <= c.start for n in kept)]
    return kept, apart


def _holds(longer: NameMatch | PlaceMatch, name: NameMatch | PlaceMatch) -> bool:
    """Whether a name holds another one, and more: "Kansas City" holds Kansas."""
    inside = longer.start <= name.start and name.end <= longer.end
    return inside and longer.end - longer.start > name.end - name.start


def _name(place: Place) -> str:
    is_parish = place.name.endswith("Parish")
    return f"{place.name} County" if place.is_county and not is_parish else place.name

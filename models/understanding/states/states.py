"""Finds states among the words that someone typed: names, abbreviations, two letters, cities."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from models.coverage import state
from models.coverage.place import Place
from models.understanding.names import NameIndex, NameMatch
from models.understanding.remaining_text import FILLER, RemainingText
from models.understanding.states import listed_states
from models.understanding.states.located import Located
from models.understanding.states.name_words import (
    in_full,
    is_joined,
    is_missed,
    is_of_schools,
    is_short,
    is_verb,
)
from models.understanding.states.places import PlaceMatch, PlaceNames, holds, longest
from models.understanding.states.two_letters import (
    AT_HOME,
    BESIDE_PAYERS,
    IN,
    SHORT_TEXT,
    TwoLetters,
    alone_among_names,
    perhaps,
)
from models.understanding.states.which_state import (
    COMPARES,
    TAKES_BACK,
    Mention,
    corrected,
    is_of_license,
    where_treated,
)

_BEFORE_CITY = frozenset({"in", "near"})

# Words that mean nothing in a question, unless a state's name starts with them.
_IN_NAMES = frozenset({"new", "north", "south", "west", "w", "n", "s"})

# Words that are no slip of the state whose name they are near.
_WORDS = frozenset(
    """main mine indian indians island village villages color networks mission district
    districts""".split()
)
_NO_SLIPS = FILLER - _IN_NAMES

# Beside a payer one word of so many letters, so many of them right, is a state: "alabma".
_SURE_LETTERS = 5
_SURE = 0.83


class StateNames:
    """Reads states: by name, by two letters, by older abbreviations, by a city, or misspelt."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        named = {
            code: (name, f"{name}s", *state.SYNONYMS.get(code, ()))  # "Florida's law"
            for code, name in state.NAMES.items()
        }
        self._names = NameIndex(named)
        self._misspelt = NameIndex(
            {code: in_full(names) for code, names in named.items()}, shortest=4, like_enough=0.75
        )
        self._weak = NameIndex(state.ALSO_WORDS)
        self._territories = NameIndex(
            {name: (name, *also) for name, also in (state.TERRITORIES | state.ABROAD).items()}
        )
        self._places = PlaceNames(places)

    def take(self, text: RemainingText) -> Located:
        """The states of a question about a payer, in which two letters may be English."""
        names = self._named(text, at_home=False)
        behind = any(word.plain in _BEFORE_CITY for word in text.words)
        cities = self._places.find(text.words) if behind else []
        names, cities = longest(names, [match for match in cities if _is_told(text, match)])
        letters = TwoLetters(text, _spans(names, cities), BESIDE_PAYERS).surely(cities)
        if not (names or cities or letters):
            letters = alone_among_names(text)
        cities = cities if names or letters else self._at_home(text, cities)
        return self._located(text, names, cities, letters)

    def take_any(self, text: RemainingText, *, surely: bool = False) -> Located:
        """The states of a question about states: "or" may be Oregon here, unless only `surely`."""
        names = self._named(text)
        if self._is_of_a_longer(text, names):
            names = []
        cities = [m for m in self._places.find(text.words) if m.is_plain]
        names, cities = longest(names, cities)
        letters = TwoLetters(text, _spans(names, cities), AT_HOME).surely(cities)
        if not (names or cities or letters):
            names = self._weakly_named(text)
        cities = cities if names or letters else self._at_home(text, cities)
        if names or letters:
            return self._with_misspelt(text, names, cities, letters)
        if cities and not self._is_misspelt(text, cities):
            return self._located(text, names, cities, letters)
        if territory := next(self._territories.find(text.words), None):
            text.take(territory)
            return Located(territory=territory.ids[0])
        return Located() if surely else self._guess(text, _NO_SLIPS) or _perhaps(text)

    def guess_after_in(self, text: RemainingText) -> Located:
        """A misspelt state, where "in" says that one stands there."""
        for at, word in enumerate(text.words):
            behind = text.words[at + 1 : at + 3]
            guess = self._misspelt.guess(behind) if word.plain == "in" else None
            if guess and guess.match.start == 0:
                text.drop(guess.words)
                return Located(guess.match.ids, guess.typed if len(guess.match.ids) > 1 else "")
        return Located()

    def guess_beside(
        self, text: RemainingText, is_strange: Callable[[str], bool] | None = None
    ) -> Located:
        """One word that can be no other state, with a slip, beside a payer that is unread so.

        A word that `is_strange`, and so is nothing else, may have several: "tenesee".
        """
        for word in text.words:
            if len(word.plain) < _SURE_LETTERS or word.plain in _WORDS or word.plain in FILLER:
                continue
            guess = self._misspelt.guess((word,))
            is_bold = is_strange is not None and is_strange(word.plain)
            is_sure = guess is not None and (is_bold or guess.likeness >= _SURE)
            if guess and is_sure and len(guess.match.ids) == 1:
                text.drop(guess.words)
                return Located(guess.match.ids)
        return Located()

    def sole_city(self, text: RemainingText) -> tuple[str, ...]:
        """The state of the one city whose name is no other word, wherever it stands."""
        cities = [match for match in self._places.find(text.words) if not match.place.is_word]
        states = {match.place.states for match in self._at_home(text, cities)}
        if len(states) != 1 or len(next(iter(states))) > 1:
            return ()
        text.drop([word for match in cities for word in text.words[match.start : match.end]])
        return states.pop()

    def _named(self, text: RemainingText, *, at_home: bool = True) -> list[NameMatch]:
        """States by name or abbreviation, two letters apart."""
        return [
            match
            for match in self._names.find_apart(text.words)
            if not (is_short(text, match) or is_joined(text, match) or is_of_schools(text, match))
            and not is_missed(text, match)
            and (at_home or not is_verb(text, match))
        ]

    def _weakly_named(self, text: RemainingText) -> list[NameMatch]:
        """An abbreviation that is also a word: at an end of the text, or behind "in"."""
        last = len(text.words)
        return [
            match
            for match in self._weak.find_apart(text.words)
            if match.end == last or text.before(match.start) in IN
            or (match.start == 0 and last <= SHORT_TEXT)
        ][:1]  # fmt: skip

    def _at_home(self, text: RemainingText, cities: list[PlaceMatch]) -> list[PlaceMatch]:
        """The cities that have no namesake abroad: Ontario is in California where it says so."""
        abroad = list(self._territories.find(text.words)) if cities else []
        return [c for c in cities if all(c.end <= m.start or m.end <= c.start for m in abroad)]

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
        unclear += [m.place.full_name for m in places if len(m.place.states) > 1]
        city = next((m.place.full_name for m in places if len(m.place.states) == 1), "")
        told += [(match.start, match.place.states) for match in places]
        again = [  # "from Columbus Ohio, needled in Cincinnati"
            (m.start, m.place.states)
            for m in cities
            if m not in places and len(m.place.states) == 1 and m.end not in starts
        ]
        spans = [*_spans(names, cities), *((at, at + 1) for at in letters)]
        mentions = _mentions(text, told, spans)
        every = _mentions(text, [*told, *again], spans)
        naming = [word for start, end in spans for word in text.words[start:end]]
        said = tuple(word.plain for word in naming)
        text.drop(naming)
        states = tuple(dict.fromkeys(code for _, ids in sorted(told) for code in ids))
        if len(states) > 1:
            text.drop([word for word in text.words if word.plain in COMPARES])
        if len(states) > 1 and all(len(ids) == 1 for _, ids in told):
            plain = [word.plain for word in text.typed]
            named, states = states, corrected(plain, mentions)
            if states != named:
                text.drop([word for word in text.words if word.plain in TAKES_BACK])
            if treated := where_treated(plain, [m for m in every if m.id in states]):
                return Located(treated, treated=True, words=said)
        name = unclear[0] if unclear and len(told) == 1 else ""
        licensed = len(mentions) == 1 and is_of_license([w.plain for w in text.typed], mentions[0])
        return Located(states, name, city, licensed=licensed, words=said)

    def _with_misspelt(
        self,
        text: RemainingText,
        names: list[NameMatch],
        cities: list[PlaceMatch],
        letters: list[int],
    ) -> Located:
        """The states that are named, with those of their list that are misspelt."""
        named = [*_spans(names, []), *((at, at + 1) for at in letters)]
        skipped = _NO_SLIPS | _WORDS
        slips = listed_states.misspelt(text, named, _spans([], cities), self._misspelt, skipped)
        located = self._located(text, [*names, *(s.match for s in slips)], cities, letters)
        return replace(located, slips=tuple((s.typed, s.match.ids[0]) for s in slips))

    def _is_of_a_longer(self, text: RemainingText, names: list[NameMatch]) -> bool:
        """Whether the only name is of two states, and part of one misspelt: "nroth carolina"."""
        if len(names) != 1 or len(names[0].ids) == 1:
            return False
        guess = self._misspelt.guess(text.words, skip=_NO_SLIPS)
        is_one = guess is not None and len(guess.match.ids) == 1
        return guess is not None and is_one and holds(guess.match, names[0])

    def _is_misspelt(self, text: RemainingText, cities: list[PlaceMatch]) -> bool:
        """Whether a city is but a part of a misspelt state: "distrct of columbia"."""
        guess = self._misspelt.guess(text.words, skip=_NO_SLIPS)
        return guess is not None and any(holds(guess.match, city) for city in cities)

    def _guess(self, text: RemainingText, skip: frozenset[str]) -> Located | None:
        guess = self._misspelt.guess(text.words, skip=skip)
        if guess and guess.typed.casefold() not in _WORDS:
            text.drop(guess.words)
            many = len(guess.match.ids) > 1
            return Located(guess.match.ids, guess.typed if many else "", guessed_from=guess.typed)
        city = self._places.guess(text.words, skip)
        if city and city[1].casefold() not in _WORDS:
            place, typed = city
            many = len(place.states) > 1
            text.drop([word for word in text.words if word.typed in typed.split()])
            return Located(
                place.states, place.name if many else "", "" if many else place.name, "", typed
            )
        return None


def _perhaps(text: RemainingText) -> Located:
    """Two letters that are mostly English."""
    at = perhaps(text)
    if at is None:
        return Located()
    code = text.words[at].plain.upper()
    text.drop([text.words[at]])
    return Located((code,))


def _mentions(
    text: RemainingText,
    told: list[tuple[int, tuple[str, ...]]],
    spans: list[tuple[int, int]],
) -> list[Mention]:
    """Where among the typed words the states stand, in order."""
    ends, starts = dict(spans), {end: start for start, end in spans}
    told_at = {start for start, _ in told}

    def first(start: int) -> int:
        """Where it begins with its city: "in Bristol Virginia"."""
        of_city = starts.get(start, start)
        return start if of_city in told_at else of_city

    return [
        Mention(text.words[first(start)].place, text.words[ends[start] - 1].place + 1, ids[0])
        for start, ids in sorted(told)
    ]


def _spans(names: list[NameMatch], cities: list[PlaceMatch]) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in names] + [(m.start, m.end) for m in cities]


def _is_told(text: RemainingText, match: PlaceMatch) -> bool:
    """Whether a city is surely one beside a payer, whose name may hold it: behind "in"."""
    return match.is_plain and text.before(match.start) in _BEFORE_CITY

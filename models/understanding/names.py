"""Finds names (of payers, states, professions, conditions) among the words that someone typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from models.words import Word, key, key_of

Id = TypeVar("Id", bound=str)
Places = Collection[int] | None

# A name of the pack has at most this many words.
_LONGEST = 8

# Below this many letters a slip of the finger makes too many other words.
_SHORTEST_MISSPELT = 5

# Initials have at most this many letters. A longer name in capitals (TRICARE) is a word.
_MOST_INITIALS = 6

# The share of letters that must agree. One swap in five letters ("atena") leaves 0.80.
_LIKE_ENOUGH = 0.78

# A second name this close to the best one makes the guess a question.
_TOO_CLOSE = 0.08


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Where a name stands (words `start` up to `end`) and the ids that it may mean."""

    start: int
    end: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameGuess:
    """What a misspelt name was taken for: several ids where the best guesses are too close."""

    match: NameMatch
    words: tuple[Word, ...]
    likeness: float
    name: str  # the key of the nearest name

    @property
    def typed(self) -> str:
        """The words as they were typed."""
        return " ".join(word.typed for word in self.words)


class NameIndex:
    """An index from names to ids. A name that belongs to several ids finds them all."""

    def __init__(
        self,
        names: Mapping[Id, Iterable[str]],
        *,
        shortest: int = _SHORTEST_MISSPELT,
        like_enough: float = _LIKE_ENOUGH,
    ) -> None:
        ids: dict[str, list[str]] = defaultdict(list)
        misspellable: set[str] = set()
        for id_, spellings in names.items():
            for spelling in spellings:
                found = key_of(spelling)
                if id_ not in ids[found]:
                    ids[found].append(id_)
                if not _is_initials(spelling) and len(found) >= shortest:
                    misspellable.add(found)
        self._ids = {spelling: tuple(found) for spelling, found in ids.items()}
        self._misspellable = sorted(misspellable)
        self._shortest = shortest
        self._like_enough = like_enough

    def find(self, words: tuple[Word, ...]) -> Iterator[NameMatch]:
        """Every name that the words hold, longest first, leftmost first among equals."""
        for length in range(min(_LONGEST, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                ids = self._ids.get(key(words[start : start + length]))
                if ids:
                    yield NameMatch(start, start + length, ids)

    def find_apart(self, words: tuple[Word, ...]) -> list[NameMatch]:
        """The names that the words hold, longest first, none of them inside another."""
        apart: list[NameMatch] = []
        for match in self.find(words):
            if all(match.end <= m.start or m.end <= match.start for m in apart):
                apart.append(match)
        return apart

    def guess(
        self, words: tuple[Word, ...], *, skip: frozenset[str] = frozenset(), must: Places = None
    ) -> NameGuess | None:
        """The name that the words come nearest to, or None where none is near enough.

        No guess starts or ends with a word of `skip`; with `must`, it holds a word that stood in
        one of these places. Initials ("BCBSNC") are never guessed: one letter more or less is
        another payer.
        """
        best: NameGuess | None = None
        for start, end in _spans(words, skip, must):
            guess = self._guess_span(words, start, end)
            if guess and (best is None or _agreeing(guess) > _agreeing(best)):
                best = guess
        return best

    def _guess_span(self, words: tuple[Word, ...], start: int, end: int) -> NameGuess | None:
        typed = key(words[start:end])
        if len(typed) < self._shortest:
            return None
        near = process.extract(
            typed,
            self._misspellable,
            scorer=OSA.normalized_similarity,
            score_cutoff=self._like_enough,
            limit=4,
        )
        if not near:
            return None
        best = near[0][1]
        close = [name for name, likeness, _ in near if likeness > best - _TOO_CLOSE]
        ids = dict.fromkeys(id_ for name in close for id_ in self._ids[name])
        return NameGuess(NameMatch(start, end, tuple(ids)), words[start:end], best, near[0][0])


def _agreeing(guess: NameGuess) -> float:
    """How many letters of a name agree: "united helthcare" says more than "united"."""
    return guess.likeness * len(guess.name)


def _spans(
    words: tuple[Word, ...], skip: frozenset[str], must: Places
) -> Iterator[tuple[int, int]]:
    starts = [at for at, word in enumerate(words) if word.plain not in skip]
    for start in starts:
        for last in starts:
            if not start <= last < start + _LONGEST:
                continue
            if must is None or any(word.place in must for word in words[start : last + 1]):
                yield start, last + 1


def _is_initials(spelling: str) -> bool:
    return len(spelling) <= _MOST_INITIALS and spelling.isalpha() and spelling.isupper()

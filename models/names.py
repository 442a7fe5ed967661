"""Finds names (of payers, states, professions, conditions) among the words that someone typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from models.words import Word, key, key_of, split

Id = TypeVar("Id", bound=str)

# A name of the pack has at most this many words.
_LONGEST = 8

# Below this many letters a slip of the finger makes too many other words.
_SHORTEST_MISSPELT = 5

# The share of letters that must agree. One swap in five letters ("atena") leaves 0.80.
_LIKE_ENOUGH = 0.78

# A second name this close to the best one makes the guess a question.
_TOO_CLOSE = 0.08


@dataclass(frozen=True, slots=True)
class Match:
    """Where a name stands (words `start` up to `end`) and the ids that it may mean."""

    start: int
    end: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """What a misspelt name was taken for: several ids where the best guesses are too close."""

    match: Match
    typed: str
    likeness: float


class Names:
    """An index from names to ids. A name that belongs to several ids finds them all."""

    def __init__(self, names: Mapping[Id, Iterable[str]]) -> None:
        ids: dict[str, list[str]] = defaultdict(list)
        for id_, spellings in names.items():
            for spelling in dict.fromkeys(map(key_of, spellings)):
                ids[spelling].append(id_)
        self._ids = {spelling: tuple(found) for spelling, found in ids.items()}
        self._misspellable = sorted(
            {
                key_of(spelling)
                for spellings in names.values()
                for spelling in spellings
                if not _is_initials(spelling) and len(key_of(spelling)) >= _SHORTEST_MISSPELT
            }
        )

    def find(self, words: tuple[Word, ...]) -> Iterator[Match]:
        """Every name that the words hold, longest first, leftmost first among equals."""
        for length in range(min(_LONGEST, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                ids = self._ids.get(key(words[start : start + length]))
                if ids:
                    yield Match(start, start + length, ids)

    def find_apart(self, words: tuple[Word, ...]) -> list[Match]:
        """The names that the words hold, longest first, none of them inside another."""
        apart: list[Match] = []
        for match in self.find(words):
            if all(match.end <= m.start or m.end <= match.start for m in apart):
                apart.append(match)
        return apart

    def guess(self, words: tuple[Word, ...]) -> Guess | None:
        """The name that the words come nearest to, or None where none is near enough.

        Initials ("BCBSNC") are never guessed: one letter more or less is another payer.
        """
        best: Guess | None = None
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                guess = self._guess_span(words, start, end)
                if guess and (best is None or guess.likeness > best.likeness):
                    best = guess
        return best

    def _guess_span(self, words: tuple[Word, ...], start: int, end: int) -> Guess | None:
        typed = key(words[start:end])
        if len(typed) < _SHORTEST_MISSPELT:
            return None
        near = process.extract(
            typed,
            self._misspellable,
            scorer=OSA.normalized_similarity,
            score_cutoff=_LIKE_ENOUGH,
            limit=4,
        )
        if not near:
            return None
        best = near[0][1]
        close = [name for name, likeness, _ in near if likeness > best - _TOO_CLOSE]
        ids = dict.fromkeys(id_ for name in close for id_ in self._ids[name])
        spelt = " ".join(w.typed for w in words[start:end])
        return Guess(Match(start, end, tuple(ids)), spelt, best)


def _is_initials(spelling: str) -> bool:
    return len(split(spelling)) == 1 and spelling.isupper()

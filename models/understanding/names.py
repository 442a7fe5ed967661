"""Finds names (of payers, states, professions, conditions) among the words that someone typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from operator import attrgetter
from typing import NamedTuple, TypeVar

from models import spelling
from models.words import Word, key_of, keys

Id = TypeVar("Id", bound=str)
Places = Collection[int] | None

_PLAIN = attrgetter("plain")

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

# One slip leaves the first two letters or the last two as they are. Among very many names only
# those that share them are compared.
_END = 2

# How many spans of one text are compared with the names, from its start on: those of forty words.
# Each costs up to 20 microseconds, and a text of 2,000 characters has thousands.
_MOST_COMPARED = 40 * _LONGEST


class NameMatch(NamedTuple):
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
        by_ends: bool = False,
    ) -> None:
        ids: dict[str, list[str]] = defaultdict(list)
        misspellable: set[str] = set()
        for id_, names_of_it in names.items():
            for name in names_of_it:
                typed = key_of(name)
                if id_ not in ids[typed]:
                    ids[typed].append(id_)
                if not _is_initials(name) and len(typed) >= shortest:
                    misspellable.add(typed)
        self._ids = {typed: tuple(holders) for typed, holders in ids.items()}
        self._beginnings = frozenset(
            name[:length] for name in self._ids for length in range(len(name) + 1)
        )
        self._by_length = {} if by_ends else by_length(sorted(misspellable), like_enough)
        self._by_ends = _by_ends(misspellable) if by_ends else None
        self._shortest = shortest
        self._like_enough = like_enough

    @cached_property
    def _endings(self) -> frozenset[str]:
        return frozenset(name[start:] for name in self._ids for start in range(len(name)))

    def may_stand_in(self, words: Collection[str]) -> bool:
        """Whether a name may stand among words as compared: one begins one, and one ends one."""
        begins = not self._beginnings.isdisjoint(words)
        return begins and not self._endings.isdisjoint(words)

    def find(self, words: tuple[Word, ...]) -> Iterator[NameMatch]:
        """Every name that the words hold, longest first, leftmost first among equals."""
        if self._beginnings.isdisjoint(map(_PLAIN, words)):
            return iter(())
        added = keys(words)
        starts = [start for start, typed in enumerate(added) if typed in self._beginnings]
        matches = [match for start in starts for match in self._from(added, start)]
        matches.sort(key=lambda match: match.start - match.end)
        return iter(matches)

    def _from(self, added: list[str], start: int) -> Iterator[NameMatch]:
        """The names that start at a word; it ends where no name goes on as the words do."""
        typed = ""
        for end in range(start + 1, min(start + _LONGEST, len(added)) + 1):
            typed += added[end - 1]
            if typed not in self._beginnings:
                return
            if ids := self._ids.get(typed):
                yield NameMatch(start, end, ids)

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
        compared: set[str] = set()
        added = keys(words)
        for start, end in islice(_spans(words, skip, must), _MOST_COMPARED):
            typed = "".join(added[start:end])
            if typed in compared or len(typed) < self._shortest:
                continue  # the same words further left agree as well
            compared.add(typed)
            near = self._near(typed)
            guess = self._guessed(near, words, start, end) if near else None
            if guess and (best is None or _agreeing(guess) > _agreeing(best)):
                best = guess
        return best

    def _near(self, typed: str) -> list[tuple[str, float]]:
        """The names that agree with what was typed in enough letters, nearest first."""
        names: Collection[str] = self._by_length.get(len(typed), ())
        if self._by_ends is not None:
            ends = (*self._by_ends.get((typed[:_END], ""), ()),
                    *self._by_ends.get(("", typed[-_END:]), ()))  # fmt: skip
            like, long = self._like_enough, len(typed)
            least = like * long
            names = sorted({n for n in ends if len(n) >= least and like * len(n) <= long})
        if not names:
            return []
        return spelling.agreeing(typed, names, self._like_enough, most=4)

    def _guessed(
        self, near: list[tuple[str, float]], words: tuple[Word, ...], start: int, end: int
    ) -> NameGuess:
        nearest, best = near[0]
        close = [name for name, likeness in near if likeness > best - _TOO_CLOSE]
        ids = dict.fromkeys(id_ for name in close for id_ in self._ids[name])
        return NameGuess(NameMatch(start, end, tuple(ids)), words[start:end], best, nearest)


def _by_ends(names: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    """The names by their first letters, and by their last."""
    ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in names:
        ends[name[:_END], ""].append(name)
        ends["", name[-_END:]].append(name)
    return ends


def by_length(names: list[str], like_enough: float) -> dict[int, tuple[str, ...]]:
    """For a count of typed letters, the names that may agree: each letter more or less is a slip.

    To compare with those alone costs a fifth, and finds the same.
    """
    of_length: dict[int, list[str]] = defaultdict(list)
    for name in names:
        of_length[len(name)].append(name)
    longest = max(of_length, default=0)
    return {
        count: tuple(sorted(chain.from_iterable(of_length[near] for near in alike)))
        for count in range(1, int(longest / like_enough) + 1)
        if (
            alike := [
                near for near in of_length if min(count, near) >= like_enough * max(count, near)
            ]
        )
    }


def _agreeing(guess: NameGuess) -> float:
    """How many letters of a name agree: "united helthcare" says more than "united"."""
    return guess.likeness * len(guess.name)


def _spans(
    words: tuple[Word, ...], skip: frozenset[str], must: Places
) -> Iterator[tuple[int, int]]:
    """Where spans start and end, leftmost first, the shorter first among equals."""
    starts = [at for at, word in enumerate(words) if word.plain not in skip]
    for number, start in enumerate(starts):
        for last in starts[number : number + _LONGEST]:
            if last >= start + _LONGEST:
                break
            if must is None or any(word.place in must for word in words[start : last + 1]):
                yield start, last + 1


def _is_initials(spelling: str) -> bool:
    return len(spelling) <= _MOST_INITIALS and spelling.isalpha() and spelling.isupper()

"""The states of a list: letters between commas, and a misspelt one: "lousiana, arkansas and MS"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from models.understanding.names import NameGuess, NameIndex, NameMatch
from models.understanding.remaining_text import RemainingText

Span = tuple[int, int]

_JOINS = frozenset({"and", "or", "n", "vs", "versus", "plus"})
_MOST_WORDS = 3
_SURE = 0.8  # of its letters: "lousiana", "texs"

# Words that are as near to the name of a state as a slip of it.
_WORDS = frozenset(
    "organ organs virgin virginal georgian kansan texan iowan texts marine marines mains".split()
)


def is_item(text: RemainingText, at: int) -> bool:
    """Whether a word stands alone between commas, or between one and an end of the text."""
    begins = text.words[at].place == 0 or text.words[at].place in text.begins
    return begins and (at + 1 == len(text.words) or text.words[at + 1].place in text.begins)


def misspelt(
    text: RemainingText,
    named: Iterable[Span],
    cities: Iterable[Span],
    index: NameIndex,
    skip: frozenset[str],
) -> list[NameGuess]:
    """States that can be no other, each joined to one that is `named`, or to one found so.

    None is part of a city, or starts or ends with a word of `skip`.
    """
    held, found = [_without_joins(text, *span) for span in named], list[NameGuess]()
    apart = {at for span in cities for at in range(*span)}
    for start, end in held:  # grows: one that is found may join the next
        taken = apart.union(at for span in held for at in range(*span))
        for spans in (_behind(text, end, taken), _before(text, start, taken)):
            near = [guess for span in spans if (guess := _whole(text, span, index, skip | _WORDS))]
            if near:
                best = max(near, key=lambda guess: guess.likeness)
                held.append((best.match.start, best.match.end))
                found.append(best)
    return sorted(found, key=lambda guess: guess.match.start)


def _without_joins(text: RemainingText, start: int, end: int) -> Span:
    """Where a name stands without the "and" at its ends, with which it is found."""
    while end - start > 1 and text.words[start].plain in _JOINS:
        start += 1
    while end - start > 1 and text.words[end - 1].plain in _JOINS:
        end -= 1
    return start, end


def _whole(
    text: RemainingText, span: Span, index: NameIndex, skip: frozenset[str]
) -> NameGuess | None:
    """The one state that all words of a span are surely meant to be."""
    start, end = span
    guess = index.guess(text.words[start:end], skip=skip)
    if guess is None or not _SURE <= guess.likeness < 1 or guess.match[:2] != (0, end - start):
        return None  # a name without a slip was no state where it stands
    ids = guess.match.ids
    return replace(guess, match=NameMatch(start, end, ids)) if len(ids) == 1 else None


def _behind(text: RemainingText, end: int, taken: set[int]) -> Iterator[Span]:
    """What may stand behind a state in its list, one word or more."""
    is_joined = end < len(text.words) and text.words[end].plain in _JOINS
    start = end + is_joined
    if is_joined or _is_divided(text, end):
        for last in range(start, min(start + _MOST_WORDS, len(text.words))):
            if last in taken or (last > start and _is_divided(text, last)):
                return
            yield start, last + 1


def _before(text: RemainingText, start: int, taken: set[int]) -> Iterator[Span]:
    """What may stand before a state in its list."""
    is_joined = start > 0 and text.words[start - 1].plain in _JOINS
    end = start - is_joined
    if is_joined or _is_divided(text, start):
        for first in range(end - 1, max(end - _MOST_WORDS, 0) - 1, -1):
            if first in taken or (first < end - 1 and _is_divided(text, first + 1)):
                return
            yield first, end


def _is_divided(text: RemainingText, at: int) -> bool:
    """Whether a word begins another phrase."""
    return at < len(text.words) and text.words[at].place in text.divided

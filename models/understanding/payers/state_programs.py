"""The name of a program with the state beside it: "medicaid nc", "workers comp in SC and VA"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from models.coverage import state
from models.coverage.payer import LineOfBusiness, Payer
from models.understanding.payers.named_payers import PayerName
from models.understanding.payers.payer_index import PayerIndex
from models.understanding.payers.payer_lines import line_in
from models.understanding.payers.payer_misspellings import keys
from models.words import Word

LINES = frozenset({LineOfBusiness.MEDICAID, LineOfBusiness.WORKERS_COMPENSATION})
"""The lines of business that each state has a program of."""

# A state by its letters, unless in small letters they are a word, and by its name.
_CODES = {name.casefold(): code for code, name in state.NAMES.items()} | {
    code.casefold(): code for code in state.NAMES
}
_ENGLISH = frozenset("co de hi id in la me oh ok or".split())
_LENGTHS = (3, 2, 1)
_IN = frozenset({"in", "of", "for"})


@dataclass(frozen=True, slots=True)
class StatePrograms:
    """Reads the states of programs, with the names and payers that one book knows.

    `named` are words of names of payers: between states alone "VA" is one of these.
    """

    known: PayerIndex
    payers: Mapping[str, Payer]
    named: Collection[Word]

    def of(self, name: PayerName, phrases: Sequence[tuple[Word, ...]]) -> Iterator[PayerName]:
        """A program's name with its state, and once for each further one: "medicaid nc and sc".

        `phrases` are the words between the commas, "and" and the like of the whole text.
        """
        at = next((n for n, words in enumerate(phrases) if name.words[-1] in words), None)
        if at is None or line_in(name.words) not in LINES:
            yield name
            return
        bare = _without_state(name.words)
        before = self._states(phrases[:at][::-1])[::-1]
        behind = self._states(phrases[at + 1 :])
        beside = _beside(name, phrases[at]) if bare == name.words else ()
        is_open = len(name.ids) > 1 and not beside
        if is_open and behind:  # "medicaid, nc"
            beside, behind = behind[0], behind[1:]
        own = self._there(name, beside) if beside and len(name.ids) > 1 else name
        if bare == name.words and not beside:
            yield name
            return
        seen: set[tuple[str, ...]] = set()
        for words in (*before, (), *behind):
            there = self._there(replace(name, words=bare), words) if words else own
            if there.ids not in seen:
                yield replace(there, is_apart=bool(seen))
            seen.add(there.ids)

    def _states(self, phrases: Sequence[tuple[Word, ...]]) -> list[tuple[Word, ...]]:
        """The words of the states that follow a program in phrases of their own."""
        states = [*takewhile(bool, map(_whole, phrases))]
        while states and all(word in self.named for word in states[-1]):
            states.pop()
        return states

    def _there(self, name: PayerName, where: Sequence[Word]) -> PayerName:
        """A program's name in a state, with the words of that state."""
        code = _CODES[_plain(where)]
        parts = tuple(filter(None, keys(name.words)))
        written = ((code.casefold(),), tuple(state.NAMES[code].casefold().split()))
        exact = (self.known.ids_of((*place, *parts)) for place in written)
        shared = self.known.ids_of(parts) or name.ids
        there = tuple(id_ for id_ in shared if code in self.payers[id_].states)
        words = tuple(sorted({*name.words, *where}, key=lambda word: word.place))
        return replace(
            name, ids=next(filter(None, exact), there) or name.ids, words=words, where=code
        )


def _beside(name: PayerName, phrase: Sequence[Word]) -> tuple[Word, ...]:
    """The words of the state behind a name or before it, within one phrase."""
    first, last = name.words[0].place, name.words[-1].place
    behind = tuple(word for word in phrase if word.place > last)
    before = tuple(word for word in phrase if word.place < first)
    return _begins(behind) or next((before[-n:] for n in _LENGTHS if _is_state(before[-n:])), ())


def _begins(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a state with which words begin, perhaps behind "in" or "of"."""
    at = next((at for at, word in enumerate(words) if word.plain not in _IN), 0)
    found = (words[at : at + length] for length in _LENGTHS)
    return next((part for part in found if _is_state(part)), ())


def _whole(phrase: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of the state that is all of a phrase."""
    words = _begins(phrase)
    return words if words and words[-1] == phrase[-1] else ()


def _without_state(words: Collection[Word]) -> tuple[Word, ...]:
    """The words of a program's name without those of a state."""
    kept = tuple(words)
    for length in _LENGTHS:
        if _is_state(kept[:length]):
            return kept[length:]
        if _is_state(kept[-length:]):
            return kept[:-length]
    return kept


def _is_state(words: Sequence[Word]) -> bool:
    is_english = len(words) == 1 and words[0].plain in _ENGLISH and not words[0].typed.isupper()
    return _plain(words) in _CODES and not is_english


def _plain(words: Sequence[Word]) -> str:
    return " ".join(word.plain for word in words)

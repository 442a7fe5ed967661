"""Fields of a payer's name in a text (PayerName), and of what reading gives (NamedPayers)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from models.coverage import state
from models.coverage.payer import LineOfBusiness, Payer
from models.words import Word


@dataclass(frozen=True, slots=True)
class PayerName:
    """A name in the text: the payers that it may mean, and its words.

    `where` is the state beside the name of a program, and `is_apart` tells that it begins another
    payer of a list: neither is what the names around it say.
    """

    ids: tuple[str, ...]
    words: tuple[Word, ...]
    parts: tuple[str, ...] = ()  # the words as the name is written, slips mended
    slips: int = 0
    where: str = ""
    is_apart: bool = False


class OfPayers(TypedDict):
    """The fields of a question that say whom it names."""

    payers: tuple[Payer, ...]
    payers_apart: tuple[tuple[Payer, ...], ...]
    guessed_from: str
    unknown_payer: str
    elsewhere: tuple[Payer, ...]
    networks: tuple[Payer, ...]
    line: LineOfBusiness | None


@dataclass(frozen=True, slots=True)
class NamedPayers:
    """The payers that a text names, the words that did, and what those words add."""

    payers: tuple[Payer, ...]
    words: tuple[Word, ...] = ()
    guessed_from: str = ""
    unknown: str = ""
    line: LineOfBusiness | None = None
    apart: tuple[tuple[Payer, ...], ...] = ()
    networks: tuple[Payer, ...] = ()
    elsewhere: tuple[Payer, ...] = ()  # of the name, met in other states than the one named
    of_program: str | None = None  # the state of a program that a plan of many states serves

    def in_question(self, line: LineOfBusiness | None) -> OfPayers:
        """What a question has of them; `line` is typed, where no name says it."""
        return {
            "payers": self.payers,
            "payers_apart": self.apart,
            "guessed_from": self.guessed_from,
            "unknown_payer": self.unknown,
            "elsewhere": self.elsewhere,
            "networks": self.networks,
            "line": self.line or line,
        }


def runs(names: Iterable[PayerName]) -> list[list[PayerName]]:
    """The names, those together that no list sets apart: what stands in one may say one payer."""
    found: list[list[PayerName]] = []
    for name in names:
        if found and not name.is_apart:
            found[-1].append(name)
        else:
            found.append([name])
    return found


def in_list(each: Sequence[NamedPayers]) -> NamedPayers:
    """The payers of a list, each with those that it may mean, and the line that one of them has."""
    apart = dict.fromkeys(payers for named in each for payers in named.apart or (named.payers,))
    every = dict.fromkeys(payer for payers in apart for payer in payers)
    return NamedPayers(
        tuple(every),
        tuple(word for named in each for word in named.words),
        line=next((named.line for named in each if named.line), None),
        apart=tuple(filter(None, apart)) if len(apart) > 1 else (),
    )


def beside_programs(names: Iterable[PayerName]) -> tuple[str, ...]:
    """The one state beside the names of programs: "medicaid nc and cigna"."""
    beside = {name.where for name in names if name.where}
    return tuple(beside) if len(beside) == 1 else ()


def is_beside(one: PayerName, other: PayerName) -> bool:
    """Whether one name ends where the other begins."""
    return one.words[-1].place + 1 == other.words[0].place or (
        other.words[-1].place + 1 == one.words[0].place
    )


def within_name(named: NamedPayers) -> tuple[str, ...]:
    """The state of a payer of several: in its name, or of its program: "wellcare nc"."""
    if len(named.payers) != 1 or len(named.payers[0].states) <= 1:
        return ()
    if named.of_program in named.payers[0].states:
        return (named.of_program,)
    typed = f" {' '.join(word.plain for word in named.words)}"
    within = (where for where in named.payers[0].states if _holds(typed, where))
    return tuple(within)[:1]


def _holds(typed: str, where: str) -> bool:
    """Whether a name ends with a state, or holds one in full: "molina ohio medicaid"."""
    names = (where, state.NAMES.get(where, where), *state.SYNONYMS.get(where, ()))
    is_at_end = typed.endswith(tuple(f" {name.lower()}" for name in names))
    return is_at_end or f" {state.NAMES.get(where, where).lower()} " in typed

"""Payers' names in a list: "cigna, oscar, molina" names three, of whom none may be lost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from models.coverage.payer import Payer, PayerKind
from models.understanding.payers.named_payers import PayerName
from models.understanding.payers.payer_hints import (
    COMPARES,
    LISTS,
    ends_at,
    is_everyday,
    is_of_state,
)
from models.understanding.payers.payer_index import PayerIndex
from models.understanding.payers.payer_lines import line_in
from models.understanding.payers.payer_misspellings import keys
from models.understanding.remaining_text import RemainingText
from models.words import Word, plain_words

_JOINS = LISTS | COMPARES | frozenset({"nor", "&"})
_PROGRAMS = frozenset({PayerKind.MEDICAID, PayerKind.MEDICARE_CONTRACTOR})
_OF_ANY_EMPLOYER = frozenset({"state_employees", "medicare"})


def in_lists(names: Collection[PayerName], left: RemainingText) -> list[list[PayerName]]:
    """The names that stand in a list of two or more, with nothing but commas or "and" between."""
    lists: list[list[PayerName]] = []
    for name in sorted(names, key=lambda name: name.words[0].place):
        if lists and _is_next(lists[-1][-1], name, left):
            lists[-1].append(name)
        else:
            lists.append([name])
    return [found for found in lists if len(found) > 1]


def _is_next(one: PayerName, other: PayerName, left: RemainingText) -> bool:
    end, first = one.words[-1].place + 1, other.words[0].place
    between = left.typed[end:first]
    if any(word.plain not in _JOINS for word in between):
        return False
    return bool(between) or first in left.divided


def listed(
    names: Collection[PayerName],
    sure: Collection[PayerName],
    left: RemainingText,
    is_city: Callable[[PayerName], bool],
    is_employer: Callable[[PayerName], bool],
) -> list[PayerName]:
    """The names that are also words, and in a list of payers no less payers than the others.

    A list holds a name that is no word, or two of those that are also words. No word behind its
    last name makes something else of that one: "aetna and sanford clinic" lists nobody. Employers
    list one another: "works at boeing, aetna" tells whose plan Aetna runs. A city's name behind a
    comma is that of the place, behind "and" a payer's: "medica and sanford".
    """
    found = []
    for run in in_lists(names, left):
        doubtful = [n for n in run if n not in sure and not is_everyday(n.words)]
        doubtful = [n for n in doubtful if not is_city(n) or _is_joined(n, left)]
        if not all(map(is_employer, run)):
            doubtful = [name for name in doubtful if not is_employer(name)]
        if doubtful[-1:] == run[-1:] and not ends_at(run[-1].words, left):
            doubtful.pop()
        if any(name in sure for name in run) or len(doubtful) > 1:
            found += doubtful
    return found


def _is_joined(name: PayerName, left: RemainingText) -> bool:
    """Whether "and" or the like stands before a name."""
    first = name.words[0].place
    return first > 0 and left.typed[first - 1].plain in _JOINS


def without_commas(
    names: Collection[PayerName],
    left: RemainingText,
    known: PayerIndex,
    payers: Mapping[str, Payer],
) -> Iterator[PayerName]:
    """The names, each of those that a comma divides as two, where either half is a payer's own.

    "Cigna Oscar" is Oscar's plan; "cigna, oscar" and "cigna oscar and bright" are several payers.
    """
    run = {name for names_of_run in in_lists(names, left) for name in names_of_run}
    for name in names:
        ends: Sequence[int] = range(1, len(name.words))
        if name not in run:
            ends = [end for end in ends if name.words[end].place in left.divided]
        if ends and _is_in_full(name, payers):
            ends = []
        halves = (
            [_named(name.words[:end], known), _named(name.words[end:], known)] for end in ends
        )
        yield from next((two for two in halves if _are_own(two, payers)), [name])


def sharing_first_words(
    names: Collection[PayerName], left: RemainingText, known: PayerIndex
) -> Iterator[PayerName]:
    """The names of which a list gives the last word alone: Blue KC in "bcbs ks vs kc".

    The letters of a state are read as the place of the name before them.
    """
    taken = {word for name in names for word in name.words}
    for name in names:
        behind = left.typed[name.words[-1].place + 1 :][:2]
        if len(name.words) == 1 or len(behind) < 2 or behind[0].plain not in _JOINS:  # noqa: PLR2004
            continue
        last = behind[1]
        if last in taken or last not in left.words or is_of_state(last.plain):
            continue
        ids = known.ids_of(filter(None, keys((*name.words[:-1], last))))
        if len(ids) == 1:
            yield PayerName(ids, (last,), is_apart=True)


def _named(words: tuple[Word, ...], known: PayerIndex) -> PayerName:
    """The name that words are from first to last; of nobody where they are none."""
    return PayerName(known.ids_of(filter(None, keys(words))), words)


def _is_in_full(name: PayerName, payers: Mapping[str, Payer]) -> bool:
    """Whether a name is the whole one of a payer, which may hold a comma."""
    return any(plain_words(payers[id_].name) == [w.plain for w in name.words] for id_ in name.ids)


def _are_own(halves: list[PayerName], payers: Mapping[str, Payer]) -> bool:
    """Whether two names are of two companies, either by itself."""
    return halves[0].ids != halves[1].ids and all(_is_own(half, payers) for half in halves)


def _is_own(name: PayerName, payers: Mapping[str, Payer]) -> bool:
    """Whether a name is of one company, and no line of business of the company beside it."""
    if len(name.ids) != 1 or line_in(name.words) or not _OF_ANY_EMPLOYER.isdisjoint(name.ids):
        return False
    return payers[name.ids[0]].kind not in _PROGRAMS


def are_divided(names: Collection[PayerName], begins: Collection[int]) -> bool:
    """Whether commas divide names that by themselves are each of one company."""
    return all(len(name.ids) == 1 for name in names) and all(
        name.words[0].place in begins for name in list(names)[1:]
    )

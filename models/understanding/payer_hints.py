"""What tells that a word is a payer's name where it is also a word, a place or a person's name."""

from __future__ import annotations

from collections.abc import Collection

from models.coverage import state
from models.coverage.payer import Payer
from models.coverage.profession import SYNONYMS
from models.understanding.remaining_text import FILLER, RemainingText
from models.words import Word

# Beside the name they tell that it is a payer's.
_BESIDE = frozenset("insurance insurer ins payer plan plans policy hmo ppo medicaid".split())

# Anywhere in the text they tell that a payer is asked about.
_ANYWHERE = _BESIDE | frozenset(
    """accept accepts carrier carriers contract copay cover coverage covered covering covers denied
    denies deny has have network paid pay payers paying pays reimburse reimburses require requires
    member members authorization auth precert""".split()
)

_STATE_WORDS = frozenset(word for name in state.NAMES.values() for word in name.casefold().split())

_BILLERS = frozenset(word for names in SYNONYMS.values() for name in names for word in name.split())

# Names that are parts of the body: a code or "cover" beside them tells nothing.
_OF_BODY = frozenset({"hip"})

# Names that are everyday words: "cover" somewhere in the text tells nothing.
_EVERYDAY = frozenset(
    "hip|all care|all state|take care|one call|family care|total care|state fund|group health|"
    "first choice|aim|star|plan g|plan n|plan f|bright|friday|freedom|independence|liberty|"
    "network health|prime health|priority|progressive|root|sharp|scan|summit|superior|surest|bind|"
    "vital|alliance|alignment|allied|beacon|capital|chip|compass|encore|guardian|horizon|"
    "care first|care more|care plus|care source|well care|well sense".split("|")
)


def has_hint(
    name: tuple[Word, ...],
    payers: Collection[Payer],
    left: RemainingText,
    *,
    has_code: bool,
    beside_others: bool,
) -> bool:
    """Whether the text tells that a name which is also a word means a payer here.

    A code does, a word of insurance, a state of the payer, or that nothing else stands there or
    before it.
    Beside a payer's name that is no word, the hint must stand beside this one.
    """
    around = {word.plain for word in left.words} - {word.plain for word in name}
    near = {left.words[at].plain for at in _places_beside(name, left)}
    if not _BESIDE.isdisjoint(near) or _is_in_state(payers, left, around):
        return True
    typed = " ".join(word.plain for word in name)
    if typed in _OF_BODY or beside_others:
        return False
    if has_code or all(_says_no_more(word) for word in around):
        return True
    if typed in _EVERYDAY:
        return False
    return name[0].place == 0 or not _ANYWHERE.isdisjoint(around)


def _says_no_more(word: str) -> bool:
    """Whether a word beside the name names no subject of its own: who bills, where, or nothing."""
    return word in FILLER or is_of_state(word) or word in _BILLERS


def is_of_state(word: str) -> bool:
    """Whether a word is two letters of a state, or stands in a state's name."""
    return word.upper() in state.NAMES or word in _STATE_WORDS


def _places_beside(name: tuple[Word, ...], left: RemainingText) -> list[int]:
    places = {name[0].place - 1, name[-1].place + 1}
    return [at for at, word in enumerate(left.words) if word.place in places]


def _is_in_state(payers: Collection[Payer], left: RemainingText, around: set[str]) -> bool:
    """Whether a state in which one of the payers is met stands in the text."""
    capitals = {word.typed for word in left.words if word.typed.isupper()}
    states = {where for payer in payers for where in payer.states if where in state.NAMES}
    return any(
        where in capitals or set(state.NAMES[where].casefold().split()) <= around
        for where in states
    )

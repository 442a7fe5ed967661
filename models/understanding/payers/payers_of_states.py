"""A name that each state has a payer of: "VA" among states, "medicaid in nc, va and ohio"."""

from __future__ import annotations

from models.coverage import state
from models.understanding.payers.joined_payers import FEW, BesideNames, PayerJoiner, narrowed
from models.understanding.payers.name_lists import in_lists
from models.understanding.payers.named_payers import NamedPayers, PayerName, is_beside
from models.understanding.payers.payer_hints import COMPARES, LISTS
from models.understanding.payers.payer_index import PayerIndex
from models.understanding.payers.payer_lines import CARE_OF_VA
from models.understanding.payers.payer_misspellings import keys
from models.understanding.remaining_text import RemainingText
from models.words import Word

_WEST = frozenset({"west", "w"})

# Beside these alone, in a list of several, the veterans' program is one of them.
_FEDERAL = frozenset({"tricare", "medicare", "champva", "ihs"})

# Two letters that in a list of names are English.
_ENGLISH = frozenset({"in", "or", "me", "hi", "ok", "id", "de", "la", "co"})
_LETTERS = frozenset(code.casefold() for code in state.NAMES) - _ENGLISH
_IN_FULL = frozenset(tuple(name.casefold().split()) for name in state.NAMES.values())
_LONGEST = max(map(len, _IN_FULL))
_JOINS = LISTS | COMPARES | {"&"}
_OF_PLACE = frozenset({"of", "in"})


def without_virginia(names: list[PayerName], left: RemainingText) -> list[PayerName]:
    """The names without "VA" where it is the state: beside a payer's name, or among states.

    Beside those who serve veterans it is theirs: "triwest ccn va". So it is in a list of payers,
    with one on either side: "aetna, va, cigna".
    """
    short = [name for name in names if [word.plain for word in name.words] == ["va"]]
    west = [va for va in short if not _WEST.isdisjoint(_before(va, left)[-1:])]
    names = [name for name in names if name not in west]
    others = [name for name in names if name not in short]
    if not others or any("va" in other.ids or _is_of_veterans(other) for other in others):
        return names
    if all(set(other.ids) <= _FEDERAL for other in others):  # "tricare va medicare"
        return names
    if any(set(other.ids) <= _FEDERAL for other in others):  # "nc medicaid, va and tricare"
        short = [va for va in short if va.words[0].place not in left.begins]
    listed = [name for run in in_lists(names, left) for name in run[1:-1]]
    short = [va for va in short if va not in listed or is_among_states(va, left)]
    states = [va for va in short if any(is_beside(va, other) for other in others)]
    states += [va for va in short if is_among_states(va, left)]
    return [name for name in names if name not in states]


def _is_of_veterans(name: PayerName) -> bool:
    return [word.plain for word in name.words] == CARE_OF_VA


def is_among_states(name: PayerName, left: RemainingText) -> bool:
    """Whether a name stands in a list with a state: "nc, va", "tx and nc medicaid"."""
    behind = _behind(name, left)
    is_followed = name.words[-1].place + 1 in left.begins or behind[:1] != _unjoined(behind)[:1]
    before = _unjoined(_before(name, left)[::-1])[::-1]
    return _ends_with_state(before) or (is_followed and _begins_with_state(_unjoined(behind)))


def _before(name: PayerName, left: RemainingText) -> list[str]:
    return [word.plain for word in left.typed[: name.words[0].place]]


def _behind(name: PayerName, left: RemainingText) -> list[str]:
    return [word.plain for word in left.typed[name.words[-1].place + 1 :]]


def _unjoined(words: list[str]) -> list[str]:
    """The words without those at their beginning that join names."""
    first = next((at for at, word in enumerate(words) if word not in _JOINS), len(words))
    return words[first:]


def _ends_with_state(words: list[str]) -> bool:
    return any(_is_state(words[-count:]) for count in range(1, _LONGEST + 1))


def _begins_with_state(words: list[str]) -> bool:
    return any(_is_state(words[:count]) for count in range(1, _LONGEST + 1))


def _is_state(words: list[str]) -> bool:
    return tuple(words) in _IN_FULL or (len(words) == 1 and words[0] in _LETTERS)


class PayersOfStates:
    """Reads one name for several states, with the joiner of names that one book has."""

    def __init__(self, names: PayerIndex, joiner: PayerJoiner) -> None:
        self._names = names
        self._joiner = joiner

    def of(
        self, names: list[PayerName], states: tuple[str, ...], left: RemainingText
    ) -> NamedPayers | None:
        """For each of several states the payers there that one name means, if every one has some.

        A name may hold the first of the states: "bcbs of nc and va", "tx and nc medicaid".
        """
        if len(names) != 1 or not states:
            return None
        (name,) = names
        if len(name.ids) == 1 and is_among_states(name, left):
            own = self._joiner.joined(names, BesideNames()).payers[0].only_state
            name = PayerName((), _without_state(name.words, own)) if own else name
            name = PayerName(self._names.ids_of(filter(None, keys(name.words))), name.words)
            states = tuple(dict.fromkeys((own, *states) if own else ()))
        if len(name.ids) <= 1 or len(states) <= 1:
            return None
        each = [
            narrowed(self._joiner.joined([name], BesideNames(where=where)), where, None)
            for where in states
        ]
        apart = tuple(dict.fromkeys(one.payers for one in each))
        if len(apart) < len(states) or not all(1 <= len(payers) <= FEW for payers in apart):
            return None
        every = dict.fromkeys(payer for payers in apart for payer in payers)
        return NamedPayers(tuple(every), names[0].words, apart=apart)


def _without_state(words: tuple[Word, ...], where: str) -> tuple[Word, ...]:
    """The words of a name without the state at either end: of "ohio medicaid" the last."""
    plain = [word.plain for word in words]
    for own in (state.NAMES[where].casefold().split(), [where.casefold()]):
        if plain[: len(own)] == own:
            return words[len(own) :]
        if plain[-len(own) :] == own:
            bare = words[: -len(own)]
            return bare[:-1] if bare and bare[-1].plain in _OF_PLACE else bare
    return words

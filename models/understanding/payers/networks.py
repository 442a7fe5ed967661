"""Which payer's name is but the network on another plan's card: "WebTPA, Cigna PPO on the back"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from models.coverage.payer import Payer, PayerKind
from models.understanding.payers.named_payers import PayerName
from models.understanding.remaining_text import RemainingText

# Behind a name, or before it, they say that it is a network.
_BEHIND = frozenset("network networks logo".split())
_ON_CARD = frozenset("back front card".split())
_USES = frozenset("uses using use rents leases through thru via logo administered".split())
_SHOWS = frozenset("says shows has carries".split())
_NO_NETWORK = frozenset("in out of non".split())

_RUNS = frozenset(
    "administered run processed by on with over at has carries an a thats is isnt owned".split()
)
_LISTS = frozenset("and or vs versus nor plus".split())

_FOLLOWS = frozenset("follow follows following like mirror mirrors".split())

_PPO = frozenset("ppo pos epo".split())

_FOR_PLAN = frozenset("for through thru via manages runs handles handle does do which who".split())

_NEAR = 3  # words

_OF_BLUES = "blue cross"  # a name that all Blue plans share

_BLUECARD = "bluecard"

_PART_B = ("medicare",)

UNNAMED_PLAN = "union_plan"
"""The row of a plan of which only is known that an employer or a union pays for it."""

_UNION = "union"  # the group of the funds that unions run

_ANY_PUBLIC = "state_employees"  # the row of a public employees' plan of which no more is known
FEDERAL_EMPLOYEES = "plan of federal employees"
"""In the note of such a plan: its brochure decides, and neither ERISA nor a plan document."""

_IS_PUBLIC = "plan for public employees"  # in the note of such a plan that is known

MANAGERS = frozenset({PayerKind.UTILISATION_MANAGER})
"""They approve care for other payers."""

OF_CLAIMS = frozenset({PayerKind.AUTO, PayerKind.WORKERS_COMP})
"""Their insurers handle claims by a state's rules."""

PROGRAMS = frozenset({"state", "auto"})
"""The groups of the states' own programs and no-fault laws."""

FEW_STATES = 2
"""A program is of one state, or of two with one law."""

# They rent networks or approve care for others, and are no network themselves.
_OF_OTHERS = frozenset({PayerKind.TPA, PayerKind.UTILISATION_MANAGER})


_GOVERNMENT = frozenset({PayerKind.FEDERAL, PayerKind.MEDICAID, PayerKind.MEDICARE_CONTRACTOR})
"""Original Medicare, TRICARE, the VA and a state's Medicaid lend nobody a network."""


class CardNetworks:
    """Tells the names of networks, administrators and carriers from the plan's own."""

    def __init__(self, payers: Mapping[str, Payer], has_facts: Callable[[Payer], bool]) -> None:
        self._payers = payers
        self._has_facts = has_facts

    def without_networks(
        self, names: list[PayerName], left: RemainingText
    ) -> tuple[list[PayerName], tuple[Payer, ...]]:
        """The names without those that are networks on the card of another one named.

        A union's fund, or a plan that an employer pays for, is the plan beside any other name.
        """
        if len(names) == 1:
            return names, ()
        if home := self._home_of_card(names, left):
            return [home], ()
        names = self._without_any_public(self._without_any_employer(names))
        every = {word.place for name in names for word in name.words}
        rented = []
        has_plan = any(self._kind(name) is PayerKind.TPA for name in names)
        unnamed = [name for name in names if UNNAMED_PLAN in name.ids]
        funds = [name for name in names if self._payers[name.ids[0]].part_of == _UNION]
        funds = [name for name in funds if name not in unnamed]
        if unnamed or (funds and not _is_list(names, left)):
            plan = funds or unnamed
            rest = [name for name in names if name not in (*funds, *unnamed)]
            return plan, tuple(map(self._as_typed, rest))
        programs = [name for name in names if self._is_program(name)]
        if programs:
            kinds = {self._kind(name) for name in programs}
            rented = [n for n in names if self._is_carrier(n) and self._kind(n) in kinds]
        managers = [name for name in names if self._only_approves(name)]
        if not rented and len(names) == len(managers) + 1 and _is_of_plan(left):
            rented = managers
        for name in () if rented else names:
            places = {word.place for word in name.words}
            kind = self._kind(name)
            if kind in _OF_OTHERS and len(name.ids) == 1:
                continue
            is_rented = kind is PayerKind.NETWORK or _is_network(places, every - places, left)
            is_rented = is_rented or (has_plan and _shows_card(left))
            if is_rented or (has_plan and _is_administrator(places, every - places, left)):
                rented.append(name)
        if not rented and _speaks_of_networks(left):
            rented = [n for n in names if self._kind(n) not in _OF_OTHERS]
            rented = rented if len(rented) < len(names) else []
        return self._without(rented, names)

    def _home_of_card(self, names: list[PayerName], left: RemainingText) -> PayerName | None:
        """The one Blue plan that the card shows, among Blue plans: it decides wherever care is.

        A card of another state's Blue plan follows that plan, and not the Blue plan of the place.
        """
        if not all(_OF_BLUES in self._payers[n.ids[0]].shared_names or _is_any(n) for n in names):
            return None
        plans = [name for name in names if len(name.ids) == 1 and not _is_any(name)]
        if len(plans) > 1 or len(plans) == len(names):
            plans = [name for name in plans if _is_shown({w.place for w in name.words}, left)]
        return plans[0] if len(plans) == 1 and _shows_card(left) else None

    def _without(
        self, rented: list[PayerName], names: list[PayerName]
    ) -> tuple[list[PayerName], tuple[Payer, ...]]:
        """The names without the rented ones; no program of a government is one, nor rents any."""
        rented = [name for name in rented if self._kind(name) not in _GOVERNMENT]
        kept = [name for name in names if name not in rented]
        if all(name.ids == _PART_B for name in kept):
            advantage = [n for n in rented if self._kind(n) is PayerKind.MEDICARE_ADVANTAGE]
            return advantage or names, ()
        if not kept or not rented or {n.ids for n in kept} & {n.ids for n in rented}:
            return names, ()
        return kept, tuple(map(self._as_typed, rented))

    def _without_any_public(self, names: list[PayerName]) -> list[PayerName]:
        """The names without "state employees" beside the plan that it is: "uniform medical"."""
        if not any(_IS_PUBLIC in self._payers[name.ids[0]].note for name in names):
            return names
        return [name for name in names if name.ids != (_ANY_PUBLIC,)]

    def _without_any_employer(self, names: list[PayerName]) -> list[PayerName]:
        """The names without "self funded" beside the plan of federal employees that is asked of."""
        if not any(FEDERAL_EMPLOYEES in self._payers[name.ids[0]].note for name in names):
            return names
        return [name for name in names if UNNAMED_PLAN not in name.ids] or names

    def _kind(self, name: PayerName) -> PayerKind:
        return self._payers[name.ids[0]].kind

    def _only_approves(self, name: PayerName) -> bool:
        """Whether a name is of one who approves care for plans, with no facts of its own."""
        payer = self._payers[name.ids[0]]
        is_manager = payer.kind is PayerKind.UTILISATION_MANAGER and len(name.ids) == 1
        return is_manager and not self._has_facts(payer)

    def _is_program(self, name: PayerName) -> bool:
        """Whether a name is of a state's workers' comp program or no-fault law."""
        payer = self._payers[name.ids[0]]
        is_of_claims = payer.kind in OF_CLAIMS and payer.part_of in PROGRAMS
        return is_of_claims and len(name.ids) == 1 and len(payer.states) <= FEW_STATES

    def _is_carrier(self, name: PayerName) -> bool:
        payer = self._payers[name.ids[0]]
        is_of_claims = payer.kind in OF_CLAIMS and payer.part_of not in PROGRAMS
        return is_of_claims and len(name.ids) == 1

    def _as_typed(self, name: PayerName) -> Payer:
        """The payer of a name; of one that several share, under the name as it was typed."""
        payer = self._payers[name.ids[0]]
        if len(name.ids) == 1:
            return payer
        return replace(payer, name=" ".join(word.typed for word in name.words))


def _is_network(name: Collection[int], others: Collection[int], left: RemainingText) -> bool:
    """Whether the words around a name's places, up to those of others, say that it is a network."""
    first, last = min(name), max(name)
    typed = [word.plain for word in left.typed]
    starts = max([first - _NEAR, 0, *(place + 1 for place in others if place < first)])
    ends = min([last + 1 + _NEAR, *(place for place in others if place > last)])
    before, behind = typed[starts:first], typed[last + 1 : ends]
    until = next((at for at, word in enumerate(behind) if word in _NO_NETWORK), len(behind))
    if not _BEHIND.isdisjoint(behind[:until]) or not _USES.isdisjoint(before):
        return True
    return _is_shown(name, left, starts) or (
        "on" in behind and not _ON_CARD.isdisjoint(typed[last + 2 : last + 6])
    )


def _is_shown(name: Collection[int], left: RemainingText, starts: int = 0) -> bool:
    """Whether the words right before a name say that a card shows it: "the card says anthem ct"."""
    typed = [word.plain for word in left.typed]
    before = typed[max(starts, min(name) - _NEAR, 0) : min(name)]
    return not _SHOWS.isdisjoint(before) and not _ON_CARD.isdisjoint(typed)


def _is_any(name: PayerName) -> bool:
    """Whether a name is of no one Blue plan, but of a card of any."""
    return name.ids == (_BLUECARD,)


def _is_administrator(name: Collection[int], others: Collection[int], left: RemainingText) -> bool:
    """Whether the words before a name, behind another, say that it runs that one's plan."""
    first = min(name)
    start = max((place + 1 for place in others if place < first), default=first)
    between = [word.plain for word in left.typed[start:first]]
    ends = {word.plain for word in left.typed[max(name) : max(name) + 2]}
    if not between and first - 1 in others and not _PPO.isdisjoint(ends):
        return True
    is_listed = not between or between[-1] in _LISTS
    return not is_listed and (len(between) > 1 or not _RUNS.isdisjoint(between))


def is_followed(name: Collection[int], left: RemainingText) -> bool:
    """Whether a name only says whose rule another one may follow: "does it follow medicare"."""
    before = [word.plain for word in left.typed[max(0, min(name) - _NEAR) : min(name)]]
    return not _FOLLOWS.isdisjoint(before)


def _speaks_of_networks(left: RemainingText) -> bool:
    """Whether a text names a logo or a network at all, and not only "in network"."""
    typed = [word.plain for word in left.typed]
    return any(
        word == "logo" or (word in _BEHIND and typed[at - 1] not in _NO_NETWORK)
        for at, word in enumerate(typed)
    )


def _is_list(names: list[PayerName], left: RemainingText) -> bool:
    """Whether the names are listed: "ibew or cigna", and not a fund beside its network."""
    places = sorted(name.words[0].place for name in names)
    between = {word.plain for word in left.typed[places[0] : places[-1]]}
    return not _LISTS.isdisjoint(between) or any(place in left.begins for place in places)


def _shows_card(left: RemainingText) -> bool:
    """Whether the names were read on a card, on which those beside an administrator lend theirs."""
    return any(word.plain in {"card", "cards"} for word in left.typed)


def _is_of_plan(left: RemainingText) -> bool:
    """Whether a text says for which plan somebody approves care: "ash for cigna"."""
    return not _FOR_PLAN.isdisjoint(word.plain for word in left.typed)

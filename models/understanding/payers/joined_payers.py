"""Which payers several names mean together, and which of many stay for a state or a line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from models.coverage import state
from models.coverage.payer import LineOfBusiness, Payer, PayerKind
from models.understanding.payers.name_lists import are_divided
from models.understanding.payers.named_payers import (
    NamedPayers,
    PayerName,
    in_list,
    is_beside,
    runs,
)
from models.understanding.payers.narrower_payers import is_program, without_owners, without_wider
from models.understanding.payers.networks import OF_CLAIMS
from models.understanding.payers.other_plans import GENERIC, OtherPlans
from models.understanding.payers.payer_index import PayerIndex
from models.understanding.payers.payer_lines import line_in, written_with
from models.words import Word, keys

# Payers whose bare name, beside another payer's, means a plan of that one.
_LINES_OF_NAMES = {
    "medicare": LineOfBusiness.MEDICARE_ADVANTAGE,
    "medigap_generic": LineOfBusiness.MEDIGAP,
}

# Behind so many commas names are a list: "united, humana, medicare".
_LISTED = 2

# With more payers of a state than this, its own program stands for them.
FEW = 3


@dataclass(frozen=True, slots=True)
class BesideNames:
    """What a text says beside its names, and at which words phrases begin behind commas."""

    line: LineOfBusiness | None = None
    where: str | None = None
    begins: Collection[int] = ()


class PayerJoiner:
    """Joins the names of a text, with the payers, names and facts that one book knows."""

    def __init__(
        self,
        payers: Mapping[str, Payer],
        names: PayerIndex,
        others: OtherPlans,
        levels: frozenset[str],
    ) -> None:
        self._payers = payers
        self._names = names
        self._others = others
        self._levels = levels

    def joined(self, names: list[PayerName], beside: BesideNames) -> NamedPayers:
        """The payers that several names mean together; "aetna medicare" is Aetna's plan."""
        listed = runs(names)
        if len(listed) > 1:
            joined = self._each if _are_listed(names, beside.begins) else self.joined
            return in_list([joined(run, beside) for run in listed])
        if len(names) == 1:
            return self._alone(names[0], beside)
        return self._together(names, replace(beside, where=names[0].where or beside.where))

    def _each(self, names: list[PayerName], beside: BesideNames) -> NamedPayers:
        """The payers of names in a list, of which commas divide some: each is one."""
        if not any(name.words[0].place in beside.begins for name in names[1:]):
            return self.joined(names, beside)
        words = tuple(word for name in names for word in name.words)
        return self._apart(_settled_by_own(names), words, beside.where)

    def _alone(self, name: PayerName, beside: BesideNames) -> NamedPayers:
        """The payers that one name means; of a program those of the state beside it."""
        ids: Collection[str] = self._more_exact(name, beside.line, beside.where) or name.ids
        if name.where and len(name.ids) > 1:
            payers = tuple(self._payers[id_] for id_ in name.ids)
            return narrowed(NamedPayers(payers, name.words), name.where, None)
        return NamedPayers(tuple(self._payers[id_] for id_ in ids), name.words)

    def _together(self, names: list[PayerName], beside: BesideNames) -> NamedPayers:
        """The payers that several names mean, of which none stands apart in a list."""
        words = tuple(word for name in names for word in name.words)
        said = [name for name in names if set(name.ids) <= _LINES_OF_NAMES.keys()]
        others = [name for name in names if name not in said]
        own_line = None
        if _are_listed(names, beside.begins):
            return self._apart(_settled_by_own(names), words, beside.where)
        if self._are_lines(said, others):
            names, own_line = others, _LINES_OF_NAMES[said[0].ids[0]]
        is_one = not said or all(is_beside(a, b) for a, b in pairwise(names))  # "and medicare"
        is_one = is_one and len(names) > 1 and not are_divided(names, beside.begins)
        whole = self._whole(names) if is_one else ()
        if whole:
            return NamedPayers(tuple(self._payers[id_] for id_ in whole), words, line=own_line)
        names = self._settled_by_claim(_settled_by_own(names))
        if len(names) > 1 and any(not is_beside(a, b) for a, b in pairwise(names)):
            return self._apart(names, words, beside.where)
        names = self._without_levels(names, but=[name for name in said if name in names])
        own = dict.fromkeys(name.ids[0] for name in names if len(name.ids) == 1)
        served = [self._payers[id_] for id_ in own if self._payers[id_].kind is PayerKind.MEDICAID]
        if len(own) > 1:
            narrow = without_owners(without_wider(tuple(self._payers[i] for i in own)))
            names = [
                n
                for n in names
                if self._payers[n.ids[0]] in narrow or self._is_brand_apart(n, narrow)
            ]
            own = {payer.id: None for payer in narrow}
        if len(own) > 1 or self._are_two_brands(names, beside.begins):
            return self._apart(names, words, beside.where)
        names = names if own else self._of_one_group(names)
        ids = self._of_brand(names, own) or list(own) or _in_common([n.ids for n in names])
        line = own_line or beside.line
        exact = self._more_exact(names[0], line, beside.where) if len(names) == 1 else ()
        payers = tuple(self._payers[id_] for id_ in exact or ids)
        program = served[0].only_state if len(served) == 1 and served[0] not in payers else None
        return NamedPayers(payers, words, line=own_line, of_program=program)

    def _are_lines(self, said: list[PayerName], others: list[PayerName]) -> bool:
        """Whether "medicare" means a plan of the one company beside it: "aetna medicare".

        Of several companies it is one of the list, and a federal program has no such plan.
        """
        if not any(is_beside(one, other) for one in said for other in others):
            return False
        others = self._without_levels(others, but=[])
        own = {name.ids[0]: self._payers[name.ids[0]] for name in others if len(name.ids) == 1}
        known = tuple(own.values())
        further = [name for name in others if self._is_brand_apart(name, known)] if own else []
        is_federal = {payer.kind for payer in known} == {PayerKind.FEDERAL}
        return len(own) + len(further) <= 1 and not is_federal

    def _whole(self, names: list[PayerName]) -> Collection[str]:
        """The payers whose name the names make together, whichever stands first: "oxford uhc"."""
        parts = ["".join(name.parts or keys(name.words)) for name in names]
        typed = self._names.ids("".join(parts))
        are_beside = all(is_beside(one, other) for one, other in pairwise(names))
        return typed or (self._names.ids("".join(parts[::-1])) if are_beside else ())

    def _of_one_group(self, names: list[PayerName]) -> list[PayerName]:
        """Of two shared names of one group, that of its plans: "uhc optum" is a plan of UHC."""
        if len(names) != 2 or set(names[0].ids) & set(names[1].ids):  # noqa: PLR2004
            return names
        groups = [{self._payers[id_].part_of for id_ in name.ids} - {""} for name in names]
        plans = [n for n in names if not any(self._approves(id_) for id_ in n.ids)]
        return plans if len(plans) == 1 and groups[0] & groups[1] else names

    def _approves(self, id_: str) -> bool:
        return self._payers[id_].kind is PayerKind.UTILISATION_MANAGER

    def _is_brand_apart(self, name: PayerName, others: tuple[Payer, ...]) -> bool:
        """Whether a shared name is that of another company in a list: "cigna uhc humana"."""
        if len(name.ids) == 1 or line_in(name.words):
            return False
        if {word.plain for word in name.words} <= GENERIC | self._levels:
            return False
        groups = {payer.part_of for payer in others}
        return groups.isdisjoint(self._payers[id_].part_of for id_ in name.ids)

    def _are_two_brands(self, names: list[PayerName], begins: Collection[int]) -> bool:
        """Whether a comma divides a company's own name from another company's: "uhc, bcbsnc"."""
        own = tuple(self._payers[name.ids[0]] for name in names if len(name.ids) == 1)
        if not own or any(name.words[0].place not in begins for name in names[1:]):
            return False
        shared = [name for name in names if len(name.ids) > 1 and not line_in(name.words)]
        groups = {payer.part_of for payer in own}
        return any(
            groups.isdisjoint(self._payers[id_].part_of for id_ in name.ids)
            and not {word.plain for word in name.words} <= self._levels
            and not self._tied_to(own, name)
            for name in shared
        )

    def _tied_to(self, holders: Collection[Payer], shared: PayerName) -> list[str]:
        """Those of a shared name that are met in no state without the holders."""
        states = {where for holder in holders for where in holder.states}
        met = ((id_, self._payers[id_].states) for id_ in shared.ids)
        return [id_ for id_, where in met if where and states.issuperset(where)]

    def _without_levels(self, names: list[PayerName], but: list[PayerName]) -> list[PayerName]:
        """The names without a level of the first one that is a name too: "bcbsnc blue options"."""
        levels = GENERIC | self._levels
        rest = [n for n in names[1:] if n in but or not {w.plain for w in n.words} <= levels]
        return [names[0], *rest] if len(names[0].ids) == 1 else names

    def _of_brand(self, names: list[PayerName], own: Mapping[str, None]) -> list[str]:
        """The payers of a shared name behind the one whose plan it is: "bcbsnc healthy blue"."""
        behind = names[-1]
        plain = {word.plain for word in behind.words}
        if not own or len(behind.ids) == 1 or plain <= GENERIC or line_in(behind.words):
            return []
        holders = [self._payers[id_] for id_ in own]
        if all(holder.kind is PayerKind.MEDICAID_MANAGED for holder in holders):
            return []  # behind a managed plan a shared name is its program's: "superior star"
        groups = {name for holder in holders for name in (holder.id, holder.part_of) if name}
        shared = [self._payers[id_] for id_ in behind.ids]
        if tied := self._tied_to(holders, behind):
            return tied
        grouped = [p.id for p in shared if p.part_of in groups]
        is_known = any(map(self._others.has_facts, holders))
        return grouped or ([p.id for p in shared] if is_known else [])

    def _settled_by_claim(self, names: list[PayerName]) -> list[PayerName]:
        """The names without "auto claim" or "work comp" where an insurer of them is named."""
        own = {self._payers[n.ids[0]].kind for n in names if len(n.ids) == 1} & OF_CLAIMS
        if not own:
            return names
        return [
            name
            for name in names
            if len(name.ids) == 1 or own.isdisjoint(self._payers[id_].kind for id_ in name.ids)
        ]

    def _apart(
        self, names: list[PayerName], words: tuple[Word, ...], where: str | None
    ) -> NamedPayers:
        """Several payers, each asked about: "aetna or bcbs". Each has those it may mean."""
        groups: dict[tuple[Payer, ...], None] = {}
        for name in names:
            ids = self._more_exact(name, None, where) or name.ids
            payers = tuple(self._payers[id_] for id_ in ids)
            one = narrowed(NamedPayers(payers, name.words), where, None) if len(ids) > 1 else None
            groups[(one.payers if one else None) or payers] = None
        every = dict.fromkeys(payer for payers in groups for payer in payers)
        apart = tuple(groups) if len(groups) > 1 else ()
        return NamedPayers(tuple(every), words, apart=apart)

    def _more_exact(
        self, name: PayerName, line: LineOfBusiness | None, where: str | None
    ) -> tuple[str, ...]:
        """The payers whose name is this one with the line of business or the state beside it."""
        ids = map(self._names.ids_of, written_with(name, line, where))
        return next(filter(None, ids), ())

    def of_another_state(self, named: NamedPayers, where: str) -> NamedPayers | None:
        """No Medicaid plan of one state answers for another: "anthem medicaid in ohio"."""
        if len(named.payers) != 1:
            return None
        payer = named.payers[0]
        is_medicaid = payer.kind in {PayerKind.MEDICAID, PayerKind.MEDICAID_MANAGED}
        is_held = self._others.has_facts(payer)
        if not is_medicaid or not is_held or len(payer.states) != 1 or where in payer.states:
            return None
        typed = " ".join(word.typed for word in named.words).removesuffix(" in")
        unknown = f"{typed} in {state.NAMES[where]}"
        return replace(named, payers=(), guessed_from="", unknown=unknown, elsewhere=named.payers)


def _are_listed(names: Collection[PayerName], begins: Collection[int]) -> bool:
    """Whether so many names stand behind commas that each is one of a list."""
    return sum(name.words[0].place in begins for name in names) >= _LISTED


def _settled_by_own(names: list[PayerName]) -> list[PayerName]:
    """The names without those shared ones that a payer's own name settles: "carefirst bcbs"."""
    own = {name.ids[0] for name in names if len(name.ids) == 1}
    return [name for name in names if len(name.ids) == 1 or own.isdisjoint(name.ids)]


def narrowed(named: NamedPayers, where: str | None, line: LineOfBusiness | None) -> NamedPayers:
    """Among several payers, those of the state and line of business that were named."""
    payers, place = named.payers, ""
    if line and (of_line := tuple(p for p in payers if line in p.lines)):
        payers = of_line
    if where:
        everywhere = tuple(p for p in payers if not p.states)
        tied = tuple(p for p in payers if where in p.states)
        if len({p.part_of for p in payers}) == 1:  # "uhc in arizona" is no Medicaid plan alone
            tied += everywhere
        payers = tied or everywhere
        joined = "" if named.words and named.words[-1].plain == "of" else "in "
        place = f" {joined}{state.NAMES[where]}"
    if (len(payers) > FEW or line) and (programs := [p for p in payers if is_program(p, where)]):
        payers = tuple(programs)
    if where and len(payers) > 1:
        payers = without_wider(payers)
    typed = " ".join(word.typed for word in named.words) + place
    if not payers:
        return NamedPayers((), unknown=typed, elsewhere=named.payers if where else ())
    guessed_from = typed if len(payers) == 1 else named.guessed_from
    return replace(named, payers=payers, guessed_from=guessed_from)


def _in_common(shared: list[tuple[str, ...]]) -> list[str]:
    every = dict.fromkeys(id_ for ids in shared for id_ in ids)
    common = set(every).intersection(*shared)
    return [id_ for id_ in every if id_ in common] or list(every)

"""Finds payers among the words that someone typed: by name, misspelt, or by a name they share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from models.coverage import state
from models.coverage.payer import LINE_SYNONYMS, LineOfBusiness, Payer, PayerKind
from models.understanding.names import NameIndex, NameMatch
from models.understanding.networks import (
    is_administrator,
    is_followed,
    is_network,
    is_of_plan,
    speaks_of_networks,
)
from models.understanding.other_plans import GENERIC, OtherPlans
from models.understanding.payer_hints import Around, has_hint, is_in_state, is_of_state
from models.understanding.payer_index import PayerIndex, keys
from models.understanding.plan_words import PlanWords, WordsBeside
from models.understanding.remaining_text import FILLER, RemainingText
from models.understanding.two_letters import is_behind_in
from models.words import Word, key_of, split

# Payers whose bare name, beside another payer's, means a plan of that one.
_LINES_OF_NAMES = {
    "medicare": LineOfBusiness.MEDICARE_ADVANTAGE,
    "medigap_generic": LineOfBusiness.MEDIGAP,
}

# How the names of plans say their line of business, behind the payer's own.
_LINE_WORDS: dict[LineOfBusiness, tuple[tuple[str, ...], ...]] = {
    LineOfBusiness.COMMERCIAL: (("commercial",),),
    LineOfBusiness.MEDICARE_ADVANTAGE: (("medicare", "advantage"), ("medicare",), ("ma",)),
    LineOfBusiness.MEDICAID: (("medicaid",),),
    LineOfBusiness.WORKERS_COMPENSATION: (("workers", "comp"), ("wc",)),
    LineOfBusiness.AUTO: (("pip",), ("no", "fault"), ("auto",)),
    LineOfBusiness.MEDIGAP: (("medigap",), ("medicare", "supplement")),
    LineOfBusiness.STUDENT: (("student",), ("student", "health")),
}

# Beside a word of such a claim ("med pay", "work comp") a name is that of its insurer.
_OF_CLAIMS = frozenset({PayerKind.AUTO, PayerKind.WORKERS_COMP})

# They rent networks or approve care for others, and are no network themselves.
_OF_OTHERS = frozenset({PayerKind.TPA, PayerKind.UTILISATION_MANAGER})

# The plan that is both Medicare and Medicaid, the programs that it names, and the veterans'.
_OF_BOTH = "uhc_dual"
_PROGRAMS = frozenset({LineOfBusiness.MEDICAID, LineOfBusiness.MEDICARE_ADVANTAGE})
_VETERANS = frozenset("vet vets veteran veterans".split())
_CARE_OF_VA = ["community", "care"]

# Letters of states that beside a verb or "by" are a profession.
_ALSO_PROFESSIONS = frozenset({"pa", "md", "dc"})

# Before "student" they say that the student treats.
_TRAINED = frozenset("a ati chiro dpt my our ot pt pta spt therapist therapy".split())

# A payer of so few states is at home there.
_AT_HOME = 6

# "PIP outside Florida" is not Florida's.
_NOT_THERE = frozenset({"outside", "except", "excluding"})

# Behind so many commas names are a list: "united, humana, medicare".
_LISTED = 2

# So many names of a text are read.
_MOST_NAMES = 30

# With more payers of a state than this, its own program stands for them.
_FEW = 3


@dataclass(frozen=True, slots=True)
class PayerName:
    """A name in the text: the payers that it may mean, and its words."""

    ids: tuple[str, ...]
    words: tuple[Word, ...]
    parts: tuple[str, ...] = ()  # the words as the name is written, slips mended
    slips: int = 0


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


class PayerNames:
    """Reads payers, in two steps: what stands in the text, then, last of all, what is meant."""

    def __init__(
        self,
        payers: Mapping[str, Payer],
        plans: Mapping[str, Collection[str]],
        beside: WordsBeside,
    ) -> None:
        """`plans` are the words of the plans that a payer's facts tell apart, by its `facts`."""
        self._payers = payers
        self._words = beside.plans
        self._names = PayerIndex(payers)
        self._others = OtherPlans(payers, plans, beside, self._names.near)
        self._lines = NameIndex(LINE_SYNONYMS)

    def take(self, left: RemainingText, *, has_code: bool = False) -> list[PayerName]:
        """The payers' names that stand in the text as the book writes them.

        A payer's own name outweighs a name that it shares ("aetna medicare advantage" is Aetna's),
        and the shared name stays in the text to be read as a line of business. A name that is also
        a word counts where something hints at a payer.
        """
        found = [m for m in self._names.find_apart(left.words) if not is_behind_in(left, m)]
        named = [PayerName(m.ids, left.words[m.start : m.end]) for m in found[:_MOST_NAMES]]
        sure = [name for name in named if not self._is_common(name)]
        names = [
            name
            for name in named
            if name in sure or self._is_hinted(name, sure, left, has_code=has_code)
        ]
        names = _without_virginia(names)
        own = {name.ids[0] for name in names if len(name.ids) == 1}
        kept = [n for n in names if len(n.ids) == 1 or not own or not self._line_in(n.words)]
        left.drop(word for name in kept for word in name.words)
        return kept

    def _is_hinted(
        self, name: PayerName, sure: list[PayerName], left: RemainingText, *, has_code: bool
    ) -> bool:
        """Whether something tells that a name which is also a word means a payer here."""
        payers = [self._payers[id_] for id_ in name.ids]
        kinds = {self._payers[id_].kind for other in sure for id_ in other.ids}
        if kinds & _OF_CLAIMS & {payer.kind for payer in payers}:
            return True
        is_city = " ".join(word.plain for word in name.words) in self._others.cities
        around = {word.plain for word in left.words}
        if sure and is_city and not is_in_state(payers, left, around):
            return False
        named = {word.plain for other in sure for word in other.words}
        silent = named | self._words.levels | self._words.products | self._others.cities
        return has_hint(name.words, payers, left, Around(silent, has_code, bool(sure)))

    def settle(
        self,
        exact: list[PayerName],
        left: RemainingText,
        where: str | None,
        line: LineOfBusiness | None,
    ) -> NamedPayers:
        """The payers that are meant, once everything else has been taken from the text."""
        names, guessed_from = self._corrected(exact, left)
        names.sort(key=lambda name: name.words[0].place)
        if not names:
            return NamedPayers((), unknown=_unread(left, self._words))
        names = self._of_veterans(self._without_medicare_beside(names, left), left)
        names, networks = self._without_networks(names, left)
        named = replace(
            self._joined(names, line, where, left.begins),
            guessed_from=guessed_from,
            networks=networks,
        )
        if where and (elsewhere := self._of_another_state(named, where)):
            return elsewhere
        strange = self._strange_beside(named, names, left)
        if where:
            strange += [w for w in left.words if w.plain in _NOT_THERE and w not in strange]
        if strange:
            return _doubted(named, strange, left)
        if guessed_from and names[-1].slips > 1 and _is_federal(named.payers):
            return replace(named, guessed_from="", unknown=guessed_from)
        if len(named.payers) < 2 or named.apart:  # noqa: PLR2004 - there is no choice
            return named
        return _narrowed(named, where, named.line or line)

    def _strange_beside(
        self, named: NamedPayers, names: list[PayerName], left: RemainingText
    ) -> list[Word]:
        """Words that make another plan of the payers that are named, or of one of several."""
        if not named.apart:
            is_guess = bool(named.guessed_from)
            return self._others.beside(named.words, named.payers, left, is_guess=is_guess)
        held = [(name.words, [self._payers[id_] for id_ in name.ids]) for name in names]
        return [word for words, payers in held for word in self._others.beside(words, payers, left)]

    def _without_networks(
        self, names: list[PayerName], left: RemainingText
    ) -> tuple[list[PayerName], tuple[Payer, ...]]:
        """The names without those that are networks on the card of another one named."""
        if len(names) == 1:
            return names, ()
        every = {word.place for name in names for word in name.words}
        rented = []
        has_plan = any(self._is_plan_of_others(name) for name in names)
        if any("union_plan" in name.ids for name in names):
            others = [name for name in names if "union_plan" not in name.ids]
            union = [name for name in names if "union_plan" in name.ids]
            return union, tuple(map(self._as_typed, others))
        if any(self._is_comp_program(name) for name in names):
            rented = [name for name in names if self._is_carrier(name)]
        if not rented and len(names) == 2:  # noqa: PLR2004 - one plan, and who approves care for it
            rented = [n for n in names if self._only_approves(n)] if is_of_plan(left) else []
        for name in () if rented else names:
            places = {word.place for word in name.words}
            kind = self._payers[name.ids[0]].kind
            if kind in _OF_OTHERS and len(name.ids) == 1:
                continue
            is_rented = kind is PayerKind.NETWORK or is_network(places, every - places, left)
            if is_rented or (has_plan and is_administrator(places, every - places, left)):
                rented.append(name)
        if not rented and speaks_of_networks(left):
            rented = [n for n in names if self._payers[n.ids[0]].kind not in _OF_OTHERS]
            rented = rented if len(rented) < len(names) else []
        kept = [name for name in names if name not in rented]
        if not kept or not rented or {n.ids for n in kept} & {n.ids for n in rented}:
            return names, ()
        return kept, tuple(map(self._as_typed, rented))

    def _of_another_state(self, named: NamedPayers, where: str) -> NamedPayers | None:
        """No Medicaid plan of one state answers for another: "anthem medicaid in ohio"."""
        if len(named.payers) != 1:
            return None
        payer = named.payers[0]
        is_medicaid = payer.kind in {PayerKind.MEDICAID, PayerKind.MEDICAID_MANAGED}
        is_held = self._others.has_facts(payer)
        if not is_medicaid or not is_held or len(payer.states) != 1 or where in payer.states:
            return None
        typed = " ".join(word.typed for word in named.words).removesuffix(" in")
        return replace(
            named, payers=(), guessed_from="", unknown=f"{typed} in {state.NAMES[where]}"
        )

    def _only_approves(self, name: PayerName) -> bool:
        """Whether a name is of one who approves care for plans, with no facts of its own."""
        payer = self._payers[name.ids[0]]
        is_manager = payer.kind is PayerKind.UTILISATION_MANAGER and len(name.ids) == 1
        return is_manager and not self._others.has_facts(payer)

    def _is_comp_program(self, name: PayerName) -> bool:
        payer = self._payers[name.ids[0]]
        is_comp = payer.kind is PayerKind.WORKERS_COMP and payer.part_of == "state"
        return is_comp and len(name.ids) == 1 and len(payer.states) == 1

    def _is_carrier(self, name: PayerName) -> bool:
        payer = self._payers[name.ids[0]]
        is_comp = payer.kind is PayerKind.WORKERS_COMP and payer.part_of != "state"
        return is_comp and len(name.ids) == 1

    def _as_typed(self, name: PayerName) -> Payer:
        """The payer of a name; of one that several share, under the name as it was typed."""
        payer = self._payers[name.ids[0]]
        if len(name.ids) == 1:
            return payer
        return replace(payer, name=" ".join(word.typed for word in name.words))

    def _without_medicare_beside(
        self, names: list[PayerName], left: RemainingText
    ) -> list[PayerName]:
        """The names without "medicare" and "medicaid" where they are not asked about by themselves.

        A plan for both has both names; "does geisinger follow the medicare rule" asks of Geisinger.
        """
        said = [name for name in names if self._is_program_name(name)]
        others = [name for name in names if name not in said]
        if not said or not others:
            return names
        is_of_both = any(self._payers[name.ids[0]].id == _OF_BOTH for name in others)
        kept = [n for n in said if not is_of_both and not is_followed(_places(n), left)]
        return [name for name in names if name in others or name in kept]

    def _is_program_name(self, name: PayerName) -> bool:
        return name.ids == ("medicare",) or self._line_in(name.words) in _PROGRAMS

    def _of_veterans(self, names: list[PayerName], left: RemainingText) -> list[PayerName]:
        """The names where a veteran is spoken of: "a vet with community care through optum"."""
        is_told = any(name.ids == ("va",) for name in names)
        if not is_told and _VETERANS.isdisjoint(word.plain for word in left.typed):
            return names
        shared = [n for n in names if "va" in n.ids or [w.plain for w in n.words] == _CARE_OF_VA]
        if not shared:
            return names
        left.drop([word for word in left.words if word.plain in _VETERANS])
        va = [replace(name, ids=("va",)) for name in shared]
        return [va[shared.index(name)] if name in shared else name for name in names]

    def _is_plan_of_others(self, name: PayerName) -> bool:
        """Whether a name is that of a plan which another company may administer: a union's."""
        return self._payers[name.ids[0]].kind is PayerKind.TPA

    def take_line(self, left: RemainingText) -> LineOfBusiness | None:
        """The line of business that the text names, if it names one."""
        match = next((m for m in self._lines.find(left.words) if not _is_trainee(m, left)), None)
        if match is None:
            return None
        left.take(match)
        return LineOfBusiness(match.ids[0])

    def take_state(
        self, names: list[PayerName], line: LineOfBusiness | None, left: RemainingText
    ) -> tuple[str, ...]:
        """The state whose letters beside a payer of it might be a profession: "medicaid PA"."""
        is_medicaid = line in {LineOfBusiness.MEDICAID, LineOfBusiness.WORKERS_COMPENSATION}
        payers = [self._payers[id_] for name in names for id_ in name.ids]
        for word in left.words:
            code = word.plain.upper()
            if word.plain not in _ALSO_PROFESSIONS or not word.place:
                continue
            before = left.typed[word.place - 1]
            is_read = before not in left.words and word.place not in left.begins
            if is_read and (is_medicaid or any(_is_at_home(p, code) for p in payers)):
                left.drop([word])
                return (code,)
        return ()

    def line_of(self, names: list[PayerName]) -> LineOfBusiness | None:
        """The line of business that a shared name of payers also is: "medicare advantage"."""
        found = (self._line_in(name.words) for name in names if len(name.ids) > 1)
        return next(filter(None, found), None)

    def _line_in(self, words: tuple[Word, ...]) -> LineOfBusiness | None:
        match = next(self._lines.find(words), None)
        return LineOfBusiness(match.ids[0]) if match else None

    def _is_common(self, name: PayerName) -> bool:
        return self._names.is_common("".join(keys(name.words)))

    def _joined(
        self,
        names: list[PayerName],
        line: LineOfBusiness | None,
        where: str | None,
        begins: Collection[int],
    ) -> NamedPayers:
        """The payers that several names mean together; "aetna medicare" is Aetna's plan."""
        words = tuple(word for name in names for word in name.words)
        said = [name for name in names if set(name.ids) <= _LINES_OF_NAMES.keys()]
        others = [name for name in names if name not in said]
        own_line = None
        if sum(name.words[0].place in begins for name in names) >= _LISTED:
            return self._apart(_settled_by_own(names), words, where)
        if any(_is_beside(one, other) for one in said for other in others):
            names, own_line = others, _LINES_OF_NAMES[said[0].ids[0]]
        names = self._settled_by_claim(_settled_by_own(names))
        if len(names) > 1 and any(not _is_beside(a, b) for a, b in pairwise(names)):
            return self._apart(names, words, where)
        names = self._without_levels(names)
        own = dict.fromkeys(name.ids[0] for name in names if len(name.ids) == 1)
        if len(own) > 1:
            narrow = self._without_owners(_without_wider(tuple(self._payers[i] for i in own)))
            names = [
                n
                for n in names
                if self._payers[n.ids[0]] in narrow or self._is_brand_apart(n, narrow)
            ]
            own = {payer.id: None for payer in narrow}
        if len(own) > 1:
            return self._apart(names, words, where)
        ids = self._of_brand(names, own) or list(own) or _in_common([n.ids for n in names])
        exact = self._more_exact(names[0], own_line or line, where) if len(names) == 1 else ()
        payers = tuple(self._payers[id_] for id_ in exact or ids)
        return NamedPayers(payers, words, line=own_line)

    def _is_brand_apart(self, name: PayerName, others: tuple[Payer, ...]) -> bool:
        """Whether a shared name is that of another company in a list: "cigna uhc humana"."""
        if len(name.ids) == 1 or self._line_in(name.words):
            return False
        if {word.plain for word in name.words} <= GENERIC | self._words.levels:
            return False
        groups = {payer.part_of for payer in others}
        return groups.isdisjoint(self._payers[id_].part_of for id_ in name.ids)

    def _without_levels(self, names: list[PayerName]) -> list[PayerName]:
        """The names without a level of the first one that is a name too: "bcbsnc blue options"."""
        levels = GENERIC | self._words.levels
        rest = [n for n in names[1:] if not {word.plain for word in n.words} <= levels]
        return [names[0], *rest] if len(names[0].ids) == 1 else names

    def _of_brand(self, names: list[PayerName], own: Mapping[str, None]) -> list[str]:
        """The payers of a shared name behind the one whose plan it is: "bcbsnc healthy blue"."""
        behind = names[-1]
        plain = {word.plain for word in behind.words}
        if not own or len(behind.ids) == 1 or plain <= GENERIC or self._line_in(behind.words):
            return []
        holders = [self._payers[id_] for id_ in own]
        groups = {name for holder in holders for name in (holder.id, holder.part_of) if name}
        states = {where for holder in holders for where in holder.states}
        shared = [self._payers[id_] for id_ in behind.ids]
        if tied := [p.id for p in shared if p.states and states.issuperset(p.states)]:
            return tied
        grouped = [p.id for p in shared if p.part_of in groups]
        is_known = any(map(self._others.has_facts, holders))
        return grouped or ([p.id for p in shared] if is_known else [])

    def _without_owners(self, payers: tuple[Payer, ...]) -> tuple[Payer, ...]:
        """The payers without those whose name another one's holds, and without its program.

        "Passport by Molina" is Passport's plan, and a managed plan of CHIP no plan of the state's.
        """
        return (
            tuple(
                payer
                for payer in payers
                if not any(other is not payer and _is_plan_of(other, payer) for other in payers)
            )
            or payers
        )

    def _settled_by_claim(self, names: list[PayerName]) -> list[PayerName]:
        """The names without "auto claim" or "work comp" where an insurer of them is named."""
        own = {self._payers[n.ids[0]].kind for n in names if len(n.ids) == 1} & _OF_CLAIMS
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
            one = _narrowed(NamedPayers(payers, name.words), where, None) if len(ids) > 1 else None
            groups[(one.payers if one else None) or payers] = None
        every = dict.fromkeys(payer for payers in groups for payer in payers)
        apart = tuple(groups) if len(groups) > 1 else ()
        return NamedPayers(tuple(every), words, apart=apart)

    def _more_exact(
        self, name: PayerName, line: LineOfBusiness | None, where: str | None
    ) -> tuple[str, ...]:
        """The payers whose name is this one with the line of business or the state beside it.

        "anthem in ohio" is Anthem Ohio, "medicaid in texas" Texas Medicaid.
        """
        parts = name.parts or tuple(filter(None, keys(name.words)))
        is_line = self._line_in(name.words) is line
        lines = _LINE_WORDS.get(line, ()) if line and not is_line else ()
        places = ((where.casefold(),), (key_of(state.NAMES[where]),)) if where else ()
        full = tuple(w.casefold() for w in state.NAMES[where].split()) if where else ()
        places = (*places, full) if full else ()
        for written in _with(parts, lines, places):
            if ids := self._names.ids_of(written):
                return ids
        return ()

    def _corrected(
        self, exact: list[PayerName], left: RemainingText
    ) -> tuple[list[PayerName], str]:
        """The names, with a misspelt or longer one guessed from words that nothing else wanted.

        "railrod medicare" holds "medicare" and means another payer. Beside a name that stands in
        the text no other is guessed.
        """
        over = {
            w.place
            for w in left.words
            if w.plain not in FILLER and not self._words.makes_no_plan(w.plain)
        }
        if not over:
            return exact, ""
        held = {word for name in exact for word in name.words} | set(left.words)
        words = tuple(w for w in left.typed if w in held or is_of_state(w.plain))
        guess = self._names.slipped(words, over)
        if guess is None:
            return exact, ""
        guessed = PayerName(guess.ids, guess.words, self._names.written(guess.key), guess.slips)
        kept = [name for name in exact if not set(name.words) & set(guessed.words)]
        inside = [name for name in exact if name not in kept]
        is_whole = all(set(name.words) <= set(guessed.words) for name in inside)
        if (exact and not inside) or not is_whole:
            return exact, ""
        left.drop(guessed.words)
        return [*kept, guessed], " ".join(word.typed for word in guess.words)


def _with(
    parts: tuple[str, ...],
    lines: Iterable[tuple[str, ...]],
    places: Iterable[tuple[str, ...]],
) -> Iterator[tuple[str, ...]]:
    """A name's words with those of a line and a state around them, the most exact first."""
    lines, places = list(lines), list(places)
    for line in lines:
        for where in places:
            yield from ((*parts, *line, *where), (*parts, *where, *line), (*where, *parts, *line))
    for more in (*lines, *places):
        yield from ((*parts, *more), (*more, *parts))


def _is_trainee(match: NameMatch, left: RemainingText) -> bool:
    """Whether "student" is somebody who learns to treat, and no plan: "PT student with CI"."""
    word = left.words[match.start]
    return (
        match.end - match.start == 1
        and word.plain == "student"
        and (left.before(match.start) in _TRAINED | {"by"} or left.after(match.end - 1) in _TRAINED)
    )


def _is_plan_of(plan: Payer, owner: Payer) -> bool:
    """Whether a plan's name holds the owner's, or the owner is the program that the plan serves."""
    if plan.kind is PayerKind.UTILISATION_MANAGER:
        return False
    if _is_program(owner, plan.states[0] if len(plan.states) == 1 else None):
        return True
    brand = split(owner.name)[0].plain
    return brand in {word.plain for word in split(plan.name)[1:]} and brand not in GENERIC


def _is_at_home(payer: Payer, where: str) -> bool:
    return where in payer.states and len(payer.states) <= _AT_HOME


def _is_federal(payers: tuple[Payer, ...]) -> bool:
    """Whether a bold guess would end at a federal program, whose rules are its own."""
    return all(payer.kind is PayerKind.FEDERAL for payer in payers)


def _places(name: PayerName) -> list[int]:
    return [word.place for word in name.words]


def _is_beside(one: PayerName, other: PayerName) -> bool:
    """Whether one name ends where the other begins."""
    return one.words[-1].place + 1 == other.words[0].place or (
        other.words[-1].place + 1 == one.words[0].place
    )


def _unread(left: RemainingText, words: PlanWords) -> str:
    """What nothing has taken, with an "of" between: "Mutual of Fennimore"; no everyday words."""
    meant = left.meaning()
    if all(w.plain not in words.levels and words.makes_no_plan(w.plain) for w in meant):
        return ""
    places = {word.place for word in meant}
    within = (w for w in left.words if meant[0].place <= w.place <= meant[-1].place)
    return " ".join(w.typed for w in within if w.place in places or w.plain == "of")


def _doubted(named: NamedPayers, strange: list[Word], left: RemainingText) -> NamedPayers:
    """No payer for sure: "wellcare medicare" is not Medicare, "aetna kids" not Aetna."""
    typed = sorted({*strange, *named.words}, key=lambda word: word.place)
    left.drop(strange)
    unknown = " ".join(word.typed for word in typed)
    few = named.payers if len(named.payers) <= _FEW else ()
    return replace(named, payers=few, guessed_from="", unknown=unknown, apart=())


def _without_virginia(names: list[PayerName]) -> list[PayerName]:
    """The names without "VA" beside a payer's name: there it is the state."""
    short = [name for name in names if [word.plain for word in name.words] == ["va"]]
    states = [va for va in short if any(_is_beside(va, other) for other in names if other != va)]
    return [name for name in names if name not in states]


def _settled_by_own(names: list[PayerName]) -> list[PayerName]:
    """The names without those shared ones that a payer's own name settles: "carefirst bcbs"."""
    own = {name.ids[0] for name in names if len(name.ids) == 1}
    return [name for name in names if len(name.ids) == 1 or own.isdisjoint(name.ids)]


def _narrowed(named: NamedPayers, where: str | None, line: LineOfBusiness | None) -> NamedPayers:
    """Among several payers, those of the state and line of business that were named."""
    payers, place = named.payers, ""
    if line and (of_line := tuple(p for p in payers if line in p.lines)):
        payers = of_line
    if where:
        tied = tuple(p for p in payers if where in p.states)
        payers = tied or tuple(p for p in payers if not p.states)
        joined = "" if named.words and named.words[-1].plain == "of" else "in "
        place = f" {joined}{state.NAMES[where]}"
    if (len(payers) > _FEW or line) and (programs := [p for p in payers if _is_program(p, where)]):
        payers = tuple(programs)
    if where and len(payers) > 1:
        payers = _without_wider(payers)
    typed = " ".join(word.typed for word in named.words) + place
    if not payers:
        return NamedPayers((), unknown=typed)
    guessed_from = typed if len(payers) == 1 else named.guessed_from
    return replace(named, payers=payers, guessed_from=guessed_from)


def _without_wider(payers: tuple[Payer, ...]) -> tuple[Payer, ...]:
    """Of the payers for whom the same facts answer, those of the fewest states."""
    fewest: dict[str, int] = {}
    for payer in payers:
        fewest[payer.facts] = min(_width(payer), fewest.get(payer.facts, _width(payer)))
    return tuple(p for p in payers if not p.facts or _width(p) == fewest[p.facts])


def _width(payer: Payer) -> int:
    return len(payer.states) or len(state.NAMES)


def _is_program(payer: Payer, where: str | None) -> bool:
    """Whether a payer is the state's own program, whose plans are many."""
    return payer.part_of == "state" and where in payer.states


def _in_common(shared: list[tuple[str, ...]]) -> list[str]:
    every = dict.fromkeys(id_ for ids in shared for id_ in ids)
    common = set(every).intersection(*shared)
    return [id_ for id_ in every if id_ in common] or list(every)

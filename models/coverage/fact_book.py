"""Sourced sentences, the sources that say them, and the book that holds every fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from models.coverage.appeal_window import AppealWindow
from models.coverage.aspect import Aspect
from models.coverage.code import Code, CodeKind
from models.coverage.condition import Condition
from models.coverage.decision_time import DecisionTime
from models.coverage.dispute import Dispute
from models.coverage.duty import Duty
from models.coverage.edits import EditTable
from models.coverage.new_year import NewYearFact
from models.coverage.payer import Payer, PayerKind
from models.coverage.place import Place
from models.coverage.position import Position
from models.coverage.state import State
from models.coverage.topic import Topic
from models.reply import Citation


class Authority(IntEnum):
    """Who speaks in a source. A lower number outranks a higher one where they disagree."""

    STATUTE = 1  # enacted law
    COURT = 2  # a court's decision on that law
    REGULATION = 3  # a rule that an agency has adopted
    BOARD = 4  # a licensing board's ruling, opinion or page
    ATTORNEY_GENERAL = 5  # an attorney general's opinion
    PAYER = 6  # the payer's own policy or notice, national coverage determinations included
    PROFESSIONAL_BODY = 7  # an association of the profession
    STUDY = 8  # published research
    SECOND_HAND = 9  # trade press, aggregators, blogs, forums: someone quoting someone
    CALL_LOG = 10  # what a payer told the clinic by telephone


@dataclass(frozen=True, slots=True)
class Source:
    """One document. Dates are ISO and may be partial; an empty text means "not printed"."""

    id: str
    title: str
    publisher: str
    authority: Authority
    address: str = ""
    published: str = ""
    reviewed: str = ""
    effective: str = ""


@dataclass(frozen=True, repr=False)
class FactBook:
    """Every fact of the content pack, read once, never changed, found by key.

    `payers` holds every payer that is known by name; `positions` are held for some of them, by the
    id that a payer's `facts` name, in the order of their file.

    It has no `repr` of its own: written out it is a megabyte, and whatever holds it is sometimes
    written into an error that nobody reads, as by asyncio for each run of an event loop.
    """

    payers: Mapping[str, Payer]
    positions: Mapping[str, tuple[Position, ...]]
    codes: Mapping[str, Code]
    states: Mapping[str, State]
    conditions: Mapping[str, Condition]
    topics: Mapping[str, Topic]
    disputes: tuple[Dispute, ...]
    sources: Mapping[str, Source]
    citations: Mapping[str, Citation]  # the sources as a reader sees them, worded once
    edits: EditTable | None = None  # the newest table of pairs and units
    decisions: tuple[DecisionTime, ...] = ()  # how long payers have to decide on a request
    duties: tuple[Duty, ...] = ()  # what is owed before a patient pays, and of a plan of care
    new_year: tuple[NewYearFact, ...] = ()  # what Jan 1 changes, and what to verify then
    appeals: tuple[AppealWindow, ...] = ()  # until when decisions can be contested
    muscles: tuple[tuple[str, ...], ...] = ()  # what each muscle is called, its own name first
    muscle_groups: tuple[str, ...] = ()  # names of several muscles, which are no count
    places: tuple[Place, ...] = ()  # cities and counties, by which a state is named
    state_phrases: tuple[tuple[Aspect, str], ...] = ()  # by which something is asked of a state
    version: str = ""  # another one for every other content of the pack

    def positions_of(self, payer: str | None) -> tuple[Position, ...]:
        """What the payer of an id says; empty where nothing is held on it."""
        held = self.payers.get(payer or "")
        return self.positions.get(held.facts or held.id, ()) if held else ()

    @cached_property
    def needling_codes(self) -> tuple[str, ...]:
        """The codes of dry needling."""
        return tuple(c.code for c in self.codes.values() if c.kind is CodeKind.DRY_NEEDLING)

    @cached_property
    def medicaid_programs(self) -> Mapping[tuple[str, ...], tuple[Payer, ...]]:
        """The states' own Medicaid programs on which something is held, by their states."""
        programs: defaultdict[tuple[str, ...], list[Payer]] = defaultdict(list)
        for id_ in self.positions:
            payer = self.payers.get(id_)
            is_program = payer and payer.kind is PayerKind.MEDICAID and payer.part_of == "state"
            if payer and is_program and self.positions_of(payer.id):
                programs[payer.states].append(payer)
        return {states: tuple(held) for states, held in programs.items()}

    @cached_property
    def payer_names_by_first_word(self) -> Mapping[str, tuple[str, ...]]:
        """The names of all payers, folded, by the first word of each."""
        named: defaultdict[str, list[str]] = defaultdict(list)
        for payer in self.payers.values():
            for name in map(str.casefold, payer.names):
                named[name.partition(" ")[0]].append(name)
        return {word: tuple(names) for word, names in named.items()}

    @cached_property
    def payers_by_first_word(self) -> Mapping[str, tuple[Payer, ...]]:
        """All payers by the first word of the name under which each is shown, folded."""
        named: defaultdict[str, list[Payer]] = defaultdict(list)
        for payer in self.payers.values():
            named[payer.name.casefold().partition(" ")[0]].append(payer)
        return {word: tuple(payers) for word, payers in named.items()}

    def kept(self, payer: Payer) -> Payer:
        """The payer under which a chart is kept: the one whose limits count for it.

        All for whom one payer's facts answer are counted, warned and capped together.
        """
        holder = self.payers.get(payer.facts)
        return holder if holder and self.positions.get(holder.id) else payer

    def names(self) -> Iterator[str]:
        """Every name of a payer or condition, none of which is taken for a person's."""
        for payer in self.payers.values():
            yield from (payer.name, *payer.names, *payer.shared_names)
        for condition in self.conditions.values():
            yield from (condition.name, *condition.names)

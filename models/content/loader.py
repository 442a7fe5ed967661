"""Reads the content pack into a `FactBook`, or says every fault that it has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from enum import Enum
from pathlib import Path
from typing import TypeVar

import yaml
from rapidfuzz import process

from models.content.checks import check
from models.content.entry import Entry, EntryFault, read_file
from models.content.registry import check_registry, read_payers
from models.coverage.code import Code, CodeKind
from models.coverage.condition import Condition
from models.coverage.dispute import Dispute, DisputeState, Side
from models.coverage.fact_book import Authority, FactBook, Source
from models.coverage.payer import LineOfBusiness, Payer
from models.coverage.period import Period
from models.coverage.position import Position, Verdict
from models.coverage.profession import Profession
from models.coverage.state import SUPERVISION, Permission, ScopeRule, State
from models.coverage.statement import Statement
from models.coverage.topic import Topic, TopicKind
from models.errors import FactsFault
from models.visits.limit import Effect, Limit, Needs, Pool, Reading, Stage, Unit
from models.visits.session import Discipline
from models.visits.window import Lifetime, Window
from models.visits.window_text import KINDS
from models.wording.phrases import cite

E = TypeVar("E", bound=Enum)

PACK = Path(__file__).parent

_FOLDERS = ("payers", "codes", "states", "faq", "disputes", "sources", "conditions", "registry")
_ELSEWHERE = ("lists",)  # read by `models/content/word_lists.py`: they are words, no facts

# What a state may ask of a profession, and the words that introduce it on the card.
_REQUIREMENTS = {
    "hours": "Hours",
    "education": "Education",
    "supervision": SUPERVISION,
    "consent": "Consent",
    "documentation": "Documentation",
    "registration": "Registration",
}

# A row of limits with one of these is counted; the sentence of any other is only shown.
_COUNTED = {"id", "number", "unit", "window", "readings"}
_MEMBERS_OWN = {"membership_year", "authorization", "authorized"}
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


def load(root: Path = PACK) -> FactBook:
    """Read the pack under a folder.

    Raises `FactsFault` with one sentence for every fault, each naming file, line, field and mend.
    """
    faults = _unread(root)
    payers: dict[str, Payer] = {}
    positions: dict[str, tuple[Position, ...]] = {}
    for entry in _files(root, "payers", faults):
        payer, held = _payer(entry)
        payers[payer.id], positions[payer.id] = payer, held
    codes = [_code(entry) for entry in _files(root, "codes", faults)]
    states = [_state(entry) for entry in _files(root, "states", faults)]
    topics = [_topic(entry) for entry in _files(root, "faq", faults)]
    disputes = [_dispute(entry) for entry in _files(root, "disputes", faults)]
    sources = [s for entry in _files(root, "sources", faults) for s in _sources(entry)]
    conditions = [c for entry in _files(root, "conditions", faults) for c in _conditions(entry)]
    registry = [row for entry in _files(root, "registry", faults) for row in read_payers(entry)]
    faults += _twice("sources/", (source.id for source in sources))
    faults += _twice("conditions/", (condition.id for condition in conditions))
    book = FactBook(
        payers=payers,
        positions=positions,
        codes={code.code: code for code in codes},
        states={state.code: state for state in states},
        conditions={condition.id: condition for condition in conditions},
        topics={topic.id: topic for topic in topics},
        disputes=tuple(disputes),
        sources={source.id: source for source in sources},
        citations={source.id: cite(source) for source in sources},
        registry=tuple(registry),
    )
    faults += _unfit_limits(book)
    faults += check(book)
    faults += check_registry(registry, payers)
    if faults:
        sentences = "\n".join(f"- {fault}" for fault in faults)
        mend = "Mend them, and check again: python -m bot facts check."
        raise FactsFault(f"The content pack in {root} has faults:\n{sentences}", mend)
    return book


def _unread(root: Path) -> list[EntryFault]:
    """Files that nobody would read. Raises `FactsFault` where there is no pack at all."""
    found = (path.relative_to(root) for path in sorted(root.rglob("*.y*ml")))
    held = [path for path in found if str(path.parent) not in _ELSEWHERE]
    read = [path for path in held if path.suffix == ".yaml" and str(path.parent) in _FOLDERS]
    if not read:
        what = f"{root} holds no content pack."
        raise FactsFault(what, f"Name a folder that has {', '.join(_FOLDERS)} in it.")
    mend = f"Move it to <folder>/<id>.yaml; the folders are {', '.join(_FOLDERS)}."
    return [
        EntryFault(str(path), 0, "the file", "is not read.", mend)
        for path in held
        if path not in read
    ]


def _twice(folder: str, ids: Iterable[str]) -> list[EntryFault]:
    return [
        EntryFault(folder, 0, id_, f"stands there {times} times.", "Keep one of them.")
        for id_, times in Counter(ids).items()
        if times > 1
    ]


def _files(root: Path, folder: str, faults: list[EntryFault]) -> list[Entry]:
    read = (read_file(path, root, faults) for path in sorted((root / folder).glob("*.yaml")))
    return [entry for entry in read if entry is not None]


def _payer(entry: Entry) -> tuple[Payer, tuple[Position, ...]]:
    payer = Payer(
        id=_named_like_its_file(entry, "id"),
        name=entry.text("name"),
        lines=entry.choices("lines", LineOfBusiness),
        names=entry.texts("names"),
        shared_names=entry.texts("shared_names"),
        states=entry.texts("states"),
    )
    positions = tuple(_position(each, payer) for each in entry.entries("positions"))
    entry.done()
    return payer, positions


def _position(entry: Entry, payer: Payer) -> Position:
    cites = _cites(entry)
    position = Position(
        id=f"{payer.id}/{entry.text('id')}",
        title=entry.text("title"),
        verdict=entry.choice("verdict", Verdict) or Verdict.UNKNOWN,
        says=entry.text("says"),
        cites=cites,
        in_force=entry.period(),
        recorded=Period(entry.day("recorded")),
        as_of=entry.partial("as_of"),
        lines=entry.choices("lines", LineOfBusiness) or payer.lines,
        codes=entry.texts("codes"),
        treating=entry.texts("treating"),
        not_treating=entry.texts("not_treating"),
        billed_by=entry.choices("billed_by", Profession),
        in_states=entry.texts("in_states"),
        policy=entry.text("policy", ""),
        conditions=entry.statements("conditions", cites),
        limits=tuple(_limits(entry, cites, f"{payer.id}/{entry.text('id')}")),
        authorization=entry.statement("authorization", cites),
        referral=entry.statement("referral", cites),
        billing=entry.statements("billing", cites),
        documentation=entry.statements("documentation", cites),
        cautions=entry.statements("cautions", cites),
    )
    entry.done()
    return position


class _Row(Entry):
    """A row of `limits` that is counted: it holds whole numbers, and rows of its own."""

    def number(self, field: str) -> int:
        """A whole number, one or more, that must stand there; one where it is none."""
        node = self._take(field, required=True)
        typed = node.value if isinstance(node, yaml.ScalarNode) else ""
        if _NUMBER.fullmatch(typed):
            return int(typed)
        if node:
            self.fault(field, "is no whole number.", "Write it in digits, one or more.", node)
        return 1

    def word(self, field: str, kind: type[E], default: E) -> E:
        """A word of an enumeration that may be left out."""
        return (self.choice(field, kind) if self.has(field) else None) or default

    def row(self, field: str) -> _Row | None:
        """A mapping that must stand there."""
        node = self._take(field, required=True)
        if isinstance(node, yaml.MappingNode):
            return _Row(self.file, node, self._path(field), self.faults)
        if node:
            self.fault(field, "is no mapping.", "Write `field: value` lines under it.", node)
        return None

    def rows(self, field: str) -> list[_Row]:
        """The mappings of a list; none where the field is left out."""
        found = []
        for number, node in enumerate(self._items(field), start=1):
            if isinstance(node, yaml.MappingNode):
                path = self._path(f"{field}[{number}]")
                found.append(_Row(self.file, node, path, self.faults))
            else:
                self.fault(field, "holds something that is no mapping.", "Write `field: value`.")
        return found


def _limits(entry: Entry, cites: tuple[str, ...], position: str) -> Iterator[Statement]:
    """The limits of a position: sentences, and among them rows that can be counted."""
    for number, node in enumerate(entry._items("limits"), start=1):  # noqa: SLF001 - it lists both
        if isinstance(node, yaml.MappingNode) and _COUNTED & {key.value for key, _ in node.value}:
            row = _Row(entry.file, node, f"{entry.path}.limits[{number}]", entry.faults)
            yield _limit(row, cites, position)
        else:
            yield entry._statement("limits", node, cites)  # noqa: SLF001 - as any other sentence


def _limit(row: _Row, cites: tuple[str, ...], position: str) -> Statement:
    """A limit; only its sentence where the row has a fault."""
    sound = len(row.faults)
    own = row.texts("sources") or cites
    unit = row.choice("unit", Unit) or Unit.VISIT
    window = _window(row) if row.has("window") or not row.has("readings") else None
    readings = tuple(_reading(each, own, window, unit) for each in row.rows("readings"))
    limit = Limit(
        says=row.text("says"),
        cites=own,
        id=f"{position}/{row.text('id')}",
        number=row.number("number"),
        window=readings[0].window if readings else window or Lifetime(),
        unit=readings[0].unit if readings else unit,
        stages=tuple(_stage(each) for each in row.rows("stages")),
        pool=Pool(row.texts("codes"), row.choices("disciplines", Discipline)),
        soft=row.flag("soft"),
        on_authorization=row.word("on_authorization", Effect, Effect.NOTHING),
        treating=row.texts("treating"),
        not_treating=row.texts("not_treating"),
        plan=row.text("plan", ""),
        in_force=row.period(),
        assumes=row.text("assumes", ""),
        disputed=row.text("disputed") if readings else "",
        readings=readings,
        reading=readings[0].id if readings else "",
    )
    row.done()
    return limit if len(row.faults) == sound else Statement(limit.says, own)


def _reading(row: _Row, cites: tuple[str, ...], window: Window | None, unit: Unit) -> Reading:
    """One way to read a limit. What it does not say of window or unit is the limit's own."""
    reading = Reading(
        says=row.text("says"),
        cites=row.texts("sources") or cites,
        id=row.text("id"),
        window=window if window and not row.has("window") else _window(row),
        unit=row.word("unit", Unit, unit),
    )
    row.done()
    return reading


def _stage(row: _Row) -> Stage:
    stage = Stage(row.number("more"), row.choice("needs", Needs) or Needs.AUTHORIZED)
    row.done()
    return stage


def _window(row: _Row) -> Window:
    """The window of a row; a lifetime where it has a fault."""
    told = row.row("window")
    name = told.text("kind") if told else ""
    if told is None or not name:
        return Lifetime()
    if name in _MEMBERS_OWN:
        mend = "Leave `number`, `unit` and `window` out: these dates are the member's own."
        told.fault("kind", f"{name} cannot be counted from what is printed.", mend)
        return Lifetime()
    if name not in KINDS:
        near = process.extractOne(name, list(KINDS), score_cutoff=70)
        mend = f"Write {near[0]}." if near else f"Write one of {', '.join(KINDS)}."
        told.fault("kind", f'"{name}" is unknown.', mend)
        return Lifetime()
    kind = KINDS[name]
    wanted = [f for f in fields(kind) if f.type == "int"]  # type: ignore[arg-type]  # a dataclass
    asked = [f.name for f in wanted if f.default is MISSING or told.has(f.name)]
    numbers = {field: told.number(field) for field in asked}
    told.done()
    try:
        return kind(**numbers)
    except ValueError as error:
        told.fault("kind", f"{error}.", "Write a month and a day that the calendar has.")
        return Lifetime()


def _unfit_limits(book: FactBook) -> Iterator[EntryFault]:
    """What no single row of limits can show: ids that exist, and no two that are the same."""
    for payer, positions in book.positions.items():
        file = f"payers/{payer}.yaml"
        limits = [s for p in positions for s in p.limits if isinstance(s, Limit)]
        yield from _twice(file, (limit.id for limit in limits))
        yield from _twice(file, (f"{one.id}.{way.id}" for one in limits for way in one.readings))
        for limit in limits:
            yield from _unknown_in(limit, file, book)


def _unknown_in(limit: Limit, file: str, book: FactBook) -> Iterator[EntryFault]:
    named = {
        "codes": (set(limit.pool.codes), book.codes.keys()),
        "treating": ({*limit.treating, *limit.not_treating}, book.conditions.keys()),
        "disputed": ({limit.disputed} - {""}, {dispute.id for dispute in book.disputes}),
        "readings": ({id_ for each in limit.readings for id_ in each.cites}, book.sources.keys()),
    }
    for field, (ids, known) in named.items():
        for id_ in sorted(ids - known):
            yield EntryFault(
                file, 0, f"{limit.id}.{field}", f'"{id_}" has no file.', "Name one that has."
            )


def _code(entry: Entry) -> Code:
    cites = _cites(entry)
    code = Code(
        code=_named_like_its_file(entry, "code"),
        kind=entry.choice("kind", CodeKind) or CodeKind.UNLISTED,
        says=Statement(entry.text("says"), cites),
        valid=entry.period(),
        timed=entry.flag("timed"),
        names=entry.texts("names"),
        units=entry.statements("units", cites),
        not_with=entry.statements("not_with", cites),
        values=entry.statements("values", cites),
        mistakes=entry.statements("mistakes", cites),
        cautions=entry.statements("cautions", cites),
        see_also=entry.texts("see_also"),
    )
    entry.done()
    return code


def _state(entry: Entry) -> State:
    state = State(
        code=_named_like_its_file(entry, "code"),
        rules=tuple(_scope_rule(each) for each in entry.entries("rules")),
    )
    entry.done()
    return state


def _scope_rule(entry: Entry) -> ScopeRule:
    cites = _cites(entry)
    asked = [(words, entry.statement(field, cites)) for field, words in _REQUIREMENTS.items()]
    rule = ScopeRule(
        profession=entry.choice("profession", Profession) or Profession.PT,
        permission=entry.choice("permission", Permission) or Permission.CONTESTED,
        says=entry.text("says"),
        cites=cites,
        in_force=entry.period(),
        as_of=entry.partial("as_of"),
        citation=entry.text("citation", ""),
        requirements=tuple((words, told) for words, told in asked if told),
        cautions=entry.statements("cautions", cites),
    )
    entry.done()
    return rule


def _topic(entry: Entry) -> Topic:
    cites = _cites(entry)
    topic = Topic(
        id=_named_like_its_file(entry, "id"),
        kind=entry.choice("kind", TopicKind) or TopicKind.BILLING,
        question=entry.text("question"),
        also=entry.texts("also"),
        answer=entry.statements("answer", cites),
        details=entry.statements("details", cites),
        cautions=entry.statements("cautions", cites),
        commands=entry.texts("commands"),
    )
    if not topic.answer:
        entry.fault("answer", "is missing.", "Write a list with at least one sentence.")
    entry.done()
    return topic


def _dispute(entry: Entry) -> Dispute:
    sides = tuple(_side(each) for each in entry.entries("sides"))
    every = tuple(dict.fromkeys(id_ for side in sides for id_ in side.cites))
    dispute = Dispute(
        id=_named_like_its_file(entry, "id"),
        question=entry.text("question"),
        state=entry.choice("state", DisputeState) or DisputeState.OPEN,
        sides=sides,
        answer=entry.statement("answer", every) or Statement("", every),
        settles=entry.text("settles"),
        payers=entry.texts("payers"),
        states=entry.texts("states"),
        professions=entry.choices("professions", Profession),
        codes=entry.texts("codes"),
        topics=entry.texts("topics"),
    )
    if not dispute.answer.says:
        entry.fault("answer", "is missing.", "Write what staff may be told.")
    entry.done()
    return dispute


def _side(entry: Entry) -> Side:
    side = Side(says=entry.text("says"), cites=_cites(entry), holds=entry.flag("holds"))
    entry.done()
    return side


def _sources(entry: Entry) -> tuple[Source, ...]:
    found = entry.keyed("sources", _source)
    entry.done()
    return found


def _source(id_: str, entry: Entry) -> Source:
    source = Source(
        id=id_,
        title=entry.text("title"),
        publisher=entry.text("publisher"),
        authority=entry.choice("authority", Authority) or Authority.SECOND_HAND,
        address=entry.text("address", ""),
        published=entry.partial("published"),
        reviewed=entry.partial("reviewed"),
        effective=entry.partial("effective"),
    )
    entry.done()
    return source


def _conditions(entry: Entry) -> tuple[Condition, ...]:
    found = entry.keyed("conditions", _condition)
    entry.done()
    return found


def _condition(id_: str, entry: Entry) -> Condition:
    condition = Condition(id_, entry.text("name"), entry.texts("names"))
    entry.done()
    return condition


def _cites(entry: Entry) -> tuple[str, ...]:
    cites = entry.texts("sources")
    if not cites:
        entry.fault("sources", "names no source.", "Write `sources: [id]`: no fact without one.")
    return cites


def _named_like_its_file(entry: Entry, field: str) -> str:
    name = entry.text(field)
    if name != Path(entry.file).stem:
        entry.fault(field, f'"{name}" is not the name of the file.', "Make the two alike.")
    return name

"""Reads the content pack into a `FactBook`, or says every fault that it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from models.condition import Condition
from models.content.checks import check
from models.content.entry import Entry, Fault, read_file
from models.coverage import Position, Verdict
from models.cpt import Code, CodeKind
from models.dispute import Dispute, DisputeState, Side
from models.errors import FactsFault
from models.facts import Authority, FactBook, Source
from models.payer import LineOfBusiness, Payer
from models.period import Period
from models.phrases import cite
from models.profession import Profession
from models.state import SUPERVISION, Permission, ScopeRule, State
from models.statement import Statement
from models.topic import Topic, TopicKind

PACK = Path(__file__).parent

_FOLDERS = ("payers", "codes", "states", "faq", "disputes", "sources", "conditions")

# What a state may ask of a profession, and the words that introduce it on the card.
_REQUIREMENTS = {
    "hours": "Hours",
    "education": "Education",
    "supervision": SUPERVISION,
    "consent": "Consent",
    "documentation": "Documentation",
    "registration": "Registration",
}


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
    )
    faults += check(book)
    if faults:
        sentences = "\n".join(f"- {fault}" for fault in faults)
        mend = "Mend them, and check again: python -m bot facts check."
        raise FactsFault(f"The content pack in {root} has faults:\n{sentences}", mend)
    return book


def _unread(root: Path) -> list[Fault]:
    """Files that nobody would read. Raises `FactsFault` where there is no pack at all."""
    held = [path.relative_to(root) for path in sorted(root.rglob("*.y*ml"))]
    read = [path for path in held if path.suffix == ".yaml" and str(path.parent) in _FOLDERS]
    if not read:
        what = f"{root} holds no content pack."
        raise FactsFault(what, f"Name a folder that has {', '.join(_FOLDERS)} in it.")
    mend = f"Move it to <folder>/<id>.yaml; the folders are {', '.join(_FOLDERS)}."
    return [
        Fault(str(path), 0, "the file", "is not read.", mend) for path in held if path not in read
    ]


def _twice(folder: str, ids: Iterable[str]) -> list[Fault]:
    return [
        Fault(folder, 0, id_, f"stands there {times} times.", "Keep one of them.")
        for id_, times in Counter(ids).items()
        if times > 1
    ]


def _files(root: Path, folder: str, faults: list[Fault]) -> list[Entry]:
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
        limits=entry.statements("limits", cites),
        authorization=entry.statement("authorization", cites),
        referral=entry.statement("referral", cites),
        billing=entry.statements("billing", cites),
        documentation=entry.statements("documentation", cites),
        cautions=entry.statements("cautions", cites),
    )
    entry.done()
    return position


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

"""The content pack on the command line: python -m bot facts check, show, diff.

    facts check [--pack DIR]    proves a pack sound, or says every fault
    facts show ID               a payer, position, code, state, topic, dispute, condition or source,
                                or a row of the registry of payers known by name
    facts diff OLD NEW          what changed between two packs; "shipped" is the one in this program

Where several things share an id, all are shown; "codes/GA" or "states/GA" names one of them.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.render import plain_text
from models.content import load
from models.content.checks.remarks import remarks
from models.content.checks.statements import cited
from models.content.difference import difference
from models.coverage.code import Code
from models.coverage.condition import Condition
from models.coverage.dispute import Dispute, Side
from models.coverage.fact_book import FactBook, Source
from models.coverage.known_payer import KnownPayer
from models.coverage.payer import LINE_NAMES, Payer
from models.coverage.position import Position
from models.coverage.profession import NAMES as PROFESSIONS
from models.coverage.state import ScopeRule, State
from models.coverage.statement import Statement
from models.coverage.topic import Topic
from models.errors import NotUnderstood
from models.reply import Fact, Line, Reply, Section
from models.wording.phrases import (
    PERMISSIONS,
    VERDICTS,
    cite,
    count,
    day,
    partial,
    period,
    sentence,
)
from models.wording.sourced import lines, sourced

Thing = Payer | Position | Code | State | Topic | Dispute | Condition | Source | KnownPayer

_SHIPPED = "shipped"

# Ids and names this near to what was typed are worth suggesting.
_NEAR = 60


def arguments(parser: ArgumentParser) -> None:
    """Tell the parser of the verb what may follow it."""
    words = parser.add_subparsers(dest="word", required=True, metavar="check | show | diff")
    check = words.add_parser("check", help="prove a pack sound, or say every fault")
    check.add_argument("--pack", default=_SHIPPED, metavar="DIR", help="the folder of the pack")
    show = words.add_parser("show", help="print one fact with everything known of it")
    show.add_argument("id", metavar="ID", help="bcbsnc, bcbsnc/investigational, 20560, KX, NC, gp")
    diff = words.add_parser("diff", help="say what changed between two packs")
    diff.add_argument("old", metavar="OLD", help='a folder, or "shipped"')
    diff.add_argument("new", metavar="NEW", help='a folder, or "shipped"')


def answer(asked: Namespace) -> str:
    """What to print. Raises `FactsFault` for a faulty pack, `NotUnderstood` for an unknown id."""
    if asked.word == "check":
        return _sound(_read(asked.pack))
    if asked.word == "show":
        return show(load(), asked.id)
    changes = difference(_read(asked.old), _read(asked.new))
    return "\n".join(f"- {change}" for change in changes) or "The two packs say the same."


def _read(pack: str) -> FactBook:
    return load() if pack == _SHIPPED else load(Path(pack))


def _sound(book: FactBook) -> str:
    held = (
        count(len(book.payers), "payer"),
        count(sum(map(len, book.positions.values())), "position"),
        count(len(book.codes), "code"),
        count(len(book.states), "state"),
        count(len(book.topics), "topic"),
        count(len(book.disputes), "disagreement"),
        count(len(book.sources), "source"),
        count(len(book.registry), "registry row"),
    )
    noted = [f"- {remark}" for remark in remarks(book)]
    title = ["Remarks, which are no faults:"] if noted else []
    return "\n".join([f"The pack is sound: {', '.join(held)}.", *title, *noted])


def show(book: FactBook, asked: str) -> str:
    """Everything that has an id, as text. Raises `NotUnderstood` where nothing has it."""
    things = _things(book)
    found = [path for path in things if asked in {path, _id(path)}]
    found = found or [path for path in things if asked.casefold() == _id(path).casefold()]
    if not found:
        raise _unknown(book, list(things), asked)
    replies = (reply for path in found for reply in _replies(things[path], book))
    return "\n\n\n".join(plain_text.dress(sourced(reply, book)) for reply in replies)


def _things(book: FactBook) -> dict[str, Thing]:
    """Everything that can be shown, by its file without the ending; positions below their payer."""
    positions = [position for held in book.positions.values() for position in held]
    return {
        **{f"payers/{payer.id}": payer for payer in book.payers.values()},
        **{f"payers/{position.id}": position for position in positions},
        **{f"codes/{code.code}": code for code in book.codes.values()},
        **{f"states/{state.code}": state for state in book.states.values()},
        **{f"faq/{topic.id}": topic for topic in book.topics.values()},
        **{f"disputes/{dispute.id}": dispute for dispute in book.disputes},
        **{f"conditions/{condition.id}": condition for condition in book.conditions.values()},
        **{f"sources/{source.id}": source for source in book.sources.values()},
        **{f"registry/{known.id}": known for known in book.registry},
    }


def _id(path: str) -> str:
    return path.split("/", maxsplit=1)[1]


def _unknown(book: FactBook, paths: Sequence[str], asked: str) -> NotUnderstood:
    names = {name: p.id for p in book.payers.values() for name in (p.name, *p.names)}
    names |= {state.name: state.code for state in book.states.values()}
    names |= {_id(path): _id(path) for path in paths} | {path: _id(path) for path in paths}
    near = process.extract(
        asked, list(names), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_NEAR, limit=5
    )
    nearest = ", ".join(dict.fromkeys(names[name] for name, _, _ in near))
    mend = f"Nearest: {nearest}." if nearest else "An id is the name of a file, or of a source."
    return NotUnderstood(f"Nothing in the pack has the id “{asked}”.", mend)


def _replies(thing: Thing, book: FactBook) -> Iterator[Reply]:
    """A thing in full, and what it holds."""
    match thing:
        case Payer():
            yield _payer(thing)
            yield from (_position(held, book) for held in book.positions[thing.id])
        case Position():
            yield _position(thing, book)
        case Code():
            yield _code(thing)
        case State():
            yield from [_rule(rule, thing) for rule in thing.rules] or [Reply(thing.name)]
        case Topic():
            yield _topic(thing)
        case Dispute():
            yield _dispute(thing)
        case Condition():
            yield _condition(thing)
        case Source():
            yield _source(thing, book)
        case KnownPayer():
            yield _known_payer(thing)


def _payer(payer: Payer) -> Reply:
    return Reply(
        payer.name,
        facts=_facts(
            ("Payer", payer.id),
            ("Lines of business", [LINE_NAMES[line] for line in payer.lines]),
            ("Names", payer.names),
            ("Shared names", payer.shared_names),
            ("States", payer.states),
        ),
    )


def _known_payer(known: KnownPayer) -> Reply:
    return Reply(
        known.name,
        facts=_facts(
            ("Payer known by name", known.id),
            ("Kind", known.kind.replace("_", " ")),
            ("Names", known.names),
            ("Shared names", known.shared_names),
            ("Names that are also a word", known.common_names),
            ("States", known.states),
            ("Part of", known.part_of),
            ("Facts", f"payers/{known.facts}" if known.facts else "none"),
        ),
    )


def _position(position: Position, book: FactBook) -> Reply:
    first = position.recorded.first
    return Reply(
        f"{book.payers[position.id.split('/')[0]].name}: {position.title}",
        badge=VERDICTS[position.verdict],
        lines=(Line(position.says, position.cites),),
        facts=_facts(
            ("Position", position.id),
            ("In force", period(position.in_force)),
            ("Said so last", partial(position.as_of) if position.as_of else ""),
            ("Recorded", day(first) if first else ""),
            ("Policy", position.policy),
            ("Lines of business", [LINE_NAMES[line] for line in position.lines]),
            ("Codes", position.codes),
            ("For", [book.conditions[id_].name for id_ in position.treating]),
            ("Not for", [book.conditions[id_].name for id_ in position.not_treating]),
            ("Billed by", [PROFESSIONS[who] for who in position.billed_by]),
            ("In", position.in_states),
            ("Authorization", position.authorization),
            ("Referral", position.referral),
        ),
        sections=_sections(
            ("Conditions", position.conditions),
            ("Limits", position.limits),
            ("Billing", position.billing),
            ("Documentation", position.documentation),
        ),
        cautions=lines(position.cautions),
    )


def _code(code: Code) -> Reply:
    return Reply(
        code.code,
        lines=lines([code.says]),
        facts=_facts(
            ("Kind", code.kind.replace("_", " ")),
            ("Valid", period(code.valid)),
            ("Timed", "yes" if code.timed else "no"),
            ("Names", code.names),
            ("See also", code.see_also),
        ),
        sections=_sections(
            ("Units", code.units),
            ("Not with", code.not_with),
            ("Values", code.values),
            ("Mistakes", code.mistakes),
        ),
        cautions=lines(code.cautions),
    )


def _rule(rule: ScopeRule, state: State) -> Reply:
    return Reply(
        f"{state.name} ({state.code}): {PROFESSIONS[rule.profession]}",
        badge=PERMISSIONS[rule.permission],
        lines=(Line(rule.says, rule.cites),),
        facts=_facts(
            ("In force", period(rule.in_force)),
            ("Said so last", partial(rule.as_of) if rule.as_of else ""),
            ("Citation", rule.citation),
            *rule.requirements,
        ),
        cautions=lines(rule.cautions),
    )


def _topic(topic: Topic) -> Reply:
    return Reply(
        topic.question,
        lines=lines(topic.answer),
        facts=_facts(
            ("Topic", topic.id),
            ("Kind", topic.kind),
            ("Also asked as", topic.also),
            ("Commands", topic.commands),
        ),
        sections=_sections(("Details", topic.details)),
        cautions=lines(topic.cautions),
    )


def _dispute(dispute: Dispute) -> Reply:
    return Reply(
        dispute.question,
        lines=lines([dispute.answer]),
        facts=_facts(
            ("Disagreement", dispute.id),
            ("State", dispute.state),
            ("What settles it", dispute.settles),
            ("Payers", dispute.payers),
            ("States", dispute.states),
            ("Professions", [PROFESSIONS[who] for who in dispute.professions]),
            ("Codes", dispute.codes),
            ("Topics", dispute.topics),
        ),
        sections=(Section("Sides", tuple(map(_side, dispute.sides))),),
    )


def _side(side: Side) -> Line:
    return Line(f"{side.says}{' (holds)' if side.holds else ''}", side.cites)


def _condition(condition: Condition) -> Reply:
    facts = _facts(("Condition", condition.id), ("Names", condition.names))
    return Reply(sentence(condition.name), facts=facts)


def _source(source: Source, book: FactBook) -> Reply:
    told = cite(source)
    files = dict.fromkeys(file for file, id_ in cited(book) if id_ == source.id)
    return Reply(
        told.title,
        facts=_facts(
            ("Source", source.id),
            ("Publisher", told.publisher),
            ("Authority", told.authority),
            ("Dates", told.dates),
            ("Address", told.address),
            ("Cited by", list(files)),
        ),
    )


def _facts(*known: tuple[str, str | Sequence[str] | Statement | None]) -> tuple[Fact, ...]:
    """What is known, each under its label; what is empty is left out."""
    found = []
    for label, value in known:
        if isinstance(value, Statement):
            found.append(Fact(label, value.says, value.cites))
        elif value:
            found.append(Fact(label, value if isinstance(value, str) else ", ".join(value)))
    return tuple(found)


def _sections(*known: tuple[str, tuple[Statement, ...]]) -> tuple[Section, ...]:
    return tuple(Section(title, lines(told)) for title, told in known if told)

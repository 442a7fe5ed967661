"""What `facts show` prints of a payer, position, code, state, topic, dispute, time or source."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cli.facts.find import PackFact, find_facts
from bot.cli.facts.labels import labelled, sections
from bot.cli.facts.show_sentence import show_sentence
from bot.render import plain_text
from models.content.checks.statements import cited
from models.coverage.appeal_window import AppealWindow
from models.coverage.code import Code
from models.coverage.condition import Condition
from models.coverage.decision_time import DecisionTime
from models.coverage.dispute import Dispute
from models.coverage.duty import Duty
from models.coverage.fact_book import FactBook, Source
from models.coverage.new_year import NewYearFact
from models.coverage.payer import LINE_NAMES, Payer
from models.coverage.position import Position
from models.coverage.profession import NAMES as PROFESSIONS
from models.coverage.state import ScopeRule, State
from models.coverage.statement import Statement
from models.coverage.topic import Topic
from models.reply import Line, Reply, Section
from models.wording.phrases import (
    PERMISSIONS,
    VERDICTS,
    cite,
    day,
    partial,
    period,
    sentence,
)
from models.wording.sourced import lines, sourced


def show(book: FactBook, wanted: str) -> str:
    """Everything that has an id. Raises `NotUnderstood` where nothing has it."""
    replies = (reply for fact in find_facts(book, wanted) for reply in _replies(fact, book))
    return "\n\n\n".join(plain_text.dress(sourced(reply, book)) for reply in replies)


def _replies(fact: PackFact, book: FactBook) -> Iterator[Reply]:
    """A fact in full; a payer with its positions, a state with its rules."""
    match fact:
        case Payer():
            yield _payer(fact)
            yield from (_position(position, book) for position in book.positions_of(fact.id))
        case Position():
            yield _position(fact, book)
        case Code():
            yield _code(fact)
        case State():
            yield from _state(fact)
        case Topic():
            yield _topic(fact)
        case Dispute():
            yield _dispute(fact)
        case DecisionTime() | NewYearFact() | AppealWindow() | Duty():
            yield show_sentence(fact)
        case Condition():
            known_as = labelled(("Condition", fact.id), ("Names", fact.names))
            yield Reply(sentence(fact.name), facts=known_as)
        case Source():
            yield _source(fact, book)


def _payer(payer: Payer) -> Reply:
    return Reply(
        payer.name,
        facts=labelled(
            ("Payer", payer.id),
            ("Kind", payer.kind.replace("_", " ")),
            ("Lines of business", [LINE_NAMES[line] for line in payer.lines]),
            ("Names", payer.names),
            ("Shared names", payer.shared_names),
            ("Names that are also a word", payer.common_names),
            ("States", payer.states),
            ("Part of", payer.part_of),
            ("Known besides", payer.note),
            ("Facts", f"payers/{payer.facts}" if payer.facts else "none"),
        ),
    )


def _position(position: Position, book: FactBook) -> Reply:
    first = position.recorded.first
    return Reply(
        f"{book.payers[position.id.split('/')[0]].name}: {position.title}",
        badge=VERDICTS[position.verdict],
        lines=(Line(position.says, position.cites),),
        facts=labelled(
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
        sections=sections(
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
        facts=labelled(
            ("Kind", code.kind.replace("_", " ")),
            ("Valid", period(code.valid)),
            ("Timed", "yes" if code.timed else "no"),
            ("Names", code.names),
            ("See also", code.see_also),
        ),
        sections=sections(
            ("Units", code.units),
            ("Modifiers", code.modifiers),
            ("On needling", (code.on_needling,) if code.on_needling else ()),
            ("Values", tuple(Statement(price.says, price.cites) for price in code.values)),
            ("Mistakes", code.mistakes),
        ),
        cautions=lines(code.cautions),
    )


def _state(state: State) -> Iterator[Reply]:
    yield from [_rule(rule, state) for rule in state.rules] or [Reply(state.name)]
    if state.direct_access:
        yield Reply(f"{state.name}: direct access", lines=lines([state.direct_access]))


def _rule(rule: ScopeRule, state: State) -> Reply:
    return Reply(
        f"{state.name} ({state.code}): {PROFESSIONS[rule.profession]}",
        badge=PERMISSIONS[rule.permission],
        lines=(Line(rule.says, rule.cites),),
        facts=labelled(
            ("In force", period(rule.in_force)),
            ("Said so last", partial(rule.as_of) if rule.as_of else ""),
            ("Citation", rule.citation),
            *rule.requirements,
            ("Denied to", rule.bars),
        ),
        cautions=lines(rule.cautions),
    )


def _topic(topic: Topic) -> Reply:
    return Reply(
        topic.question,
        lines=lines(topic.answer),
        facts=labelled(
            ("Topic", topic.id),
            ("Kind", topic.kind),
            ("Also asked as", topic.also),
            ("Commands", topic.commands),
        ),
        sections=sections(("Details", topic.details)),
        cautions=lines(topic.cautions),
    )


def _dispute(dispute: Dispute) -> Reply:
    sides = tuple(
        Line(f"{side.says}{' (holds)' if side.holds else ''}", side.cites) for side in dispute.sides
    )
    return Reply(
        dispute.question,
        lines=lines([dispute.answer]),
        facts=labelled(
            ("Disagreement", dispute.id),
            ("State", dispute.state),
            ("What settles it", dispute.settles),
            ("Payers", dispute.payers),
            ("States", dispute.states),
            ("Professions", [PROFESSIONS[who] for who in dispute.professions]),
            ("Codes", dispute.codes),
            ("Topics", dispute.topics),
        ),
        sections=(Section("Sides", sides),),
    )


def _source(source: Source, book: FactBook) -> Reply:
    citation = cite(source)
    files = dict.fromkeys(file for file, id_ in cited(book) if id_ == source.id)
    return Reply(
        citation.title,
        facts=labelled(
            ("Source", source.id),
            ("Publisher", citation.publisher),
            ("Authority", citation.authority),
            ("Dates", citation.dates),
            ("Address", citation.address),
            ("Cited by", list(files)),
        ),
    )

"""Who may dry needle in a state, and what the state asks of them.

/state <state> [profession] [on <date>]
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.command import Command, Request, Services
from handlers.coverage import disputes
from handlers.share.offer import DATE_OF_SERVICE, shareable
from models.coverage import profession
from models.coverage.dispute import Dispute
from models.coverage.fact_book import FactBook
from models.coverage.profession import Profession
from models.coverage.state import NAMES, SUPERVISION, ScopeRule, State
from models.reply import Badge, Choice, Fact, Line, Reply, Section, Tone
from models.understanding.canonical import OfState
from models.understanding.question import Question
from models.understanding.reader import Reader
from models.wording import phrases
from models.wording.sourced import lines, sourced

_EXAMPLES = ("/state NC", "/state WA PT", "/state texas PTA")

_NOT_RESEARCHED = Badge("Unknown", Tone.NEUTRAL)
_SMALL_PRINT = "General information, not legal advice. The licensing board decides."


async def answer(request: Request, services: Services) -> Reply:
    """Find the state and profession that the text names, and word the rules in force."""
    question = services.reader.read_state(request.text, request.today)
    if len(question.states) != 1:
        return _which_state(question)
    where = question.states[0]
    state = services.book.states.get(where) or State(where, ())
    on = question.on or request.today
    if question.other_profession:
        return _unresearched(state, question.other_profession, on, services.book)
    if question.unused and question.profession is None:
        return _which_profession(state, question.unused)
    who = question.profession or Profession(request.clinic.profession or Profession.PT)
    reply = shareable(say(state, who, on, services.book), OfState(where, who, question.on))
    if question.on:
        dated = Fact(DATE_OF_SERVICE, phrases.day(question.on))
        reply = replace(reply, facts=(dated, *reply.facts))
    if not question.guessed_from:
        return reply
    taken = Line(f"I took “{question.guessed_from}” for {state.name}.")
    return replace(reply, lines=(taken, *reply.lines))


def say(state: State, who: Profession, on: date, book: FactBook) -> Reply:
    """Word one state's rules, the asked profession first."""
    today = [rule for rule in state.rules if rule.in_force.holds(on)]
    leading = next((rule for rule in today if rule.profession is who), None)
    others = [rule for rule in today if rule is not leading]
    before = [r for r in state.rules if r.profession is who and r not in today]
    told = _leading(leading) if leading else _not_researched(state, who, today)
    sections = [*told.sections]
    if before:
        sections.append(Section("On other dates", tuple(_dated(rule) for rule in before)))
    sections += disputes.sections(_disputes(state, who, book), book)
    if others:
        sections.append(Section("Other professions", tuple(_in_short(rule) for rule in others)))
    reply = Reply(
        headline=f"{state.name} · {profession.NAMES[who]}",
        badge=told.badge,
        lines=told.lines,
        facts=told.facts,
        sections=tuple(sections),
        cautions=told.cautions,
        choices=(
            *(_ask_other(state, rule) for rule in others),
            *disputes.choices(_disputes(state, who, book)),
        ),
        small_print=_SMALL_PRINT,
    )
    return sourced(reply, book)


def _disputes(state: State, who: Profession, book: FactBook) -> list[Dispute]:
    of_state = [d for d in book.disputes if state.code in d.states]
    return [d for d in of_state if not d.professions or who in d.professions]


def _leading(rule: ScopeRule) -> Reply:
    facts = []
    if rule.citation:
        facts.append(Fact("Citation", rule.citation, rule.cites))
    if rule.in_force.first or rule.in_force.last:
        facts.append(Fact("In force", phrases.period(rule.in_force), rule.cites))
    if rule.as_of:
        facts.append(Fact("As of", phrases.partial(rule.as_of), rule.cites))
    asked = tuple(Line(f"{words}: {told.says}", told.cites) for words, told in rule.requirements)
    return Reply(
        headline="",
        badge=phrases.PERMISSIONS[rule.permission],
        lines=(Line(rule.says, rule.cites),),
        facts=tuple(facts),
        sections=(Section("What the state asks", asked),) if asked else (),
        cautions=lines(rule.cautions),
    )


def _not_researched(state: State, who: Profession, today: list[ScopeRule]) -> Reply:
    lines = (
        Line(f"I have no facts on a {profession.NAMES[who]} in {state.name}."),
        Line("This means neither yes nor no. Ask the licensing board."),
    )
    delegation = _delegation(today) if who is Profession.PTA else ()
    return Reply(headline="", badge=_NOT_RESEARCHED, lines=(*lines, *delegation))


def _delegation(today: list[ScopeRule]) -> tuple[Line, ...]:
    """What the therapists' own rule says of delegating to an assistant."""
    of_therapists = [rule for rule in today if rule.profession is Profession.PT]
    return tuple(
        Line(f"Of physical therapists the state asks: {told.says}", told.cites)
        for rule in of_therapists
        for words, told in rule.requirements
        if words == SUPERVISION
    )


def _in_short(rule: ScopeRule) -> Line:
    words = phrases.PERMISSIONS[rule.permission].words.lower()
    return Line(f"{phrases.sentence(profession.NAMES[rule.profession])}: {words}.", rule.cites)


def _dated(rule: ScopeRule) -> Line:
    words = phrases.PERMISSIONS[rule.permission].words.lower()
    return Line(
        f"{phrases.sentence(phrases.period(rule.in_force))}: {words}. {rule.says}", rule.cites
    )


def _ask_other(state: State, rule: ScopeRule) -> Choice:
    name = profession.NAMES[rule.profession]
    return Choice(phrases.sentence(name), f"/state {state.name} {rule.profession}")


def _unresearched(state: State, who: str, on: date, book: FactBook) -> Reply:
    """A profession that the book does not know at all."""
    today = [rule for rule in state.rules if rule.in_force.holds(on)]
    reply = Reply(
        headline=f"{state.name} · {who}",
        badge=_NOT_RESEARCHED,
        lines=(
            Line(f"I have no facts on a {who} in {state.name}."),
            Line("This means neither yes nor no. Ask the licensing board."),
        ),
        sections=(Section("Professions that I know", tuple(map(_in_short, today))),),
        choices=tuple(_ask_other(state, rule) for rule in today),
        small_print=_SMALL_PRINT,
    )
    return sourced(reply, book)


def _which_profession(state: State, unused: tuple[str, ...]) -> Reply:
    """Words were typed that may be a profession: nobody should read another one's rule."""
    words = phrases.either([f"“{word}”" for word in unused], "and")
    return Reply(
        headline=f"{state.name}: for which profession?",
        lines=(Line(f"I did not understand {words}."),),
        choices=tuple(
            Choice(phrases.sentence(profession.NAMES[who]), f"/state {state.name} {who}")
            for who in dict.fromkeys(rule.profession for rule in state.rules)
        ),
    )


def _which_state(question: Question) -> Reply:
    if question.states:
        who = f" {question.profession}" if question.profession else ""
        return Reply(
            headline="Which state?",
            lines=(
                Line(f"{phrases.either([NAMES[code] for code in question.states])}?"),
                Line("Ask about one state at a time."),
            ),
            choices=tuple(Choice(NAMES[c], f"/state {NAMES[c]}{who}") for c in question.states),
        )
    named = " ".join(question.unused)
    return Reply(
        headline=f"I know of no state called “{named}”" if named else "Which state?",
        lines=(Line("Name one of the fifty states or DC, in full or by two letters."),),
        choices=tuple(Choice(example, example) for example in _EXAMPLES),
    )


COMMAND = Command(
    "state",
    __doc__,
    _EXAMPLES,
    answer,
    read=Reader.read_state,
    is_public=True,
    is_searched=True,
)

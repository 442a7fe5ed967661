"""What a payer says of dry needling, with sources and dates.

/coverage <payer> [code] [for <condition>] [by <profession>] [in <state>] [on <date of service>]
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from handlers import sides
from handlers.command import Ask, Command, Office
from handlers.sourced import lines, sourced
from models import phrases, profession
from models.coverage import Circumstances, Finding, Position, Verdict, find, is_stale
from models.cpt import Code, CodeKind
from models.facts import FactBook
from models.payer import LINE_NAMES, Payer
from models.profession import Profession
from models.question import Question
from models.reply import Choice, Fact, Line, Reply, Section
from models.state import NAMES

# A payer is asked about dry needling when no code is typed; the two codes are always ruled alike.
_ANY_NEEDLING = "20560"

_EXAMPLES = (
    "/coverage bcbsnc 20560",
    "/coverage medicare 20560 by PT",
    "/coverage bcbs alabama 20560 on 2021-03-15",
)


@dataclass(frozen=True, slots=True)
class _Case:
    """One question, settled as far as the clinic's own settings go."""

    payer: Payer
    question: Question
    asked: Circumstances
    today: date
    by_default: bool  # the profession is the clinic's setting, not typed


async def answer(ask: Ask, office: Office) -> Reply:
    """Read the question, find the payer's position, and word it."""
    question = office.reader.read(ask.text)
    if not question.payers:
        return _unknown_payer(question) if question.unknown_payer else _which_payer(question)
    if len(question.payers) > 1:
        return _choose(question)
    case = _case(question, ask)
    if question.unused or question.guessed_from:
        return _word(case, office)
    return office.worded.get(_key(case), lambda: _word(case, office))


def _case(question: Question, ask: Ask) -> _Case:
    """The question, with the clinic's own settings where it leaves something open."""
    billed_by = question.profession or _as_profession(ask.clinic.profession)
    return _Case(
        payer=question.payers[0],
        question=question,
        asked=Circumstances(
            on=question.on or ask.today,
            code=question.codes[0] if question.codes else _ANY_NEEDLING,
            condition=question.condition,
            profession=billed_by,
            state=question.state or ask.clinic.state,
            line=question.line,
            as_known=question.as_known,
        ),
        today=ask.today,
        by_default=question.profession is None and billed_by is not None,
    )


def _key(case: _Case) -> Hashable:
    """Everything on which the words depend, apart from the book."""
    question = case.question
    typed = (question.codes, question.modifiers, question.state, question.on)
    return (case.payer.id, typed, case.asked, case.today, case.by_default)


def _word(case: _Case, office: Office) -> Reply:
    return say(case, find(office.book.positions[case.payer.id], case.asked), office.book)


def say(case: _Case, finding: Finding, book: FactBook) -> Reply:
    """Word a finding."""
    leading = finding.leading
    disputes = [d for d in book.disputes if case.payer.id in d.payers]
    reply = Reply(
        headline=_headline(case),
        badge=phrases.VERDICTS[finding.verdict],
        lines=(*_opening(case), *(_of_position(leading) if leading else _of_nothing(finding))),
        facts=_facts(case, leading),
        sections=(
            *(_details(leading) if leading else ()),
            *_others(finding),
            *sides.sections(disputes, book),
        ),
        cautions=(*_cautions(case, leading), *_code_cautions(case, book)),
        choices=(*_next_steps(case), *sides.choices(disputes)),
        small_print=phrases.NOT_A_GUARANTEE,
    )
    return sourced(reply, book)


def _headline(case: _Case) -> str:
    codes = ", ".join(case.question.codes) or "dry needling"
    return f"{case.payer.name} · {codes}"


def _opening(case: _Case) -> list[Line]:
    opening = []
    if case.question.guessed_from:
        opening.append(Line(f"I took “{case.question.guessed_from}” for {case.payer.name}."))
    if case.by_default and case.asked.profession:
        who = profession.NAMES[case.asked.profession]
        opening.append(Line(f"Answered for a {who}, as this clinic is set up."))
    return opening


def _of_position(position: Position) -> tuple[Line, ...]:
    return (Line(position.says, position.cites),)


def _of_nothing(finding: Finding) -> tuple[Line, ...]:
    """Unknown is an answer: it says so, what it does not mean, and what to do next."""
    if finding.beside or finding.other_days:
        what = "I know of no position of this payer that fits the question as asked."
    else:
        what = "I know of no position of this payer on this code."
    todo = "This does not mean that it is not covered. Ask the payer, and note who said what, when."
    return (Line(what), Line(todo))


def _facts(case: _Case, position: Position | None) -> tuple[Fact, ...]:
    lines = position.lines if position else case.payer.lines
    facts = [Fact("Plan", phrases.either([LINE_NAMES[line] for line in lines], "and"))]
    if case.question.on:
        facts.append(Fact("Date of service", phrases.day(case.question.on)))
    if position is None:
        return tuple(facts)
    if position.in_force.first or position.in_force.last:
        facts.append(Fact("In force", phrases.period(position.in_force)))
    if position.as_of:
        facts.append(Fact("As of", phrases.partial(position.as_of)))
    if position.policy:
        facts.append(Fact("Policy", position.policy))
    for label, told in (
        ("Authorization", position.authorization),
        ("Referral", position.referral),
    ):
        if told:
            facts.append(Fact(label, told.says, told.cites))
    return tuple(facts)


def _details(position: Position) -> tuple[Section, ...]:
    groups = (
        ("Conditions", position.conditions),
        ("Limits", position.limits),
        ("Billing", position.billing),
        ("Documentation", position.documentation),
    )
    return tuple(Section(title, lines(told)) for title, told in groups if told)


def _others(finding: Finding) -> tuple[Section, ...]:
    beside = [
        Section(f"{p.title}: {phrases.VERDICTS[p.verdict].words.lower()}", _of_position(p))
        for p in finding.beside
    ]
    other_days = tuple(
        Line(
            f"{phrases.sentence(phrases.period(p.in_force))}: "
            f"{phrases.VERDICTS[p.verdict].words.lower()}. {p.says}",
            p.cites,
        )
        for p in finding.other_days
    )
    return (*beside, *((Section("On other dates of service", other_days),) if other_days else ()))


def _cautions(case: _Case, position: Position | None) -> tuple[Line, ...]:
    found = [*lines(position.cautions)] if position else []
    if (
        position
        and position.verdict is not Verdict.UNKNOWN
        and is_stale(position.as_of, case.today)
    ):
        found.append(
            Line(
                f"The newest source for this is of {phrases.partial(position.as_of)}. "
                "Check with the payer before you rely on it."
            )
        )
    return (*found, *_not_used(case.question))


def _not_used(question: Question) -> tuple[Line, ...]:
    if not question.unused:
        return ()
    words = phrases.either([f"“{word}”" for word in question.unused], "and")
    return (Line(f"I did not use {words}."),)


def _code_cautions(case: _Case, book: FactBook) -> tuple[Line, ...]:
    found = []
    for typed in case.question.codes:
        code = book.codes.get(typed)
        if code is None:
            found.append(Line(f"{typed} is not a code that I have facts on."))
            continue
        if code.kind is not CodeKind.DRY_NEEDLING:
            found.append(Line(f"{code.code}: {code.says.says}", code.says.cites))
        found += _validity(code, case.asked.on)
    if len(case.question.codes) > 1:
        found.append(Line(f"The verdict is for {case.question.codes[0]}; ask for each code alone."))
    return tuple(found)


def _validity(code: Code, on: date) -> list[Line]:
    if code.valid.holds(on):
        return []
    when = phrases.period(code.valid)
    return [Line(f"{code.code} is valid for dates of service {when}.", code.says.cites)]


def _next_steps(case: _Case) -> tuple[Choice, ...]:
    codes = (*case.question.codes[:2], *case.question.modifiers)
    steps = [Choice(f"What {code} is", f"/cpt {code}") for code in codes]
    where = case.question.state or (case.payer.states[0] if len(case.payer.states) == 1 else None)
    if where:
        steps.append(Choice(f"Who may needle in {NAMES[where]}", f"/state {where}"))
    return tuple(steps)


def _which_payer(question: Question) -> Reply:
    codes = " ".join(question.codes) or _ANY_NEEDLING
    return Reply(
        headline="Which payer?",
        lines=(Line(f"Name the payer as your team does: /coverage bcbsnc {codes}"),),
        choices=tuple(Choice(example, example) for example in _EXAMPLES),
    )


def _unknown_payer(question: Question) -> Reply:
    return Reply(
        headline=f"I know of no payer called “{question.unknown_payer}”",
        badge=phrases.VERDICTS[Verdict.UNKNOWN],
        lines=(
            Line("This does not mean that it is not covered: I have no facts on it at all."),
            Line("Check the spelling, or ask the payer and note who said what, and when."),
        ),
        small_print=phrases.NOT_A_GUARANTEE,
    )


def _choose(question: Question) -> Reply:
    payers = sorted(question.payers, key=lambda p: p.name)
    lines = [Line("That name fits several payers, and their answers differ.")]
    lines.append(Line("If it is none of these, I have no facts on it."))
    return Reply(
        headline="Which plan do you mean?",
        lines=(*lines, *_not_used(question)),
        choices=tuple(Choice(p.name, _again(question, p)) for p in payers),
    )


def _again(question: Question, payer: Payer) -> str:
    """The same question with the payer named without doubt."""
    words = ["/coverage", payer.name, *question.codes]
    if question.line:
        words.append(LINE_NAMES[question.line])
    if question.condition:
        words += ["for", question.condition.replace("_", " ")]
    if question.profession:
        words += ["by", question.profession]
    if question.state:
        words += ["in", question.state]
    if question.on:
        words += ["on", question.on.isoformat()]
    if question.as_known:
        words += ["as known", question.as_known.isoformat()]
    return " ".join(words)


def _as_profession(code: str | None) -> Profession | None:
    return Profession(code) if code else None


COMMAND = Command("coverage", __doc__, _EXAMPLES, answer)

"""Words a finding: the verdict, what stands beside it, and what to take care of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.coverage.card import cautions, leading_lines, licensing
from handlers.coverage.card import disputes as sides
from handlers.coverage.card.card_title import circumstances, titled
from handlers.coverage.without_facts import carriers
from handlers.coverage.without_facts.unknown_answer import known_when, of_acupuncture, of_nothing
from handlers.cpt.valid_days import before_any
from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.dispute import Dispute
from models.coverage.fact_book import FactBook
from models.coverage.payer import LINE_NAMES, Payer, PayerKind
from models.coverage.position import SAYS_NOTHING, Circumstances, Finding, Position, Verdict
from models.coverage.state import NAMES
from models.reply import Choice, Details, Fact, Line, Reply, Section
from models.understanding.question import Question
from models.wording import glance, phrases, provenance, repeats
from models.wording.sourced import lines, sourced_details

# A payer is asked about dry needling when no code is typed; its two codes are ruled alike.
ANY_NEEDLING = "20560"

_HEADLINE = 90  # characters, so that the verdict stands among the first

Lines = tuple[Line, ...]

EXAMPLES = (
    "/coverage bcbsnc 20560",
    "/coverage medicare 20560 by PT",
    "/coverage bcbs alabama 20560 on 2021-03-15",
)


@dataclass(frozen=True, slots=True)
class CoverageCase:
    """One question, settled as far as the clinic's own settings go."""

    payer: Payer
    question: Question
    asked: Circumstances
    today: date
    by_default: bool  # the profession is the clinic's setting, not typed
    plan: str = ""  # of those by which the payer's limits differ


def say(
    case: CoverageCase,
    finding: Finding,
    book: FactBook,
    leads: tuple[Line, ...] = (),
    of_others: tuple[Line, ...] = (),
) -> Reply:
    """Word a finding. `leads` answer exactly what was asked; `of_others` is what others say."""
    leading = finding.leading
    disputes = _disputes(case, finding, book)
    license_ = licensing.in_state(case.question, (case.payer,), case.today, book)
    lines = (
        *taken_for(case.question),
        *(license_ if case.question.profession in licensing.ASSISTANTS else ()),
        *before_any(case.question, book),
        *carriers.decides_nothing(case.payer),
        *dict.fromkeys(leads),
        *_not_yet(case, book),
        *(() if leading else of_acupuncture(case.question, case.payer, book)),
        *_verdict(case, finding),
        *of_others,
        *_not_by_name(case, leading),
        *license_,
        *carriers.networks(case.question),
    )
    lines = tuple(dict.fromkeys(lines))
    warned = (
        *cautions.in_short(case.question, case.today),
        *cautions.of_codes(case.question, book, finding),
        *sides.in_short(disputes),
        *cautions.of_age(leading, case.today),
    )
    number = leading.policy.partition(" (")[0] if leading else ""  # without what is in brackets
    reply = Reply(
        headline=_headline(case),
        badge=None if _is_of_manager(case) else phrases.VERDICTS[finding.verdict],
        lines=lines,
        cautions=warned,
        provenance=provenance.by_whom(
            lines, book.citations, dates(leading), number, case.payer.own_names
        ),
        choices=(*_unsettled(case, finding), *next_steps(case.payer, case.question)),
        details=lambda: sourced_details(
            repeats.without(_details(case, finding, book, lines), (*lines, *warned)),
            (*lines, *warned),
            book,
        ),
    )
    return glance.folded(reply)


def _is_of_manager(case: CoverageCase) -> bool:
    """Whether one who approves care for plans is asked something else than whether it is paid.

    "Does eviCore need auth" is not answered by its guideline on injections.
    """
    is_manager = case.payer.kind is PayerKind.UTILISATION_MANAGER
    return is_manager and bool(set(case.question.aspects) - {Aspect.COVERED})


def _details(case: CoverageCase, finding: Finding, book: FactBook, told: Lines) -> Details:
    """Everything that the gist has no room for."""
    leading, disputes = finding.leading, _disputes(case, finding, book)
    return Details(
        facts=_facts(case, leading, told),
        sections=(
            *(_groups(leading, told) if leading else ()),
            *_others(finding),
            *sides.sections(disputes, book),
        ),
        cautions=cautions.of_position(leading),
        choices=sides.choices(disputes),
        small_print=phrases.NOT_A_GUARANTEE,
    )


def _headline(case: CoverageCase) -> str:
    codes = ", ".join(case.question.codes) or "dry needling"
    name, parts = titled(case.payer, case.question), [codes]
    if case.asked.profession:
        parts.append(f"billed by {profession.IN_SHORT[case.asked.profession]}")
    headline = " · ".join([name, *parts, *circumstances(case.question, case.payer)])
    is_long = len(headline) > _HEADLINE  # then without what stands in brackets behind the name
    return headline.replace(name, name.partition(" (")[0]) if is_long else headline


def dates(position: Position | None) -> str:
    """Since when a position holds, and when a source last said so."""
    if position is None:
        return ""
    checked = f"checked {phrases.partial(position.as_of)}" if position.as_of else ""
    return phrases.sentence(" · ".join(filter(None, [phrases.since(position.in_force), checked])))


def taken_for(question: Question) -> tuple[Line, ...]:
    """What a misspelt name was taken for, before anything is said of it."""
    typed = question.guessed_from
    return (Line(f"I took “{typed}” for {question.payers[0].name}."),) if typed else ()


def _not_by_name(case: CoverageCase, leading: Position | None) -> tuple[Line, ...]:
    """What else the payer says of the profession that was typed, or that it does not name it."""
    question = case.question
    if question.other_profession or not (question.profession and leading):
        return ()
    own = leading_lines.OWN_VISITS.get(question.profession, "")
    of_limits = own and any(own in limit.says for limit in leading.limits)
    if leading.billed_by or of_limits:
        return ()
    who = profession.NAMES[question.profession]
    said = (*leading.conditions, *leading.billing, *leading.cautions)
    if named := [each for each in said if f"{who}s" in each.says.casefold()]:
        return tuple(lines(named[:1]))
    return (Line(f"What I hold of this payer does not speak of {phrases.an(who)} by name."),)


def _not_yet(case: CoverageCase, book: FactBook) -> tuple[Line, ...]:
    """The rules that begin only after the day of service, whoever bills."""
    day = case.question.on
    if day is None or case.asked.as_known:
        return ()
    return tuple(
        Line(f"{p.title}: only from {phrases.day(first)}, after this day.", p.cites)
        for p in book.positions_of(case.payer.id)
        if (first := p.in_force.first)
        and first > day
        and p.verdict is Verdict.COVERED_WITH_CONDITIONS
        and p.recorded.last is None
    )


def _verdict(case: CoverageCase, finding: Finding) -> tuple[Line, ...]:
    return (
        _of_position(finding.leading)
        if finding.leading
        else of_nothing(case.asked, case.question, case.payer, finding)
    )


def _of_position(position: Position) -> tuple[Line, ...]:
    return (Line(position.says, position.cites),)


def _disputes(case: CoverageCase, finding: Finding, book: FactBook) -> list[Dispute]:
    """The payer's disagreements, which are all of today, on what was asked about.

    They are on needling: of another code, on which nothing is held, only those that name it.
    """
    if case.asked.as_known:
        return []
    own = [d for d in book.disputes if (case.payer.facts or case.payer.id) in d.payers]
    codes = case.question.codes
    is_other = codes and not any(code in book.needling_codes for code in codes)
    if is_other and finding.leading is None:
        return [d for d in own if not set(codes).isdisjoint(d.codes)]
    return own


def _facts(case: CoverageCase, position: Position | None, told: Lines) -> tuple[Fact, ...]:
    lines = position.lines if position else case.payer.lines
    if case.asked.line in lines:
        lines = (case.asked.line,)
    facts = [Fact("Plan", phrases.either([LINE_NAMES[line] for line in lines], "and"))]
    if case.by_default and case.asked.profession:
        who = profession.NAMES[case.asked.profession]
        facts.append(Fact("Answered for", f"{phrases.an(who)}, as this clinic is set up"))
    if position is None:
        return tuple(facts)
    if position.policy:
        facts.append(Fact("Policy", position.policy))
    asked_for = {"Authorization": position.authorization, "Referral": position.referral}
    for label, said in asked_for.items():
        if said and not repeats.stands_in(Line(said.says, said.cites), told):
            facts.append(Fact(label, said.says, said.cites))
    return tuple(facts)


def _groups(position: Position, told: Lines) -> tuple[Section, ...]:
    """What the position says further; what the gist says is not said twice."""
    groups = (
        ("Conditions", position.conditions),
        ("Limits", position.limits),
        ("Billing", position.billing),
        ("Documentation", position.documentation),
    )
    rest = [
        (title, [line for line in lines(said) if not repeats.stands_in(line, told)])
        for title, said in groups
    ]
    return tuple(Section(title, tuple(said)) for title, said in rest if said)


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
    later = [
        Section(
            f"Held {known_when(p)}: {phrases.VERDICTS[p.verdict].words.lower()}", _of_position(p)
        )
        for p in finding.known_later
    ]
    dated = [Section("On other dates of service", other_days)] if other_days else []
    return (*beside, *dated, *later)


def to_ask(payer: Payer, question: Question) -> Choice:
    """The way to the sheet for the telephone."""
    by = ("by", question.profession.value) if question.profession else ()
    where = ("in", NAMES[question.state]) if question.state in NAMES else ()
    typed = ("/coverage call", payer.name, *question.codes[:1], *by, *where)
    return Choice("What to ask", " ".join(typed))


def _unsettled(case: CoverageCase, finding: Finding) -> tuple[Choice, ...]:
    """The same, where nothing that is held says whether it is paid."""
    is_open = finding.verdict in SAYS_NOTHING
    return (to_ask(case.payer, case.question),) if is_open else ()


def next_steps(payer: Payer, question: Question) -> tuple[Choice, ...]:
    """What else can be asked of what was named: the codes, and the state."""
    codes = (*question.codes[:2], *question.modifiers)
    steps = [Choice(f"What {code} is", f"/cpt {code}") for code in codes]
    where = question.state or payer.only_state
    if where in NAMES:
        steps.append(Choice(f"Who may needle in {NAMES[where]}", f"/state {NAMES[where]}"))
    return tuple(steps)

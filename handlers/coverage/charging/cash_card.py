"""The card of a visit that the patient is to pay (CashCase): what is owed, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from handlers.coverage.card import cautions
from handlers.coverage.charging import cash_estimate
from models.clinic.rule import ClinicRule
from models.clinic.rule_rank import leading
from models.coverage import profession
from models.coverage.duty import CashVisit, Duty, DutyPart, owed
from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness
from models.coverage.position import Circumstances, Finding
from models.reply import Choice, Details, Line, Reply, Section, Weight
from models.understanding.commands.cash_words import CashWords
from models.understanding.question import Question
from models.wording import cash as wording
from models.wording import clinic_rules, phrases, provenance
from models.wording.sourced import sourced_details

_SEVERAL = 2  # kinds of plan of one payer: what one of them alone wants is no news at a glance
_TITLES = {
    DutyPart.CHARGE: "Before you charge",
    DutyPart.MODIFIER: "Notice and modifiers",
    DutyPart.ESTIMATE: "Good Faith Estimate",
    DutyPart.RECEIPT: "What the patient gets",
}
_NO_ADVICE = "What texts say, not advice: your contract and your counsel decide."


@dataclass(frozen=True, slots=True)
class CashCase:
    """One visit that the patient is to pay, and what is held of it."""

    named: str  # the payer, and what bounds the answer, as they can be typed
    visit: CashVisit
    days: CashWords
    today: date
    asked: Circumstances
    finding: Finding
    rules: tuple[ClinicRule, ...]
    book: FactBook

    def held(self, part: DutyPart, on: date | None = None) -> list[Duty]:
        """What is owed of one part on the day of the visit, or another."""
        visit = self.visit
        asked = CashVisit(visit.payer, visit.lines, visit.billed_by, on or visit.on)
        return owed(self.book.duties, part, asked)

    @property
    def typed(self) -> str:
        """The command without its days."""
        return f"/coverage cash {self.named}"

    @property
    def claim(self) -> str:
        """The payer and the claim on the day of the visit, as they can be typed."""
        return f"{self.named} on {self.days.on.isoformat()}" if self.days.on else self.named


def say(cash: CashCase, question: Question) -> Reply:
    """The card: what leads of each part, and the rest one click away."""
    lines = tuple(_gist(cash))
    return Reply(
        headline=_headline(cash),
        lines=lines,
        provenance=provenance.by_whom(lines, cash.book.citations),
        choices=(
            Choice("Does it pay?", f"/coverage {cash.claim}", Weight.PRIMARY),
            Choice("What to ask", f"/coverage call {cash.claim}"),
        ),
        details=lambda: sourced_details(_details(cash, lines), lines, cash.book),
        details_command=" ".join((cash.typed, *cash_estimate.days_typed(cash.days), "details")),
        cautions=cautions.in_short(question, cash.today),
    )


def _headline(cash: CashCase) -> str:
    who = cash.visit.billed_by
    by = f"billed by {profession.IN_SHORT[who]}" if who else ""
    on = f"for {phrases.day(cash.days.on)}" if cash.days.on else ""
    name = cash.visit.payer.name.partition(" (")[0]
    return " · ".join(filter(None, [f"{name}: if the patient pays", by, on]))


def _gist(cash: CashCase) -> Iterator[Line]:
    """What leads of each part, one line each."""
    yield from _coverage(cash)
    yield from _charge(cash)
    if len(cash.visit.lines) < _SEVERAL:
        yield from _notice(cash)
        yield from _lines(cash.held(DutyPart.MODIFIER)[:1])
    yield from _estimate(cash)
    if len(cash.visit.lines) < _SEVERAL:
        yield from _lines(cash.held(DutyPart.RECEIPT)[:1])


def _coverage(cash: CashCase) -> Iterator[Line]:
    """The verdict beside which all this stands, and the clinic's own rule: what leads is first."""
    position = cash.finding.leading
    if rule := leading(cash.rules, position, cash.asked, cash.book):
        yield clinic_rules.line(rule, cash.book)
        return
    verdict = phrases.VERDICTS[cash.finding.verdict].words
    when = phrases.since(position.in_force) if position else ""
    treated = cash.book.conditions.get(cash.asked.condition or "")
    of = f" for {treated.name}" if treated else ""
    yield Line(f"Coverage{of}: {' · '.join(filter(None, [verdict, when]))}.")
    yield from (clinic_rules.line(rule, cash.book) for rule in cash.rules[:1])


def _charge(cash: CashCase) -> Iterator[Line]:
    """What is owed before anybody is charged; of a payer of several kinds of plan, of each."""
    visit, by_duty = cash.visit, dict[Duty | None, list[LineOfBusiness]]()
    for line in visit.lines:
        of_line = replace(cash, visit=replace(visit, lines=(line,)))
        first = next(iter(of_line.held(DutyPart.CHARGE)), None)
        by_duty.setdefault(first, []).append(line)
    for duty, lines in by_duty.items() or [(None, [])]:
        yield wording.charge(duty, visit.payer, lines if len(by_duty) > 1 else [])


def _notice(cash: CashCase) -> Iterator[Line]:
    """The edition of the form, where the payer takes one at all."""
    editions = [duty for duty in cash.book.duties if duty.part is DutyPart.NOTICE]
    if not any(set(duty.lines) & set(cash.visit.lines) for duty in editions):
        return
    signed = min(cash.today, cash.visit.on) if cash.days.on else cash.today
    now = next(iter(cash.held(DutyPart.NOTICE, signed)), None)
    then = next(iter(cash.held(DutyPart.NOTICE)), None)
    yield wording.notice(now, then, signed)


def _estimate(cash: CashCase) -> Iterator[Line]:
    whom = wording.whose(cash.visit.payer, cash.visit.lines)
    return cash_estimate.due(whom, cash.held(DutyPart.ESTIMATE), cash.days, cash.today)


def _details(cash: CashCase, told: tuple[Line, ...]) -> Details:
    """Everything that does not lead."""
    sections = [
        Section(title, tuple(line for line in _in_full(cash, part) if not _is_told(line, told)))
        for part, title in _TITLES.items()
    ]
    return Details(
        sections=tuple(section for section in sections if section.lines), small_print=_NO_ADVICE
    )


def _is_told(line: Line, told: tuple[Line, ...]) -> bool:
    return any(line.text in other.text for other in told)


def _in_full(cash: CashCase, part: DutyPart) -> Iterator[Line]:
    held = cash.held(part)
    if part is DutyPart.MODIFIER:
        yield from _notice(cash)
    yield from _lines(held)
    if part is DutyPart.ESTIMATE and cash.days.on:
        cites = next((duty.cites for duty in held if duty.ahead), ())
        yield wording.renewed(cash.days.on, cites)


def _lines(held: list[Duty]) -> Iterator[Line]:
    return (Line(duty.says, duty.cites) for duty in held)

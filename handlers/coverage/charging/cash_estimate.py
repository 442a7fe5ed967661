"""By when a Good Faith Estimate is due, booked or asked for; the card of a patient of no payer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from models.coverage.duty import Duty, DutyPart
from models.coverage.estimate import business_day_after, estimate_day
from models.coverage.fact_book import FactBook
from models.reply import Choice, Details, Line, Reply, Section
from models.understanding.commands.cash_words import CashWords
from models.wording import cash as wording
from models.wording import phrases, provenance
from models.wording.sourced import sourced_details


def due(whom: str, held: Sequence[Duty], days: CashWords, today: date) -> Iterator[Line]:
    """The lines on the estimate: of what the patient asked for first, then of the booking."""
    of_asking = next((duty for duty in held if duty.days and not duty.ahead), None)
    if days.asked and of_asking:
        last = business_day_after(days.asked, of_asking.days or 0)
        yield wording.asked(whom, days.asked, of_asking, last, today)
        if days.on is None:
            return
    rules = [duty for duty in held if duty.ahead]
    if days.on is None:
        yield wording.estimate_rule(whom, rules)
        return
    if days.booked is None and days.on < today:
        yield wording.not_told(whom, days.on)
        return
    day = estimate_day(rules, days.booked or today, days.on)
    if day.due or not days.asked:
        yield wording.estimate(whom, day, days.booked, today)


def days_typed(days: CashWords) -> Iterator[str]:
    """The days as they can be typed again."""
    if days.booked:
        yield f"booked {days.booked.isoformat()}"
    if days.on:
        yield f"for {days.on.isoformat()}"
    if days.asked:
        yield f"asked {days.asked.isoformat()}"


def uninsured(days: CashWords, today: date, book: FactBook) -> Reply:
    """The card of a patient without insurance: no contract and no form, but the estimate."""
    held = [duty for duty in book.duties if duty.part is DutyPart.ESTIMATE]
    lines = tuple(due(wording.UNINSURED, held, days, today))
    rest = tuple(Line(duty.says, duty.cites) for duty in held)
    on = f" · for {phrases.day(days.on)}" if days.on else ""
    details = Details(sections=(Section("Good Faith Estimate", rest),))
    return Reply(
        headline=f"No insurance: the patient pays{on}",
        lines=lines,
        provenance=provenance.by_whom(lines, book.citations),
        choices=(Choice("Of the estimate", "/ask good faith estimate"),),
        details=lambda: sourced_details(details, lines, book),
        details_command=" ".join(("/coverage cash uninsured", *days_typed(days), "details")),
    )

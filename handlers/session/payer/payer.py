"""/session payer: the payer of an alias from a day on, with the condition and the plan."""

from __future__ import annotations

from datetime import date

from handlers.command import Request, Services
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import amend, named, refuse_closed
from handlers.session.payer import payer_card, payer_dates, payer_questions
from handlers.session.payer.payer_dates import PayerChange
from handlers.session.payer.read_payer import PayerRequest, is_self_pay, read, without_lead
from models.coverage.fact_book import FactBook
from models.coverage.plan_kind import PlanKind
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Reply
from models.understanding.commands import payer_days, payer_ranks
from models.understanding.commands.payer_days import PayerDays
from models.visits.chart import Chart
from models.visits.events import Event, PlanSet, SecondarySet
from models.visits.payer_periods import payer_on
from models.wording import phrases

_CLEARED = frozenset({"none", "unknown", "no payer"})


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Set the payer of an alias; with it, or alone, the condition and the plan."""
    chart, rest = await named(request, services, text, "session payer")
    chart = chart.as_of(request.today)
    days = payer_days.read(payer_ranks.without_first(rest), request.today)
    wanted, change = _read(days, chart, request, services)
    if change is None and days != PayerDays(remaining=days.remaining):
        raise NotUnderstood(  # a day belongs to a payer: what is treated and the plan have none
            "A day is told, and no payer that pays from then on. Nothing was saved.",
            f"Name the payer before it: /session payer {chart.alias} <payer> {days.spell()}",
            field=FieldName.PAYER,
        )
    events, book = list(wanted.events()), services.book
    after = await amend(
        request,
        services,
        chart.alias,
        lambda now: decide(now, events, change, book, request.today),
    )
    count = counted(after, request, services)
    return payer_card.say(
        count, before=chart, is_whole=wanted.is_whole, is_secondary=days.is_secondary
    )


def _read(
    days: PayerDays, chart: Chart, request: Request, services: Services
) -> tuple[PayerRequest, PayerChange | None]:
    """What is to be set, and by which payer on which days; None where no payer is named.

    Raises `NotUnderstood` for what is unclear, or cannot be of a second payer.
    """
    text, is_secondary = days.remaining, days.is_secondary
    cleared = _CLEARED | ({"no"} if is_secondary else set())
    if without_lead(text).casefold() in cleared:
        plan = None if is_secondary else ""
        return PayerRequest(None, plan=plan), PayerChange(None, "none", days, plan=plan)
    if is_self_pay(text, services):
        return _self_pay(days)
    if not text and is_secondary:
        raise payer_questions.which_second(chart)
    if not text:
        raise payer_questions.which(chart, services, request.today)
    wanted = _named(days, chart, request, services)
    _refuse_of_second(wanted, days, chart)
    _refuse_twice(wanted, days, chart)
    return wanted, _change(wanted, days, services.book)


def _named(days: PayerDays, chart: Chart, request: Request, services: Services) -> PayerRequest:
    """The payer that a text names, with the condition and the plan."""
    rank = " secondary" if days.is_secondary else ""
    start = f"/session payer {chart.alias}"
    return read(
        days.remaining,
        services,
        lambda words: f"{start} {words}{rank} {days.spell()}".strip(),
        services.book.payers.get(chart.payer or ""),
        home=request.clinic.state,
    )


def _self_pay(days: PayerDays) -> tuple[PayerRequest, PayerChange]:
    """That the patient pays: no payer, and nobody is to be asked for one while it holds."""
    if days.is_secondary:
        return PayerRequest(None), PayerChange(None, "none", days)
    plan = PlanKind.SELF_PAY.value
    return PayerRequest(None, plan=plan), PayerChange(None, plan, days, plan=plan)


def _change(wanted: PayerRequest, days: PayerDays, book: FactBook) -> PayerChange | None:
    if wanted.payer is None:
        return None
    condition = book.conditions.get(wanted.condition or "")
    plan = f"plan {wanted.plan or 'none'}" if wanted.plan is not None else ""
    treated = f"for {condition.name}" if condition else ""
    told = f"{plan} {treated}".strip()
    return PayerChange(wanted.payer.id, wanted.payer.name, days, told, wanted.plan)


def _refuse_of_second(wanted: PayerRequest, days: PayerDays, chart: Chart) -> None:
    """The plan is kept once, and belongs to who pays first; what is treated is of the patient."""
    if days.is_secondary and wanted.plan is not None:
        payer = wanted.payer.name if wanted.payer else "<payer>"
        plain = f"/session payer {chart.alias} {payer} secondary {days.spell()}".strip()
        raise NotUnderstood(
            "A plan is kept of the payer that pays first, so nothing was saved.",
            f"Leave it out: {plain}",
            [Choice("Without it", plain)] if wanted.payer else [],
            field=FieldName.PAYER,
        )


def _refuse_twice(wanted: PayerRequest, days: PayerDays, chart: Chart) -> None:
    """Who pays first already is not noted as second beside."""
    payer, since = wanted.payer, days.first
    first = payer_on(chart.payer_periods, since) if since else chart.payer
    if days.is_secondary and payer and payer.id == first:
        on = f" on {phrases.day(since)}" if since else ""
        both = f"/session payer {chart.alias} <payer> primary {payer.name} secondary"
        raise NotUnderstood(
            f"{payer.name} pays first for {chart.alias}{on} already, so nothing was saved.",
            f"If another pays first by now, write both: {both}",
            field=FieldName.PAYER,
        )


def decide(
    chart: Chart, events: list[Event], change: PayerChange | None, book: FactBook, today: date
) -> list[Event]:
    """What sets a payer: its plan goes with it, as another payer has other plans."""
    refuse_closed(chart)
    new = payer_dates.event_of(change, chart, book, today) if change else None
    if change is None or isinstance(new, SecondarySet):
        return [*events, *([new] if new else [])]
    if new is None and not change.days.is_told:
        return events
    others = [event for event in events if not isinstance(event, PlanSet)]
    return [*([new] if new else []), *others]

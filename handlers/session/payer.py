"""/session payer: the payer of an alias from a day on, with the condition and the plan."""

from __future__ import annotations

from datetime import date

from handlers.command import Request, Services
from handlers.session import cap_stays, card, left_unpaid, not_counted, payer_dates
from handlers.session.counted_chart import CountedChart, counted
from handlers.session.find_chart import amend, named, refuse_closed
from handlers.session.payer_dates import PayerChange
from handlers.session.payer_to_come import granted_beyond
from handlers.session.read_payer import PayerRequest, is_self_pay, read, without_lead
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.plan_kind import PlanKind
from models.coverage.plans import plan_words, plans_of
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding.commands import payer_days, payer_ranks
from models.understanding.commands.payer_days import PayerDays
from models.visits.chart import Chart
from models.visits.events import Event, PlanSet, SecondarySet
from models.visits.limit import Limit
from models.visits.payer_periods import payer_on
from models.visits.second_payer import second_on
from models.wording import phrases

_CLEARED = frozenset({"none", "unknown", "no payer"})
_EXAMPLES = ("Medicare", "BCBSNC", "Washington L&I", "Cigna")


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Set the payer of an alias; with it, or alone, the condition and the plan."""
    chart, rest = await named(request, services, text, "session payer")
    rest = payer_ranks.without_first(rest)
    chart, days = chart.as_of(request.today), payer_days.read(rest, request.today)
    wanted, change, rest = PayerRequest(None), None, days.remaining
    if without_lead(rest).casefold() in (_CLEARED | ({"no"} if days.is_secondary else set())):
        wanted = PayerRequest(None, plan=None if days.is_secondary else "")
        change = PayerChange(None, "none", days, plan=wanted.plan)
    elif is_self_pay(rest, services):
        wanted, change = _self_pay(days)
    elif not rest:
        raise _which_second(chart) if days.is_secondary else _which(chart, services, request.today)
    else:
        held = services.book.payers.get(chart.payer or "")
        start = f"/session payer {chart.alias}"
        rank = " secondary" if days.is_secondary else ""
        wanted = read(
            rest,
            services,
            lambda w: f"{start} {w}{rank} {days.spell()}".strip(),
            held,
            home=request.clinic.state,
        )
        _refuse_of_second(wanted, days, chart)
        _refuse_twice(wanted, days, chart)
        change = _change(wanted, days, services.book)
    events = list(wanted.events())
    if change is None and days != PayerDays(remaining=rest):
        raise NotUnderstood(  # a day belongs to a payer: what is treated and the plan have none
            "A day is told, and no payer that pays from then on. Nothing was saved.",
            f"Name the payer before it: /session payer {chart.alias} <payer> {days.spell()}",
            field=FieldName.PAYER,
        )
    after = await amend(
        request,
        services,
        chart.alias,
        lambda now: decide(now, events, change, services.book, request.today),
    )
    count = counted(after, request, services)
    lines = [Line(words(count)), *([] if wanted.is_whole else [card.OTHER_WORDS])]
    lines += payer_dates.what_stays(count.chart, services.book, request.today)
    lines += granted_beyond(count.chart, services.book, request.today)
    lines += left_unpaid.lines(count)
    ends = _twice(count)
    lines += [
        Line(f"{count.payer} is noted as second payer too, and counts once. End that: {c.command}")
        for c in ends
    ]
    lines += _forgotten_plan(chart, count)
    waits = not_counted.second_waits(count) if days.is_secondary else ""
    lines += [Line(waits)] if waits and count.standings else []
    of_caps = cap_stays.of(chart, count)
    lines += [line for line, _ in of_caps]
    choices = (*ends, *(choice for _, choice in of_caps))
    return card.say(count, *lines, choices=choices, sections=not_counted.section(count))


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


def _which_second(chart: Chart) -> NotUnderstood:
    start = f"/session payer {chart.alias}"
    ends = [Choice("Nobody pays second", f"{start} none secondary")] if chart.secondary else []
    return NotUnderstood(
        f"Who pays second for {chart.alias}?",
        f"Name the payer as your team does: {start} aetna secondary",
        ends,
        field=FieldName.PAYER,
    )


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


def _twice(count: CountedChart) -> list[Choice]:
    """What ends that one is noted to pay first and second, from the first day of both on."""
    chart, today = count.chart, count.request.today
    second = chart.secondary_on(today)
    if second is None or second != chart.payer_on(today):
        return []
    held = (chart.payer_periods, chart.secondary)
    since = max(p.begins for periods in held for p in periods if p.begins <= today)
    from_then = "" if since == date.min else f" from {since}"
    end = f"/session payer {chart.alias} none secondary{from_then}"
    when = f" from {phrases.day(since)}" if from_then else ""
    return [Choice(f"Nobody pays second{when}", end)]


def _forgotten_plan(before: Chart, count: CountedChart) -> list[Line]:
    """That a plan is noted no more, as it was of a payer who was wrong from the start."""
    book = count.services.book
    plan = plan_words(before.plan, before.payer, book)
    held = {period.payer for period in count.chart.payer_periods}
    if not plan or not before.payer or count.chart.plan or before.payer in held:
        return []
    whose = payer_dates.name_of(before.payer, book)
    return [Line(f"The plan, {plan}, was of {whose} and is noted no more.")]


def words(count: CountedChart) -> str:
    """What is set now: "Medicare Part B, for chronic low back pain."."""
    chart, book = count.chart, count.services.book
    condition = book.conditions.get(chart.condition or "")
    period = next(p for p in reversed(chart.payer_periods) if p.begins <= count.request.today)
    since = f" from {phrases.day(period.first)}" if period.first else ""
    nobody = "The patient pays" if chart.is_self_pay else "No payer is set"
    parts = [f"Payer: {count.payer}{since}" if count.payer else f"{nobody}{since}"]
    plan = plan_words(chart.plan, chart.payer, book)
    parts += [f"plan {plan}"] if plan and count.payer else []
    parts += [f"treated for {condition.name}"] if condition else []
    second = payer_dates.second_in_order(chart, book)
    parts += [f"pays second: {second}"] if second else []
    is_ruled = any(standing.limit.own_rule for standing in count.standings)
    unheld = count.payer and not is_ruled and not book.positions_of(chart.payer)
    whom = count.payer if second else "it"
    none = f" I hold no facts on {whom}, so none of its limits is counted." if unheld else ""
    return f"{', '.join(parts)}.{none}"


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


def _which(chart: Chart, services: Services, today: date) -> NotUnderstood:
    """A bare command: which payer, or for the payer that is set which condition."""
    start = f"/session payer {chart.alias}"
    payer = services.book.payers.get(chart.payer or "")
    if payer is None:
        return NotUnderstood(
            f"Who pays for {chart.alias}?",
            f"Name the payer as your team does: {start} medicare",
            [Choice(name, f"{start} {name}") for name in _EXAMPLES],
        )
    second = services.book.payers.get(second_on(chart, today) or "")
    bounds = [id_ for one in (payer, second) if one for id_ in _conditions(one, services.book)]
    known = [services.book.conditions.get(id_) for id_ in dict.fromkeys(bounds)]
    names = [condition.name for condition in known if condition]
    plans = plans_of(payer.id, services.book)
    return NotUnderstood(
        f"What is {chart.alias} treated for?",
        f"{payer.name} is set. Name the condition, or another payer: {start} <payer>",
        [
            *(Choice(phrases.sentence(name), f"{start} {payer.name} for {name}") for name in names),
            *(Choice(plan, f"{start} {payer.name} plan {plan}") for plan in plans),
        ],
    )


def _conditions(payer: Payer, book: FactBook) -> tuple[str, ...]:
    """The conditions on which the payer's answer hangs, and "any other"."""
    conditions: dict[str, None] = {}
    for position in book.positions_of(payer.id):
        conditions |= dict.fromkeys((*position.treating, *position.not_treating))
        for limit in position.limits:
            if isinstance(limit, Limit):
                conditions |= dict.fromkeys((*limit.treating, *limit.not_treating))
    return (*conditions, "other_condition") if conditions else ()

"""/session request: visits that a payer is asked for, and by when it has to decide on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import CountedChart, counted
from handlers.session.find_chart import amend, named, refuse_closed, refuse_unused
from handlers.session.log import unlikely
from handlers.session.request import (
    changed_request,
    request_payer,
    request_questions,
    urgent_request,
)
from handlers.session.request.request_questions import spelled, wanted, withdrawing
from handlers.session.show import requests_of
from models.coverage.fact_book import FactBook
from models.reply import Choice, Line, Reply
from models.understanding import instead_word
from models.understanding.commands import as_typed, case_words, request_words
from models.understanding.commands.request_words import TypedRequest
from models.visits import chart_outlook, counting
from models.visits.chart import Chart
from models.visits.events import Event, RequestExpedited, VisitsRequested
from models.visits.limit import LimitScope
from models.visits.visit_request import VisitRequest, open_requests
from models.wording import forecasts, phrases
from models.wording import requests as wording
from models.wording.provenance import by_whom

_OF_REQUEST = re.compile(r"\brequest\b", re.IGNORECASE)

_TELL_PLAN = (
    "Tell the plan's kind and its time is looked up: /session payer {alias} plan self-funded "
    "(or commercial, marketplace, Medicare Advantage, Medicaid)."
)

_CODES = Line("The codes asked for are not kept: what is granted names its own.")
_CASE = Line("What is treated is not kept of a request: what is granted names its own.")
_DAYS = Line("The days asked for are not kept: what is granted has its own.")


def _not_kept(typed: TypedRequest) -> Iterator[Line]:
    """What was told of the visits asked for and is not kept of a request."""
    if typed.has_days:
        yield _DAYS
    if typed.has_codes:
        yield _CODES


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Note a request, and say by when it has to be decided; the same once more is nothing new."""
    chart, rest = await named(request, services, text, "session request")
    is_as_typed, rest = as_typed.take(rest)
    is_instead, rest = instead_word.take(rest)
    typed = request_words.read_request(rest, request.today)
    cased = case_words.take(rest, services.lists.regions)
    has_case = bool(cased.named and typed.number and not typed.serial)
    if has_case:
        typed = request_words.read_request(cased.remaining, request.today)
    typed = request_payer.by_name(typed, chart, services, request.today)
    if request_words.asks_to_see(typed, rest) and chart.requests:
        return _shown(counted(chart, request, services), request)
    if request_words.asks_to_withdraw(typed) and chart.requests:
        raise withdrawing(chart)
    if request_words.makes_urgent(typed) and (typed.serial or open_requests(chart.requests)):
        after, kept = await urgent_request.mark(request, services, chart, typed)
        return await _noted(kept, after, request, services, _urgency(kept.serial, kept))
    if typed.serial:
        return await _of_number(request, services, chart, typed, is_instead=is_instead)
    new = wanted(typed, chart, request.today)
    request_questions.refuse_self_pay(chart, new)
    command = spelled(chart, new, typed)
    unused = (*typed.unused, "instead") if is_instead else typed.unused
    refuse_unused(unused, command, f"saved for {chart.alias}")
    if not is_as_typed:
        unlikely.refuse(unlikely.of_visits(new.number, new.unit), command)
    before: list[VisitRequest] = []
    done: list[str] = []

    def decide(now: Chart) -> Sequence[Event]:
        refuse_closed(now)
        before[:] = open_requests(now.requests)
        same = next((r for r in before if r.asks_the_same(new)), None)
        done[:] = ["request noted already" if same else "request noted"]
        if same and typed.is_urgent is not None and same.is_urgent is not typed.is_urgent:
            done[:] = [_urgency(same.serial, new)]
            return (RequestExpedited(same.serial, new.expedited),)
        return (VisitsRequested(new),)

    after = await amend(request, services, chart.alias, decide)
    kept = next(r for r in reversed(after.requests) if r.is_open and r.asks_the_same(new))
    further = [*_not_kept(typed), *([_CASE] if has_case else [])]
    return await _noted(kept, after, request, services, done[0], *further)


async def _of_number(
    request: Request, services: Services, chart: Chart, typed: TypedRequest, *, is_instead: bool
) -> Reply:
    """A request that was sent: shown, or entered anew as it should have been, after a question."""
    old = changed_request.named(chart, typed, request.today)
    if changed_request.is_bare(typed) and typed.is_urgent is None:
        return _shown(counted(chart, request, services), request)
    changed_request.refuse_decided(chart, old)
    whole = changed_request.completed(typed, old)
    new = changed_request.mended(old, wanted(whole, chart, request.today), typed)
    further = [*_not_kept(typed)]
    if changed_request.is_as_noted(old, new) and not typed.unused:
        return await _noted(old, chart, request, services, "request noted already", *further)
    if not is_instead or typed.unused:
        raise changed_request.ask(chart, old, new, typed, request.today)

    def decide(now: Chart) -> Sequence[Event]:
        return changed_request.events(now, old.serial, new)

    after = await amend(request, services, chart.alias, decide)
    kept = next(r for r in reversed(after.requests) if r.is_open and r.asks_the_same(new))
    said = Line(changed_request.instead_of(old))
    return await _noted(kept, after, request, services, "request changed", said, *further)


async def _noted(
    kept: VisitRequest,
    after: Chart,
    request: Request,
    services: Services,
    done: str,
    *further: Line,
) -> Reply:
    """A request as it is noted, by when it has to be decided, and the others that are open."""
    lines = [*await _lines(kept, after, services, request.today), *further]
    others = [r for r in open_requests(after.requests) if r.serial != kept.serial]
    shown = card.say(
        counted(after, request, services),
        *lines,
        *(Line(f"Also open: {wording.briefly(r, request.today)}.") for r in others),
        choices=(
            *decisions(after.alias, kept),
            *request_payer.to_the_other(after, kept, services.book),
        ),
        asked=False,
    )
    provenance = by_whom(lines, services.book.citations)
    return replace(card.after(done, shown), provenance=provenance)


def _urgency(serial: int, of: VisitRequest) -> str:
    return f"request {serial} {'urgent' if of.is_urgent else 'not urgent'}"


def _shown(count: CountedChart, request: Request) -> Reply:
    """The requests of an alias, and what may be decided on the open ones."""
    chart = count.chart
    of_open = [decisions(chart.alias, r) for r in open_requests(chart.requests)]
    choices = tuple(choice for pair in of_open for choice in pair)
    shown = card.say(count, choices=choices, asked=False)
    example = f"/session request {chart.alias} 12 visits sent {phrases.typed_day(request.today)}"
    return replace(
        card.after("requests", shown),
        sections=tuple(requests_of(count)),
        lines=(*shown.lines, Line(f"Enter another: {example}")),
    )


def decisions(alias: str, request: VisitRequest) -> tuple[Choice, ...]:
    """The buttons for what the payer decides."""
    of = f"{alias} request {request.serial}"
    return (
        Choice("Granted…", f"/session granted {of}"),
        Choice("Note as denied", f"/session denied {of}"),
    )


async def _lines(kept: VisitRequest, chart: Chart, services: Services, today: date) -> list[Line]:
    book = services.book
    outlook = chart_outlook.request_outlook(chart, kept, book)
    cites = tuple(id_ for time in outlook.decisions for id_ in time.cites)
    lines = [Line(f"{wording.named(kept, book)}."), Line(wording.due(kept, outlook, today), cites)]
    payer = book.payers.get(kept.payer or "")
    if payer is None:
        mend = f"/session payer {chart.alias} aetna"
        return [lines[0], Line(f"No payer is set, so no deadline is known: {mend}")]
    of_payer = await services.charts.decided(chart.clinic_id, payer.id)
    decided = [r for r in of_payer if r.is_urgent is kept.is_urgent]
    if outlook.is_plan_open and not outlook.knows_decision:
        is_first = kept.payer == chart.payer_on(kept.sent)
        lines += [Line(_TELL_PLAN.format(alias=chart.alias))] if is_first else []
    told = wording.experience(decided, payer.name)
    few = wording.too_few(decided, payer.name, is_urgent=kept.is_urgent)
    many = wording.of_several_states(payer.name) if payer.is_of_several_states else ""
    beside = [*_if_not_urgent(chart, kept, book), *_of_requests(chart, kept, book)]
    return [*lines, *beside, Line(many or told or few)]


def _of_requests(chart: Chart, kept: VisitRequest, book: FactBook) -> Iterator[Line]:
    """What the payer says of requests: how much one covers, until when it may be sent."""
    if kept.payer != chart.payer_on(kept.sent):
        return
    for held in counting.stated_limits(chart, book, kept.sent):
        if held.holds is LimitScope.NOT_COUNTABLE and _OF_REQUEST.search(held.sentence.says):
            yield Line(held.sentence.says, held.sentence.cites)


def _if_not_urgent(chart: Chart, kept: VisitRequest, book: FactBook) -> Iterator[Line]:
    """How long a payer has on any other request, where nobody says it of an urgent one."""
    if not kept.is_urgent or chart_outlook.request_outlook(chart, kept, book).knows_decision:
        return
    usual = chart_outlook.request_outlook(chart, replace(kept, expedited=None), book)
    if usual.knows_decision:
        cites = tuple(id_ for time in usual.decisions for id_ in time.cites)
        yield Line(f"If it were not urgent: {forecasts.how_long(usual)}.", cites)

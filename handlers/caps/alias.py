"""/caps <alias>: every limit of one alias with its bar, its reset and its forecast."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from handlers.command import Request, Services
from handlers.session.authorization.authorize_questions import named as named_authorization
from handlers.session.authorization.payer_to_come import granted_beyond
from handlers.session.card import card as session_card
from handlers.session.card import not_counted
from handlers.session.card.booking_warnings import concerns
from handlers.session.card.counted_chart import CountedChart, counted
from handlers.session.card.words_beside import with_strange
from handlers.session.find_chart import named, why
from handlers.session.payer import left_unpaid
from handlers.session.payer.payer_dates import in_order, later, second_in_order
from handlers.session.show import requests_of
from models.alerts.late_requests import is_asked_for
from models.reply import Choice, Fact, Line, Reply, Section, Weight
from models.visits import booking
from models.visits.count_reasons import Reason
from models.visits.forecast import forecast
from models.visits.limit import LimitKind
from models.visits.standing import Standing
from models.visits.window import AuthorizationWindow
from models.wording import bookings, forecasts, phrases, plan_of_care, standings, window_words

_DAYS = 8
"""So many booked days are named on which nothing was logged."""


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Every limit of an alias."""
    chart, rest = await named(request, services, text, "caps")
    reply = say(counted(chart, request, services))
    if not rest:
        return reply
    known = await services.charts.aliases(request.clinic.id)
    return with_strange(reply, rest, chart.alias, known, "/caps")


def say(count: CountedChart) -> Reply:
    """Word every limit, the tightest first."""
    limits = (_section(standing, count) for standing in count.ordered)
    book, today = count.services.book, count.request.today
    plan = plan_of_care.section(count.owed, book, today)
    of_visits = (*limits, *_to_come(count), *_uncovered(count), *requests_of(count))
    sections = (*of_visits, *plan, *not_counted.section(count))
    ahead = booking.days_ahead(count.chart, today)
    payers, second = in_order(count.chart, book), second_in_order(count.chart, book)
    facts = (
        *([Fact("Payers", payers)] if payers else []),
        *([Fact("Pays second", second)] if second else []),
        *([Fact("Booked", bookings.days(ahead, today))] if ahead else []),
    )
    card = session_card.say(count, sections=sections, facts=facts)
    kept = [choice for choice in card.choices if choice != why(count.chart)]
    choices = (
        why(count.chart),
        *kept,
        Choice("The board", "/caps"),
        Choice("Share without the alias", f"/share caps {count.chart.alias}", Weight.MORE),
    )
    soonest = [Line(f.text) for f in _forecast(count.ordered[0], count)] if count.ordered else []
    soonest += [*later(count.chart, book, today), *granted_beyond(count.chart, book, today)]
    soonest += [*(Line(text) for text in concerns(count))]
    soonest += _left_open(count)
    soonest = [] if count.chart.closed else soonest
    soonest += left_unpaid.lines(count)
    told = {line.text for line in soonest}
    return replace(
        card,
        lines=(*(line for line in card.lines if line.text not in told), *soonest),
        headline=" · ".join(filter(None, [count.chart.alias, count.payer])),
        choices=tuple(sorted(choices, key=lambda c: c.weight is not Weight.PRIMARY)),
        details_command=f"/caps {count.chart.alias} details" if card.details else "",
    )


def _left_open(count: CountedChart) -> list[Line]:
    """The days that were booked and that nobody logged or took away, the latest of many."""
    today = count.request.today
    days = booking.days_left_open(count.chart, today)
    hidden = f"{len(days) - _DAYS} before; " if len(days) > _DAYS else ""
    told = f"{bookings.NOT_LOGGED}: {hidden}{bookings.days(days[-_DAYS:], today)}."
    return [Line(told)] if days else []


def _section(standing: Standing, count: CountedChart) -> Section:
    limit = standing.limit
    stages = [Line(text, limit.cites) for text in standings.stages(standing)]
    lines = [
        Line(standings.statement(limit), limit.cites),
        *([Line(f"{standing.added} more authorized.")] if standing.added else []),
        *_reset(standing),
        *stages,
    ]
    expected = () if standing is count.ordered[0] else _forecast(standing, count)
    title, below = _title(standing, count), (*lines, *expected)
    return Section(title, below, count=standings.count(standing))


def _reset(standing: Standing) -> tuple[Line, ...]:
    """When it begins again; an authorization says its end itself."""
    if standing.lapsed or standing.limit.kind is LimitKind.AUTHORIZATION:
        return ()
    return (Line(f"{phrases.sentence(window_words.reset(standing))}."),)


def _to_come(count: CountedChart) -> tuple[Section, ...]:
    """The authorizations that count from a later day."""
    lines = tuple(Line(named_authorization(a)) for a in count.to_come)
    return (Section("Authorized from a later day", lines),) if lines else ()


def _uncovered(count: CountedChart) -> tuple[Section, ...]:
    """The visits that no authorization covers: they use none, and may not be paid.

    Those of a code that none names stand apart, beside another code or alone: whether it needs one
    is not known.
    """
    of_code = {n for n, why in count.uncovered.items() if why is Reason.UNCOVERED_CODE}
    beside = {s.number for s in count.chart.history.sessions if count.bare_codes(s)}
    kinds = {
        "Covered by no authorization": count.uncovered.keys() - of_code,
        "Of a code that no authorization names (ask whether it needs one)": of_code | beside,
    }
    return tuple(
        Section(title, (_on_days(numbers, count),)) for title, numbers in kinds.items() if numbers
    )


def _on_days(numbers: Collection[int], count: CountedChart) -> Line:
    """So many visits, with their days."""
    days = sorted({s.on for s in count.chart.history.sessions if s.number in numbers})
    on = phrases.either([phrases.day(day) for day in days], "and")
    return Line(f"{phrases.count(len(days), 'visit')}: {on}.")


def _title(standing: Standing, count: CountedChart) -> str:
    limit = standing.limit
    whose = standings.owner(limit, count.payer)
    most = f"{whose}: {standings.amount(standing.allowed - standing.added, limit)}"
    if isinstance(limit.window, AuthorizationWindow):
        return most
    kinds = limit.pool.disciplines
    of = f" of {phrases.either(kinds, 'and')}" if kinds and _has_a_twin(standing, count) else ""
    return f"{most}{of} per {window_words.window(limit.window)}"


def _has_a_twin(standing: Standing, count: CountedChart) -> bool:
    """Whether another limit has the same number and window, for another discipline."""
    limit = standing.limit
    return any(
        (s.limit.kind, s.limit.most, s.limit.window) == (limit.kind, limit.most, limit.window)
        for s in count.standings
        if s is not standing
    )


def _forecast(standing: Standing, count: CountedChart) -> tuple[Line, ...]:
    """What is expected and by when to ask; nothing where there is too little to go on.

    What its payer is asked for already is not to be asked once more.
    """
    expected = forecast(standing)
    if expected is None:
        return ()
    cites = tuple(id_ for time in standing.outlook.decisions for id_ in time.cites)
    chart, today = count.chart, count.request.today
    asks = "" if is_asked_for(standing, chart, today) else forecasts.ask_by(standing)
    asking = [Line(asks, cites)] if asks else []
    return (Line(forecasts.in_full(expected)), *asking)

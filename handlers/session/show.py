"""/session show: the count of an alias, with every session, authorization and request."""

from __future__ import annotations

from dataclasses import replace

from handlers.command import Request, Services
from handlers.session.authorization.authorize_questions import named as named_authorization
from handlers.session.card import card, not_counted
from handlers.session.card.counted_chart import CountedChart, counted
from handlers.session.card.session_lines import of_session
from handlers.session.card.words_beside import take_all, with_strange
from handlers.session.find_chart import named
from handlers.session.payer import left_unpaid
from handlers.session.payer.payer_dates import in_order, name_of, second_in_order
from handlers.session.payer.plan_year import year_words
from models.coverage.plans import plan_words
from models.reply import Choice, Fact, Line, Reply, Section, Weight
from models.visits import balance_source, chart_outlook
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.plan_of_care import current
from models.visits.standing import Standing
from models.visits.visit_request import VisitRequest
from models.wording import (
    count_checks,
    forecasts,
    phrases,
    plan_of_care,
    requests,
    standings,
)

_SHOWN = 5
"""So many sessions stand on the card itself."""

_TOLD = 2
"""So many of the numbers that were told stand above them."""


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Every session of an alias, as the limit that binds sees it."""
    chart, rest = await named(request, services, text, "session show")
    rest, opens = take_all(rest)
    shown = say(counted(chart, request, services))
    if rest:
        known = await services.charts.aliases(request.clinic.id)
        shown = with_strange(shown, rest, chart.alias, known, "/session show")
    return shown.opened() if opens else shown


def say(count: CountedChart) -> Reply:
    """Word the whole count."""
    lines = tuple(
        Line(standings.in_short(other, count.payer), other.limit.cites) for other in count.others
    )
    others = [Section("Other limits", lines)] if lines else []
    sessions = _sessions(count)
    hidden = [sessions] if len(sessions.lines) > _SHOWN else []
    asked = requests_of(count)
    sections = (
        *(*hidden, *others, *_aside(count), *asked, *_compared(count), *_authorizations(count)),
        *plan_of_care.section(count.owed, count.services.book, count.request.today),
        *not_counted.section(count),
    )
    facts, alias = _facts(count), count.chart.alias
    reply = card.say(count, *left_unpaid.lines(count), sections=sections, facts=facts)
    is_led = any(choice.weight is Weight.PRIMARY for choice in reply.choices)
    weight = Weight.PLAIN if is_led else Weight.PRIMARY
    log = Choice("Log a session", f"/session log {alias}", weight)
    first = [] if count.chart.closed else [log]
    more = [Choice("Forecast", f"/caps {alias}")] if count.standings else []
    kept = [c for c in reply.choices if c.command != f"/session show {alias}"]
    choices = sorted((*first, *more, *kept), key=lambda c: c.weight is not Weight.PRIMARY)
    if reply.details is None:
        return replace(reply, facts=tuple(facts), sections=(sessions,), choices=tuple(choices))
    return replace(reply, sections=(_latest(count, sessions),), choices=tuple(choices))


def requests_of(count: CountedChart) -> list[Section]:
    """Every request by its number: by when it has to be decided and who says so, what came of it.

    An open one to come stands with what the payer's time rests on.
    """
    chart, book, today = count.chart, count.services.book, count.request.today
    lines = []
    for request in chart.requests:
        outlook = chart_outlook.request_outlook(chart, request, book)
        cites = tuple(id_ for time in outlook.decisions for id_ in time.cites)
        why = f": {forecasts.how_long(outlook)}" if request.is_open else ""
        told = f"{requests.in_line(request, book, today)}{_by_another(request, count)}{why}."
        lines.append(Line(told, cites if request.is_open else ()))
    return [Section("Requests", tuple(lines))] if lines else []


def _by_another(request: VisitRequest, count: CountedChart) -> str:
    """Who granted it, where another than the payer that was asked did."""
    chart = count.chart
    gone = chart.retired(request.authorization)
    granted = chart.authorization(request.authorization) or (gone.authorization if gone else None)
    giver = chart.giver_of(granted) if granted else request.payer
    return "" if giver == request.payer else f", by {name_of(giver, count.services.book)}"


def _compared(count: CountedChart) -> list[Section]:
    """What a payer counted when that was compared last, of each limit, and what was done."""
    lines = tuple(Line(count_checks.outcome(check)) for check in count.chart.checks)
    return [Section("Compared with a payer's count", lines)] if lines else []


def _latest(count: CountedChart, sessions: Section) -> Section:
    """What most people ask about, where there are many: the sessions that stand, the last of them.

    What was told of visits before or elsewhere explains the number, and comes first.
    """
    number = len(sessions.lines)
    if number <= _SHOWN:
        return sessions
    chart, carried = count.chart, number - len(count.chart.history.sessions)
    ordered = sorted(chart.history.sessions, key=lambda s: (s.on, s.number))
    rows = list(zip(ordered, sessions.lines[carried:], strict=True))
    stand = [line for session, line in rows if not session.voided]
    told, voided = sessions.lines[:carried][:_TOLD], len(rows) - len(stand)
    last = f"The last {_SHOWN} of " if len(stand) > _SHOWN else ""
    title = f"{last}{phrases.count(len(stand), 'session')}"
    title += f", and {voided} voided" if voided else ""
    return Section(title, (*told, *stand[-_SHOWN:]))


def _facts(count: CountedChart) -> list[Fact]:
    chart, book = count.chart, count.services.book
    nobody = "the patient pays" if chart.is_self_pay else "not set"
    facts = [Fact("Payer", in_order(chart, book) or count.payer or nobody)]
    if second := second_in_order(chart, book):
        facts.append(Fact("Pays second", second))
    plan = "" if chart.is_self_pay else plan_words(chart.plan, chart.payer, book)
    if plan:
        facts.append(Fact("Plan", plan))
    if chart.benefit_year:
        facts.append(Fact("Plan's year", year_words(chart.benefit_year)))
    if chart.condition:
        known = book.conditions.get(chart.condition)
        facts.append(Fact("Treated for", known.name if known else chart.condition))
    if chart.history.improving:
        days = [phrases.day(day) for day in chart.history.improving]
        facts.append(Fact("Improving", phrases.either(days, "and")))
    if of_care := current(chart.care_plan, count.request.today):
        facts.append(Fact("Plan of care", plan_of_care.in_order(of_care)))
    if chart.closed:
        facts.append(Fact("Closed", phrases.day(chart.closed)))
    return facts


def _authorizations(count: CountedChart) -> list[Section]:
    """Every authorization by its number, those among them that count no more."""
    chart = count.chart
    lines = {a.serial: _granted(a, count) for a in chart.history.authorizations}
    for retired in chart.retired_authorizations:
        by, gone = retired.replaced_by, retired.authorization
        how = f"Replaced by number {by}." if by else "Taken back."
        lines[gone.serial] = f"{_granted(gone, count)} {how}"
    ordered = tuple(Line(lines[serial]) for serial in sorted(lines))
    return [Section("Authorizations", ordered)] if ordered else []


def _granted(authorization: Authorization, count: CountedChart) -> str:
    """What was granted, and by whom where several pay or paid."""
    chart, said = count.chart, named_authorization(authorization)
    if not (chart.payers or chart.secondary):
        return said
    return f"{said} From {name_of(chart.giver_of(authorization), count.services.book)}."


def _sessions(count: CountedChart) -> Section:
    chart, tightest = count.chart, count.binding
    by_number = {row.session: row for row in (tightest.counted if tightest else ())}
    sessions = sorted(chart.history.sessions, key=lambda s: (s.on, s.number))
    lines = tuple(of_session(session, by_number.get(session.number), count) for session in sessions)
    carried = [_carried(balance) for balance in (tightest.carried if tightest else ())]
    if not lines and not carried:
        return Section("Sessions", (Line("None logged yet."),))
    title = f"Counted by: {_named(tightest, count)}" if tightest else "Sessions"
    return Section(title, (*carried, *lines))


def _aside(count: CountedChart) -> list[Section]:
    """The balances that no count of today carries: a window that is over does, or none.

    None does as a higher one holds them, or as another payer pays.
    """
    carried = [balance for standing in count.standings for balance in standing.carried]
    told = count.chart.history.balances
    rest = [b for b in told if not any(map(b.says_the_same, carried))]
    past = _carried_before(count) if rest else []
    over = tuple(_carried(b) for b in rest if any(map(b.says_the_same, past)))
    none = tuple(_carried(b) for b in rest if not any(map(b.says_the_same, past)))
    titled = (("Told, and counted where they fell", over), ("Told, and in no count", none))
    return [Section(title, lines) for title, lines in titled if lines]


def _carried_before(count: CountedChart) -> list[Balance]:
    """The balances that count in windows of past sessions, as they are told of these."""
    ended = (s for one in count.chart.history.sessions for s in count.ended.of(one))
    return [balance for standing in ended for balance in standing.carried]


def _carried(balance: Balance) -> Line:
    how = "in all, sessions here among them" if balance.includes_ours else "elsewhere"
    used = phrases.count(balance.used, "visit")
    source = balance_source.in_words(balance.source)
    held = f"; those after {phrases.day(balance.held_until)} on top" if balance.held_until else ""
    if balance.on_top is not None:
        held = f"; at most {balance.on_top} of them on top of the total before"
    return Line(f"{used} {how}, as of {phrases.day(balance.as_of)}, from {source}{held}.")


def _named(standing: Standing, count: CountedChart) -> str:
    most = standings.amount(standing.allowed, standing.limit)
    return f"{standings.owner(standing.limit, count.payer)}, {most}"

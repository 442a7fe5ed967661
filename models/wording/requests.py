"""How a request for visits is told: by when the payer has to decide, what came of it, how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

from models.coverage.fact_book import FactBook
from models.visits.limit import Unit
from models.visits.outlook import Outlook
from models.visits.visit_request import RequestState, VisitRequest
from models.wording import cap_contents, forecasts, phrases
from models.wording.standings import weekday

UNDECIDED = "Requests without a decision"
ENOUGH = 5
"""So many decisions of a payer are needed before its usual time is told."""


def number(request: VisitRequest) -> str:
    """How many are asked for: "12 visits"."""
    noun = "timed unit" if request.unit is Unit.TIMED_UNIT else "visit"
    return phrases.count(request.number, noun)


def amount(request: VisitRequest) -> str:
    """How many are asked for, and whose: "12 visits", "12 visits for PT"."""
    return f"{number(request)}{cap_contents.whose(request.disciplines)}"


def named(request: VisitRequest, book: FactBook) -> str:
    """A request: "Request 1: 12 visits, urgent, sent Nov 27, 2026 to Humana"."""
    urgent = ", urgent" if request.expedited == request.sent else ""
    asked = f"Request {request.serial}: {amount(request)}{urgent}"
    since = request.expedited if request.expedited != request.sent else None
    later = f", urgent since {phrases.day(since)}" if since else ""
    return f"{asked}, sent {phrases.day(request.sent)}{_to(request, book)}{later}"


def in_line(request: VisitRequest, book: FactBook, on: date) -> str:
    """A request with how it stands on a day, as a sentence without its full stop."""
    return f"{named(request, book)}; {_state(request, on)}"


def briefly(request: VisitRequest, on: date) -> str:
    """An open request beside a count: "request 1 for 12 visits: decision due Fri Dec 4, 2026"."""
    urgent = ", urgent" if request.is_urgent else ""
    return f"request {request.serial} for {amount(request)}{urgent}: {_state(request, on)}"


def asked_of(request: VisitRequest, book: FactBook) -> str:
    """What is asked for in few words: "12 visits, urgent · Nov 27, 2026 · Humana"."""
    known = book.payers.get(request.payer or "")
    urgent = ", urgent" if request.is_urgent else ""
    parts = (amount(request) + urgent, phrases.day(request.sent), known.name if known else "")
    return " · ".join(filter(None, parts))


def decision(request: VisitRequest, on: date) -> str:
    """By when an open request has to be decided: "due Fri Dec 4, 2026"."""
    told = _state(request, on).removeprefix("decision ")
    last = request.ask_on - timedelta(days=1) if request.ask_on else None
    is_planned = request.is_open and request.due is None and last and last >= on
    return f"{told}, planned until {weekday(last)}" if is_planned and last else told


def due(request: VisitRequest, outlook: Outlook, today: date) -> str:
    """By when the payer has to decide, or is planned to, who says so, and whether that is over."""
    why = forecasts.how_long(outlook)
    if request.ask_on is None:
        return f"{phrases.sentence(why)}."
    last = request.ask_on - timedelta(days=1)
    ago = phrases.count((today - last).days, "day")
    if request.due is None:
        passed = f", {ago} ago: ask the payer now" if last < today else ""
        return f"{phrases.sentence(why)}: until {weekday(last)}{passed}."
    was, passed = ("was due", f", {ago} ago; ask the payer now") if last < today else ("due", "")
    return f"Decision {was} {weekday(request.due)}{passed}: {why}."


def late(request: VisitRequest, outlook: Outlook, book: FactBook) -> str:
    """What an alert says of a request whose time is over."""
    known = book.payers.get(request.payer or "")
    whom = f"of {known.name}" if known else "for"
    urgent = f"; urgent since {phrases.day(request.expedited)}" if request.expedited else ""
    day = phrases.day(request.sent)
    told = f"{phrases.sentence(amount(request))} asked {whom} on {day}{urgent}."
    if request.due is None:
        passed = f"{outlook.planned} working days have passed without a decision"
        return f"{told} {passed}: {forecasts.how_long(outlook)}."
    return f"{told} The decision was due {weekday(request.due)}: {forecasts.how_long(outlook)}."


def experience(decided: Sequence[VisitRequest], payer: str) -> str:
    """How long a payer took and how much it granted, by the clinic's own requests."""
    days = [(r.decided - (r.expedited or r.sent)).days for r in decided if r.decided]
    if len(days) < ENOUGH:
        return ""
    granted = [r for r in decided if r.state is RequestState.GRANTED]
    in_part = sum(r.is_in_part for r in granted)
    part = f", {in_part} of them in part" if in_part else ""
    took = median(days)
    shown = f"{took:g} {'day' if took == 1 else 'days'}"
    kind = "urgent " if all(r.is_urgent for r in decided) else ""
    return (
        f"Your last {len(days)} {kind}requests to {payer}: "
        f"decided after {shown} (median), {len(granted)} granted{part}."
    )


def too_few(decided: Sequence[VisitRequest], payer: str, *, is_urgent: bool = False) -> str:
    """Said where there are too few decisions to tell how long a payer takes."""
    of = " on urgent requests" if is_urgent else ""
    return (
        f"How long {payer} takes with you{of} is told from {ENOUGH} decisions on; "
        f"{len(decided) or 'none'} so far."
    )


def of_several_states(payer: str) -> str:
    """Said where decisions of several programs would make one average."""
    return f"{payer} stands for programs of several states: how long each takes is not told."


def _to(request: VisitRequest, book: FactBook) -> str:
    known = book.payers.get(request.payer or "")
    return f" to {known.name}" if known else ""


def _state(request: VisitRequest, on: date) -> str:
    match request.state:
        case RequestState.GRANTED:
            return _granted(request)
        case RequestState.DENIED:
            return f"denied{_on(request)}"
        case RequestState.WITHDRAWN:
            return "withdrawn"
    if request.due is None:
        waits = (on - request.sent).days
        return f"no decision after {phrases.count(waits, 'day')}" if waits else "no decision yet"
    was = "was due" if request.due < on else "due"
    return f"decision {was} {weekday(request.due)}"


def _granted(request: VisitRequest) -> str:
    of = f"{request.granted} of them granted" if request.is_in_part else "granted"
    number = f" as authorization {request.authorization}" if request.authorization else ""
    return f"{of}{_on(request)}{number}"


def _on(request: VisitRequest) -> str:
    return f" on {phrases.day(request.decided)}" if request.decided else ""

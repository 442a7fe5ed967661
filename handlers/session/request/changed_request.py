"""/session request … request 2: one that was sent is meant, and another takes its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.session.find_chart import refuse_closed, refuse_unused
from handlers.session.request import which_request
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.request_words import TypedRequest
from models.visits.chart import Chart
from models.visits.events import Event, RequestWithdrawn, VisitsRequested
from models.visits.limit import Unit
from models.visits.visit_request import VisitRequest, of_serial
from models.wording import phrases
from models.wording import requests as wording
from models.wording.cap_contents import whose


def named(chart: Chart, typed: TypedRequest, today: date) -> VisitRequest:
    """The request of the number that was typed. Raises `NotUnderstood` where there is none."""
    old = of_serial(chart.requests, typed.serial)
    if old:
        return old
    number = typed.number or (typed.serial if _may_be_visits(typed, chart) else 0)
    mend = "Nothing was saved. A new request gets its number by itself."
    if not number:
        sent = phrases.typed_day(typed.sent or today)
        mend += f" Say how many visits: /session request {chart.alias} 12 visits sent {sent}"
    raise NotUnderstood(
        f"{chart.alias} has no request number {typed.serial}.",
        mend,
        [_new(chart, replace(typed, number=number), today)] if number else [],
        field=FieldName.NUMBER,
    )


def _may_be_visits(typed: TypedRequest, chart: Chart) -> bool:
    """Whether a number may be of visits: it is none that the next request would have."""
    return typed.serial > len(chart.requests) + 1


def is_bare(typed: TypedRequest) -> bool:
    """Whether nothing but its number was typed: it is to be shown."""
    is_dated = typed.sent or typed.has_days
    is_of_some = typed.has_codes or typed.disciplines
    return not (typed.number or typed.unused or is_dated or is_of_some)


def completed(typed: TypedRequest, old: VisitRequest) -> TypedRequest:
    """What was typed, with what the request has where nothing else was said."""
    in_units = typed.in_units if typed.number else old.unit is Unit.TIMED_UNIT
    number, sent = typed.number or old.number, typed.sent or old.sent
    whose = typed.disciplines or old.disciplines
    return replace(typed, number=number, sent=sent, in_units=in_units, disciplines=whose)


def mended(old: VisitRequest, wanted: VisitRequest, typed: TypedRequest) -> VisitRequest:
    """The request as it should have been entered, to the same payer and as urgent as it was."""
    payer = wanted.payer if typed.is_secondary else old.payer
    expedited = wanted.expedited
    if typed.is_urgent is None and old.expedited:
        was_at_once = old.expedited == old.sent
        expedited = wanted.sent if was_at_once else max(old.expedited, wanted.sent)
    return replace(wanted, payer=payer, expedited=expedited)


def is_as_noted(old: VisitRequest, new: VisitRequest) -> bool:
    """Whether nothing of it is to be changed."""
    return old.is_open and old.asks_the_same(new) and old.expedited == new.expedited


def refuse_decided(chart: Chart, old: VisitRequest) -> None:
    """Raise `NotUnderstood` for one that is open no more."""
    if not old.is_open:
        raise which_request.decided_already(chart.alias, old)


def ask(
    chart: Chart, old: VisitRequest, new: VisitRequest, typed: TypedRequest, today: date
) -> NotUnderstood:
    """Another day or number corrects the request, or is meant of a new one."""
    refuse_unused(typed.unused, "", f"saved for {chart.alias}")
    noun = "units" if new.unit is Unit.TIMED_UNIT else "visits"
    meant = f"{new.number} {noun}{whose(new.disciplines)} sent {new.sent.isoformat()}"
    meant += " secondary" * typed.is_secondary
    meant += "" if typed.is_urgent is None else " urgent" if typed.is_urgent else " not urgent"
    command = f"/session request {chart.alias} request {old.serial} {meant} instead"
    return NotUnderstood(
        f"Request {old.serial} of {chart.alias} is noted as {_told(old)}.",
        "Nothing was changed yet. Was that wrong, or is this a new request?",
        [Choice(f"It was {_told(new)}", command), _new(chart, completed(typed, old), today)],
        field=FieldName.NUMBER,
    )


def events(now: Chart, serial: int, new: VisitRequest) -> Sequence[Event]:
    """What puts another in its place: its day is what a payer's time counts from."""
    refuse_closed(now)
    refuse_decided(now, which_request.held(now, serial))
    return RequestWithdrawn(serial), VisitsRequested(new)


def instead_of(old: VisitRequest) -> str:
    """What the one before was."""
    return f"Request {old.serial}, {_told(old)}: withdrawn, as this one takes its place."


def _told(request: VisitRequest) -> str:
    urgent = ", urgent" if request.is_urgent else ""
    return f"{wording.amount(request)}, sent {phrases.day(request.sent)}{urgent}"


def _new(chart: Chart, typed: TypedRequest, today: date) -> Choice:
    """The button for a new request."""
    number = typed.number or 0
    unit = Unit.TIMED_UNIT if typed.in_units else Unit.VISIT
    sent = typed.sent or today
    expedited = sent if typed.is_urgent else None
    of = typed.disciplines
    new = VisitRequest(0, number, sent, unit=unit, expedited=expedited, disciplines=of)
    noun = "units" if typed.in_units else "visits"
    command = f"/session request {chart.alias} {number} {noun}{whose(of)} sent {sent.isoformat()}"
    rank = " secondary" * typed.is_secondary
    return Choice(f"New: {_told(new)}", f"{command}{rank}{' urgent' * new.is_urgent}")

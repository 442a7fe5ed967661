"""The request that is to be noted, the question for what is missing, how old one may be."""

from __future__ import annotations

from datetime import date, timedelta

from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.request_words import TypedRequest
from models.visits.chart import Chart
from models.visits.limit import MOST_VISITS, Unit
from models.visits.payer_periods import is_self_pay
from models.visits.second_payer import second_on
from models.visits.visit_request import VisitRequest, open_requests
from models.wording import phrases
from models.wording.cap_contents import whose
from models.wording.standings import weekday

_BEHIND = timedelta(days=180)
"""A request of longer ago is a slip in the year."""


def wanted(typed: TypedRequest, chart: Chart, today: date) -> VisitRequest:
    """The request that is to be noted. Raises `NotUnderstood` where something is missing."""
    sent = typed.sent or today
    example = f"/session request {chart.alias} 12 visits sent {phrases.typed_day(today)}"
    if not typed.number or typed.number > MOST_VISITS:
        raise NotUnderstood(
            "How many visits are asked for?", f"Write it so: {example}", field=FieldName.VISITS
        )
    if sent > today:
        raise NotUnderstood(
            f"{weekday(sent)} is still to come.",
            "Note a request on the day on which it is sent. Nothing was saved.",
            field=FieldName.ON,
        )
    if sent < today - _BEHIND:
        noun = "units" if typed.in_units else "visits"
        day = phrases.typed_day(today)
        as_of_today = f"/session request {chart.alias} {typed.number} {noun} sent {day}"
        raise NotUnderstood(
            f"{weekday(sent)} is more than half a year ago.",
            f"Look at the year once more. Nothing was saved. Sent today it is: {as_of_today}",
            field=FieldName.ON,
        )
    payer = chart.payer_on(sent)
    if typed.is_secondary:
        payer = second_on(chart, sent)
        if payer is None:
            raise _no_second(chart, sent)
    unit = Unit.TIMED_UNIT if typed.in_units else Unit.VISIT
    expedited = sent if typed.is_urgent else None
    return VisitRequest(
        0, typed.number, sent, payer, unit, expedited=expedited, disciplines=typed.disciplines
    )


def refuse_self_pay(chart: Chart, new: VisitRequest) -> None:
    """Raise where the patient pays on the day on which a request was sent: no payer decides."""
    if new.payer or not is_self_pay(chart.payer_periods, new.sent):
        return
    raise NotUnderstood(
        f"The patient pays for {chart.alias}, so no payer decides on a request.",
        "Nothing was noted. If one pays, set it first.",
        [Choice("Set the payer", f"/session payer {chart.alias}")],
        field=FieldName.PAYER,
    )


def withdrawing(chart: Chart) -> NotUnderstood:
    """A request is taken back by the verb for that."""
    offered = [
        Choice(
            f"Withdraw request {r.serial}", f"/session withdraw {chart.alias} request {r.serial}"
        )
        for r in open_requests(chart.requests)
    ]
    return NotUnderstood(
        f"Which request of {chart.alias} is to be withdrawn?",
        "Nothing was changed yet." if offered else "None is open. Nothing was changed.",
        offered,
        field=FieldName.NUMBER,
    )


def spelled(chart: Chart, new: VisitRequest, typed: TypedRequest) -> str:
    """The command that notes a request."""
    noun = "units" if new.unit is Unit.TIMED_UNIT else "visits"
    rank = " secondary" if typed.is_secondary else ""
    urgent = " urgent" if new.is_urgent else ""
    asked = f"{new.number} {noun}{whose(new.disciplines)} sent {new.sent.isoformat()}"
    return f"/session request {chart.alias} {asked}{rank}{urgent}"


def _no_second(chart: Chart, sent: date) -> NotUnderstood:
    return NotUnderstood(
        f"Nobody is noted to pay second for {chart.alias} on {phrases.day(sent)}.",
        "Nothing was saved. Note who does, or leave secondary out: "
        f"/session payer {chart.alias} aetna secondary",
        field=FieldName.PAYER,
    )

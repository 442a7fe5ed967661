"""/session extend … by 4 visits, to 16 visits: an authorization of more visits, until its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers.session import authorize_questions as questions
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.period import Period
from models.reply import Choice
from models.understanding.commands.extension_words import MoreVisits
from models.visits.authorization import Authorization
from models.visits.chart import Chart
from models.visits.limit import Unit
from models.wording import phrases

_SHORTEST = timedelta(days=14)
"""Visits of their own are not asked about for fewer days than that behind another's end."""


def command(chart: Chart, more: MoreVisits, today: date) -> str | None:
    """What enters it, behind the alias. None where what is held is of another unit.

    Raises `NotUnderstood` where it is open which is extended, until when, or whether they are all.
    """
    live = chart.history.authorizations
    meant = [one for one in live if more.serial in {0, one.serial}]
    if len(meant) != 1:
        raise _which(chart, more, meant or live)
    (old,) = meant
    if more.in_units != (old.unit is Unit.TIMED_UNIT):
        return None
    last = more.until or old.period.last
    if last and last < today and more.until is None:
        raise _is_over(chart, old, more)
    whole, grown = _until(old, more.number, last), _until(old, old.number + more.number, last)
    since = max(today, (old.period.last or today) + timedelta(days=1))
    is_long = more.until is not None and more.until >= since + _SHORTEST
    if more.is_more is None or (more.is_more and not more.is_by and is_long):
        raise _of_how_many(chart, more, old, [] if more.is_more else [whole], grown, since)
    return _instead(grown if more.is_more else whole, old)


def _until(old: Authorization, number: int, last: date | None) -> Authorization:
    """The same with another number of visits, until a day."""
    return replace(old, number=number, period=Period(old.period.first, last))


def _instead(new: Authorization, old: Authorization) -> str:
    return f"{questions.typed(new)} instead of {old.serial}"


def _of_how_many(
    chart: Chart,
    more: MoreVisits,
    old: Authorization,
    wholes: Sequence[Authorization],
    grown: Authorization,
    since: date,
) -> NotUnderstood:
    """The question whether they are all, more, or visits of their own behind the end that is."""
    start, number = f"/session authorize {chart.alias}", more.number
    choices = [
        *(Choice(f"{number} in all", f"{start} {_instead(one, old)}") for one in wholes),
        Choice(f"{grown.number} in all, {number} more", f"{start} {_instead(grown, old)}"),
    ]
    if more.until and more.until >= since + _SHORTEST:
        own = replace(grown, number=number, period=Period(since, more.until), serial=0)
        label = f"{number} more from {phrases.day(since)}"
        choices.append(Choice(label, f"{start} {questions.typed(own)} {questions.AS_WELL}"))
    visits = phrases.count(number, "unit" if more.in_units else "visit")
    until = f" until {phrases.day(grown.period.last)}" if grown.period.last else ""
    either = (
        f"{visits} in all{until}, or {number} more?"
        if wholes
        else f"{number} more{until}: added to number {old.serial}, or by themselves?"
    )
    said = f"{questions.named(old)} Nothing was saved yet."
    return NotUnderstood(either, said, choices, field=FieldName.VISITS)


def _which(chart: Chart, more: MoreVisits, among: Sequence[Authorization]) -> NotUnderstood:
    gone = questions.gone(chart, more.serial)[0] if more.serial else ""
    return NotUnderstood(
        gone or "Which authorization is extended?",
        f"{' '.join(map(questions.named, among))} Nothing was saved yet.",
        [Choice(f"Number {one.serial}", _typed(chart, more, one)) for one in among],
        field=FieldName.JOINS,
    )


def _is_over(chart: Chart, old: Authorization, more: MoreVisits) -> NotUnderstood:
    """The question until when, where the authorization has ended: its visits could not be used."""
    return NotUnderstood(
        f"Until when may the visits be used? {questions.named(old)}",
        f"Write the day: {_typed(chart, more, old)} until <last day>",
        field=FieldName.LAST,
    )


def _typed(chart: Chart, more: MoreVisits, old: Authorization) -> str:
    """The same words, with the number of the authorization."""
    how = {True: "by ", False: "to "} if more.is_by else {True: "", False: ""}
    noun = "units" if more.in_units else "visits"
    number = f"{more.number} more" if more.is_more and not more.is_by else f"{more.number}"
    behind = " in all" if more.is_more is False and not more.is_by else ""
    until = f" until {more.until}" if more.until else ""
    lead = how.get(more.is_more or False, "") if more.is_more is not None else ""
    return f"/session extend {chart.alias} {old.serial} {lead}{number} {noun}{behind}{until}"

"""/session extend … by 4 visits, to 16 visits: an authorization of more visits, until its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers.session.authorization import authorize_questions as questions
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
    is_of_units = old.unit is Unit.TIMED_UNIT
    if more.in_units is None:
        more = replace(more, in_units=is_of_units)
    if more.in_units != is_of_units:
        return None
    if old.has_ended(today) and more.until is None:
        raise _is_over(chart, old, more)
    if more.is_more is False and more.number < old.number:  # nothing is extended to fewer
        more = replace(more, is_more=None)
    may_stand_alone = more.is_more and not more.is_by and _by_themselves(old, more, today)
    if more.is_more is None or may_stand_alone:
        raise _of_how_many(chart, more, old, today)
    return _instead(old, more, old.number + more.number if more.is_more else more.number)


def _instead(old: Authorization, more: MoreVisits, number: int) -> str:
    """So many visits in all, until the day that was told or its own end."""
    period = Period(old.period.first, more.until or old.period.last)
    return f"{questions.typed(replace(old, number=number, period=period))} instead of {old.serial}"


def _by_themselves(old: Authorization, more: MoreVisits, today: date) -> Authorization | None:
    """The visits as others, behind the end that is; None where that leaves few days or none."""
    since = max(today, (old.period.last or today) + timedelta(days=1))
    if more.until is None or more.until < since + _SHORTEST:
        return None
    return replace(old, number=more.number, period=Period(since, more.until), serial=0)


def _of_how_many(chart: Chart, more: MoreVisits, old: Authorization, today: date) -> NotUnderstood:
    """The question whether they are all, more, or visits of their own behind the end that is."""
    start, number, grown = (
        f"/session authorize {chart.alias}",
        more.number,
        old.number + more.number,
    )
    is_open = more.is_more is None
    all_of_them = Choice(f"{number} in all", f"{start} {_instead(old, more, number)}")
    added = Choice(f"{grown} in all, {number} more", f"{start} {_instead(old, more, grown)}")
    choices = [*([all_of_them] if is_open else []), added]
    if own := _by_themselves(old, more, today):
        label = f"{number} more from {phrases.day(own.period.first or today)}"
        choices.append(Choice(label, f"{start} {questions.typed(own)} {questions.AS_WELL}"))
    last = more.until or old.period.last
    until = f" until {phrases.day(last)}" if last else ""
    visits = phrases.count(number, "unit" if more.in_units else "visit")
    return NotUnderstood(
        f"{visits} in all{until}, or {number} more?"
        if is_open
        else f"{number} more{until}: added to number {old.serial}, or by themselves?",
        f"{questions.named(old)} Nothing was saved yet.",
        choices,
        field=FieldName.VISITS,
    )


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
    noun = {True: " units", False: " visits", None: ""}[more.in_units]
    number = f"{more.number} more" if more.is_more and not more.is_by else f"{more.number}"
    behind = " in all" if more.is_more is False and not more.is_by else ""
    until = f" until {more.until}" if more.until else ""
    lead = {True: "by ", False: "to ", None: ""}[more.is_more] if more.is_by else ""
    return f"/session extend {chart.alias} {old.serial} {lead}{number}{noun}{behind}{until}"

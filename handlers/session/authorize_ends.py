"""/session authorize … extended until, ended on: another last day for visits that were entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from handlers.session import authorize_questions as questions
from handlers.session.find_chart import refuse_unused
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.period import Period
from models.reply import Choice
from models.understanding.commands import authorization_commands
from models.visits.authorization import Authorization
from models.visits.chart import Chart
from models.visits.limit import Unit
from models.wording import phrases


def with_other_end(chart: Chart, text: str, today: date) -> str:
    """What stands behind the alias, with the visits of the authorization whose end it moves.

    Raises `NotUnderstood` where the day is missing, or which authorization is meant.
    """
    end = authorization_commands.read_ending(text, today)
    if end is None:
        return text
    refuse_unused(end.unused, outcome=f"saved for {chart.alias}")
    if end.until is None:
        raise NotUnderstood(
            "Until when may the visits be used?",
            f"Write the day: /session authorize {chart.alias} extended until 3/31/{today.year + 1}",
            field=FieldName.LAST,
        )
    live = chart.history.authorizations
    meant = [a for a in live if end.serial in {0, a.serial}]
    if len(meant) != 1:
        raise _which(chart, end.serial, end.until, meant or list(live))
    return _command(meant[0], _last(meant[0], end.until))


def _last(old: Authorization, until: date | relativedelta) -> date:
    """The day that was told, or so much later than it ends now."""
    if isinstance(until, date):
        return until
    return old.period.last + until if old.period.last else date.max


def _command(old: Authorization, last: date) -> str:
    """The same visits until another day, instead of those that were entered."""
    period = Period(old.period.first, last)
    return f"{questions.typed(replace(old, period=period))} instead of {old.serial}"


def _which(
    chart: Chart, serial: int, until: date | relativedelta, among: list[Authorization]
) -> NotUnderstood:
    if not among:
        return none_to_move(chart)
    gone = questions.gone(chart, serial)[0] if serial else ""
    return NotUnderstood(
        gone or "Which authorization has another end?",
        f"{' '.join(map(questions.named, among))} Nothing was saved yet.",
        [
            Choice(
                f"Number {a.serial} until {phrases.day(last)}",
                f"/session authorize {chart.alias} {_command(a, last)}",
            )
            for a in among
            for last in (_last(a, until),)
        ],
        field=FieldName.JOINS,
    )


def none_to_move(chart: Chart) -> NotUnderstood:
    """The refusal where no authorization counts: a first day would be a guess."""
    return NotUnderstood(
        f"{chart.alias} has no authorization whose end could move.",
        "Nothing was saved. Enter it with its visits and both days: "
        f"/session authorize {chart.alias} 12 visits from <first day> until <last day>",
        field=FieldName.JOINS,
    )


def of_how_many(chart: Chart, text: str, today: date) -> NotUnderstood | None:
    """The question where visits stand beside another end: whether they are all, or more.

    None where a first day, or how it joins the others, says it; or where what is told is of other
    sessions than the one that is held.
    """
    typed = authorization_commands.read_authorizing(text, today)
    live = chart.history.authorizations
    if typed.first or typed.last is None or not typed.number or len(live) != 1:
        return None
    if typed.unused or typed.is_instead or typed.is_as_well:
        return None
    if typed.codes or typed.disciplines or typed.excluding or typed.is_secondary:
        return None
    (old,) = live
    if typed.in_units != (old.unit is Unit.TIMED_UNIT):
        return None
    start = f"/session authorize {chart.alias}"
    whole = replace(old, number=typed.number, period=Period(old.period.first, typed.last))
    since = max(today, (old.period.last or today) + timedelta(days=1))
    more = replace(whole, period=Period(since, typed.last), serial=0)
    choices = [
        Choice(
            f"{typed.number} in all", f"{start} {questions.typed(whole)} instead of {old.serial}"
        )
    ]
    if since <= typed.last:
        label = f"{typed.number} more from {phrases.day(since)}"
        choices.append(Choice(label, f"{start} {questions.typed(more)} {questions.AS_WELL}"))
    visits = phrases.count(typed.number, "unit" if typed.in_units else "visit")
    return NotUnderstood(
        f"{visits} in all until {phrases.day(typed.last)}, or {typed.number} more?",
        f"{questions.named(old)} Nothing was saved yet.",
        choices,
        field=FieldName.VISITS,
    )

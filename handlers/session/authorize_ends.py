"""/session authorize … extended until, ended on: another last day for visits that were entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.session import authorize_questions as questions
from handlers.session.find_chart import refuse_unused
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.period import Period
from models.reply import Choice
from models.understanding.commands import authorization_commands
from models.visits.authorization import Authorization
from models.visits.chart import Chart
from models.wording import phrases


def with_other_end(chart: Chart, text: str, today: date) -> str:
    """What stands behind the alias, with the visits of the authorization whose end it moves.

    Raises `NotUnderstood` where the day is missing, or which authorization is meant.
    """
    end = authorization_commands.read_ending(text, today)
    if end is None:
        return text
    refuse_unused(end.unused, outcome=f"saved for {chart.alias}")
    if end.last is None:
        raise NotUnderstood(
            "Until when may the visits be used?",
            f"Write the day: /session authorize {chart.alias} extended until 3/31/{today.year + 1}",
            field=FieldName.LAST,
        )
    live = chart.history.authorizations
    meant = [a for a in live if end.serial in {0, a.serial}]
    if len(meant) != 1:
        raise _which(chart, end.serial, end.last, meant or list(live))
    return _command(meant[0], end.last)


def _command(old: Authorization, last: date) -> str:
    """The same visits until another day, instead of those that were entered."""
    period = Period(old.period.first, last)
    return f"{questions.typed(replace(old, period=period))} instead of {old.serial}"


def _which(chart: Chart, serial: int, last: date, among: list[Authorization]) -> NotUnderstood:
    what = questions.gone(chart, serial)[0] if serial else "Which authorization has another end?"
    if not among:
        return NotUnderstood(
            f"{chart.alias} has no authorization whose end could move.",
            f"Nothing was saved. Enter it: /session authorize {chart.alias} 12 visits from "
            f"1/1/{last.year} until {last}",
            field=FieldName.JOINS,
        )
    return NotUnderstood(
        what,
        f"{' '.join(map(questions.named, among))} Nothing was saved yet.",
        [
            Choice(
                f"Number {a.serial} until {phrases.day(last)}",
                f"/session authorize {chart.alias} {_command(a, last)}",
            )
            for a in among
        ],
        field=FieldName.JOINS,
    )

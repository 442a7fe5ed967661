"""/session authorize … extended until, ended on: another last day for visits that were entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from handlers.session.authorization import authorize_questions as questions
from handlers.session.find_chart import refuse_unused
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.period import Period
from models.reply import Choice
from models.understanding.commands import authorization_commands, case_words
from models.visits.authorization import Authorization
from models.visits.body_region import BodyRegion
from models.visits.chart import Chart
from models.visits.word_list import WordList
from models.wording import phrases


def with_other_end(chart: Chart, text: str, today: date, regions: WordList[BodyRegion]) -> str:
    """What stands behind the alias, with the visits of the authorization whose end it moves.

    It is named by its number or its case. Raises `NotUnderstood` where the day is missing, or which
    authorization is meant.
    """
    named = case_words.take(text, regions)
    end = authorization_commands.read_ending(named.remaining, today)
    if end is None:
        return text
    refuse_unused(end.unused, outcome=f"saved for {chart.alias}")
    if end.until is None:
        raise NotUnderstood(
            "Until when may the visits be used?",
            f"Write the day: /session authorize {chart.alias} extended until 3/31/{today.year + 1}",
            field=FieldName.LAST,
        )
    live = list(chart.history.authorizations)
    if end.serial:
        meant = [a for a in live if a.serial == end.serial]
    else:
        of_payers = _of_payers(chart, live, today) or live
        meant = [a for a in of_payers if a.pool.case in named.named] or of_payers
    if len(meant) != 1:
        raise _which(chart, end.serial, end.until, meant or live)
    return _command(meant[0], _last(meant[0], end.until))


def _of_payers(chart: Chart, live: list[Authorization], today: date) -> list[Authorization]:
    """Those that somebody granted who pays today, first or second."""
    paying = {chart.payer_on(today), chart.secondary_on(today)}
    return [a for a in live if chart.giver_of(a) in paying]


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
    moved = [(a, last) for a in among if (last := _last(a, until)) != a.period.last]
    same = "It ends on that day already. " if gone and not moved else ""
    return NotUnderstood(
        gone or "Which authorization has another end?",
        f"{' '.join(map(questions.named, among))} {same}Nothing was saved{'' if same else ' yet'}.",
        [
            Choice(
                f"Number {a.serial} until {phrases.day(last)}",
                f"/session authorize {chart.alias} {_command(a, last)}",
            )
            for a, last in moved
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

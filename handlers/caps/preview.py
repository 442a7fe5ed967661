"""/caps preview: the alerts to come; days ahead (_USUAL, _LONGEST), aliases read, _ROWS."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from handlers.command import Request, Services
from handlers.session.find_chart import amend
from models.alerts.alert import AlertCause
from models.alerts.alert_state import AlertState
from models.alerts.late_requests import is_asked_for
from models.alerts.preview import Current, ExpectedAlert, expected
from models.errors import NotUnderstood
from models.ports import Slice
from models.reply import Choice, Line, Reply, Row, Section, Table
from models.understanding.dates import relative_days
from models.visits import counting
from models.visits.binding import binding
from models.visits.chart import Chart
from models.visits.limit import LimitKind
from models.visits.standing import Standing
from models.wording import alert_waits, alerts, forecasts, phrases, standings, window_words
from models.wording.alert_next_steps import TELL_LEFT

_ASKED = re.compile(
    r"(?:(?:in|for|the|next|coming)\s+)*(?P<number>[0-9]{1,4})\s*(?:d|days?|(?P<weeks>w|weeks?))?",
    re.IGNORECASE,
)
_USUAL = 7
_WEEK = 7
_LONGEST = 31
_CLOSEST = 40
"""Aliases looked at, the closest to a limit first: each is counted anew for each day."""

_ROWS = 20
_MOST = 500  # alerts that wait are counted
_HEADER = ("Alias", "Alert", "Day", "How sure")
_FAR = 14
"""More visits left than this, and nothing comes within a month that the end of an authorization
would not."""


async def answer(request: Request, services: Services, text: str) -> Reply:
    """The alerts of so many days, by day."""
    days = _days(text, request.today)
    charts = await _charts(request, services, days)

    def current(chart: Chart, on: date) -> Sequence[Standing]:
        return counting.current(chart, services.book, on)

    coming = [
        (alert, chart)
        for chart in charts
        for alert in expected(chart, current, request.today, days)
    ]
    coming.sort(key=lambda pair: (pair[0].on, pair[1].alias))
    headline = f"The next {phrases.count(days, 'day')}"
    waiting = await _waiting(request, services)
    choices = (
        *((Choice("What waits", "/clinic alerts new"),) if waiting else ()),
        *(Choice("The board", "/caps"), Choice("When alerts come", "/clinic warn")),
    )
    if not coming:
        none = f"No {'other ' if waiting else ''}alert is expected, if visits go on as now."
        return Reply(headline, lines=(*waiting, Line(none), _to(request)), choices=choices)
    several = {c.alias for c in charts if _has_several(current(c, request.today))}
    rows = tuple(_row(a, c, is_one=c.alias not in several) for a, c in coming[:_ROWS])
    hidden = len(coming) - len(rows)
    more = [Line(f"{hidden} more are not shown: ask for fewer days.")] if hidden else []
    return Reply(
        headline=f"{headline} · {phrases.count(len(coming), 'alert')}",
        lines=(*waiting, _to(request)),
        tables=(Table("If visits go on as now", _HEADER, rows),),
        sections=_asks(coming[:_ROWS], current, request.today),
        cautions=(Line("An estimate: it moves with every visit."), *more),
        choices=choices,
    )


async def _waiting(request: Request, services: Services) -> tuple[Line, ...]:
    """How many alerts are due already and not sent yet, and until when they wait."""
    noted = await services.outbox.alerts(request.clinic.id, [AlertState.NOTED], _MOST)
    quiet = sum(alert.quiet for alert in noted)
    until = alert_waits.said(request.clinic, request.at) or "to be sent now"
    told = ((len(noted) - quiet, until), (quiet, "for the digest"))
    return tuple(
        Line(f"{phrases.count(number, 'alert')} {'waits' if number == 1 else 'wait'} {what}.")
        for number, what in told
        if number
    )


def _days(text: str, today: date) -> int:
    if not text.strip():
        return _USUAL
    asked = _ASKED.fullmatch(text.strip().rstrip(".!?"))
    days = int(asked["number"]) * (_WEEK if asked["weeks"] else 1) if asked else 0
    if not asked:  # "until christmas"
        until = relative_days.take_last(relative_days.UNTIL.sub(" ", text), today, today)
        days = (until.on - today).days if until.on and not until.remaining else 0
    if not 1 <= days <= _LONGEST:
        raise NotUnderstood(
            f"A preview looks 1 to {_LONGEST} days ahead.",
            "Say how many, as a whole number: /caps preview 7",
            [Choice("7 days", "/caps preview 7"), Choice("14 days", "/caps preview 14")],
        )
    return days


async def _charts(request: Request, services: Services, days: int) -> list[Chart]:
    """The aliases closest to a limit, whose authorization ends soon, or whose plan owes a duty."""
    page = await services.charts.board(request.clinic.id, request.today, Slice(limit=_CLOSEST))
    names = {row.alias for row in page.rows if row.left is not None and row.left <= _FAR}
    ends = (request.today, request.today + timedelta(days=days + 30))
    names |= {row.alias for row in await services.charts.ending(request.clinic.id, ends, _CLOSEST)}
    until = request.today + timedelta(days=days)
    names |= {row.alias for row in await services.charts.owed(request.clinic.id, until, _CLOSEST)}
    charts = []
    for name in sorted(names):
        chart = await services.charts.find(request.clinic.id, name)
        if chart and chart.next_look and chart.next_look <= request.today:
            chart = await amend(request, services, name, lambda _: ())  # what is due is no news
        charts += [chart] if chart else []
    return charts


def _to(request: Request) -> Line:
    channel = request.clinic.preferences.channel
    return Line(f"They go to {channel}." if channel else "They go to each manager's own chat.")


def _asks(
    coming: Sequence[tuple[ExpectedAlert, Chart]], current: Current, today: date
) -> tuple[Section, ...]:
    """By when to ask for more, for each alias of which a number is told, by its tightest limit."""
    charts = {c.alias: c for alert, c in coming if alert.cause.kind in TELL_LEFT}
    tightest = ((chart, binding(current(chart, today))) for chart in charts.values())
    asks = (
        (chart.alias, forecasts.ask_by(standing))
        for chart, standing in tightest
        if standing and not is_asked_for(standing, chart, today)
    )
    lines = tuple(Line(f"{alias}: {ask}") for alias, ask in asks if ask)
    return (Section("When to ask", lines),) if lines else ()


def _has_several(held: Sequence[Standing]) -> bool:
    """Whether an alias has more than one limit, so that a number alone says of none."""
    return len({standing.limit.id for standing in held}) > 1


def _name_of(standing: Standing) -> str:
    """Which limit: of a payer's by its window, as its stages have a number each."""
    limit = standing.limit
    if limit.kind is not LimitKind.PAYER:
        return standings.owner(limit, "")
    return f"payer, per {window_words.window(limit.window)}"


def _row(alert: ExpectedAlert, chart: Chart, *, is_one: bool) -> Row:
    """An alias, what it will be warned of, of which limit, and on which day."""
    cause = alert.cause
    standing = cause.standing if isinstance(cause, AlertCause) else None
    title = alerts.title(cause.threshold, standing)
    if standing and not is_one and cause.kind in TELL_LEFT:
        title = f"{title}: {_name_of(standing)}"
    how = "as booked" if alert.on in chart.booked else "at the present pace"
    pace = "" if alert.is_certain or standing is None else how
    return Row((chart.alias, title, standings.weekday(alert.on), pace), f"/caps {chart.alias}")

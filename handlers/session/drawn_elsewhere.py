"""Which other authorization a session draws on, and which visits it moved onto the one shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.session.counted_chart import CountedChart
from models.reply import Line
from models.visits import counting
from models.visits.limit import LimitKind
from models.visits.session import Session
from models.visits.standing import Standing
from models.wording import phrases, standings

_NAMED = 3
"""So many days are named."""


def drawn_elsewhere(count: CountedChart, session: Session) -> list[Line]:
    """What a session draws on instead of the authorization that binds; nothing where on none.

    A visit of an earlier day takes the place of a later one, which draws on another then.
    """
    bound = count.binding
    if bound is None or bound.limit.kind is not LimitKind.AUTHORIZATION:
        return []
    drawn = [s for s in count.standings if s is not bound and s.counts(session)]
    others = [s for s in drawn if s.limit.kind is LimitKind.AUTHORIZATION]
    if not others:
        return []
    whose = standings.owner(others[0].limit, count.payer)
    text = f"It draws on {whose[:1].lower()}{whose[1:]}"
    days = _moved(count, bound, session)
    if not days:
        return [Line(f"{text}.")]
    draws = "draws" if len(days) == 1 else "draw"
    moved = f"so {phrases.days(days, _NAMED)} {draws} on number {bound.limit.serial} now"
    return [Line(f"{text}, {moved}.")]


def _moved(count: CountedChart, bound: Standing, session: Session) -> list[date]:
    """The days of the visits that draw on the one that binds because of the session."""
    history = count.chart.history
    others = tuple(s for s in history.sessions if s.number != session.number)
    chart = replace(count.chart, history=replace(history, sessions=others))
    before = counting.current(chart, count.services.book, count.request.today)
    was = next((s for s in before if s.limit.id == bound.limit.id), None)
    if was is None:
        return []
    drawn = {row.session for row in was.counted if row.counts}
    return sorted({row.on for row in bound.counted if row.counts and row.session not in drawn})

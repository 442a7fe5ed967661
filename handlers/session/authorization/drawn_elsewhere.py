"""Which other authorization a session draws on, and which visits it moved onto the one shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handlers.session.card.counted_chart import CountedChart
from models.reply import Line
from models.visits import body_region, counting
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
    others = _others(count, bound, session)
    if not others:
        return []
    named = [_named(count, other) for other in others]
    text = f"It draws on {phrases.either(named, 'and')}"
    days = _moved(count, bound, session)
    if not days:
        return [Line(f"{text}.")]
    draws = "draws" if len(days) == 1 else "draw"
    moved = f"so {phrases.days(days, _NAMED)} {draws} on number {bound.limit.serial} now"
    return [Line(f"{text}, {moved}.")]


def drawn_beside(count: CountedChart, session: Session) -> Iterator[Line]:
    """The other authorizations on which lines of a session draw, beside the one that binds."""
    bound = count.binding
    if bound is None or bound.limit.kind is not LimitKind.AUTHORIZATION:
        return
    if not bound.counts(session):
        return
    for other in _others(count, bound, session):
        if other.limit.second_payer == bound.limit.second_payer:
            used = standings.used_and_left(other)
            yield Line(f"It draws on {_named(count, other)} as well: {used}.")


def _others(count: CountedChart, bound: Standing, session: Session) -> list[Standing]:
    """The authorizations on which a session draws, but for the one that binds."""
    drawn = [s for s in count.standings if s is not bound and s.counts(session)]
    return [s for s in drawn if s.limit.kind is LimitKind.AUTHORIZATION]


def _named(count: CountedChart, of: Standing) -> str:
    whose = standings.owner(of.limit, count.payer)
    return f"{whose[:1].lower()}{whose[1:]}{body_region.behind(of.limit.pool.case)}"


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

"""Visits that no authorization covers: those after the end of one, and how long they are told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from models.alerts.alert import AlertCause, AlertKind, Threshold
from models.visits.authorization import Authorization
from models.visits.chart import Chart
from models.visits.count_reasons import NONE_COVERS
from models.visits.history import History
from models.visits.payer_history import history_of
from models.visits.second_payer import by_payer
from models.visits.session import Session
from models.visits.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class UncoveredVisits:
    """The visits after the end of an authorization, how that stood, and by id who granted it."""

    ended: Standing
    visits: tuple[Session, ...]
    giver: str | None = None


_TOLD_FOR = timedelta(days=90)
"""An older visit is nothing to ask the payer about any more."""


def causes(standings: Iterable[Standing], history: History, on: date) -> Iterator[AlertCause]:
    """One cause for each authorization of a payer after whose end somebody came."""
    for authorization in _visits_after_end(_bare(standings), history, on):
        ended = standing(authorization.limit, history, on)
        yield AlertCause(ended, Threshold(AlertKind.UNCOVERED))


def _bare(standings: Iterable[Standing]) -> Collection[int]:
    """The sessions that no authorization covers and that need one, by number."""
    rows = (row for standing in standings for row in standing.counted)
    return {row.session for row in rows if row.reason in NONE_COVERS}


def _visits_after_end(
    bare: Collection[int], history: History, on: date
) -> Mapping[Authorization, list[Session]]:
    """By the authorization that ended last before them, the recent ones of these visits.

    A visit before the first authorization is none of them: an evaluation comes before it is asked
    for.
    """
    held = [a for a in history.authorizations if a.period.last]
    recent = [s for s in history.sessions if on - _TOLD_FOR <= s.on <= on]
    if not held or all(s.on <= min(map(_last, held)) for s in recent):
        return {}
    after: dict[Authorization, list[Session]] = {}
    for session in recent:
        ended = [a for a in held if _last(a) < session.on and a.is_for(session)]
        if session.number in bare and ended:
            after.setdefault(max(ended, key=_rank), []).append(session)
    return after


def find_uncovered(
    chart: Chart, standings: Iterable[Standing], limit: str, on: date
) -> UncoveredVisits | None:
    """The visits that an alert about an authorization's limit, by its id, warns of on a day."""
    of_payers = dict(by_payer(chart, standings, on))
    held = (a for a in chart.history.authorizations if a.limit.id == limit)
    for authorization in held:
        giver = chart.giver_of(authorization)
        history, bare = history_of(chart, giver), _bare(of_payers.get(giver, ()))
        visits = _visits_after_end(bare, history, on).get(authorization, [])
        ended = standing(authorization.limit, history, on)
        return UncoveredVisits(ended, tuple(visits), giver)
    return None


def _last(authorization: Authorization) -> date:
    return authorization.period.last or date.max


def _rank(authorization: Authorization) -> tuple[date, int, str]:
    return _last(authorization), authorization.serial, authorization.id

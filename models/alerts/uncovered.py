"""Visits that no authorization covers: those after the end of one, and how long they are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from models.alerts.alert import AlertCause, AlertKind, Threshold
from models.visits.allotment import uncovered
from models.visits.authorization import Authorization
from models.visits.chart import Chart
from models.visits.history import History
from models.visits.payer_history import history_of
from models.visits.session import Session
from models.visits.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class UncoveredVisits:
    """The visits after the end of an authorization, and how that stood."""

    ended: Standing
    visits: tuple[Session, ...]


_TOLD_FOR = timedelta(days=90)
"""An older visit is nothing to ask the payer about any more."""


def causes(history: History, on: date) -> Iterator[AlertCause]:
    """One cause for each authorization after whose end somebody came."""
    for authorization in visits_after_end(history, on):
        ended = standing(authorization.limit, history, on)
        yield AlertCause(ended, Threshold(AlertKind.UNCOVERED))


def visits_after_end(history: History, on: date) -> Mapping[Authorization, list[Session]]:
    """By the authorization that ended last before them, the recent visits that none covers.

    A visit before the first authorization is none of them: an evaluation comes before it is asked
    for.
    """
    held = [a for a in history.authorizations if a.period.last]
    recent = [s for s in history.sessions if on - _TOLD_FOR <= s.on <= on]
    if not held or all(s.on <= min(map(_last, held)) for s in recent):
        return {}
    bare = uncovered(history.authorizations, recent)
    after: dict[Authorization, list[Session]] = {}
    for session in recent:
        ended = [a for a in held if _last(a) < session.on and a.is_for(session)]
        if session.number in bare and ended:
            after.setdefault(max(ended, key=_rank), []).append(session)
    return after


def find_uncovered(chart: Chart, limit: str, on: date) -> UncoveredVisits | None:
    """The visits that an alert about an authorization's limit, by its id, warns of on a day."""
    held = (a for a in chart.history.authorizations if a.limit.id == limit)
    for authorization in held:
        history = history_of(chart, chart.giver_of(authorization))
        visits = visits_after_end(history, on).get(authorization, [])
        return UncoveredVisits(standing(authorization.limit, history, on), tuple(visits))
    return None


def _last(authorization: Authorization) -> date:
    return authorization.period.last or date.max


def _rank(authorization: Authorization) -> tuple[date, int, str]:
    return _last(authorization), authorization.serial, authorization.id

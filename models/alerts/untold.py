"""The alerts of a passed limit that nobody heard while it was passed: they are told late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.alerts.alert import AlertKind, AlertRef
from models.alerts.alert_state import AlertState
from models.visits.chart import Chart
from models.visits.standing import Standing

StoodOn = Callable[[date], Sequence[Standing]]
"""How a chart stood on a day that is past, by what is known of that day now."""

_DAY = timedelta(days=1)


def is_owed(alert: AlertRef, chart: Chart, on: date, stood: StoodOn, *, by_time: bool) -> bool:
    """Whether an alert is still to be told, or taken, though the limit is not passed any more.

    A new year does not undo what the old one had too many, nor does a visit that a rolling window
    lets go of: whoever was not told of it while it was so is told late. `by_time`: nothing but time
    has happened; where its window has ended nothing else needs to.
    """
    if alert.kind is not AlertKind.OVER or alert.state is AlertState.ACKNOWLEDGED or chart.closed:
        return False
    if not chart.preferences.warnings_for(chart.payer).over:
        return False
    passed = told_late(alert, chart.time_zone, on, stood)
    return passed is not None and (by_time or has_ended(passed, on))


def told_late(alert: AlertRef, zone: str, on: date, stood: StoodOn) -> Standing | None:
    """How the limit of an alert was passed: at its window's end, or when it was noted.

    None where by what is known now it was not, and where somebody was told while it was.
    """
    if alert.noted_at is None:
        return None
    if alert.sent_at and _passed(alert, _day(alert.sent_at, zone), stood):
        return None
    passed = _passed(alert, _day(alert.noted_at, zone), stood)
    if passed is None or passed.limit.window.rolls or not has_ended(passed, on):
        return passed
    return _passed(alert, min(passed.window.last or on, on - _DAY), stood)


def has_ended(standing: Standing, on: date) -> bool:
    """Whether its window has run out by a day; a rolling one moves on and never does."""
    last = standing.window.last
    return not standing.limit.window.rolls and last is not None and last < on


def is_over_by(alert: AlertRef, chart: Chart, on: date, stood: StoodOn) -> bool:
    """Whether the window that an alert is about has run out by a day, passed or not."""
    if alert.noted_at is None:
        return False
    noted = _standing(alert, _day(alert.noted_at, chart.time_zone), stood)
    return noted is not None and has_ended(noted, on)


def _passed(alert: AlertRef, day: date, stood: StoodOn) -> Standing | None:
    found = _standing(alert, day, stood)
    return found if found and found.left < 0 else None


def _standing(alert: AlertRef, day: date, stood: StoodOn) -> Standing | None:
    """The standing of its limit and window on a day."""
    return next((s for s in stood(day) if (s.limit.id, s.opened) == alert.window_key), None)


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()

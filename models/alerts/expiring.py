"""When the end of an authorization or window is due, visits that lapse, patients who stay away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from models.alerts.alert import AlertCause, AlertKind, Threshold
from models.alerts.thresholds import Thresholds
from models.visits.forecast import ForecastEnd, forecast
from models.visits.history import History
from models.visits.limit import LimitKind
from models.visits.pace import Pace
from models.visits.standing import Standing

LONG_BEFORE = timedelta(days=30)
"""How long before its end an authorization that would lapse unused is told of."""

_WORTH_TELLING = 2
"""Fewer visits than this that lapse unused are no news."""

_LATELY = 6
_AWAY = timedelta(days=21)
"""Whoever has not come for so long, nor for twice their longest gap lately, may be discharged."""


def by_date(standing: Standing, warnings: Thresholds, history: History) -> Iterator[AlertCause]:
    """The warnings about a last day, while visits are left, none follows and somebody comes."""
    last = end_of(standing)
    if last is None or standing.left <= 0 or _is_renewed(standing, last, history):
        return
    if is_away(history, standing.on) and not _is_booked(standing):
        return
    days = (last - standing.on).days
    reached = [number for number in warnings.ends if number >= days]
    if reached:
        if is_end_told(standing, min(reached), warnings):
            yield AlertCause(standing, Threshold(AlertKind.ENDS, min(reached)))
    elif warnings.unused and days <= LONG_BEFORE.days and is_worth_telling(standing):
        yield AlertCause(standing, Threshold(AlertKind.UNUSED))


def is_end_told(standing: Standing, number: int, warnings: Thresholds) -> bool:
    """Whether an end is told so many days before: not of visits that are used up by then.

    On the last of the clinic's numbers it is told all the same.
    """
    return number == min(warnings.ends) or lapsing_visits(standing) != 0


def end_of(standing: Standing) -> date | None:
    """The last day of an authorization, or of a payer's window that no other follows.

    None once it has ended, and of any other limit. UnitedHealthcare's eight weeks are such a
    window: after them each visit wants an authorization.
    """
    window, kind = standing.limit.window, standing.limit.kind
    is_of_payer = kind is LimitKind.PAYER and standing.used > 0 and standing.has_begun
    is_final = is_of_payer and not (window.renews or window.rolls or window.stretches)
    if standing.has_lapsed or not (kind is LimitKind.AUTHORIZATION or is_final):
        return None
    return standing.window.last


def is_worth_telling(standing: Standing) -> bool:
    """Whether enough visits of an authorization are to lapse to say so."""
    is_granted = standing.limit.kind is LimitKind.AUTHORIZATION
    return is_granted and (lapsing_visits(standing) or 0) >= _WORTH_TELLING


def lapsing_visits(standing: Standing) -> int | None:
    """How many visits will lapse by the last day at the present pace; None without any pace."""
    expected, last = forecast(standing), end_of(standing)
    if expected is None or last is None:
        return None
    if expected.ends is ForecastEnd.BY_COUNT:
        return 0
    used = _used_by(last, standing, expected.pace)
    first = [other for other in standing.further if other.comes_first]
    taken = sum(
        min(f.left, _used_by(f.period.last or last, standing, expected.pace)) for f in first
    )
    return min(max(standing.left - used + taken, 0), standing.left)


def _used_by(day: date, standing: Standing, pace: Pace) -> int:
    """How many more the visits until a day use up at a pace."""
    return int(int((day - standing.on).days / pace.gap) * pace.amount)


def is_away(history: History, on: date) -> bool:
    """Whether a patient who came has stayed away so long that care may be over."""
    days = sorted({s.on for s in history.sessions if s.on <= on and not s.voided})
    if not days:
        return False
    longest = max((b - a for a, b in pairwise(days[-_LATELY:])), default=_AWAY)
    return on - days[-1] > max(2 * longest, _AWAY)


def _is_booked(standing: Standing) -> bool:
    return any(day >= standing.on for day in standing.outlook.booked)


def _is_renewed(standing: Standing, last: date, history: History) -> bool:
    """Whether another authorization for the same sessions goes on after this end."""
    return any(
        a.limit.id != standing.limit.id
        and a.pool.overlaps(standing.limit.pool)
        and (a.period.last is None or a.period.last > last)
        for a in history.authorizations
    )

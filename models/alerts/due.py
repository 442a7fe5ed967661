"""When an alert is due: number left, days before an end, forecast, visits that would lapse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from models.alerts.alert import AlertCause, AlertKind, Threshold, supersedes
from models.alerts.thresholds import Thresholds
from models.visits.authorization import Authorization
from models.visits.forecast import Forecast, ForecastEnd, forecast
from models.visits.limit import LimitKind, Needs
from models.visits.standing import Standing, binding

_LONG_BEFORE = timedelta(days=30)
"""How long before its end an authorization that would lapse unused is told of."""

_WORTH_TELLING = 2
"""Fewer visits than this that lapse unused are no news."""


_URGENCY = {kind: rank for rank, kind in enumerate(AlertKind)}


def due(
    current: Iterable[Standing],
    warnings: Thresholds,
    authorizations: Sequence[Authorization],
    on: date,
) -> tuple[AlertCause, ...]:
    """What a clinic is to be warned of, by the standings of a day, the most urgent first.

    Visits left are told of the limit alone that binds among those of which something is used: two
    limits with as much left are one interruption. One whose window is over hides no other: it has
    nothing left for good. Each case of a patient has a limit that binds it, as none of its visits
    draws on the authorization of another. Of several numbers that are reached only the tightest is
    due.
    """
    standings = [standing for standing in current if standing.on == on]
    causes = [
        *(cause for tightest in _tightest(standings) for cause in _by_number(tightest, warnings)),
        *(
            cause
            for tightest in _tightest(standings, lapsed=True)
            for cause in _by_number(tightest, warnings)
        ),
        *(cause for standing in standings for cause in _authorization_needed(standing, warnings)),
        *(
            cause
            for standing in standings
            for cause in _by_date(standing, warnings, authorizations)
        ),
    ]
    tightest = [
        cause
        for cause in causes
        if not any(
            other.window_key == cause.window_key and supersedes(other.threshold, cause.threshold)
            for other in causes
        )
    ]
    return by_urgency(tightest)


def by_urgency(causes: Iterable[AlertCause]) -> tuple[AlertCause, ...]:
    """The most urgent first."""
    return tuple(sorted(causes, key=lambda cause: (_URGENCY[cause.kind], cause.key)))


def still_holds(threshold: Threshold, standing: Standing, warnings: Thresholds) -> bool:
    """Whether a warning about a number is still true of its own limit, whichever limit binds.

    A forecast shifts with every visit and every day: it is true until nothing is left.
    """
    kind, left = threshold.kind, standing.left
    if _is_fresh(standing) or standing.gives_way:
        return False
    match kind:
        case AlertKind.OVER:
            return warnings.over and left < 0
        case AlertKind.LEFT:
            return standing.within_reach <= threshold.number in warnings.left
        case AlertKind.NEEDED:
            return _needed_threshold(standing, warnings) == threshold
        case AlertKind.FORECAST:
            return warnings.forecast and left > 0 and not standing.elsewhere
        case _:
            return False


def days_to_check(current: Iterable[Standing], warnings: Thresholds, on: date) -> list[date]:
    """The days after this one on which time alone may make something due.

    True only of the days until something else changes with time: then it is asked anew.
    """
    standings = [standing for standing in current if standing.on == on]
    days = [
        last - timedelta(days=number)
        for last in filter(None, map(_end, standings))
        for number in warnings.ends
    ]
    if warnings.unused:
        days += [day for standing in standings for day in _days_to_check_unused(standing, warnings)]
    if warnings.forecast:
        days += (day for tightest in _tightest(standings) for day in _ask_by(forecast(tightest)))
    return [day for day in days if day > on]


def _is_fresh(standing: Standing) -> bool:
    """Whether no visit is used yet of a limit that allows some."""
    return standing.used == 0 and standing.left > 0


def _tightest(standings: Iterable[Standing], *, lapsed: bool = False) -> list[Standing]:
    """The limit that binds the visits of each case; of all visits where no case is told.

    Where a case has nothing left, also what binds visits of any other.
    """
    in_use = [s for s in standings if not _is_fresh(s) and s.has_lapsed is lapsed]
    cases = dict.fromkeys(s.limit.pool.case for s in in_use if s.limit.pool.case)
    is_used_up = any(s.limit.pool.case and s.within_reach <= 0 for s in in_use)
    groups = [*cases, *([None] if is_used_up or not cases else [])]
    bound = (binding(s for s in in_use if s.limit.pool.case in {None, case}) for case in groups)
    return list({(s.limit.id, s.opened): s for s in bound if s}.values())


def _by_number(tightest: Standing, warnings: Thresholds) -> Iterator[AlertCause]:
    """The warnings about the number of visits left, for a limit that binds."""
    if tightest.left < 0 and warnings.over:
        yield AlertCause(tightest, Threshold(AlertKind.OVER))
        return
    reached = [number for number in warnings.left if number >= tightest.within_reach]
    if reached:
        yield AlertCause(tightest, Threshold(AlertKind.LEFT, min(reached)))
    elif warnings.forecast and tightest.left > 0 and not tightest.elsewhere:
        by = _ask_by(forecast(tightest))
        if by and by[0] <= tightest.on:
            yield AlertCause(tightest, Threshold(AlertKind.FORECAST))


def _ask_by(expected: Forecast | None) -> list[date]:
    """The day by which to ask for more, where the last visit will be used.

    A day without a visit puts it off, and never brings it nearer.
    """
    if expected is None or expected.ends is not ForecastEnd.BY_COUNT or expected.ask_by is None:
        return []
    return [expected.ask_by]


def _authorization_needed(standing: Standing, warnings: Thresholds) -> Iterator[AlertCause]:
    """The payer opens further visits only once it authorizes them, and they come near.

    It is told one visit before anything else: an authorization takes time.
    """
    threshold = _needed_threshold(standing, warnings)
    if threshold and standing.left > 0:
        yield AlertCause(standing, threshold)


def _needed_threshold(standing: Standing, warnings: Thresholds) -> Threshold | None:
    """The threshold of the visit that needs an authorization, where it is near."""
    stage = next(iter(standing.closed), None)
    lead = max(warnings.left, default=0) + 1
    if not stage or stage.needs is not Needs.AUTHORIZED or _is_fresh(standing):
        return None
    first = Threshold(AlertKind.NEEDED, standing.allowed + 1)
    return first if standing.left <= lead else None


def _by_date(
    standing: Standing, warnings: Thresholds, authorizations: Sequence[Authorization]
) -> Iterator[AlertCause]:
    """The warnings about an authorization's end, while it has visits left and no successor."""
    last = _end(standing)
    if last is None or standing.left <= 0 or _is_renewed(standing, last, authorizations):
        return
    days = (last - standing.on).days
    reached = [number for number in warnings.ends if number >= days]
    if reached:
        yield AlertCause(standing, Threshold(AlertKind.ENDS, min(reached)))
    elif warnings.unused and days <= _LONG_BEFORE.days and _is_worth_telling(standing):
        yield AlertCause(standing, Threshold(AlertKind.UNUSED))


def _days_to_check_unused(standing: Standing, warnings: Thresholds) -> Iterator[date]:
    """The first day on which visits of an authorization are to lapse, if nobody comes until then.

    Before the last weeks, the day on which these begin; none once the end itself is told of.
    """
    last = _end(standing)
    if last is None:
        return
    begin, end_is_due = last - _LONG_BEFORE, last - timedelta(days=max(warnings.ends, default=-1))
    if standing.on < begin:
        yield begin
    elif not _is_worth_telling(standing):
        days = (standing.on + timedelta(days=n) for n in range(1, (end_is_due - standing.on).days))
        yield from [d for d in days if _is_worth_telling(replace(standing, on=d))][:1]


def _is_worth_telling(standing: Standing) -> bool:
    return lapsing_visits(standing) >= _WORTH_TELLING


def lapsing_visits(standing: Standing) -> int:
    """How many visits of an authorization will lapse at the present pace; all without any pace."""
    expected, last = forecast(standing), _end(standing)
    if last is None:
        return 0
    if expected is None:
        return max(standing.left, 0)
    if expected.ends is ForecastEnd.BY_COUNT:
        return 0
    visits = int((last - standing.on).days / expected.cadence.gap)
    return max(standing.left - int(visits * expected.cadence.amount), 0)


def _end(standing: Standing) -> date | None:
    """The last day of an authorization that has not ended; None of any other limit."""
    if standing.limit.kind is not LimitKind.AUTHORIZATION or standing.has_lapsed:
        return None
    return standing.window.last


def _is_renewed(standing: Standing, last: date, authorizations: Sequence[Authorization]) -> bool:
    """Whether another authorization for the same sessions goes on after this one's end."""
    return any(
        a.limit.id != standing.limit.id
        and a.pool.overlaps(standing.limit.pool)
        and (a.period.last is None or a.period.last > last)
        for a in authorizations
    )

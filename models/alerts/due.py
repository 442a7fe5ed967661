"""What a clinic is warned of on a day, at once or in the digest: visits left, ends, the pace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from models.alerts import expiring, uncovered
from models.alerts.alert import (
    URGENCY,
    AlertCause,
    AlertKind,
    AlertRef,
    Cause,
    DatedCause,
    Threshold,
    supersedes,
)
from models.alerts.thresholds import Thresholds
from models.visits.forecast import ForecastEnd, forecast, is_carried_on
from models.visits.history import History
from models.visits.limit import LimitKind, Needs
from models.visits.standing import Standing


def due(
    current: Iterable[Standing], warnings: Thresholds, history: History, on: date
) -> tuple[AlertCause, ...]:
    """What a clinic is to be warned of, by the standings of a day, the most urgent first.

    Each limit of which something is used is due on its own, whichever binds: whoever passes one was
    warned of it. Of authorizations that take each other's visits only the one that is drawn on last
    is due, by what all of them have left. Of several numbers that are reached only the tightest is
    due.
    """
    standings = [standing for standing in current if standing.on == on]
    causes = [
        *(c for s in _speaking(standings, history) for c in _by_number(s, warnings)),
        *(cause for standing in standings for cause in _authorization_needed(standing, warnings)),
        *(c for standing in standings for c in expiring.by_date(standing, warnings, history)),
        *(uncovered.causes(standings, history, on) if warnings.over else ()),
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


_AnyCause = TypeVar("_AnyCause", bound=Cause)


def by_urgency(causes: Iterable[_AnyCause]) -> tuple[_AnyCause, ...]:
    """The most urgent first."""
    return tuple(sorted(causes, key=lambda cause: (URGENCY[cause.kind], cause.key)))


def waits_for_digest(cause: Cause) -> bool:
    """Whether a cause interrupts nobody: there is nobody to be asked for more in time.

    A clinic's own cap asks nobody, and neither does a stage that opens with a therapist's note.
    """
    if isinstance(cause, DatedCause):
        return False
    stage = next(iter(cause.standing.closed), None)
    is_ours = cause.standing.limit.kind is LimitKind.CAP
    asks_nobody = is_ours or (stage is not None and stage.needs is Needs.IMPROVING)
    return cause.kind is AlertKind.UNUSED or (cause.kind is AlertKind.FORECAST and asks_nobody)


def is_said_by(alert: AlertRef, cause: Cause) -> bool:
    """Whether an open alert says a cause: at its own number, or at a tighter one that is reached.

    So numbers that the clinic changes tell nobody once more what they were told, and whoever has
    taken the alert or put it off is left alone.
    """
    if alert.key == cause.key or isinstance(cause, DatedCause):
        return alert.key == cause.key
    if (alert.window_key, alert.kind) != (cause.window_key, cause.kind):
        return False
    number, standing = alert.threshold.number, cause.standing
    last = expiring.end_of(standing)
    is_reached = (cause.kind is AlertKind.LEFT and _within_reach(standing) <= number) or (
        cause.kind is AlertKind.ENDS and last is not None and (last - standing.on).days <= number
    )
    return is_reached and number <= cause.threshold.number


def still_holds(threshold: Threshold, standing: Standing, warnings: Thresholds) -> bool:
    """Whether a warning about a number is still true of its own limit.

    A forecast shifts with every visit and every day: it is true until nothing is left.
    """
    kind, left = threshold.kind, standing.left
    is_nothing = is_fresh(standing) and not standing.elsewhere
    if is_nothing or _is_behind(standing) or _is_of_other_care(standing):
        return False
    match kind:
        case AlertKind.OVER:
            return warnings.over and left < 0
        case AlertKind.LEFT:
            return _within_reach(standing) <= threshold.number in warnings.left
        case AlertKind.NEEDED:
            return _needed_threshold(standing, warnings) == threshold
        case AlertKind.FORECAST:
            goes_on = bool(standing.elsewhere) or is_carried_on(standing)
            return warnings.forecast and left > 0 and not goes_on
        case _:
            return False


def _within_reach(standing: Standing) -> int:
    """How many visits are left, with those of authorizations that are to come in time for them."""
    to_come = standing.later if is_carried_on(standing) else ()
    return standing.within_reach + sum(other.left for other in to_come)


def is_fresh(standing: Standing) -> bool:
    """Whether no visit is used yet of a limit that allows some."""
    return standing.used == 0 and standing.left > 0


def _speaking(standings: Sequence[Standing], history: History) -> list[Standing]:
    """The limits that speak for themselves: not one for whose visits a later one has room.

    Nor one whose window is over, while nobody comes.
    """
    used = [s for s in standings if s.used]
    return [
        s
        for s in standings
        if not (is_fresh(s) and not any(_share_visits(s, other) for other in used))
        and not _is_behind(s)
        and not _is_of_other_care(s)
        and not (s.has_lapsed and expiring.is_away(history, s.on))
        and not any(_share_visits(s, o) and _order(o) > _order(s) for o in standings)
    ]


def _is_of_other_care(standing: Standing) -> bool:
    """Whether nothing was ever used of it, and no code logged so far draws on it: nobody needs it.

    Injections that a payer presumes approved are none of a patient's who is needled alone.
    """
    return standing.is_aside and not standing.used


def _is_behind(standing: Standing) -> bool:
    """Whether others take its visits; one that was passed for want of an authorization speaks.

    A limit of a single day is never near its end.
    """
    if standing.is_of_a_day:
        return True
    is_passed = (standing.is_behind or standing.is_past) and standing.left < 0
    return standing.gives_way and not is_passed


def _share_visits(one: Standing, other: Standing) -> bool:
    """Whether two authorizations have room, each for the visits of the other."""
    ours, theirs = one.limit, other.limit
    are_granted = ours.kind is theirs.kind is LimitKind.AUTHORIZATION and one is not other
    has_room = min(one.left, other.left, one.elsewhere, other.elsewhere) > 0
    is_same = ours.pool.holds(theirs.pool) and theirs.pool.holds(ours.pool)
    return are_granted and has_room and is_same and ours.unit is theirs.unit


def _order(standing: Standing) -> tuple[date, int, str]:
    """Where it comes among the authorizations that visits draw on, one after the other."""
    return standing.window.last or date.max, standing.limit.serial, standing.limit.id


def _by_number(standing: Standing, warnings: Thresholds) -> Iterator[AlertCause]:
    """The warnings about the number of visits left of a limit."""
    if standing.left < 0 and warnings.over:
        yield AlertCause(standing, Threshold(AlertKind.OVER))
        return
    reached = [number for number in warnings.left if number >= _within_reach(standing)]
    if reached:
        yield AlertCause(standing, Threshold(AlertKind.LEFT, min(reached)))
    elif warnings.forecast and standing.left > 0 and not standing.elsewhere:
        ask_by = day_to_ask_by(standing)
        if ask_by and ask_by <= standing.on:
            yield AlertCause(standing, Threshold(AlertKind.FORECAST))


def day_to_ask_by(standing: Standing) -> date | None:
    """The day by which to ask for more, where the last visit of a limit will be used."""
    expected = forecast(standing)
    is_by_count = expected is not None and expected.ends is ForecastEnd.BY_COUNT
    return expected.ask_by if expected and is_by_count else None


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
    if standing.to_open:  # it is authorized, from a day to come
        return None
    if any(opened.needs is Needs.AUTHORIZED for opened in standing.opened_stages):
        return None  # so many are authorized, and their own number warns
    if not stage or stage.needs is not Needs.AUTHORIZED or is_fresh(standing):
        return None
    first = Threshold(AlertKind.NEEDED, standing.allowed + 1)
    return first if standing.left <= lead else None

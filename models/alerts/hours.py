"""Working days, quiet hours, digest and report time (Hours), why it is closed, what follows.

All of it is said in the clinic's own wall time and answered in instants. Clocks that are turned
forward skip some wall times and clocks that are turned back show some twice; an instant is open or
not by what the clinic's clock shows at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, pairwise
from zoneinfo import ZoneInfo

from models.alerts.holidays import Holidays

REPORT_TIME = time(8)
"""On the clinic's wall."""

_MIDNIGHT = time()
_DAY = timedelta(days=1)

_LONGEST_AWAY = timedelta(days=14)
"""No clinic is closed for longer between two digests."""
_WEEKDAYS = 7


@dataclass(frozen=True, slots=True)
class Hours:
    """When a clinic works. `days` are weekdays, Monday is 0, and `holidays` are off besides.

    `report`: its managers want the week's report.

    `digest` None means no digest. `quiet` runs from one wall time until another, over midnight
    where the second is the earlier one; None means that no hour of a working day is quiet.
    """

    digest: time | None = time(8, 0)
    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    quiet: tuple[time, time] | None = (time(18, 0), time(7, 30))
    holidays: Holidays = field(default_factory=Holidays)
    report: bool = False

    def __post_init__(self) -> None:
        """Refuse hours in which a clinic never opens: whoever waits for them waits for ever."""
        if not self.days or not set(self.days) <= set(range(_WEEKDAYS)):
            raise ValueError("a clinic works on some day of the week")
        if self.quiet and self.quiet[0] == self.quiet[1]:
            raise ValueError("some hour of a working day is not quiet")


def why_closed(hours: Hours, zone: str, at: datetime) -> str:
    """Why nobody works at an instant: the holiday, a day off or quiet hours; empty while open."""
    local = at.astimezone(ZoneInfo(zone))
    if holiday := hours.holidays.name_of(local.date()):
        return holiday
    if local.weekday() not in hours.days:
        return "not a working day"
    return "quiet hours" if _is_quiet(hours, local.time()) else ""


def next_open(hours: Hours, zone: str, at: datetime) -> datetime:
    """The instant itself, if it is neither quiet nor on a day off; else the first that is not."""
    edges = _edges(hours, ZoneInfo(zone), at.astimezone(UTC))
    return next(edge for edge in edges if not why_closed(hours, zone, edge))


def next_digest(hours: Hours, zone: str, after: datetime) -> datetime | None:
    """The next digest strictly after an instant, one for each working day; None where none comes.

    On a day whose clocks skip its time it comes at the first instant behind the gap; on one that
    shows its time twice, at the first of the two.
    """
    if hours.digest is None:
        return None
    local_zone = ZoneInfo(zone)
    today = after.astimezone(local_zone).date()
    for days in count(-1):
        day = today + days * _DAY
        if day.weekday() in hours.days and not hours.holidays.name_of(day):
            due = _first(local_zone, day, hours.digest)
            if due > after:
                return due
    raise AssertionError("weeks do not end")


def last_digest(hours: Hours, zone: str, before: datetime) -> datetime:
    """The last digest strictly before an instant, or two weeks before it where none came."""
    last = before - _LONGEST_AWAY
    while (following := next_digest(hours, zone, last)) and following < before:
        last = following
    return last


def next_report(hours: Hours, zone: str, after: datetime) -> datetime | None:
    """The next week's report strictly after an instant: on the first working day of each week."""
    if not hours.report:
        return None
    local_zone = ZoneInfo(zone)
    today = after.astimezone(local_zone).date()
    monday = today - today.weekday() * _DAY
    for weeks in count():
        first = monday + weeks * _WEEKDAYS * _DAY
        week = (first + days * _DAY for days in range(_WEEKDAYS))
        works = (d for d in week if d.weekday() in hours.days and not hours.holidays.name_of(d))
        day = next(works, None)
        if day and (due := _first(local_zone, day, REPORT_TIME)) > after:
            return due
    raise AssertionError("weeks do not end")


def next_morning(hours: Hours, zone: str, after: datetime) -> datetime | None:
    """The next digest or report strictly after an instant; None where neither comes."""
    both = (next_digest(hours, zone, after), next_report(hours, zone, after))
    return min(filter(None, both), default=None)


def after_working(hours: Hours, zone: str, at: datetime, patience: timedelta) -> datetime:
    """The instant at which so much working time has passed since another."""
    local_zone, remaining = ZoneInfo(zone), patience
    for edge, following in pairwise(_edges(hours, local_zone, at.astimezone(UTC))):
        if remaining <= timedelta():
            return edge
        if why_closed(hours, zone, edge):
            continue
        if remaining <= following - edge:
            return edge + remaining
        remaining -= following - edge
    raise AssertionError("weeks do not end")


def _is_quiet(hours: Hours, local_time: time) -> bool:
    if hours.quiet is None:
        return False
    begin, end = hours.quiet
    return begin <= local_time < end if begin < end else local_time >= begin or local_time < end


def _edges(hours: Hours, zone: ZoneInfo, at: datetime) -> Iterator[datetime]:
    """The instant, then every later one at which open and closed may change, in order."""
    yield at
    today = at.astimezone(zone).date()
    for days in count():
        day = today + days * _DAY
        yield from (edge for edge in sorted(_edges_of(hours, zone, day)) if edge > at)


def _edges_of(hours: Hours, zone: ZoneInfo, day: date) -> set[datetime]:
    walls = (_MIDNIGHT, *(hours.quiet or ()))
    instants = {_instant(zone, day, local_time, fold) for local_time in walls for fold in (0, 1)}
    begin, end = (_instant(zone, day + days * _DAY, _MIDNIGHT) for days in (0, 1))
    if begin.astimezone(zone).utcoffset() != end.astimezone(zone).utcoffset():
        instants.add(_turn(zone, begin, end))
    return {edge for edge in instants if edge.astimezone(zone).date() == day}


def _first(zone: ZoneInfo, day: date, local_time: time) -> datetime:
    """The first instant of a day at which its clock shows a time, or has skipped it."""
    shown = _instant(zone, day, local_time)
    if shown.astimezone(zone).replace(tzinfo=None) == datetime.combine(day, local_time):
        return shown
    return _turn(zone, _instant(zone, day, local_time, fold=1), shown)


def _instant(zone: ZoneInfo, day: date, local_time: time, fold: int = 0) -> datetime:
    return datetime.combine(day, local_time.replace(fold=fold), zone).astimezone(UTC)


def _turn(zone: ZoneInfo, earlier: datetime, later: datetime) -> datetime:
    """The instant, between two others, at which daylight saving time begins or ends."""
    old = earlier.astimezone(zone).utcoffset()
    while later - earlier > timedelta.resolution:
        middle = earlier + (later - earlier) // 2
        if middle.astimezone(zone).utcoffset() == old:
            earlier = middle
        else:
            later = middle
    return later

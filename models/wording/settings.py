"""How a clinic's settings are said: thresholds, digest, quiet hours, patience, days, time zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

from models import calendar_words
from models.alerts.holidays import Holidays, day_of
from models.alerts.hours import Hours
from models.alerts.thresholds import Thresholds
from models.understanding.commands.time_zones import NAMES
from models.wording import phrases

_NOON = time(12)
_NAMED = 4  # days that are named, of the clinic's own
_OFF = {
    "left": "not by visits left",
    "ends": "not before an authorization ends",
    "forecast": "not by the forecast",
    "unused": "not when visits would expire unused",
    "overdue": "not when a decision is overdue",
    "duties": "not of plans of care",
}


def say_time(wall: time) -> str:
    """A time of day: "7:30 AM", "6:00 PM", "noon"."""
    if wall == _NOON:
        return "noon"
    if wall == time():
        return "midnight"
    return f"{wall.hour % 12 or 12}:{wall.minute:02} {'AM' if wall < _NOON else 'PM'}"


def say_days(days: Sequence[int]) -> str:
    """Weekdays: "Monday to Friday", "Monday, Wednesday and Friday", "every day"."""
    if len(days) == len(calendar_words.WEEKDAYS):
        return "every day"
    names = [calendar_words.WEEKDAYS[day] for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:  # noqa: PLR2004
        return f"{names[0]} to {names[-1]}"
    return phrases.either(names, "and")


def say_digest(hours: Hours, zone: str) -> str:
    """When the digest comes: "8:00 AM Eastern time, Monday to Friday"."""
    if hours.digest is None:
        return "off"
    return f"{say_time(hours.digest)} {say_zone(zone)}, {say_days(hours.days)}"


def say_quiet(quiet: tuple[time, time] | None) -> str:
    """Quiet hours: "6:00 PM to 7:30 AM"."""
    return f"{say_time(quiet[0])} to {say_time(quiet[1])}" if quiet else "off"


def say_holidays(holidays: Holidays) -> str:
    """Holidays in short: "federal, but not Columbus Day; also Dec 24, 2026"."""
    works = say_days_off([key for key, is_off in holidays.own if not is_off])
    closed = say_days_off([key for key, is_off in holidays.own if is_off])
    named = "federal" if holidays.federal else "no federal ones"
    if works:
        named += f", but not {_some(works)}"
    return f"{named}; also {_some(closed)}" if closed else named


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    shown = [*names[:_NAMED], *([f"{more} more"] if more > 0 else [])]
    return phrases.either(shown, "and")


def say_days_off(keys: Sequence[str]) -> list[str]:
    """Days as `Holidays` keys them, those that follow one another as one stretch."""
    dates = sorted(day for key in keys if (day := day_of(key)))
    stretches: list[list[date]] = []
    for day in dates:
        if stretches and day - stretches[-1][-1] == timedelta(days=1):
            stretches[-1].append(day)
        else:
            stretches.append([day])
    return [
        *(_stretch(days[0], days[-1]) for days in stretches),
        *(say_day_off(key) for key in keys if day_of(key) is None),
    ]


def _stretch(first: date, last: date) -> str:
    return phrases.day(first) if first == last else f"{phrases.day(first)} to {phrases.day(last)}"


def say_day_off(key: str) -> str:
    """A day as `Holidays` keys it: "Dec 24, 2026", "Dec 24 of every year", "Columbus Day"."""
    if (day := day_of(key)) is not None:
        return phrases.day(day)
    if key[:1].isdigit():
        month, number = map(int, key.split("-"))
        return f"{calendar_words.SHORT_MONTHS[month - 1]} {number} of every year"
    return key


def say_patience(patience: timedelta) -> str:
    """An amount of time: "4 hours", "1 hour 30 minutes"."""
    hours, minutes = divmod(int(patience.total_seconds() // 60), 60)
    parts = [phrases.count(hours, "hour")] if hours else []
    return " ".join([*parts, *([phrases.count(minutes, "minute")] if minutes or not parts else [])])


def say_zone(zone: str) -> str:
    """A time zone for people: "Eastern time", or its own name where Americans have none."""
    return f"{NAMES[zone]} time" if zone in NAMES else zone


def say_thresholds(warnings: Thresholds) -> str:
    """Warnings in words that `understanding.warnings` reads."""
    return "; ".join(said for said in _parts(warnings).values() if said) or "never"


def say_own_thresholds(own: Thresholds, usual: Thresholds) -> str:
    """What sets the warnings of one payer apart from the usual ones."""
    chosen, usually = _parts(own), _parts(usual)
    differing = [chosen[name] or _OFF[name] for name in chosen if chosen[name] != usually[name]]
    return (
        "; ".join([*differing, "otherwise as for everybody"]) if differing else say_thresholds(own)
    )


def say_told_thresholds(own: Thresholds) -> str:
    """What was told of one payer, whatever holds for everybody."""
    if not own.said:
        return say_thresholds(own)
    parts = _parts(own)
    named = dict.fromkeys("left" if name == "over" else name for name in parts if name in own.said)
    told = dict.fromkeys([*named, *(["left"] if "over" in own.said else [])])
    return "; ".join(parts[name] or _OFF[name] for name in told)


def say_changed_thresholds(before: Thresholds, after: Thresholds) -> str:
    """What became of warnings: "at 2 visits left and when over → at 3 visits left"."""
    old, new = _parts(before), _parts(after)
    return "; ".join(
        f"{old[name] or _OFF[name]} → {new[name] or _OFF[name]}"
        for name in old
        if old[name] != new[name]
    )


def _parts(warnings: Thresholds) -> dict[str, str]:
    """Each kind of warning in words; empty where it is off."""
    left = f"at {_listed(warnings.left, 'visit')} left" if warnings.left else ""
    over = "when over" if warnings.over else ""
    ends = f"{_listed(warnings.ends, 'day')} before an authorization ends" if warnings.ends else ""
    return {
        "left": " and ".join(filter(None, (left, over))),
        "ends": ends,
        "overdue": "when a decision on a request is overdue" if warnings.overdue else "",
        "duties": "when duties of a plan are near" if warnings.duties else "",
        "forecast": "when the forecast says that it is time to ask" if warnings.forecast else "",
        "unused": "when authorized visits would expire unused" if warnings.unused else "",
    }


def _listed(numbers: tuple[int, ...], noun: str) -> str:
    named = phrases.either([str(number) for number in numbers], "and")
    return f"{named} {noun}" if numbers == (1,) else f"{named} {noun}s"

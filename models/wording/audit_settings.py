"""The words of a setting in the audit: what it is called, and how it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time, timedelta

from models.alerts import thresholds
from models.alerts.thresholds import Thresholds
from models.clinic import payer_tick, preferences
from models.clinic.clinic import read_readings
from models.coverage.state import NAMES
from models.mention import person
from models.wording import settings

Named = Callable[[str], str]
"""The name of a payer, by its id."""

_LABELS = {
    preferences.DIGEST: "digest",
    preferences.REPORT: "week's report",
    preferences.DAYS: "working days",
    preferences.QUIET: "quiet hours",
    preferences.HOLIDAYS: "holidays",
    preferences.CHANNEL: "alerts go to",
    preferences.PATIENCE: "patience",
    preferences.ALIASES: "patterns of aliases",
    preferences.ZONE: "time zone said",
    preferences.OWNER: "keeper of the facts",
    "time_zone": "time zone",
    "readings": "how disputed limits are counted",
}


def label(name: str, name_of: Named) -> str:
    """What a setting is called."""
    if name.startswith(preferences.OF_DAY):
        return settings.say_day_off(name.removeprefix(preferences.OF_DAY))
    if watched := preferences.watch_in(name):
        return f"watch on {name_of(watched[0])}"
    if ticked := payer_tick.year_and_payer(name):
        return f"{name_of(ticked[1])} verified for {ticked[0]}"
    if not name.startswith(preferences.WARNINGS):
        return _LABELS.get(name, name)
    payer = name.removeprefix(preferences.OF_PAYER)
    return "warnings" if payer == name else f"warnings for {name_of(payer)}"


def change(name: str, pair: Mapping[str, str | None], name_of: Named) -> str:
    """How a setting changed: "quiet hours: off → 8:00 pm to 6:15 am"."""
    before, after = pair["from"], pair["to"]
    called = label(name, name_of)
    if preferences.watch_in(name):
        return f"{called}: {'put on' if after else 'taken off'}"
    if payer_tick.year_and_payer(name):
        return f"{called}: {'noted' if after else 'taken back'}"
    if not name.startswith(preferences.WARNINGS):
        return f"{called}: {_value(name, before)} → {_value(name, after)}"
    if before and after:
        changed = settings.say_changed_thresholds(*map(thresholds.unspell, (before, after)))
        return f"{called}: {changed}"
    own = thresholds.unspell(after, Thresholds()) if after else None
    text = settings.say_told_thresholds(own) if own else "as for everybody"
    return f"{called}: {text}"


def _value(name: str, value: str | None) -> str:
    if not value:
        return "each manager's own chat" if name == preferences.CHANNEL else "not set"
    if value == preferences.NONE:
        return "off"
    return _VALUES[name](value) if name in _VALUES else value


def _quiet(value: str) -> str:
    begin, end = map(time.fromisoformat, value.split("-"))
    return settings.say_quiet((begin, end))


def _readings(value: str) -> str:
    """How a clinic reads what is disputed: "medicare year as calendar year"."""
    said = (f"{dispute} as {reading}" for dispute, reading in read_readings(value))
    return ", ".join(said).replace("_", " ")


_VALUES: Mapping[str, Callable[[str], str]] = {
    preferences.DIGEST: lambda value: settings.say_time(time.fromisoformat(value)),
    preferences.DAYS: lambda value: settings.say_days([int(day) for day in value.split(",")]),
    preferences.QUIET: _quiet,
    preferences.PATIENCE: lambda value: settings.say_patience(timedelta(minutes=int(value))),
    preferences.OWNER: person,
    "time_zone": settings.say_zone,
    "readings": _readings,
    "state": lambda value: NAMES.get(value, value),
}

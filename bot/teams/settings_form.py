"""The form for a clinic's settings: where alerts go, at which numbers, when the digest comes."""

from __future__ import annotations

import re
from datetime import time

from bot.teams.form import FormField, TeamsForm, Typed
from models.clinic.preferences import Preferences

COMMAND = "/clinic settings"

_STAYS = "stays"
_NUMBERS = re.compile(r"[0-9]{1,3}(?:\s*,\s*[0-9]{1,3}){0,5}")
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _first(wishes: Preferences) -> dict[str, str]:
    hours = wishes.hours
    begin, end = hours.quiet or (None, None)
    return {
        "channel": _STAYS,
        "left": ", ".join(map(str, wishes.warnings.left)),
        "ends": ", ".join(map(str, wishes.warnings.ends)),
        "digest": _clock(hours.digest),
        "days": ",".join(_DAYS[day] for day in hours.days),
        "from": _clock(begin),
        "until": _clock(end),
    }


def _clock(wall: time | None) -> str:
    return wall.strftime("%H:%M") if wall else ""


def _check(typed: Typed) -> dict[str, str]:
    return _unread(typed) | _unfinished(typed)


def _unread(typed: Typed) -> dict[str, str]:
    numbers = "Write numbers with commas between them, six at most: 3, 1, 0."
    faults = {id_: numbers for id_ in ("left", "ends") if not _fits(_NUMBERS, typed[id_])}
    clocks = ("digest", "from", "until")
    faults |= {id_: "Choose a time." for id_ in clocks if not _fits(_CLOCK, typed[id_])}
    if not set(typed["days"].split(",")) <= set(_DAYS):
        faults["days"] = "Choose the days on which the clinic works."
    return faults


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    return not text or pattern.fullmatch(text) is not None


def _unfinished(typed: Typed) -> dict[str, str]:
    first, last = typed["from"], typed["until"]
    if bool(first) != bool(last):
        missing = "until" if first else "from"
        return {missing: "Quiet hours need a beginning and an end; or leave both empty."}
    if first and first == last:
        return {"until": "Quiet hours end at another time than they begin."}
    return {}


def _say(typed: Typed) -> tuple[str, ...]:
    """What is set, one by one; the last of them shows everything."""
    place = typed["channel"]
    return (
        *(() if place in ("", _STAYS) else (f"/clinic channel {place}",)),
        f"/clinic warn {_warnings(typed)}",
        f"/clinic digest {_digest(typed)}",
        f"/clinic quiet {_quiet(typed)}",
        COMMAND,
    )


def _warnings(typed: Typed) -> str:
    left, ends = typed["left"], typed["ends"]
    return f"at {left} left, {ends} days" if ends else f"at {left} left"


def _digest(typed: Typed) -> str:
    at, days = typed["digest"], typed["days"].replace(",", ", ")
    return f"{at} {days}" if at else "off"


def _quiet(typed: Typed) -> str:
    first, last = typed["from"], typed["until"]
    return f"{first} to {last}" if first else "off"


_PLACES = (
    ("Where they go now", _STAYS),
    ("This conversation: everybody in it reads the aliases", "here"),
    ("Each manager's own chat", "none"),
)

SETTINGS = TeamsForm(
    "settings",
    "Clinic settings",
    (
        FormField(
            "channel",
            "Alerts go to",
            kind="Input.ChoiceSet",
            part="/clinic channel",
            choices=_PLACES,
        ),
        FormField(
            "left",
            "Warn at visits left",
            "3, 1, 0",
            is_needed=True,
            part="/clinic warn",
            blames=r"^(?!.*\bdays?\b)",
        ),
        FormField("ends", "Days before an authorization ends", "14, 7", part="/clinic warn"),
        FormField("digest", "Digest at; none if empty", kind="Input.Time", part="/clinic digest"),
        FormField(
            "days",
            "Working days",
            kind="Input.ChoiceSet",
            is_needed=True,
            choices=tuple((day, day) for day in _DAYS),
            several=True,
        ),
        FormField("from", "Quiet from", kind="Input.Time", part="/clinic quiet"),
        FormField("until", "Quiet until", kind="Input.Time"),
    ),
    _say,
    _check,
    _first,
    for_managers=True,
)

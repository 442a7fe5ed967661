"""Which time zones are read, by which names (NAMES, synonyms, slips), and which are offered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from models import spelling
from models.errors import NotUnderstood
from models.reply import Choice

EASTERN, CENTRAL = "America/New_York", "America/Chicago"
MOUNTAIN, ARIZONA = "America/Denver", "America/Phoenix"
PACIFIC, ALASKA = "America/Los_Angeles", "America/Anchorage"
HAWAII, ATLANTIC, GUAM = "Pacific/Honolulu", "America/Puerto_Rico", "Pacific/Guam"

NAMES = {
    EASTERN: "Eastern", CENTRAL: "Central", MOUNTAIN: "Mountain", ARIZONA: "Arizona",
    PACIFIC: "Pacific", ALASKA: "Alaska", HAWAII: "Hawaii", ATLANTIC: "Puerto Rico", GUAM: "Guam",
}  # fmt: skip

_WORDS = {
    **dict.fromkeys(("eastern", "et", "est", "edt", "new york"), EASTERN),
    **dict.fromkeys(("central", "ct", "cst", "cdt", "chicago"), CENTRAL),
    **dict.fromkeys(("mountain", "mt", "mst", "mdt", "denver"), MOUNTAIN),
    **dict.fromkeys(("arizona", "phoenix", "az"), ARIZONA),
    **dict.fromkeys(("pacific", "pt", "pst", "pdt", "los angeles"), PACIFIC),
    **dict.fromkeys(("alaska", "alaskan", "akst", "akdt", "anchorage"), ALASKA),
    **dict.fromkeys(("hawaii", "hawaiian", "hst", "honolulu"), HAWAII),
    **dict.fromkeys(("puerto rico", "atlantic", "ast"), ATLANTIC),
    **dict.fromkeys(("guam", "chamorro", "chst"), GUAM),
}
_I: Final = re.IGNORECASE
_IANA = re.compile(r"\b[A-Za-z]+/[A-Za-z_/-]+")
_CALLED = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_NAMED = re.compile(rf"\b(?P<name>{_CALLED})\b(?:\s+(?:standard|daylight))?(?:\s+time)?", _I)
_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """The zone in a text, None where it names none, and the text without it."""

    zone: str | None
    remaining: str


def take(text: str) -> ZoneReading:
    """Take a zone out of a text: "8am hawaii time", "08:00 Pacific/Honolulu", "easten".

    Raises `NotUnderstood` for a name in the form of Area/City that no zone has, and for two zones.
    """
    zones: list[str] = []
    while named := _IANA.search(text):
        zones.append(_known(named.group()))
        text = f"{text[: named.start()]} {text[named.end() :]}"
    while named := _NAMED.search(text):
        zones.append(_WORDS[named["name"].lower()])
        text = f"{text[: named.start()]} {text[named.end() :]}"
    if not zones and (guess := _guess(text)):
        return guess
    if len(set(zones)) > 1:
        raise NotUnderstood("That names two time zones.", "Give one.")
    return ZoneReading(zones[0] if zones else None, text)


def unknown(what: str, command: str) -> NotUnderstood:
    """Nothing in a text is a zone: those to choose from, behind a command."""
    named = "Eastern, Central, Mountain, Arizona, Pacific, Alaska or Hawaii"
    return NotUnderstood(
        f"{what} Nothing was changed.",
        f"Write {named}, or a name like America/New_York.",
        choices(command),
    )


def choices(command: str) -> tuple[Choice, ...]:
    """The zones of the states, each behind a command."""
    zones = (EASTERN, CENTRAL, MOUNTAIN, ARIZONA, PACIFIC, ALASKA, HAWAII)
    return tuple(Choice(NAMES[zone], f"{command} {NAMES[zone]}") for zone in zones)


def _known(typed: str) -> str:
    if zone := _by_key().get(typed.casefold()):
        return zone
    raise unknown(f"I know no time zone “{typed}”.", "/clinic zone")


@cache
def _by_key() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def _guess(text: str) -> ZoneReading | None:
    """A zone that is misspelt by one or two letters."""
    for word in _WORD.finditer(text):
        near = spelling.slipped(
            word.group().lower(), _GUESSABLE, 2 if len(word.group()) >= _LONG else 1
        )
        if near:
            return ZoneReading(_WORDS[near], f"{text[: word.start()]} {text[word.end() :]}")
    return None


_GUESSABLE = [word for word in _WORDS if len(word) > len("hawai")]
_LONG = 7

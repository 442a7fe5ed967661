"""What may be typed behind /clinic: names of settings and their synonyms, people, channels."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from models import spelling
from models.mention import MENTION
from models.reply import Picked

_SYNONYMS = {
    **dict.fromkeys(("warning", "warnings", "warns", "threshold", "thresholds"), "warn"),
    **dict.fromkeys(("channels", "room"), "channel"),
    **dict.fromkeys(("digests", "summary", "days"), "digest"),
    **dict.fromkeys(("hours", "silence", "silent", "mute", "pause"), "quiet"),
    **dict.fromkeys(("escalate", "escalation", "patient"), "patience"),
    **dict.fromkeys(("manager", "admin", "admins"), "managers"),
    **dict.fromkeys(("professions", "license"), "profession"),
    **dict.fromkeys(("states",), "state"),
    **dict.fromkeys(("timezone", "time-zone", "tz", "zones"), "zone"),
    **dict.fromkeys(("log", "history", "trail"), "audit"),
    **dict.fromkeys(("trial", "try", "testing"), "test"),
    **dict.fromkeys(("fact", "reports", "reported"), "facts"),
    "alert": "alerts",
    **dict.fromkeys(("week", "weekly", "week's"), "report"),
    **dict.fromkeys(("holiday", "closed", "closing", "closures", "vacation"), "holidays"),
    **dict.fromkeys(("alias", "pattern", "patterns"), "aliases"),
}
_OF_TWO_WORDS = (
    (re.compile(r"^\s*time\s+zone\b", re.IGNORECASE), "zone"),
    (re.compile(r"^\s*(?:days?|time)\s+off\b", re.IGNORECASE), "holidays"),
    (re.compile(r"^\s*(?:work(?:ing)?|business)\s*days?\b", re.IGNORECASE), "digest"),
)
"""Names of settings that two words make: "days off" are holidays, and no digest that is off."""

_CLEARED = frozenset({"none", "off", "no", "default", "clear"})
_KINDS = {Picked.PERSON: "@", Picked.CHANNEL: "#"}
_PLAIN = re.compile(r"(?<!\S)(?P<kind>[@#])(?P<id>[A-Za-z][\w.-]*\w|[A-Za-z])")
_SHORTEST_MISSPELT = 4


@dataclass(frozen=True, slots=True)
class SettingPart:
    """The setting that a text begins with, what stands behind it, and what it was misspelt as."""

    name: str | None
    remaining: str
    misspelt: str = ""


def part(text: str, names: Collection[str]) -> SettingPart:
    """The part among `names` that a text is about."""
    for pattern, name in _OF_TWO_WORDS:
        text = pattern.sub(name, text)
    words = text.strip()
    first, _, rest = words.partition(" ")
    word = first.casefold().strip(":,.!")
    known = {name: name for name in names} | {w: n for w, n in _SYNONYMS.items() if n in names}
    if word in known:
        return SettingPart(known[word], rest.strip())
    slips = 1 if len(word) <= len("digest") else 2
    near = spelling.slipped(word, known, slips)
    if near and len(word) >= _SHORTEST_MISSPELT:
        return SettingPart(known[near], rest.strip(), first)
    return SettingPart(None, words)


def clears(text: str) -> bool:
    """Whether a text takes back what is set: "none", "off", "clear"."""
    return text.casefold() in _CLEARED


def mentioned(text: str, of: Picked, *, plain: bool) -> tuple[tuple[str, ...], str]:
    """The ids of those whom a text mentions, each once, and the text without them.

    `plain`: where no platform writes mentions, "@amy" and "#front-desk" are ids as well.
    """
    ids: list[str] = []

    def take(match: re.Match[str]) -> str:
        if match["kind"] != _KINDS[of]:
            return match.group()
        ids.append(match["id"])
        return " "

    rest = MENTION.sub(take, text)
    if plain:
        rest = _PLAIN.sub(take, rest)
    return tuple(dict.fromkeys(ids)), " ".join(rest.split())

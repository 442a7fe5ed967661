"""A visit's day beside the days of its authorization: "auth 9/1 to 11/30, can she come dec 2"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.errors import NotUnderstood
from models.understanding.dates import relative_days
from models.understanding.decision_days import DAY

_AUTHORIZATION = re.compile(
    r"\b(?:auths?|authoriz\w+|authoris\w+|approv(?:al|ed)|precert\w*)\b", re.IGNORECASE
)
_B = r"\s{0,3}"
_SPAN = re.compile(
    rf"(?<![\w/])(?P<first>{DAY}){_B}(?:-|–|to|thru|through|until|till?){_B}(?P<last>{DAY})(?![\w/])",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:through|thru|until|till?|ends?|ending|ended|expir(?:es?|ed|ing)|exp|runs? out|ran out"
    rf"|last day(?: is| was)?|up)(?: on|:| date| of)?{_B}(?P<last>{DAY})(?![\w/])",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:start(?:s|ed|ing)?(?: date)?|begins?|began|effective|valid from|good from|from)"
    rf"(?: is| was| on| of|:| date)?{_B}(?P<first>{DAY})(?![\w/])",
    re.IGNORECASE,
)
_DAY = re.compile(rf"(?<![\w/])(?P<day>{DAY})(?![\w/])", re.IGNORECASE)
_VISIT = re.compile(
    r"\b(?:comes?|coming|came|visits?|appts?|appointments?|booked|scheduled?|seen?|saw|needl\w+"
    r"|treat\w*|dos|sessions?|next)\b",
    re.IGNORECASE,
)
_VISITS = re.compile(r"\b(?P<count>[0-9]{1,3}) (?:approved |authorized )?visits?\b", re.IGNORECASE)
_USED = re.compile(
    r"\bused (?:up )?(?P<count>[0-9]{1,3})\b|\b(?P<other>[0-9]{1,3}) used\b", re.IGNORECASE
)
_LEFT = re.compile(r"\b(?P<count>[0-9]{1,3})(?: visits?)? (?:left|remain\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AuthorizationDays:
    """The day of a visit, and the days of the authorization that were told: one of them at least.

    `left` are the visits that remain on it, where that was told too.
    """

    visit: date
    first: date | None = None
    last: date | None = None
    left: int | None = None


def asked_in(text: str, today: date) -> AuthorizationDays | None:
    """The days of an authorization, and of one visit beside them; None where not all are told."""
    if not _AUTHORIZATION.search(text) or not _VISIT.search(text):
        return None
    found = _SPAN.search(text) or _END.search(text) or _START.search(text)
    if found is None:
        return None
    others = [*_DAY.finditer(f"{text[: found.start()]} | {text[found.end() :]}")]
    if len(others) != 1:
        return None
    try:
        days = {name: relative_days.take(day, today).on for name, day in found.groupdict().items()}
        visit = relative_days.take(others[0]["day"], today).on
    except NotUnderstood:
        return None
    if visit is None or (days.get("first") or date.min) > (days.get("last") or date.max):
        return None
    return AuthorizationDays(visit, days.get("first"), days.get("last"), _left(text))


def _left(text: str) -> int | None:
    """The visits that remain: as told, or those of the authorization less those used."""
    if told := _LEFT.search(text):
        return int(told["count"])
    given, used = _VISITS.search(text), _USED.search(text)
    if given is None or used is None:
        return None
    return max(int(given["count"]) - int(used["count"] or used["other"]), 0)

"""Visits behind /session extend: so many in all, or more, of which authorization, until when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.understanding.commands.authorization_commands import (
    NUMBER_WORDS,
    SERIAL,
    read_authorizing,
)
from models.understanding.commands.session_commands import without_filler
from models.understanding.dates import relative_days
from models.understanding.small_numbers import in_digits
from models.understanding.whole_number import ALONE, ENDS

_NO_LENGTH = (
    r"(?![\w/.:-])(?!\s{1,3}(?:more\s{1,3})?(?:d(?:ays?)?|w(?:ee)?ks?|mo(?:nth)?s?|y(?:ea)?rs?)\b)"
)
_VISITS = re.compile(
    r"(?:\b(?P<by>by|plus|add(?:ing)?|another|additional|extra)\s{1,3}|\b(?P<to>to)\s{1,3}|(?P<plus>\+)\s{0,3}){0,2}"
    rf"(?:(?<=\+)|{ALONE})(?P<number>[1-9][0-9]{{0,2}}){ENDS}(?:\s{{1,3}}(?P<more>more|additional|extra|further)\b)?"
    r"(?:\s{0,3}(?:(?P<units>(?:timed\s{1,3})?units?)|(?P<visits>visits?|sessions?|treatments?))\b"
    rf"|(?<=more){_NO_LENGTH}|(?(by){_NO_LENGTH}|(?(to){_NO_LENGTH}|(?(plus){_NO_LENGTH}|(?!)))))"
    r"(?:\s{1,3}(?:(?P<all>in\s{1,3}all|in\s{1,3}total|total|altogether)|(?P<behind>more|on\s{1,3}top))\b)?",
    re.IGNORECASE,
)
_SERIAL = re.compile(rf"\s{{0,3}}{NUMBER_WORDS}(?P<serial>{SERIAL})(?![\w/.-])", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:and|with|(?:the\s{1,3})?same\s{1,3}(?:end|day|date)|until|till?|to|through|thru|ending)\b|,",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MoreVisits:
    """Visits that extend an authorization; `serial` is its number, 0 where nobody said it.

    `is_more` says that the number comes on top of what was authorized, False that it is all; None
    where nobody said. `is_by`: the authorization itself grows, "by 4 visits", whenever it ends.
    `in_units` is None where the number stands alone, as in "to 16": what it is of is counted in it.
    """

    number: int
    serial: int
    is_more: bool | None
    is_by: bool
    in_units: bool | None
    until: date | None


def read_more(text: str, today: date) -> MoreVisits | None:
    """The visits; None where none are told, or anything besides: a first day, codes, who pays."""
    text = in_digits(text)
    told = _VISITS.search(text)
    if told is None or _says_otherwise(text, told, today):
        return None
    left = f"{text[: told.start()]} {text[told.end() :]}"
    serial = _SERIAL.match(left)
    left = left[serial.end() :] if serial else left
    end = relative_days.take_last(_UNTIL.sub(" ", left), today, today)
    if without_filler(tuple(end.remaining.split())):
        return None
    is_by = bool((told["by"] or told["plus"]) or told["to"])
    is_more = bool(told["by"] or told["plus"] or told["more"] or told["behind"])
    is_all = bool(told["all"] or told["to"])
    return MoreVisits(
        int(told["number"]),
        int(serial["serial"]) if serial else 0,
        None if is_more == is_all else is_more,
        is_by,
        bool(told["units"]) if told["units"] or told["visits"] else None,
        end.on,
    )


def without_serial(text: str) -> str:
    """The text without the number of an authorization before visits: "3 to 16 visits of 20560"."""
    serial, told = _SERIAL.match(text), _VISITS.search(text)
    return text[serial.end() :] if serial and told and serial.end() <= told.start() else text


def _says_otherwise(text: str, told: re.Match[str], today: date) -> bool:
    """Whether a first day stands there, how it joins others, or which visits alone it is of."""
    besides = f"{text[: told.start()]} {told['number']} visits {text[told.end() :]}"
    typed = read_authorizing(besides, today)
    is_joined = typed.is_instead or typed.is_as_well or typed.sure
    is_of_some = typed.codes or typed.disciplines or typed.excluding or typed.is_secondary
    return bool(typed.first or is_joined or is_of_some)

"""A first day and a length of which somebody asks the last day: "12 in 90 days from 9/1/26"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.errors import NotUnderstood
from models.understanding.dates import dates_of_service, which_year
from models.words import plain_words

# Without these no last day is asked: to look for them costs less.
_UNITS = ("day", "week", "wk", "month", "year", "yr")

_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twelve": 12, "fourteen": 14,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
_LENGTH = re.compile(
    rf"(?<!every )(?<![\w/$.,-])(?P<count>[0-9]{{1,3}}|{'|'.join(_NUMBERS)})[ -]{{1,2}}"
    r"(?:(?P<working>business|working)[ -])?(?:calendar[ -])?(?:full )?"
    r"(?P<unit>days?|weeks?|wks?|months?|mos|years?|yrs?)\b"
    r"(?! (?:ago|old|late|left|early|before|prior|earlier|in advance|ahead|pregnant|post|pp|out"
    r"|back|of pain)\b)",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"[0-9]{1,3} ?(?:or|to|-) ?[0-9]{1,3}[ -](?:day|week|wk|month|year)", re.IGNORECASE
)
# "The last day 30 days before" is no thirtieth day.
_NUMBERED = re.compile(
    r"\bday (?:no\.? |number |#)?(?P<count>[0-9]{2,3})\b"
    r"(?![ -](?:business|working|calendar|full|day|week|wk|month|year|yr))",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:last|final|end|due|exact|cut ?off) (?:day|date)\b|\bday [0-9]{2,3}\b"
    r"|\b(?:what|which)(?:'?s| is| would be| will be)?(?: the| my| our)?"
    r" (?:exact |calendar |actual )?(?:date|day|deadline)\b"
    r"|\bdeadline (?:is|falls|would|will)\b|\b(?:until|till?|by) when\b|\bwhens\b"
    r"|\bwhen'?s?(?: (?:is|was|does|do|did|would|will|must|should|exactly|the|it|that|my|our|her"
    r"|his)\b|\s{0,3}(?:\?|$))"
    r"|\bdue (?:when|by|on)\b|\bexpir\w+|\b(?:already|now|it|are we|am i|is that) (?:up|over|past"
    r"|late|too late|expired|gone|blown|out of time)\b|\bstill (?:in time|open|ok|have time|time)\b"
    r"|\b(?:past|blown|missed) (?:the |our |it\b|[0-9])"
    r"|\bhow (?:many|much)(?: more)? (?:days|time)\b(?! (?:a|per|each) )"
    r"|\bdays (?:are )?(?:left|remain\w*)\b"
    r"|\bhow long (?:do|have) (?:we|i|they)\b|\bam i late\b"
    # Days that somebody gives, or that are there to answer in: the last of them is what matters.
    r"|\b(?:give[sn]?|gave|giving|allow(?:s|ed)?) (?:us |me |you |the clinic )?(?:only |just )?"
    r"[0-9]{1,3} (?:business |working |calendar )?(?:days|weeks|wks|months)\b"
    r"|\b[0-9]{1,3}(?:st|nd|rd|th) (?:\w+ )?day (?:after|from|past|following)\b"
    r"|[0-9] (?:business |working |calendar )?days to (?:respond|answer|reply|send|submit|appeal"
    r"|dispute|contest|return|pay|fix|correct)\b|\bdue in [0-9]"
    r"|\b(?:letter|notice|eob|adr|dated)\b.{0,30}, ?[0-9]{2,3} days\W*$"
    r"|\b(?:claims?|billed|filing|filed|sent|bill)\b.{0,80}\b[0-9]{2,3} days\W*$",
    re.IGNORECASE,
)
# A length behind or before today, which is its first day: "90 days from now", "the 14th day after".
_NTH = re.compile(
    r"\b(?P<count>[0-9]{1,3})(?:st|nd|rd|th) (?P<kind>(?:business |working |calendar |))day"
    r"(?= (?:after|from|past|following)\b)",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?P<from>from|after|past) now\b", re.IGNORECASE)
_IN = re.compile(
    r"\bin (?:[0-9]{1,3}|two|three|four|six|ten) (?:more )?(?:business |working )?"
    r"(?:days|weeks|wks|months)\b",
    re.IGNORECASE,
)
_ASKS_DATE = re.compile(
    r"\b(?:what|which)(?:'?s| is| would be| will be)?(?: the| that)? (?:calendar |exact )?"
    r"(?:date|day)\b",
    re.IGNORECASE,
)
# With nothing but these beside a length and a day, the day at its end is all that is asked.
_ALONE = frozenset(
    """so what whats which when whens is will would date day the be it calendar exact from after
    since past following today now of that on""".split()
)
_FROM = re.compile(r"\b(?:after|since|following)\b", re.IGNORECASE)  # "after 7/28" is from 7/28
_OF_VISITS = re.compile(
    r"\bvisits?\b|\bsessions?\b|\bday [0-9]{2,3}\b|\b(?:first|started|began|eval\w*|needled)\b"
    r"|\bwindow\b|\bauth\w*|\bplan of care\b|\bpoc\b|\b12 in\b",
    re.IGNORECASE,
)
_OF_LETTER = re.compile(
    r"\b(?:letter|notice|dated|denied|denial|appeal\w*|dispute|contest|remit\w*|eob|era|ra|records?"
    r"|adr|audit\w*|recoup\w*|respond|response|decision)\b",
    re.IGNORECASE,
)


class LengthUnit(StrEnum):
    """What a length is counted in."""

    DAYS = "day"
    WORKING_DAYS = "business day"
    WEEKS = "week"
    MONTHS = "month"
    YEARS = "year"


_BY_LETTER = {
    "d": LengthUnit.DAYS,
    "w": LengthUnit.WEEKS,
    "m": LengthUnit.MONTHS,
    "y": LengthUnit.YEARS,
}


@dataclass(frozen=True, slots=True)
class LastDayAsked:
    """So many `unit`s from the day `first`.

    `of_visits`: visits have to lie in them. `is_alone`: nothing else stands in the text.
    """

    count: int
    unit: LengthUnit
    first: date
    of_visits: bool = False
    is_alone: bool = False


def asked_in(text: str, today: date) -> LastDayAsked | None:
    """The length and the first day, where both stand in a text that asks when it is over.

    None where it names two lengths, or two days.
    """
    small = text.lower()
    if not any(unit in small for unit in _UNITS) or not _ASKS.search(text):
        return None
    text = _NOW.sub(r"\g<from> today", _NTH.sub(r"\g<count> \g<kind>days", text))
    if _EITHER.search(text):
        return None
    lengths = {_length(found) for found in _LENGTH.finditer(text)}
    lengths |= {(int(found["count"]), LengthUnit.DAYS) for found in _NUMBERED.finditer(text)}
    if len({_in_days(*length) for length in lengths}) != 1:
        return None
    further = _FROM.sub("from", _NUMBERED.sub(" ", _LENGTH.sub(" ", text)))
    is_ahead = _IN.search(text) is not None and _ASKS_DATE.search(text) is not None
    first = _first(further, today) or (today if is_ahead else None)
    if first is None:
        return None
    count, unit = min(lengths)  # "14 days" and "two weeks" are one length
    of_visits = not _OF_LETTER.search(text) and _OF_VISITS.search(text) is not None
    return LastDayAsked(count, unit, first, of_visits, is_alone=_is_alone(further, today))


def _is_alone(text: str, today: date) -> bool:
    """Whether only a day stands in a text without its length, and what asks for another one."""
    try:
        remaining = dates_of_service.take(text, today).remaining
    except NotUnderstood:
        return False
    return _ALONE.issuperset(plain_words(remaining))


def _length(found: re.Match[str]) -> tuple[int, LengthUnit]:
    count = _NUMBERS.get(found["count"].lower()) or int(found["count"])
    unit = _BY_LETTER[found["unit"][0].lower()]
    is_working = found["working"] and unit is LengthUnit.DAYS
    return count, LengthUnit.WORKING_DAYS if is_working else unit


def _in_days(count: int, unit: LengthUnit) -> tuple[int, LengthUnit]:
    return (7 * count, LengthUnit.DAYS) if unit is LengthUnit.WEEKS else (count, unit)


def _first(text: str, today: date) -> date | None:
    """The one day that is named; without its year the latest, which may be soon."""
    try:
        dates = dates_of_service.take(text, today)
    except NotUnderstood:
        return None
    on = dates.on
    if on is None or dates.until:
        return None
    is_letter = _OF_LETTER.search(text) or which_year.speaks_of_past(text)
    if dates.is_yearless and on > today and is_letter:  # a notice is never of a day to come
        return which_year.year_before(on)
    return on

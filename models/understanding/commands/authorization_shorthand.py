"""How letters and desks shorten an authorization: "12v eff 12/1 exp 2/28", "2x/wk for 6 weeks"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from models.calendar_words import MONTH
from models.understanding.small_numbers import number_of
from models.understanding.whole_number import ALONE, ENDS

_DAY_BEHIND = rf"(?=[0-9]{{1,4}}[/-]|(?:{MONTH})\b|today\b|tomorrow\b)"
_DATE = r"(?:\s{1,3}(?:date|day|on))?\s{0,3}:?\s{1,3}"
_VISITS = re.compile(
    rf"{ALONE}(?P<number>[0-9]{{1,3}}){ENDS}\s?v(?:ts?|sts?|is)?s?\b(?![./-])", re.IGNORECASE
)
_FROM = re.compile(rf"\b(?:eff(?:ective)?|start|begin)s?\b\.?{_DATE}{_DAY_BEHIND}", re.IGNORECASE)
_UNTIL = re.compile(
    rf"\b(?:exp(?:ir(?:es|ing|ation|y))?|ends?)\b\.?{_DATE}{_DAY_BEHIND}", re.IGNORECASE
)
_FEW = "[1-7]|one|two|three|four|five"
_PACE = re.compile(
    rf"(?<![\w/.-])(?:(?:(?P<or>{_FEW})\s{{0,3}}(?:[-–]|\bto\b|\bor\b)\s{{0,3}})?(?P<number>{_FEW})\s{{0,3}}"
    r"(?:(?:x|×|times?|visits?|sessions?|treatments?)\s{0,3}(?:/|per\b|an?\b|each\b|every\b)?"
    r"|days?\s{0,3}(?:/|per\b|an?\b|each\b|every\b)|/|per\b|an?\b)"
    r"|(?P<word>once|twice)\s{1,3}(?:per\b|an?\b|each\b|every\b)?)"
    r"\s{0,3}(?:week(?:ly)?|wk)\b",
    re.IGNORECASE,
)
_EVERY_FEW = re.compile(r"\b(?:every|each|per)\s{1,3}(?:[0-9]{1,2}|other)\b", re.IGNORECASE)
_LENGTH = re.compile(
    rf"(?:\b(?:for|over|within|x|times)\s{{1,3}})?{ALONE}(?P<number>[0-9]{{1,3}}){ENDS}\s{{0,3}}"
    r"(?P<unit>days?|weeks?|wks?|months?|mos?)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"{ALONE}(?P<number>[0-9]{{1,3}}){ENDS}\s{{1,3}}(?P<more>more|further|extra)\b"
    rf"|\b(?:another|extra|further)\s{{1,3}}(?P<behind>[0-9]{{1,3}}){ENDS}(?=\s{{1,3}}(?:visit|session|treatment))"
    rf"|{ALONE}(?P<before>[0-9]{{1,3}}){ENDS}\s{{1,3}}(?P<noun>visits?|sessions?|treatments?)\s{{1,3}}more\b",
    re.IGNORECASE,
)
_ADDITIONAL = re.compile(r"\b(?:addt'?l|add'?l|addnl|addit)\b\.?", re.IGNORECASE)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Length:
    """How long an authorization holds, as it was typed: "8 weeks"."""

    number: int
    unit: str

    def last_day(self, first: date) -> date:
        """The last day of so many from the first: 8 weeks from a Monday end on a Sunday."""
        days = {"d": 1, "w": _WEEK}.get(self.unit[0])
        if days:
            return first + timedelta(days=days * self.number - 1)
        return first + relativedelta(months=self.number) - timedelta(days=1)

    def ends_about(self, last: date, first: date) -> bool:
        """Whether it ends on such a day, or on the one beside it."""
        return abs(last - self.last_day(first)) <= timedelta(days=1)

    @property
    def weeks(self) -> int:
        """How many weeks it is; 0 where it is of days or months."""
        return self.number if self.unit.startswith("w") else 0

    @property
    def words(self) -> str:
        """As it is told: "8 weeks"; "1 month"."""
        noun = {"d": "day", "w": "week", "m": "month"}[self.unit[0]]
        return f"{self.number} {noun}{'s' * (self.number != 1)}"


def spelled_out(text: str) -> str:
    """The text with its days behind "from" and "until", "additional" and "visits" in full."""
    text = _VISITS.sub(r"\g<number> visits", text)
    text = _ADDITIONAL.sub("additional", text)
    return _UNTIL.sub(" until ", _FROM.sub(" from ", text))


def take_more(text: str) -> tuple[bool, str]:
    """Whether the visits are told as more than there are, and the text with their number alone."""
    found = _MORE.search(text)
    if found is None:
        return False, text
    number = found["number"] or found["behind"] or found["before"]
    noun = found["noun"] or ""
    return True, f"{text[: found.start()]}{number} {noun}{text[found.end() :]}"


def take_pace(text: str) -> tuple[tuple[int, ...], str]:
    """How many visits a week, "2 to 3" as both, none where nobody said; the text without that."""
    found = _PACE.search(text)
    if found is None:
        return (), text
    if found["word"]:
        numbers = [{"once": 1, "twice": 2}[found["word"].casefold()]]
    else:
        told = filter(None, (found["or"], found["number"]))
        numbers = [number_of(number.casefold()) for number in told]
    return tuple(numbers), f"{text[: found.start()]} {text[found.end() :]}"


def take_length(text: str) -> tuple[Length | None, str]:
    """For how long it holds, and the text without that; none where it may be how often they come.

    "Once every 2 weeks for 12 weeks" is left as it is.
    """
    found = _LENGTH.search(text)
    if found is None or not int(found["number"]) or _EVERY_FEW.search(text):
        return None, text
    length = Length(int(found["number"]), found["unit"].casefold())
    return length, f"{text[: found.start()]} {text[found.end() :]}"

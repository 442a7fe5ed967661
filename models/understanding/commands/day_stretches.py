"""From one day to another within a booking: "12/1-12/4", "Dec 1 to 4", "Mon Wed 12/7 to 12/18".

Days that have a name, or a number of a month alone, are written out as dates before.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from models import calendar_words
from models.understanding.dates import named_days

_DATE = (
    r"(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}(?:/(?:[0-9]{4}|[0-9]{2}))?"
    rf"|{calendar_words.MONTH}\b\.?\s{{0,3}}[0-9]{{1,2}}(?:st|nd|rd|th)?(?:,?\s{{1,3}}20[0-9]{{2}}\b)?)"
)
_STRETCH = re.compile(
    rf"(?<![\w/.-])(?:(?:from|between)\s{{1,3}})?(?P<of_first>{calendar_words.WEEKDAY}\.?,?\s{{1,3}})?"
    rf"(?P<first>{_DATE}|today|tomorrow)\s{{0,3}}(?:-{{1,2}}|–|—|\b(?:to|thru|through|until|till?)\b)\s{{0,3}}"
    rf"(?P<of_last>{calendar_words.WEEKDAY}\.?,?\s{{1,3}}(?=[0-9a-z]))?"
    rf"(?P<last>{_DATE}|[0-9]{{1,2}}(?:st|nd|rd|th)?|{calendar_words.WEEKDAY})(?![\w/-])",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:\bon\s{1,3})?(?:\bthe\s{1,3})?\b(?P<day>[0-9]{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE
)
_LISTED = re.compile(
    rf"(?P<month>\b{calendar_words.MONTH}\b\.?\s{{0,3}})(?P<days>[0-9]{{1,2}}(?:st|nd|rd|th)?"
    r"(?:\s{0,3}(?:,|&|\band\b|\s)\s{0,3}[0-9]{1,2}(?:st|nd|rd|th)?(?![\w/-]))+)",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\bin\s{1,3}(?P<number>[0-9]{1,2}|an?|one|two|three)\s{1,3}(?P<unit>day|week)s?\b",
    re.IGNORECASE,
)
_WEEKDAYS = re.compile(
    rf"\b(?P<first>{calendar_words.WEEKDAY})\s{{0,3}}(?:-|–|\b(?:to|thru|through)\b)\s{{0,3}}"
    rf"(?P<last>{calendar_words.WEEKDAY})\b(?!\.?,?\s{{0,3}}(?:[0-9]|{calendar_words.MONTH}\b))"
    r"|\b(?P<all>m-f|weekdays|(?:work|working|business)\s{0,3}days)\b",
    re.IGNORECASE,
)
_FEW = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_WEEKDAY = re.compile(rf"\b{calendar_words.WEEKDAY_OR_WEEKDAYS}\b", re.IGNORECASE)
_MONTH = re.compile(rf"{calendar_words.MONTH}\b\.?", re.IGNORECASE)


def written_out(text: str, today: date) -> str:
    """A text with named days and days of a month alone as dates: "christmas", "the 15th"."""
    while named := named_days.find(text, today):
        day = min(day for day in named.days_around(today.year) if day >= today)
        text = f"{text[: named.start]} {day.isoformat()} {text[named.end :]}"
    text = _WEEKDAYS.sub(_each_weekday, text)
    text = _LISTED.sub(_each, text)
    text = _IN.sub(lambda match: _ahead(match, today), text)
    return _numbers_written_out(text, today)


def take(text: str) -> tuple[str, str, str] | None:
    """The first and the last day of a stretch as they were typed, and the rest; None without.

    A weekday before the first alone is in the rest: it may be what is repeated.
    """
    match = _STRETCH.search(text)
    if match is None:
        return None
    first, last = match["first"], match["last"]
    if last.rstrip("stndrh").isdigit():
        if not (month := _MONTH.match(first)):
            return None
        last = f"{month[0]} {last}"
    before, of_first = text[: match.start()], match["of_first"] or ""
    is_label = bool(match["of_last"]) and not _WEEKDAY.search(before)
    return first, last, f"{before} {'' if is_label else of_first} {text[match.end() :]}"


def _each(match: re.Match[str]) -> str:
    """Several days of one month, each with it: "Dec 1, 3 and 8"."""
    days = re.findall(r"[0-9]{1,2}", match["days"])
    return " ".join(f"{match['month'].strip()} {day}" for day in days)


def _each_weekday(match: re.Match[str]) -> str:
    """The weekdays from one to another: "Mon-Fri"."""
    first, last = (match["first"] or "Mon", match["last"] or "Fri")
    begins, ends = calendar_words.weekday(first), calendar_words.weekday(last)
    if ends < begins:
        return match[0]
    return f" {' '.join(calendar_words.SHORT_WEEKDAYS[begins : ends + 1])} "


def _ahead(match: re.Match[str], today: date) -> str:
    typed = match["number"].casefold()
    number = _FEW.get(typed) or int(typed)
    return (today + timedelta(days=number * (7 if match["unit"] == "week" else 1))).isoformat()


def _numbers_written_out(text: str, today: date) -> str:
    dated = [found.span() for found in re.finditer(_DATE, text, re.IGNORECASE)]

    def full(match: re.Match[str]) -> str:
        is_part = any(start <= match.start("day") < end for start, end in dated)
        days = [day for day in named_days.of_numbers(int(match["day"]), today) if day >= today]
        return match[0] if is_part or not days else days[0].isoformat()

    return _ALONE.sub(full, text)

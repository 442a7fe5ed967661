"""What may be typed behind /caps: the board asked for, a cap's number, window and contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from models import spelling
from models.understanding.commands import cap_contents
from models.understanding.commands.cap_contents import EVERY_VISIT, CapContents
from models.understanding.dates import relative_days
from models.understanding.small_numbers import in_digits
from models.understanding.whole_number import ALONE, ENDS
from models.visits import window as windows
from models.visits.limit import Needs, Stage
from models.visits.program_window import CalendarDay, CalendarWeek
from models.visits.window import Window

_COUNT = rf"{ALONE}(?P<number>[0-9]{{1,4}}){ENDS}\s*+(?:visits?|sessions?|treatments?)?+\s*+"
_SETTING = re.compile(
    rf"{_COUNT}(?:per|a|an|each|every|in|within|for|/)\s*(?P<window>.+)$", re.IGNORECASE
)
_DROPPED = re.compile(r"\b(?:none|off|no\s+(?:cap|limit)|nothing)\s*$", re.IGNORECASE)
_BARE = re.compile(rf"{_COUNT}$", re.IGNORECASE)
_MONEY = re.compile(
    r"[$€£]\s?[0-9][0-9.,]{0,9}|\b(?:co-?pays?(?:ments?)?|co-?insurance|deductibles?|dollars?)\b",
    re.IGNORECASE,
)
_FIRST_NUMBER = re.compile(rf"{ALONE}[0-9]{{1,4}}{ENDS}(?![\w-])")
_AT_MOST = re.compile(r"\b(?:no|not)\s+more\s+than\b", re.IGNORECASE)
_PARTS = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|[0-9][\w.,/+−–-]*", re.IGNORECASE)
_PLAN_YEAR = re.compile(
    r"\b(?:(?:benefit|plan|contract|policy)\s+)?year\s+(?:from|starting|beginning|of)\b",
    re.IGNORECASE,
)
_OWN_YEAR = re.compile(r"\b(?:benefit|plan|contract|policy)\s+(?:year|yr)\b", re.IGNORECASE)
_LENGTH = re.compile(
    rf"{ALONE}(?P<number>[0-9]{{1,4}}){ENDS}[\s-]*(?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_ROLLS = re.compile(r"\b(?:rolling|any|last|look\s?back|consecutive)\b", re.IGNORECASE)
_ROLLING = re.compile(r"\brolling\b", re.IGNORECASE)
_FIRST = re.compile(r"\bfirst\s+(?:visit|session|day|treatment)\b", re.IGNORECASE)
_AFTER = re.compile(r"\bafter\s+(?P<alias>.+)$", re.IGNORECASE)
_OVER = re.compile(r"\b(?:only\s+)?over(?:\s+only|\s+the\s+limit)?\b", re.IGNORECASE)
_BEFORE_COUNTS = frozenset(
    "a an at be cap for is it limit max maximum most of only please set the to up visit".split()
)
_OF_WINDOWS = frozenset(
    """a an and any back begin beginning benefit cal calendar care claim consecutive
    contract count day each episode every first for from in injury is it last life
    lifetime look lookback month of on one patient per period plan please policy rolling
    session start starting that the thi to treatment visit week window with within year
    yr""".split()
)
_NO_WINDOWS = frozenset({"biennium", "decade", "fortnight", "quarter", "season", "semester"})
"""Stretches that no window is: which one is meant is asked."""
_WEEK = 7
_MONTHS_A_YEAR = 12
_DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class CapSetting:
    """A cap to set. `about` is the text that names the payer or alias.

    `window` None means that the words fit several windows: `which` are their clear wordings.
    `is_dropped` says that there is to be no cap.
    """

    about: str
    number: int | None
    window: Window | None
    which: tuple[str, ...] = ()
    is_dropped: bool = False
    unused: tuple[str, ...] = ()  # words that say nothing of a cap
    by_own_year: bool = False  # a benefit year, and no day on which it begins
    contents: CapContents = EVERY_VISIT


@dataclass(frozen=True, slots=True)
class BoardRequest:
    """Which board is asked for: behind which alias it goes on, and whom it shows."""

    after: str = ""
    over: bool = False
    about: str = ""


_WORDS = frozenset(
    """visit visits session sessions treatment treatments calendar benefit rolling episode lifetime
    injury month months evaluation evaluations evals excluding excluded combined authorization
    authorizations improving speech therapy therapies occupational physical needling additional
    acupuncture chiropractic massage network condition before after other""".split()
)
"""Words that a slip of the finger is put right to, and some that they could be taken for."""
_LONG_WORD = re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])", re.IGNORECASE)
_SHORT = {"pcy": "per calendar year", "pby": "per benefit year", "p/yr": "per year"}
_PER_YEAR = re.compile(r"\b(?:pcy|pby|p/yr)\b", re.IGNORECASE)
_HARD = re.compile(r"\b(?:(?:hard|visit|benefit) )?(?:max(?:imum)?|limit|cap)\b", re.IGNORECASE)
_EVERY_YEAR = (
    "calendar year",
    "rolling 365 days",
    "rolling 12 months",
    "365 days from the first visit",
    "benefit year from July 1",
)
_OWN_YEARS = (
    "calendar year",
    *(f"benefit year from {month} 1" for month in ("April", "July", "October")),
)
"""The years of plans that are common: any other month and day may be typed."""


def read_setting(text: str, about: str = "") -> CapSetting:
    """What stands behind "set"; `about` where the alias has been taken out already."""
    text = in_digits(_AT_MOST.sub(" ", text))
    if money := _MONEY.findall(text):  # a price is no number of visits
        return CapSetting(about or _clean(text), 1, None, _EVERY_YEAR, unused=tuple(money))
    if _DROPPED.search(text):
        return _dropping(text, about)
    number = None if about else _FIRST_NUMBER.search(text)
    start = number.start() if number else 0
    head, behind = cap_contents.put_behind(text[:start], text[start:])
    contents = EVERY_VISIT
    if about or number:
        contents = cap_contents.take(_mended(behind))
        behind = contents.remaining
    text = f"{head}{behind}"
    counted = _SETTING.search(text) or _BARE.search(text)
    head = text[: counted.start()] if counted else text
    unused = _strange(head, _BEFORE_COUNTS) if about else ()
    if counted is None:
        return CapSetting(
            about or _clean(head), None, None, _EVERY_YEAR, unused=unused, contents=contents
        )
    words = counted.groupdict().get("window") or ""
    if about and not words and unused:  # "calendar year 20 visits"
        words, unused = head, ()
    window, which = read_window(words) if words else (None, _EVERY_YEAR)
    unused += beside_window(words, window) if words else ()
    by_own_year = window is None and is_own_year(words)
    visits, contents, left = _authorized_after(int(counted["number"]), contents)
    about = about or _clean(head)
    return CapSetting(about, visits, window, which, False, (*unused, *left), by_own_year, contents)


def _authorized_after(
    number: int, contents: CapContents
) -> tuple[int, CapContents, tuple[str, ...]]:
    """The number that is open at once, where each visit after some needs an authorization."""
    after = contents.authorized_after
    if not after:
        return number, contents, ()
    if after == number:
        return number, replace(contents, frees=True), ()
    if after > number or contents.stages:
        return number, contents, (f"after {after}",)
    stages = (Stage(number - after, Needs.AUTHORIZED),)
    return after, replace(contents, stages=stages), ()


def _mended(text: str) -> str:
    """The text with slips in the words of a cap put right, and its abbreviations written out."""
    text = _PER_YEAR.sub(lambda found: _SHORT[found[0].casefold()], _HARD.sub(" ", text))
    return _LONG_WORD.sub(lambda found: _right(found[0]), text)


def _right(word: str) -> str:
    plain = word.casefold()
    if plain in _WORDS or plain.removesuffix("s") in _OF_WINDOWS:
        return word
    return spelling.slipped(plain, _WORDS, 1) or word


def _dropping(text: str, about: str) -> CapSetting:
    dropped = _DROPPED.search(text)
    head = text[: dropped.start()] if dropped else text
    unused = _strange(head, _BEFORE_COUNTS) if about else ()
    return CapSetting(about or _clean(head), None, None, is_dropped=True, unused=unused)


def beside_window(text: str, window: Window | None) -> tuple[str, ...]:
    """The words of a window that say nothing of it, numbers that it does not hold among them."""
    if isinstance(window, windows.BenefitYear):
        _, text = relative_days.take_anniversary(text)
    elif window is None:
        _, text = relative_days.take_month_day(text)
    if window is None or isinstance(
        window, windows.RollingDays | windows.RollingMonths | windows.DaysFromFirstVisit
    ):
        text = _LENGTH.sub(" ", text, count=1)
    known = _OF_WINDOWS if window else _OF_WINDOWS | _NO_WINDOWS
    return _strange(text, known)


def _strange(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """The words and numbers of a text, without those that are known here."""
    words = (word.strip(",;:!?=()") for word in text.split())
    parts = (word for part in words for word in _PARTS.findall(part))
    return tuple(word for word in parts if word.casefold().removesuffix("s") not in known)


def read_window(text: str) -> tuple[Window | None, tuple[str, ...]]:
    """The window that words name, or the clear wordings among which to choose."""
    plain = " ".join(text.casefold().split()).strip(" .")
    if _PLAN_YEAR.search(plain) and not _FIRST.search(plain):
        day, _ = relative_days.take_anniversary(text)
        return (windows.BenefitYear(*day), ()) if day else (None, _OWN_YEARS)
    for word, known in _NAMED:
        if re.search(rf"\b{word}\b", plain):
            is_calendar = isinstance(known, windows.CalendarYear | windows.CalendarMonth)
            is_two = is_calendar and (_FIRST.search(plain) or _ROLLING.search(plain))
            return (None, _EVERY_YEAR) if is_two else (known, ())
    length = _LENGTH.search(plain)
    if length:
        return _long(int(length["number"]), length["unit"], plain)
    if _FIRST.search(plain) and "year" in plain:
        return windows.DaysFromFirstVisit(_DAYS_A_YEAR), ()
    if _ROLLS.search(plain) and "year" in plain:
        return windows.RollingMonths(_MONTHS_A_YEAR), ()
    return None, _among(plain)


def _among(plain: str) -> tuple[str, ...]:
    """The clear wordings that words of no one window may mean."""
    if re.search(r"\bweek\b", plain):
        return ("calendar week", "rolling 7 days")
    if is_own_year(plain):
        return _OWN_YEARS
    return _EVERY_YEAR if "year" in plain else ("calendar year", *_OTHERS)


def is_own_year(text: str) -> bool:
    """Whether words name the year of a plan, which begins on a day of its own."""
    return _OWN_YEAR.search(text) is not None


def read_asking(text: str) -> BoardRequest:
    """What stands behind a bare /caps: "over", "medicare", "over medicare after BLUE-47K"."""
    after = _AFTER.search(text)
    if after:
        text = text[: after.start()]
    over = _OVER.search(text) is not None
    about = _clean(_OVER.sub(" ", text))
    return BoardRequest(after["alias"].strip() if after else "", over, about)


_NAMED: tuple[tuple[str, Window], ...] = (
    ("calendar year", windows.CalendarYear()),
    ("cal(?:endar)? yr", windows.CalendarYear()),
    ("(?:calendar month|(?<![0-9][ -])month)", windows.CalendarMonth()),
    ("life(?:time)?", windows.Lifetime()),
    ("patient", windows.Lifetime()),
    ("injury", windows.Injury()),
    ("claim", windows.Injury()),
    ("episode", windows.Episode()),
    ("calendar week", CalendarWeek()),
    ("(?:^(?:calendar )?day(?: of service)?$)", CalendarDay()),
)
_OTHERS = ("calendar month", "rolling 90 days", "episode of care", "injury", "lifetime")


def _long(number: int, unit: str, plain: str) -> tuple[Window | None, tuple[str, ...]]:
    """A length of time: it rolls, or it runs from the first visit; bare, it may be either."""
    if number < 1:
        return None, _EVERY_YEAR
    days = number * {"day": 1, "week": _WEEK, "month": 30, "year": _DAYS_A_YEAR}[unit]
    months = number * {"month": 1, "year": _MONTHS_A_YEAR}.get(unit, 0)
    if _FIRST.search(plain):
        exact = unit != "month"
        return (windows.DaysFromFirstVisit(days), ()) if exact else (None, (_from_first(days),))
    if _ROLLS.search(plain):
        return (windows.RollingMonths(months) if months else windows.RollingDays(days)), ()
    rolling = f"rolling {months} months" if months else f"rolling {days} days"
    every = ("calendar year",) if days in {_DAYS_A_YEAR, 360} else ()
    return None, (rolling, _from_first(_DAYS_A_YEAR if every else days), *every)


def _from_first(days: int) -> str:
    return f"{days} days from the first visit"


def _clean(text: str) -> str:
    return re.sub(r"\b(?:for|to|at|is)\s*$", "", text.strip(" ,:="), flags=re.IGNORECASE).strip(
        " ,:="
    )

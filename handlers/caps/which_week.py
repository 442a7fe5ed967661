"""Which week /caps week is asked for: by a day of it, or next, last, the one after next."""

from __future__ import annotations

import re
from datetime import date, timedelta

from handlers.command import Request
from handlers.session.find_chart import refuse_unused
from models import calendar_words
from models.errors import NotUnderstood
from models.reply import Choice
from models.understanding.commands import day_stretches, session_commands
from models.understanding.dates import named_days, relative_days
from models.understanding.dates.two_days import TwoDays
from models.wording import bookings as wording

DAYS = 7

ONE = timedelta(days=1)

_SUNDAY = 6

_NO_DAY = rf"(?:\s{{1,3}}week)?\b(?!\s{{1,3}}{calendar_words.WEEKDAY}\b)"

_AFTER_NEXT = re.compile(
    rf"\b(?:(?:the\s{{1,3}})?week\s{{1,3}})?after\s{{1,3}}next{_NO_DAY}", re.IGNORECASE
)

_NEXT = re.compile(rf"\b(?:next|coming){_NO_DAY}", re.IGNORECASE)

_LAST = re.compile(rf"\b(?:last|past|previous){_NO_DAY}", re.IGNORECASE)

_THIS = re.compile(rf"\b(?:this|current){_NO_DAY}", re.IGNORECASE)

_OF = re.compile(r"\b(?:(?:the\s{1,3})?week\s{1,3}of|of|on)\b", re.IGNORECASE)

_WEEKDAY = re.compile(rf"(?P<day>{calendar_words.WEEKDAY})", re.IGNORECASE)

_FILLER = re.compile(r"\b(?:this|week|of|the|in|on|for|current)\b", re.IGNORECASE)


def which_monday(request: Request, text: str) -> date:
    """The first day of the week that is asked for; of the next one where no work is left in it.

    A Sunday without work begins the week behind it, as on calendars here.
    """
    if stretch := day_stretches.take(text):
        *ends, rest = stretch
        days = [relative_days.take_first(end, request.today).on for end in ends]
        text = f"{' '.join(day.isoformat() for day in days if day)} {rest}"
    today, text, weeks = request.today, *_weeks_on(_with_dates(text, request.today))
    try:
        taken = relative_days.take_first(_FILLER.sub(" ", text), today)
    except TwoDays as two:
        mondays = {day - day.weekday() * ONE for day in two.days}
        if len(mondays) > 1 or two.remaining.strip(" -"):
            raise _of_which_day(two, request) from None
        return mondays.pop()
    _refuse_words(taken.remaining)
    on = taken.on or today
    if taken.on is None:
        is_over = not _has_work_left(request)
        begins = is_over and today.weekday() == _SUNDAY
        weeks = weeks + begins if weeks is not None else int(is_over)
    return on - on.weekday() * ONE + (weeks or 0) * DAYS * ONE


def _with_dates(text: str, today: date) -> str:
    """A text whose named days, and a weekday or number alone, are dates to come: bookings are."""
    if named := named_days.find(text, today):
        on = min(named.days_around(today.year), key=lambda day: abs(day - today))
        return f"{text[: named.start]} {on.isoformat()} {text[named.end :]}"
    alone = _OF.sub(" ", text).strip()
    if weekday := _WEEKDAY.fullmatch(alone):
        ahead = (calendar_words.weekday(weekday["day"]) - today.weekday()) % DAYS
        return (today + ahead * ONE).isoformat()
    if number := named_days.number_alone(alone):
        coming = [day for day in named_days.of_numbers(number, today) if day >= today]
        return coming[0].isoformat() if coming else text
    return text


def _refuse_words(text: str) -> None:
    """Raise for what names no week; an alias there is shown by itself."""
    words = tuple(text.split())
    try:
        refuse_unused(words, "/caps week", "changed")
    except NotUnderstood as trouble:
        trouble.mend = "Name a day of the week: /caps week 12/7, or next, or last."
        if len(words) == 1 and session_commands.may_be_alias(words[0]):
            alias = words[0].upper()
            trouble.choices = (Choice(f"What is booked of {alias}", f"/caps {alias}"),)
        raise


def _weeks_on(text: str) -> tuple[str, int | None]:
    """A text without the words of its week, and how many weeks on that is; None without any."""
    for words, weeks in ((_AFTER_NEXT, 2), (_NEXT, 1), (_LAST, -1), (_THIS, 0)):
        if words.search(text):
            return words.sub(" ", text), weeks
    return text, None


def _of_which_day(two: TwoDays, request: Request) -> NotUnderstood:
    """A week holds one day that is asked for: a button for each."""
    offered = [
        Choice(f"Week of {wording.day(day, request.today)}", f"/caps week {day.isoformat()}")
        for day in two.days
    ]
    return NotUnderstood(two.what, "Which week? A day of it is enough.", offered)


def _has_work_left(request: Request) -> bool:
    working = request.clinic.preferences.hours.days
    return any(weekday in working for weekday in range(request.today.weekday(), DAYS))

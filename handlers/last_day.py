"""The last day of a length from a day, where both were typed: it leads whatever else is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from handlers import topics
from handlers.command import Request
from models import calendar_words, federal_holidays
from models.reply import Line, Reply
from models.understanding.dates.last_day_asked import LastDayAsked, LengthUnit, asked_in
from models.wording import phrases

_SOON = 30  # days
_DAY = timedelta(days=1)


def before(reply: Reply, request: Request) -> Reply:
    """The reply, led by the last day that is asked for; that alone where nothing else is held."""
    today = request.today
    asked = asked_in(request.text, today)
    if asked is None or reply.refused:
        return reply
    length = f"{phrases.count(asked.count, asked.unit)} from {phrases.day(asked.first)}"
    if asked.is_alone:
        return Reply(length, lines=(Line(_told(asked, today)),))
    return led_by(reply, length, _told(asked, today))


def led_by(reply: Reply, headline: str, said: str) -> Reply:
    """The reply, led by what was counted; under its own headline where nothing else is sure."""
    told = Line(said)
    if topics.KNOWN in reply.lines:
        return Reply(headline, lines=(told,))
    if not reply.is_closest:
        return replace(reply, lines=(told, *reply.lines))
    near = f"{topics.OR}{reply.headline.removeprefix(topics.CLOSEST)}"
    first, *further = reply.lines
    first = replace(first, text=f"{near} {first.text}")
    of_other = (line for line in further if not line.text.startswith(topics.OR))
    return replace(reply, headline=headline, lines=(told, first, *of_other))


def _told(asked: LastDayAsked, today: date) -> str:
    """The last day by both ways of counting: with the first day, and from the day after it."""
    end, first = _end(asked), phrases.day(asked.first)
    if asked.first == today:
        length = phrases.count(asked.count, asked.unit)
        return f"{length} from today, {first}: {phrases.day(end)}, {_weekday(end)}."
    length = f"{phrases.count(asked.count, asked.unit)} from {first}"
    if asked.unit is LengthUnit.WORKING_DAYS:
        return f"{length}, federal holidays left out, end on {_named(end, today)}."
    if asked.of_visits:
        last = _named(end - _DAY, today)
        return f"{length}, that day counted, end on {last}; not counted, on {phrases.day(end)}."
    with_first = phrases.day(end - _DAY)
    return (
        f"{length} end on {_named(end, today)}; where that first day counts too, on {with_first}."
    )


def _named(end: date, today: date) -> str:
    """A last day with its weekday, and that it is past or near."""
    named = f"{phrases.day(end)}, {_weekday(end)}"
    left = (end - today).days
    if left < 0:
        return f"{named} that is past"
    if not left:
        return f"{named}, today"
    return f"{named}, {phrases.count(left, 'day')} from today" if left <= _SOON else named


def _weekday(day: date) -> str:
    """A day's weekday, and which holiday it is: nothing is taken in on one."""
    weekday = calendar_words.WEEKDAYS[day.weekday()]
    holiday = federal_holidays.name_of(day)
    return f"a {weekday} ({holiday})" if holiday else f"a {weekday}"


def _end(asked: LastDayAsked) -> date:
    match asked.unit:
        case LengthUnit.DAYS:
            return asked.first + asked.count * _DAY
        case LengthUnit.WEEKS:
            return asked.first + 7 * asked.count * _DAY
        case LengthUnit.MONTHS:
            return asked.first + relativedelta(months=asked.count)
        case LengthUnit.YEARS:
            return asked.first + relativedelta(years=asked.count)
        case LengthUnit.WORKING_DAYS:
            days = _working_days(asked.first)
            return [next(days) for _ in range(asked.count)][-1]


def _working_days(first: date) -> Iterator[date]:
    day = first
    while True:
        day += _DAY
        if federal_holidays.is_working_day(day):
            yield day

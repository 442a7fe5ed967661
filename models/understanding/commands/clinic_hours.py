"""How digest, quiet hours, weekdays and patience are read; LEAST_PATIENCE and MOST_PATIENCE."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Final

from models import calendar_words
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands import time_zones
from models.understanding.dates.whole_dates import DATE, day_of
from models.understanding.whole_number import BESIDE
from models.wording.settings import say_quiet

DIGEST_EXAMPLE = "/clinic digest 8:00 am Eastern Mon-Fri"
QUIET_EXAMPLE = "/clinic quiet 6 pm to 7:30 am"
PATIENCE_EXAMPLE = "/clinic patience 4 hours"

# Of the form for settings, the field that an example is for.
_FIELDS = {DIGEST_EXAMPLE: FieldName.DIGEST, QUIET_EXAMPLE: FieldName.FROM}

_MOST_QUIET = timedelta(hours=16)  # longer ones leave no working day
LEAST_PATIENCE, MOST_PATIENCE = timedelta(minutes=10), timedelta(hours=40)

_I: Final = re.IGNORECASE
_DAY = calendar_words.WEEKDAY_OR_WEEKDAYS
_SPAN = re.compile(
    rf"\b(?P<first>{_DAY})\s*(?:-|–|to|through|thru|until)\s*(?P<last>{_DAY})\b",
    _I,
)
_ONE = re.compile(rf"\b(?P<day>{_DAY})\b", _I)
_SETS = (
    (
        re.compile(r"\b(?:m\s*-\s*f|(?:week|work(?:ing)?\s*|business\s+)days?)\b", _I),
        range(5),
    ),
    (
        re.compile(r"\b(?:every\s*day|all\s+days|daily|7\s+days(?:\s+a\s+week)?)\b", _I),
        range(7),
    ),
    (re.compile(r"\bweekends?\b", _I), range(5, 7)),
)
_CLOCK = re.compile(
    r"(?<![0-9:.])(?:(?P<word>noon|midnight)|(?P<digits>[0-9]{4})(?!\s*[ap]\.?m)"
    r"|(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?\s*(?P<half>[ap]\.?\s?m?\b\.?)?)(?![0-9:])",
    _I,
)
_OFF = re.compile(r"\b(?:off|none|never|no|stop|without)\b", _I)
_FILLER = frozenset(
    """a and at be between clinic come comes day days digest each every for from go hours in is it
    morning night of on only our please quiet send set ship the time till to until us we with
    through o'clock oclock us""".split()
)
_FOR_A_WHILE = re.compile(
    r"\b(?:today|tonight|tomorrow|next\s+week|(?:for|next)\s+\S+\s+(?:h(?:ou)?rs?|days?|weeks?))\b",
    _I,
)
_NOON = 12
_SURE = re.compile(r"\b(?:for\s+sure|really|sure)\b", _I)
_CLEAR = re.compile(r"[ap]\.?\s?m\b|[0-9][ap]\b|noon|midnight|\b0[0-9]|\b[0-9]{4}\b", _I)
"""What tells morning from evening: a half of the day, or a clock of 24 hours."""

_AMOUNT = re.compile(
    rf"(?:(?<![0-9{BESIDE}])(?P<number>[0-9]{{1,5}}(?:\.[0-9])?)(?![0-9])|\b(?P<word>an?|half\s+an?))\s*"
    r"(?P<unit>h(?:(?:ou)?rs?)?|m(?:in(?:ute)?s?)?)(?![a-z])",
    _I,
)


@dataclass(frozen=True, slots=True)
class Digest:
    """When a digest is to come, or `is_off`; None where nobody said. `is_sure` of its days."""

    wall: time | None = None
    zone: str | None = None
    days: tuple[int, ...] | None = None
    is_off: bool = False
    is_sure: bool = False


def read_digest(text: str) -> Digest:
    """Time, zone and days in any order, or "off"."""
    _refuse_date(text)
    taken = time_zones.take(text)
    days, rest = take_days(taken.remaining)
    walls, rest = take_times(rest)
    is_sure, rest = _SURE.search(rest) is not None, _SURE.sub(" ", rest)
    if len(walls) > 1:
        raise _unclear("A digest comes once a day, and that names two times.", DIGEST_EXAMPLE)
    rest, is_off = _take_off(rest, DIGEST_EXAMPLE)
    _refuse_rest(rest, DIGEST_EXAMPLE)
    if is_off and (walls or days or taken.zone):
        raise _unclear("Is it to be off, or to come?", DIGEST_EXAMPLE)
    return Digest(walls[0] if walls else None, taken.zone, days, is_off, is_sure)


def read_quiet(text: str) -> tuple[time, time] | None:
    """From when until when no alert is to come; None for "off"."""
    _refuse_date(text)
    if _FOR_A_WHILE.search(text):
        raise NotUnderstood(
            "Quiet hours are the same every day. Nothing was changed.",
            "A day on which no alert comes is a day off; one alert alone is snoozed.",
            [
                Choice("No alert tomorrow", "/clinic holidays add tomorrow"),
                Choice("The open alerts", "/clinic alerts"),
                Choice("Quiet hours", "/clinic quiet"),
            ],
            field=FieldName.FROM,
        )
    sure = _SURE.search(text)
    walls, rest = take_times(_SURE.sub(" ", text))
    rest, is_off = _take_off(rest, QUIET_EXAMPLE)
    _refuse_weekdays(rest)
    _refuse_rest(re.sub(r"[-–]", " ", rest), QUIET_EXAMPLE)
    if is_off and not walls:
        return None
    if is_off or len(walls) != 2:  # noqa: PLR2004
        raise _unclear("Quiet needs two times: from when, and until when.", QUIET_EXAMPLE)
    begin, end = walls
    if not sure and not _CLEAR.search(text) and begin.hour <= _NOON > end.hour:
        raise _either_half(begin, end)
    if begin == end:
        raise _unclear("Those are the same time.", QUIET_EXAMPLE)
    if not sure:
        _refuse_by_day(begin, end)
    return begin, end


def read_patience(text: str) -> timedelta:
    """An amount of working time: "4 hours", "90 min", "1 h 30 min", "4"."""
    text = re.sub(r"\bworking\b", " ", text, flags=_I)
    amounts = list(_AMOUNT.finditer(text))
    rest = _AMOUNT.sub(" ", text)
    total = sum((_amount(amount) for amount in amounts), timedelta())
    if not amounts and (bare := re.fullmatch(r"\s*([0-9]{1,2}(?:\.[0-9])?)\s*", text)):
        total, rest = timedelta(hours=float(bare[1])), ""
    if amounts or not rest.strip():
        _refuse_rest(rest, PATIENCE_EXAMPLE)
    else:
        raise _unclear("Give hours or minutes of working time.", PATIENCE_EXAMPLE)
    if not LEAST_PATIENCE <= total <= MOST_PATIENCE:
        raise _unclear("Give from 10 minutes to 40 hours of working time.", PATIENCE_EXAMPLE)
    return total


def take_days(text: str) -> tuple[tuple[int, ...] | None, str]:
    """The weekdays that a text names, None where it names none, and the rest."""
    weekdays: set[int] = set()
    for pattern, days in _SETS:
        if pattern.search(text):
            weekdays |= set(days)
            text = pattern.sub(" ", text)
    while span := _SPAN.search(text):
        first, last = calendar_words.weekday(span["first"]), calendar_words.weekday(span["last"])
        weekdays |= {(first + n) % 7 for n in range((last - first) % 7 + 1)}
        text = f"{text[: span.start()]} {text[span.end() :]}"
    while one := _ONE.search(text):
        weekdays.add(calendar_words.weekday(one["day"]))
        text = f"{text[: one.start()]} {text[one.end() :]}"
    return tuple(sorted(weekdays)) or None, text


def take_times(text: str) -> tuple[list[time], str]:
    """The times of day that a text names, and the rest."""
    walls = []
    while clock := _CLOCK.search(text):
        walls.append(_time(clock))
        text = f"{text[: clock.start()]} {text[clock.end() :]}"
    return walls, text


def _refuse_date(text: str) -> None:
    """Refuse one day of the calendar, which is a day off and no rule for every week."""
    if one_day := DATE.search(text):
        day = day_of(one_day)
        close = f"/clinic holidays add {day.month}/{day.day}/{day.year}"
        raise NotUnderstood(
            f"{one_day.group()} is one day, and this holds for every week. Nothing was changed.",
            "A day off, on which no alert and no digest comes, is one of the holidays.",
            [Choice(close, close)],
        )


def _refuse_weekdays(text: str) -> None:
    """Refuse days of the week, on which alerts wait all day where they are no working days."""
    days, _ = take_days(text)
    if days:
        raise NotUnderstood(
            "Quiet hours are the same every day. Nothing was changed.",
            "On days that are no working days alerts wait all day. Write the working days: "
            "/clinic digest Mon-Fri",
            [Choice("Working days", "/clinic digest"), Choice("Quiet hours", "/clinic quiet")],
            field=FieldName.FROM,
        )


def _take_off(text: str, example: str) -> tuple[str, bool]:
    """The text without the word that switches off, and whether there was one; "never off" is two.

    Raises `NotUnderstood` for two.
    """
    rest, times = _OFF.subn(" ", text)
    if times > 1:
        raise _unclear("Is it to be off, or to come?", example)
    return rest, times == 1


def _amount(amount: re.Match[str]) -> timedelta:
    word = (amount["word"] or "").lower()
    number = (0.5 if word.startswith("half") else 1.0) if word else float(amount["number"])
    return timedelta(**{"hours" if amount["unit"].lower()[0] == "h" else "minutes": number})


def _time(clock: re.Match[str]) -> time:
    if clock["word"]:
        return time(_NOON) if clock["word"].lower() == "noon" else time()
    digits, half = clock["digits"], (clock["half"] or "")[:1].lower()
    hour = int(digits[:2] if digits else clock["hour"])
    minute = int(digits[2:] if digits else clock["minute"] or 0)
    if half and not 1 <= hour <= _NOON:
        raise _no_time(clock)
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        return time(0 if (hour, minute) == (24, 0) else hour, minute)
    except ValueError:
        raise _no_time(clock) from None


def _either_half(begin: time, end: time) -> NotUnderstood:
    evening = begin.replace(hour=(begin.hour + _NOON) % 24)  # 12 is noon, or midnight
    pairs = [(evening, end), (begin, end)]
    if begin.hour == _NOON:
        pairs[1] = begin, end.replace(hour=end.hour + _NOON)
    return NotUnderstood(
        "Morning or evening? Nothing was changed.",
        "Write am or pm behind each time.",
        [
            Choice(say_quiet(pair), f"/clinic quiet {_short(pair[0])}-{_short(pair[1])} sure")
            for pair in pairs
            if pair[0] != pair[1]
        ],
        field=FieldName.FROM,
    )


def _no_time(clock: re.Match[str]) -> NotUnderstood:
    return NotUnderstood(
        f"{clock.group().strip()} is no time of day. Nothing was changed.",
        "Write it as 8:00 am, 6 pm or 18:00.",
    )


def _refuse_by_day(begin: time, end: time) -> None:
    """Refuse quiet that covers noon, or nearly all day: those are most likely the hours of work."""
    covers_noon = begin <= time(_NOON) < end if begin < end else not end <= time(_NOON) < begin
    if covers_noon or _lasts(begin, end) > _MOST_QUIET:
        other, same = f"{_short(end)}-{_short(begin)}", f"{_short(begin)}-{_short(end)}"
        offered = _lasts(end, begin) <= _MOST_QUIET
        turned = Choice(f"Quiet from {say_quiet((end, begin))}", f"/clinic quiet {other} sure")
        raise NotUnderstood(
            "That would keep alerts back over the working day. Nothing was changed.",
            "Quiet hours are those in which nobody works.",
            [
                *([turned] if offered else []),
                Choice(f"Quiet from {say_quiet((begin, end))}", f"/clinic quiet {same} sure"),
            ],
            field=FieldName.FROM,
        )


def _lasts(begin: time, end: time) -> timedelta:
    """How long quiet hours last, over midnight too."""
    minutes = (end.hour - begin.hour) * 60 + end.minute - begin.minute
    return timedelta(minutes=minutes % (24 * 60))


def _short(wall: time) -> str:
    return wall.isoformat("minutes")


def _refuse_rest(rest: str, example: str) -> None:
    words = [word.strip(".,;:()") for word in rest.split()]
    unused = [w for w in words if w and w != "-" and w.casefold() not in _FILLER]
    if unused:
        raise _unclear(f"I did not understand “{' '.join(unused)}”.", example)


def _unclear(what: str, example: str) -> NotUnderstood:
    return NotUnderstood(
        f"{what} Nothing was changed.",
        f"Write it so: {example}",
        [Choice(example, example)],
        field=_FIELDS.get(example),
    )

"""What is asked of a list of sessions before any is logged: whose day, whose no-show it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.command import Request
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands import log_words
from models.understanding.commands.log_lists import ListedLog
from models.understanding.dates import relative_days
from models.understanding.dates.two_days import TwoDays
from models.wording import phrases, standings

_LOG = "/session log"
_NAMED = 2
"""So many aliases a button names."""


def ask_day(listed: Sequence[ListedLog], request: Request) -> None:
    """Raise `NotUnderstood` where some have a day and some have none: it may be meant for all."""
    try:
        days = [relative_days.take(one.words, request.today).on for one in listed]
    except TwoDays:  # each is asked for its day
        return
    told = {day for day in days if day}
    if not told or None not in days:
        return
    today = request.today
    as_typed = [_on(one, day or today, request) for one, day in zip(listed, days, strict=True)]
    without = [one.typed for one, day in zip(listed, days, strict=True) if day is None]
    names = phrases.either(without, "and") if len(without) <= _NAMED else "The others"
    others = Choice(f"{names} today", f"{_LOG} {'; '.join(as_typed)}")
    if len(told) > 1:
        raise NotUnderstood(
            f"Of which day {'are' if without[1:] else 'is'} {phrases.either(without, 'and')}?",
            "Nothing was logged yet. No day stands there.",
            [others],
            field=FieldName.ON,
        )
    (day,) = told
    of_all = [_on(one, day, request) for one in listed]
    raise NotUnderstood(
        f"Is {standings.weekday(day)} the day of all of them?",
        "Nothing was logged yet. It does not stand behind each of them.",
        [Choice(f"All on {phrases.day(day)}", f"{_LOG} {'; '.join(of_all)}"), others],
        field=FieldName.ON,
    )


def _on(one: ListedLog, day: date, request: Request) -> str:
    words = relative_days.take(one.words, request.today).remaining
    return " ".join(filter(None, [one.typed, words, "on", day.isoformat()]))


def ask_of_whom(listed: Sequence[ListedLog]) -> None:
    """Raise `NotUnderstood` where a no-show or the like may be of one alias or of those before."""
    for bare in listed:
        said, without = log_words.of_one_visit(bare.words) if bare.is_shared else ("", "")
        if said:
            raise _of_whom(listed, bare.words, said, without)


def _of_whom(listed: Sequence[ListedLog], words: str, said: str, without: str) -> NotUnderstood:
    shared = [one for one in listed if one.words == words]
    last = shared[-1].typed
    of_all = [f"{one.typed} {one.words}".strip() for one in listed]
    of_last = [
        f"{one.typed} {without}".strip() if one.is_shared and one.words == words else of_all[at]
        for at, one in enumerate(listed)
    ]
    names = phrases.either([one.typed for one in shared], "and")
    return NotUnderstood(
        f"{said.capitalize()}: {names}, or {last} alone?",
        "Nothing was logged yet.",
        [
            Choice(f"{last} alone", f"{_LOG} {'; '.join(of_last)}"),
            Choice("All of them", f"{_LOG} {'; '.join(of_all)}"),
        ],
        field=FieldName.ALIAS,
    )

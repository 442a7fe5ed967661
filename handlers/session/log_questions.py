"""What is asked of a list of sessions before any is logged: whose day, whose no-show it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.command import Request
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands import log_lists, log_words
from models.understanding.commands.log_lists import ListedLog
from models.understanding.dates import relative_days
from models.wording import phrases, standings

_LOG = "/session log"


def ask_day(listed: Sequence[ListedLog], request: Request) -> None:
    """Raise `NotUnderstood` where a day may be meant for the last aliases or for all of them."""
    if not log_lists.names_day_for_last_alone(listed, request.today):
        return
    day = relative_days.take(listed[-1].words, request.today).on or request.today
    of_all = [_on(one, day, request) for one in listed]
    own = [relative_days.take(one.words, request.today).on for one in listed]
    as_typed = [_on(o, on or request.today, request) for o, on in zip(listed, own, strict=True)]
    raise NotUnderstood(
        f"Is {standings.weekday(day)} the day of all of them?",
        "Nothing was logged yet. It does not stand behind each of them.",
        [
            Choice(f"All on {phrases.day(day)}", f"{_LOG} {'; '.join(of_all)}"),
            Choice("The others today", f"{_LOG} {'; '.join(as_typed)}"),
        ],
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

"""What is asked of a list of sessions before any is logged: whose day, whose no-show it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, groupby

from handlers.command import Request
from handlers.session.log import which_day
from handlers.session.log.log_reading import PreparedLog
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands import log_words
from models.understanding.commands.log_lists import ListedLog
from models.understanding.commands.log_words import Missed
from models.understanding.dates import relative_days
from models.understanding.dates.two_days import TwoDays
from models.wording import phrases, session_words, standings

_LOG = "/session log"
_NAMED = 2
"""So many aliases a button names."""


def ask_day(listed: Sequence[ListedLog], request: Request) -> None:
    """Raise `NotUnderstood` where some have a day and some have none: it may be meant for all.

    And where a day goes by today, and today may be the day before at the clinic.
    """
    todays = which_day.todays(request)
    try:
        readings = [_days(listed, today) for today in todays]
    except TwoDays:  # each is asked for its day
        return
    days = readings[-1]
    told = {day for day in days if day}
    if todays[1:] and (None in days or readings[0] != days):
        choices = (c for day in todays for c in _either(listed, day, f"on {phrases.day(day)}"))
        raise which_day.asked([*{choice.command: choice for choice in choices}.values()])
    if not told or None not in days or told == {request.today}:
        return
    without = _without_day(listed, request.today)
    offered = _either(listed, request.today, "today")
    if len(told) > 1:
        raise NotUnderstood(
            f"Of which day {'are' if without[1:] else 'is'} {phrases.either(without, 'and')}?",
            "Nothing was logged yet. No day stands there.",
            offered,
            field=FieldName.ON,
        )
    raise NotUnderstood(
        f"Is {standings.weekday(told.pop())} the day of all of them?",
        "Nothing was logged yet. Only some of them name that day.",
        offered,
        field=FieldName.ON,
    )


def ask_which_of_two(first: PreparedLog, again: PreparedLog) -> None:
    """Raise `NotUnderstood` where one alias stands in a list twice, each time as something else.

    One that is named once more without a word is the same visit.
    """
    is_bare = not (again.log.missed or session_words.said(again.session))
    is_same = (first.log.missed, first.session) == (again.log.missed, again.session)
    if is_same or (is_bare and not first.log.missed):
        return
    one, other = map(_as_what, (first, again))
    raise NotUnderstood(
        f"{first.alias} stands there twice on {standings.weekday(first.on)}: {one}, and {other}.",
        "Nothing was logged yet. Write it once, with all codes of the visit; what was a second "
        "session of that day is logged by itself.",
        field=FieldName.ALIAS,
    )


def _as_what(prepared: PreparedLog) -> str:
    """As what it stands in the list: "as a no-show", "as 20560", "without a code"."""
    if prepared.log.missed:
        return "as a no-show" if prepared.log.missed is Missed.NO_SHOW else "as cancelled"
    said = session_words.said(prepared.session).removeprefix(", ")
    return f"as {said}" if said else "without a code"


def _days(listed: Sequence[ListedLog], today: date) -> list[date | None]:
    """The day that each names, with this for today. Raises `TwoDays`."""
    return [relative_days.take(one.words, today).on for one in listed]


def _without_day(listed: Sequence[ListedLog], today: date) -> list[str]:
    days = zip(listed, _days(listed, today), strict=True)
    return [one.typed for one, day in days if day is None]


def _either(listed: Sequence[ListedLog], today: date, spoken: str) -> list[Choice]:
    """The list with a day behind each: the only one that is named, or today where none is.

    `spoken` is how a button calls today.
    """
    days, without = _days(listed, today), _without_day(listed, today)
    told = {day for day in days if day} or {today}
    as_typed = [_on(one, day or today, today) for one, day in zip(listed, days, strict=True)]
    of_all = [_on(one, min(told), today) for one in listed]
    names = phrases.either(without, "and") if len(without) <= _NAMED else "The others"
    label = f"{names} {spoken}" if without else f"If today is {standings.weekday(today)}"
    others = Choice(label, f"{_LOG} {'; '.join(as_typed)}")
    if len(told) > 1:
        return [others]
    return [
        Choice(f"All on {phrases.day(min(told))}", f"{_LOG} {'; '.join(of_all)}"),
        *([others] if without and told != {today} else []),
    ]


def _on(one: ListedLog, day: date, today: date) -> str:
    words = relative_days.take(one.words, today).remaining
    return " ".join(filter(None, [one.typed, words, "on", day.isoformat()]))


def ask_how_far(listed: Sequence[ListedLog], today: date) -> None:
    """Raise `NotUnderstood` where words stand in the middle, and none behind the last of a list.

    "A, B 97140, C": the code may be of all of them, of those up to it, or of B alone.
    """
    groups = [list(group) for _, group in groupby(listed, lambda one: one.group)]
    found = [_in_the_middle(group, today) for group in groups]
    told = next((at for at, middle in enumerate(found) if middle), None)
    if told is None:
        return
    group, middle = groups[told], found[told]
    words, has_shared = group[middle - 1].words, any(one.is_shared for one in group[:middle])
    bare, own = group[middle:], group[middle - 1].typed
    names = phrases.either([one.typed for one in bare], "and")

    def log(label: str, meant: Sequence[ListedLog]) -> Choice:
        all_ = [*chain(*groups[:told]), *meant, *chain(*groups[told + 1 :])]
        typed = (f"{one.typed} {one.words}".strip() for one in all_)
        return Choice(label, f"{_LOG} {'; '.join(typed)}")

    raise NotUnderstood(
        f"Does what stands behind {own} hold for {names} too?",
        "Nothing was logged yet. Nothing stands behind the last.",
        [
            log("For all of them", [*group[:middle], *(replace(b, words=words) for b in bare)]),
            log(f"Not for {names}", group),
            *(
                [log(f"For {own} alone", [_alone(one, bare[0].words) for one in group])]
                if has_shared
                else []
            ),
        ],
        field=FieldName.ALIAS,
    )


def _alone(one: ListedLog, for_all: str) -> ListedLog:
    """An alias without the words of a later one."""
    return replace(one, words=for_all) if one.is_shared else one


def _in_the_middle(group: Sequence[ListedLog], today: date) -> int:
    """At which of a group the aliases begin of which nothing is said behind one of which is; or 0.

    What is said of one visit alone, and a day, are asked about elsewhere.
    """
    at = next((at for at, one in enumerate(group) if one.is_bare), 0)
    if not at:
        return 0
    words = log_words.of_one_visit(group[at - 1].words)[1]
    try:
        return at if relative_days.take(words, today).remaining.strip() else 0
    except TwoDays:
        return at


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

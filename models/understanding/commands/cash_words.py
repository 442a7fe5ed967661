"""What may be typed behind /coverage cash: a payer, who bills, booked on which day for which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from models import calendar_words
from models.errors import NotUnderstood
from models.reply import Choice
from models.understanding.dates import named_days, relative_days
from models.understanding.dates.two_days import TwoDays

_MARK = re.compile(
    r"\b(?P<booked>(?:re-?)?(?:booke?d|boo?ked|booking|scheduled|sched|made|called)"
    r"(?:\s+(?:on|at))?)\b"
    r"|\b(?P<asked>(?:(?:asked|asks|asking|requested|requests)|wants?(?=\s+(?:an?|the)\s+"
    r"(?:good|gfe|estimate|quote|price|cost)))(?:\s+(?:for|about))?(?:\s+(?:an?|the))?"
    r"(?:\s+(?:good\s+faith|cost|price|written))?(?:\s+(?:estimate|gfe|quote|price|cost)s?)?"
    r"(?:\s+(?:on|at))?)\b"
    r"|\b(?P<on>(?:(?:appt|appointment|visit|dos|seen|comes?(?:\s+in)?|coming(?:\s+in)?)"
    r"(?:\s+(?:is|on|for))?|for|on))\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    rf"(?<!last )(?<!next )(?<!past )\b(?:this\s+)?(?P<day>{calendar_words.WEEKDAY})\b",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"\b(?:path|prices?|pay|pays|paying|paid|patients?|self[ -]pay|out of pocket|needling|dry"
    r"|charge|with|who|wants?|to)\b",
    re.IGNORECASE,
)
_UNINSURED = re.compile(
    r"\b(?:uninsured|not insured|(?:no|without|has no) (?:insurance|coverage|payer|plan)"
    r"|self[ -]?pay(?:ing|er)?|cash[ -]?pay(?:ing)?)\b",
    re.IGNORECASE,
)
_BEHIND = timedelta(days=60)
"""A visit without its year lies at most so long back: its estimate is of no use any more."""


@dataclass(frozen=True, slots=True)
class CashWords:
    """The days that were typed, None for one that was not, and the text that names the payer.

    `asked` is the day on which the patient asked for the estimate. `is_uninsured`: no payer is to
    be billed, by the words.
    """

    about: str
    booked: date | None = None
    on: date | None = None
    asked: date | None = None
    is_uninsured: bool = False


def read(text: str, today: date) -> CashWords:
    """Take the days out of a text. Raises `NotUnderstood` for one that no calendar has.

    A day without a word before it is the visit's, and so is one ahead that it is "booked" on, if
    no other is the visit's: nobody made a booking tomorrow.
    """
    is_uninsured = _UNINSURED.search(text) is not None
    text, kept = _UNINSURED.sub(" ", text), "uninsured " if is_uninsured else ""
    marks = list(_MARK.finditer(text))
    starts = [mark.start() for mark in marks] + [len(text)]
    rest = [text[: starts[0]]]
    booked: date | None = None
    asked: date | None = None
    visits: list[date] = []
    ahead: list[date] = []  # booked on
    for mark, end in zip(marks, starts[1:], strict=True):
        behind = text[mark.end() : end]
        if mark["on"]:
            around = (f"{kept}{text[: mark.end()]} ", f" {text[end:]}")
            taken = _of_visit(behind, today, around)
            visits += [taken.on] if taken.on else []
            rest.append(taken.remaining if taken.on else text[mark.start() : end])
            continue
        first, visit, remaining = _of_two(behind, today)
        rest.append(remaining)
        visits += [visit] if visit else []
        if mark["asked"]:
            asked = first if first and first <= today else today
            visits += [first] if first and first > today else []
        elif first and first > today:
            ahead.append(first)
        elif first:
            booked = first
    bare = _of_visit(rest[0], today, (f"{kept}for ", f" {text[starts[0] :]}"))
    visits += [bare.on] if bare.on else []
    if ahead and not booked and visits and ahead[0] < min(visits):
        booked = ahead.pop(0)
    if ahead and visits and ahead[0] > min(visits):
        raise NotUnderstood(
            "The visit lies before the day on which it was booked.",
            "Check the two days: the booking first, then the visit, as in booked 11/30 for 12/9.",
        )
    about = " ".join(_SMALL_TALK.sub(" ", " ".join([bare.remaining, *rest[1:]])).split())
    return CashWords(about, booked, _only(visits + ahead), asked, is_uninsured)


def _of_two(text: str, today: date) -> tuple[date | None, date | None, str]:
    """The day behind "booked", the visit's where one ahead follows ("today 12/9"), and the rest."""
    try:
        taken = relative_days.take(text, today)
    except TwoDays as two:
        first, *others = two.days
        if len(others) > 1 or not first <= today < others[0]:
            raise
        return first, others[0], two.remaining
    return taken.on, None, taken.remaining


def _of_visit(text: str, today: date, around: tuple[str, str]) -> relative_days.DayReading:
    """The day as every question takes it, a weekday ahead. Raises where its year is open.

    `around` is what was typed before and behind.
    """
    ahead = _WEEKDAY.sub(r"next \g<day>", text)
    if named_days.number_alone(ahead) is not None:  # "the 15th"
        return relative_days.take_last(ahead, today, today)
    taken = relative_days.take(ahead, today)
    following = relative_days.take_last(ahead, today, today - _BEHIND)
    if taken.on and following.on and taken.on != following.on:
        raise _of_which_year((taken.on, following.on), taken.remaining, around)
    return taken


def _of_which_year(
    days: tuple[date, date], remaining: str, around: tuple[str, str]
) -> NotUnderstood:
    before, behind = around
    typed = [
        " ".join(f"/coverage cash {before}{day.isoformat()} {remaining}{behind}".split())
        for day in days
    ]
    labels = [f"{day:%B} {day.day}, {day.year}" for day in days]
    return NotUnderstood(
        f"Is the visit on {labels[0]} or on {labels[1]}?",
        "Choose it, or type the day with its year.",
        [Choice(label, command) for label, command in zip(labels, typed, strict=True)],
    )


def _only(visits: list[date]) -> date | None:
    if len(set(visits)) > 1:
        raise NotUnderstood(
            "That names two days of the visit.",
            "Type the day of booking behind booked, and one for the visit: booked 11/30 for 12/9.",
        )
    return visits[0] if visits else None

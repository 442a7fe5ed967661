"""The Share button, and what leaves an answer that everybody reads: days asked for, buttons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from models.reply import Choice, Line, Reply
from models.understanding.canonical import Canonical
from models.wording import phrases

SHARED = Reply("Shared", lines=(Line("Everyone here sees it now, with your name."),))
SHARED_IN_CHAT = Reply(
    "Shared", lines=(Line("Whoever is in this chat sees it now, with your name."),)
)
ALREADY_SHARED = Reply("That is shared already", lines=(Line("Nothing was posted twice."),))


DATE_OF_SERVICE = "Date of service"
AS_KNOWN = "As known on"

_ASKED = {
    DATE_OF_SERVICE: "Asked for a date of service in {}.",
    AS_KNOWN: "Asked as it was known in {}.",
}
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")


def shareable(reply: Reply, asked: Canonical) -> Reply:
    """The reply to what was asked, with the way to share it."""
    command = asked.command
    choices = (*reply.choices, Choice("Share", f"/share {command.removeprefix('/')}"))
    return replace(reply, about=asked.about, canonical=command, choices=choices)


def for_everyone(reply: Reply) -> Reply:
    """The answer to a canonical command, without the days that were asked for.

    A year names nobody (45 CFR 164.514(b)(2)(i)(C)), and says which rule was asked for. It stands
    for its day wherever the answer words one.
    """
    days = [date.fromisoformat(day) for day in _DATED.findall(reply.canonical)]
    years = (
        Line(_ASKED[fact.label].format(fact.value[-4:]))
        for fact in reply.facts
        if fact.label in _ASKED
    )
    lines = (*reply.lines, *years)
    facts = (fact for fact in reply.facts if fact.label not in _ASKED)
    return replace(
        reply,
        headline=_in_years(reply.headline, days),
        lines=_lines_in_years(lines, days),
        facts=tuple(replace(fact, value=_in_years(fact.value, days)) for fact in facts),
        sections=tuple(
            replace(section, lines=_lines_in_years(section.lines, days))
            for section in reply.sections
        ),
        cautions=_lines_in_years(reply.cautions, days),
        choices=tuple(
            choice
            for choice in reply.choices
            if not choice.command.startswith("/share") and not _DATED.search(choice.command)
        ),
        picks=(),
        canonical="",  # it holds the days
    )


def _lines_in_years(lines: Iterable[Line], days: Iterable[date]) -> tuple[Line, ...]:
    return tuple(replace(line, text=_in_years(line.text, days)) for line in lines)


def _in_years(text: str, days: Iterable[date]) -> str:
    """A text with the year of each of these days in its place."""
    for day in days:
        for worded in (phrases.day(day), phrases.long_day(day), day.isoformat()):
            text = text.replace(worded, str(day.year))
    return text

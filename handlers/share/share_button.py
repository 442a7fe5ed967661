"""The Share button, and what leaves an answer that everybody reads: days, names, buttons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from models.amended import amended
from models.mention import MENTION
from models.reply import Choice, Details, Line, Reply, Weight
from models.understanding.canonical_command import Canonical, OfAllPayers
from models.wording import phrases

SHARED = Reply("Shared", lines=(Line("Everyone here sees it now, with your name."),))
SHARED_IN_CHAT = Reply(
    "Shared", lines=(Line("Whoever is in this chat sees it now, with your name."),)
)
ALREADY_SHARED = Reply("That is shared already", lines=(Line("Nothing was posted twice."),))


WRONG = "This is wrong"
"""What the button says that has an answer checked."""

_LONGEST_WRONG = 140
"""Characters of a command that fit into a menu of every platform."""

_ENDS = re.compile(r" ?It (?:ends on|cannot end before) [^.]{0,120}\.")
"""When a time to contest ends: whoever counts back from it has the day that was asked for."""

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")

_BY_STAFF = re.compile(rf"(?:; called)? by {MENTION.pattern}(?:, who called)?")
"""Who entered a rule of the clinic's own, called for it or took it back."""


def shareable(
    reply: Reply, asked: Canonical, *, is_understood: bool = False, about: tuple[str, ...] = ()
) -> Reply:
    """The reply to what was asked, with the way to share it; see `Reply` for `is_understood`.

    `about` are facts that it tells besides those that were asked for.
    """
    command = asked.command
    behind = command.removeprefix("/")
    choices = (*reply.choices, Choice("Share", f"/share {behind}"))
    if _cites(reply) and not isinstance(asked, OfAllPayers) and len(behind) <= _LONGEST_WRONG:
        choices = (*choices, Choice(WRONG, f"/wrong {behind}", Weight.MORE))
    return amended(
        reply,
        about=(*asked.about, *about),
        canonical=command,
        choices=choices,
        details_command=f"{command} details",
        is_understood=is_understood,
    )


def _cites(reply: Reply) -> bool:
    """Whether it tells what a source says."""
    named = reply.provenance and reply.provenance.sources
    return bool(named) or any(line.cites for line in reply.lines)


def for_everyone(reply: Reply) -> Reply:
    """The answer to a canonical command, without the days that were asked for, and names of staff.

    A year names nobody (45 CFR 164.514(b)(2)(i)(C)), and says which rule was asked for. It stands
    for its day wherever the answer words one; where the rule is another within that year, the days
    of the rule do. The command that shows the details goes where it holds a day.
    """
    known = dict(reply.days_for_everyone)
    days = {
        date.fromisoformat(day): known.get(day, day[:4]) for day in _DATED.findall(reply.canonical)
    }
    shown = Details(
        lines=reply.lines,
        facts=reply.facts,
        sections=reply.sections,
        cautions=reply.cautions,
        sources=reply.sources,
        choices=reply.choices,
    )
    public = _for_everyone(shown, days)
    of, build = reply.provenance, reply.details
    return replace(
        reply,
        headline=_in_public(reply.headline, days),
        lines=public.lines,
        facts=public.facts,
        sections=public.sections,
        cautions=public.cautions,
        choices=public.choices,
        provenance=replace(of, dates=_in_public(of.dates, days)) if of else None,
        details=(lambda: _for_everyone(build(), days)) if build else None,
        details_command="" if _DATED.search(reply.details_command) else reply.details_command,
        picks=(),
        canonical="",  # it holds the days
        days_for_everyone=(),
    )


def _for_everyone(shown: Details, days: Mapping[date, str]) -> Details:
    """What stands on one level of a reply, with other words for days, without private choices."""
    return replace(
        shown,
        lines=_lines_in_public(shown.lines, days),
        facts=tuple(replace(fact, value=_in_public(fact.value, days)) for fact in shown.facts),
        sections=tuple(
            replace(section, lines=_lines_in_public(section.lines, days))
            for section in shown.sections
        ),
        cautions=_lines_in_public(shown.cautions, days),
        choices=tuple(
            choice
            for choice in shown.choices
            if not choice.command.startswith("/share") and not _DATED.search(choice.command)
        ),
    )


def _lines_in_public(lines: Iterable[Line], days: Mapping[date, str]) -> tuple[Line, ...]:
    return tuple(replace(line, text=_in_public(line.text, days)) for line in lines)


def _in_public(text: str, days: Mapping[date, str]) -> str:
    """A text with words for each of these days, no end counted from them, and nobody's name."""
    text = _BY_STAFF.sub("", text)
    for day, words in days.items():
        text = _ENDS.sub("", text)
        for worded in (phrases.day(day), phrases.long_day(day), day.isoformat()):
            text = text.replace(worded, words)
    for words in days.values():
        text = text.replace(f"{words} to {words}", words)
    return text

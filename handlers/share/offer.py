"""The Share button, and what leaves an answer that everybody reads: days asked for, buttons."""

from __future__ import annotations

import re
from dataclasses import replace

from models.reply import Choice, Line, Reply
from models.understanding.canonical import Canonical

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

    A year names nobody (45 CFR 164.514(b)(2)(i)(C)), and says which rule was asked for.
    """
    years = (
        Line(_ASKED[fact.label].format(fact.value[-4:]))
        for fact in reply.facts
        if fact.label in _ASKED
    )
    return replace(
        reply,
        lines=(*reply.lines, *years),
        facts=tuple(fact for fact in reply.facts if fact.label not in _ASKED),
        choices=tuple(
            choice
            for choice in reply.choices
            if not choice.command.startswith("/share") and not _DATED.search(choice.command)
        ),
        picks=(),
        canonical="",  # it holds the days
    )

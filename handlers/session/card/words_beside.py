"""What else was typed beside the alias that is shown: other aliases, and words that say nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from models.privacy.alias_text import key
from models.reply import Choice, Line, Reply
from models.understanding import details_word
from models.understanding.commands import session_commands

_ALL = frozenset("all complete entire every everything full history sessions visits whole".split())
"""Words that ask for all of a card, as "details" does."""


def take_all(text: str) -> tuple[str, bool]:
    """The text without what asks for the whole card, and whether that stood there."""
    rest, opens = details_word.take(text)
    words = [word.strip(".,!?").casefold() for word in rest.split()]
    if words and _ALL.issuperset(words):
        return "", True
    return rest, opens


def with_strange(
    reply: Reply, text: str, shown: str, known: Collection[str], command: str
) -> Reply:
    """The reply that shows an alias whatever else was typed, and says what was not understood.

    Another alias has a button of its own, with the same command: one card shows one patient.
    """
    others, text = _take_aliases(text, known)
    others.pop(shown, None)
    strange = " ".join(session_commands.without_filler(tuple(text.split())))
    is_all = not others and not any(map(session_commands.may_be_alias, strange.split()))
    only = "" if is_all else f": only {shown} is shown"
    told = []
    if strange:
        told = [Line(f"I did not use “{strange}”{only}.")]
    elif others:
        told = [Line(f"Only {shown} is shown.")]
    buttons = (Choice(f"Show {alias}", f"{command} {alias}") for alias in others)
    return replace(reply, lines=(*reply.lines, *told), choices=(*buttons, *reply.choices))


def _take_aliases(text: str, known: Collection[str]) -> tuple[dict[str, None], str]:
    """The clinic's aliases in a text, each once and in their order, and the rest of it."""
    spelled, found = {key(alias): alias for alias in known}, dict[str, None]()
    while True:
        typed, rest = session_commands.take_alias(text, known)
        if key(typed) not in spelled:
            return found, text
        found[spelled[key(typed)]] = None
        text = rest

"""What else was typed beside the alias that is shown: other aliases, and words that say nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from models.privacy.alias_text import key
from models.reply import Choice, Line, Reply
from models.understanding.commands import session_commands


def with_strange(reply: Reply, text: str, known: Collection[str], verb: str) -> Reply:
    """A reply that is shown whatever else was typed, and says that it was not understood.

    Another alias has a button of its own: one card shows one patient.
    """
    shown, others = reply.headline.partition(" ")[0], list[str]()
    while (found := session_commands.take_alias(text, known))[0]:
        spelled = {key(alias): alias for alias in known}.get(key(found[0]))
        if spelled is None:
            break
        others.append(spelled)
        text = found[1]
    strange = session_commands.without_filler(tuple(text.split()))
    is_all = not (others or any(map(session_commands.may_be_alias, strange)))
    what = "all is shown" if is_all else f"only {shown} is shown"
    told = [Line(f"I did not use “{' '.join(strange)}”: {what}.")] if strange else []
    told = told or ([Line(f"Only {shown} is shown.")] if others else [])
    each = dict.fromkeys(alias for alias in others if alias != shown)
    buttons = (Choice(f"Show {alias}", f"/{verb} {alias}") for alias in each)
    return replace(reply, lines=(*reply.lines, *told), choices=(*buttons, *reply.choices))

"""Shares an answer with everyone here: who shared it stands below, no alias and no date of service.

/share coverage <payer> [code] …   (also cpt, state and ask: the command whose answer is shared)
/share caps <alias>   (visits used and left, without the alias)
"""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import ask as asking
from handlers import caps, coverage, cpt, share_alias, state
from handlers.command import Ask, Command, Office
from models.errors import NotAllowed, NotUnderstood
from models.reply import Audience, Choice, Fact, Line, Reply, channel, person

_EXAMPLES = ("/share coverage bcbsnc 20560", "/share cpt 20560", "/share state NC")

_FROM_FACTS = {c.name: c for c in (coverage.COMMAND, cpt.COMMAND, state.COMMAND, asking.COMMAND)}

_DATE_OF_SERVICE = "Date of service"
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")


async def answer(ask: Ask, office: Office) -> Reply:
    """Run the command, and word its answer for everyone."""
    name, _, text = ask.text.strip().lstrip("/").partition(" ")
    inner = replace(ask, command=name.lower(), text=text.strip())
    if inner.command in _FROM_FACTS:
        return await _from_facts(inner, office)
    if inner.command in {"caps", "session"}:
        # Where a clinic reads its alerts, aliases stand anyway.
        among_managers = ask.clinic.preferences.channel == channel(ask.place)
        return await _of_alias(inner, office, among_managers=among_managers)
    raise NotUnderstood(
        "I do not know what to share.",
        "Write share before the command whose answer everyone should see.",
        [Choice(example, example) for example in _EXAMPLES],
    )


async def _from_facts(ask: Ask, office: Office) -> Reply:
    reply = await _FROM_FACTS[ask.command].answer(ask, office)
    if not reply.about:  # asked back, or nothing is known: that is for the asker alone
        return _through_share(reply)
    kept = tuple(fact for fact in reply.facts if fact.label != _DATE_OF_SERVICE)
    asked_for = tuple(_year(fact) for fact in reply.facts if fact.label == _DATE_OF_SERVICE)
    return public(replace(reply, facts=kept, lines=(*reply.lines, *asked_for)), ask)


async def _of_alias(ask: Ask, office: Office, *, among_managers: bool) -> Reply:
    words = ask.text.split()
    about = words[1:] if words[:1] == ["show"] else words
    if ask.command == "session" and words[:1] != ["show"]:
        raise NotUnderstood(
            "Only what is read can be shared, and nothing was done.",
            "Share how an alias stands: /share caps BLUE-47K",
            [Choice("The board", "/caps")],
        )
    if about:
        whole = share_alias.whole if among_managers else share_alias.stripped
        reply = await whole(ask, office, " ".join(about))
        return public(reply, ask) if among_managers else public(replace(reply, choices=()), ask)
    if not among_managers:
        raise NotAllowed(
            "The board names aliases, so it is shared in the managers' channel only.",
            "Share one alias without its name: /share caps BLUE-47K",
            [Choice("The board, for you", "/caps")],
        )
    return public(await caps.answer(ask, office), ask)


def public(reply: Reply, ask: Ask) -> Reply:
    """The reply for everyone, with who shared it; its buttons give no date away."""
    by = f"Shared by {person(ask.member.user)} from /{ask.command}."
    return replace(
        reply,
        audience=Audience.CHANNEL,
        choices=tuple(choice for choice in reply.choices if _may_stay(choice)),
        picks=(),
        small_print=f"{by} {reply.small_print}".strip(),
    )


def _may_stay(choice: Choice) -> bool:
    return not choice.command.startswith("/share") and not _DATED.search(choice.command)


def _year(fact: Fact) -> Line:
    """A year names nobody (45 CFR 164.514(b)(2)(i)(C)), and says which rule was asked for."""
    return Line(f"Asked for a date of service in {fact.value[-4:]}.")


def _through_share(reply: Reply) -> Reply:
    """A question back, whose buttons go on sharing."""
    again = tuple(
        replace(choice, command=f"/share {choice.command.removeprefix('/')}")
        for choice in reply.choices
        if choice.command.startswith(tuple(f"/{name} " for name in _FROM_FACTS))
    )
    return replace(reply, choices=again)


COMMAND = Command("share", __doc__, _EXAMPLES, answer)

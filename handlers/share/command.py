"""Shares an answer with everyone here: who shared it stands below, no alias and no date of service.

/share coverage <payer> [code] …   (also cpt, state and ask: the command whose answer is shared)
/share caps <alias>   (visits used and left, without the alias)
"""

from __future__ import annotations

from dataclasses import replace

from handlers import ask as asking
from handlers import cpt, state
from handlers.caps import command as caps
from handlers.command import Command, Request, Services
from handlers.coverage import command as coverage
from handlers.share import alias
from handlers.share.offer import for_everyone
from models.errors import NotAllowed, NotUnderstood
from models.reply import Audience, Choice, Reply, channel, person

_EXAMPLES = ("/share coverage bcbsnc 20560", "/share cpt 20560", "/share state NC")

_FROM_FACTS = {c.name: c for c in (coverage.COMMAND, cpt.COMMAND, state.COMMAND, asking.COMMAND)}


async def answer(request: Request, services: Services) -> Reply:
    """Run the command, and word its answer for everyone."""
    name, _, text = request.text.strip().lstrip("/").partition(" ")
    inner = replace(request, command=name.lower(), text=text.strip())
    if inner.command in _FROM_FACTS:
        return await _from_facts(inner, services)
    if inner.command in {"caps", "session"}:
        # Where a clinic reads its alerts, aliases stand anyway.
        among_managers = request.clinic.preferences.channel == channel(request.place)
        return await _of_alias(inner, services, among_managers=among_managers)
    raise NotUnderstood(
        "I do not know what to share.",
        "Write share before the command whose answer everyone should see.",
        [Choice(example, example) for example in _EXAMPLES],
    )


async def _from_facts(request: Request, services: Services) -> Reply:
    """What everybody reads answers a command that was spelled anew, and not the text.

    Where nothing was understood that can be spelled, the reply is for the asker alone.
    """
    own = await _answered(request, services)
    told = await _answered(_instead(request, own.canonical), services) if own.canonical else own
    if not told.canonical or told.canonical != own.canonical:
        return await _through_share(own, request, services)
    return public(told, request)


async def _answered(request: Request, services: Services) -> Reply:
    return await _FROM_FACTS[request.command].answer(request, services)


def _instead(request: Request, command: str) -> Request:
    """The same member asks another command."""
    name, _, text = command.removeprefix("/").partition(" ")
    return replace(request, command=name, text=text)


async def _of_alias(request: Request, services: Services, *, among_managers: bool) -> Reply:
    words = request.text.split()
    about = words[1:] if words[:1] == ["show"] else words
    if request.command == "session" and words[:1] != ["show"]:
        raise NotUnderstood(
            "Only what is read can be shared, and nothing was done.",
            "Share how an alias stands: /share caps BLUE-47K",
            [Choice("The board", "/caps")],
        )
    if about:
        whole = alias.whole if among_managers else alias.stripped
        reply = await whole(request, services, " ".join(about))
        return (
            public(reply, request)
            if among_managers
            else public(replace(reply, choices=()), request)
        )
    if not among_managers:
        raise NotAllowed(
            "The board names aliases, so it is shared in the managers' channel only.",
            "Share one alias without its name: /share caps BLUE-47K",
            [Choice("The board, for you", "/caps")],
        )
    return public(await caps.answer(request, services), request)


def public(reply: Reply, request: Request) -> Reply:
    """The reply for everyone, with who shared it."""
    by = f"Shared by {person(request.member.user)} from /{request.command}."
    return replace(
        for_everyone(reply),
        audience=Audience.CHANNEL,
        small_print=f"{by} {reply.small_print}".strip(),
    )


async def _through_share(reply: Reply, request: Request, services: Services) -> Reply:
    """What the asker alone reads, whose buttons go on sharing by commands that are canonical."""
    again = []
    for choice in reply.choices:
        step = _instead(request, choice.command)
        asked = (await _answered(step, services)).canonical if step.command in _FROM_FACTS else ""
        if asked:
            shared = asked.removeprefix("/")
            named = shared if choice.label.startswith("/") else choice.label
            again.append(Choice(f"Share: {named}", f"/share {shared}"))
    return replace(reply, choices=tuple(again))


COMMAND = Command("share", __doc__, _EXAMPLES, answer)

"""Shares an answer with everyone here: who shared it, no alias and no date of service.

/share coverage <payer> [code] …   (also cpt, state and ask: the command whose answer is shared)
/share caps <alias>   (visits used and left, without the alias)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.command import Command, Request, Services
from handlers.share.share_button import for_everyone
from models.errors import NotUnderstood
from models.reply import Audience, Choice, Reply
from models.wording import changed_answers

_EXAMPLES = ("/share coverage bcbsnc 20560", "/share cpt 20560", "/share state NC")


class SharedAnswers:
    """Answers of other commands, worded for everyone."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self._commands = {command.name: command for command in commands}

    async def answer(self, request: Request, services: Services) -> Reply:
        """Run the command, and word its answer for everyone."""
        name, _, text = request.text.strip().lstrip("/").partition(" ")
        inner = replace(request, command=name.lower(), text=text.strip())
        command = self._commands.get(inner.command)
        if command and command.tells_facts(inner.text):
            return await self._from_facts(inner, services)
        if command and command.share:
            return public(await command.share(inner, services), inner)
        raise NotUnderstood(
            "I do not know what to share.",
            "Write share before the command whose answer everyone should see.",
            [Choice(example, example) for example in _EXAMPLES],
        )

    async def _from_facts(self, request: Request, services: Services) -> Reply:
        """What everybody reads answers a command that was spelled anew, and not the text.

        Where nothing was understood that can be spelled, the reply is for the asker alone.
        """
        own = await self._answer(request, services)
        again = own
        if own.canonical:
            again = await self._answer(request.instead(own.canonical), services)
        if not again.canonical or again.canonical != own.canonical:
            return await self._through_share(own, request, services)
        return public(again, request)

    async def _through_share(self, reply: Reply, request: Request, services: Services) -> Reply:
        """What the asker alone reads, whose buttons go on sharing by canonical commands."""
        choices = []
        for choice in reply.choices:
            step = request.instead(choice.command)
            canonical = (await self._answer(step, services)).canonical if self._tells(step) else ""
            if canonical:
                shared = canonical.removeprefix("/")
                named = shared if choice.label.startswith("/") else choice.label
                choices.append(Choice(f"Share: {named}", f"/share {shared}"))
        return replace(reply, choices=tuple(choices))

    def _tells(self, request: Request) -> bool:
        command = self._commands.get(request.command)
        return command is not None and command.tells_facts(request.text)

    async def _answer(self, request: Request, services: Services) -> Reply:
        return await self._commands[request.command].answer(request, services)


def public(reply: Reply, request: Request) -> Reply:
    """The reply for everyone, with who shared it."""
    by = changed_answers.shared_by(request.member.user, request.command)
    return replace(in_channel(reply), small_print=f"{by} {reply.small_print}".strip())


def in_channel(reply: Reply) -> Reply:
    """The reply as everybody reads it, with the command that asks it again."""
    return replace(
        for_everyone(reply),
        audience=Audience.CHANNEL,
        asked_again_by=reply.canonical if reply.about else "",
    )


def command(commands: Iterable[Command]) -> Command:
    """The command that shares the answers of these."""
    return Command("share", __doc__, _EXAMPLES, SharedAnswers(commands).answer)

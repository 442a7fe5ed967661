"""The verb `chat`: asks one question after the other; the arrow keys bring back, Tab completes.

What is typed is kept nowhere: the history lasts as long as the chat. Without a terminal, each line
of the input is a command.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator, Callable

from bot.app import App
from bot.cli import instant, production
from bot.cli.say import caller_for
from bot.cli.startup import Verb, with_database
from bot.render import plain_text
from handlers.outcome import in_words
from models.clinic.clinic import Role
from models.errors import Trouble
from models.reply import Reply

_ENDS = frozenset({"exit", "quit", "bye", ":q", "/exit", "/quit"})


async def chat(
    app: App, role: Role, lines: AsyncIterator[str], show: Callable[[Reply], None], *, here: bool
) -> None:
    """Answer each line until one ends it. In a database of others only facts are told."""
    async for line in lines:
        typed = line.strip()
        if typed.casefold() in _ENDS:
            return
        if not typed:
            continue
        try:
            reply = await app.answer(await caller_for(app, typed, role, here=here), typed)
        except Trouble as trouble:
            reply = in_words(trouble)
        show(reply)


async def _answer(app: App, options: Namespace) -> str:
    from bot.cli.chat_prompt import CommandCompleter, typed

    payers = [payer.name for payer in app.services.book.payers.values()]
    completer = CommandCompleter(app.dispatcher.commands.values(), payers)

    def show(reply: Reply) -> None:
        completer.offered = tuple(choice.command for choice in reply.choices)
        print(f"{plain_text.dress(reply)}\n", flush=True)

    lines = typed(completer) if sys.stdin.isatty() else _piped()
    await chat(app, options.role, lines, show, here=options.here)
    return ""


async def _piped() -> AsyncIterator[str]:
    for line in sys.stdin:
        yield line


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--as", dest="role", choices=[*Role], default=Role.STAFF, type=Role)
    instant.add_option(parser, "as if the chat began at this instant")
    production.add_option(parser)


VERB = Verb("chat", "question after question in the terminal", with_database(_answer), _arguments)

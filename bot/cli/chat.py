"""The verb `chat`: asks one question after the other; the arrow keys bring back, Tab completes.

What is typed is kept nowhere: the history lasts as long as the chat. Without a terminal, each line
of the input is a command.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory

from bot.app import App
from bot.cli import instant, production
from bot.cli.say import caller_for
from bot.cli.startup import Verb, with_database
from bot.render import plain_text
from handlers.command import Command
from handlers.outcome import in_words
from models.clinic.clinic import Role
from models.errors import Trouble
from models.reply import Reply

PROMPT = "> "
_GREETING = "Ask in your own words, or type /help. Tab completes; Ctrl-D ends. No names, please."
_ENDS = frozenset({"exit", "quit", "bye", ":q", "/exit", "/quit"})
_VERB = re.compile(r"/\w+ (?P<verbs>[a-z][a-z|-]*)")
_MOST = 12


class CommandCompleter(Completer):
    """What may come next: what the last answer offers, commands, their verbs, payers' names."""

    def __init__(self, commands: Iterable[Command], payers: Sequence[str]) -> None:
        self._verbs = {f"/{command.name}": _verbs_of(command) for command in commands}
        self._payers = sorted(payers, key=str.casefold)
        self.offered: tuple[str, ...] = ()

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        """The completions of what stands before the cursor."""
        del complete_event
        typed = document.text_before_cursor
        first, blank, rest = typed.partition(" ")
        if not blank:
            words = [word for word in (*self.offered, *self._verbs) if word.startswith(typed)]
            yield from (Completion(word, -len(typed)) for word in words)
            return
        wanted = rest.casefold()
        names = [*self._verbs.get(first, ()), *self._payers]
        fitting = [name for name in names if name.casefold().startswith(wanted)]
        yield from (Completion(name, -len(rest)) for name in fitting[:_MOST])


def _verbs_of(command: Command) -> tuple[str, ...]:
    """The words that may stand first behind a command, by its usage."""
    found = (match["verbs"].split("|") for match in _VERB.finditer(command.usage))
    return tuple(dict.fromkeys(verb for verbs in found for verb in verbs))


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
    payers = [payer.name for payer in app.services.book.payers.values()]
    completer = CommandCompleter(app.dispatcher.commands.values(), payers)

    def show(reply: Reply) -> None:
        completer.offered = tuple(choice.command for choice in reply.choices)
        print(f"{plain_text.dress(reply)}\n", flush=True)

    lines = _typed(completer) if sys.stdin.isatty() else _piped()
    await chat(app, options.role, lines, show, here=options.here)
    return ""


async def _typed(completer: CommandCompleter) -> AsyncIterator[str]:
    print(_GREETING, flush=True)
    session: PromptSession[str] = PromptSession(
        completer=completer, history=InMemoryHistory(), complete_while_typing=False
    )
    while True:
        try:
            yield await session.prompt_async(PROMPT)
        except EOFError:
            return


async def _piped() -> AsyncIterator[str]:
    for line in sys.stdin:
        yield line


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--as", dest="role", choices=[*Role], default=Role.STAFF, type=Role)
    instant.add_option(parser, "as if the chat began at this instant")
    production.add_option(parser)


VERB = Verb("chat", "question after question in the terminal", with_database(_answer), _arguments)

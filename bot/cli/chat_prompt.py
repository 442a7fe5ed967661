"""What a terminal brings to a chat: completion by Tab, and a history that lasts as long as it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory

from handlers.command import Command

_PROMPT = "> "
_GREETING = "Ask in your own words, or type /help. Tab completes; Ctrl-D ends. No names, please."
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


async def typed(completer: CommandCompleter) -> AsyncIterator[str]:
    """Each line that is typed at the prompt, until the input ends."""
    print(_GREETING, flush=True)
    session: PromptSession[str] = PromptSession(
        completer=completer, history=InMemoryHistory(), complete_while_typing=False
    )
    while True:
        try:
            yield await session.prompt_async(_PROMPT)
        except EOFError:
            return

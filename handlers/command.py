"""A command, and what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from models.clinic.clinic import Clinic, Member
from models.reply import Choice, Line, Reply, Section
from models.services import Services
from models.understanding import details_word
from models.understanding.question import Question
from models.understanding.reader import Reader

__all__ = ["LONG", "SHORT", "Answer", "Command", "Request", "Services"]

SHORT, LONG = 400, 2_000
"""The most characters of a command, and of one into which people paste."""


_HELP = frozenset({"help", "?"})
_LONGEST_VERB = 3  # words


@dataclass(frozen=True)
class Request:
    """One thing that a member asks: which command, with which text, where and when.

    `channel` is the platform's id of the channel or chat. `at` is aware of its time zone.
    `idempotency_key` is the platform's key of this very request, the same when it is delivered
    twice; empty where there is none. `part` is more than 1 for the further charts of a list.
    """

    clinic: Clinic
    member: Member
    channel: str
    command: str
    text: str
    at: datetime
    idempotency_key: str = ""
    part: int = 1

    @cached_property
    def today(self) -> date:
        """The day in the clinic's own time zone."""
        return self.clinic.today(self.at)

    def instead(self, command: str) -> Request:
        """The same member asks another command, as by a button: "/cpt 20560"."""
        name, _, text = command.removeprefix("/").partition(" ")
        return replace(self, command=name, text=text)

    def of_list(self, number: int, part: int) -> Request:
        """The request for the chart of this number in a list: its key does one thing once.

        `part` is one more than the charts of the list that were changed before it.
        """
        is_keyed = number > 1 and self.idempotency_key
        key = f"{self.idempotency_key}/{number}" if is_keyed else self.idempotency_key
        return replace(self, idempotency_key=key, part=part)


Answer = Callable[[Request, Services], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Command:
    """One command, and everything that others need to know of it.

    `usage` is its module's docstring: the first line says what it is for. Typed bare, a command
    shows its usage, unless it `answers_bare`. It takes a text of up to `longest` characters; behind
    a verb of `lists`, a long one whose lines are kept. `read` reads the text as a question to the
    facts, where the command asks them one.

    One that `is_public` tells facts alone: it reads and changes nothing of a clinic's, so that
    anybody may be answered, and the answer may be shared. One that `is_searched` is found in Teams
    while somebody writes a message. `share` words what others may read of an answer about a
    patient. Dates in its text are `of_service` where none can be older than payers take claims.
    It may change something of the clinic where its text begins with one of `changes`, and does not
    match `looks` as a whole.
    `own` are the verbs of a command on facts that read or change something of the clinic all the
    same: what they answer is neither shared nor remembered, nor found by a search.
    """

    name: str
    usage: str
    examples: tuple[str, ...]
    answer: Answer
    answers_bare: bool = False
    longest: int = SHORT
    lists: frozenset[str] = frozenset()
    read: Callable[[Reader, str], Question] | None = None
    is_public: bool = False
    is_searched: bool = False
    share: Answer | None = None
    of_service: bool = False
    changes: tuple[str, ...] = ()
    looks: re.Pattern[str] | None = None
    own: Mapping[str, Answer] = field(default_factory=dict)

    def own_verb(self, text: str) -> Answer | None:
        """What answers a text of the clinic's own; None where it asks for facts."""
        verb = self._verb(text)
        return self.own[verb] if verb else None

    def behind_verb(self, text: str) -> str:
        """The text without a verb of the clinic's own: "edit" is a woman's name, too."""
        for _ in self._verb(text).split():
            text = text.partition(" ")[2]
        return text

    def _verb(self, text: str) -> str:
        """The verb of the clinic's own at the front, of up to three words: "stop watching"."""
        if not self.own:
            return ""
        words = text.lower().replace("’", "'").split(" ", _LONGEST_VERB)[:_LONGEST_VERB]
        begun = [" ".join(words[:length]) for length in range(len(words), 0, -1)]
        return next(filter(self.own.__contains__, begun), "")

    def tells_facts(self, text: str) -> bool:
        """Whether this text asks for facts alone, so that anybody may be answered."""
        return self.is_public and self.own_verb(text) is None

    def keeps_lines(self, text: str) -> bool:
        """Whether the lines of a text are kept apart."""
        return next(iter(text.split(maxsplit=1)), "").lower() in self.lists

    def longest_of(self, text: str) -> int:
        """The most characters that this text may have."""
        return LONG if self.keeps_lines(text) else self.longest

    def may_change(self, text: str) -> bool:
        """Whether this text may change something of the clinic: not bare, nor one for help."""
        said = details_word.take(text.strip().lower().replace("’", "'"))[0]
        asks_for_help = said.rpartition(" ")[2] in _HELP and (said in _HELP or self.help_on(said))
        looks = not said or asks_for_help or (self.looks and self.looks.fullmatch(said))
        return not looks and said.startswith(self.changes)

    @property
    def purpose(self) -> str:
        """What the command is for, in one sentence."""
        return self.usage.strip().splitlines()[0]

    def help_on(self, text: str) -> Reply | None:
        """How to use the verb that a text asks help on, "check help"; None for any other text."""
        verb, _, last = text.strip().casefold().rpartition(" ")
        if last not in _HELP or not verb.isalpha():
            return None
        forms = [form for form in self._forms() if form.startswith(f"/{self.name} {verb}")]
        return replace(self.help(), sections=(_asked(forms),)) if forms else None

    def _forms(self) -> list[str]:
        forms = re.split(r"\n+(?! +\()", self.usage.strip())[1:]
        return [" ".join(form.split()) for form in forms]

    def help(self) -> Reply:
        """How to use the command, with examples that run at a click."""
        return Reply(
            headline=f"/{self.name}",
            lines=(Line(self.purpose),),
            sections=(_asked(self._forms()),),
            choices=tuple(Choice(example, example) for example in self.examples),
        )


def _asked(forms: Sequence[str]) -> Section:
    return Section("How to ask", tuple(map(Line, forms)))

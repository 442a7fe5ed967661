"""A command, what is asked of it, and what it may use to answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from cachetools import FIFOCache

from models.clinic.clinic import Clinic, Member
from models.clinic.vouching import NotVouchedFor
from models.coverage.fact_book import FactBook
from models.ports import Alerts, Charts, Clinics, Directory
from models.privacy.alias_form import AliasTerms
from models.privacy.finder import IdentityFinder
from models.reply import Choice, Line, Reply, Section
from models.understanding.question import Reader
from models.understanding.topics import Topics
from models.visits.closed_lists import Lists

SHORT, LONG = 400, 2_000
"""The most characters of a command, and of one into which people paste."""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing that a member asks: which command, with which text, where and when.

    `place` is the platform's id of the channel or chat. `at` is aware of its time zone. `request`
    is the platform's key of this very request, the same when it is delivered twice; empty where
    there is none.
    """

    clinic: Clinic
    member: Member
    place: str
    command: str
    text: str
    at: datetime
    request: str = ""

    @property
    def today(self) -> date:
        """The day in the clinic's own time zone."""
        return self.at.astimezone(ZoneInfo(self.clinic.time_zone)).date()


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that a command may use. Built once, in `bot/app.py`."""

    book: FactBook
    reader: Reader
    topics: Topics
    charts: Charts
    choose: Callable[[Sequence[str]], str]  # one of several, at random
    records: Clinics
    alerts: Alerts
    forget: Callable[[], None]  # what is remembered of clinics and members is read anew
    identities: IdentityFinder
    lists: Lists  # from which everything is chosen that is kept of a patient in words
    directory: Directory = field(default_factory=NotVouchedFor)  # for whom the platform vouches
    alias_terms: AliasTerms = field(default_factory=AliasTerms)  # of what a clinic may make aliases
    worded: MutableMapping[Hashable, Reply] = field(  # answers from facts alone
        default_factory=lambda: FIFOCache(4_096)
    )


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `usage` is its module's docstring: the first line says what it is for.

    Typed bare, a command shows its usage, unless it `answers_bare`. One that `is_public` tells
    facts alone: it reads and changes nothing of a clinic's, so that anybody may be answered. It
    takes a text of up to `longest` characters; behind a verb of `lists`, a long one whose lines are
    kept.
    """

    name: str
    usage: str
    examples: tuple[str, ...]
    answer: Callable[[Request, Services], Awaitable[Reply]]
    answers_bare: bool = False
    is_public: bool = False
    longest: int = SHORT
    lists: frozenset[str] = frozenset()

    def keeps_lines(self, text: str) -> bool:
        """Whether the lines of a text are kept apart."""
        return next(iter(text.split(maxsplit=1)), "").lower() in self.lists

    def longest_of(self, text: str) -> int:
        """The most characters that this text may have."""
        return LONG if self.keeps_lines(text) else self.longest

    @property
    def purpose(self) -> str:
        """What the command is for, in one sentence."""
        return self.usage.strip().splitlines()[0]

    def help(self) -> Reply:
        """How to use the command, with examples that run at a click."""
        forms = [line.strip() for line in self.usage.strip().splitlines()[1:]]
        return Reply(
            headline=f"/{self.name}",
            lines=(Line(self.purpose),),
            sections=(Section("How to ask", tuple(Line(form) for form in forms if form)),),
            choices=tuple(Choice(example, example) for example in self.examples),
        )

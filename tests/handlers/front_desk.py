"""The desk of a clinic, as its staff meet it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from handlers import COMMANDS
from handlers.command import Command, Request
from handlers.dispatcher import Dispatcher
from handlers.outcome import Outcome, RequestOutcome
from models.clinic.clinic import Clinic, Member, Platform
from models.coverage.fact_book import FactBook
from models.reply import Choice, Citation, Line, Reply, Row
from tests.fakes.choices import check_choices
from tests.fakes.services import services_over

NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
"""Noon in New York, on the day on which the pack was recorded."""


@dataclass
class FrontDesk:
    """A desk over a book; it keeps the notices of what was asked."""

    book: FactBook
    commands: Iterable[Command] = COMMANDS
    notices: list[RequestOutcome] = field(default_factory=list)

    def __post_init__(self) -> None:
        services = services_over(self.book)
        self.reader = services.reader
        self.desk = Dispatcher(
            self.commands,
            services,
            self.notices.append,
        )

    async def say(
        self,
        typed: str,
        *,
        profession: str | None = None,
        state: str | None = None,
        at: datetime = NOON,
    ) -> Reply:
        """The whole answer that somebody who types this can read, its details opened."""
        reply = await self.glance(typed, profession=profession, state=state, at=at)
        return reply.opened()

    async def glance(
        self,
        typed: str,
        *,
        profession: str | None = None,
        state: str | None = None,
        at: datetime = NOON,
    ) -> Reply:
        """What somebody who types this is told at once, in a clinic with these settings."""
        command, text = self.desk.route(typed)
        clinic = Clinic(1, Platform.CONSOLE, "clinic", profession, state)
        reply = await self.desk.answer(Request(clinic, Member(1, 1, "amy"), "", command, text, at))
        check_choices(reply)
        return reply

    @property
    def last(self) -> RequestOutcome:
        """The notice of the last ask."""
        return self.notices[-1]

    @property
    def answered(self) -> bool:
        """Whether the last ask was answered by a command, and not by help."""
        return self.last.ending is Outcome.ANSWERED and self.last.command != "help"


def lines(reply: Reply) -> list[Line]:
    """Every line of a reply, those of its sections and cautions included."""
    in_sections = [line for section in reply.sections for line in section.lines]
    return [*reply.lines, *in_sections, *reply.cautions]


def rows(reply: Reply) -> list[Row]:
    """Every row of its tables."""
    return [row for table in reply.tables for row in table.rows]


def words(reply: Reply) -> str:
    """Everything that a reply says, without its sources."""
    badge = [reply.badge.words] if reply.badge else []
    titles = [section.title for section in reply.sections]
    counts = [section.count for section in reply.sections]
    counted = [count.words for count in (reply.count, *counts) if count]
    cells = [" · ".join(row.cells) for table in reply.tables for row in table.rows]
    captions = [table.caption for table in reply.tables]
    badge += [*counted, *captions, *cells]
    facts = [f"{fact.label}: {fact.value}" for fact in reply.facts]
    told = [line.text for line in lines(reply)]
    badge += [reply.provenance.dates] if reply.provenance else []
    return "\n".join([reply.headline, *badge, *facts, *titles, *told, reply.small_print])


def sources_of(reply: Reply, line: Line) -> list[Citation]:
    """The sources under a reply that one of its lines cites."""
    return [source for source in reply.sources if source.id in line.cites]


def but_help(reply: Reply) -> list[Choice]:
    """The choices of a reply but the one that shows how to ask, which changes and names nothing."""
    return [choice for choice in reply.choices if not choice.command.endswith(" help")]

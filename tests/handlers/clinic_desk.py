"""A desk with charts in memory: a day at the clinic, command by command."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from handlers import with_share
from handlers.caps import command as caps
from handlers.clinic import command as clinic
from handlers.command import Command, Request
from handlers.coverage import command as coverage
from handlers.cpt import command as cpt
from handlers.dispatcher import Dispatcher
from handlers.outcome import Outcome, RequestOutcome
from handlers.session import command as session
from handlers.state import command as state
from models.clinic.clinic import Clinic, Member, Platform, Role
from models.coverage.fact_book import FactBook
from models.reply import Reply
from models.visits import chart_outlook, counting, plan_clocks
from tests.fakes.alerts import NoAlerts
from tests.fakes.choices import check_choices
from tests.fakes.directory import FakeDirectory
from tests.fakes.fact_reports import MemoryFactReports
from tests.fakes.receipts import MemoryReceipts
from tests.fakes.records import MemoryCharts, MemoryRecords
from tests.fakes.rules import MemoryRules
from tests.fakes.services import services_over

NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
"""Noon in New York on a Monday."""

TODAY = date(2026, 11, 23)

_COMMANDS = with_share(
    coverage.COMMAND,
    cpt.COMMAND,
    state.COMMAND,
    session.COMMAND,
    caps.COMMAND,
    clinic.COMMAND,
)


_RANDOM = random.Random(7)  # noqa: S311 - aliases of a test need not be secret


class ClinicDesk:
    """What is typed at one clinic, by whom and when, and what is told."""

    def __init__(
        self,
        book: FactBook,
        profession: str | None = None,
        commands: Iterable[Command] = _COMMANDS,
    ) -> None:
        self.notices: list[RequestOutcome] = []
        self.now, self.place = NOON, ""
        self.forgotten: list[datetime] = []
        self.directory = FakeDirectory()
        self.charts = MemoryCharts(
            counting.counter(book),
            self._kept,
            chart_outlook.deadlines(book),
            plan_clocks.clock_reader(book),
        )
        here = Clinic(1, Platform.CONSOLE, "clinic", profession, "NC")
        self.records = MemoryRecords(here, charts=self.charts)
        self.fact_reports = MemoryFactReports()
        self.fact_reports.audit = self.charts.audit
        self.receipts = MemoryReceipts()
        self.outbox = NoAlerts()
        self._commands, self._rules = (*commands,), MemoryRules(self.records, self.charts)
        self.renew(book)

    def renew(self, book: FactBook) -> None:
        """Start the program again, with these facts."""
        self.book = book
        services = services_over(
            book,
            charts=self.charts,
            choose=_RANDOM.choice,
            records=self.records,
            forget=lambda: self.forgotten.append(self.now),
            directory=self.directory,
            fact_reports=self.fact_reports,
            rules=self._rules,
            receipts=self.receipts,
            outbox=self.outbox,
        )
        self._desk = Dispatcher(self._commands, services, self.notices.append)

    def _kept(self, clinic_id: int) -> Clinic:
        return self.records.now(clinic_id)

    async def say(self, typed: str, *, by: str = "amy", manager: bool = False) -> Reply:
        """All that somebody who types this is told, details included."""
        return (await self.glance(typed, by=by, manager=manager)).opened()

    async def glance(
        self, typed: str, *, by: str = "amy", manager: bool = False, role: Role | None = None
    ) -> Reply:
        """What they read at a glance; a bug fails the test here."""
        command, text = self._desk.route(typed)
        member = Member(1, 1, by, role or (Role.MANAGER if manager else Role.STAFF))
        reply = await self._desk.answer(
            Request(self.clinic, member, self.place, command, text, self.now)
        )
        if error := self.notices[-1].error:
            raise error
        check_choices(reply)
        return reply

    def may_change(self, typed: str) -> bool:
        """Whether whoever types this may have changed something of the clinic."""
        return self._desk.may_change(typed)

    async def log(self, alias: str, *days: date, code: str = "20561") -> Reply:
        """Log a session on each day."""
        reply = Reply("")
        for day in days:
            reply = await self.say(f"/session log {alias} {code} on {day.isoformat()}")
            assert self.answered, reply
        return reply

    async def numbers(self, alias: str) -> list[int]:
        """The numbers of an alias's sessions that stand."""
        chart = await self.charts.find(1, alias)
        assert chart
        return [s.number for s in chart.history.sessions if not s.voided]

    @property
    def clinic(self) -> Clinic:
        """The clinic as it is set."""
        return self.records.now(1)

    @property
    def answered(self) -> bool:
        """Whether the last ask was answered, and not refused or asked back."""
        return self.notices[-1].ending is Outcome.ANSWERED

    def later(self, **passed: float) -> None:
        """Let time pass."""
        self.now += timedelta(**passed)


def days(first: date, number: int, every: int = 1) -> list[date]:
    """So many days, one every so many."""
    return [first + timedelta(days=every * each) for each in range(number)]


def first_line(reply: Reply) -> str:
    """What a busy person reads: the count, if there is one, and the line below it."""
    counted = f"{reply.count.words}. " if reply.count else ""
    return f"{counted}{reply.lines[0].text}"


def board_rows(reply: Reply) -> list[tuple[str, ...]]:
    """The cells of a board's rows."""
    return [row.cells for row in reply.tables[0].rows]


def button(reply: Reply, label: str) -> str:
    """The command behind a button."""
    return next(choice.command for choice in reply.choices if choice.label == label)


async def press(desk: ClinicDesk, command: str, *, by: str = "boss") -> Reply:
    """What a manager is told of a command, as a button carries it."""
    return await desk.say(command, by=by, manager=True)


async def edit(desk: ClinicDesk, text: str, *, by: str = "boss") -> Reply:
    """What a manager who enters this rule is told."""
    return await press(desk, f"/coverage edit {text}", by=by)

"""A desk whose clock stands still and whose dice always fall alike."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime

from handlers import COMMANDS
from handlers.command import Request
from handlers.dispatcher import Dispatcher
from handlers.outcome import RequestOutcome
from models.clinic.clinic import Clinic, Member, Platform
from models.clinic.preferences import Preferences
from models.coverage.fact_book import FactBook
from models.reply import Reply
from models.visits import chart_outlook, counting, plan_clocks
from tests.fakes.records import MemoryCharts, MemoryRecords
from tests.fakes.services import services_over

NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
"""Noon in New York on a Monday."""

TODAY = date(2026, 11, 23)


class Day:
    """What a person at the front desk types on one day, and is told."""

    def __init__(self, book: FactBook) -> None:
        self.clinic = Clinic(1, Platform.SLACK, "T1", "PT", "NC")
        self.notices: list[RequestOutcome] = []
        choose = random.Random(7).choice  # noqa: S311 - aliases of a test need not be secret
        charts = MemoryCharts(
            counting.counter(book),
            lambda _: self.clinic,
            chart_outlook.deadlines(book),
            plan_clocks.clock_reader(book),
        )
        records = MemoryRecords(self.clinic, charts=charts)
        self.services = services_over(book, choose=choose, charts=charts, records=records)
        self._desk = Dispatcher(COMMANDS, self.services, self.notices.append)

    def prefers(self, preferences: Preferences) -> None:
        """From now on the clinic wants its alerts so."""
        self.clinic = replace(self.clinic, preferences=preferences)

    async def say(self, typed: str, member: Member | None = None) -> Reply:
        """The reply to what somebody types; a bug fails the test here."""
        command, text = self._desk.route(typed)
        who = member or Member(1, 1, "UAMY")
        reply = await self._desk.answer(Request(self.clinic, who, "CDESK", command, text, NOON))
        if error := self.notices[-1].error:
            raise error
        return reply

"""A clinic's day for the jobs: a real database, the real book, and a messenger that can refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from jobs import digest, escalate, recount_due, send_alerts
from jobs.job import Job
from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.clinic import preferences
from models.clinic.audit import ChainHead
from models.clinic.clinic import Clinic, Platform, Role
from models.clinic.preferences import Preferences
from models.coverage.fact_book import FactBook
from models.mention import channel
from models.ports import DeliveryFailure, Messenger, Undelivered
from models.reply import Reply
from models.services import Services
from models.storage.answer_changes import AnswerChangeStore
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.fact_reports import FactReportStore
from models.storage.outbox import Outbox
from models.storage.payer_changes import PayerChangeStore
from models.storage.purge import Purge
from models.storage.receipts import ReceiptStore
from models.storage.rules import RuleStore
from models.storage.shared_answers import SharedAnswers
from models.visits import chart_outlook, counting, plan_clocks
from models.visits.chart import Chart, ChartOpening, Decide, DoneBy
from models.visits.events import Event, SessionLogged, SessionVoided
from models.visits.session import Session
from tests.fakes.services import services_over

MONDAY = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
"""Noon in New York, in working hours."""

TEAM = channel("CTEAM")


@dataclass
class Posted:
    """A message as people see it now, and how often it was posted or changed."""

    place: str
    reply: Reply
    at: datetime
    edits: int = 0


@dataclass
class Recorder:
    """A messenger that keeps what it is given, and refuses as told: once for each refusal."""

    now: Callable[[], datetime]
    posted: dict[str, Posted] = field(default_factory=dict)
    refusals: dict[str, list[Undelivered]] = field(default_factory=dict)
    arrives: bool = False  # a refused message arrives all the same: its answer was lost

    async def post(self, clinic: Clinic, place: str, reply: Reply) -> str:  # noqa: ARG002
        """Keep a message."""
        self._refuse(place, reply)
        return self._keep(place, reply)

    async def edit(self, clinic: Clinic, place: str, message: str, reply: Reply) -> None:  # noqa: ARG002
        """Change a message."""
        if waiting := self.refusals.get(place):
            raise waiting.pop(0)
        before = self.posted[message]
        before.reply, before.edits = reply, before.edits + 1

    def at(self, place: str) -> list[Reply]:
        """What stands at a place, in order."""
        return [each.reply for each in self.posted.values() if each.place == place]

    def _refuse(self, place: str, reply: Reply) -> None:
        if waiting := self.refusals.get(place):
            if self.arrives:
                self._keep(place, reply)
            raise waiting.pop(0)

    def _keep(self, place: str, reply: Reply) -> str:
        message = f"{place}:{len(self.posted) + 1}"
        self.posted[message] = Posted(place, reply, self.now())
        return message


class ClinicDay:
    """One clinic whose staff log and whose clocks tick. Time passes only when it is told to."""

    def __init__(
        self, book: FactBook, at: datetime = MONDAY, platform: Platform = Platform.SLACK
    ) -> None:
        self.book, self.platform = book, platform
        self.now = at
        self.charts = ChartStore(
            lambda chart, on: counting.count(chart, self.book, on),
            lambda chart, on: counting.next_beginning(chart, self.book, on),
            chart_outlook.deadlines(book),
            lambda chart, on: plan_clocks.clocks(chart, self.book, on),
        )
        self.records = ClinicStore()
        self.post = Outbox()
        self.fact_reports = FactReportStore()
        self.messages = Recorder(lambda: self.now)
        self.spoken: Messenger | None = None  # a real one, instead of the recorder
        self.troubles: list[Exception] = []
        self.heads: list[ChainHead] = []
        self.failures: list[DeliveryFailure] = []
        self.clinic = Clinic(0, platform, "T1")
        self.rules = RuleStore()
        self.shares = SharedAnswers()
        self.receipts = ReceiptStore()
        self._services = services_over(
            book,
            rules=self.rules,
            shares=self.shares,
            answer_changes=AnswerChangeStore(),
            payer_changes=PayerChangeStore(),
            receipts=self.receipts,
            records=self.records,
            charts=self.charts,
            outbox=self.post,
            fact_reports=self.fact_reports,
            purge=Purge(),
            messengers={platform: self.messages},
            clock=lambda: self.now,
            log_bug=lambda _job, error: self.troubles.append(error),
            log_failure=self.failures.append,
            log_head=self.heads.append,
        )

    async def open(self, workspace: str = "T1", zone: str = "America/New_York") -> ClinicDay:
        """Seat the clinic with one manager, UBOSS, and one therapist, UAMY."""
        seat = (self.platform, workspace)
        await self.records.seat(*seat, "UBOSS", role=Role.MANAGER, at=self.now)
        self.clinic, _ = await self.records.seat(*seat, "UAMY", role=Role.STAFF, at=self.now)
        await self.records.set_defaults(
            self.clinic.id, actor="UBOSS", at=self.now, time_zone=zone, state="NC", profession="PT"
        )
        await self.prefer(Preferences(channel=TEAM))
        return self

    async def prefer(self, wanted: Preferences) -> None:
        """Set the clinic's preferences."""
        await self.records.set_defaults(
            self.clinic.id, actor="UBOSS", at=self.now, preferences=preferences.spell(wanted)
        )
        self.clinic = await self.records.clinic(self.clinic.id)

    @property
    def today(self) -> date:
        """The clinic's day."""
        return self.now.astimezone(ZoneInfo(self.clinic.time_zone)).date()

    @property
    def by(self) -> DoneBy:
        """Amy, now."""
        return DoneBy("UAMY", self.now, self.today)

    def services(self, worker: str = "w1") -> Services:
        """What the jobs of one clock use now; a test may have put another book or outbox in."""
        return replace(
            self._services,
            book=self.book,
            outbox=self.post,
            fact_reports=self.fact_reports,
            messengers={self.platform: self.spoken or self.messages},
            worker=worker,
        )

    def later(self, **passed: float) -> None:
        """Let time pass."""
        self.now += timedelta(**passed)

    async def fire(self, job: Job, worker: str = "w1") -> str:
        """One pass of a job, now. A bug that it ran into fails the test."""
        said = await job.run(self.now, self.services(worker))
        if self.troubles:
            raise self.troubles[0]
        return said

    async def tick(self, *, seconds: int = 0) -> None:
        """Every job once, now; then so many seconds of sending."""
        for job in (recount_due.JOB, digest.JOB, escalate.JOB, send_alerts.JOB):
            await self.fire(job)
        for _ in range(seconds):
            self.later(seconds=1)
            await self.fire(send_alerts.JOB)

    async def begin(self, alias: str, payer: str | None = None, **told: str) -> Chart:
        """Open a chart."""
        opening = ChartOpening(alias, payer, **told)  # type: ignore[arg-type]
        return await self.charts.start(self.clinic.id, opening, self.by)

    async def amend(self, alias: str, *events: Event, decide: Decide | None = None) -> Chart:
        """Tell a chart something."""
        return await self.charts.amend(self.clinic.id, alias, decide or (lambda _: events), self.by)

    async def log(self, alias: str, on: date | None = None, times: int = 1) -> None:
        """Log sessions on one day after the other, the last of them on the day named."""
        last = on or self.today
        for ago in range(times)[::-1]:
            day = last - timedelta(days=ago)

            def decide(chart: Chart, day: date = day) -> tuple[Event, ...]:
                session = Session(chart.next_number, day, ("20560",))
                return (SessionLogged(session, chart.next_ordinal(day)),)

            await self.amend(alias, decide=decide)

    async def undo(self, alias: str) -> None:
        """Void the last session that stands."""

        def decide(chart: Chart) -> tuple[Event, ...]:
            last = max(s.number for s in chart.history.sessions if not s.voided)
            return (SessionVoided(last, "undone"),)

        await self.amend(alias, decide=decide)

    async def alerts(self, *states: AlertState) -> tuple[Alert, ...]:
        """The clinic's alerts, the oldest first."""
        return (await self.post.alerts(self.clinic.id, states or tuple(AlertState), 1_000))[::-1]

    @property
    def team(self) -> list[Reply]:
        """What stands in the clinic's channel."""
        return self.messages.at(TEAM)


def idle(book: FactBook) -> Services:
    """The services of a job that only reads the book."""
    return replace(ClinicDay(book).services(), messengers={})

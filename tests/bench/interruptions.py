"""How often a manager is interrupted: 300 aliases over 120 working days, on SQLite.

    python -m tests.bench.interruptions [aliases] [days] [--keep FILE] [--against FILE]

The clinic goes on whatever is alerted, so that two versions of the code live through the same days:
who runs low or nears an end asks, and the payer answers after two to eight working days. Of the
alerts that are posted managers acknowledge three of four. `--keep` writes what was asked for and
when; `--against` names whatever another version asked for, in time, and this one did not.
"""

from __future__ import annotations

import asyncio
import json
import random
import tempfile
from argparse import ArgumentParser, Namespace
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zlib import crc32

from jobs import digest, escalate, recount_due, send_alerts
from models.alerts.actions import Acknowledge
from models.alerts.alert_state import AlertState
from models.errors import Trouble
from models.period import Period
from models.storage.database import Database
from models.visits.authorization import Authorization
from models.visits.cap import Cap, CapScope
from models.visits.events import AuthorizationAdded, ChartClosed, ImprovementNoted
from models.visits.window import CalendarYear
from tests.fakes import shipped
from tests.jobs.clinic_day import TEAM, ClinicDay
from tests.storage.keys import KEYS

FIRST = datetime(2026, 5, 31, 14, tzinfo=UTC)  # ten in the morning of New York
_HOLIDAYS = {date(2026, 6, 19), date(2026, 7, 3), date(2026, 9, 7), date(2026, 11, 26)}
_KINDS = ("medicare", "auth", "cap", "wa_lni", "ca_wc", "none")
_WEIGHTS = (25, 35, 22, 5, 8, 5)
_LOGS = (timedelta(), timedelta(hours=2), timedelta(hours=4), timedelta(hours=6))
_CLOSING = timedelta(hours=7, minutes=48)
ASKING = ("over", "left", "needed", "ends", "forecast", "uncovered")
"""The kinds of alerts that ask for something: see docs/how-it-counts.md."""


@dataclass
class Patient:
    """Somebody who comes, at a pace that tapers, and how long."""

    alias: str
    dice: random.Random
    kind: str
    start: date
    visits: int
    weekdays: tuple[int, int]
    weeks: int
    cancels: float
    days: list[date] = field(default_factory=list)
    granted: list[Authorization] = field(default_factory=list)
    answer: date | None = None
    discharged: date | None = None

    def is_due(self, day: date) -> bool:
        """Whether a visit is planned and kept on a day."""
        if self.discharged or day < self.start or self.dice.random() < self.cancels:
            return False
        week = (day - self.start).days // 7
        if week < self.weeks:
            return day.weekday() in self.weekdays
        is_first = day.weekday() == self.weekdays[0]
        return is_first and (week < 2 * self.weeks + 1 or not week % 2)

    def runs_low(self, day: date) -> bool:
        """Whether the office would ask the payer for more, of its own accord."""
        if self.kind != "auth" or self.answer or len(self.days) >= self.visits - 2:
            return False
        last = self.granted[-1]
        used = sum(last.period.holds(visit) for visit in self.days)
        ends = last.period.last or date.max
        return last.number - used <= 2 or (ends - day).days <= 10


class Town:
    """The clinic, its patients and its days."""

    def __init__(self, clinic: ClinicDay, aliases: int, days: int) -> None:
        self.clinic, self.dice = clinic, random.Random(77)  # noqa: S311 - a measurement
        self.days = list(_working_days(FIRST.date(), days))
        self.patients = [self._patient(number) for number in range(aliases)]
        self.heard: Counter[date] = Counter()
        self.escalated: Counter[date] = Counter()
        self.seen = 0
        self.to_take: deque[tuple[datetime, int]] = deque()
        self.headlines: Counter[str] = Counter()

    def _patient(self, number: int) -> Patient:
        dice = random.Random(number)  # noqa: S311 - a measurement
        last = len(self.days) - 12
        index = max(0, int(dice.triangular(-25, last, last // 3)))
        pairs = ((0, 2), (1, 3), (0, 3), (1, 4), (2, 4))
        return Patient(
            *(f"KITE-{1000 + number}", dice, dice.choices(_KINDS, _WEIGHTS)[0], self.days[index]),
            *(dice.randrange(6, 28), dice.choice(pairs), dice.randrange(3, 7)),
            dice.betavariate(2, 12),
        )

    async def live(self) -> None:
        """Every working day, and the night after it."""
        for day in self.days:
            morning = datetime(day.year, day.month, day.day, 14, tzinfo=UTC)
            for after in _LOGS:
                self.clinic.now = morning + after
                await self._work(day, _LOGS.index(after))
                await self._hear()
            for after in (_CLOSING, timedelta(hours=13, minutes=30), timedelta(hours=17)):
                self.clinic.now = morning + after
                await self._hear()
            self.clinic.now = morning + timedelta(hours=22)  # eight in the morning of the next day
            await self._hear()

    async def _work(self, day: date, shift: int) -> None:
        for patient in self.patients:
            if not shift and patient.start == day:
                await self._open(patient, day)
            if not shift and patient.answer and patient.answer <= day and not patient.discharged:
                await self._grant(patient, day)
            mine = crc32(f"{patient.alias}{day}".encode()) % len(_LOGS) == shift
            if mine and patient.start <= day and patient.is_due(day):
                await self._visit(patient, day)

    async def _open(self, patient: Patient, day: date) -> None:
        condition = {"condition": "chronic_low_back_pain"} if patient.kind == "medicare" else {}
        payer = patient.kind if "_" in patient.kind or condition else "aetna"
        await self.clinic.begin(patient.alias, payer, **condition)
        if patient.kind == "auth":
            await self._grant(patient, day)
        if patient.kind == "cap":
            number = patient.dice.choice((12, 20, 20, 30))
            cap = Cap(CapScope.ALIAS, patient.alias, number, CalendarYear(), "UBOSS", day)
            await self.clinic.charts.set_cap(self.clinic.clinic.id, cap, self.clinic.by)

    async def _grant(self, patient: Patient, day: date) -> None:
        number = patient.dice.choice((6, 8, 8, 10, 12, 12, 16))
        period = Period(day, day + timedelta(days=patient.dice.choice((45, 60, 60, 90))))
        serial = len(patient.granted) + 1
        granted = Authorization(str(serial), number, period, serial=serial)
        patient.granted.append(granted)
        patient.answer = None
        await self.clinic.amend(patient.alias, AuthorizationAdded(granted))

    async def _visit(self, patient: Patient, day: date) -> None:
        await self.clinic.log(patient.alias)
        patient.days.append(day)
        if patient.kind == "medicare" and len(patient.days) == 10:
            await self.clinic.amend(patient.alias, ImprovementNoted(day))
        if len(patient.days) >= patient.visits:
            patient.discharged = day
            if patient.dice.random() < 0.7:
                await self.clinic.amend(patient.alias, ChartClosed(day))
        elif patient.runs_low(day):
            ahead = min(self.days.index(day) + patient.dice.randrange(2, 9), len(self.days) - 1)
            patient.answer = self.days[ahead]

    async def _hear(self) -> None:
        """Every job, then the sender until nothing is due; managers take what they have read."""
        while self.to_take and self.to_take[0][0] <= self.clinic.now:
            _, number = self.to_take.popleft()
            try:
                acting = self.clinic.post.act
                await acting(self.clinic.clinic.id, number, Acknowledge(), self.clinic.by)
            except Trouble:
                continue  # it is over by now, or somebody has it
        for job in (recount_due.JOB, digest.JOB, escalate.JOB):
            await self.clinic.fire(job)
        while "Nothing" not in await self.clinic.fire(send_alerts.JOB):
            self.clinic.later(seconds=1.2)
        for posted in list(self.clinic.messages.posted.values())[self.seen :]:
            self.seen += 1
            today = posted.at.date()
            if posted.reply.headline.startswith("This morning"):
                continue
            if posted.place != TEAM:
                self.escalated[today] += 1
                continue
            self.heard[today] += 1
            self.headlines[posted.reply.headline.partition(" · ")[2][:24]] += 1
            number = int(posted.reply.small_print.split()[1].rstrip(","))
            if crc32(posted.reply.headline.encode()) % 4:
                self.to_take.append((posted.at + timedelta(minutes=90), number))


def _working_days(day: date, number: int) -> Iterator[date]:
    while number:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in _HOLIDAYS:
            number -= 1
            yield day


async def asked_for(town: Town) -> list[tuple[str, str, str, str, str, bool]]:
    """What was asked for: alias, limit, window, kind, the day noted, and whether care went on."""
    clinic_id = town.clinic.clinic.id
    by_alias = {patient.alias: patient for patient in town.patients}
    kept = []
    for alert in await town.clinic.post.alerts(clinic_id, tuple(AlertState), 100_000):
        threshold = str(alert.ref.threshold)
        noted = alert.noted_at.date()
        goes_on = any(visit > noted for visit in by_alias[alert.alias].days)
        if threshold.partition("/")[0] in ASKING:
            key = (alert.alias, alert.ref.limit, str(alert.ref.window_first), threshold)
            kept.append((*key, str(noted), goes_on))
    return kept


def report(town: Town) -> None:
    """The figures that the documents give."""
    heard = [town.heard[day] for day in town.days]
    ordered = sorted(heard)
    mean, p90 = sum(town.heard.values()) / len(heard), ordered[int(0.9 * len(ordered))]
    print(f"aliases {len(town.patients)}, working days {len(town.days)}")
    print(f"visits {sum(len(p.days) for p in town.patients)}")
    middle = ordered[len(ordered) // 2]
    print(f"interruptions a day: mean {mean:.1f}, median {middle}, p90 {p90}, most {ordered[-1]}")
    print(f"told again to managers: {sum(town.escalated.values())}")
    print(dict(town.headlines.most_common(30)))


async def main(options: Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite://{Path(folder) / 'town.sqlite3'}", KEYS)
        await database.migrate()
        async with database:
            clinic = await ClinicDay(shipped.pack(), FIRST).open()
            town = Town(clinic, options.aliases, options.days)
            await town.live()
            report(town)
            kept = await asked_for(town)
    if options.keep:
        Path(options.keep).write_text(json.dumps(kept))
    if options.against:
        compare(json.loads(Path(options.against).read_text()), kept)


def compare(before: list[tuple[str, ...]], now: list[tuple[str, ...]]) -> None:
    """Print what was asked for before, of somebody who came afterwards, and is not asked for now.

    Of one limit any alert that came no later asks for the same.
    """
    first: dict[tuple[str, ...], str] = {}
    for alias, limit, window, _threshold, noted, _ in now:
        key = (alias, limit, window)
        first[key] = min(noted, first.get(key, noted))
    missing: Counter[str] = Counter()
    for alias, limit, window, threshold, noted, goes_on in before:
        if goes_on and first.get((alias, limit, window), "9") > noted:
            missing[threshold] += 1
            print("missing:", alias, limit, threshold, noted, first.get((alias, limit, window)))
    print("missing against the other version:", dict(missing) or "none")


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("aliases", type=int, nargs="?", default=300)
    parser.add_argument("days", type=int, nargs="?", default=120)
    parser.add_argument("--keep")
    parser.add_argument("--against")
    asyncio.run(main(parser.parse_args()))

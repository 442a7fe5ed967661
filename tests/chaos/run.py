"""One chaos from beginning to end, and its figures."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

from models.clinic.clinic import Platform
from models.coverage.fact_book import FactBook
from models.storage.clinics import ClinicStore
from models.storage.sql import fetch
from models.storage.verify_counts import prove
from models.visits import counting
from tests.chaos import clinics, verdict
from tests.chaos.crowd import Crowd, told_of
from tests.chaos.disorder import TEAMS_STORM, Disorder
from tests.chaos.slack import StormySlack
from tests.chaos.teams import StormyTeams
from tests.fakes import shipped

_LOOK_AGAIN = 0.5  # seconds between two looks at the rows
_SAY_AGAIN = 15.0
_NOTES = """
    SELECT c.platform, c.workspace, a.text, n.state FROM note n JOIN clinic c ON c.id = n.clinic_id
    JOIN alias a ON a.clinic_id = n.clinic_id AND a.id = n.alias_id"""
_OPEN = """
    SELECT (SELECT count(*) FROM delivery WHERE due_at IS NOT NULL OR fate = 'waiting')
        + (SELECT count(*) FROM note WHERE state = 'noted') AS left_open"""
_FATES = "SELECT fate, count(*) AS number FROM delivery GROUP BY fate"
_SESSIONS = "SELECT count(*) AS number FROM session"


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a chaos is: clinics in Slack, `tenants` of Teams.

    `storm`: seconds after the last session for which everything goes on going wrong, if not all is
    told before. `patience`: seconds in calm weather after that, until all must be told. In a hasty
    one, dead workers and failures are given less time than in production. What is typed is spread
    over `minutes`.
    """

    clinics: int
    tenants: int
    aliases: int
    webs: int
    clocks: int
    seed: int = 7
    kill_every: float = 1.0
    storm: float = 600.0
    patience: float = 300.0
    is_hasty: bool = False
    is_watched: bool = False
    minutes: float = 0.0


@dataclass
class Figures:
    """What came of it. `faults` says why it failed, if it did."""

    alerts: int
    received: int = 0
    repeats: int = 0
    typed: int = 0
    seconds: float = 0.0
    logging: float = 0.0
    open_after_storm: int = 0
    fates: dict[str, int] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)
    kills: Counter[str] = field(default_factory=Counter)
    disorder: Counter[str] = field(default_factory=Counter)
    in_teams: Counter[str] = field(default_factory=Counter)
    complaints: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """The figures, a line each."""
        lines = {
            "alerts due": self.alerts,
            "commands typed": self.typed,
            "messages received": self.received,
            "of these, say they may be repeats": self.repeats,
            "notes": _told(self.states),
            "deliveries": _told(self.fates),
            "killed": _told(self.kills),
            "requests to Slack": _told(self.disorder),
            "requests to Teams": _told(self.in_teams),
            "seconds": f"{self.seconds:.1f}, of which {self.logging:.1f} until all was logged",
            "messages still open when the storm ended": self.open_after_storm,
            "complaints in the logs": "".join(
                f"\n    {n} x {said}" for said, n in self.complaints.most_common(12)
            )
            or "none",
            "verdict": "".join(f"\n    {fault}" for fault in self.faults[:40])
            or "none lost, no repeat that does not say so",
        }
        return "\n".join(f"{name}: {value}" for name, value in lines.items())


def _told(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(numbers.items()))


Weather = Callable[[Crowd, list[clinics.Visit], StormySlack], AbstractAsyncContextManager[None]]
"""What goes on around a crowd from when its processes are up until all is calm."""


@asynccontextmanager
async def fair(
    _crowd: Crowd, _visits: list[clinics.Visit], _slack: StormySlack
) -> AsyncIterator[None]:
    """Nothing else."""
    yield


async def run(plan: Plan, url: str, weather: Weather = fair) -> Figures:
    """Let everything go wrong on a migrated database, which this process has open."""
    book = shipped.pack()
    slack = StormySlack(Disorder(plan.seed), clinics.names(plan.clinics))
    teams = StormyTeams(Disorder(plan.seed, TEAMS_STORM), clinics.tenants(plan.tenants))
    await slack.start()
    await teams.start()
    visits = await clinics.opened(plan.clinics, plan.aliases, book, plan.seed, teams)
    try:
        figures = await _storm(plan, url, (slack, teams), visits, weather)
    finally:
        await slack.stop()
        await teams.stop()
    await _judge(visits, (slack, teams), book, figures)
    return figures


_Platforms = tuple[StormySlack, StormyTeams]


async def _storm(
    plan: Plan, url: str, platforms: _Platforms, visits: list[clinics.Visit], weather: Weather
) -> Figures:
    figures, slack = Figures(len(visits)), platforms[0]
    async with _crowd(plan, told_of(slack, url)) as crowd, _watched(plan, platforms, crowd):
        start = time.monotonic()
        killing = asyncio.create_task(crowd.torment(slack.disorder, plan.kill_every))
        try:
            async with weather(crowd, visits, slack):
                await _type(plan, platforms, visits, crowd, figures)
            figures.logging = time.monotonic() - start
            figures.open_after_storm = await _settled(plan.storm)
        finally:
            crowd.calm.set()
            await killing
        for platform in platforms:
            platform.disorder.calm_down()
        await _settled(plan.patience)
        figures.seconds = time.monotonic() - start
    figures.kills, figures.complaints = crowd.kills, crowd.troubles
    figures.faults += crowd.stopped_badly
    return figures


async def _type(
    plan: Plan,
    platforms: _Platforms,
    visits: list[clinics.Visit],
    crowd: Crowd,
    figures: Figures,
) -> None:
    """Log everybody, at once or in parts that are spread over the plan's minutes."""
    begun, parts = time.monotonic(), max(1, round(plan.minutes * 6))
    for part in range(parts):
        some = visits[part::parts]
        figures.typed += await clinics.typed(some, *platforms, crowd, plan.seed + part)
        if plan.minutes:
            ends = begun + plan.minutes * 60 * (part + 1) / parts
            await asyncio.sleep(max(0.0, ends - time.monotonic()))


@asynccontextmanager
async def _watched(plan: Plan, platforms: _Platforms, crowd: Crowd) -> AsyncIterator[None]:
    """Say now and then how far it is: at full size somebody sits and waits."""
    watching = asyncio.create_task(_watch(platforms, crowd)) if plan.is_watched else None
    yield
    if watching:
        watching.cancel()


async def _watch(platforms: _Platforms, crowd: Crowd) -> None:
    while True:
        await asyncio.sleep(_SAY_AGAIN)
        arrived = (each for platform in platforms for each in platform.received)
        told = len({(each.channel, alias) for each in arrived for alias in each.aliases})
        print(f"  {told} alerts have arrived, {crowd.kills.total()} processes killed", flush=True)


def _crowd(plan: Plan, environment: dict[str, str]) -> Crowd:
    return Crowd(plan.webs, plan.clocks, environment, is_hasty=plan.is_hasty)


async def _settled(within: float) -> int:
    """Wait until nothing is owed any more, or for so many seconds; how much is then."""
    until = time.monotonic() + within
    while (left := await _left_open()) and time.monotonic() < until:  # noqa: ASYNC110 -- rows
        await asyncio.sleep(_LOOK_AGAIN)
    return left


async def _left_open() -> int:
    return int((await clinics.rows(_OPEN))[0]["left_open"])


async def _judge(
    visits: list[clinics.Visit], platforms: _Platforms, book: FactBook, figures: Figures
) -> None:
    slack, teams = platforms
    received = [*slack.received, *teams.received]
    states: dict[verdict.Alert, list[str]] = defaultdict(list)
    for row in await fetch(_NOTES):
        place = clinics.channel_of(Platform(row["platform"]), row["workspace"])
        states[place, row["text"]].append(row["state"])
    due = [(visit.channel, visit.alias) for visit in visits]
    figures.faults += verdict.faults(due, states, received)
    figures.faults += [f"Slack was told wrongly: {each}" for each in slack.offences]
    figures.faults += await _of_rows(len(visits), book)
    figures.received = len(received)
    figures.repeats = sum(each.says_repeat for each in received)
    figures.states = Counter(state for all_ in states.values() for state in all_)
    figures.fates = {row["fate"]: row["number"] for row in await fetch(_FATES)}
    figures.disorder = _drawn(slack.disorder)
    figures.in_teams = _drawn(teams.disorder)


def _drawn(disorder: Disorder) -> Counter[str]:
    return Counter({str(fault): n for fault, n in disorder.drawn.items()})


async def _of_rows(sessions: int, book: FactBook) -> list[str]:
    """What the rows say that must not be so."""
    found = []
    if left := await _left_open():
        found.append(f"{left} notes or deliveries are still waiting")
    if (logged := (await fetch(_SESSIONS))[0]["number"]) != sessions:
        found.append(f"{logged} sessions were logged instead of {sessions}")
    for clinic in await ClinicStore().clinics():
        proof = await prove(clinic.id, counting.counter(book))
        found += [f"{clinic.workspace} {each.alias}: {each.says}" for each in proof.disagreements]
    return found

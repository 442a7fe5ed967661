"""The clinics of the chaos: each with a channel, aliases one visit from an alert, and a therapist.

Everybody types one session for each alias, and types it again for as long as no answer comes.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

import aiohttp

from bot.slack.scopes import SCOPES
from bot.teams import activity as activities
from bot.teams.conversations import ConversationStore
from models.alerts.holidays import Holidays
from models.alerts.hours import Hours
from models.clinic import preferences
from models.clinic.clinic import Clinic, Platform, Role
from models.clinic.installation import Installation, Tokens
from models.clinic.preferences import Preferences
from models.coverage.fact_book import FactBook
from models.errors import RecordsUnreachable
from models.mention import channel
from models.privacy import alias
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.engine.unreachable import reaching
from models.storage.installations import Installations
from models.storage.sql import Row, fetch
from models.storage.token_seal import TokenSeal
from models.visits import counting
from models.visits.cap import Cap, CapScope
from models.visits.chart import ChartOpening, DoneBy
from models.visits.window import CalendarYear
from tests.chaos.crowd import Crowd
from tests.chaos.slack import SEALED_WITH, StormySlack, token_of
from tests.chaos.teams import StormyTeams, channel_id, therapist
from tests.fakes.slack_payloads import Body, Scene, slash_command

_ALLOWED = 3
"""One visit leaves two, at which a clinic is warned unless it wants otherwise."""

_AT_ONCE = 12
_LOOK_AGAIN = 0.5  # seconds
_WITHIN = aiohttp.ClientTimeout(total=3)  # seconds, as Slack's own
_LOGGED = """
    SELECT c.platform, c.workspace, a.text FROM session s JOIN clinic c ON c.id = s.clinic_id
    JOIN alias a ON a.clinic_id = s.clinic_id AND a.id = s.alias_id"""


@dataclass(frozen=True, slots=True)
class Visit:
    """An alias whose one session is logged."""

    platform: Platform
    workspace: str
    alias: str

    @property
    def channel(self) -> str:
        """Where its alert must arrive, by the platform's id."""
        return channel_of(self.platform, self.workspace)


def channel_of(platform: Platform, workspace: str) -> str:
    """The platform's id of the channel in which a clinic hears its alerts."""
    return channel_id(workspace) if platform is Platform.TEAMS else f"C{workspace}"


def names(clinics: int) -> list[str]:
    """The workspaces."""
    return [f"T{number}" for number in range(1, clinics + 1)]


def tenants(clinics: int) -> list[str]:
    """The tenants of Teams."""
    return [f"tenant{number}" for number in range(1, clinics + 1)]


async def opened(
    clinics: int, aliases: int, book: FactBook, seed: int, teams: StormyTeams | None = None
) -> list[Visit]:
    """Open the clinics and their aliases; what is to be logged, in a mixed order."""
    drawn = Random(f"{seed} visits")  # noqa: S311 -- the same every time
    visits: list[Visit] = []
    places = [(Platform.SLACK, name) for name in names(clinics)]
    places += [(Platform.TEAMS, tenant) for tenant in (teams.tenants if teams else ())]
    for platform, name in places:
        clinic = await _clinic(platform, name)
        if teams and platform is Platform.TEAMS:
            await _join(clinic, teams)
        else:
            await _install(clinic)
        taken: set[str] = set()
        for _ in range(aliases):
            taken.add(str(alias.issue(drawn.choice, taken)))
        await _open(clinic, sorted(taken), book)
        visits += [Visit(platform, name, each) for each in sorted(taken)]
    drawn.shuffle(visits)
    return visits


async def _clinic(platform: Platform, name: str) -> Clinic:
    """A clinic that is never closed, wants no digest and hears its alerts in its channel."""
    now, ledger, seat = datetime.now(UTC), ClinicStore(), (platform, name)
    user = therapist(name)["aadObjectId"] if platform is Platform.TEAMS else f"U{name}"
    clinic, _ = await ledger.seat(*seat, user, role=Role.MANAGER, at=now)
    always = Hours(digest=None, days=tuple(range(7)), quiet=None, holidays=Holidays(federal=False))
    wanted = preferences.spell(
        Preferences(hours=always, channel=channel(channel_of(platform, name)), zone_told=True)
    )
    told = {"profession": "PT", "state": "NC", "preferences": wanted}
    return await ledger.set_defaults(clinic.id, actor=user, at=now, **told)  # type: ignore[arg-type]


async def _join(clinic: Clinic, teams: StormyTeams) -> None:
    """The bot was heard from in the tenant's channel."""
    heard = activities.read(teams.joined(clinic.workspace))
    store = ConversationStore(lambda: datetime.now(UTC))
    await store.keep(clinic.id, heard, {}, anew=True)


async def _install(clinic: Clinic) -> None:
    """The app is installed at the clinic's workspace."""
    name, now = clinic.workspace, datetime.now(UTC)
    facts = ("chaos", f"UBOT{name[1:]}", tuple(sorted(SCOPES)), f"U{name}")
    new = Installation(name, "", *facts, Tokens(token_of(name)))
    await Installations(TokenSeal((SEALED_WITH,))).save(new, clinic.id, now)


async def _open(clinic: Clinic, aliases: list[str], book: FactBook) -> None:
    now, cabinet = datetime.now(UTC), ChartStore(counting.counter(book))
    by = DoneBy("chaos", now, now.date())
    cap = Cap(CapScope.CLINIC, "", _ALLOWED, CalendarYear(), "chaos", now.date())
    await cabinet.set_cap(clinic.id, cap, by)
    for each in aliases:
        await cabinet.start(clinic.id, ChartOpening(each), by)


async def typed(
    visits: list[Visit], slack: StormySlack, teams: StormyTeams, crowd: Crowd, seed: int
) -> int:
    """Log a session for everybody; how often it had to be typed."""
    desk = _Desk(slack, teams, crowd, seed)
    async with aiohttp.ClientSession(timeout=_WITHIN) as session:
        while missing := await _missing(visits):
            gate = asyncio.Semaphore(_AT_ONCE)
            await asyncio.gather(*(desk.type(each, session, gate) for each in missing))
    return desk.times


async def _missing(visits: list[Visit]) -> list[Visit]:
    logged = {
        Visit(Platform(row["platform"]), row["workspace"], row["text"])
        for row in await rows(_LOGGED)
    }
    return [each for each in visits if each not in logged]


async def rows(statement: str) -> list[Row]:
    """What a statement finds, as soon as the database answers: it may be down just now."""
    while True:
        try:
            with reaching():
                return await fetch(statement)
        except RecordsUnreachable:
            await asyncio.sleep(_LOOK_AGAIN)


_Request = tuple[str, dict[str, Any]]


class _Desk:
    """Where people type."""

    def __init__(self, slack: StormySlack, teams: StormyTeams, crowd: Crowd, seed: int) -> None:
        self.times = 0
        self._slack, self._teams = slack, teams
        self._crowd, self._said = crowd, 0
        self._drawn = Random(f"{seed} desks")  # noqa: S311 -- as mixed every time

    async def type(
        self, visit: Visit, session: aiohttp.ClientSession, gate: asyncio.Semaphore
    ) -> None:
        """Log a session until an answer comes; half of the time by the very same request again."""
        async with gate:
            request = self._request(visit)
            while not await self._sent(request, session):
                if self._drawn.random() < 1 / 2:
                    request = self._request(visit)

    def _request(self, visit: Visit) -> _Request:
        """The path of a web, and what is posted there."""
        if visit.platform is Platform.TEAMS:
            self._said += 1
            text = f"session log {visit.alias} 20560"
            return "/api/messages", {"json": self._teams.says(visit.workspace, text, self._said)}
        body = self._of_slack(visit)
        return "/slack/events", {"data": body.text, "headers": self._slack.signed(body)}

    def _of_slack(self, visit: Visit) -> Body:
        slack, user = self._slack, f"U{visit.workspace}"
        place = slack.channels[f"C{visit.workspace}"]
        begun = slack.interactions.begin(slack.base, user, place.id)
        token = slack.tokens[token_of(visit.workspace)]
        scene = Scene(slack.people[user], place, token, begun)
        return slash_command(scene, "/session", f"log {visit.alias} 20560")

    async def _sent(self, request: _Request, session: aiohttp.ClientSession) -> bool:
        """Send a command to a web that works; whether it was answered."""
        working = [web.port for web in self._crowd.webs if web.up.is_set()]
        if not (working or self._crowd.front):
            await self._crowd.some_web()
            return False
        path, posted = request
        port = self._crowd.front or self._drawn.choice(working)
        url = f"http://127.0.0.1:{port}{path}"
        self.times += 1
        try:
            async with session.post(url, **posted) as response:
                return response.ok  # whatever it says: the rows are looked at after
        except (aiohttp.ClientError, TimeoutError):
            return False

"""The clinics of the chaos: each with a channel, aliases one visit from an alert, and a therapist.

Everybody types one session for each alias, and types it again for as long as no answer comes.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

import aiohttp

from bot.slack.scopes import SCOPES
from models.alerts.holidays import Holidays
from models.alerts.hours import Hours
from models.clinic import preferences
from models.clinic.clinic import Clinic, Platform, Role
from models.clinic.installation import Installation, Tokens
from models.clinic.preferences import Preferences
from models.coverage.fact_book import FactBook
from models.mention import channel
from models.privacy import alias
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.installations import Installations
from models.storage.sql import fetch
from models.storage.token_seal import TokenSeal
from models.visits import counting
from models.visits.cap import Cap, CapScope
from models.visits.chart import ChartOpening, DoneBy
from models.visits.window import CalendarYear
from tests.chaos.crowd import Crowd
from tests.chaos.slack import SEALED_WITH, StormySlack, token_of
from tests.fakes.slack_payloads import Body, Scene, slash_command

_ALLOWED = 3
"""One visit leaves two, at which a clinic is warned unless it wants otherwise."""

_AT_ONCE = 12
_WITHIN = aiohttp.ClientTimeout(total=3)  # seconds, as Slack's own
_LOGGED = """
    SELECT c.workspace, a.text FROM session s JOIN clinic c ON c.id = s.clinic_id
    JOIN alias a ON a.clinic_id = s.clinic_id AND a.id = s.alias_id"""


@dataclass(frozen=True, slots=True)
class Visit:
    """An alias whose one session is logged."""

    workspace: str
    alias: str


def names(clinics: int) -> list[str]:
    """The workspaces."""
    return [f"T{number}" for number in range(1, clinics + 1)]


async def opened(clinics: int, aliases: int, book: FactBook, seed: int) -> list[Visit]:
    """Open the clinics and their aliases; what is to be logged, in a mixed order."""
    drawn = Random(f"{seed} visits")  # noqa: S311 -- the same every time
    visits: list[Visit] = []
    for name in names(clinics):
        clinic = await _clinic(name)
        await _install(clinic)
        taken: set[str] = set()
        for _ in range(aliases):
            taken.add(str(alias.issue(drawn.choice, taken)))
        await _open(clinic, sorted(taken), book)
        visits += [Visit(name, each) for each in sorted(taken)]
    drawn.shuffle(visits)
    return visits


async def _clinic(name: str) -> Clinic:
    """A clinic that is never closed, wants no digest and hears its alerts in its channel."""
    now, ledger, seat = datetime.now(UTC), ClinicStore(), (Platform.SLACK, name)
    clinic, _ = await ledger.seat(*seat, f"U{name}", role=Role.MANAGER, at=now)
    always = Hours(digest=None, days=tuple(range(7)), quiet=None, holidays=Holidays(federal=False))
    wanted = preferences.spell(
        Preferences(hours=always, channel=channel(f"C{name}"), zone_told=True)
    )
    told = {"profession": "PT", "state": "NC", "preferences": wanted}
    return await ledger.set_defaults(clinic.id, actor=f"U{name}", at=now, **told)  # type: ignore[arg-type]


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


async def typed(visits: list[Visit], slack: StormySlack, crowd: Crowd, seed: int) -> int:
    """Log a session for everybody; how often it had to be typed."""
    desk = _Desk(slack, crowd, seed)
    async with aiohttp.ClientSession(timeout=_WITHIN) as session:
        while missing := await _missing(visits):
            gate = asyncio.Semaphore(_AT_ONCE)
            await asyncio.gather(*(desk.type(each, session, gate) for each in missing))
    return desk.times


async def _missing(visits: list[Visit]) -> list[Visit]:
    logged = {Visit(row["workspace"], row["text"]) for row in await fetch(_LOGGED)}
    return [each for each in visits if each not in logged]


class _Desk:
    """Where people type."""

    def __init__(self, slack: StormySlack, crowd: Crowd, seed: int) -> None:
        self.times = 0
        self._slack = slack
        self._crowd = crowd
        self._drawn = Random(f"{seed} desks")  # noqa: S311 -- as mixed every time

    async def type(
        self, visit: Visit, session: aiohttp.ClientSession, gate: asyncio.Semaphore
    ) -> None:
        """Log a session until an answer comes; half of the time by the very same request again."""
        async with gate:
            body = self._body(visit)
            while not await self._sent(body, session):
                if self._drawn.random() < 1 / 2:
                    body = self._body(visit)

    def _body(self, visit: Visit) -> Body:
        slack, user = self._slack, f"U{visit.workspace}"
        place = slack.channels[f"C{visit.workspace}"]
        begun = slack.interactions.begin(slack.base, user, place.id)
        token = slack.tokens[token_of(visit.workspace)]
        scene = Scene(slack.people[user], place, token, begun)
        return slash_command(scene, "/session", f"log {visit.alias} 20560")

    async def _sent(self, body: Body, session: aiohttp.ClientSession) -> bool:
        """Send a command to a web that works; whether it was answered."""
        working = [web for web in self._crowd.webs if web.up.is_set()]
        if not working:
            await self._crowd.some_web()
            return False
        url = f"http://127.0.0.1:{self._drawn.choice(working).port}/slack/events"
        self.times += 1
        try:
            async with session.post(
                url, data=body.text, headers=self._slack.signed(body)
            ) as response:
                return response.status == 200  # whatever it says: the rows are looked at after
        except (aiohttp.ClientError, TimeoutError):
            return False

"""What befalls the database, and what else people ask meanwhile (ASKED).

In turns the server is restarted, frozen for a while, and robbed of every connection that it can
give to others. Whoever asks in the meantime gets an answer, even if that is a sentence of trouble;
whoever types something again is answered in the end.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

import aiohttp
import asyncpg  # type: ignore[import-untyped]  # it has no types

from models.clinic.clinic import Platform
from tests.chaos.clinics import Visit
from tests.chaos.crowd import Crowd
from tests.chaos.slack import StormySlack, token_of
from tests.fakes.slack_payloads import Scene, slash_command
from tests.postgres import ThrowawayPostgres
from tests.soak import proxy

ASKED = (
    ("/coverage", "aetna 20560"), ("/coverage", "medicare 20561 by PT"), ("/caps", ""),
    ("/ask", "does cigna pay for dry needling"), ("/caps", "{}"), ("/session", "show {}"),
    ("/clinic", "alerts"), ("/state", "nc"), ("/caps", "week"), ("/session", "nonsense {}"),
)  # fmt: skip
_WITHIN = aiohttp.ClientTimeout(total=3)  # seconds, as Slack's own
_BETWEEN = 0.25  # seconds between two questions
_HELD = 8.0  # seconds for which connections are kept, or a server is frozen


@dataclass
class BadWeather:
    """One server's, over a day that takes `every` seconds between two misfortunes."""

    server: ThrowawayPostgres
    every: float
    drawn: Random
    slack: StormySlack | None = None
    befell: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    _over: bool = False

    @asynccontextmanager
    async def around(
        self, crowd: Crowd, visits: Sequence[Visit], slack: StormySlack
    ) -> AsyncIterator[None]:
        """A proxy before the webs, misfortunes of the database, and people who ask."""
        self.slack = slack
        async with proxy.before([web.port for web in crowd.webs]) as port:
            crowd.front = port
            going_on = [
                asyncio.create_task(self._misfortunes()),
                asyncio.create_task(self._ask(port, visits)),
            ]
            try:
                yield
            finally:
                self._over = True
                outcomes = await asyncio.gather(*going_on, return_exceptions=True)
                for outcome in outcomes:
                    if isinstance(outcome, BaseException):
                        raise outcome

    async def _misfortunes(self) -> None:
        kinds = (self._restarted, self._exhausted, self._frozen)
        number = 0
        while await self._waits(self.every):
            await kinds[number % len(kinds)]()
            number += 1

    async def _waits(self, seconds: float) -> bool:
        """Whether the day goes on after so many seconds."""
        for _ in range(round(seconds * 4)):
            if self._over:
                return False
            await asyncio.sleep(0.25)
        return not self._over

    async def _restarted(self) -> None:
        await asyncio.to_thread(self.server.stop)
        await asyncio.sleep(1)
        await asyncio.to_thread(self.server.start)
        self.befell["database restarted"] += 1

    async def _frozen(self) -> None:
        self.server.freeze()
        await asyncio.sleep(_HELD / 2)
        self.server.thaw()
        self.befell["database frozen"] += 1

    async def _exhausted(self) -> None:
        """Take every connection that is left, cutting those of the bot."""
        taken: list[Any] = []
        with suppress(asyncpg.PostgresError, OSError):
            while True:
                taken.append(await asyncpg.connect(self.server.url()))
        with suppress(asyncpg.PostgresError, OSError, IndexError):
            await taken[0].execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE usename = current_user AND query <> '' AND pid <> pg_backend_pid()"
            )
            while True:
                taken.append(await asyncpg.connect(self.server.url()))
        await asyncio.sleep(_HELD)
        self.befell[f"{len(taken)} connections taken"] += 1
        for each in taken:
            each.terminate()

    async def _ask(self, port: int, visits: Sequence[Visit]) -> None:
        """Somebody asks something all day; a bug is no answer."""
        ours = [visit for visit in visits if visit.platform is Platform.SLACK]
        async with aiohttp.ClientSession(timeout=_WITHIN) as session:
            while await self._waits(_BETWEEN):
                visit, (command, text) = self.drawn.choice(ours), self.drawn.choice(ASKED)
                said = await self._answer(session, port, visit, command, text.format(visit.alias))
                self.answers[said] += 1

    async def _answer(
        self, session: aiohttp.ClientSession, port: int, visit: Visit, command: str, text: str
    ) -> str:
        """What came of a question: "answered", "trouble", "a bug", or why nothing did."""
        assert self.slack
        slack, user = self.slack, f"U{visit.workspace}"
        place = slack.channels[f"C{visit.workspace}"]
        begun = slack.interactions.begin(slack.base, user, place.id)
        token = slack.tokens[token_of(visit.workspace)]
        body = slash_command(Scene(slack.people[user], place, token, begun), command, text)
        url = f"http://127.0.0.1:{port}/slack/events"
        try:
            async with session.post(url, data=body.text, headers=slack.signed(body)) as response:
                said = await response.text()
        except (aiohttp.ClientError, TimeoutError) as error:
            return f"no answer: {type(error).__name__}"
        if response.status != 200:
            return f"HTTP {response.status}"
        if "ticket" in said:
            return "a bug"
        return "trouble, in a sentence" if "The records" in said else "answered"

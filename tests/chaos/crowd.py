"""The bot's processes, one of which is killed now and then, and started again at once."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

from tests import clocked
from tests.chaos.disorder import Disorder
from tests.chaos.slack import SEALED_WITH, StormySlack
from tests.chaos.worker import Orders, work
from tests.postgres import free_port
from tests.storage.keys import KEYS

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.chaos.worker"])
_IS_UP = ("ticking", "serving")
_PATIENCE = 60.0  # seconds to start, or to stop


class Process:
    """A web or a clock that is meant to run."""

    def __init__(self, verb: str, environment: dict[str, str], *, is_hasty: bool) -> None:
        self.port = free_port()
        self.verb = verb
        self.up = asyncio.Event()
        self.troubles: Counter[str] = Counter()
        self._orders = Orders(
            verb, environment | {"PORT": str(self.port), "CLOCK_PORT": "0"}, is_hasty
        )
        self._process: ForkServerProcess | None = None
        self._reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start it; `up` says when it works."""
        ours, theirs = _FORKS.Pipe(duplex=False)
        self._process = _FORKS.Process(target=work, args=(self._orders_now(), theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._reading = asyncio.create_task(self._read(ours))

    def _orders_now(self) -> Orders:
        return replace(self._orders, ahead=clocked.ahead())

    async def kill(self) -> None:
        """End it as a power cut would."""
        self._signal(signal.SIGKILL)
        await self._ended()

    async def stop(self) -> int:
        """Ask it to end; how it did, 0 if well."""
        self.terminate()
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._ended()
        except TimeoutError:
            await self.kill()
            return -signal.SIGKILL

    def terminate(self) -> None:
        """Ask it to end, and wait for nothing."""
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        assert self._process
        assert self._process.pid
        self.up.clear()
        with suppress(ProcessLookupError):  # it has ended by itself
            os.kill(self._process.pid, number)

    async def _ended(self) -> int:
        assert self._process
        assert self._reading
        await asyncio.shield(self._reading)
        await asyncio.to_thread(self._process.join)
        return self._process.exitcode or 0

    async def _read(self, written: Connection) -> None:
        reader = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        pipe = os.fdopen(os.dup(written.fileno()), "rb", buffering=0)
        written.close()
        transport, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), pipe
        )
        async for line in reader:
            self._hear(line.decode(errors="replace").strip())
        transport.close()

    def _hear(self, said: str) -> None:
        if any(f'"{word}"' in said for word in _IS_UP):
            self.up.set()
        elif '"level": "info"' not in said and "TEAMS_ANONYMOUS" not in said:
            self.troubles[said.partition('"timestamp"')[0]] += 1


def told_of(slack: StormySlack, url: str) -> dict[str, str]:
    """The settings of a process that serves these workspaces and tenants from this database."""
    return {
        "TEAMS_ANONYMOUS": "1",
        "DATABASE_URL": url,
        "AUDIT_KEY": KEYS[0],
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_CLIENT_ID": "chaos",
        "SLACK_CLIENT_SECRET": "a secret of chaos",
        "TOKEN_KEYS": SEALED_WITH,
        "SLACK_API_URL": slack.api_url,
    }


class Crowd:
    """All processes on one database. `async with` starts and stops them."""

    def __init__(
        self, webs: int, clocks: int, environment: dict[str, str], *, is_hasty: bool = False
    ) -> None:
        told = {k: v for k, v in os.environ.items() if "PROXY" not in k.upper()}
        told |= environment | {"LOG_FORMAT": "json", "HOST": "127.0.0.1", "RATE_LIMIT": "off"}
        self.webs = [Process("web", told, is_hasty=is_hasty) for _ in range(webs)]
        self.clocks = [Process("clock", told, is_hasty=is_hasty) for _ in range(clocks)]
        self.front = 0  # the port of a proxy before the webs, where there is one
        self.calm = asyncio.Event()
        self.kills: Counter[str] = Counter()
        self.stopped_badly: list[str] = []

    @property
    def all(self) -> list[Process]:
        """Everybody."""
        return [*self.webs, *self.clocks]

    @property
    def troubles(self) -> Counter[str]:
        """What all of them complained of, and how often."""
        return sum((each.troubles for each in self.all), Counter())

    async def __aenter__(self) -> Crowd:
        await asyncio.gather(*(each.start() for each in self.all))
        await self._up()
        return self

    async def __aexit__(self, *_: object) -> None:
        with suppress(TimeoutError):  # whoever does not start is told of by how it ends
            await self._up()
        codes = await asyncio.gather(*(each.stop() for each in self.all))
        pairs = zip(self.all, codes, strict=True)
        self.stopped_badly = [f"{each.verb} ended with {code}" for each, code in pairs if code]

    async def some_web(self) -> None:
        """Wait until a web works."""
        looks = [asyncio.create_task(web.up.wait()) for web in self.webs]
        await asyncio.wait(looks, return_when=asyncio.FIRST_COMPLETED)
        for look in looks:
            look.cancel()

    async def _up(self) -> None:
        async with asyncio.timeout(_PATIENCE):
            await asyncio.gather(*(each.up.wait() for each in self.all))

    async def torment(self, disorder: Disorder, every: float) -> None:
        """Kill one that works, every so many seconds, and start it again; until all is calm."""
        while not self.calm.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self.calm.wait(), every)
            working = [each for each in self.all if each.up.is_set()]
            if working:
                victim = working[disorder.victim(len(working))]
                await victim.kill()
                self.kills[victim.verb] += 1
                await victim.start()

"""The smallest app that Slack can talk to, for the tests of the fake workspace itself."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

Json = dict[str, Any]
Reaction = Callable[[Json], Awaitable[None]]


@dataclass(frozen=True)
class Sent:
    """One request from Slack, as it arrived."""

    body: str
    headers: Mapping[str, str]

    def fields(self) -> dict[str, str]:
        """The fields of a form."""
        return dict(parse_qsl(self.body, keep_blank_values=True))

    def payload(self) -> Json:
        """The interaction inside a form."""
        found: Json = json.loads(self.fields()["payload"])
        return found

    def json(self) -> Json:
        """The body of an event."""
        found: Json = json.loads(self.body)
        return found

    def read(self) -> Json:
        """The body, whichever of the three it is."""
        if self.headers["Content-Type"].startswith("application/json"):
            return self.json()
        return self.payload() if "payload" in self.fields() else self.fields()


class TinyApp:
    """Answers every request alike, and may do something afterwards."""

    def __init__(self) -> None:
        self.requests: list[Sent] = []
        self._answer: Callable[[], web.Response] = web.Response
        self._reaction: Reaction | None = None
        self._released = asyncio.Event()
        self._released.set()
        self._doing: set[asyncio.Future[None]] = set()
        app = web.Application()
        app.router.add_post("/", self._take)
        self._runner = web.AppRunner(app, access_log=None)

    async def start(self) -> str:
        """Listen, and say where."""
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}/"

    async def stop(self) -> None:
        """Finish what is being done, and stop listening."""
        self._released.set()
        await asyncio.gather(*self._doing)
        await self._runner.cleanup()

    def answers(self, body: Json | str, status: int = 200) -> None:
        """From now on answer with this: an object as JSON, a string as text."""
        if isinstance(body, str):
            self._answer = lambda: web.Response(text=body, status=status)
        else:
            self._answer = lambda: web.json_response(body, status=status)

    def then(self, reaction: Reaction | None) -> None:
        """From now on do this after each answer."""
        self._reaction = reaction

    def hangs(self) -> None:
        """From now on answer nobody."""
        self._released.clear()

    async def _take(self, request: web.Request) -> web.Response:
        sent = Sent(await request.text(), dict(request.headers))
        self.requests.append(sent)
        await self._released.wait()
        if self._reaction:
            task = asyncio.ensure_future(self._reaction(sent.read()))
            self._doing.add(task)
            task.add_done_callback(self._doing.discard)
        return self._answer()

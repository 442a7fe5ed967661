"""The bot in a Teams of this machine: with tokens, or open to a test client."""

from __future__ import annotations

import io
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web

from bot import http_server, settings
from bot.app import App, build
from bot.teams.app import TeamsApp
from bot.teams.client import TeamsClient
from bot.teams.conversations import ConversationStore
from bot.teams.endpoint import Endpoint
from bot.teams.token_verifier import BotFrameworkVerifier, SigningKeys
from bot.web import application
from tests.conftest import serve
from tests.teams.framework import APP, TENANT, Clock, Connector, Signer, activity


@dataclass
class Office:
    """The bot as it runs, the connector that it speaks to, and somebody who sends by hand."""

    app: App
    url: str
    connector: Connector
    visitor: aiohttp.ClientSession
    clock: Clock

    async def tell(self, **told: Any) -> tuple[int, Any]:
        """Send an activity without a token: the status, and the body of the response."""
        body = activity(**({"serviceUrl": self.connector.url} | told))
        async with self.visitor.post(f"{self.url}/api/messages", json=body) as answer:
            text = await answer.text()
            return answer.status, await answer.json() if text else None

    async def say(self, text: str, **told: Any) -> dict[str, Any]:
        """Say something; the card that came back."""
        before = len(self.connector.messages())
        status, _ = await self.tell(text=text, id=f"m{before}-{text[:20]}", **told)
        assert status == 202
        sent = self.connector.messages()[before:]
        assert len(sent) == 1, "one complete message, not several"
        return sent[0].card

    async def invoke(self, name: str, value: object, **told: Any) -> Any:
        """Send an invoke; the body of its response."""
        status, body = await self.tell(type="invoke", name=name, value=value, **told)
        assert status == 200
        return body


@pytest.fixture
async def connector() -> AsyncIterator[Connector]:
    """Where the bot's messages arrive."""
    made = Connector()
    runner, made.url = await serve(made.application())
    yield made
    await runner.cleanup()


@pytest.fixture
async def teams(
    environment: dict[str, str], connector: Connector, visitor: aiohttp.ClientSession
) -> AsyncIterator[Office]:
    """The bot open to a test client of this machine, as in the terminal with TEAMS_ANONYMOUS."""
    told = environment | {"TEAMS_ANONYMOUS": "1"}
    clock = Clock()
    built = build(settings.read(told), clock)
    runner, url = await serve(await application(built))
    yield Office(built, url, connector, visitor, clock)
    await runner.cleanup()


@dataclass
class Guarded:
    """The bot with the gate of production, and the keys that open it."""

    url: str
    signer: Signer
    visitor: aiohttp.ClientSession
    fetched: int = 0

    async def post(self, raw: bytes | str, authorization: str = "", **headers: str) -> int:
        """Post to the bot: the status."""
        told = {"Content-Type": "application/json", **headers}
        if authorization:
            told["Authorization"] = authorization
        body = io.BytesIO(raw.encode() if isinstance(raw, str) else raw)
        sent = self.visitor.post(f"{self.url}/api/messages", data=body, headers=told)
        async with sent as answer:
            return answer.status


@pytest.fixture(scope="session")
def signer() -> Signer:
    """The Bot Framework's key."""
    return Signer()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def guarded(
    signer: Signer, migrated: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Guarded]:
    """The bot as production runs it, but that the keys are served on this machine."""
    file = shutil.copy(migrated, tmp_path_factory.mktemp("guarded"))
    app = build(settings.read({"DATABASE_URL": f"sqlite://{file}"}))

    async def publish(_request: web.Request) -> web.Response:
        made.fetched += 1
        return web.json_response({"keys": [signer.public()]})

    keys = web.Application()
    keys.router.add_get("/keys", publish)
    keys_runner, keys_url = await serve(keys)
    async with aiohttp.ClientSession() as visitor, app.database:
        read = settings.TeamsSettings(APP, "secret", TENANT)
        wire, book = TeamsClient(read), ConversationStore(app.clock)
        gate = BotFrameworkVerifier(APP, SigningKeys(visitor, f"{keys_url}/keys"))
        site = http_server.new_site()
        Endpoint(TeamsApp(app, wire, book), gate, wire, TENANT).mount(site)
        runner, url = await serve(site)
        made = Guarded(url, signer, visitor)
        yield made
        await runner.cleanup()
    await keys_runner.cleanup()

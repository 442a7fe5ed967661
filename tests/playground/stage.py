"""Microsoft's Agents Playground, started on this machine alone, and somebody who acts in it.

It is a client that this project did not write: it builds the activities that the bot hears, serves
the connector that the bot answers to, and draws the cards. The routes are those that its own web
page uses; they are documented nowhere, so its version is fixed in `package.json`.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.app import App
from models.clinic.clinic import Clinic, Platform, Role

FOLDER = Path(__file__).parent
INSTALLED = FOLDER.parent.parent / ".playground" / "node_modules" / "@microsoft"
PROGRAM = INSTALLED / "m365agentsplayground" / "cli.js"

TENANT = "11111111-1111-1111-1111-111111111111"
BOT = {"id": "22222222-2222-2222-2222-222222222222", "name": "Needlepoint"}
PERSONAL, GROUP = "personal-chat-dana", "group-front-desk"
TEAM, BILLING = "19:team-clinic@thread.tacv2", "19:channel-billing@thread.tacv2"
DANA, MAYA = "user-dana", "user-maya"

_STARTS_WITHIN = 30.0  # seconds; a busy machine is slow
_ANSWERS_WITHIN = 10.0

Body = dict[str, Any]


def missing() -> str:
    """Why the Playground cannot run here; empty where it can."""
    if shutil.which("node") is None:
        return "Node is not installed"
    return "" if PROGRAM.exists() else "the Agents Playground is not installed: make playground"


def require() -> None:
    """Leave the tests out where the Playground is missing; where CI=true they fail."""
    if why := missing():
        # Where it is promised that Teams is tested, silence would be a lie.
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)


def entra_id(user: str) -> str:
    """Somebody's id in Entra."""
    return f"33333333-3333-3333-3333-33333333333{_PEOPLE.index(user)}"


_PEOPLE = [DANA, MAYA, "user-lee", "user-ana", "user-bo", "user-cy"]


async def clinic_of(app: App) -> Clinic:
    """The clinic that the Playground's tenant is."""
    seat = await app.records.seat(
        Platform.TEAMS, TENANT, entra_id(DANA), role=Role.STAFF, at=app.clock()
    )
    return seat[0]


def _person(user: str) -> Body:
    name = user.removeprefix("user-").capitalize()
    return {
        "id": user,
        "name": f"{name} Clinic",
        "userPrincipleName": f"{name}@clinic.example",  # as the Playground spells it
        "aadObjectId": entra_id(user),
        "givenName": name,
        "surname": "Clinic",
        "email": f"{name}@clinic.example",
    }


def _clinic() -> Body:
    """An invented clinic. The Playground wants exactly five users beside the current one."""
    return {
        "version": "0.1.0",
        "tenantId": TENANT,
        "bot": BOT,
        "currentUser": _person(DANA),
        "users": [_person(user) for user in _PEOPLE[1:]],
        "personalChat": {"id": PERSONAL},
        "groupChat": {"id": GROUP, "name": "Front desk"},
        "team": {
            "id": TEAM,
            "name": "Clinic",
            "aadGroupId": "44444444-4444-4444-4444-444444444444",
            "channels": [{"id": BILLING, "name": "Billing"}],
        },
    }


@asynccontextmanager
async def playing(bot_url: str, folder: Path) -> AsyncIterator[str]:
    """The Playground's address while it runs, with the bot behind it."""
    # Every JSON is YAML.
    (folder / ".m365agentsplayground.yml").write_text(json.dumps(_clinic()))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    endpoint = f"{bot_url}/api/messages"
    arguments = ["-e", endpoint, "-c", "msteams", "-p", str(port), "--disable-telemetry"]
    process = await asyncio.create_subprocess_exec(
        *("node", str(PROGRAM), "start", *arguments),
        cwd=folder,
        env=os.environ | {"NODE_OPTIONS": f"--require {FOLDER / 'loopback.cjs'}"},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        await _ready(url, process, folder)
        yield url
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _ready(url: str, process: asyncio.subprocess.Process, folder: Path) -> None:
    """Wait until it answers. What it finds wrong it says in its log alone."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(_STARTS_WITHIN):
        while process.returncode is None:
            try:
                async with session.get(f"{url}/_debug/ping") as answer:
                    if answer.ok:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)
    log = folder / "devTools" / "m365agentsplayground.log"
    pytest.fail(f"the Playground ended: {log.read_text()[-2_000:] if log.exists() else 'no log'}")


class Actor:
    """Acts in the Playground as its page does, and sees what its page is shown."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self._session = session
        self._frames: asyncio.Queue[Body] = asyncio.Queue()

    async def watch(self) -> None:
        """Take down what is shown, until cancelled."""
        address = f"{self.url.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream"
        async with self._session.ws_connect(address) as stream:
            async for message in stream:
                self._frames.put_nowait(json.loads(message.data))

    async def next(self) -> Body:
        """What is shown next: its `action`, its conversation, its message."""
        return await asyncio.wait_for(self._frames.get(), _ANSWERS_WITHIN)

    async def card(self) -> Body:
        """The card that is shown next."""
        frame = await self.next()
        content: Body = frame["message"]["attachments"][0]["content"]
        return content

    def is_quiet(self) -> bool:
        """Whether nothing more was shown."""
        return self._frames.empty()

    async def install(self, conversation: str) -> None:
        """Add the bot to a conversation."""
        await self._post(f"/_debug/conversation/{conversation}/installation", {})

    async def say(self, conversation: str, text: str) -> Body:
        """Say something, to the bot by name where others listen."""
        mentions = []
        if conversation != PERSONAL:
            text = f"<at>{BOT['name']}</at> {text}"
            mentions = [{"mentioned": BOT, "text": f"<at>{BOT['name']}</at>"}]
        said = {"type": "text", "text": text, "textFormat": "plain", "mentions": mentions}
        address = f"/_conversation/v1/conversations/{conversation}/messages"
        told: Body = await self._post(address, said | {"from": {"id": DANA}})
        return told

    async def submit(self, conversation: str, message: str, value: Body) -> None:
        """Press a button of the kind Action.Submit."""
        told = {"conversation": {"id": conversation}, "replyToId": message, "value": value}
        await self._post("/_conversation/v1/submit", told | {"from": {"id": DANA}})

    async def invoke(self, conversation: str, name: str, value: Body, message: str = "") -> Body:
        """Have Teams ask the bot something; its answer."""
        told = {"name": name, "value": value, "from": {"id": DANA}}
        told |= {"conversation": {"id": conversation}}
        answer: Body = await self._post(
            "/_conversation/v1/invoke", told | ({"replyToId": message} if message else {})
        )
        return answer

    async def click(self, conversation: str, message: str, command: str) -> Body:
        """Press a button of the kind Action.Execute."""
        action = {"type": "Action.Execute", "verb": "say", "data": {"say": command}}
        return await self.invoke(conversation, "adaptiveCard/action", {"action": action}, message)

    async def send(self, activity: Body) -> None:
        """Send any activity, where the page has no way to."""
        await self._post("/_internal/v1/customActivities", activity)

    async def activity(self, conversation: str, kind: str = "userAdded") -> Body:
        """An activity of a conversation, to change and send."""
        address = f"{self.url}/_internal/v1/customActivities/template"
        asked = {"conversationId": conversation, "type": kind}
        async with self._session.get(address, params=asked) as answer:
            told: Body = await answer.json()
            return told

    async def _post(self, path: str, body: Body) -> Any:
        async with self._session.post(self.url + path, json=body) as answer:
            text = await answer.text()
            assert answer.ok, f"{path}: {answer.status} {text}"
            return json.loads(text) if text else None

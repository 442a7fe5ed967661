"""Sends hostile requests to the bot as it is served, beside a Slack and a Teams of this machine."""

from __future__ import annotations

import asyncio
import json
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot import settings
from bot.app import App, build
from bot.membership import Caller
from bot.slack import home
from bot.web import application
from models.clinic.clinic import Platform, Role
from models.storage.token_seal import new_key
from tests.conftest import serve
from tests.fakes import slack_oauth
from tests.fakes.fixtures import a_clinic
from tests.fakes.slack_payloads import Body
from tests.fakes.slack_state import Call, Grant, Token
from tests.fakes.slack_workspace import FakeSlack
from tests.fuzz.figures import Fed, Figures
from tests.fuzz.hearing import SETUP
from tests.fuzz.raw_requests import RawRequests
from tests.fuzz.requests import Request
from tests.fuzz.slack_requests import SlackRequests
from tests.fuzz.teams_requests import TeamsRequests
from tests.fuzz.texts import Texts
from tests.fuzz.watching import Watch
from tests.teams.framework import TENANT, Connector, Sent

ROUND = 1_000
"""Requests to one app; the next ones meet a fresh one."""

_BATCH = 100
_WITHIN = 20.0  # seconds, for an answer and for what follows it
_UNKNOWN = 501  # what an invoke that nobody knows is answered

# What Slack says to a hostile request's own tickets and places, and not to how we speak.
_THEIRS = ("trigger_id", "_url", "not_found", "push_limit_reached", "hash_conflict")

_BY_INSTALLATION = {
    "SLACK_CLIENT_ID": slack_oauth.CLIENT_ID, "SLACK_CLIENT_SECRET": slack_oauth.CLIENT_SECRET,
    "TOKEN_KEYS": new_key(),
}  # fmt: skip

_MAX = Caller(Platform.SLACK, "T1", "UMAX", "CDESK", role=Role.MANAGER)
_MAYA = Caller(Platform.TEAMS, TENANT, "ad0-maya", "19:front@thread.tacv2", role=Role.MANAGER)


@dataclass
class _Street:
    """The bot between the two platforms."""

    app: App
    url: str
    slack: FakeSlack
    connector: Connector
    session: aiohttp.ClientSession
    watch: Watch

    async def send(self, request: Request) -> tuple[int, str]:
        """Send it, and wait until all that it caused is done: status and body; 0 for none."""
        headers = {"Content-Type": request.content_type, **request.headers}
        if request.signed:
            headers |= self.slack.signed(Body(request.body, request.content_type))
        sent = self.session.request(
            request.method, self.url + request.path, data=request.bytes, headers=headers
        )
        try:
            async with sent as answer:
                said = answer.status, await answer.text(errors="replace")
        except (TimeoutError, aiohttp.ClientError):
            said = 0, ""
        await _settle()
        return said

    def heard_by_others(self, body: str) -> str:
        """Everything since the last look that more people than the asker read."""
        calls = [json.dumps(call.args) for call in self.slack.calls if _is_public(call)]
        sent = [json.dumps(each.body) for each in self.connector.sent if _is_for_all(each)]
        self.slack.calls.clear()
        self.connector.sent.clear()
        put = [body] if '"in_channel"' in body or '"composeExtension"' in body else []
        return "\n".join([*calls, *sent, *put])

    def offences(self) -> list[str]:
        """The rules of Slack's that an answer broke."""
        found = [each for each in self.slack.offences if not any(w in each.code for w in _THEIRS)]
        self.slack.offences.clear()
        return [f"{each.code} in {each.where}: {each.detail[:60]}" for each in found]


async def serve_all(template: Path, seed: str, many: int, figures: Figures) -> None:
    """One round: so many requests to one app on a copy of the template."""
    file = Path(shutil.copy(template, template.with_name("served.sqlite3")))
    supply = Texts(seed)
    async with _street(file, figures, installed=supply.chance.random() < 0.5) as street:
        watch = street.watch
        book = street.app.services.book
        slack = SlackRequests(street.slack, supply, book)
        teams, raw = TeamsRequests(supply, street.connector.url, book), RawRequests(supply)
        with watch.listening():
            for first in range(0, many, _BATCH):
                batch = []
                for _ in range(first, min(first + _BATCH, many)):
                    kind = supply.chance.choices((slack, teams, raw), (5, 4, 1))[0]
                    batch.append(await _feed(street, kind.next(), seed))
                watch.look_at_all(batch)
    for each in file.parent.glob("served.sqlite3*"):
        each.unlink()


async def _feed(street: _Street, request: Request, seed: str) -> Fed:
    figures, fed = street.watch.figures, Fed(request.entry, request.shown, request.secrets, seed)
    began = time.perf_counter()
    status, body = await street.send(request)
    seconds = time.perf_counter() - began
    figures.count(request.entry, seconds, refused=status >= 400)
    if status == 0 or (status >= 500 and status != _UNKNOWN):
        figures.fault(f"status {status}", fed)
    for offence in street.offences():
        figures.fault(f"Slack refuses: {offence}", fed)
    street.watch.look_at_log([fed])
    street.watch.look_at("what others read", street.heard_by_others(body), [fed])
    return fed


@asynccontextmanager
async def _street(file: Path, figures: Figures, *, installed: bool) -> AsyncIterator[_Street]:
    slack, connector = a_clinic(FakeSlack(time.time)), Connector()
    await slack.start()
    theirs, connector.url = await serve(connector.application())
    told = {
        "DATABASE_URL": f"sqlite://{file}", "RATE_LIMIT": "off", "TEAMS_ANONYMOUS": "1",
        "SLACK_SIGNING_SECRET": slack.signing_secret, "SLACK_API_URL": slack.api_url,
    } | (_BY_INSTALLATION if installed else {"SLACK_BOT_TOKEN": "xoxb-clinic"})  # fmt: skip
    app = build(settings.read(told))
    assert not app.settings.is_rate_limited
    watch = Watch(app, file, figures)
    with watch.listening():
        ours, url = await serve(await application(app))
    if installed:
        slack.tokens.clear()
        await slack.installs(url, Grant(Token("xoxb-clinic"), "UMAX"))
    await _begin(app)
    home._SOON = 0  # noqa: SLF001 - nobody waits for a second change here
    timeout = aiohttp.ClientTimeout(total=_WITHIN)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        yield _Street(app, url, slack, connector, session, watch)
    with watch.listening():
        await ours.cleanup()
    await theirs.cleanup()
    await slack.stop()


async def _begin(app: App) -> None:
    """Two clinics with a few aliases each."""
    for caller in (_MAX, _MAYA):
        for text in SETUP:
            reply = await app.answer(caller, text)
            assert not reply.refused or "channel" in text, (text, reply.headline)


_GO_ON = ("/http_server.py", "/receipt_writer.py")
"""Their tasks end with the process."""


async def _settle() -> None:
    """Wait for what the bot does after it has answered."""
    for _ in range(5):
        if not (late := [task for task in asyncio.all_tasks() if _is_ours(task)]):
            return
        await asyncio.wait(late, timeout=_WITHIN)


def _is_ours(task: asyncio.Task[Any]) -> bool:
    code = getattr(task.get_coro(), "cr_code", None)
    return (
        code is not None and "/bot/" in code.co_filename and not code.co_filename.endswith(_GO_ON)
    )


def _is_public(call: Call) -> bool:
    """Whether more people read it than one; nothing typed may stand on anybody's Home tab."""
    where, is_said = (
        str(call.args.get("channel", "")),
        call.method in {"chat.postMessage", "chat.update"},
    )
    in_channel = call.args.get("response_type") == "in_channel"
    return (is_said and where.startswith("C")) or in_channel or call.method == "views.publish"


def _is_for_all(sent: Sent) -> bool:
    is_message = "/activities" in sent.path
    return is_message and not sent.is_targeted and not sent.conversation.startswith("a:")

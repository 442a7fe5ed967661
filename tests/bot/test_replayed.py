"""Whatever writes, sent again to another process, does nothing a second time.

Each case is a command, what goes before it, and what takes it back. The same request is heard by a
second app on the same database, which remembers nothing of the first: at once, and after the deed
was taken back, which the replay must not do again. Every row of every table is compared.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot import settings
from bot.app import App, build
from bot.membership import Caller
from bot.slack import mount
from bot.teams import mount as teams_mount
from models.clinic.clinic import Platform, Role
from models.storage import keyring, tables
from models.storage.sql import execute, fetch
from models.storage.tables import ClinicRow
from tests.conftest import Served, serve
from tests.fakes import slack_payloads
from tests.fakes.slack_workspace import FakeSlack
from tests.teams.conftest import Office, connector, teams
from tests.teams.framework import activity

__all__ = ["connector", "teams"]  # fixtures

AMY = Caller(Platform.CONSOLE, "T1", "amy", "here", role=Role.MANAGER)
BO = Caller(Platform.CONSOLE, "T1", "bo", "here")

LOOKS = {"version", "counted_on"}
"""How often an alias was looked at: no more is changed."""


@dataclass(frozen=True)
class Case:
    """`says` is sent twice, behind what is typed `first`; `back` takes it back before a third."""

    says: str
    first: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    sql: str = ""

    def __str__(self) -> str:
        return " behind ".join(filter(None, (self.says, *self.first[-1:])))


NEW = ("/session new BLUE-7 payer medicare",)
LOGGED = (*NEW, "/session log BLUE-7 20560")
ALERTED = (*NEW, "/caps set BLUE-7 3 visits per calendar year", "/session log BLUE-7 20560")
TWO = (*NEW, "/session new OAK-12")
BOOKED = (*TWO, "/caps book BLUE-7, OAK-12 today")
FAILED = "UPDATE note SET state = 'failed'"
AUTHORIZED = "/session authorize BLUE-7 5 visits from 2026-11-01 until 2026-12-31"

CASES = (
    Case("/session new"),
    Case("/session new payer cigna plan ppo"),
    Case("/session new OAK-12", back=("/session rename OAK-12 ELM-4",)),
    Case("/session log BLUE-7 20560", NEW, ("/session undo",)),
    Case("/session log BLUE-7 again", LOGGED, ("/session void BLUE-7 2 because wrong day",)),
    Case("/session void BLUE-7 1 because wrong day", LOGGED, ("/session log BLUE-7",)),
    Case(
        "/session log BLUE-7, OAK-12 20560",
        TWO,
        ("/session void BLUE-7 1 because undone", "/session void OAK-12 1 because undone"),
    ),
    Case("/session log BLUE-7 20560; OAK-12 no-show", BOOKED, ("/session undo",)),
    Case("/session log OAK-12 no-show", BOOKED, ("/caps book OAK-12 today",)),
    Case("/caps book BLUE-7 tomorrow", NEW, ("/caps unbook BLUE-7 all",)),
    Case("/caps book BLUE-7 tomorrow; OAK-12 tomorrow", TWO, ("/caps unbook OAK-12 all",)),
    Case("/caps move BLUE-7 today to tomorrow", BOOKED, ("/session undo",)),
    Case("/caps unbook BLUE-7 today", BOOKED, ("/caps book BLUE-7 today",)),
    Case("/caps book BLUE-7 tomorrow instead of today", BOOKED, ("/session undo",)),
    Case(
        "/session undo",
        (*LOGGED, "/session new OAK-12", "/session log OAK-12", "/session log OAK-12 on yesterday"),
    ),
    *(
        Case("/session undo", (*NEW, "/session improving BLUE-7", *deeds), back)
        for deeds, back in (
            ((AUTHORIZED,), ("/session payer BLUE-7 cigna",)),
            (("/session payer BLUE-7 cigna",), (AUTHORIZED,)),
            (
                ("/session balance BLUE-7 4 elsewhere as of 2026-11-01 from portal",),
                ("/session payer BLUE-7 cigna",),
            ),
            (("/session close BLUE-7",), ("/session payer BLUE-7 cigna",)),
            (("/session new OAK-12",), ("/session payer BLUE-7 cigna",)),
            (("/caps set BLUE-7 9 visits per calendar year",), ("/session payer BLUE-7 cigna",)),
            (
                ("/session log BLUE-7", "/session void BLUE-7 1 because wrong day"),
                ("/session improving BLUE-7 on yesterday",),
            ),
        )
    ),
    Case(  # the whole clinic's setting is asked about first; this is what its button says
        "/session undo setting of patience",
        (*NEW, "/session improving BLUE-7", "/clinic patience 2 hours"),
        ("/session payer BLUE-7 cigna",),
    ),
    Case("/session payer BLUE-7 cigna", NEW, ("/session payer BLUE-7 medicare",)),
    Case("/session payer BLUE-7 cigna from 2026-11-01", NEW),
    Case("/session year BLUE-7 July 1", NEW, ("/session year BLUE-7 none",)),
    Case("/session payer BLUE-7 none", NEW, ("/session payer BLUE-7 medicare",)),
    Case("/session payer BLUE-7 plan ppo", NEW, ("/session payer BLUE-7 plan hmo",)),
    Case(AUTHORIZED, NEW),
    Case("/session balance BLUE-7 4 elsewhere as of 2026-11-01 from portal", NEW),
    Case("/session improving BLUE-7", NEW),
    Case("/session close BLUE-7", NEW, ("/session reopen BLUE-7",)),
    Case("/session reopen BLUE-7", (*NEW, "/session close BLUE-7"), ("/session close BLUE-7",)),
    Case("/session rename BLUE-7 OAK-12", NEW, ("/session rename OAK-12 BLUE-7",)),
    Case(
        "/caps set BLUE-7 9 visits per calendar year",
        NEW,
        ("/caps set BLUE-7 8 visits per calendar year",),
    ),
    Case(
        "/caps set BLUE-7 none",
        (*NEW, "/caps set BLUE-7 9 visits per calendar year"),
        ("/caps set BLUE-7 9 visits per calendar year",),
    ),
    Case("/caps set cigna 9 visits per calendar year", NEW, ("/caps set cigna none",)),
    Case("/caps reading medicare from first visit", NEW, ("/caps reading medicare calendar year",)),
    Case("/clinic warn at 5, 2 left", back=("/clinic warn at 3 left",)),
    Case("/clinic warn medicare at 5 left", back=("/clinic warn medicare default",)),
    Case("/clinic channel #desk", back=("/clinic channel none",)),
    Case("/clinic digest 9:00 am Mon-Fri", back=("/clinic digest off",)),
    Case("/clinic quiet 8 pm to 6:15 am", back=("/clinic quiet off",)),
    Case("/clinic patience 2 hours", back=("/clinic patience 3 hours",)),
    Case("/clinic holidays add 12/24/2026", back=("/clinic holidays remove 12/24/2026",)),
    Case("/clinic zone Pacific", back=("/clinic zone Eastern",)),
    Case("/clinic profession PT", back=("/clinic profession none",)),
    Case("/clinic state NC", back=("/clinic state none",)),
    Case("/clinic aliases PT-0000", back=("/clinic aliases none",)),
    Case("/clinic managers add @cy", back=("/clinic managers remove @cy",)),
    Case(
        "/clinic managers remove @cy", ("/clinic managers add @cy",), ("/clinic managers add @cy",)
    ),
    Case("/clinic alerts ack 1", ALERTED, ("/clinic alerts hand 1 to @bo",)),
    Case("/clinic alerts snooze 1 2 days", ALERTED, ("/clinic alerts ack 1",)),
    Case("/clinic alerts hand 1 to @bo", ALERTED, ("/clinic alerts ack 1",)),
    Case("/clinic alerts retry 1", ALERTED, sql=FAILED),
    Case("/clinic alerts retry all", ALERTED, sql=FAILED),
    Case("/clinic forget BLUE-7 yes", LOGGED, ("/session new OAK-12",)),
    Case("/clinic forget everything, erase all 1 alias", LOGGED),
)


@pytest.fixture
def others(environment: dict[str, str]) -> App:
    """Another process on the same database, as far as memory goes."""
    return build(settings.read(environment))


async def rows() -> dict[str, list[dict[str, Any]]]:
    """Everything that is kept."""
    names = sorted(
        each._meta.db_table  # noqa: SLF001 -- the one place that names every table
        for each in vars(tables).values()
        if isinstance(each, type) and issubclass(each, ClinicRow.__mro__[1]) and each._meta.db_table  # noqa: SLF001
    )
    found = {name: await fetch(f'SELECT * FROM "{name}"') for name in names}  # noqa: S608
    return {
        name: [{k: v for k, v in row.items() if k not in LOOKS} for row in kept]
        for name, kept in found.items()
    }


async def typed(app: App, *commands: str) -> None:
    """Type commands that are understood."""
    for command in commands:
        reply = await app.answer(AMY, command)
        assert not reply.refused, (command, reply)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_nothing_happens_twice(case: Case, app: App, others: App) -> None:
    await typed(app, "/clinic", *case.first)
    await app.answer(BO, "/cpt 20560")
    if case.sql:
        await execute(case.sql)
    request = replace(AMY, idempotency_key="trigger-1")
    before = await rows()
    reply = await app.answer(request, case.says)
    assert not reply.refused, reply
    done = await rows()
    assert done != before
    await others.answer(request, case.says)
    assert await rows() == done
    await typed(app, *case.back)
    if case.sql:
        await execute(case.sql)
    back = await rows()
    others.memberships.forget()
    await others.answer(request, case.says)
    assert await rows() == back


@pytest.mark.parametrize("said", ["/session log NOPE-99 20560", "/session log BLUE-7 20560"])
async def test_undo_asks_nothing_because_an_older_request_came_once_more(
    said: str, app: App, others: App
) -> None:
    await typed(app, "/clinic", *NEW)
    request = replace(AMY, idempotency_key="trigger-1")
    await app.answer(request, said)
    await typed(app, "/session improving BLUE-7")
    before = await rows()
    await others.answer(request, said)
    assert await rows() == before
    reply = await others.answer(AMY, "/session undo")
    assert not reply.refused, reply
    assert "improving" in reply.headline


REPLAYED = (
    ("session log BLUE-7 20560", "session undo"),
    ("session log BLUE-7 again", "session log BLUE-7 again"),
    ("session undo", "session new"),
    ("session close BLUE-7", "session reopen BLUE-7"),
    ("caps set BLUE-7 9 visits per calendar year", "caps set BLUE-7 none"),
    ("caps book BLUE-7 tomorrow", "caps unbook BLUE-7 all"),
)
"""What is sent twice, and what another request does in between."""


@asynccontextmanager
async def another_process(app: App) -> AsyncIterator[str]:
    """The address of a second process, on the database that is open."""
    site, second = web.Application(), build(app.settings, app.clock)
    if second.settings.slack:
        mount.mount(site, second, second.settings.slack)
    if second.settings.teams:
        teams_mount.mount(site, second, second.settings.teams)
    runner, url = await serve(site)
    try:
        yield url
    finally:
        await runner.cleanup()


async def test_what_slack_signed_once_is_done_once_in_whichever_process(
    served: Served, slack: FakeSlack, visitor: aiohttp.ClientSession
) -> None:
    await slack.types("UAMY", "/session new BLUE-7")

    async def sends(url: str, typed: str, trigger: str) -> None:
        name, _, text = typed.partition(" ")
        fields = {"team_id": "T1", "user_id": "UAMY", "command": f"/{name}", "text": text}
        more = {"channel_id": "CDESK", "response_url": "https://x", "trigger_id": trigger}
        body = slack_payloads.form(fields | more)
        headers = {"Content-Type": body.content_type, **slack.signed(body, timestamp=signed_at)}
        data = io.BytesIO(body.text.encode())
        async with visitor.post(f"{url}/slack/events", data=data, headers=headers) as answer:
            assert answer.status == 200

    signed_at = int(served.app.clock().timestamp())
    async with another_process(served.app) as other:
        for number, (typed, back) in enumerate(REPLAYED):
            before = await rows()
            await sends(served.url, typed, f"{number}.1")
            assert await rows() != before
            await sends(served.url, back, f"{number}.2")
            done = await rows()
            await sends(other, typed, f"{number}.1")
            assert await rows() == done, typed


async def test_what_teams_sends_once_is_done_once_in_whichever_process(teams: Office) -> None:
    await teams.say("session new BLUE-7")

    async def sends(url: str, typed: str, id_: str) -> None:
        told = activity(serviceUrl=teams.connector.url, text=typed, id=id_)
        async with teams.visitor.post(f"{url}/api/messages", json=told) as answer:
            assert answer.status == 202

    async with another_process(teams.app) as other:
        for number, (typed, back) in enumerate(REPLAYED):
            before = await rows()
            await sends(teams.url, typed, f"{number}.1")
            assert await rows() != before
            await sends(teams.url, back, f"{number}.2")
            done = await rows()
            await sends(other, typed, f"{number}.1")
            assert await rows() == done, typed


async def test_nobody_can_try_what_was_typed_by_the_key_of_a_click(teams: Office) -> None:
    await teams.say("session new BLUE-7")
    value = {"action": {"type": "Action.Execute", "data": {"say": "/session log BLUE-7"}}}
    await teams.invoke("adaptiveCard/action", value, replyToId="m7")
    (kept,) = await fetch("SELECT request FROM session")
    minutes = int(teams.clock().timestamp()) // 60 // 5
    parts = ["a:amy", "ad0-amy", "/session log BLUE-7", f"m7 {minutes}"]
    for spaced in (None, (",", ":")):
        said = json.dumps(parts, sort_keys=True, separators=spaced)
        assert kept["request"] != hashlib.sha256(said.encode()).hexdigest()
    assert kept["request"] == keyring.current().keys.newest.digest("request", *parts)

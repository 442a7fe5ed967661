"""Each way in which Teams refuses an alert: it arrives, or somebody who can mend it is told."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.recipient_check import RecipientCheck
from bot.settings import TeamsSettings
from bot.teams import activity as activities
from bot.teams.client import TeamsClient
from bot.teams.conversations import ConversationStore
from bot.teams.messenger import TeamsMessenger
from bot.teams.people import TeamsDirectory
from models.alerts.alert_state import AlertState
from models.clinic.clinic import Platform
from models.coverage.fact_book import FactBook
from models.storage.database import Database
from tests.conftest import serve
from tests.jobs.clinic_day import ClinicDay
from tests.refusals.ending import (
    ALIAS,
    SHORT,
    give_up,
    mend,
    must_have_told_the_operator,
    note,
    sheet,
    wait,
)
from tests.teams.framework import TENANT, Connector, activity, refusal

MINUTES = timedelta(minutes=40)
BOSS = {"id": "29:UBOSS", "aadObjectId": "UBOSS", "name": "Boss"}
CHANNEL = {"id": "CTEAM", "conversationType": "channel", "tenantId": TENANT}
CHAT = {"id": "a:UBOSS", "conversationType": "personal", "tenantId": TENANT}

Refuse = Callable[[web.Request, dict[str, Any]], Awaitable[web.Response | None]]


@pytest.fixture
async def connector() -> AsyncIterator[Connector]:
    """Where the bot's messages arrive."""
    made = Connector(members={"UBOSS": BOSS}, rosters={"CTEAM": ["UBOSS"]})
    runner, made.url = await serve(made.application())
    yield made
    await runner.cleanup()


@pytest.fixture
async def day(database: Database, pack: FactBook, connector: Connector) -> ClinicDay:
    """A clinic with a channel and one manager, and the real way to a Teams of this machine."""
    day = await ClinicDay(pack, platform=Platform.TEAMS).open(TENANT)
    client = TeamsClient(TeamsSettings("", "", "", is_anonymous=True))
    conversations = ConversationStore(lambda: day.now)
    for conversation in (CHAT, CHANNEL):
        heard = activity(**{"from": BOSS}, conversation=conversation, serviceUrl=connector.url)
        await conversations.keep(day.clinic.id, activities.read(heard), {}, anew=True)
    check = RecipientCheck(TeamsDirectory(client, conversations), lambda: day.now)
    day.spoken = TeamsMessenger(client, conversations, check)
    return day


def answers(status: int, code: str = "", *, to: str = "CTEAM", when: str = "POST") -> Refuse:
    """Posts to a conversation are refused so; `when` "" means every request to whichever."""

    async def refuse(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        if when and (request.method != when or f"/conversations/{to}/" not in request.path):
            return None
        return refusal(status, code)

    return refuse


def told(connector: Connector, conversation: str) -> list[str]:
    """What arrived in a conversation about the alias."""
    bodies = (json.dumps(each.body) for each in connector.arrived_at(conversation))
    return [body for body in bodies if ALIAS in body]


_ALWAYS = 3  # of the rows that take seconds, so many are tried each time
PASSING = [
    pytest.param(answers(429, "TooManyRequests"), id="429"),
    pytest.param(answers(500, "ServiceError"), id="500"),
    pytest.param(answers(502), id="502"),
    pytest.param(answers(503, "ServiceUnavailable"), id="503"),
    pytest.param(answers(504, "GatewayTimeout"), id="504"),
    pytest.param(answers(412, "PreconditionFailed"), id="412"),
    pytest.param(answers(409, "Conflict"), id="409"),
    pytest.param(answers(400, "SomeWordOfNextYear"), id="400 of a word of next year"),
    pytest.param(answers(401, "Unauthorized", when=""), id="401: the secret has expired"),
    pytest.param(answers(403, "BotDisabledByAdmin"), id="403 barred from the tenant"),
    pytest.param(answers(404, "ConversationNotFound"), id="404 for some minutes"),
    pytest.param(answers(404, "ConversationNotFound", when="GET"), id="404 of the roster"),
    pytest.param(answers(500, when=""), id="nothing works"),
]
OF_THE_CHANNEL = [
    pytest.param(answers(403, "BotNotInConversationRoster"), id="taken out of the channel"),
    pytest.param(answers(403, "MessageWritesBlocked"), id="blocked"),
    pytest.param(answers(403, "ConversationBlockedByUser"), id="blocked by the user"),
    pytest.param(answers(403, "ForbiddenOperationException", when="GET"), id="roster forbidden"),
    pytest.param(answers(404, "ConversationNotFound"), id="404 for good"),
    pytest.param(answers(404), id="404 without a word"),
]
OF_THE_CARD = [(413, "MessageSizeTooBig"), (413, "RequestEntityTooLarge"), (400, "BadSyntax")]
FOR_GOOD = [
    pytest.param(answers(401, "Unauthorized", when=""), id="401 for good"),
    pytest.param(answers(403, "BotDisabledByAdmin", when=""), id="barred from the tenant"),
    pytest.param(answers(403, "MessageWritesBlocked", when=""), id="blocked everywhere"),
    pytest.param(answers(404, "ConversationNotFound", when=""), id="nothing is found"),
]


@pytest.mark.parametrize("refuse", [*PASSING[:_ALWAYS], *sheet(PASSING[_ALWAYS:])])
async def test_what_passes_ends_with_the_alert_in_its_channel(
    day: ClinicDay, connector: Connector, refuse: Refuse
) -> None:
    connector.refuse = refuse
    await note(day)
    await wait(day, MINUTES)
    assert told(connector, "CTEAM") == []
    connector.refuse = None
    await wait(day, MINUTES)
    assert [len(told(connector, place)) for place in ("CTEAM", "a:UBOSS")] == [1, 0]


@pytest.mark.parametrize("refuse", OF_THE_CHANNEL)
async def test_what_the_channel_never_takes_goes_to_the_managers(
    day: ClinicDay, connector: Connector, refuse: Refuse
) -> None:
    connector.refuse = refuse
    await note(day)
    await wait(day, timedelta(minutes=80))
    assert [len(told(connector, place)) for place in ("CTEAM", "a:UBOSS")] == [0, 1]


@pytest.mark.parametrize(("status", "code"), OF_THE_CARD)
async def test_a_card_that_teams_cannot_draw_is_told_in_short(
    day: ClinicDay, connector: Connector, status: int, code: str
) -> None:
    times: list[str] = []

    async def once(request: web.Request, body: dict[str, Any]) -> web.Response | None:
        if request.method == "POST":
            times.append(request.path)
        return refusal(status, code) if len(times) == 1 and request.method == "POST" else None

    connector.refuse = once
    await note(day)
    assert [SHORT in words for words in told(connector, "CTEAM")] == [True]
    assert [failure.why for failure in day.failures] == [f"{status} {code}"]


@pytest.mark.parametrize("refuse", FOR_GOOD)
async def test_what_reaches_nobody_is_told_to_whoever_runs_the_bot_and_sent_once_mended(
    day: ClinicDay, connector: Connector, refuse: Refuse
) -> None:
    connector.refuse = refuse
    await note(day)
    await give_up(day)
    assert [alert.state for alert in await day.alerts()] == [AlertState.FAILED]
    await must_have_told_the_operator(day)
    connector.refuse = None
    day.later(minutes=11)
    await mend(day)
    assert ALIAS in str(told(connector, "CTEAM") + told(connector, "a:UBOSS"))


async def test_a_lost_answer_is_sent_again_and_says_so(
    day: ClinicDay, connector: Connector
) -> None:
    async def hang_up(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        if request.method == "POST":
            connector.refuse = None
            assert request.transport is not None
            request.transport.abort()
        return None

    connector.refuse = hang_up
    await note(day)
    await wait(day, MINUTES)
    assert ["may be a repeat" in words for words in told(connector, "CTEAM")][-1]


def test_there_are_twenty_of_them() -> None:
    tables = (PASSING, OF_THE_CHANNEL, OF_THE_CARD, FOR_GOOD)
    assert sum(map(len, tables)) >= 20

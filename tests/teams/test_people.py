"""Who may ask in Teams: staff ask, guests and people of other tenants get no seat and no answer."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web

from bot.teams import people
from bot.teams.activity import read
from bot.teams.conversations import ConversationStore, channel_of
from models.clinic.clinic import Platform, Role
from models.clinic.recipient_faults import PersonFault
from tests.fakes import adaptive_card
from tests.teams.conftest import Office
from tests.teams.framework import TENANT, activity, refusal

GROUP = {"id": "19:front@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}
OWN = {"id": "a:rep", "conversationType": "personal", "tenantId": TENANT}
REP = {"from": {"id": "29:rep", "aadObjectId": "ad0-rep", "name": "Rep"}}
GUEST = {"userRole": "guest", "tenantId": TENANT}
FOREIGN = {"userRole": "user", "tenantId": "99999999-9999-9999-9999-999999999999"}
NOT_TOLD = "Teams does not tell me at the moment who you are"


async def is_seated(teams: Office) -> bool:
    return await teams.app.records.seated(Platform.TEAMS, TENANT, "ad0-rep") is not None


@pytest.mark.parametrize(
    ("told", "words"),
    [
        pytest.param(GUEST, "Teams says that you are a guest here", id="a guest"),
        pytest.param({"userRole": "anonymous"}, "you are a guest here", id="nobody's account"),
        pytest.param(FOREIGN, "staff of the clinic that shares this channel", id="another tenant"),
    ],
)
@pytest.mark.parametrize("where", [OWN, GROUP])
async def test_an_outsider_gets_no_answer_and_no_seat(
    teams: Office, told: dict[str, str], words: str, where: dict[str, str]
) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    teams.connector.members["rep"] = told
    for typed in ("caps", "session show BLUE-47K", "coverage medicare 20560"):
        shown = adaptive_card.read(await teams.say(typed, conversation=where, **REP))
        assert words in shown
        assert "BLUE-47K" not in shown
    assert not await is_seated(teams)
    assert len(teams.connector.lookups("rep")) == 1


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"userRole": "user", "tenantId": TENANT.upper()}, id="a user of the tenant"),
        pytest.param({}, id="of whom neither is told"),
    ],
)
async def test_staff_are_looked_up_once_and_then_no_more(
    teams: Office, told: dict[str, str]
) -> None:
    teams.connector.members["rep"] = told
    for where in (GROUP, OWN, GROUP):
        teams.app.memberships.forget()
        teams.clock.passes(minutes=30)
        assert "Medicare" in adaptive_card.read(
            await teams.say("coverage medicare 20560", conversation=where, **REP)
        )
    assert await is_seated(teams)
    assert len(teams.connector.lookups("rep")) == 1


async def test_who_becomes_a_guest_loses_the_seat_within_a_day(teams: Office) -> None:
    await teams.say("session new BLUE-47K", **REP)
    teams.connector.members["rep"] = GUEST
    teams.clock.passes(hours=23)
    assert "BLUE-47K" in adaptive_card.read(await teams.say("caps", **REP))
    teams.clock.passes(hours=2)
    assert "you are a guest here" in adaptive_card.read(await teams.say("caps", **REP))
    [member] = await teams.app.records.members(1)
    assert member.is_gone


@pytest.mark.parametrize("where", [OWN, GROUP])
async def test_whom_teams_finds_nowhere_gets_no_seat(teams: Office, where: dict[str, str]) -> None:
    teams.connector.absent.add("rep")
    shown = adaptive_card.read(await teams.say("caps", conversation=where, **REP))
    assert "nobody whom it shows me here" in shown
    assert not await is_seated(teams)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        pytest.param(403, "BotNotInConversationRoster", id="not in the conversation"),
        pytest.param(429, "", id="too fast"),
        pytest.param(500, "", id="a server error"),
        pytest.param(503, "ServiceUnavailable", id="a gateway"),
        pytest.param(401, "", id="no token"),
    ],
)
@pytest.mark.parametrize("where", [OWN, GROUP])
async def test_while_teams_does_not_say_nobody_is_seated(
    teams: Office, status: int, code: str, where: dict[str, str]
) -> None:
    async def silent(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        return refusal(status, code) if request.method == "GET" else None

    await teams.say("session new BLUE-47K")
    teams.connector.refuse = silent
    asked = {"conversation": where, **REP}
    assert "Medicare" in adaptive_card.read(await teams.say("coverage medicare 20560", **asked))
    shown = adaptive_card.read(await teams.say("caps", **asked))
    assert NOT_TOLD in shown
    assert "BLUE-47K" not in shown
    assert not await is_seated(teams)
    teams.connector.refuse = None
    teams.clock.passes(seconds=6)
    assert "BLUE-47K" in adaptive_card.read(await teams.say("caps", **asked))


async def test_a_search_where_the_bot_is_not_unseats_nobody(teams: Office) -> None:
    """Teams answers 404 for a conversation that it knows no bot in, as for somebody unknown."""
    await teams.say("session new BLUE-47K", **REP)
    teams.clock.passes(days=2)
    teams.connector.absent.add("rep")
    search = {"commandId": "find", "parameters": [{"name": "q", "value": "medicare 20560"}]}
    found = await teams.invoke("composeExtension/query", search, conversation=GROUP, **REP)
    assert "attachments" in found["composeExtension"]
    [member] = await teams.app.records.members(1)
    assert not member.is_gone


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        pytest.param({"userRole": "user"}, None, id="staff"),
        pytest.param({"userRole": "guest"}, PersonFault.GUEST, id="a guest"),
        pytest.param({"tenantId": "99"}, PersonFault.STRANGER, id="of another tenant"),
        pytest.param({"aadObjectId": ""}, PersonFault.UNTOLD, id="not readable"),
        pytest.param({"id": "28:app"}, PersonFault.BOT, id="an app"),
    ],
)
async def test_a_fault_follows_what_teams_says_of_a_person(
    teams: Office, told: dict[str, str], fault: PersonFault | None
) -> None:
    await teams.say("help")
    teams.connector.members["rep"] = told
    clinic = await teams.app.records.clinic(1)
    assert await teams.app.directories.fault_of_person(clinic, "ad0-rep") is fault


async def test_a_teams_that_takes_its_time_is_not_waited_for(
    teams: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = asyncio.Event()

    async def slow(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        if request.method == "GET":
            await told.wait()
        return None

    monkeypatch.setattr(people, "_WITHIN", 0.05)
    teams.connector.refuse = slow
    try:
        assert NOT_TOLD in adaptive_card.read(await teams.say("caps", conversation=GROUP, **REP))
    finally:
        told.set()


async def test_a_guest_who_clicks_or_searches_reads_why_not(teams: Office) -> None:
    teams.connector.members["rep"] = GUEST
    search = {"commandId": "find", "parameters": [{"name": "q", "value": "medicare 20560"}]}
    found = await teams.invoke("composeExtension/query", search, conversation=GROUP, **REP)
    assert "you are a guest here" in found["composeExtension"]["text"]
    action = {"type": "Action.Execute", "data": {"say": "clinic alerts take 1", "stays": True}}
    clicked = {"action": action}
    await teams.invoke("adaptiveCard/action", clicked, conversation=GROUP, replyToId="c1", **REP)
    assert len(teams.connector.lookups("rep")) == 2  # by a search, and by a click
    assert not await is_seated(teams)


async def test_a_guest_who_installs_it_first_manages_nothing(teams: Office) -> None:
    teams.connector.members["rep"] = GUEST
    await teams.tell(type="installationUpdate", action="add", conversation=GROUP, **REP)
    assert not await is_seated(teams)
    await teams.tell(type="installationUpdate", action="add")
    seated = await teams.app.records.seated(Platform.TEAMS, TENANT, "ad0-amy")
    assert seated
    assert seated[1].role is Role.MANAGER


async def test_whoever_takes_it_out_of_a_place_needs_no_seat_for_that(teams: Office) -> None:
    await teams.say("help", conversation=GROUP)
    clinic = (await teams.app.records.seated(Platform.TEAMS, TENANT, "ad0-amy") or ())[0]
    place = channel_of(read(activity(conversation=GROUP)))
    book = ConversationStore(teams.clock)
    assert await book.of(clinic.id, place)
    teams.connector.members["rep"] = GUEST
    await teams.tell(type="installationUpdate", action="remove", conversation=GROUP, **REP)
    assert await book.of(clinic.id, place) is None
    assert not await is_seated(teams)

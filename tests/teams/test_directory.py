"""Alerts, managers and channels: only people and conversations for whom Teams vouches."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import web

from bot.clock import opened
from jobs import send_alerts
from models.alerts.alert_state import AlertState
from models.mention import person
from tests.fakes import adaptive_card
from tests.teams.conftest import Office
from tests.teams.framework import TENANT, refusal

CHANNEL = {"id": "19:billing@thread.tacv2", "conversationType": "channel", "tenantId": TENANT}
GROUP = {"id": "19:front@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}
GUEST = {"userRole": "guest", "tenantId": TENANT}
FOREIGN = {"userRole": "user", "tenantId": "99999999-9999-9999-9999-999999999999"}
UNTOLD = "Teams does not tell me at the moment"


@pytest.fixture
async def clinic(teams: Office) -> Office:
    """A clinic with alert 1, in the channel that Amy chose, who manages it."""
    await teams.tell(type="installationUpdate", action="add")
    await teams.say("clinic channel here", conversation=CHANNEL)
    await teams.say("session new BLUE-7")
    await teams.say("caps set BLUE-7 1 visits per calendar year")
    await teams.say("session log BLUE-7 20560")
    await send(teams)
    return teams


async def send(teams: Office) -> None:
    """One pass of the sender, a minute later."""
    teams.clock.passes(minutes=1)
    async with opened(teams.app) as messengers:
        await send_alerts.run(teams.clock(), teams.app.services.with_messengers(messengers))


async def click(teams: Office, command: str, user: str) -> str:
    """What is told of a click on an alert's button, with whoever was picked."""
    data = {"say": command, "person": user}
    body = await teams.invoke(
        "adaptiveCard/action",
        {"action": {"type": "Action.Execute", "data": data}},
        replyToId=f"c-{command}-{user}",
        conversation=CHANNEL,
    )
    return adaptive_card.read(body["value"])


async def channel_of(teams: Office) -> str:
    return (await teams.app.records.clinic(1)).preferences.channel


async def managers(teams: Office) -> list[str]:
    return [each.user for each in await teams.app.records.members(1) if each.is_manager]


async def test_an_alert_is_handed_to_a_colleague(clinic: Office) -> None:
    await click(clinic, "/clinic alerts hand 1 to", "ad0-maya")
    note = await clinic.app.services.outbox.alert(1, 1)
    assert note
    assert (note.state, note.handed_to) == (AlertState.HANDED_OVER, person("ad0-maya"))


@pytest.mark.parametrize(
    ("told", "says"),
    [
        pytest.param(GUEST, "is a guest", id="a guest"),
        pytest.param({"userRole": "anonymous"}, "is a guest", id="nobody's account"),
        pytest.param(FOREIGN, "is of another company", id="of another tenant"),
        pytest.param({"id": "28:app"}, "is an app", id="an app"),
        pytest.param(None, "does not show me that person", id="nobody"),
    ],
)
@pytest.mark.parametrize("command", ["/clinic alerts hand 1 to", "/clinic managers add"])
async def test_nobody_else_is_handed_an_alert_or_made_a_manager(
    clinic: Office, told: dict[str, str] | None, says: str, command: str
) -> None:
    if told:
        clinic.connector.members["rep"] = told
    else:
        clinic.connector.absent.add("rep")
    shown = await click(clinic, command, "ad0-rep")
    assert says in shown
    assert "Nothing was changed" in shown
    note = await clinic.app.services.outbox.alert(1, 1)
    assert note
    assert note.state is AlertState.SENT
    assert await managers(clinic) == ["ad0-amy"]


@pytest.mark.parametrize("told", [GUEST, FOREIGN])
@pytest.mark.parametrize("where", [CHANNEL | {"id": "19:x@thread.tacv2"}, GROUP])
async def test_no_conversation_with_outsiders_is_chosen_for_alerts(
    clinic: Office, told: dict[str, str], where: dict[str, str]
) -> None:
    before = await channel_of(clinic)
    clinic.connector.members["rep"] = told
    clinic.connector.rosters[where["id"]] = ["amy", "maya", "rep"]
    shown = adaptive_card.read(await clinic.say("clinic channel here", conversation=where))
    assert "read along" in shown
    assert await channel_of(clinic) == before


async def test_the_last_page_of_a_roster_is_read_too(clinic: Office) -> None:
    clinic.connector.members["rep"] = GUEST
    clinic.connector.rosters[GROUP["id"]] = ["amy", "maya", "bo", "cy", "rep"]
    clinic.connector.page = 2
    shown = adaptive_card.read(await clinic.say("clinic channel here", conversation=GROUP))
    assert "read along" in shown


async def test_an_app_in_a_conversation_is_no_outsider(clinic: Office) -> None:
    clinic.connector.members["app"] = {"id": "28:app"}
    clinic.connector.rosters[GROUP["id"]] = ["amy", "app"]
    await clinic.say("clinic channel here", conversation=GROUP)
    assert await channel_of(clinic) == "#‹19:front@thread.v2›"


async def test_the_own_chat_is_no_channel(clinic: Office) -> None:
    before = await channel_of(clinic)
    shown = adaptive_card.read(await clinic.say("clinic channel here"))
    assert "Nothing was changed" in shown
    assert await channel_of(clinic) == before


@pytest.mark.parametrize(
    "typed", ["clinic channel here", "clinic managers add", "clinic alerts hand 1 to"]
)
@pytest.mark.parametrize("status", [403, 429, 500])
async def test_while_teams_does_not_say_nothing_is_changed(
    clinic: Office, typed: str, status: int
) -> None:
    before = await clinic.app.records.audit(1)

    async def silent(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        return refusal(status) if request.method == "GET" else None

    clinic.connector.refuse = silent
    if typed.endswith("here"):
        shown = adaptive_card.read(await clinic.say(typed, conversation=CHANNEL))
    else:
        shown = await click(clinic, f"/{typed}", "ad0-maya")
    assert "Nothing was changed" in shown
    assert await clinic.app.records.audit(1) == before


async def test_an_alert_for_a_channel_with_a_guest_since_goes_to_the_managers(
    clinic: Office,
) -> None:
    clinic.connector.members["rep"] = GUEST
    clinic.connector.rosters[CHANNEL["id"]] = ["amy", "maya", "rep"]
    clinic.clock.passes(minutes=11)
    await clinic.say("session new RED-1")
    await clinic.say("caps set RED-1 1 visits per calendar year")
    await clinic.say("session log RED-1 20560")
    clinic.connector.sent.clear()
    for _ in range(3):
        await send(clinic)
    told = [
        (each.conversation, adaptive_card.read(each.card)) for each in clinic.connector.messages()
    ]
    assert [place for place, _ in told] == ["a:amy"]
    assert "RED-1" in told[0][1]


# -- who installs --------------------------------------------------------------------------------

BO = {"id": "29:bo", "aadObjectId": "ad0-bo"}


async def test_installing_again_makes_nobody_a_manager_though_the_manager_is_gone(
    clinic: Office,
) -> None:
    """In Teams anybody may add it to a team of their own making."""
    await clinic.app.records.refused(1, "ad0-amy", at=clinic.clock())
    told = {"from": BO, "conversation": CHANNEL | {"id": "19:own@thread.tacv2"}}
    await clinic.tell(type="installationUpdate", action="add", **told)
    assert await managers(clinic) == []


async def test_whoever_installs_it_while_nobody_ever_managed_is_a_manager(teams: Office) -> None:
    await teams.say("help", **{"from": BO})
    await teams.tell(type="installationUpdate", action="add")
    assert await managers(teams) == ["ad0-amy"]


async def test_who_is_unknown_while_installing_is_no_manager(teams: Office) -> None:
    async def silent(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        return refusal(403) if request.method == "GET" else None

    teams.connector.refuse = silent
    await teams.tell(type="installationUpdate", action="add")
    assert await teams.app.records.clinics() == []

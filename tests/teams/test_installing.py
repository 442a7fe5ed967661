"""Who installs the bot, and where it may speak since."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.teams.activity import ConversationScope
from bot.teams.conversations import ConversationAddress, ConversationStore
from models.clinic.clinic import Platform, Role
from models.mention import channel, person
from models.storage.conversations import Conversations
from tests.fakes import adaptive_card
from tests.teams.conftest import Office
from tests.teams.framework import APP, TENANT

BOT = f"28:{APP}"
CHANNEL = {
    "id": "19:billing@thread.tacv2",
    "conversationType": "channel",
    "tenantId": TENANT,
    "name": "Billing",
}
BO = {"id": "29:bo", "aadObjectId": "ad0-bo"}


async def install(teams: Office, **told: Any) -> None:
    assert (await teams.tell(type="installationUpdate", action="add", **told))[0] == 202


async def role(teams: Office, user: str) -> Role:
    member = await teams.app.records.seat(
        Platform.TEAMS, TENANT, user, role=Role.STAFF, at=teams.app.clock()
    )
    return member[1].role


async def address(teams: Office, place: str) -> Any:
    clinics = [c for c in await teams.app.records.clinics() if c.platform is Platform.TEAMS]
    return await ConversationStore(teams.app.clock).of(clinics[0].id, place)


async def test_whoever_installs_it_first_is_a_manager_and_the_next_is_staff(teams: Office) -> None:
    await install(teams)
    await install(teams, **{"from": BO, "conversation": {"id": "a:bo"}})
    assert await role(teams, "ad0-amy") is Role.MANAGER
    assert await role(teams, "ad0-bo") is Role.STAFF


async def test_adding_it_to_a_team_makes_no_manager_of_somebody_else(teams: Office) -> None:
    """Teams lets anybody make a team and add apps to it."""
    await install(teams)
    await install(teams, **{"from": BO, "conversation": CHANNEL})
    assert await role(teams, "ad0-bo") is Role.STAFF


async def test_it_does_not_matter_which_of_the_two_events_comes_first(teams: Office) -> None:
    await teams.tell(type="conversationUpdate", membersAdded=[{"id": BOT}])
    await install(teams)
    assert await role(teams, "ad0-amy") is Role.MANAGER


async def test_it_says_once_what_can_be_asked(teams: Office) -> None:
    await install(teams)
    await teams.tell(type="conversationUpdate", membersAdded=[{"id": BOT}])
    await teams.tell(type="conversationUpdate", membersAdded=[{"id": "29:carl"}])
    await teams.tell(type="installationUpdate", action="add-upgrade")
    assert len(teams.connector.messages()) == 1
    assert adaptive_card.read(teams.connector.messages()[0].card).startswith("Needlepoint")


async def test_the_address_of_each_place_is_kept(teams: Office) -> None:
    await install(teams)
    await install(teams, conversation=CHANNEL)
    own, there = (
        await address(teams, person("ad0-amy")),
        await address(teams, channel("19:billing@thread.tacv2")),
    )
    assert (own.conversation, own.scope) == ("a:amy", ConversationScope.PERSONAL)
    assert (there.conversation, there.scope) == (
        "19:billing@thread.tacv2",
        ConversationScope.CHANNEL,
    )


async def test_no_name_of_a_chat_or_channel_is_kept(teams: Office) -> None:
    """A group chat may be named after a patient."""
    for kind, id_ in (("groupChat", "19:maria@thread.v2"), ("channel", "19:x@thread.tacv2")):
        named = {"id": id_, "conversationType": kind, "tenantId": TENANT, "name": "Maria Garcia"}
        data = {"tenant": {"id": TENANT}, "channel": {"id": id_, "name": "Maria Garcia"}}
        await install(teams, conversation=named, channelData=data)
        await teams.say("help", conversation=named, channelData=data)
        kept = await Conversations().find(1, channel(id_))
        assert kept
        assert "Garcia" not in repr(kept)


async def test_an_address_of_an_older_release_is_read_without_its_name() -> None:
    spelled = json.dumps(
        {
            "service_url": "https://smba.trafficmanager.net/amer/",
            "conversation": "19:x@thread.v2",
            "scope": "groupChat",
            "tenant": TENANT,
            "bot": BOT,
            "name": "Maria Garcia",
        }
    )
    assert "Garcia" not in repr(ConversationAddress.read(spelled, "{}"))


async def test_a_question_in_a_thread_keeps_the_channel_and_not_the_thread(teams: Office) -> None:
    await teams.say("help", conversation=CHANNEL | {"id": "19:billing@thread.tacv2;messageid=1"})
    kept = await address(teams, channel("19:billing@thread.tacv2"))
    assert kept.conversation == "19:billing@thread.tacv2"


@pytest.mark.parametrize(
    "gone",
    [
        pytest.param({"type": "installationUpdate", "action": "remove"}, id="uninstalled"),
        pytest.param({"type": "installationUpdate", "action": "remove-upgrade"}, id="replaced"),
        pytest.param(
            {"type": "conversationUpdate", "membersRemoved": [{"id": BOT}]}, id="taken out"
        ),
    ],
)
async def test_where_it_is_removed_it_speaks_no_more_until_it_is_added_again(
    teams: Office, gone: dict[str, Any]
) -> None:
    await install(teams)
    assert await address(teams, person("ad0-amy"))
    await teams.tell(**gone)
    assert await address(teams, person("ad0-amy")) is None
    await install(teams)
    assert await address(teams, person("ad0-amy"))

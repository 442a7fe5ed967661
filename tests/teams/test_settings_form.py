"""The form for a clinic's settings in Teams: for managers, with errors at its boxes."""

from __future__ import annotations

from typing import Any

import pytest

from bot.membership import Caller
from models.clinic.clinic import Platform, Role
from models.clinic.preferences import Preferences
from tests.fakes import adaptive_card
from tests.teams.conftest import Office
from tests.teams.framework import TENANT

BO = {"from": {"id": "29:bo", "aadObjectId": "ad0-bo"}}
GROUP = {"id": "19:front@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}
AS_IT_IS = {
    "channel": "stays",
    "left": "2, 0",
    "ends": "10",
    "digest": "09:15",
    "days": "Monday,Wednesday",
    "from": "17:00",
    "until": "08:00",
}


@pytest.fixture
async def managed(teams: Office) -> Office:
    """An office whose Amy manages it."""
    await teams.app.memberships.find(Caller(Platform.TEAMS, TENANT, "ad0-amy", role=Role.MANAGER))
    return teams


def shown(dialog: dict[str, Any]) -> dict[str, Any]:
    card: dict[str, Any] = dialog["task"]["value"]["card"]["content"]
    return card


async def opened(teams: Office, **told: Any) -> dict[str, Any]:
    return shown(await teams.invoke("task/fetch", {"data": {"dialog": "settings"}}, **told))


async def submit(teams: Office, told: dict[str, Any] | None = None, **typed: str) -> dict[str, Any]:
    data = {"dialog": "settings", **AS_IT_IS, **typed}
    return shown(await teams.invoke("task/submit", {"data": data}, **(told or {})))


def values(card: dict[str, Any]) -> dict[str, str]:
    return {each["id"]: each.get("value", "") for each in card["body"] if "id" in each}


async def wishes(teams: Office) -> Preferences:
    seat = await teams.app.memberships.find(Caller(Platform.TEAMS, TENANT, "ad0-amy"))
    return seat.clinic.preferences


async def test_it_opens_with_what_is_set(managed: Office) -> None:
    card = await opened(managed)
    assert values(card) == {
        "channel": "stays",
        "left": "2, 1, 0",
        "ends": "14, 7",
        "digest": "08:00",
        "days": "Monday,Tuesday,Wednesday,Thursday,Friday",
        "from": "18:00",
        "until": "07:30",
    }
    assert adaptive_card.faults(card | {"fallbackText": "x"}) == []


async def test_what_is_saved_stands_in_it_when_it_opens_again(managed: Office) -> None:
    card = await submit(managed)
    assert adaptive_card.read(card).startswith("Your clinic")
    assert values(await opened(managed)) == AS_IT_IS


async def test_submitted_as_it_opened_it_changes_nothing(managed: Office) -> None:
    before = await wishes(managed)
    await submit(managed, **values(await opened(managed)))
    assert await wishes(managed) == before


async def test_alerts_are_sent_to_where_it_was_opened_or_to_managers(managed: Office) -> None:
    await managed.say("help", conversation=GROUP)
    await submit(managed, {"conversation": GROUP}, channel="here")
    assert (await wishes(managed)).channel == "#‹19:front@thread.v2›"
    await submit(managed)
    assert (await wishes(managed)).channel == "#‹19:front@thread.v2›"
    await submit(managed, channel="none")
    assert (await wishes(managed)).channel == ""


async def test_digest_and_quiet_hours_left_empty_are_off(managed: Office) -> None:
    await submit(managed, digest="", **{"from": "", "until": ""})
    hours = (await wishes(managed)).hours
    assert (hours.digest, hours.quiet) == (None, None)


@pytest.mark.parametrize(
    ("typed", "box", "says"),
    [
        pytest.param({"left": ""}, "left", "is needed", id="no numbers"),
        pytest.param({"left": "three"}, "left", "with commas", id="words for numbers"),
        pytest.param({"left": "100"}, "left", "cannot warn at 100", id="too many visits left"),
        pytest.param({"ends": "2 weeks"}, "ends", "with commas", id="weeks"),
        pytest.param({"ends": "400"}, "ends", "cannot warn at 400", id="too many days"),
        pytest.param({"digest": "9 am"}, "digest", "Choose a time", id="no time of day"),
        pytest.param({"days": ""}, "days", "is needed", id="no working days"),
        pytest.param({"days": "Noday"}, "days", "from the list", id="no day of the week"),
        pytest.param({"until": ""}, "until", "beginning and an end", id="quiet without an end"),
        pytest.param({"from": ""}, "from", "beginning and an end", id="quiet without a start"),
        pytest.param({"until": "17:00"}, "until", "another time", id="quiet for no time"),
        pytest.param(
            {"from": "08:00", "until": "17:00"}, "from", "working day", id="quiet all day"
        ),
        pytest.param({"channel": "lobby"}, "channel", "lobby", id="a channel nobody knows"),
    ],
)
async def test_a_fault_stands_at_its_box_and_all_that_was_typed_stays(
    managed: Office, typed: dict[str, str], box: str, says: str
) -> None:
    card = await submit(managed, **typed)
    at = next(n for n, each in enumerate(card["body"]) if each.get("id") == box)
    assert says in card["body"][at + 1]["inlines"][0]["text"]
    assert values(card) == AS_IT_IS | typed
    assert [each["title"] for each in card["actions"]] == ["Save"]
    assert adaptive_card.faults(card | {"fallbackText": "x"}) == []


async def test_a_button_that_is_refused_draws_no_empty_settings(managed: Office) -> None:
    data = {"dialog": "settings", "say": "/clinic digest at some time"}
    card = shown(await managed.invoke("task/submit", {"data": data}))
    assert "did not understand" in adaptive_card.read(card)
    assert values(card) == {}


async def test_staff_are_told_whom_to_ask_and_nothing_is_changed(managed: Office) -> None:
    told = adaptive_card.read(await opened(managed, **BO))
    assert "Changing the settings is for managers." in told
    before = await wishes(managed)
    assert "is for managers" in str(await submit(managed, BO))
    assert await wishes(managed) == before


@pytest.mark.parametrize("text", ["clinic", "/clinic help", "clinic settings"])
async def test_it_is_offered_to_managers_alone(managed: Office, text: str) -> None:
    def forms(card: dict[str, Any]) -> list[Any]:
        opening = (each["data"] for each in adaptive_card.actions(card, "Action.Submit"))
        return [data["dialog"] for data in opening if "dialog" in data]

    assert forms(await managed.say(text)) == ["settings"]
    assert forms(await managed.say(f"{text} ", **BO)) == []

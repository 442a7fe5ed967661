"""In Teams an answer is called wrong by a dialog with two lists; managers see it by typing."""

from __future__ import annotations

from typing import Any

from bot.membership import Caller
from models.clinic.clinic import Platform, Role
from tests.fakes import adaptive_card
from tests.teams.conftest import Office
from tests.teams.framework import TENANT


def shown(dialog: dict[str, Any]) -> dict[str, Any]:
    card: dict[str, Any] = dialog["task"]["value"]["card"]["content"]
    return card


def buttons(part: Any) -> list[dict[str, Any]]:
    """Every action of a card, however deep."""
    if isinstance(part, list):
        return [action for item in part for action in buttons(item)]
    if not isinstance(part, dict):
        return []
    own = [part] if str(part.get("type", "")).startswith("Action.") else []
    return own + [action for value in part.values() for action in buttons(value)]


async def test_a_part_and_a_source_are_chosen_in_one_dialog(teams: Office) -> None:
    await teams.app.memberships.find(Caller(Platform.TEAMS, TENANT, "ad0-amy", role=Role.MANAGER))
    card = await teams.say("coverage medicare 20560 by pt")
    [wrong] = [action for action in buttons(card) if action.get("title") == "This is wrong…"]
    dialog = shown(await teams.invoke("task/fetch", {"data": wrong["data"]}))
    assert adaptive_card.faults(dialog | {"fallbackText": "x"}) == []
    lists = {each["id"]: each["choices"] for each in dialog["body"] if "choices" in each}
    assert {"title": "The verdict: Not covered", "value": "verdict"} in lists["part"]
    assert lists["source"][-1] == {"title": "None of these", "value": "none"}
    [submit] = [a for a in dialog["actions"] if a["title"] == "Have it checked"]
    chosen = submit["data"] | {"part": "verdict", "source": "1"}
    told = shown(await teams.invoke("task/submit", {"data": chosen}))
    assert adaptive_card.read(told).startswith("Noted: to be checked")
    [answer] = [a for a in buttons(told) if a.get("title") == "Show the answer"]
    again = shown(await teams.invoke("task/submit", {"data": answer["data"]}))
    assert adaptive_card.read(again).startswith("Medicare Part B")
    listed = adaptive_card.read(await teams.say("clinic facts"))
    assert "coverage Medicare Part B 20560" in listed
    assert "the verdict (source: APTA)" in listed


async def test_a_dialog_left_empty_is_asked_for_at_its_boxes(teams: Office) -> None:
    data = {"dialog": "wrong", "asked": "cpt 20560"}
    dialog = shown(await teams.invoke("task/submit", {"data": data}))
    assert "What is wrong? is needed." in str(dialog)
    assert teams.app.services.fact_reports


async def test_a_dialog_about_nothing_says_so(teams: Office) -> None:
    told = shown(await teams.invoke("task/fetch", {"data": {"dialog": "wrong", "asked": "qwertz"}}))
    assert "I do not know which answer you mean." in adaptive_card.read(told)

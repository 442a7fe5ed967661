"""In Teams the call sheet opens a dialog with the payer in it, and its rule answers."""

from __future__ import annotations

from typing import Any

from bot.membership import Caller
from models.clinic.clinic import Platform, Role
from tests.fakes import adaptive_card
from tests.teams.conftest import Office
from tests.teams.framework import TENANT
from tests.teams.test_wrong import buttons, shown


async def test_what_a_payer_said_is_entered_in_a_dialog_and_answers(teams: Office) -> None:
    await teams.app.memberships.find(Caller(Platform.TEAMS, TENANT, "ad0-amy", role=Role.MANAGER))
    sheet = await teams.say("coverage call kelsey-seybold 20560")
    assert "Do you pay for CPT 20560" in adaptive_card.read(sheet)
    [enter] = [a for a in buttons(sheet) if a.get("title") == "Enter what they said…"]
    dialog = shown(await teams.invoke("task/fetch", {"data": enter["data"]}))
    assert adaptive_card.faults(dialog | {"fallbackText": "x"}) == []
    boxes = {each["id"]: each.get("value") for each in dialog["body"] if "id" in each}
    assert boxes["payer"] == "KelseyCare Advantage (Houston)"
    assert boxes["source"] == "call"
    [submit] = [a for a in dialog["actions"] if a["title"] == "Save it"]
    heard = submit["data"] | {name: value for name, value in boxes.items() if value}
    told = shown(await teams.invoke("task/submit", {"data": heard | {"verdict": "not covered"}}))
    assert "Your clinic's rule, by a call on" in adaptive_card.read(told)
    answer = adaptive_card.read(await teams.say("coverage kelsey-seybold 20560"))
    assert "Not covered" in answer
    assert "Your clinic's rule, by a call on" in answer


async def test_a_colleague_who_called_is_picked_in_the_dialog(teams: Office) -> None:
    await teams.app.memberships.find(Caller(Platform.TEAMS, TENANT, "ad0-amy", role=Role.MANAGER))
    sheet = await teams.say("coverage call kelsey-seybold 20560")
    [enter] = [a for a in buttons(sheet) if a.get("title") == "Enter what they said…"]
    dialog = shown(await teams.invoke("task/fetch", {"data": enter["data"]}))
    [box] = [each for each in dialog["body"] if each.get("id") == "called"]
    assert box["choices.data"]["dataset"].startswith("graph.microsoft.com/users")
    [submit] = [a for a in dialog["actions"] if a["title"] == "Save it"]
    boxes = {each["id"]: each["value"] for each in dialog["body"] if each.get("value")}
    heard = submit["data"] | boxes | {"verdict": "not covered"}
    strange = shown(await teams.invoke("task/submit", {"data": heard | {"called": "J. Doe"}}))
    assert said_below(strange, "called") == "Choose a colleague."
    told = shown(await teams.invoke("task/submit", {"data": heard | {"called": "ad0-max"}}))
    [clinic] = await teams.app.records.clinics()
    assert [rule.called_by for rule in clinic.rules.known()] == ["ad0-max"], told


async def test_state_and_kind_of_plan_stand_in_the_dialog_and_are_refused_at_their_boxes(
    teams: Office,
) -> None:
    await teams.app.memberships.find(Caller(Platform.TEAMS, TENANT, "ad0-amy", role=Role.MANAGER))
    asked = "coverage call humana 20560 medicare advantage by DC in ohio"
    [enter] = [a for a in buttons(await teams.say(asked)) if a.get("title", "").startswith("Enter")]
    dialog = shown(await teams.invoke("task/fetch", {"data": enter["data"]}))
    assert adaptive_card.faults(dialog | {"fallbackText": "x"}) == []
    boxes = {each["id"]: each["value"] for each in dialog["body"] if each.get("value")}
    assert (boxes["line"], boxes["state"], boxes["profession"]) == (
        "Medicare Advantage",
        "Ohio",
        "DC",
    )
    [submit] = [a for a in dialog["actions"] if a["title"] == "Save it"]
    heard = submit["data"] | boxes | {"verdict": "not covered"}
    for wrong, box, said in (
        ({"payer": "Medicare Part B"}, "line", "Medicare Part B is original Medicare"),
        ({"payer": "Premera", "line": ""}, "state", "I know Premera in Alaska and Washington"),
        ({"state": "Texsa"}, "state", "Choose from the list."),
        ({"line": "gold"}, "line", "Choose from the list."),
    ):
        told = shown(await teams.invoke("task/submit", {"data": heard | wrong}))
        assert said_below(told, box).startswith(said), wrong
    told = shown(await teams.invoke("task/submit", {"data": heard}))
    bounds = "not covered for 20560 billed by a chiropractor under Medicare Advantage plans in Ohio"
    assert bounds in adaptive_card.read(told)


def said_below(dialog: dict[str, Any], box: str) -> str:
    """What stands right below a box."""
    ids = [element.get("id") for element in dialog["body"]]
    below = dialog["body"][ids.index(box) + 1]
    return "".join(run["text"] for run in below.get("inlines", ()))


async def test_nobody_enters_a_rule_by_a_search(teams: Office) -> None:
    await teams.app.memberships.find(Caller(Platform.TEAMS, TENANT, "ad0-amy", role=Role.MANAGER))
    value = {"name": "q", "value": "edit premera not covered 20560 by call"}
    await teams.invoke("composeExtension/query", {"commandId": "find", "parameters": [value]})
    [clinic] = await teams.app.records.clinics()
    assert not clinic.rules

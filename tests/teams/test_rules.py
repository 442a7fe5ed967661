"""In Teams the call sheet opens a dialog with the payer in it, and its rule answers."""

from __future__ import annotations

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


async def test_nobody_enters_a_rule_by_a_search(teams: Office) -> None:
    await teams.app.memberships.find(Caller(Platform.TEAMS, TENANT, "ad0-amy", role=Role.MANAGER))
    value = {"name": "q", "value": "edit premera not covered 20560 by call"}
    await teams.invoke("composeExtension/query", {"commandId": "find", "parameters": [value]})
    [clinic] = await teams.app.records.clinics()
    assert not clinic.rules

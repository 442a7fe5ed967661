"""What is for managers is refused to staff in Teams: typed, by a click, and by a dialog."""

from __future__ import annotations

import pytest

from tests.fakes import adaptive_card
from tests.fakes.asked import ALIAS, MANAGERS_ONLY
from tests.teams.conftest import Office

REFUSED = "for managers"
BO = {"from": {"id": "29:bo", "aadObjectId": "ad0-bo", "name": "Bo"}}
SPELLED = tuple(
    each.replace("<@UAMY>", "@‹ad0-bo›").replace("<@UMAX>", "@‹ad0-amy›") for each in MANAGERS_ONLY
)


@pytest.fixture
async def clinic(teams: Office) -> Office:
    """A clinic of one manager, with an alias and alert 1."""
    await teams.tell(type="installationUpdate", action="add")
    await teams.say(f"session new {ALIAS} payer medicare for chronic low back pain")
    await teams.say(f"caps set {ALIAS} 1 visits per calendar year")
    await teams.say(f"session log {ALIAS} 20560")
    await teams.say("help", **BO)
    return teams


async def kept(teams: Office) -> object:
    """What a change of the clinic would change."""
    app = teams.app
    chart = await app.services.charts.find(1, ALIAS)
    told = await app.services.charts.caps(1), await app.services.outbox.alert(1, 1)
    ledger = app.records
    clinic, members = await ledger.clinic(1), await ledger.members(1)
    return chart and chart.version, told, await ledger.audit(1), clinic, members


@pytest.mark.parametrize("typed", SPELLED)
async def test_typed(clinic: Office, typed: str) -> None:
    before = await kept(clinic)
    assert REFUSED in adaptive_card.read(await clinic.say(typed, **BO))
    assert await kept(clinic) == before


@pytest.mark.parametrize("typed", SPELLED)
async def test_by_a_click(clinic: Office, typed: str) -> None:
    before = await kept(clinic)
    action = {"action": {"type": "Action.Execute", "data": {"say": typed}}}
    body = await clinic.invoke("adaptiveCard/action", action, replyToId="c1", **BO)
    assert REFUSED in adaptive_card.read(body["value"])
    assert await kept(clinic) == before


@pytest.mark.parametrize("typed", SPELLED)
async def test_by_a_button_in_a_dialog(clinic: Office, typed: str) -> None:
    before = await kept(clinic)
    data = {"data": {"dialog": "settings", "say": typed}}
    assert REFUSED in str(await clinic.invoke("task/submit", data, **BO))
    assert await kept(clinic) == before


async def test_by_the_dialog(clinic: Office) -> None:
    before = await kept(clinic)
    opened = await clinic.invoke("task/fetch", {"data": {"dialog": "settings"}}, **BO)
    assert REFUSED in str(opened)
    filled = {
        "channel": "none",
        "left": "9",
        "ends": "10",
        "digest": "09:15",
        "days": "Monday",
        "from": "17:00",
        "until": "08:00",
        "dialog": "settings",
    }
    assert REFUSED in str(await clinic.invoke("task/submit", {"data": filled}, **BO))
    assert await kept(clinic) == before

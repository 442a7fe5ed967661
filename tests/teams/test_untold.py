"""While Teams does not say who somebody is, nothing of the clinic's is shown to them or changed."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import web

from handlers.forms.catalog import FORMS
from models.clinic.clinic import Platform
from tests.fakes import adaptive_card
from tests.fakes.asked import ALIAS, FACTS, TYPED
from tests.teams.conftest import Office
from tests.teams.framework import TENANT, refusal

UNTOLD = "Teams does not tell me at the moment who you are"
REP = {"from": {"id": "29:rep", "aadObjectId": "ad0-rep", "name": "Rep"}}

FILLED = {
    "log": {"alias": ALIAS, "codes": "20560", "on": "2026-11-20"},
    "new": {"payer": "medicare", "condition": "", "year": "", "alias": ""},
    "payer": {"alias": ALIAS, "payer": "cigna", "condition": ""},
    "authorize": {"alias": ALIAS, "visits": "9", "first": "2026-11-20", "last": "2027-12-31"},
    "request": {"alias": ALIAS, "visits": "9", "on": "2026-11-20"},
    "granted": {"alias": ALIAS, "visits": "9", "first": "2026-11-20", "last": "2027-12-31"},
    "plan": {"alias": ALIAS, "step": "from", "on": "2026-11-20"},
    "withdraw": {"alias": ALIAS, "number": "1"},
    "void": {"alias": ALIAS, "number": "1", "reason": "wrong day"},
    "balance": {
        "alias": ALIAS,
        "visits": "3",
        "how": "in all",
        "on": "2026-11-20",
        "source": "portal",
    },
    "cap": {"alias": ALIAS, "visits": "20", "window": "calendar year"},
    "settings": {
        "channel": "stays",
        "left": "9",
        "ends": "10",
        "digest": "09:15",
        "days": "Monday",
        "from": "17:00",
        "until": "08:00",
    },
    "today": {"booked": ALIAS, "on": "2026-11-20"},
    "holiday": {"first": "2026-12-24", "how": "once"},
    "rule": {"payer": "Premera", "verdict": "not covered", "source": "call", "on": "2026-11-20"},
}


@pytest.fixture
async def silent(teams: Office) -> Office:
    """A clinic with an alias, in a Teams that tells of nobody any more."""
    await teams.say(f"session new {ALIAS}")

    async def refuse(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        return refusal(403, "BotNotInConversationRoster") if request.method == "GET" else None

    teams.connector.refuse = refuse
    return teams


async def kept(teams: Office) -> object:
    """What a change of the clinic would change."""
    ledger = teams.app.records
    chart = await teams.app.services.charts.find(1, ALIAS)
    clinics = await ledger.clinics()
    return chart and chart.version, clinics, await ledger.audit(1), await ledger.members(1)


async def test_facts_are_answered(silent: Office) -> None:
    for name, (text, says) in FACTS.items():
        assert says in adaptive_card.read(await silent.say(f"{name} {text}", **REP))


@pytest.mark.parametrize("name", TYPED)
async def test_no_command_shows_or_changes_anything(silent: Office, name: str) -> None:
    before = await kept(silent)
    for text in TYPED[name]:
        shown = adaptive_card.read(await silent.say(f"{name} {text}", **REP))
        assert UNTOLD in shown, text
        assert ALIAS not in shown, text
    assert await kept(silent) == before
    assert await silent.app.records.seated(Platform.TEAMS, TENANT, "ad0-rep") is None


@pytest.mark.parametrize("name", TYPED)
async def test_no_click_shows_or_changes_anything(silent: Office, name: str) -> None:
    before = await kept(silent)
    for text in filter(None, TYPED[name]):
        data = {"say": f"/{name} {text}", "stays": False}
        action = {"action": {"type": "Action.Execute", "data": data}}
        body = await silent.invoke("adaptiveCard/action", action, replyToId="c1", **REP)
        shown = adaptive_card.read(body["value"])
        assert UNTOLD in shown, text
        assert ALIAS not in shown, text
    assert await kept(silent) == before


def test_every_dialog_is_filled_in() -> None:
    assert set(FILLED) == set(FORMS)


def shown(body: dict[str, Any]) -> str:
    card: dict[str, Any] = body["task"]["value"]["card"]["content"]
    return adaptive_card.read(card)


@pytest.mark.parametrize("dialog", FORMS)
async def test_no_dialog_opens_and_none_saves(silent: Office, dialog: str) -> None:
    before = await kept(silent)
    asked = {"data": {"dialog": dialog}}
    assert UNTOLD in shown(await silent.invoke("task/fetch", asked, **REP))
    asked = {"data": {"dialog": dialog, **FILLED[dialog]}}
    assert UNTOLD in str(await silent.invoke("task/submit", asked, **REP))
    assert await kept(silent) == before


async def test_nothing_is_found_while_writing(silent: Office) -> None:
    search = {"commandId": "find", "parameters": [{"name": "q", "value": "medicare 20560"}]}
    found = await silent.invoke("composeExtension/query", search, **REP)
    assert UNTOLD in found["composeExtension"]["text"]


async def test_who_was_vouched_for_goes_on_for_a_week_and_no_longer(silent: Office) -> None:
    silent.clock.passes(days=6)
    assert ALIAS in adaptive_card.read(await silent.say("caps"))
    silent.clock.passes(days=1, minutes=10)
    assert UNTOLD in adaptive_card.read(await silent.say("caps"))

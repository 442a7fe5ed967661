"""At LOG_LEVEL=DEBUG nothing that comes in from Teams is written down, whichever way it comes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.bot.test_nothing_typed_is_kept import kept
from tests.fakes import adaptive_card
from tests.fakes.canaries import PATIENT, Read
from tests.teams.conftest import Office
from tests.teams.framework import TENANT, refusal

CHANNEL = {
    "id": "19:front@thread.tacv2",
    "conversationType": "channel",
    "tenantId": TENANT,
    "name": "Garcia",
}


@pytest.fixture
async def patient(log: Read, teams: Office) -> str:
    """An alias with one session."""
    await teams.say(f"session new {PATIENT} payer medicare")
    await teams.say(f"session log {PATIENT} 20561 on 2026-10-29")
    return PATIENT


async def test_a_message(log: Read, teams: Office, patient: str) -> None:
    await teams.say("coverage zanzibar of @mariagarcia on 2026-10-29")
    told = await teams.say(f"caps {patient}")
    assert patient in adaptive_card.read(told)
    assert "asked" in log()


async def test_what_was_typed_stands_in_no_card_and_comes_back_to_nobody(
    log: Read, teams: Office, tmp_path: Path
) -> None:
    """A card of Teams folds: its button shows the details, and carries no command."""
    typed = "ask does aetna pay and does cigna pay for the zanzibar of it"
    before = len(teams.connector.messages())
    await teams.tell(text=typed, conversation=CHANNEL)
    [sent] = teams.connector.messages()[before:]
    assert sent.is_targeted
    assert "Action.ToggleVisibility" in json.dumps(sent.card)
    assert '"say": "/ask' not in json.dumps(sent.card)
    await teams.invoke(
        "adaptiveCard/action",
        {"action": {"data": {"say": f"/ask details: {typed.removeprefix('ask ')}"}}},
        replyToId="card-1",
        conversation=CHANNEL,
    )
    assert all(each.is_targeted for each in teams.connector.messages()[before:])
    assert "zanzibar" not in await kept(teams.app, tmp_path)
    assert "asked" in log()


async def test_a_message_in_a_channel_that_names_somebody(
    log: Read, teams: Office, patient: str
) -> None:
    mention = {
        "type": "mention",
        "text": "<at>Maria Garcia</at>",
        "mentioned": {"id": "29:mg", "name": "Maria Garcia"},
    }
    await teams.tell(
        text="<at>Maria Garcia</at> coverage zanzibar #maria-garcia",
        entities=[mention],
        conversation=CHANNEL,
    )
    assert "asked" in log()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param(
            "adaptiveCard/action",
            {"action": {"data": {"say": f"/session show {PATIENT}"}}},
            id="a click",
        ),
        pytest.param(
            "adaptiveCard/action",
            {"action": {"data": {"say": f"/share coverage cigna 20560 zanzibar {PATIENT}"}}},
            id="a share",
        ),
        pytest.param(
            "task/submit",
            {
                "data": {
                    "dialog": "log",
                    "alias": PATIENT,
                    "on": "2026-11-20",
                    "codes": "20561 zanzibar",
                }
            },
            id="a dialog",
        ),
        pytest.param(
            "composeExtension/query",
            {"commandId": "find", "parameters": [{"name": "q", "value": "bcbsnc 20560 zanzibar"}]},
            id="a search",
        ),
    ],
)
async def test_an_invoke(
    log: Read, teams: Office, patient: str, name: str, value: dict[str, Any]
) -> None:
    await teams.invoke(name, value, replyToId="card-1", conversation=CHANNEL)
    assert "asked" in log()


async def test_a_message_that_fails(log: Read, teams: Office, patient: str) -> None:
    async def fail(*_: object) -> None:
        raise ValueError(f"cannot read {PATIENT}")

    object.__setattr__(teams.app.services.charts, "find", fail)
    await teams.say(f"session show {PATIENT}")
    assert "ValueError" in log()


async def test_what_teams_refuses(log: Read, teams: Office, patient: str) -> None:
    async def refuse(_request: web.Request, body: dict[str, Any]) -> web.Response | None:
        return refusal(400) if "attachments" in body else None

    teams.connector.refuse = refuse
    await teams.tell(text=f"session show {PATIENT}")
    assert "answer not delivered" in log()


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(json.dumps({"text": f"{PATIENT} zanzibar", "type": 7}), id="no activity"),
        pytest.param(f"{PATIENT} zanzibar", id="no JSON"),
    ],
)
async def test_what_nobody_vouches_for(log: Read, teams: Office, raw: str) -> None:
    async with teams.visitor.post(f"{teams.url}/api/messages", data=raw) as answer:
        assert answer.status >= 400
    log()

"""What is looked up while composing: answers for everybody, and never an alias."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.fakes import adaptive_card
from tests.teams.conftest import Office


async def find(teams: Office, typed: object, name: str = "q") -> dict[str, Any]:
    value = {"commandId": "find", "parameters": [{"name": name, "value": typed}]}
    body = await teams.invoke("composeExtension/query", value)
    extension: dict[str, Any] = body["composeExtension"]
    return extension


def titles(found: dict[str, Any]) -> list[str]:
    return [each["preview"]["content"]["title"] for each in found.get("attachments", [])]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("bcbsnc 20560", "Blue Cross NC", id="a payer"),
        pytest.param("medicare", "Medicare Part B", id="a payer without a code"),
        pytest.param("20561", "20561", id="a code"),
        pytest.param("washington", "Washington", id="a state"),
    ],
)
async def test_an_answer_is_found_while_composing(teams: Office, typed: str, first: str) -> None:
    found = await find(teams, typed)
    assert found["type"] == "result"
    assert any(title.startswith(first) for title in titles(found))
    for each in found["attachments"]:
        assert adaptive_card.faults(each["content"]) == []
        assert each["preview"]["content"]["text"]


async def test_what_is_put_into_a_conversation_names_its_sources_and_has_no_buttons(
    teams: Office,
) -> None:
    found = await find(teams, "bcbsnc 20560")
    shared = found["attachments"][0]["content"]
    assert "Sources" in adaptive_card.read(shared)
    assert "Not a guarantee of payment." in adaptive_card.read(shared)
    assert adaptive_card.actions(shared) == []


@pytest.mark.parametrize(
    ("typed", "secret"),
    [
        pytest.param("bcbsnc 20560 PLAZA", "PLAZA", id="a word not used"),
        pytest.param("cignaa 20560", "cignaa", id="a misspelt payer"),
        pytest.param("state of Washingtom PT", "Washingtom", id="a misspelt state"),
        pytest.param("bcbs alabama 20560 on 2021-03-15", "15 Mar", id="a day"),
    ],
)
async def test_no_typed_word_that_was_not_understood_is_put_there(
    teams: Office, typed: str, secret: str
) -> None:
    found = await find(teams, typed)
    assert found["type"] == "result"
    assert secret not in json.dumps(found)


async def test_a_code_that_nobody_knows_finds_nothing(teams: Office) -> None:
    found = await find(teams, "20560 88123")
    assert found["type"] == "message"
    assert "88123" not in json.dumps(found)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("BLUE-47K", id="as it is spelled"),
        pytest.param("blue47k", id="without its hyphen"),
        pytest.param("blue 47 k", id="in pieces"),
        pytest.param("medicare 20560 BLUE-47K", id="behind a payer"),
        pytest.param("oak-12", id="one of the clinic's own"),
        pytest.param("medicare 20560 0AK-12", id="what looks like it, behind a payer"),
        pytest.param("OCEAN-11F", id="one of ours or like one of ours"),
    ],
)
async def test_an_alias_finds_nothing_and_is_never_shown(teams: Office, typed: str) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    await teams.say("session new OAK-12 payer medicare")
    found = await find(teams, typed)
    assert found["type"] == "message"
    for alias in ("47", "OAK", "oak", "0AK", "OCEAN"):
        assert alias not in json.dumps(found)


async def test_an_answer_in_which_an_alias_could_be_read_is_not_put_there(teams: Office) -> None:
    assert (await find(teams, "aetna"))["type"] == "result"
    await teams.tell(type="installationUpdate", action="add")  # Amy is a manager
    await teams.say("clinic aliases CPB-0000")
    await teams.say("session new CPB-0135 payer medicare")
    assert (await find(teams, "aetna"))["type"] == "message"


@pytest.mark.parametrize("typed", ["session log BLUE-47K", "caps", "/caps", "/session show"])
async def test_a_command_that_counts_is_not_obeyed_here(teams: Office, typed: str) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    found = await find(teams, typed)
    assert not [title for title in titles(found) if not title.endswith("?")], "topics alone"
    assert "BLUE-47K" not in json.dumps(found)
    assert "0 sessions logged" in adaptive_card.read(await teams.say("session show BLUE-47K"))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        pytest.param("", "q", id="nothing yet"),
        pytest.param("true", "initialRun", id="the first time it opens"),
        pytest.param(7, "q", id="a number"),
        pytest.param("xyzzy", "q", id="a word that nobody knows"),
        pytest.param("Jane Doe born 3/4/1956", "q", id="somebody's identity"),
    ],
)
async def test_what_finds_nothing_says_what_to_type(
    teams: Office, typed: object, name: str
) -> None:
    found = await find(teams, typed, name)
    assert found["type"] == "message"
    assert "Type a payer, a code or a state" in found["text"]
    assert "Jane" not in found["text"]


async def test_a_session_is_logged_while_composing_and_stays_private(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    opened = await teams.invoke("composeExtension/fetchTask", {"commandId": "log"})
    assert opened["task"]["value"]["title"] == "Log a session"
    typed = {"dialog": "log", "alias": "BLUE-47K", "codes": "20560", "on": "2026-11-20"}
    done = await teams.invoke("composeExtension/submitAction", {"commandId": "log", "data": typed})
    assert "composeExtension" not in done  # that would put it into the conversation
    assert "Session 1" in adaptive_card.read(done["task"]["value"]["card"]["content"])


async def test_a_search_that_is_too_long_says_so(teams: Office) -> None:
    found = await find(teams, "medicare 20560 " * 20)
    assert found["text"] == "That is too long: a search has up to 200 characters."

"""Sharing an answer in Teams: for everyone, once, and nothing of a patient among strangers."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web

from bot.clock import opened
from bot.teams import invokes
from jobs import recall_shares, send_alerts
from models.clinic.clinic import Clinic, Platform
from models.errors import NotAllowed
from tests.fakes import adaptive_card
from tests.teams.conftest import Office
from tests.teams.framework import TENANT, refusal

CHANNEL = {
    "id": "19:billing@thread.tacv2;messageid=7",
    "conversationType": "channel",
    "tenantId": TENANT,
    "name": "Billing",
}
COVERAGE = "/share coverage bcbsnc 20560"


async def click(teams: Office, command: str, **told: Any) -> str:
    value = {"action": {"data": {"say": command}}}
    body = await teams.invoke(
        "adaptiveCard/action", value, replyToId="card-1", conversation=CHANNEL, **told
    )
    assert isinstance(body["value"], str)
    return body["value"]


def shown(body: dict[str, Any]) -> dict[str, Any]:
    """The card in a dialog."""
    card: dict[str, Any] = body["task"]["value"]["card"]["content"]
    return card


def public(teams: Office) -> list[str]:
    """What everybody was shown."""
    sent = [each for each in teams.connector.messages() if not each.is_targeted]
    return [adaptive_card.read(each.card) for each in sent]


async def clinic_of(teams: Office) -> Clinic:
    clinics = await teams.app.records.clinics()
    return next(each for each in clinics if each.platform is Platform.TEAMS)


async def test_what_is_typed_to_be_shared_is_posted_in_the_thread_and_nothing_else_said(
    teams: Office,
) -> None:
    await teams.say(COVERAGE, conversation=CHANNEL)
    sent = teams.connector.messages()
    assert [(each.is_targeted, each.conversation) for each in sent] == [(False, CHANNEL["id"])]
    assert public(teams)[0].startswith("Blue Cross NC · 20560")
    assert "Shared by" in public(teams)[0]


@pytest.mark.parametrize("minutes", [0, 6, 60 * 24])
async def test_a_click_shares_once_however_often_and_late_it_is_delivered(
    teams: Office, minutes: int
) -> None:
    first = await click(teams, COVERAGE)
    teams.clock.passes(minutes=minutes)
    again = await click(teams, COVERAGE)
    assert first == "Shared. Everyone here sees it now, with your name."
    assert again == "That is shared already. Nothing was posted twice."
    assert len(public(teams)) == 1


async def test_two_people_may_share_one_card_and_one_person_two(teams: Office) -> None:
    await click(teams, COVERAGE)
    other = {"id": "29:bo", "aadObjectId": "ad0-bo"}
    assert (await click(teams, COVERAGE, **{"from": other})).startswith("Shared.")
    assert (await click(teams, "/share cpt 20560")).startswith("Shared.")


async def test_what_was_shared_stays_when_somebody_clicks_on_it(teams: Office) -> None:
    await click(teams, COVERAGE)
    shared = next(each for each in teams.connector.messages() if not each.is_targeted).card
    button = next(b for b in adaptive_card.actions(shared) if b["data"]["say"] == "/cpt 20560")
    value = {"action": {"data": button["data"]}}
    told = await teams.invoke(
        "adaptiveCard/action", value, replyToId="sent-1", conversation=CHANNEL
    )
    assert told["value"] == "The answer stands below."
    await teams.connector.next()
    below = await teams.connector.next()
    assert (below.is_targeted, adaptive_card.read(below.card)[:5]) == (True, "20560")


async def test_what_was_shared_is_remembered_by_its_message_and_facts(teams: Office) -> None:
    await click(teams, COVERAGE)
    (kept,) = await teams.app.shared_answers.of_clinic((await clinic_of(teams)).id)
    assert (kept.command, kept.channel) == ("coverage", "19:billing@thread.tacv2")
    assert kept.message.startswith("sent-")
    assert "payer/bcbsnc" in kept.about


async def test_what_was_shared_is_edited_in_place_when_the_clinic_learns_better(
    teams: Office,
) -> None:
    await teams.tell(type="installationUpdate", action="add")  # Amy is a manager
    greeted = len(teams.connector.messages())
    await click(teams, COVERAGE)
    (posted,) = [each for each in teams.connector.messages()[greeted:] if not each.is_targeted]
    await teams.say("coverage edit bcbsnc covered 20560 by portal")
    at, before = teams.clock.passes(minutes=3), len(teams.connector.sent)
    async with opened(teams.app) as messengers:
        uses = teams.app.services.with_messengers(messengers)
        for job in (recall_shares, send_alerts, recall_shares, send_alerts):
            await job.run(at, uses)
    edited = [each for each in teams.connector.sent[before:] if each.method == "PUT"]
    assert len(edited) == 1
    assert posted.conversation.startswith(edited[0].conversation)
    assert "before, it said investigational" in adaptive_card.read(edited[0].card)
    assert "Shared by" in adaptive_card.read(edited[0].card)


async def test_what_is_shared_from_a_dialog_is_posted_once_and_said_so_in_it(
    teams: Office,
) -> None:
    dialog = await teams.invoke(
        "composeExtension/fetchTask", {"commandId": "log"}, conversation=CHANNEL
    )
    data = adaptive_card.actions(shown(dialog), "Action.Submit")[0]["data"]
    asked = data | {"say": "/coverage bcbsnc 20560"}
    answer = await teams.invoke("task/submit", {"data": asked}, conversation=CHANNEL)
    buttons = adaptive_card.actions(shown(answer), "Action.Submit")
    share = next(b["data"] for b in buttons if b["title"] == "Share")
    for says in ("Shared", "That is shared already"):
        told = await teams.invoke("task/submit", {"data": share}, conversation=CHANNEL)
        assert adaptive_card.read(shown(told)).startswith(says)
        assert len(public(teams)) == 1


async def test_a_share_that_takes_too_long_is_promised_and_posted_once(
    teams: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def tarry(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        if request.path.endswith("/activities") and not public(teams)[1:]:
            await asyncio.sleep(0.3)
        return None

    teams.connector.refuse = tarry
    monkeypatch.setattr(invokes, "_ANSWER_WITHIN", 0.1)
    assert await click(teams, COVERAGE) == "One moment…"
    assert not (await teams.connector.next()).is_targeted
    receipt = await teams.connector.next()
    assert receipt.is_targeted
    assert adaptive_card.read(receipt.card).startswith("Shared")
    assert len(public(teams)) == 1


async def test_what_teams_refused_may_be_shared_again(teams: Office) -> None:
    async def refuse(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        return refusal(403) if request.path.endswith("/activities") else None

    teams.connector.refuse = refuse
    assert (await click(teams, COVERAGE)).startswith("Teams did not let me share that here.")
    teams.connector.refuse = None
    assert (await click(teams, COVERAGE)).startswith("Shared.")


async def test_nothing_of_a_patient_is_shared_where_strangers_may_read(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare for chronic low back pain")
    before = len(public(teams))
    assert "who reads along" in await click(teams, "/share caps BLUE-47K")
    assert len(public(teams)) == before


async def test_in_the_channel_for_alerts_an_alias_may_be_shared(teams: Office) -> None:
    await teams.tell(type="installationUpdate", action="add")  # Amy is a manager
    await teams.say("clinic channel here", conversation=CHANNEL)
    await teams.say("session new BLUE-47K payer medicare for chronic low back pain")
    assert (await click(teams, "/share caps BLUE-47K")).startswith("Shared.")


async def test_in_an_own_chat_nothing_is_offered_to_share(teams: Office) -> None:
    shown = await teams.say("coverage bcbsnc 20560")
    assert [each for each in adaptive_card.commands(shown) if each.startswith("/share")] == []
    assert "Nobody else reads along here" in adaptive_card.read(await teams.say(COVERAGE))


async def test_in_a_channel_an_answer_offers_to_share_it(teams: Office) -> None:
    shown = await teams.say("coverage bcbsnc 20560", conversation=CHANNEL)
    assert "/share coverage Blue Cross NC 20560" in adaptive_card.commands(shown)


@pytest.mark.parametrize("command", ["/share", "/share nonsense", "/share session log BLUE-47K"])
async def test_what_cannot_be_shared_is_answered_to_the_asker_alone(
    teams: Office, command: str
) -> None:
    await teams.say(command, conversation=CHANNEL)
    assert public(teams) == []


async def test_whatever_keeps_an_answer_from_being_posted_is_told(
    teams: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(*_: Any, **__: Any) -> None:
        raise NotAllowed("Not here.", "Ask a manager.")

    monkeypatch.setattr("bot.teams.sharing.post_once", refused)
    assert (await click(teams, COVERAGE)).startswith("Not here.")
    assert not public(teams)

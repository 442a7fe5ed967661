"""Of what is typed in Teams, no word that nobody knows is posted for everyone, or kept."""

from __future__ import annotations

import json

from hypothesis import given

from tests.bot.test_slack_typed_words import ANSWERS, LIMITS, SHARES
from tests.privacy.planting import Planted, found, is_held, planted, typed
from tests.teams.conftest import Office
from tests.teams.framework import TENANT

CHANNEL = {
    "id": "19:billing@thread.tacv2;messageid=7",
    "conversationType": "channel",
    "tenantId": TENANT,
    "name": "Billing",
}
THINGS = planted(is_held)
SEARCHES = [answer.partition(" ")[2] for answer in ANSWERS if not answer.startswith("ask")]


async def everything(teams: Office) -> str:
    """What everybody in the channel reads, and what is kept of it."""
    cards = [each.card for each in teams.connector.messages() if not each.is_targeted]
    clinics = await teams.app.records.clinics()
    kept = [await teams.app.shared_answers.of_clinic(each.id) for each in clinics]
    return f"{json.dumps(cards, ensure_ascii=False)} {kept}"


@LIMITS
@given(told=typed(SHARES, THINGS))
async def test_what_nobody_knows_is_not_posted_by_who_types_it(
    teams: Office, told: Planted
) -> None:
    await teams.tell(text=told.typed, conversation=CHANNEL)
    assert found(told.secrets, await everything(teams)) == []


@LIMITS
@given(told=typed(SHARES, THINGS))
async def test_what_nobody_knows_is_not_posted_by_who_clicks(teams: Office, told: Planted) -> None:
    value = {"action": {"data": {"say": told.typed}}}
    await teams.invoke("adaptiveCard/action", value, replyToId="card-1", conversation=CHANNEL)
    assert found(told.secrets, await everything(teams)) == []


@LIMITS
@given(told=typed([f"find {search}" for search in SEARCHES], THINGS))
async def test_what_nobody_knows_is_not_put_into_a_conversation(
    teams: Office, told: Planted
) -> None:
    search = told.typed.partition(" ")[2]
    value = {"commandId": "find", "parameters": [{"name": "q", "value": search}]}
    body = await teams.invoke("composeExtension/query", value, conversation=CHANNEL)
    assert found(told.secrets, json.dumps(body, ensure_ascii=False)) == []

"""An alert's whole life in Microsoft's own client: noted, told, taken; and an answer shared."""

from __future__ import annotations

import pytest

from bot.app import App
from tests.fakes import adaptive_card
from tests.playground import stage
from tests.playground.conftest import a_minute_passes
from tests.playground.stage import BILLING, PERSONAL, Actor, Body

pytestmark = pytest.mark.asyncio(loop_scope="package")

SHARE = "/share coverage Blue Cross NC 20560"


async def told(actor: Actor, conversation: str, text: str) -> str:
    """Say something: what a person reads in the answer."""
    await actor.say(conversation, text)
    return read((await actor.next())["message"])


def read(message: Body) -> str:
    """What a person reads in a message that Teams would take."""
    card = message["attachments"][0]["content"]
    assert adaptive_card.faults(card) == []
    return adaptive_card.read(card)


async def test_a_clinic_is_warned_takes_the_alert_and_shares_an_answer(
    actor: Actor, app: App
) -> None:
    # Dana installed the bot first, which the fixture did: she is a manager, and chooses a channel.
    assert "Alerts go to" in await told(actor, BILLING, "clinic channel here")
    await told(actor, PERSONAL, "session new FERN-31")
    await told(actor, PERSONAL, "caps set FERN-31 3 visits per calendar year")
    # Sessions are logged until a limit is near; the answer says so, and the channel is told.
    assert "1 of 3 visits used" in await told(actor, PERSONAL, "session log FERN-31 20560")
    await a_minute_passes(app)
    alert = await actor.next()
    assert alert["action"] == "createMessage"
    assert read(alert["message"]).startswith(
        "FERN-31 · 2 visits left\n1 of 3 visits used\nNot acknowledged yet"
    )
    # Dana takes it, by the button that stands there; the card that she clicked says so.
    message, thread = (alert["message"][each] for each in ("messageId", "postConversationId"))
    card = alert["message"]["attachments"][0]["content"]
    button = next(b for b in adaptive_card.actions(card) if b["title"] == "Acknowledge")
    assert thread.startswith(BILLING)
    value = {"action": button, "trigger": "manual"}
    answer = await actor.invoke(thread, "adaptiveCard/action", value, message)
    mine = adaptive_card.read(answer["value"])
    assert "<at>Dana Clinic</at> took it on Mon Nov 23, 2026, 12:01 PM." in mine
    # Everybody else sees the same, in the same message.
    await a_minute_passes(app)
    edited = await actor.next()
    assert (edited["action"], edited["message"]["messageId"]) == ("updateMessage", message)
    assert read(edited["message"]) == mine
    # She asks there what a payer says, for herself, and shares the answer, once.
    await actor.say(BILLING, "coverage bcbsnc 20560")
    private = await actor.next()
    thread = private["actionConversationId"]
    assert SHARE in read(private["message"])
    for words in ("Shared.", "That is shared already."):
        done = await actor.click(thread, private["message"]["messageId"], SHARE)
        assert done["value"].startswith(words)
    shared = await actor.next()
    assert (shared["action"], shared["actionConversationId"]) == ("createMessage", thread)
    assert "Shared by <at>Dana Clinic</at> from /coverage." in read(shared["message"])
    assert actor.is_quiet()
    assert stage.DANA not in read(shared["message"])

"""A day of a clinic in Microsoft's own client: personal, group, channel and thread."""

from __future__ import annotations

import asyncio

import pytest

from bot.app import App
from bot.clock import opened
from handlers.forms.sessions import LOG
from models.clinic.clinic import Platform
from models.mention import channel, person
from models.reply import Line, Reply
from tests.fakes import adaptive_card
from tests.playground.stage import (
    BILLING,
    BOT,
    DANA,
    GROUP,
    MAYA,
    PERSONAL,
    TENANT,
    Actor,
    clinic_of,
    entra_id,
)

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def asked(actor: Actor, text: str, conversation: str = PERSONAL) -> tuple[str, str]:
    """Ask: the id of the answer, and what a person reads in it."""
    await actor.say(conversation, text)
    frame = await actor.next()
    card = frame["message"]["attachments"][0]["content"]
    assert adaptive_card.faults(card) == []
    return frame["message"]["messageId"], adaptive_card.read(card)


async def test_installed_it_says_what_can_be_asked(playground: str, actor: Actor) -> None:
    _, shown = await asked(actor, "hi")
    assert shown.startswith("What I can answer")


async def test_in_the_own_chat_a_question_is_answered(actor: Actor) -> None:
    _, shown = await asked(actor, "coverage bcbsnc 20560")
    assert shown.startswith("Blue Cross NC · 20560\nInvestigational: not paid")


async def test_a_button_puts_its_answer_in_the_place_of_the_card(actor: Actor) -> None:
    message, shown = await asked(actor, "coverage bcbsnc 20560")
    assert "/cpt 20560" in shown
    answer = await actor.click(PERSONAL, message, "/cpt 20560")
    assert answer["type"] == "application/vnd.microsoft.card.adaptive"
    assert adaptive_card.read(answer["value"]).startswith("20560")


async def test_a_button_of_the_older_kind_is_answered_beside(actor: Actor) -> None:
    message, _ = await asked(actor, "help")
    await actor.submit(PERSONAL, message, {"say": "/cpt 20561"})
    assert adaptive_card.read(await actor.card()).startswith("20561")


async def test_a_session_is_logged_shown_and_taken_back(actor: Actor) -> None:
    _, shown = await asked(actor, "session new BLUE-47K payer medicare for chronic low back pain")
    assert "stands for one patient: BLUE-47K" in shown
    message, shown = await asked(actor, "session log BLUE-47K 20560")
    assert "Session 1" in shown
    undo = next(each for each in shown.splitlines() if "because undone" in each)
    for _ in range(2):  # Teams asks again where an answer is late
        undone = await actor.click(PERSONAL, message, undo)
    assert "0 of 12 visits used" in adaptive_card.read(undone["value"])


async def test_in_a_group_the_asker_alone_is_answered(actor: Actor, app: App) -> None:
    await actor.say(GROUP, "state texas")
    frame = await actor.next()
    assert frame["actionConversationId"] == GROUP
    assert "Texas" in str(frame["message"]["attachments"])


async def test_in_a_channel_the_answer_stays_in_its_thread(actor: Actor) -> None:
    said = await actor.say(BILLING, "ask does it hurt")
    frame = await actor.next()
    assert frame["actionConversationId"] == said["postConversationId"]


async def test_a_slash_command_is_answered(actor: Actor) -> None:
    """The Playground has no slash menu; Teams sends the chosen command as a targeted message."""
    activity = await actor.activity(GROUP)
    for leave in ("membersAdded", "channelData"):
        activity.pop(leave, None)
    await actor.send(
        activity
        | {
            "type": "message",
            "text": "cpt 20561",
            "from": {"id": MAYA, "aadObjectId": entra_id(MAYA), "name": "Maya Clinic"},
            "recipient": BOT | {"isTargeted": True},
            "channelData": {"tenant": {"id": TENANT}},
        }
    )
    assert adaptive_card.read(await actor.card()).startswith("20561")


async def test_what_teams_refreshes_by_itself_is_no_click(actor: Actor) -> None:
    message, _ = await asked(actor, "session new OAK-12 payer medicare")
    action = {"type": "Action.Execute", "verb": "say", "data": {"say": "/session log OAK-12"}}
    value = {"action": action, "trigger": "automatic"}
    await actor.send(
        await actor.activity(PERSONAL)
        | {"type": "invoke", "name": "adaptiveCard/action", "value": value, "replyToId": message}
    )
    _, shown = await asked(actor, "session show OAK-12")
    assert "0 sessions logged" in shown


async def test_an_answer_is_found_while_composing_and_put_into_the_conversation(
    actor: Actor,
) -> None:
    value = {
        "commandId": "find",
        "parameters": [{"name": "q", "value": "bcbsnc 20560"}],
        "queryOptions": {"skip": 0, "count": 25},
    }
    found = await actor.invoke(PERSONAL, "composeExtension/query", value)
    card = found["composeExtension"]["attachments"][0]["content"]
    assert adaptive_card.faults(card) == []
    assert adaptive_card.read(card).startswith("Blue Cross NC · 20560")


async def test_a_dialog_logs_a_session_from_where_one_composes(actor: Actor) -> None:
    await asked(actor, "session new OAK-77 payer medicare")
    opened_ = await actor.invoke(PERSONAL, "composeExtension/fetchTask", {"commandId": "log"})
    assert opened_["task"]["value"]["title"] == LOG.title
    typed = {"dialog": "log", "alias": "OAK-77", "codes": "20560", "on": "2026-11-20"}
    done = await actor.invoke(
        PERSONAL, "composeExtension/submitAction", {"commandId": "log", "data": typed}
    )
    assert "Session 1" in adaptive_card.read(done["task"]["value"]["card"]["content"])


async def test_a_colleague_is_mentioned_and_made_a_manager(actor: Actor) -> None:
    text = f"<at>{BOT['name']}</at> clinic managers add <at>Maya Clinic</at>"
    activity = await actor.activity(GROUP)
    activity.pop("membersAdded", None)
    maya = {"id": MAYA, "name": "Maya Clinic"}
    await actor.send(
        activity
        | {
            "type": "message",
            "text": text,
            "from": {"id": DANA, "aadObjectId": entra_id(DANA), "name": "Dana Clinic"},
            "entities": [
                {"type": "mention", "text": f"<at>{BOT['name']}</at>", "mentioned": BOT},
                {"type": "mention", "text": "<at>Maya Clinic</at>", "mentioned": maya},
            ],
        }
    )
    card = await actor.card()
    assert adaptive_card.faults(card) == []
    assert "<at>Maya Clinic</at> is a manager now." in adaptive_card.read(card)


@pytest.mark.parametrize(
    ("place", "conversation"),
    [
        pytest.param(person(entra_id(DANA)), PERSONAL, id="an own chat"),
        pytest.param(channel(GROUP), GROUP, id="a group"),
        pytest.param(channel(BILLING), BILLING, id="a channel"),
    ],
)
async def test_it_speaks_unasked_and_changes_what_it_said(
    actor: Actor, app: App, place: str, conversation: str
) -> None:
    clinic = await clinic_of(app)
    alert = Reply("BLUE-47K: 2 left", lines=(Line(f"Taken by {person(entra_id(MAYA))}."),))
    async with opened(app) as messengers:
        teams = messengers[Platform.TEAMS]
        message = await teams.post(clinic, place, alert)
        posted = await actor.next()
        await teams.edit(clinic, place, message, Reply("BLUE-47K: resolved"))
        edited = await actor.next()
    assert (posted["action"], edited["action"]) == ("createMessage", "updateMessage")
    assert posted["actionConversationId"].startswith(conversation)
    assert "<at>Maya Clinic</at>" in str(posted["message"])
    assert edited["message"]["messageId"] == posted["message"]["messageId"]
    assert "resolved" in str(edited["message"])


async def test_somebody_who_never_wrote_is_reached_in_a_chat_of_their_own(
    actor: Actor, app: App
) -> None:
    """The Playground makes the chat and takes the message, but shows Dana's chats alone."""
    clinic = await clinic_of(app)
    async with opened(app) as messengers:
        assert await messengers[Platform.TEAMS].post(
            clinic, person(entra_id(MAYA)), Reply("For Maya")
        )


async def test_nothing_is_said_twice(actor: Actor) -> None:
    """Every test above has taken what it asked for."""
    await asyncio.sleep(0)
    assert actor.is_quiet()

"""What people type in Teams, and where the answer goes."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from aiohttp import web

from bot.settings import TeamsSettings
from bot.teams.client import TeamsClient
from bot.teams.conversations import ConversationStore
from bot.teams.replies import Answering
from models.clinic.clinic import Platform, Role
from models.mention import person
from models.ports import Undelivered
from tests.fakes import adaptive_card
from tests.teams.conftest import Office
from tests.teams.framework import APP, TENANT, refusal

BOT = {"id": f"28:{APP}", "name": "Needlepoint"}
AT_BOT = {"type": "mention", "text": "<at>Needlepoint</at>", "mentioned": BOT}
AT_MAYA = {
    "type": "mention",
    "text": "<at>Maya Manager</at>",
    "mentioned": {"id": "29:maya", "name": "Maya Manager"},
}
GROUP = {"id": "19:front@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}
THREAD = {
    "id": "19:billing@thread.tacv2;messageid=17",
    "conversationType": "channel",
    "tenantId": TENANT,
}
HELP = "What I can answer"


def headline(card: dict[str, Any]) -> str:
    return adaptive_card.read(card).splitlines()[0]


@pytest.mark.parametrize("typed", ["Hi", "hello", "Help", "help!", "/help", ""])
async def test_a_greeting_is_answered_with_what_can_be_asked(teams: Office, typed: str) -> None:
    card = await teams.say(typed)
    assert headline(card) == HELP
    assert "/coverage medicare 20560" in adaptive_card.commands(card)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("coverage bcbsnc 20560", id="plain words"),
        pytest.param("/coverage bcbsnc 20560", id="with the slash"),
        pytest.param("coverage&nbsp;bcbsnc 20560\r\n", id="blanks of the web and a new line"),
        pytest.param("<p>coverage bcbsnc</p><p>20560</p>", id="paragraphs"),
        pytest.param("<div>Coverage   BCBSNC<br/>20560</div>", id="a line break"),
        pytest.param("coverage bcbsnc &#50;0560", id="an entity"),
    ],
)
async def test_however_teams_writes_it_the_command_is_read(teams: Office, typed: str) -> None:
    assert headline(await teams.say(typed)) == "Blue Cross NC · 20560"


async def test_what_only_looks_like_markup_is_what_was_typed(teams: Office) -> None:
    shown = adaptive_card.read(await teams.say("coverage acme &lt;b&gt;&amp;"))
    assert "“acme b”" in shown  # a tag would have been dropped


@pytest.mark.parametrize(
    "text",
    [
        "<at>Needlepoint</at> coverage bcbsnc 20560",
        "<at>Needlepoint</at>&nbsp;coverage bcbsnc 20560\n",
        "coverage bcbsnc 20560 <at>Needlepoint</at>",
        "<p><at>Needlepoint</at>&nbsp;/coverage bcbsnc 20560</p>",
    ],
)
async def test_our_own_name_is_no_part_of_the_question(teams: Office, text: str) -> None:
    html = [{"contentType": "text/html", "content": f"<p>{text}</p>"}]
    card = await teams.say(text, conversation=GROUP, entities=[AT_BOT], attachments=html)
    assert headline(card) == "Blue Cross NC · 20560"


async def test_a_colleague_is_meant_by_their_entra_id_and_never_by_name(teams: Office) -> None:
    heard = []
    hear = type(teams.app).answer

    async def listening(app: Any, caller: Any, typed: str) -> Any:
        heard.append(typed)
        return await hear(app, caller, typed)

    text = "<at>Needlepoint</at> ask <at>Maya Manager</at> and <at>Maya Manager</at>"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(teams.app), "answer", listening)
        await teams.say(text, conversation=GROUP, entities=[AT_BOT, AT_MAYA, AT_MAYA])
    maya = person("ad0-maya")
    assert heard == [f"ask {maya} and {maya}"]


async def test_whom_teams_does_not_tell_is_nobody_and_named_nowhere(teams: Office) -> None:
    async def unknown(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        return refusal(404, "MemberNotFound") if request.method == "GET" else None

    await teams.say("help")  # Amy herself is known
    teams.connector.refuse = unknown
    text = "<at>Needlepoint</at> clinic managers add <at>Maya Manager</at>"
    card = await teams.say(text, conversation=GROUP, entities=[AT_BOT, AT_MAYA])
    assert "I cannot tell whom you mean" in adaptive_card.read(card)
    assert "Maya" not in adaptive_card.read(card)


# -- who hears the answer ------------------------------------------------------------------------


async def test_in_a_group_only_the_asker_sees_the_answer(teams: Office) -> None:
    await teams.say("cpt 20560", conversation=GROUP, entities=[AT_BOT])
    sent = teams.connector.messages()[-1]
    assert sent.is_targeted
    assert sent.body["recipient"]["id"] == "29:amy"
    assert sent.conversation == "19:front@thread.v2"


async def test_a_group_that_does_not_say_what_it_is_is_no_own_chat(teams: Office) -> None:
    """Whoever sends it may leave out of which kind a conversation is."""
    unnamed = {"id": "19:front@thread.tacv2", "tenantId": TENANT}
    await teams.tell(text="coverage medicare", conversation=unnamed)
    (sent,) = teams.connector.messages()
    assert sent.is_targeted


async def test_who_cannot_be_answered_alone_is_not_answered(teams: Office) -> None:
    sender = {"aadObjectId": "ad0-amy", "name": "Amy Front"}
    status, _ = await teams.tell(text="cpt 20560", conversation=GROUP, **{"from": sender})
    assert (status, teams.connector.messages()) == (400, [])


async def test_in_a_channel_the_answer_stays_in_its_thread(teams: Office) -> None:
    await teams.say("cpt 20560", conversation=THREAD, entities=[AT_BOT])
    sent = teams.connector.messages()[-1]
    assert (sent.is_targeted, sent.conversation) == (True, "19:billing@thread.tacv2;messageid=17")


async def test_a_slash_command_is_answered_to_the_asker(teams: Office) -> None:
    slash = BOT | {"isTargeted": True}
    card = await teams.say("coverage medicare 20560", conversation=THREAD, recipient=slash)
    assert headline(card).startswith("Medicare")
    assert teams.connector.messages()[-1].is_targeted


async def no_targeting(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
    """A Teams that cannot show a message to one person alone."""
    return refusal(400, "BadSyntax") if "isTargetedActivity" in request.query else None


async def test_where_nobody_can_be_told_alone_the_answer_goes_to_the_own_chat(
    teams: Office,
) -> None:
    await teams.say("help")  # Amy has an own chat
    teams.connector.refuse = no_targeting
    await teams.tell(id="m9", text="session new", conversation=GROUP, entities=[AT_BOT])
    _, refused, own, neutral = teams.connector.messages()
    assert refused.is_targeted
    assert own.conversation == "a:amy"
    assert "stands for one patient" in adaptive_card.read(own.card)
    assert neutral.conversation == "19:front@thread.v2"
    assert neutral.body["text"] == "I answered in our own chat."


async def test_who_has_no_own_chat_gets_one(teams: Office) -> None:
    teams.connector.refuse = no_targeting
    await teams.tell(id="m9", text="cpt 20560", conversation=GROUP, entities=[AT_BOT])
    made = next(each for each in teams.connector.sent if each.path == "/v3/conversations")
    assert made.body["members"] == [{"id": "29:amy"}]
    assert made.body["tenantId"] == TENANT
    assert made.body["channelData"]["tenant"]["id"] == TENANT
    assert teams.connector.messages()[-1].body["text"] == "I answered in our own chat."


async def test_who_cannot_be_reached_alone_is_told_so_and_nothing_else(teams: Office) -> None:
    async def alone_never(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        targeted = "isTargetedActivity" in request.query
        return refusal(403) if targeted or request.path == "/v3/conversations" else None

    teams.connector.refuse = alone_never
    await teams.tell(id="m9", text="cpt 20560", conversation=GROUP, entities=[AT_BOT])
    said = [each for each in teams.connector.messages() if not each.is_targeted]
    assert len(said) == 1
    assert said[0].body["text"].startswith("I answer in private, and could not reach you.")
    assert "attachments" not in said[0].body


# -- what is no question -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(
            {"text": '<span class="inline-compose-card" data-x="1"></span>'}, id="its text alone"
        ),
        pytest.param(
            {
                "text": "look",
                "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive"}],
            },
            id="a card of ours beside words",
        ),
        pytest.param({"type": "messageReaction"}, id="a thumb up"),
        pytest.param({"type": "messageUpdate"}, id="an edited message"),
        pytest.param({"type": "event", "name": "readReceipt"}, id="that it was read"),
        pytest.param({"from": {"id": "28:another bot"}}, id="another bot"),
    ],
)
async def test_what_asks_nothing_is_not_answered(teams: Office, told: dict[str, Any]) -> None:
    assert (await teams.tell(**told))[0] == 202
    assert teams.connector.messages() == []


# -- the same clinic, the same person ------------------------------------------------------------


async def test_a_tenant_is_a_clinic_and_a_person_is_who_entra_says(teams: Office) -> None:
    await teams.say("help")
    await teams.say("help", conversation=GROUP, **{"from": {"id": "29:x", "aadObjectId": "ad0-bo"}})
    clinics = [c for c in await teams.app.records.clinics() if c.platform is Platform.TEAMS]
    assert [clinic.workspace for clinic in clinics] == [TENANT]
    added = [e.event.subject for e in await teams.app.records.audit(clinics[0].id)]
    assert {"ad0-amy", "ad0-bo"} <= set(added)


async def test_a_message_delivered_twice_logs_one_session(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    before = len(teams.connector.messages())
    for _ in range(2):
        await teams.tell(id="same", text="session log BLUE-47K 20560")
    first, second = teams.connector.messages()[before:]
    assert "Session 1" in adaptive_card.read(first.card)
    assert "Session 1" in adaptive_card.read(second.card)
    assert "1 session logged" in adaptive_card.read(await teams.say("session show BLUE-47K"))


async def test_the_same_words_said_twice_are_two_questions(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    await teams.say("session log BLUE-47K 20560")
    asked = await teams.say("session log BLUE-47K 20560", replyToId="")
    assert "Log another?" in adaptive_card.read(asked)


# -- when Teams does not take it -----------------------------------------------------------------


async def test_an_answer_is_sent_again_when_teams_asks_for_a_moment(teams: Office) -> None:
    await teams.say("help")  # and so is looked up no more
    count = 0

    async def busy(_request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        nonlocal count
        count += 1
        return refusal(429, "TooManyRequests", **{"Retry-After": "0"}) if count < 3 else None

    teams.connector.refuse = busy
    await teams.tell(text="cpt 20560")
    assert count == 3


async def test_whom_one_conversation_does_not_know_is_named_by_a_wider_one(teams: Office) -> None:
    await teams.say("help", conversation=GROUP, entities=[AT_BOT])
    await teams.app.records.seat(
        Platform.TEAMS, TENANT, "ad0-maya", role=Role.MANAGER, at=teams.clock()
    )

    async def not_here(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        is_maya = request.method == "GET" and request.path.endswith("maya")
        return refusal(404, "MemberNotFound") if is_maya and "a:amy" in request.path else None

    teams.connector.refuse = not_here
    assert "Maya Manager" in str(await teams.say("clinic managers"))


@pytest.mark.parametrize(
    ("seconds", "tries"), [pytest.param(5, 3, id="long"), pytest.param(6, 1, id="too long")]
)
async def test_an_answer_waits_no_longer_than_a_turn_may_take(
    teams: Office, seconds: int, tries: int
) -> None:
    slept: list[float] = []
    asked = 0

    async def sleep(wait: float) -> None:
        slept.append(wait)

    async def busy() -> str:
        nonlocal asked
        asked += 1
        raise Undelivered("429", retry_after=float(seconds))

    client = TeamsClient(TeamsSettings("", "", "", is_anonymous=True))
    answering = Answering(client, ConversationStore(teams.clock), sleep)
    with pytest.raises(Undelivered):
        await answering.patiently(busy)
    assert asked == tries
    assert [int(wait) for wait in slept] == [seconds] * (tries - 1)


async def test_a_platform_that_takes_nothing_leaves_no_trace_of_the_text(
    teams: Office, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG, logger="needlepoint")

    async def broken(_request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        return refusal(500, "canary-7R2")

    teams.connector.refuse = broken
    status, _ = await teams.tell(text="coverage canary-7R2")
    written = caplog.text + "".join(capsys.readouterr())
    assert status == 202
    assert "answer not delivered" in written
    assert "canary" not in written


async def test_a_bug_is_a_sentence_with_a_ticket_and_nothing_of_the_bug(
    teams: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_app: Any, _caller: Any, _typed: str) -> Any:
        raise KeyError("password=canary-7R2")

    monkeypatch.setattr(type(teams.app), "answer", broken)
    shown = adaptive_card.read(await teams.say("help"))
    written = "".join(capsys.readouterr())
    assert "it is not your fault" in shown
    ticket = shown.split("give ticket ")[1].split()[0]
    assert ticket in written
    assert "canary" not in shown + written

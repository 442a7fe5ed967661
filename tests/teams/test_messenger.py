"""Speaking to people who did not ask: where, and what each refusal of Teams means."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.settings import TeamsSettings
from bot.teams.activity import ConversationScope
from bot.teams.client import TeamsClient, line
from bot.teams.conversations import ConversationAddress, ConversationStore
from bot.teams.messenger import TeamsMessenger
from models.clinic.clinic import Clinic, Platform, Role
from models.mention import channel, person
from models.ports import Messenger, Refusal, Undelivered
from models.reply import Details, Line, Reply
from tests.fakes import adaptive_card
from tests.fakes.directory import vouched
from tests.teams.conftest import Office
from tests.teams.framework import APP, TENANT, Connector, refusal

OPEN = TeamsSettings("", "", "", is_anonymous=True)
FRONT = channel("19:front@thread.v2")
GROUP = {"id": "19:front@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}
ALERT = Reply("BLUE-47K: 2 visits left", lines=(Line(f"Taken by {person('ad0-maya')}."),))


class Spoken:
    """The bot, a clinic of it, and the messenger."""

    def __init__(self, teams: Office, clinic: Clinic) -> None:
        self.connector = teams.connector
        self.clinic = clinic
        self.book = ConversationStore(teams.app.clock)
        self.messenger: Messenger = TeamsMessenger(TeamsClient(OPEN), self.book, vouched())

    def answering(self, status: int, code: str = "", **headers: str) -> None:
        """Have Teams refuse everything."""

        async def refuse(_request: web.Request, _body: dict[str, Any]) -> web.Response:
            return refusal(status, code, **headers)

        self.connector.refuse = refuse

    async def refused(self, place: str = FRONT) -> Undelivered:
        """What a post to a place raises."""
        with pytest.raises(Undelivered) as caught:
            await self.messenger.post(self.clinic, place, Reply("h"))
        return caught.value


@pytest.fixture
async def spoken(teams: Office) -> AsyncIterator[Spoken]:
    """Heard from Amy's own chat and from a group."""
    await teams.say("help")
    await teams.say("help", conversation=GROUP)
    seat = await teams.app.records.seat(
        Platform.TEAMS, TENANT, "ad0-amy", role=Role.STAFF, at=teams.app.clock()
    )
    teams.connector.sent.clear()
    yield Spoken(teams, seat[0])


async def test_an_alert_is_posted_where_it_belongs_and_changed_in_place(spoken: Spoken) -> None:
    message = await spoken.messenger.post(spoken.clinic, FRONT, ALERT)
    await spoken.messenger.edit(spoken.clinic, FRONT, message, Reply("Taken"))
    posted, edited = (s for s in spoken.connector.sent if s.method in {"POST", "PUT"})
    assert posted.path == "/v3/conversations/19:front@thread.v2/activities"
    assert not posted.is_targeted
    assert "2 visits left" in adaptive_card.read(posted.card)
    assert (edited.method, edited.path) == ("PUT", f"{posted.path}/{message}")
    assert adaptive_card.read(edited.card) == "Taken"


async def test_people_in_an_alert_are_mentioned_by_name(spoken: Spoken) -> None:
    await spoken.messenger.post(spoken.clinic, FRONT, ALERT)
    card = spoken.connector.messages()[0].card
    assert "<at>Maya Manager</at>" in adaptive_card.read(card)
    assert card["msteams"]["entities"][0]["mentioned"]["id"] == "ad0-maya"
    assert adaptive_card.faults(card) == []


async def test_people_in_the_details_are_mentioned_by_name(spoken: Spoken) -> None:
    logged = Details(lines=(Line(f"Logged by {person('ad0-maya')}."),))
    await spoken.messenger.post(spoken.clinic, FRONT, Reply("h", details=lambda: logged))
    card = spoken.connector.messages()[0].card
    assert "Logged by <at>Maya Manager</at>." in json.dumps(card)
    assert card["msteams"]["entities"][0]["mentioned"]["id"] == "ad0-maya"


async def test_who_has_left_is_a_colleague_and_asked_for_once(spoken: Spoken) -> None:
    async def left(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        return refusal(404, "MemberNotFound") if request.method == "GET" else None

    spoken.connector.refuse = left
    for _ in range(2):
        await spoken.messenger.post(spoken.clinic, FRONT, ALERT)
    card = spoken.connector.messages()[-1].card
    assert "Taken by <at>a colleague</at>." in adaptive_card.read(card)
    assert adaptive_card.faults(card) == []
    assert len([each for each in spoken.connector.sent if each.method == "GET"]) == 2


async def test_a_person_is_told_in_their_own_chat(spoken: Spoken) -> None:
    await spoken.messenger.post(spoken.clinic, person("ad0-amy"), Reply("h"))
    assert [each.conversation for each in spoken.connector.messages()] == ["a:amy"]


async def test_a_person_without_an_own_chat_gets_one(spoken: Spoken) -> None:
    await spoken.messenger.post(spoken.clinic, person("ad0-zoe"), Reply("h"))
    made, sent = (each for each in spoken.connector.sent if each.method == "POST")
    assert made.body["members"] == [{"id": "29:zoe"}]
    assert sent.conversation.startswith("sent-")


async def test_a_channel_that_nobody_wrote_in_is_reached_by_another(spoken: Spoken) -> None:
    await spoken.messenger.post(spoken.clinic, channel("19:new@thread.tacv2"), Reply("h"))
    assert [each.conversation for each in spoken.connector.messages()] == ["19:new@thread.tacv2"]


async def test_another_clinic_has_none_of_these_places(spoken: Spoken) -> None:
    stranger = Clinic(spoken.clinic.id + 1, Platform.TEAMS, "another")
    with pytest.raises(Undelivered) as caught:
        await spoken.messenger.post(stranger, FRONT, Reply("h"))
    assert (caught.value.kind, spoken.connector.sent) == (Refusal.WORKSPACE, [])


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        pytest.param(403, "MessageWritesBlocked", Refusal.CHANNEL, id="blocked or uninstalled"),
        pytest.param(403, "BotNotInConversationRoster", Refusal.CHANNEL, id="taken out"),
        pytest.param(403, "BotDisabledByAdmin", Refusal.WORKSPACE, id="barred from the tenant"),
        pytest.param(404, "ConversationNotFound", Refusal.DOUBTFUL, id="a chat that is gone"),
        pytest.param(412, "PreconditionFailed", Refusal.LATER, id="two at once"),
        pytest.param(502, "BadGateway", Refusal.LATER, id="a bad gateway"),
        pytest.param(504, "GatewayTimeout", Refusal.LATER, id="a gateway that gave up"),
        pytest.param(401, "Unauthorized", Refusal.WORKSPACE, id="our secret ran out"),
        pytest.param(413, "MessageSizeTooBig", Refusal.MESSAGE, id="a message that is too big"),
        pytest.param(400, "BadSyntax", Refusal.MESSAGE, id="a card that Teams cannot read"),
    ],
)
async def test_what_a_refusal_means(spoken: Spoken, status: int, code: str, kind: Refusal) -> None:
    spoken.answering(status, code)
    error = await spoken.refused()
    assert (error.why, error.kind) == (f"{status} {code}", kind)
    assert (error.uncertain, error.retry_after) == (status >= 500, None)


async def test_of_what_teams_says_only_its_own_word_is_kept(spoken: Spoken) -> None:
    spoken.answering(500, "see 12 Main St")
    error = await spoken.refused()
    assert (error.why, str(error)) == ("500", "500")


async def test_too_many_say_when_to_try_again(spoken: Spoken) -> None:
    spoken.answering(429, "TooManyRequests", **{"Retry-After": "7"})
    error = await spoken.refused()
    assert (error.retry_after, error.permanent) == (7.0, False)


async def test_too_many_without_a_time_means_a_second(spoken: Spoken) -> None:
    for told in ({}, {"Retry-After": "soon"}):
        spoken.answering(429, **told)
        assert (await spoken.refused()).retry_after == 1.0


async def test_the_messenger_tries_once(spoken: Spoken) -> None:
    spoken.answering(429)
    await spoken.refused()
    assert len(spoken.connector.sent) == 1


async def test_a_place_that_is_closed_is_retired_at_once(spoken: Spoken) -> None:
    spoken.answering(403, "MessageWritesBlocked")
    assert (await spoken.refused(person("ad0-amy"))).permanent
    assert await spoken.book.of(spoken.clinic.id, person("ad0-amy")) is None
    assert await spoken.book.of(spoken.clinic.id, FRONT)


async def test_a_place_that_is_busy_is_kept(spoken: Spoken) -> None:
    spoken.answering(502)
    await spoken.refused()
    assert await spoken.book.of(spoken.clinic.id, FRONT)


async def test_a_message_that_is_gone_says_nothing_of_its_place(spoken: Spoken) -> None:
    spoken.answering(404, "ActivityNotFoundInConversation")
    with pytest.raises(Undelivered) as caught:
        await spoken.messenger.edit(spoken.clinic, FRONT, "m", Reply("h"))
    assert caught.value.permanent
    assert await spoken.book.of(spoken.clinic.id, FRONT)


async def test_an_edit_is_refused_like_a_post(spoken: Spoken) -> None:
    spoken.answering(403)
    with pytest.raises(Undelivered) as caught:
        await spoken.messenger.edit(spoken.clinic, FRONT, "m", Reply("h"))
    assert caught.value.permanent
    assert await spoken.book.of(spoken.clinic.id, FRONT) is None


async def test_a_lost_answer_leaves_it_uncertain(spoken: Spoken) -> None:
    async def hang_up(request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        assert request.transport is not None
        request.transport.abort()
        return None

    spoken.connector.refuse = hang_up
    error = await spoken.refused()
    assert (error.uncertain, error.permanent) == (True, False)


async def test_a_service_that_cannot_be_reached_has_taken_nothing() -> None:
    address = ConversationAddress(
        "http://127.0.0.1:9/", "c", ConversationScope.PERSONAL, TENANT, "b"
    )
    with pytest.raises(Undelivered) as caught:
        await TeamsClient(OPEN).send(address, line("x"))
    assert (caught.value.uncertain, caught.value.permanent) == (False, False)


class Provider:
    """Stands in for Entra, which cannot run here."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def get_access_token(self, *_asked: object) -> str:
        """The token, or Entra's refusal."""
        if not self._token:
            raise ValueError("canary-7R2")
        return self._token


class Credentials:
    """One provider for everything."""

    def __init__(self, token: str) -> None:
        self._provider = Provider(token)

    def get_token_provider(self, _claims: object, _service_url: str) -> Provider:
        """The provider for a service."""
        return self._provider

    def get_default_connection(self) -> Provider:
        """The provider for the app itself."""
        return self._provider


def there(connector: Connector) -> ConversationAddress:
    return ConversationAddress(
        connector.url, "c", ConversationScope.PERSONAL, TENANT, "b", claims={"aud": APP}
    )


async def test_what_was_heard_with_a_token_is_answered_with_one(connector: Connector) -> None:
    wire = TeamsClient(TeamsSettings(APP, "s", TENANT), Credentials("entra"))  # type: ignore[arg-type]
    await wire.send(there(connector), line("x"))
    assert connector.sent[0].authorization == "Bearer entra"


async def test_without_a_token_nothing_is_sent(connector: Connector) -> None:
    wire = TeamsClient(TeamsSettings(APP, "s", TENANT), Credentials(""))  # type: ignore[arg-type]
    with pytest.raises(Undelivered) as caught:
        await wire.send(there(connector), line("x"))
    assert connector.sent == []
    assert (caught.value.why, caught.value.permanent) == ("no token: ValueError", False)


@pytest.mark.parametrize(("token", "fault"), [("entra", ""), ("", "ValueError")])
async def test_the_doctor_can_ask_whether_entra_knows_us(token: str, fault: str) -> None:
    wire = TeamsClient(TeamsSettings(APP, "s", TENANT), Credentials(token))  # type: ignore[arg-type]
    assert await wire.fault() == fault

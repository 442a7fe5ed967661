"""A command that is written in one file and named in one line is there wherever commands are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from bot import settings
from bot.app import build
from bot.slack.manifest import ManifestRequest
from bot.slack.manifest import manifest as slack_manifest
from bot.teams.package import manifest as teams_manifest
from bot.web import application
from handlers import COMMANDS, with_share
from handlers.command import Command, Request, Services
from models.clinic.clinic import Platform, Role
from models.reply import Choice, Line, Reply
from models.wording.sourced import sourced
from tests.conftest import Served, serve
from tests.fakes.fixtures import Clock
from tests.fakes.slack_workspace import FakeSlack
from tests.teams.framework import APP, Connector, activity


async def _say_code(request: Request, services: Services) -> Reply:
    """Say something that stands on a source."""
    source = next(iter(services.book.citations))
    reply = Reply(
        headline="Cupping",
        lines=(Line(f"Its code is {request.text}.", (source,)),),
        choices=(Choice("Share", "/share cupping 97039"),),
        about=("code/97039",),
        canonical="/cupping 97039",
    )
    return sourced(reply, services.book)


async def _say_diary(_request: Request, _services: Services) -> Reply:
    return Reply("BLUE-7 keeps a diary")


async def _share_diary(_request: Request, _services: Services) -> Reply:
    return Reply("One patient keeps a diary")


CUPPING = Command(
    "cupping",
    "Says which code cupping has.\n\n/cupping <code>   (97039)",
    ("/cupping 97039",),
    _say_code,
    is_public=True,
    is_searched=True,
)
DIARY = Command(
    "diary",
    "Keeps the diary of a patient.\n\n/diary <alias>   (add: a line more)",
    ("/diary BLUE-7",),
    _say_diary,
    share=_share_diary,
    of_service=True,
    changes=("add",),
)
EVERY = with_share(*COMMANDS[:-1], CUPPING, DIARY)


@pytest.fixture
async def extended(
    environment: dict[str, str], slack: FakeSlack, clock: Clock
) -> AsyncIterator[Served]:
    """The bot with two more commands, in Slack and in Teams."""
    told = environment | {
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_BOT_TOKEN": "xoxb-clinic",
        "SLACK_API_URL": slack.api_url,
        "TEAMS_ANONYMOUS": "1",
    }
    built = build(settings.read(told), lambda: datetime.fromtimestamp(clock(), UTC), EVERY)
    runner, url = await serve(await application(built))
    slack.app_url = f"{url}/slack/events"
    yield Served(built, url)
    await runner.cleanup()


@pytest.fixture
async def connector() -> AsyncIterator[Connector]:
    """Where Teams is asked about people."""
    made = Connector()
    runner, made.url = await serve(made.application())
    yield made
    await runner.cleanup()


async def test_help_names_it_and_it_helps_itself(extended: Served, slack: FakeSlack) -> None:
    helped = await slack.types("UAMY", "/help details")
    assert "/cupping: Says which code cupping has." in helped.words
    assert "/cupping <code>" in (await slack.types("UAMY", "/cupping help")).words
    assert "I read it as /cupping." in (await slack.types("UAMY", "/cuping 97039")).words


async def test_its_answer_is_shared(extended: Served, slack: FakeSlack) -> None:
    own = await slack.types("UAMY", "/cupping 97039", "CDESK")
    await slack.presses(own.button("Share"))
    await slack.until(lambda: "Shared here." in own.words or None, "shared")
    [posted] = slack.messages_in("CDESK")
    assert "Shared by <@UAMY> from /cupping." in posted.words


async def test_what_it_says_of_a_patient_is_shared_in_its_own_words(extended: Served) -> None:
    request = await _request(extended, "/share diary BLUE-7")
    reply = await extended.app.dispatcher.answer(request)
    assert reply.headline == "One patient keeps a diary"


async def test_what_it_has_no_words_for_is_not_shared(extended: Served) -> None:
    reply = await extended.app.dispatcher.answer(await _request(extended, "/share clinic"))
    assert reply.headline == "I do not know what to share."


async def _request(extended: Served, typed: str) -> Request:
    clinic, member = await extended.app.records.seat(
        Platform.SLACK, "T1", "UAMY", role=Role.STAFF, at=extended.app.clock()
    )
    name, text = extended.app.dispatcher.route(typed)
    return Request(clinic, member, "CDESK", name, text, extended.app.clock())


@pytest.mark.parametrize(
    ("typed", "may"),
    [("/diary add BLUE-7", True), ("/diary BLUE-7", False), ("/cupping 97039", False)],
)
def test_home_is_drawn_anew_where_it_may_have_changed_something(
    extended: Served, typed: str, *, may: bool
) -> None:
    assert extended.app.dispatcher.may_change(typed) is may


async def test_a_date_in_it_that_is_too_old_to_be_of_a_visit_is_taken_for_a_birthday(
    extended: Served,
) -> None:
    reply = await extended.app.dispatcher.answer(await _request(extended, "/diary BLUE-7 3/4/2015"))
    assert reply.headline == "I did not keep that."


async def test_it_is_found_in_teams_while_composing(
    extended: Served, connector: Connector, visitor: aiohttp.ClientSession
) -> None:
    found = await _search(extended, connector, visitor, "97039")
    assert "Cupping" in found
    assert "BLUE-7 keeps a diary" not in found


async def _search(
    extended: Served, connector: Connector, visitor: aiohttp.ClientSession, typed: str
) -> list[str]:
    value = {"commandId": "find", "parameters": [{"name": "q", "value": typed}]}
    body = activity(
        type="invoke", name="composeExtension/query", value=value, serviceUrl=connector.url
    )
    async with visitor.post(f"{extended.url}/api/messages", json=body) as answer:
        told: dict[str, Any] = await answer.json()
    attachments = told["composeExtension"].get("attachments", [])
    return [each["preview"]["content"]["title"] for each in attachments]


def test_both_manifests_name_it() -> None:
    commands = slack_manifest(EVERY, ManifestRequest(socket=True))["features"]["slash_commands"]
    told = next(each for each in commands if each["command"] == "/cupping")
    assert (told["description"], told["usage_hint"]) == ("Says which code cupping has.", "<code>")
    [bot] = teams_manifest(APP, "https://needle.example.org", EVERY)["bots"]
    for listed in bot["commandLists"]:
        assert {"title": "cupping", "description": CUPPING.purpose} in listed["commands"]

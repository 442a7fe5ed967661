"""When Teams' address is there, and who is let in without a token."""

from __future__ import annotations

import aiohttp
import pytest

from bot import settings
from bot.app import build
from bot.web import application
from tests.conftest import Served, serve
from tests.teams.conftest import Office
from tests.teams.framework import APP, SERVICE, TENANT, activity


async def test_a_test_client_needs_no_token(teams: Office) -> None:
    assert (await teams.tell(type="typing"))[0] == 202


async def test_a_test_client_cannot_have_answers_sent_elsewhere(teams: Office) -> None:
    for elsewhere in (
        *("https://evil.example/", SERVICE, "http://10.0.0.1/", "http://127.0.0.1:3914.evil.com/"),
        *("http://localhost:3914.x/", "http://127.0.0.1:abc/", "ftp://127.0.0.1/", "//127.0.0.1/"),
        *(
            "http://[::1].evil.com/",
            "http://evil@127.0.0.1/",
            "127.0.0.1",
            "http://localhost:99999/",
        ),
    ):
        assert (await teams.tell(serviceUrl=elsewhere))[0] == 403


async def test_the_address_is_there_only_when_teams_is_configured(
    served: Served, visitor: aiohttp.ClientSession
) -> None:
    async with visitor.post(f"{served.url}/api/messages", json=activity()) as answer:
        assert answer.status == 404


async def test_without_a_token_it_says_so_loudly_at_start(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    app = build(settings.read(environment | {"TEAMS_ANONYMOUS": "1"}))
    runner, _ = await serve(await application(app))
    await runner.cleanup()
    assert "TEAMS_ANONYMOUS is on" in "".join(capsys.readouterr())


async def test_with_its_settings_the_door_is_shut(
    environment: dict[str, str], visitor: aiohttp.ClientSession
) -> None:
    told = {"TEAMS_CLIENT_ID": APP, "TEAMS_CLIENT_SECRET": "s", "TEAMS_TENANT_ID": TENANT}
    app = build(settings.read(environment | told))
    runner, url = await serve(await application(app))
    async with visitor.post(f"{url}/api/messages", json=activity()) as answer:
        assert answer.status == 401
    await runner.cleanup()

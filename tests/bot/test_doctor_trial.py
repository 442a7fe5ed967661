"""`doctor --try` asks the running web as Slack would, and says what is wrong on the way there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import web

from bot import settings
from bot.__main__ import main
from bot.app import App, build
from bot.cli.doctor import trial
from bot.cli.doctor.finding import report
from bot.cli.doctor.trial import examine_trial
from bot.web import application
from models.errors import SettingsFault
from tests.bot.test_settings import TEAMS
from tests.conftest import Served, serve
from tests.fakes.slack_workspace import FakeSlack
from tests.stories.running import free_port


async def told(app: App, address: str = "") -> str:
    return report(await examine_trial(app, address))


async def test_a_web_that_works_is_told_to(served: Served) -> None:
    lines = (await told(served.app, served.url)).splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "ok   Web",
        "ok   Ready",
        "ok   Slack's requests",
        "ok   Forged requests",
        "ok   A question",
    ]
    assert "/coverage medicare 20560, asked by nobody, is told:" in lines[-1]
    assert "I answer the clinic's staff" in lines[-1], "the words that docs/server.md describes"


async def test_nothing_is_kept_of_the_question(served: Served, slack: FakeSlack) -> None:
    await told(served.app, served.url)
    assert await served.app.records.clinics() == []
    assert [call for call in slack.calls if call.method.startswith("chat.")] == []


async def test_a_bot_whose_slack_does_not_answer_is_still_tried(
    environment: dict[str, str],
) -> None:
    """As on a server for which no app was made yet."""
    nobody = f"http://127.0.0.1:{free_port()}/"
    made_up = {"SLACK_SIGNING_SECRET": "try", "SLACK_BOT_TOKEN": "xoxb-try"}
    app = build(settings.read(environment | made_up | {"SLACK_API_URL": nobody}))
    serving, url = await serve(await application(app))
    lines = await told(app, url)
    await serving.cleanup()
    assert "MEND" not in lines
    assert "Slack does not tell me at the moment which workspace I am in." in lines


async def test_a_web_of_another_secret_is_told(served: Served) -> None:
    slack = served.app.settings.slack
    assert slack
    other = replace(served.app.settings, slack=replace(slack, signing_secrets=("another",)))
    lines = await told(replace(served.app, settings=other), served.url)
    assert "MEND Slack's requests: What SLACK_SIGNING_SECRET signed is refused." in lines
    assert "Start web anew" in lines


async def test_a_web_that_runs_without_slack_is_told(environment: dict[str, str]) -> None:
    """As one that was started before the secrets were written."""
    bare = build(settings.read(environment))
    serving, url = await serve(await application(bare))
    made_up = {"SLACK_SIGNING_SECRET": "try", "SLACK_BOT_TOKEN": "xoxb-try"}
    lines = await told(replace(bare, settings=settings.read(environment | made_up)), url)
    await serving.cleanup()
    assert "MEND Slack's requests: Nothing is at /slack/events" in lines
    assert "Start web anew" in lines


async def test_a_web_that_is_not_there_is_told(served: Served) -> None:
    (line,) = (await told(served.app, f"http://127.0.0.1:{free_port()}")).splitlines()
    assert line.startswith("MEND Web: ")
    assert "nothing answers" in line
    assert "Start web" in line


async def test_the_address_of_this_machine_comes_from_the_settings(app: App) -> None:
    port = free_port()
    here = replace(app, settings=replace(app.settings, port=port))
    assert f"http://127.0.0.1:{port}" in await told(here)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:3000"),
        ("0.0.0.0", "http://127.0.0.1:3000"),  # noqa: S104 -- what it listens on
        ("::", "http://[::1]:3000"),
        ("10.0.0.7", "http://10.0.0.7:3000"),
    ],
)
def test_a_web_that_listens_everywhere_is_asked_here(host: str, address: str) -> None:
    assert trial._own_address(host, 3000) == address  # noqa: SLF001


async def _welcome(_request: web.Request) -> web.Response:
    return web.json_response({"challenge": "needlepoint"})


@pytest.fixture
async def careless() -> AsyncIterator[str]:
    """A proxy that shows everything, and takes whatever comes."""
    site = web.Application()
    for path in ("/healthz", "/metrics", "/readyz"):
        site.router.add_get(path, _welcome)
    site.router.add_post("/slack/events", _welcome)
    serving, url = await serve(site)
    yield url
    await serving.cleanup()


async def test_a_proxy_that_shows_the_inside_is_told(
    served: Served, careless: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "is_loopback", lambda _host: False)
    lines = await told(served.app, careless)
    assert "MEND Proxy: Everybody is shown /metrics and /readyz." in lines
    assert "MEND Forged requests: What it did not sign is answered 200." in lines


async def test_teams_refusing_what_nobody_signed_is_told(
    environment: dict[str, str], careless: str
) -> None:
    app = build(settings.read(environment | TEAMS))
    assert "MEND Teams' requests: /api/messages says 404" in await told(app, careless)
    serving, url = await serve(await application(app))
    assert "ok   Teams' requests: What Microsoft did not sign is refused." in await told(app, url)
    await serving.cleanup()


async def test_what_is_no_address_is_refused(app: App) -> None:
    with pytest.raises(SettingsFault, match="takes an address"):
        await told(app, "needlepoint.example")


def test_the_verb_tries_and_ends_with_1(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert url
    assert main(["doctor", "--try", f"http://127.0.0.1:{free_port()}"]) == 1
    assert "MEND Web" in capsys.readouterr().out

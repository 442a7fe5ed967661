"""Health, readiness and metrics tell the truth."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import make_mocked_request

from bot import health_pages, http_server, settings
from bot.app import App, build
from bot.health_pages import may_count
from bot.web import application, listen
from tests.conftest import Served, serve
from tests.fakes.slack_workspace import FakeSlack


async def get(visitor: aiohttp.ClientSession, url: str) -> tuple[int, str]:
    async with visitor.get(url) as answer:
        return answer.status, await answer.text()


async def test_a_running_process_is_alive_and_ready(
    served: Served, visitor: aiohttp.ClientSession
) -> None:
    assert (await get(visitor, f"{served.url}/healthz"))[0] == 200
    status, told = await get(visitor, f"{served.url}/readyz")
    assert status == 200, told


def test_a_process_listens_behind_the_door_and_gives_nobody_more_time(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = build(settings.read(environment | {"PORT": "0"}))
    behind, told = http_server.serve, []

    async def serve_and_end(*given: object) -> http_server.Serving:
        told.append(given[1:])
        serving = await behind(*given)
        os.kill(os.getpid(), signal.SIGTERM)
        return serving

    monkeypatch.setattr("bot.web.http_server.serve", serve_and_end)
    listen(app, application(app))
    assert told == [("127.0.0.1", 0)]


def test_a_process_that_listens_says_so_in_the_records(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    behind, beats = http_server.serve, []

    async def serve_and_end(*given: object) -> http_server.Serving:
        serving = await behind(*given)
        os.kill(os.getpid(), signal.SIGTERM)
        return serving

    @asynccontextmanager
    async def beating(of: App) -> AsyncIterator[None]:
        beats.append(of)
        yield

    monkeypatch.setattr("bot.web.http_server.serve", serve_and_end)
    monkeypatch.setattr("bot.web.web_heartbeat.beating", beating)
    app = build(settings.read(environment | {"PORT": "0"}))
    listen(app, application(app))
    assert beats == [app]


async def test_a_process_says_which_platforms_it_answers(
    served: Served, visitor: aiohttp.ClientSession, environment: dict[str, str]
) -> None:
    assert '"platforms": "Slack"' in (await get(visitor, f"{served.url}/readyz"))[1]
    bare = replace(served.app, settings=settings.read(environment))
    assert "nobody is answered" in health_pages._platforms(bare)  # noqa: SLF001


async def test_without_its_database_it_is_alive_and_not_ready(
    served: Served,
    visitor: aiohttp.ClientSession,
    environment: dict[str, str],
    tmp_path: Path,
) -> None:
    """The same with PostgreSQL stopped and started again stands in tests/storage."""
    for file in tmp_path.glob("records.sqlite3*"):
        file.unlink()
    await served.app.database.close()
    await served.app.database.open()
    assert (await get(visitor, f"{served.url}/healthz"))[0] == 200
    status, told = await get(visitor, f"{served.url}/readyz")
    assert status == 503
    assert "migrate" in told


async def test_the_metrics_count_asks_and_hold_no_text(
    served: Served, slack: FakeSlack, visitor: aiohttp.ClientSession
) -> None:
    await slack.types("UAMY", "/coverage canary-text")
    await slack.types("UAMY", "/canary-command")
    status, told = await get(visitor, f"{served.url}/metrics")
    assert status == 200
    assert 'needlepoint_asks_total{command="coverage",ending="answered"} 1.0' in told
    assert 'needlepoint_asks_total{command="help",ending="trouble"} 1.0' in told
    assert "canary" not in told


async def test_answers_are_counted_by_verdict_and_tier(
    served: Served, slack: FakeSlack, visitor: aiohttp.ClientSession
) -> None:
    await slack.types("UAMY", "/coverage bcbsnc 20560")
    await slack.types("UAMY", "/session new BLUE-7")
    told = (await get(visitor, f"{served.url}/metrics"))[1]
    answers = [line for line in told.splitlines() if line.startswith("needlepoint_answers_total")]
    assert answers == [
        'needlepoint_answers_total{command="coverage",tier="sure",verdict="investigational"} 1.0',
        'needlepoint_answers_total{command="session",tier="none",verdict=""} 1.0',
    ]


async def test_what_waits_and_what_failed_is_told_by_any_process(
    served: Served, visitor: aiohttp.ClientSession
) -> None:
    told = (await get(visitor, f"{served.url}/metrics"))[1]
    for line in (
        "needlepoint_records_reachable 1.0",
        'needlepoint_alerts{state="failed"} 0.0',
        "needlepoint_messages_due 0.0",
        "needlepoint_clock_heartbeat_timestamp_seconds 0.0",
    ):
        assert line in told


async def test_a_web_process_without_a_clock_is_ready_and_says_so(
    served: Served, visitor: aiohttp.ClientSession
) -> None:
    status, told = await get(visitor, f"{served.url}/readyz")
    assert status == 200
    assert "No clock has run yet" in told


@pytest.mark.parametrize("path", ["/", "/demo/page.js", "/api/messages", "/slack/install"])
async def test_nothing_else_is_served(
    served: Served, visitor: aiohttp.ClientSession, path: str
) -> None:
    assert (await get(visitor, f"{served.url}{path}"))[0] == 404


@pytest.mark.parametrize(
    "header",
    [
        *("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Whatever", "Forwarded", "Via"),
        *("X-Real-IP", "CF-Connecting-IP", "cf-ray", "True-Client-IP", "X-Client-IP"),
        *("X-Original-Forwarded-For", "X-Envoy-External-Address", "Fly-Client-IP"),
    ],
)
async def test_the_metrics_are_not_told_through_a_proxy(
    served: Served, visitor: aiohttp.ClientSession, header: str
) -> None:
    async with visitor.get(f"{served.url}/metrics", headers={header: "203.0.113.7"}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize(
    ("host", "status"),
    [
        *[("127.0.0.1", 200), ("localhost:1", 200), ("[::1]:8080", 200)],
        *[("needle.clinic.org", 403), ("localhost.clinic.org:80", 403), ("127.0.0.1.nip.io", 403)],
        *[("203.0.113.7", 403), ("[", 403), ("[::1].evil.com", 403), ("a@localhost", 403)],
        *[("localhost:3913.evil.com", 403), ("localhost:evil.com", 403), ("localhost/x", 403)],
    ],
)
async def test_the_metrics_are_told_under_the_names_of_this_machine(
    served: Served, visitor: aiohttp.ClientSession, host: str, status: int
) -> None:
    async with visitor.get(f"{served.url}/metrics", headers={"Host": host}) as answer:
        assert answer.status == status


@pytest.mark.parametrize(
    ("remote", "may"),
    [("127.0.0.1", True), ("::1", True), ("203.0.113.7", False), ("10.0.0.5", False), ("", False)],
)
def test_the_metrics_are_not_told_to_another_machine(remote: str, *, may: bool) -> None:
    """It may say that it asks for localhost."""
    asked = make_mocked_request("GET", "/metrics", {"Host": "localhost"}).clone(remote=remote)
    assert may_count(asked, "") is may


async def test_with_a_token_the_metrics_are_for_whoever_shows_it(
    environment: dict[str, str], visitor: aiohttp.ClientSession
) -> None:
    app = build(settings.read(environment | {"METRICS_TOKEN": "open sesame"}))
    serving, url = await serve(await application(app))
    told = {}
    for shown in ("", "Bearer no", "Bearer open sesame"):
        async with visitor.get(f"{url}/metrics", headers={"Authorization": shown}) as answer:
            told[shown] = answer.status
    await serving.cleanup()
    assert told == {"": 403, "Bearer no": 403, "Bearer open sesame": 200}

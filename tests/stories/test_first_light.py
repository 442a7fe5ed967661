"""A new clinic's first minutes: migrate, start, ask in Slack; and the same in the terminal."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.clocked import command
from tests.fakes.slack_workspace import FakeSlack
from tests.stories import running
from tests.stories.running import ROOT, free_port, run, until_it_says


@pytest.fixture
def environment(tmp_path: Path, slack: FakeSlack) -> dict[str, str]:
    """Only what the README says that the web process needs."""
    return {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": f"sqlite://{tmp_path / 'records.sqlite3'}",
        "PORT": str(free_port()),
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_BOT_TOKEN": "xoxb-clinic",
        "SLACK_API_URL": slack.api_url,
    }


@pytest.fixture
async def web(environment: dict[str, str], slack: FakeSlack) -> AsyncIterator[str]:
    """`migrate`, then `web` in a process of its own, ready to be asked."""
    code, told, complaint = await run("migrate", environment=environment)
    assert (code, complaint) == (0, "")
    assert "Applied" in told
    async with running.web(environment) as url:
        slack.app_url = f"{url}/slack/events"
        async with aiohttp.ClientSession() as session, session.get(f"{url}/readyz") as answer:
            assert answer.status == 200
        yield url


async def test_a_clinic_asks_its_first_questions_in_slack(web: str, slack: FakeSlack) -> None:
    first = await slack.types("UAMY", "/coverage bcbsnc 20560")
    assert first.private_to == "UAMY"
    for words in ("Investigational", "Jun 22, 2025", "Blue Cross NC", "second-hand"):
        assert words in first.words

    before = await slack.types("UAMY", "/coverage bcbs alabama 20560 on 2021-03-15")
    after = await slack.types("UAMY", "/coverage bcbs alabama 20560 on 2022-01-10")
    assert "Covered with conditions" in before.words
    assert "Investigational: not paid" in after.words

    which = await slack.types("UAMY", "/coverage blue cross")
    assert "Which plan" in which.words
    assert len(which.controls) > 3

    unknown = await slack.types("UAMY", "/coverage acme health")
    assert "Unknown" in unknown.words
    assert "Not covered" not in unknown.words


async def test_the_same_answer_comes_in_the_terminal(environment: dict[str, str]) -> None:
    """`say` makes its SQLite file itself: nobody should have to migrate to try it."""
    code, told, complaint = await run("say", "/coverage bcbsnc 20560", environment=environment)
    assert (code, complaint) == (0, "")
    assert "Investigational: not paid" in told

    words = ("say", "/coverage bcbsnc 20560", "--as", "manager", "--json")
    code, told, _ = await run(*words, environment=environment)
    assert code == 0
    assert json.loads(told)["badge"]["words"] == "Investigational: not paid"


@pytest.mark.parametrize(
    ("words", "wrong", "code", "says"),
    [
        pytest.param(
            ("web",), {"PORT": "many", "SLACK_BOT_TOKEN": ""}, 1, "SLACK_BOT_TOKEN",
            id="two settings",
        ),
        pytest.param(
            ("migrate",), {"DATABASE_URL": "mysql://x"}, 1, "DATABASE_URL",
            id="a database that we cannot use",
        ),
        pytest.param(("run", "no-such-job"), {}, 2, "stale-facts", id="a job that is none"),
        pytest.param(
            ("run", "stale-facts", "--at", "2026-12-01T08:00"), {}, 2, "offset",
            id="an instant without its offset",
        ),
        pytest.param(("doctor",), {}, 1, "", id="nothing migrated yet"),
    ],
)  # fmt: skip
async def test_the_command_line_says_what_is_wrong_in_a_sentence(
    environment: dict[str, str], words: tuple[str, ...], wrong: dict[str, str], code: int, says: str
) -> None:
    ended, told, complaint = await run(*words, environment=environment | wrong)
    assert ended == code
    assert says in complaint
    assert "Traceback" not in told + complaint


async def test_every_fault_of_the_settings_is_told_at_once(environment: dict[str, str]) -> None:
    wrong = {"PORT": "many", "SLACK_BOT_TOKEN": "xoxp-1", "LOG_LEVEL": "LOUD"}
    _, _, complaint = await run("web", environment=environment | wrong)
    for name in wrong:
        assert name in complaint
    assert "xoxp-1" not in complaint


async def test_the_doctor_finds_nothing_to_mend_once_all_is_there(
    environment: dict[str, str],
) -> None:
    await run("migrate", environment=environment)
    code, told, _ = await run("doctor", environment=environment)
    assert code == 0, told
    assert "MEND" not in told
    assert environment["SLACK_BOT_TOKEN"] not in told


async def test_a_job_runs_once_at_a_given_instant(environment: dict[str, str]) -> None:
    at = ("--at", "2026-12-01T08:00-05:00")
    code, told, _ = await run("run", "stale-facts", *at, environment=environment)
    assert code == 0
    assert "due for checking" in told


async def test_the_clock_stops_when_it_is_told_to(environment: dict[str, str]) -> None:
    await run("migrate", environment=environment)
    process = await asyncio.create_subprocess_exec(
        *command("bot", "clock"), cwd=ROOT, env=environment, stderr=-1
    )
    await until_it_says(process, b"ticking")
    process.send_signal(signal.SIGTERM)
    with contextlib.suppress(ProcessLookupError):
        await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 0

"""A new clinic's first minutes: migrate, start, ask in Slack; and the same in the terminal.

What serves, ticks or is the first to touch its records is a process of its own. Other verbs are
run in this one: to start a process costs more than all that they do.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest

from bot.__main__ import main
from tests.clocked import command
from tests.fakes.slack_workspace import FakeSlack
from tests.stories import running
from tests.stories.running import ROOT, free_port, run, until_it_says

RunHere = Callable[..., Awaitable[tuple[int, str, str]]]


@pytest.fixture
def environment(tmp_path: Path, slack: FakeSlack) -> dict[str, str]:
    """Only what the README says that the web process needs."""
    return {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": f"sqlite://{tmp_path / 'records.sqlite3'}",
        "PORT": str(free_port()),
        "CLOCK_PORT": "0",
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_BOT_TOKEN": "xoxb-clinic",
        "SLACK_API_URL": slack.api_url,
    }


@pytest.fixture
def run_here(
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> RunHere:
    """Runs the command line in this process: exit code, what it printed, what it complained of."""

    async def run_here(*words: str, **changed: str) -> tuple[int, str, str]:
        for name, value in (environment | changed).items():
            monkeypatch.setenv(name, value)
        ended = await asyncio.to_thread(_exit_code, list(words))
        return (ended, *capsys.readouterr())

    return run_here


def _exit_code(words: list[str]) -> int:
    try:
        return main(words)
    except SystemExit as ended:
        return int(ended.code or 0)


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
    assert "Of which state?" in which.words
    assert len(which.controls) == 3

    unknown = await slack.types("UAMY", "/coverage acme health")
    assert "Unknown" in unknown.words
    assert "Not covered" not in unknown.words


async def test_the_same_answer_comes_in_the_terminal(
    environment: dict[str, str], run_here: RunHere
) -> None:
    """`say` makes its SQLite file itself: nobody should have to migrate to try it."""
    code, told, complaint = await run("say", "/coverage bcbsnc 20560", environment=environment)
    assert (code, complaint) == (0, "")
    assert "Investigational: not paid" in told

    code, told, _ = await run_here("say", "/coverage bcbsnc 20560", "--as", "manager", "--json")
    assert code == 0
    assert json.loads(told)["badge"]["words"] == "Investigational: not paid"

    code, told, _ = await run_here("say", "--csv", "/coverage all 20560")
    assert (code, told.splitlines()[0].split(",")[:3]) == (0, ["Payer", "Code", "Verdict"])
    code, _, complaint = await run_here("say", "--csv", "/coverage bcbsnc 20560")
    assert (code, "no list of who pays" in complaint) == (1, True)


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
    run_here: RunHere, words: tuple[str, ...], wrong: dict[str, str], code: int, says: str
) -> None:
    ended, told, complaint = await run_here(*words, **wrong)
    assert ended == code
    assert says in complaint
    assert "Traceback" not in told + complaint


async def test_every_fault_of_the_settings_is_told_at_once(run_here: RunHere) -> None:
    wrong = {"PORT": "many", "SLACK_BOT_TOKEN": "xoxp-1", "LOG_LEVEL": "LOUD"}
    _, _, complaint = await run_here("web", **wrong)
    for name in wrong:
        assert name in complaint
    assert "xoxp-1" not in complaint


async def test_the_doctor_finds_nothing_to_mend_once_all_is_there(
    environment: dict[str, str], run_here: RunHere
) -> None:
    assert (await run_here("migrate"))[0] == 0
    code, told, _ = await run_here("doctor")
    assert code == 0, told
    assert "MEND" not in told
    assert environment["SLACK_BOT_TOKEN"] not in told


async def test_a_job_runs_once_at_a_given_instant(run_here: RunHere) -> None:
    at = ("--at", "2026-11-24T08:00-05:00")  # in the past, whatever day it is
    code, told, _ = await run_here("run", "stale-facts", *at)
    assert code == 0
    assert "due for checking" in told


async def test_the_clock_stops_when_it_is_told_to(
    environment: dict[str, str], run_here: RunHere
) -> None:
    await run_here("migrate")
    process = await asyncio.create_subprocess_exec(
        *command("bot", "clock"), cwd=ROOT, env=environment, stderr=-1
    )
    await until_it_says(process, b"ticking")
    process.send_signal(signal.SIGTERM)
    with contextlib.suppress(ProcessLookupError):
        await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 0


async def test_the_demo_prints_one_line_before_its_address() -> None:
    alone = {"PATH": os.environ["PATH"], "PORT": str(free_port())}
    process = await asyncio.create_subprocess_exec(
        *command("bot", "demo"), cwd=ROOT, env=alone, stdout=-1, stderr=-1
    )
    assert process.stdout
    async with asyncio.timeout(60):
        printed = [await process.stdout.readline() for _ in range(2)]
    process.send_signal(signal.SIGTERM)
    rest, log = await asyncio.wait_for(process.communicate(), 20)
    assert printed[0].endswith(b"its page is there in some seconds.\n")
    assert printed[1].startswith(b"The demo is at http://127.0.0.1:")
    assert (rest, log) == (b"", b"")

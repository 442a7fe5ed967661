"""`python -m bot run JOB` does one pass of a job, at any instant, in the terminal."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.__main__ import main
from jobs import JOBS
from models.clinic.clinic import Platform, Role
from models.storage.clinics import ClinicStore
from models.storage.database import Database
from tests.bot.conftest import Configure
from tests.storage.keys import KEYS

AT = "2026-12-01T08:00-05:00"


@pytest.fixture(autouse=True)
def records(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, configure: Configure
) -> str:
    """Records of this test's own, migrated; the logs are put back as they were."""
    del configure
    url = environment["DATABASE_URL"]
    monkeypatch.setenv("DATABASE_URL", url)
    return url


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a verb prints that succeeds."""
    capsys.readouterr()
    assert main([*words]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("job", [job.name for job in JOBS])
def test_every_job_runs_at_an_instant_and_says_what_it_did(
    job: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = printed(capsys, "run", job, "--at", AT).strip()
    assert said.endswith(".") or "due for checking" in said
    assert said[0].isupper() or said[0].isdigit()


def test_without_an_instant_it_runs_now(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "run", "digest") == "Nothing is due.\n"


def test_an_alert_appears_in_the_terminal_once(capsys: pytest.CaptureFixture[str]) -> None:
    for typed in ("/session new BLUE-7", "/caps set BLUE-7 3 visits per calendar year"):
        printed(capsys, "say", typed, "--as", "manager")
    printed(capsys, "say", "/session log BLUE-7")
    later = (datetime.now(UTC) + timedelta(days=7)).isoformat()
    said = printed(capsys, "run", "send-alerts", "--at", later)
    assert "BLUE-7 · 2 visits left" in said
    assert "1 message handled." in said
    assert printed(capsys, "run", "send-alerts", "--at", later) == "Nothing is due.\n"


def test_a_command_is_answered_as_of_an_instant(capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "say", "/session new BLUE-7")
    printed(capsys, "say", "/session log BLUE-7 20560 yesterday", "--at", "2026-12-28T10:00-05:00")
    shown = printed(capsys, "say", "/session show BLUE-7", "--at", "2027-01-02T10:00-05:00")
    assert "Dec 27, 2026" in shown


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["send-alert"], "send-alerts", id="no such job"),
        pytest.param(["digest", "--at", "2026-12-01T08:00"], "offset", id="no time zone"),
        pytest.param(["digest", "--at", "tomorrow"], AT, id="no instant"),
    ],
)
def test_what_cannot_be_run_is_told_with_what_to_write(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["run", *words])
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


def test_an_instant_to_come_is_refused_where_clinics_work(
    records: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async def seat() -> None:
        async with Database(records, KEYS):
            await ClinicStore().seat(
                Platform.SLACK, "T1", "UAMY", role=Role.STAFF, at=datetime.now(UTC)
            )

    asyncio.run(seat())
    later = (datetime.now(UTC) + timedelta(days=3)).isoformat()
    assert main(["run", "digest", "--at", later]) != 0
    assert "That instant is still to come" in "".join(capsys.readouterr())
    assert main(["run", "digest", "--at", later, "--here"]) == 0
    before = (datetime.now(UTC) - timedelta(days=3)).isoformat()
    assert main(["run", "digest", "--at", before]) == 0

"""The log says why the records cannot be used: in words, once for each reason, and their return."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.readiness_log import ReadinessLog, watching
from models.storage.database import Database, Readiness
from tests.storage.keys import KEYS

READY = Readiness(reachable=True, migrated=True, says="The records are ready.")
DOWN = Readiness(reachable=False, migrated=False, says="The database is down.")
BEHIND = Readiness(reachable=True, migrated=False, says="Run migrate.")
OTHER_KEY = Readiness(reachable=True, migrated=True, says="AUDIT_KEY.", is_bound_here=False)


@pytest.mark.parametrize(
    ("found", "written"),
    [
        pytest.param([READY, READY], [], id="in order"),
        pytest.param([DOWN, DOWN, DOWN], ["The database is down."], id="once"),
        pytest.param(
            [DOWN, BEHIND, READY, READY, DOWN],
            ["The database is down.", "Run migrate.", "ready again", "The database is down."],
            id="each change",
        ),
        pytest.param([OTHER_KEY], ["AUDIT_KEY."], id="another key"),
    ],
)
def test_a_reason_is_written_when_it_changes(found: list[Readiness], written: list[str]) -> None:
    with capture_logs() as lines:
        log = ReadinessLog(structlog.get_logger())
        for readiness in found:
            log.take(readiness)
    assert [line.get("says", line["event"]) for line in lines] == written
    assert {line["log_level"] for line in lines if "says" in line} <= {"warning"}


async def test_a_process_that_serves_says_why_it_is_not_ready(tmp_path: Path) -> None:
    database = Database(f"sqlite://{tmp_path}/missing.sqlite3", KEYS)
    told = asyncio.Event()

    def take(_logger: object, _method: str, line: EventDict) -> EventDict:
        lines.append(line)
        told.set()
        raise structlog.DropEvent

    lines: list[EventDict] = []
    log = structlog.wrap_logger(None, processors=[take])
    async with database, watching(database, ReadinessLog(log)):
        await asyncio.wait_for(told.wait(), 20)
    assert lines[0]["event"] == "not ready"
    assert "DATABASE_URL" in lines[0]["says"]

"""What the log holds: never what somebody typed."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
from collections.abc import Callable

import pytest
import structlog

from bot.notices import Notices
from handlers.desk import Ending, Notice

CANARY = "Yvonne"

Configure = Callable[[str], None]


def caught() -> ValueError:
    """An error that repeats what somebody typed, as it is caught."""
    try:
        raise ValueError(f"no such alias: {CANARY}")
    except ValueError as error:
        return error


def ours_in_passing() -> None:
    """Our own log, while the error is being handled."""
    try:
        raise caught()
    except ValueError:
        structlog.get_logger("needlepoint").exception("broke")


def ours_afterwards() -> None:
    """Our own log, with the error handed over."""
    structlog.get_logger("needlepoint").error("broke", exc_info=caught())


def a_library_in_passing() -> None:
    """A library's log, while the error is being handled."""
    try:
        raise caught()
    except ValueError:
        logging.getLogger("somebody").exception("broke")


def a_library_afterwards() -> None:
    """A library's log, with the error handed over."""
    logging.getLogger("somebody").error("broke", exc_info=caught())


def a_library_with_a_cause() -> None:
    """A library's log, of an error caused by the one that repeats."""
    try:
        raise KeyError("alias") from caught()
    except KeyError:
        logging.getLogger("somebody").exception("broke")


def a_callback_of_the_loop() -> None:
    """What asyncio says of a callback that failed."""

    async def fail_later() -> None:
        asyncio.get_running_loop().call_soon(ours_raising)
        await asyncio.sleep(0)

    asyncio.run(fail_later())


def a_task_that_nobody_awaits() -> None:
    """What asyncio says of a task whose error nobody took."""

    async def start() -> None:
        task = asyncio.ensure_future(fail())
        await asyncio.wait([task])
        del task
        gc.collect()

    asyncio.run(start())


async def fail() -> None:
    """Fail as a task."""
    raise caught()


def ours_raising() -> None:
    """Fail as a callback."""
    raise caught()


WAYS = [
    ours_in_passing,
    ours_afterwards,
    a_library_in_passing,
    a_library_afterwards,
    a_library_with_a_cause,
    a_callback_of_the_loop,
    a_task_that_nobody_awaits,
]


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("way", [pytest.param(way, id=way.__name__) for way in WAYS])
def test_the_message_of_an_error_never_reaches_the_log(
    configure: Configure, capsys: pytest.CaptureFixture[str], way: Callable[[], None], form: str
) -> None:
    configure(form)
    way()
    written = capsys.readouterr().err
    assert CANARY not in written
    assert "ValueError" in written or "KeyError" in written


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_error_is_written_with_its_type_and_its_places(
    configure: Configure, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    configure(form)
    ours_afterwards()
    written = capsys.readouterr().err
    assert "ValueError" in written
    assert "test_logs.py" in written
    assert "caught" in written


def test_json_is_one_object_a_line(
    configure: Configure, capsys: pytest.CaptureFixture[str]
) -> None:
    configure("json")
    ours_afterwards()
    a_library_in_passing()
    entries = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(entry["event"], entry["level"]) for entry in entries] == [("broke", "error")] * 2
    assert all(entry["raised"] == "ValueError" and entry["timestamp"] for entry in entries)


@pytest.mark.parametrize(
    "name", ["slack_bolt", "slack_bolt.app", "slack_sdk", "aiohttp.access", "tortoise"]
)
def test_libraries_that_write_bodies_are_heard_only_when_something_is_wrong(
    configure: Configure, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    configure("json")
    logging.getLogger(name).info("body: %s", CANARY)
    logging.getLogger(name).warning("retrying")
    written = capsys.readouterr().err
    assert CANARY not in written
    assert "retrying" in written


def test_an_ask_is_written_with_its_command_its_ending_and_its_time(
    configure: Configure, capsys: pytest.CaptureFixture[str]
) -> None:
    configure("json")
    Notices().take(Notice("coverage", Ending.ANSWERED, 0.0123))
    entry = json.loads(capsys.readouterr().err)
    assert entry.pop("timestamp")
    assert entry == {
        "event": "asked",
        "level": "info",
        "command": "coverage",
        "ending": "answered",
        "ms": 12.3,
    }


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_bug_is_written_with_its_ticket_and_without_its_message(
    configure: Configure, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    configure(form)
    Notices().take(Notice("coverage", Ending.BUG, 0.001, "7FK3QA", caught()))
    written = capsys.readouterr().err
    assert CANARY not in written
    for told in ("7FK3QA", "coverage", "ValueError", "test_logs.py"):
        assert told in written


def test_asks_are_counted_by_command_and_ending(
    configure: Configure, capsys: pytest.CaptureFixture[str]
) -> None:
    configure("json")
    notices = Notices()
    for ending in (Ending.ANSWERED, Ending.ANSWERED, Ending.BUG):
        notices.take(Notice("coverage", ending, 0.001, error=caught()))
    counted = notices.exposition().decode()
    assert 'needlepoint_asks_total{command="coverage",ending="answered"} 2.0' in counted
    assert 'needlepoint_asks_total{command="coverage",ending="bug"} 1.0' in counted
    assert 'needlepoint_answer_seconds_count{command="coverage"} 3.0' in counted
    assert CANARY not in counted

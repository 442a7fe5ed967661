"""What the log holds: never what somebody typed."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import structlog

from bot import logs
from bot.request_log import RequestLog
from handlers.outcome import Outcome, RequestOutcome
from jobs.job import Job
from jobs.timetable import timetable
from models.errors import RecordsBusy

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


LIBRARIES = [
    "slack_bolt",
    "slack_bolt.AsyncApp",
    "needlepoint:AsyncApp",  # Bolt's own, for an app of our name
    "slack_sdk.web.async_base_client",
    "aiohttp.access",
    "aiohttp.server",
    "microsoft_agents.hosting",
    "asyncpg.pool",
    "tortoise.db_client",
    "aiosqlite",
    "apscheduler.executors.default",
    "somebody",
]


@pytest.fixture(params=LIBRARIES)
def library(request: pytest.FixtureRequest) -> Iterator[logging.Logger]:
    """The logger of a library, which sets a level of its own as Bolt does."""
    logger = logging.getLogger(request.param)
    before = logger.level
    yield logger
    logger.setLevel(before)


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO])
def test_a_library_is_not_heard_below_warning_whatever_level_it_or_we_are_set_to(
    configure: Configure,
    capsys: pytest.CaptureFixture[str],
    library: logging.Logger,
    level: int,
    form: str,
) -> None:
    configure(form)
    logs.configure("DEBUG", form)
    library.setLevel(logging.DEBUG)
    library.log(level, "a word of its own")
    assert capsys.readouterr().err == ""


def by_values(logger: logging.Logger) -> None:
    """Values are put into the words."""
    logger.warning("retrying %s", CANARY)


def by_words(logger: logging.Logger) -> None:
    """The words were put together before."""
    logger.error(f"retrying {CANARY}")  # noqa: G004 - as Bolt does


def by_an_error(logger: logging.Logger) -> None:
    """The words are an error."""
    logger.error(caught())


def by_another_s_words(logger: logging.Logger) -> None:
    """The words come from elsewhere, and where they are logged another constant stands."""
    words = f"retrying {CANARY}"
    logger.critical(words, stack_info=True)


def by_what_cannot_be_written(logger: logging.Logger) -> None:
    """The values do not fit, of which logging itself would complain on stderr, with the values."""
    logger.warning("retrying %d", CANARY)


SAYINGS = [by_values, by_words, by_an_error, by_another_s_words, by_what_cannot_be_written]


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("say", [pytest.param(say, id=say.__name__) for say in SAYINGS])
def test_of_what_a_library_warns_no_value_is_written(
    configure: Configure,
    capsys: pytest.CaptureFixture[str],
    library: logging.Logger,
    say: Callable[[logging.Logger], None],
    form: str,
) -> None:
    configure(form)
    say(library)
    assert CANARY not in capsys.readouterr().err


def test_a_library_s_own_words_are_written_with_who_said_them_and_where(
    configure: Configure, capsys: pytest.CaptureFixture[str]
) -> None:
    configure("json")
    by_values(logging.getLogger("slack_sdk.web"))
    by_words(logging.getLogger("slack_bolt.AsyncApp"))
    own, withheld = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (own["event"], own["by"], own["level"]) == ("retrying %s", "slack_sdk.web", "warning")
    assert own["said_at"].startswith("test_logs.py:")
    assert own["said_at"].endswith(" by_values")
    assert withheld["event"] == "a library said something that may repeat what was typed"
    assert withheld["said_at"].endswith(" by_words")


def test_a_failed_callback_is_written_without_the_values_that_it_was_called_with(
    configure: Configure, capsys: pytest.CaptureFixture[str]
) -> None:
    async def fail_later() -> None:
        asyncio.get_running_loop().call_soon(int, f"no number: {CANARY}")
        await asyncio.sleep(0)

    configure("json")
    asyncio.run(fail_later())
    written = json.loads(capsys.readouterr().err)
    assert CANARY not in repr(written)
    assert (written["event"], written["raised"]) == ("Exception in callback int", "ValueError")


async def test_a_clock_at_rest_writes_nothing(
    configure: Configure, capsys: pytest.CaptureFixture[str]
) -> None:
    """APScheduler tells at INFO of every job that it runs, four lines a second."""
    configure("json")
    fired = asyncio.Event()

    async def fire(_job: Job) -> None:
        fired.set()

    async def rest(*_: object) -> None:
        return

    scheduler = timetable([Job("rest", timedelta(seconds=1), rest)], fire)
    scheduler.start()
    await fired.wait()
    scheduler.shutdown()
    assert capsys.readouterr().err == ""


def test_an_ask_is_written_with_its_command_its_ending_and_its_time(
    configure: Configure, capsys: pytest.CaptureFixture[str]
) -> None:
    configure("json")
    RequestLog().take(RequestOutcome("coverage", Outcome.ANSWERED, 0.0123))
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
    RequestLog().take(RequestOutcome("coverage", Outcome.BUG, 0.001, "7FK3QA", caught()))
    written = capsys.readouterr().err
    assert CANARY not in written
    for told in ("7FK3QA", "coverage", "ValueError", "test_logs.py"):
        assert told in written


@pytest.mark.parametrize(
    ("error", "event", "level"),
    [
        (caught(), "bug in a job", "error"),
        (RecordsBusy("busy", "again"), "records did not answer a job", "warning"),
    ],
)
def test_a_job_s_trouble_with_the_records_is_no_bug(
    configure: Configure,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    event: str,
    level: str,
) -> None:
    configure("json")
    RequestLog().bug_in_job("send-alerts", error)
    written = capsys.readouterr().err
    assert CANARY not in written
    entry = json.loads(written)
    assert (entry["event"], entry["level"], entry["job"]) == (event, level, "send-alerts")


def test_asks_are_counted_by_command_and_ending(
    configure: Configure, capsys: pytest.CaptureFixture[str]
) -> None:
    configure("json")
    notices = RequestLog()
    for ending in (Outcome.ANSWERED, Outcome.ANSWERED, Outcome.BUG):
        notices.take(RequestOutcome("coverage", ending, 0.001, error=caught()))
    counted = notices.exposition().decode()
    assert 'needlepoint_asks_total{command="coverage",ending="answered"} 2.0' in counted
    assert 'needlepoint_asks_total{command="coverage",ending="bug"} 1.0' in counted
    assert 'needlepoint_answer_seconds_count{command="coverage"} 3.0' in counted
    assert CANARY not in counted


def test_the_pool_of_connections_does_not_repeat_that_the_database_is_away(
    configure: Configure, capsys: pytest.CaptureFixture[str]
) -> None:
    """Web and clock say it once, in words."""
    configure("json")
    pool = logging.getLogger("asyncpg.pool")
    pool.warning("Failed to restore the pool connection floor; retrying", exc_info=caught())
    assert capsys.readouterr().err == ""
    pool.error("Exception during pool connection initialization")
    assert capsys.readouterr().err

"""Fixtures for every test: the app on a fresh SQLite file, and the bot served to a fake Slack."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import shutil
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
import structlog
from aiohttp import web

from bot import app as assemble
from bot import http_server, logs, settings
from bot.app import App, build
from bot.cli.facts import verb
from bot.http_server import ServerLimits, Serving
from bot.slack import options
from bot.web import application
from models import garbage_collection
from models.coverage.fact_book import FactBook
from models.storage import closed_list_migration
from models.storage.database import Database
from models.storage.token_seal import new_key
from tests import clocked
from tests.fakes import shipped, slack_oauth
from tests.fakes.slack_workspace import FakeSlack
from tests.postgres import roomy_memory

pytest_plugins = ["tests.databases", "tests.fakes.fixtures", "tests.fakes.canaries"]

_LONG = (
    "patterns/test_patterns.py",
    "chaos/test_chaos.py",
    "playground/test_page.py",
    "browser/test_day.py",
    "docs/test_recipes.py",
    "deploy/test_container.py",
    "stories/test_first_light.py",
    "stories/test_slack_clinic.py",
    "handlers/test_every_payer_name.py",
    "render/test_block_kit.py",
    "handlers/test_glance.py",
    "privacy/test_nothing_typed_goes_on.py",
    "storage/test_storm.py",
    "models/test_standing_twins.py",
    "bot/test_slack_forms.py",
    "questions/test_blind.py",
    "fuzz/test_fuzz.py",
    "content/test_facts_difference.py",
    "storage/test_migrations.py",
    "models/test_alert_twins.py",
    "playground/test_story.py",
    "bot/test_demo.py",
    "handlers/test_cost.py",
    "bot/test_records_verb.py",
    "models/test_identity.py",
    "handlers/test_honest_buttons.py",
    "bot/test_facts_verb.py",
    "models/test_authorization_twins.py",
    "storage/test_closed_lists.py",
    "storage/test_keyed_audit.py",
    "teams/test_typed_words.py",
    "teams/test_directory.py",
    "models/test_window_twins.py",
    "storage/test_sqlite_file.py",
    "models/test_question.py",
    "render/test_adaptive_card.py",
    "handlers/test_length.py",
    "chaos/test_processes.py",
    "browser/test_chat.py",
    "playground/test_conversations.py",
    "browser/test_accessible.py",
    "questions/test_questions.py",
)
_SLOWEST = {file: place for place, file in enumerate(_LONG)}


def pytest_configure(config: pytest.Config) -> None:
    """Leave the real clock before any test is read, and keep what tests write in memory.

    On a disk the tests of SQLite wait for it longer than they compute.
    """
    if memory := roomy_memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))
    travel = clocked.start()
    config.stash[clocked.TRAVEL] = travel
    config.add_cleanup(travel.stop)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: _SLOWEST.get("/".join(item.path.parts[-2:]), len(_SLOWEST)))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look less often for garbage, and never among the tests themselves: all of them stay."""
    with garbage_collection.paused():
        collected = yield
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    return collected


@pytest.fixture(scope="session", autouse=True)
def one_book() -> Iterator[None]:
    """Read the pack once for all apps: it never changes, and takes longer than most tests."""
    book = shipped.pack()
    with pytest.MonkeyPatch.context() as patch:
        for module in (assemble, verb, closed_list_migration):
            patch.setattr(module, "load", shipped.load_once)
        patch.setattr(assemble, "Topics", lambda *_: shipped.topics(book))
        patch.setattr(assemble, "Reader", lambda book, *_: shipped.reader(book))
        patch.setattr(options, "PayerIndex", shipped.payer_index)
        patch.setattr(assemble, "IdentityFinder", lambda _lexicon, _names: shipped.finder(book))
        yield


@pytest.fixture(scope="session")
def pack() -> FactBook:
    """The facts that ship."""
    return shipped.pack()


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """Put the process's logging back after a test that configured it, so that no other sees it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    if root.handlers != handlers:
        root.handlers[:], root.level = handlers, level
        logging.raiseExceptions = True
        structlog.reset_defaults()


@pytest.fixture
def configure(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Configure the logs of this process, with none of the test runner's own handlers."""
    logging.getLogger().handlers.clear()
    return lambda form: logs.configure("INFO", form)


@pytest.fixture(params=["text", "json"])
def talkative(configure: Callable[[str], None], request: pytest.FixtureRequest) -> None:
    """Log at DEBUG from the start, in both forms; every library at its most talkative."""
    logs.configure("DEBUG", request.param)
    for name in ("slack_bolt", "slack_sdk", "aiohttp", "tortoise", "asyncio", "aiosqlite"):
        logging.getLogger(name).setLevel(logging.DEBUG)


@dataclass(frozen=True)
class Served:
    """The bot, listening on this machine."""

    app: App
    url: str

    def __repr__(self) -> str:
        return f"the bot at {self.url}"  # an example that fails prints it


async def serve(site: web.Application, limits: ServerLimits | None = None) -> tuple[Serving, str]:
    """Listen on a free port of this machine, behind the same door as in production."""
    serving = await http_server.serve(site, "127.0.0.1", 0, limits)
    host, port = serving.address
    return serving, f"http://{host}:{port}"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file that is only copied: to migrate takes longer than most tests."""
    file = tmp_path_factory.mktemp("migrated") / "records.sqlite3"
    asyncio.run(Database(f"sqlite://{file}").migrate())
    return file


@pytest.fixture
def environment(tmp_path: Path, migrated: Path) -> dict[str, str]:
    """The least environment: records in a file of this test, migrated; nobody asks too often."""
    file = shutil.copy(migrated, tmp_path / "records.sqlite3")
    return {"DATABASE_URL": f"sqlite://{file}", "RATE_LIMIT": "off"}


@pytest.fixture
async def app(environment: dict[str, str]) -> AsyncIterator[App]:
    """The app, migrated and open, without a platform."""
    built = build(settings.read(environment))
    async with built.database:
        yield built


@pytest.fixture
async def served(
    environment: dict[str, str], slack: FakeSlack, clock: Callable[[], float]
) -> AsyncIterator[Served]:
    """The bot in the fake clinic's workspace; it goes by the workspace's clock."""
    told = environment | {
        "SLACK_SIGNING_SECRET": f"{slack.signing_secret},the secret before",
        "SLACK_BOT_TOKEN": "xoxb-clinic",
        "SLACK_API_URL": slack.api_url,
    }
    built = build(settings.read(told), lambda: datetime.fromtimestamp(clock(), UTC))
    runner, url = await serve(await application(built))
    slack.app_url = f"{url}/slack/events"
    yield Served(built, url)
    await runner.cleanup()


@pytest.fixture
async def offered(
    environment: dict[str, str], slack: FakeSlack, clock: Callable[[], float]
) -> AsyncIterator[Served]:
    """The bot, for any workspace to install; it goes by the workspace's clock."""
    slack.tokens.clear()
    told = environment | {
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_CLIENT_ID": slack_oauth.CLIENT_ID,
        "SLACK_CLIENT_SECRET": slack_oauth.CLIENT_SECRET,
        "SLACK_API_URL": slack.api_url,
        "TOKEN_KEYS": new_key(),
    }
    built = build(settings.read(told), lambda: datetime.fromtimestamp(clock(), UTC))
    runner, url = await serve(await application(built))
    slack.app_url = f"{url}/slack/events"
    yield Served(built, url)
    await runner.cleanup()


@pytest.fixture
async def visitor() -> AsyncIterator[aiohttp.ClientSession]:
    """Somebody who sends HTTP by hand."""
    async with aiohttp.ClientSession() as session:
        yield session

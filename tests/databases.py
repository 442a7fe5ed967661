"""Fixtures: a fresh, migrated database for every test, on whichever kind TEST_DATABASE names.

Tortoise remembers for the whole process how a database spells its placeholders, so one run of
pytest keeps to one kind: `pytest` is SQLite, `TEST_DATABASE=postgres pytest tests/storage
tests/jobs` the other. Tests that ask for the fixture `server`, or for `sqlite_only`, are left out
of the other run.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tortoise.apps import Apps

from models.storage.clinics import ClinicStore
from models.storage.database import Database
from models.storage.engine.sqlite_connections import ImmediateSqliteClient
from tests.postgres import NoPostgresError, ThrowawayPostgres, roomy_memory
from tests.storage.keys import KEYS
from tests.storage.psql_session import PsqlSession
from tests.storage.stores import PostgresStores, SqliteStores, Stores

KIND = os.environ.get("TEST_DATABASE", "sqlite")
NOT_FOR = {"sqlite": "server", "postgres": "sqlite_only"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about the other database."""
    here = [Path(__file__).parent / folder for folder in ("storage", "jobs")]
    strange = [
        item
        for item in items
        if NOT_FOR.get(KIND) in getattr(item, "fixturenames", ())
        and any(map(item.path.is_relative_to, here))
    ]
    if strange:
        config.hook.pytest_deselected(items=strange)
        items[:] = [item for item in items if item not in strange]


@pytest.fixture(scope="session", autouse=True)
def models_made_ready_once() -> Iterator[None]:
    """Tortoise makes all models ready for queries whenever a database is opened: once will do."""
    make_ready = Apps._build_initial_querysets  # noqa: SLF001 -- it has no other name
    ready: set[object] = set()

    def once(apps: Apps) -> None:
        models = [model for of_app in apps.apps.values() for model in of_app.values()]
        made_for = tuple((model, model._meta.db.query_class) for model in models)  # noqa: SLF001 -- of Tortoise
        if made_for not in ready:
            make_ready(apps)
            ready.add(made_for)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Apps, "_build_initial_querysets", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """A file of a test need not outlive the machine: SQLite waits for no disk in this process."""
    begin = ImmediateSqliteClient.__init__

    def hurried(client: ImmediateSqliteClient, file_path: str, **options: Any) -> None:
        begin(client, file_path, **{"synchronous": "OFF"} | options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ImmediateSqliteClient, "__init__", hurried)
        yield


@pytest.fixture
def noon() -> datetime:
    """An instant to say that things happened at."""
    return datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def _server() -> Iterator[ThrowawayPostgres]:
    with ExitStack() as stack:
        try:
            server = stack.enter_context(ThrowawayPostgres(roomy_memory()))
        except NoPostgresError as reason:
            # Where it is promised that both databases are tested, silence would be a lie.
            if os.environ.get("CI") == "true":
                raise
            pytest.skip(str(reason))
        yield server


@pytest.fixture
def server(request: pytest.FixtureRequest) -> ThrowawayPostgres:
    """The PostgreSQL server, for tests that stop and start it."""
    running: ThrowawayPostgres = request.getfixturevalue("_server")
    return running


@pytest.fixture
def sqlite_only() -> None:
    """Say that a test is about SQLite's file."""


@pytest.fixture(scope="session")
def stores(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stores]:
    """Where databases come from."""
    if KIND == "sqlite":
        yield SqliteStores(tmp_path_factory.mktemp("stores"))
    elif KIND == "postgres":
        server = request.getfixturevalue("_server")
        with PsqlSession(server) as session:
            yield PostgresStores(server, session)
    else:
        raise pytest.UsageError("TEST_DATABASE is sqlite or postgres")


@pytest.fixture(scope="session")
def template(stores: Stores) -> str:
    """A migrated database that is only copied."""
    url = stores.empty()
    asyncio.run(Database(url, KEYS).migrate())
    return url


@pytest.fixture
def url(stores: Stores, template: str) -> Iterator[str]:
    """The DATABASE_URL of a migrated database of the test's own."""
    copied = stores.copy(template)
    yield copied
    stores.drop(copied)


@pytest.fixture
def empty_url(stores: Stores) -> Iterator[str]:
    """The DATABASE_URL of a database of the test's own with nothing in it."""
    made = stores.empty()
    yield made
    stores.drop(made)


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """The test's own database, open."""
    async with Database(url, KEYS) as opened:
        yield opened


@pytest.fixture
def ledger(database: Database) -> ClinicStore:
    """The ledger of the test's own database."""
    return ClinicStore()

"""Behind a pooler in transaction mode everything works, and nobody has to say that it is there."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from tortoise.connection import get_connection

from models.clinic.clinic import Platform, Role
from models.storage.clinics import ClinicStore
from models.storage.database import Database
from models.storage.engine.database_url import CONNECTION
from models.storage.engine.postgres_connections import PostgresClient
from tests.pooler import pooling
from tests.postgres import ThrowawayPostgres
from tests.storage.keys import KEYS


@pytest.fixture(scope="module")
def pooler(_server: ThrowawayPostgres) -> Iterator[int]:
    """The port of a pooler before the server."""
    with tempfile.TemporaryDirectory(prefix="needlepoint-pooler-") as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101, S103 -- another account runs there
        with pooling(_server, Path(folder)) as port:
            yield port


@pytest.fixture
def pooled_url(url: str, server: ThrowawayPostgres, pooler: int) -> str:
    """The test's own database, reached through the pooler."""
    return url.replace(f":{server.port}/", f":{pooler}/")


def connected() -> PostgresClient:
    client = get_connection(CONNECTION)
    assert isinstance(client, PostgresClient)
    return client


async def test_sixty_people_at_once_are_served_through_a_pooler(
    pooled_url: str, noon: datetime
) -> None:
    async with Database(f"{pooled_url}?maxsize=12", KEYS) as database:
        assert (await database.check(within=20)).ready
        store = ClinicStore()

        async def act(number: int) -> None:
            clinic, _ = await store.seat(
                Platform.SLACK, f"T{number % 6}", f"U{number}", role=Role.STAFF, at=noon
            )
            await store.set_defaults(clinic.id, state="NC", actor=f"U{number}", at=noon)
            await store.clinic(clinic.id)

        failed = await asyncio.gather(*map(act, range(60)), return_exceptions=True)
        assert [error for error in failed if error] == []
        assert connected().is_pooled


async def test_a_migration_goes_through_a_pooler(
    empty_url: str, server: ThrowawayPostgres, pooler: int
) -> None:
    url = empty_url.replace(f":{server.port}/", f":{pooler}/")
    assert await Database(url, KEYS).migrate()
    assert await Database(url, KEYS).migrate() == []


async def test_a_server_without_a_pooler_keeps_its_statements(
    server: ThrowawayPostgres, url: str
) -> None:
    async with Database(url, KEYS) as database:
        assert (await database.check()).ready
        assert not connected().is_pooled

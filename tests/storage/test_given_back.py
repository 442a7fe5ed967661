"""A connection that is given back costs no way to the server, and leaves nothing open."""

from __future__ import annotations

import pytest
from tortoise.transactions import in_transaction

from models.storage.database import Database
from models.storage.sql import execute, fetch
from tests.postgres import ThrowawayPostgres

_SAID_LAST = """
    SELECT query FROM pg_stat_activity
    WHERE datname <> 'postgres' AND pid <> pg_backend_pid() AND query LIKE '%in_passing%'"""
_OPEN = "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"


async def test_a_look_up_is_the_last_that_the_server_hears(
    server: ThrowawayPostgres, database: Database
) -> None:
    del database
    await fetch("SELECT 1 AS in_passing")
    assert server.sql(_SAID_LAST) == "SELECT 1 AS in_passing"


async def test_whoever_gives_up_in_a_transaction_leaves_none_open(
    server: ThrowawayPostgres, database: Database
) -> None:
    del database

    async def give_up() -> None:
        async with in_transaction():
            await execute("SELECT 1")
            raise TimeoutError

    with pytest.raises(TimeoutError):
        await give_up()
    assert server.sql(_OPEN) == "0"
    assert await fetch("SELECT 2 AS two") == [{"two": 2}]

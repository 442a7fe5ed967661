"""Whether the records can be used is told fast, truthfully, and anew once they can."""

from __future__ import annotations

import asyncio
import logging
import shutil
import subprocess
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from models.clinic.clinic import Platform, Role
from models.errors import RecordsUnreachable
from models.storage.clinics import ClinicStore
from models.storage.database import Database, Readiness
from models.storage.engine import unreachable
from tests.postgres import ThrowawayPostgres
from tests.storage.keys import KEYS
from tests.storage.stores import Stores, file_of, name_of, numbered

READY = Readiness(reachable=True, migrated=True, says="The records are ready.")


async def seat(ledger: ClinicStore, noon: datetime, user: str = "U1") -> None:
    await ledger.seat(Platform.SLACK, "T1", user, role=Role.STAFF, at=noon)


def says(readiness: Readiness, words: str) -> bool:
    """Whether the database is told to be out of reach, in these words."""
    return not readiness.reachable and not readiness.migrated and words in readiness.says


async def test_a_migrated_database_is_ready(database: Database) -> None:
    assert await database.check() == READY


async def test_a_database_that_takes_no_row_is_not_ready(
    database: Database, stores: Stores, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, a standby: it still answers questions."""

    async def refuse(*_statement: object, **_values: object) -> None:
        raise RecordsUnreachable(*unreachable.FULL)

    assert await database.check(writing=True) == READY
    assert numbered(stores.rows(url, "SELECT count(*) FROM job_run")) == [1]
    monkeypatch.setattr("models.storage.database.execute", refuse)
    assert await database.check(writing=True) == READY, "it was asked for a row just now"
    monkeypatch.setattr(database, "_written_at", float("-inf"))
    assert await database.check() == READY
    assert says(await database.check(writing=True), "no room left")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", disk]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be made here")
    yield disk
    subprocess.run(["umount", "-l", disk], check=False)


@pytest.mark.usefixtures("sqlite_only")
async def test_a_full_disk_is_not_ready(small_disk: Path, url: str) -> None:
    file = Path(shutil.copy(file_of(url), small_disk))
    async with Database(f"sqlite://{file}", KEYS) as database:
        assert await database.check(writing=True) == READY
        with suppress(OSError), (small_disk / "filler").open("wb", buffering=0) as filler:
            while filler.write(b"x" * 4096):
                pass
        database._written_at = float("-inf")  # noqa: SLF001 -- ten seconds later
        assert says(await database.check(writing=True), "no room left")
        (small_disk / "filler").unlink()
        assert await database.check(writing=True) == READY


async def test_questions_at_once_are_all_answered(database: Database) -> None:
    assert set(await asyncio.gather(*(database.check() for _ in range(50)))) == {READY}


async def test_a_database_that_lacks_a_migration_is_told_from_a_ready_one(
    database: Database, stores: Stores, url: str
) -> None:
    stores.rows(url, "DELETE FROM tortoise_migrations")
    lacking = await database.check()
    assert (lacking.reachable, lacking.migrated) == (True, False)
    assert lacking.says.endswith("Run `python -m bot migrate`.")


async def test_a_newer_database_than_this_program_is_ready(
    database: Database, stores: Stores, url: str
) -> None:
    stores.rows(
        url,
        "INSERT INTO tortoise_migrations (id, app, name, applied_at)"
        " VALUES (99, 'needlepoint', '9999_of_the_next_release', '2026-12-01 12:00:00+00:00')",
    )
    assert await database.check() == READY
    assert await database.migrate() == []


@pytest.mark.usefixtures("server")
async def test_an_empty_postgres_waits_for_its_migrations(empty_url: str, noon: datetime) -> None:
    async with Database(empty_url, KEYS) as database:
        assert (await database.check()).reachable
        assert not (await database.check()).migrated
        with pytest.raises(RecordsUnreachable, match="migrate"):
            await seat(ClinicStore(), noon)


async def test_postgres_stopped_and_started_again(
    server: ThrowawayPostgres, database: Database, ledger: ClinicStore, noon: datetime
) -> None:
    await seat(ledger, noon)
    server.stop()
    try:
        assert says(await database.check(), "down")
        with pytest.raises(RecordsUnreachable, match="down"):
            await seat(ledger, noon)
    finally:
        server.start()
    assert await database.check() == READY
    await seat(ledger, noon, "U2")


async def test_postgres_that_is_down_at_the_start_is_found_when_it_comes(
    server: ThrowawayPostgres, url: str, noon: datetime
) -> None:
    server.stop()
    try:
        database = Database(url, KEYS)
        await database.open()
        assert says(await database.check(), "down")
        with pytest.raises(RecordsUnreachable, match="down"):
            await database.migrate()
    finally:
        server.start()
    assert await database.check() == READY
    await seat(ClinicStore(), noon)
    await database.close()


async def test_postgres_that_hangs_is_told_in_time_and_found_when_it_goes_on(
    server: ThrowawayPostgres, database: Database, stores: Stores, url: str
) -> None:
    assert await database.check() == READY
    loop = asyncio.get_running_loop()
    server.freeze()
    try:
        before = loop.time()
        hung = await asyncio.gather(*(database.check(within=0.2) for _ in range(20)))
        assert all(says(each, "down") for each in hung)
        assert loop.time() - before < 1
    finally:
        server.thaw()
    assert await database.check() == READY
    sessions = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    assert numbered(stores.rows(url, sessions)) == [2], "the questions took one place, psql another"


async def test_a_database_that_hangs_can_be_closed(server: ThrowawayPostgres, url: str) -> None:
    database = Database(url, KEYS)
    await database.open()
    server.freeze()
    try:
        assert says(await database.check(within=0.1), "down")
    finally:
        server.thaw()
    async with asyncio.timeout(5):
        await database.close()


async def test_a_transaction_given_up_before_it_began_returns_its_connection(
    server: ThrowawayPostgres, url: str, noon: datetime
) -> None:
    async with Database(f"{url}?maxsize=1", KEYS):
        ledger = ClinicStore()
        clinic, _ = await ledger.seat(Platform.SLACK, "T1", "U1", role=Role.STAFF, at=noon)
        server.freeze()
        try:
            change = ledger.set_defaults(clinic.id, state="NC", actor="U1", at=noon)
            given_up = asyncio.create_task(change)
            await asyncio.wait({given_up}, timeout=0.1)
            given_up.cancel()
        finally:
            server.thaw()
        await asyncio.wait({given_up})
        async with asyncio.timeout(5):
            await ledger.set_defaults(clinic.id, state="VA", actor="U1", at=noon)


async def test_connections_cut_before_a_transaction_go_back_to_the_pool(
    server: ThrowawayPostgres, url: str, noon: datetime
) -> None:
    cut = """SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()"""
    async with Database(f"{url}?maxsize=2", KEYS) as database:
        clinic, _ = await ClinicStore().seat(Platform.SLACK, "T1", "U1", role=Role.STAFF, at=noon)
        for _ in range(4):  # more than the pool has places
            await database.check()
            server.sql(cut, name_of(url))
            with pytest.raises(RecordsUnreachable):
                await ClinicStore().set_defaults(clinic.id, state="NC", actor="U1", at=noon)
        async with asyncio.timeout(5):
            await ClinicStore().set_defaults(clinic.id, state="NC", actor="U1", at=noon)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"user": "nobody"}, "does not let", id="the user"),
        pytest.param({"password": "5{password}"}, "does not let", id="the password"),
        pytest.param({"name": "elsewhere"}, "holds no database", id="the name"),
        pytest.param({"port": "1"}, "down", id="the port"),
        pytest.param({"host": "nowhere.invalid"}, "down", id="the host"),
    ],
)
async def test_what_is_wrong_in_the_address_is_told_without_the_password(
    server: ThrowawayPostgres, change: dict[str, str], words: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    right = urlsplit(server.url())
    parts = {"user": right.username, "password": "{password}", "host": right.hostname}
    parts |= {"port": right.port, "name": "postgres", **change}
    address = "postgres://{user}:{password}@{host}:{port}/{name}".format_map(parts)
    async with Database(address.format(password=server.password)) as database:
        told = await database.check(within=5)
        assert says(told, words)
        with pytest.raises(RecordsUnreachable) as caught:
            await ClinicStore().audit(1)
    said = "".join(traceback.format_exception(caught.value)) + told.says + caplog.text
    assert server.password not in said


async def test_a_connection_that_is_opened_tells_no_password(
    server: ThrowawayPostgres, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with Database(url, KEYS) as database:
        await database.migrate()
        assert await database.check() == READY
        assert server.password not in caplog.text + repr(database) + str(vars(database))

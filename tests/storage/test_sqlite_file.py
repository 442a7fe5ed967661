"""SQLite's file: missing, removed, replaced, read-only, busy, or none of ours."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.errors import RecordsUnreachable
from models.storage import chart_reader
from models.storage.clinics import ClinicStore
from models.storage.database import Database
from models.storage.engine import sqlite_connections
from models.storage.engine.database_url import CONNECTION
from models.storage.engine.private_file import close_to_others, make_private
from tests.storage.stores import Stores, file_of, numbered
from tests.storage.test_readiness import READY, says, seat

pytestmark = pytest.mark.usefixtures("sqlite_only")


@pytest.fixture(params=[0o555, 0o777], ids=["in a folder like it", "in a folder open to all"])
def readable_file(request: pytest.FixtureRequest, url: str) -> Iterator[Path]:
    """A migrated file that this process may read but not write, even where it is root."""
    folder = Path(tempfile.mkdtemp(prefix="needlepoint-readonly-"))
    file = folder / "records.sqlite3"
    file.write_bytes(file_of(url).read_bytes())
    file.chmod(0o444)
    folder.chmod(request.param)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield file
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        for left in folder.iterdir():
            left.unlink()
        folder.rmdir()


def modes(url: str) -> dict[str, int]:
    """Who may do what with the file and with those beside it, by how their names end."""
    file = file_of(url)
    found = file.parent.glob(f"{file.name}*")
    return {path.name.removeprefix(file.name): path.stat().st_mode & 0o777 for path in found}


async def test_sqlite_keeps_a_write_ahead_log(database: Database, stores: Stores, url: str) -> None:
    await database.check()
    assert stores.rows(url, "PRAGMA journal_mode") == [("wal",)]


async def test_a_file_that_is_missing_is_told_and_not_created(
    empty_url: str, noon: datetime
) -> None:
    async with Database(empty_url) as database:
        assert says(await database.check(), "not there")
        with pytest.raises(RecordsUnreachable, match="migrate"):
            await seat(ClinicStore(), noon)
        assert not file_of(empty_url).exists()
        await database.migrate()
        assert await database.check() == READY
        await seat(ClinicStore(), noon)


async def test_a_file_that_was_never_migrated_is_told(empty_url: str, noon: datetime) -> None:
    file_of(empty_url).touch()
    async with Database(empty_url) as database:
        lacking = await database.check()
        assert (lacking.reachable, lacking.migrated) == (True, False)
        with pytest.raises(RecordsUnreachable, match="migrate"):
            await seat(ClinicStore(), noon)


async def test_a_file_in_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    nowhere = Database(f"sqlite://{tmp_path}/nowhere/x.sqlite3")
    with pytest.raises(RecordsUnreachable, match="not there"):
        await nowhere.migrate()


async def test_a_file_that_cannot_be_opened_leaves_no_thread_behind(empty_url: str) -> None:
    before = threading.active_count()
    async with Database(empty_url) as database:
        assert says(await database.check(), "not there")
        assert threading.active_count() == before


async def test_a_file_that_is_removed_while_open_is_told(
    database: Database, ledger: ClinicStore, url: str, noon: datetime
) -> None:
    await seat(ledger, noon)
    file_of(url).unlink()
    assert says(await database.check(), "not there")
    with pytest.raises(RecordsUnreachable, match="not there"):
        await seat(ledger, noon)


async def test_a_file_that_is_replaced_while_open_is_the_one_written_to(
    database: Database, ledger: ClinicStore, stores: Stores, url: str, noon: datetime
) -> None:
    other = stores.copy(url)
    await seat(ledger, noon)
    file_of(other).replace(file_of(url))
    await seat(ledger, noon)
    await database.close()
    assert numbered(stores.rows(url, "SELECT count(*) FROM member")) == [1]


async def test_a_file_that_is_no_database_is_told(url: str) -> None:
    file_of(url).write_bytes(b"not a database at all, but longer than its header" * 50)
    async with Database(url) as database:
        assert says(await database.check(), "no SQLite file")


async def test_a_file_that_may_not_be_written_is_told(readable_file: Path, noon: datetime) -> None:
    async with Database(f"sqlite://{readable_file}") as database:
        assert says(await database.check(), "not written")
        with pytest.raises(RecordsUnreachable):
            await seat(ClinicStore(), noon)


async def test_a_file_that_another_process_keeps_busy_is_told_and_waited_for(
    url: str, noon: datetime
) -> None:
    other = sqlite3.connect(file_of(url), isolation_level=None)
    async with Database(f"{url}?busy_timeout=1") as database:
        await database.check()
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordsUnreachable, match="busy"):
            await seat(ClinicStore(), noon)
        other.execute("ROLLBACK")
        async with asyncio.timeout(5):
            await seat(ClinicStore(), noon)
    other.close()


async def test_a_transaction_that_finds_the_lock_free_begins_without_the_thread(url: str) -> None:
    async with Database(url) as database:
        await database.check()
        connection = get_connection(CONNECTION)._connection  # noqa: SLF001 -- Tortoise's own
        given = connection.given
        async with in_transaction():
            await chart_reader.spelled(1, "BLUE-47K")
            assert connection.given == given
        assert await chart_reader.spelled(1, "BLUE-47K") is None
        assert connection.given == given + 1  # COMMIT


async def test_a_thread_whose_waiter_gave_up_is_at_work_until_it_is_done() -> None:
    connection = sqlite_connections.WatchedConnection(
        lambda: sqlite3.connect(":memory:", check_same_thread=False), iter_chunk_size=64
    )
    await connection
    assert connection.is_idle
    is_free = threading.Event()
    await connection.create_function("wait_until_free", 0, is_free.wait)
    waiting = asyncio.create_task(connection.execute_fetchall("SELECT wait_until_free()"))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait({waiting})
    assert not connection.is_idle
    is_free.set()
    await connection.execute_fetchall("SELECT 1")
    assert connection.is_idle
    await connection.close()


async def test_a_file_that_opens_behind_whoever_gave_up_is_closed(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered, is_free = threading.Event(), threading.Event()
    opened: list[sqlite3.Connection] = []

    def slowly(*args: Any, **named: Any) -> sqlite3.Connection:
        entered.set()
        is_free.wait()
        opened.append(sqlite3.connect(*args, **named))
        return opened[0]

    driver = SimpleNamespace(connect=slowly, Row=sqlite3.Row)
    client = sqlite_connections.ImmediateSqliteClient(str(file_of(url)), connection_name="other")
    with monkeypatch.context() as patched:
        patched.setattr(sqlite_connections, "sqlite3", driver)
        opening = asyncio.create_task(client.create_connection(with_db=True))
        await asyncio.to_thread(entered.wait)
        is_free.set()
        opening.cancel()
        await asyncio.wait({opening})
    assert opening.cancelled()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].execute("SELECT 1")


async def test_a_file_that_is_written_while_it_goes_over_to_the_log_is_waited_for(url: str) -> None:
    other = sqlite3.connect(file_of(url), isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN IMMEDIATE")
    async with Database(url) as database:
        assert says(await database.check(within=0.05), "down")
        other.execute("ROLLBACK")
        assert await database.check() == READY
    other.close()


async def test_the_file_and_what_lies_beside_it_are_their_owners_alone(
    empty_url: str, noon: datetime
) -> None:
    before = os.umask(0)
    try:
        async with Database(empty_url) as database:
            await database.migrate()
            await seat(ClinicStore(), noon)
            beside = ("", "-wal", "-shm", ".audit-key", ".audit-heads")
            assert modes(empty_url) == dict.fromkeys(beside, 0o600)
    finally:
        os.umask(before)


def test_a_file_is_its_owners_alone_before_anything_is_in_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make_private(tmp_path / "records.sqlite3")
    finally:
        os.umask(before)
    assert (tmp_path / "records.sqlite3").stat().st_mode & 0o777 == 0o600


async def test_a_file_that_was_open_to_others_is_closed_to_them_when_it_is_migrated(
    url: str,
) -> None:
    file_of(url).chmod(0o644)
    await Database(url).migrate()
    assert modes(url)[""] == 0o600


async def test_a_file_that_was_open_to_others_is_closed_to_them_when_it_is_opened(
    url: str, noon: datetime
) -> None:
    async with Database(url):
        await seat(ClinicStore(), noon)
        for path in file_of(url).parent.glob(f"{file_of(url).name}*"):
            path.chmod(0o664)
        close_to_others(file_of(url))
        assert set(modes(url).values()) == {0o600}
    file_of(url).chmod(0o644)
    async with Database(url):
        assert modes(url)[""] == 0o600


@pytest.mark.parametrize("form", ["text", "json"])
async def test_a_file_of_somebody_else_is_told_and_left(
    url: str, configure: Callable[[str], None], capsys: pytest.CaptureFixture[str], form: str
) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may become somebody else")
    configure(form)
    file = file_of(url)
    file.chmod(0o644)
    os.seteuid(65534)
    try:
        close_to_others(file)
    finally:
        os.seteuid(0)
    assert file.stat().st_mode & 0o777 == 0o644
    written = capsys.readouterr().err
    assert "chmod 600" in written
    assert file.name in written

"""A copy that is made while a message is on its way is restored with one repeat and no loss."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from jobs import route_alerts, send_alerts
from models.alerts.alert_state import AlertState
from models.errors import RecordsUnreachable, Trouble
from models.reply import Reply
from models.storage.backup import BESIDE, back_up, connection_variables
from models.storage.database import Database
from models.storage.engine.database_url import read_url
from models.storage.verify_audit import prove_audit
from tests.databases import KIND
from tests.jobs.clinic_day import ClinicDay
from tests.jobs.test_send_alerts import REPEAT, cautions, due
from tests.storage.keys import KEYS
from tests.storage.stores import Stores


@pytest.fixture(autouse=True)
def programs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs, of the version of the server."""
    if KIND == "postgres":
        server = request.getfixturevalue("server")
        monkeypatch.setenv("PATH", f"{server.bin}:{os.environ['PATH']}")


def restored(stores: Stores, url: str, copy: Path) -> str:
    """The address of a database that was made from a copy, as docs/operating.md says."""
    there = stores.empty()
    if KIND == "sqlite":
        for ending in ("", *BESIDE):
            if Path(f"{copy}{ending}").exists():
                shutil.copyfile(f"{copy}{ending}", f"{urlsplit(there).path}{ending}")
        return there
    told = os.environ | connection_variables(read_url(there).credentials, there)
    words = ["pg_restore", "--no-owner", "--exit-on-error", "--dbname", told["PGDATABASE"], copy]
    subprocess.run(words, env=told, check=True, capture_output=True)
    return there


async def test_a_copy_made_in_the_middle_of_a_delivery_loses_nothing_and_repeats_once(
    database: Database, day: ClinicDay, stores: Stores, url: str, tmp_path: Path
) -> None:
    await due(day)
    await route_alerts.route(day.now, day.services())
    (delivery,) = await day.post.claim(day.now, "w1", 5, send_alerts.LEASE)
    assert await day.post.begin(delivery)
    back_up(url, tmp_path / "copy")
    reply = Reply(headline="BLUE-47K")
    message = await day.messages.post(day.clinic, delivery.channel, reply)
    await day.post.sent(delivery, message, day.now)
    await database.close()

    async with Database(restored(stores, url, tmp_path / "copy"), KEYS) as again:
        assert (await again.check(within=20, writing=True)).ready
        day.later(minutes=2)
        await day.tick(seconds=3)
        assert [cautions(shown) for shown in day.team[:1]] == [cautions(reply)]
        assert len(day.team) == 2
        assert REPEAT in cautions(day.team[1])
        assert [alert.state for alert in await day.alerts()] == [AlertState.UNCERTAIN]
        assert (await prove_audit(day.clinic.id)).faults == ()
    await database.open()


async def test_an_alert_noted_after_a_restore_has_no_number_of_one_that_was_lost(
    database: Database, day: ClinicDay, stores: Stores, url: str, tmp_path: Path
) -> None:
    await due(day, "BLUE-47K")
    back_up(url, tmp_path / "copy")
    await due(day, "RED-22F")
    lost = max(alert.id for alert in await day.alerts())
    await database.close()
    again = Database(restored(stores, url, tmp_path / "copy"), KEYS)
    await again.skip_numbers()
    async with again:
        await due(day, "GREEN-33G")
        assert max(alert.id for alert in await day.alerts()) > lost + 1_000
    await database.open()


async def test_a_copy_is_for_its_owner_alone(database: Database, url: str, tmp_path: Path) -> None:
    assert (await database.check(within=20)).ready
    for file in back_up(url, tmp_path / "copy"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert file.stat().st_size


async def test_nothing_is_written_over(database: Database, url: str, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("somebody's")
    with pytest.raises(Trouble, match="there already"):
        back_up(url, tmp_path / "copy")
    with pytest.raises(Trouble, match="no such folder"):
        back_up(url, tmp_path / "nowhere" / "copy")
    assert (tmp_path / "copy").read_text() == "somebody's"


async def test_a_copy_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    missing = f"sqlite://{tmp_path}/missing.sqlite3"
    for _ in range(2):  # the second is not refused for what the first left
        with pytest.raises(RecordsUnreachable):
            back_up(missing, tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


def test_without_pg_dump_a_sentence_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Trouble, match="pg_dump is not on this machine"):
        back_up("postgres://ann:pw@db/clinic", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param("aborting: server version mismatch", "older than the server", id="old"),
        pytest.param("could not connect to CANARY", "could not copy", id="anything else"),
    ],
)
def test_what_pg_dump_complains_of_is_told_without_its_words(
    said: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pg_dump"
    program.write_text(f"#!/bin/sh\necho '{said}' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(Trouble, match=told) as caught:
        back_up("postgres://ann:pw@db/clinic", tmp_path / "copy")
    assert "CANARY" not in str(caught.value)
    assert not (tmp_path / "copy").exists()


def test_the_password_stands_in_no_list_of_processes() -> None:
    url = "postgres://ann:p%40w@db:6543/clinic?sslmode=verify-full&sslrootcert=/ca.pem"
    plain = url.partition("?")[0]
    assert connection_variables(read_url(plain).credentials, url) == {
        "PGHOST": "db",
        "PGPORT": "6543",
        "PGUSER": "ann",
        "PGPASSWORD": "p@w",
        "PGDATABASE": "clinic",
        "PGSSLMODE": "verify-full",
        "PGSSLROOTCERT": "/ca.pem",
    }

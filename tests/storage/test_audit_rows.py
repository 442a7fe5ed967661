"""The audit only grows, and shows where somebody got past that."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable
from datetime import datetime
from functools import partial

import pytest

from models.audit import Deed, as_detail, place
from models.clinic import Platform, Role
from models.storage.ledger import Ledger
from tests.storage.stores import SqliteStores, Stores, numbered

REFUSED = (sqlite3.IntegrityError, subprocess.CalledProcessError)

_ANOTHER_CLINIC = """INSERT INTO clinic (platform, workspace, time_zone, added_at)
    VALUES ('slack', 'T2', 'America/New_York', '2026-12-01 12:00:00+00:00')"""


@pytest.fixture
async def clinic_id(ledger: Ledger, noon: datetime) -> int:
    """A clinic with five audit rows: itself and four people."""
    for user in ("U1", "U2", "U3", "U4"):
        clinic, _ = await ledger.seat(Platform.SLACK, "T1", user, role=Role.STAFF, at=noon)
    return clinic.id


Tamper = Callable[[str], object]


@pytest.fixture
def tamper(stores: Stores, url: str) -> Tamper:
    """Run a statement as somebody with the owner's rights could: with the triggers gone."""
    stores.rows(url, _ANOTHER_CLINIC)
    if isinstance(stores, SqliteStores):
        stores.rows(url, "DROP TRIGGER audit_refuses_update")
        stores.rows(url, "DROP TRIGGER audit_refuses_delete")
    else:
        stores.rows(url, "ALTER TABLE audit DISABLE TRIGGER ALL")
    return partial(stores.rows, url)


def test_the_hash_is_spelled_as_it_was_when_the_first_rows_were_written(noon: datetime) -> None:
    deed = Deed(noon, "U1", "defaults set", "clinic", as_detail({"state": "NC", "name": "Zoë"}))
    assert (
        place(deed, 7, None).hash
        == "596c3c4523a95afbdd71b048638cfa82eb60016a1d527f324dac85bd3601752c"
    )


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE audit SET actor = 'U9'", id="change a row"),
        pytest.param("UPDATE audit SET hash = hash WHERE number = 1", id="change nothing"),
        pytest.param("DELETE FROM audit WHERE number = 5", id="delete the newest row"),
        pytest.param("DELETE FROM audit", id="delete every row"),
    ],
)
async def test_the_database_itself_refuses_to(
    statement: str, clinic_id: int, ledger: Ledger, stores: Stores, url: str
) -> None:
    before = await ledger.audit(clinic_id)
    with pytest.raises(REFUSED):
        stores.rows(url, statement)
    assert await ledger.audit(clinic_id) == before


@pytest.mark.usefixtures("server")
async def test_postgres_refuses_to_truncate_the_audit(
    clinic_id: int, stores: Stores, url: str
) -> None:
    with pytest.raises(REFUSED):
        stores.rows(url, "TRUNCATE audit")


async def test_a_clinic_with_an_audit_cannot_be_deleted(
    clinic_id: int, ledger: Ledger, stores: Stores, url: str
) -> None:
    with pytest.raises(REFUSED):
        stores.rows(url, "DELETE FROM clinic")
    assert numbered(stores.rows(url, "SELECT count(*) FROM clinic")) == [1]


async def test_an_untouched_chain_holds(clinic_id: int, ledger: Ledger) -> None:
    assert await ledger.verify_audit(clinic_id) is None


async def test_a_clinic_without_rows_has_nothing_broken(ledger: Ledger) -> None:
    assert await ledger.verify_audit(404) is None


@pytest.mark.parametrize(
    ("statement", "first_broken"),
    [
        pytest.param("UPDATE audit SET actor = 'U9' WHERE number = 3", 3, id="the actor"),
        pytest.param("UPDATE audit SET action = 'left' WHERE number = 1", 1, id="the action"),
        pytest.param("UPDATE audit SET subject = 'U9' WHERE number = 2", 2, id="the subject"),
        pytest.param("UPDATE audit SET detail = 'nonsense' WHERE number = 4", 4, id="the detail"),
        pytest.param(
            "UPDATE audit SET at = '2026-11-30 12:00:00+00:00' WHERE number = 5", 5, id="the time"
        ),
        pytest.param("UPDATE audit SET number = 9 WHERE number = 3", 4, id="the number"),
        pytest.param("UPDATE audit SET hash = previous_hash WHERE number = 2", 2, id="the hash"),
        pytest.param("DELETE FROM audit WHERE number = 1", 2, id="the first row, by deleting it"),
        pytest.param("DELETE FROM audit WHERE number = 3", 4, id="the middle, by deleting a row"),
        pytest.param(
            "UPDATE audit SET clinic_id = (SELECT max(id) FROM clinic) WHERE number = 3",
            4,
            id="the clinic",
        ),
    ],
)
async def test_the_chain_shows_who_changed(
    statement: str, first_broken: int, clinic_id: int, ledger: Ledger, tamper: Tamper
) -> None:
    tamper(statement)
    assert await ledger.verify_audit(clinic_id) == first_broken


async def test_a_chain_longer_than_a_page_is_read_to_its_end(
    clinic_id: int, ledger: Ledger, tamper: Tamper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.storage.ledger._PAGE", 2)
    assert await ledger.verify_audit(clinic_id) is None
    tamper("UPDATE audit SET actor = 'U9' WHERE number = 5")
    assert await ledger.verify_audit(clinic_id) == 5

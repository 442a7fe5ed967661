"""The audit only grows, and shows where somebody got past that."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest

from models.clinic.audit import AuditEvent, ChainHead, as_detail, chained
from models.clinic.audit_key import read_key
from models.clinic.clinic import Platform, Role
from models.storage import audit_log, audit_triggers
from models.storage.clinics import ClinicStore
from models.storage.database import Database
from tests.storage.keys import KEY, KEYS, OLDER
from tests.storage.stores import SqliteStores, Stores, file_of, numbered

REFUSED = (sqlite3.IntegrityError, subprocess.CalledProcessError)

_ANOTHER_CLINIC = """INSERT INTO clinic (platform, workspace, time_zone, added_at)
    VALUES ('slack', 'T2', 'America/New_York', '2026-12-01 12:00:00+00:00')"""
_COLUMNS = """clinic_id, number, at, actor, action, subject, detail, salt, detail_hash, key_name,
    previous_hash, hash"""


@pytest.fixture
async def clinic_id(ledger: ClinicStore, noon: datetime) -> int:
    """A clinic with five audit rows: itself and four people."""
    for user in ("U1", "U2", "U3", "U4"):
        clinic, _ = await ledger.seat(Platform.SLACK, "T1", user, role=Role.STAFF, at=noon)
    return clinic.id


Tamper = Callable[[str], object]


def unguard(stores: Stores, url: str) -> None:
    """Take the triggers away, as somebody with the owner's rights could."""
    if isinstance(stores, SqliteStores):
        for refused in ("update", "delete", "replace", "keyless"):
            stores.rows(url, f"DROP TRIGGER audit_refuses_{refused}")
    else:
        stores.rows(url, "ALTER TABLE audit DISABLE TRIGGER ALL")


@pytest.fixture
def tamper(stores: Stores, url: str) -> Tamper:
    """Run a statement as somebody with the owner's rights could: with the triggers gone."""
    stores.rows(url, _ANOTHER_CLINIC)
    unguard(stores, url)
    return partial(stores.rows, url)


def test_the_hash_is_spelled_as_it_was_when_the_first_rows_were_written(noon: datetime) -> None:
    deed = AuditEvent(
        noon, "U1", "defaults set", "clinic", as_detail({"state": "NC", "name": "Zoë"})
    )
    assert chained(deed, 7, None, KEY, "salt").hash == (
        "38d2306542a5425cb9a93ebfbd767a1d67ef894cae83ad86f39948cace0179b4"
    )


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE audit SET actor = 'U9'", id="change a row"),
        pytest.param("UPDATE audit SET hash = hash WHERE number = 1", id="change nothing"),
        pytest.param("UPDATE audit SET detail = '', salt = ''", id="erase the detail alone"),
        pytest.param("UPDATE audit SET subject = '', detail = ''", id="erase and keep the salt"),
        pytest.param(
            "UPDATE audit SET subject = '', detail = '', salt = '', actor = 'U9'",
            id="change who did it while erasing",
        ),
        pytest.param(
            "UPDATE audit SET subject = '', detail = '', salt = '', key_name = NULL",
            id="take the key's id while erasing",
        ),
        pytest.param("DELETE FROM audit WHERE number = 5", id="delete the newest row"),
        pytest.param("DELETE FROM audit", id="delete every row"),
        pytest.param(
            f"""INSERT INTO audit ({_COLUMNS}) SELECT clinic_id, 6, at, actor, action, subject,
                detail, salt, detail_hash, NULL, previous_hash, hash FROM audit
                WHERE number = 5""",  # noqa: S608 -- names of this test
            id="add a row without a key, as an older release would",
        ),
    ],
)
async def test_the_database_itself_refuses_to(
    statement: str, clinic_id: int, ledger: ClinicStore, stores: Stores, url: str
) -> None:
    before = await ledger.audit(clinic_id)
    with pytest.raises(REFUSED):
        stores.rows(url, statement)
    assert await ledger.audit(clinic_id) == before


def replacing(columns: str, values: str) -> str:
    """Put a row into the place of the third."""
    return f"""INSERT OR REPLACE INTO audit ({columns}, at, actor, action, subject, detail, salt,
        detail_hash, key_name, previous_hash, hash) SELECT {values}, at, 'U9', action, subject,
        detail, salt, detail_hash, key_name, previous_hash, hash FROM audit WHERE number = 3"""  # noqa: S608 -- names of this test


@pytest.mark.usefixtures("sqlite_only")
@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(
            replacing("clinic_id, number", "clinic_id, number"), id="by the clinic's number"
        ),
        pytest.param(
            replacing("id, clinic_id, number", "id, clinic_id, number"), id="by id and number"
        ),
        pytest.param(replacing("id, clinic_id, number", "id, clinic_id, 99"), id="by its id"),
        pytest.param("UPDATE OR REPLACE audit SET number = 3 WHERE number = 4", id="by an update"),
    ],
)
async def test_sqlite_refuses_to_replace_a_row(
    statement: str, clinic_id: int, ledger: ClinicStore, stores: Stores, url: str
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


@pytest.mark.usefixtures("server")
async def test_postgres_refuses_to_replace_a_row(clinic_id: int, stores: Stores, url: str) -> None:
    with pytest.raises(REFUSED):
        stores.rows(
            url,
            f"""INSERT INTO audit ({_COLUMNS}) SELECT {_COLUMNS} FROM audit WHERE number = 3
            ON CONFLICT (clinic_id, number) DO UPDATE SET actor = 'U9'""",  # noqa: S608 -- ours
        )


async def test_a_clinic_with_an_audit_cannot_be_deleted(
    clinic_id: int, ledger: ClinicStore, stores: Stores, url: str
) -> None:
    with pytest.raises(REFUSED):
        stores.rows(url, "DELETE FROM clinic")
    assert numbered(stores.rows(url, "SELECT count(*) FROM clinic")) == [1]


async def test_triggers_that_are_gone_or_switched_off_are_named(
    clinic_id: int, stores: Stores, url: str
) -> None:
    assert await audit_triggers.missing() == ()
    unguard(stores, url)
    gone = await audit_triggers.missing()
    assert {"audit_refuses_update", "audit_refuses_delete", "audit_refuses_keyless"} <= {*gone}


async def test_a_trigger_of_the_same_name_that_refuses_nothing_is_named(
    clinic_id: int, stores: Stores, url: str
) -> None:
    if isinstance(stores, SqliteStores):
        stores.rows(url, "DROP TRIGGER audit_refuses_update")
        stores.rows(
            url, "CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit BEGIN SELECT 1; END"
        )
    else:
        stores.rows(
            url,
            """CREATE OR REPLACE FUNCTION audit_only_erases() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RETURN NEW; END $$""",
        )
    assert await audit_triggers.missing() == ("audit_refuses_update",)


async def test_an_untouched_chain_holds(clinic_id: int, ledger: ClinicStore) -> None:
    proof = await ledger.prove_audit(clinic_id)
    assert (proof.faults, proof.rows) == ((), 5)


async def test_a_clinic_without_rows_is_told(ledger: ClinicStore) -> None:
    assert (await ledger.prove_audit(404)).faults == (
        "there is no row, though a clinic begins with one.",
    )


_CHANGED = "row {} was changed, or made without the key."


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        pytest.param(
            "UPDATE audit SET actor = 'U9' WHERE number = 3", _CHANGED.format(3), id="who"
        ),
        pytest.param(
            "UPDATE audit SET action = 'x' WHERE number = 1", _CHANGED.format(1), id="did"
        ),
        pytest.param(
            "UPDATE audit SET at = '2026-11-30 12:00:00+00:00' WHERE number = 5",
            _CHANGED.format(5),
            id="when",
        ),
        pytest.param(
            "UPDATE audit SET subject = 'U9' WHERE number = 2",
            "what row 2 tells was changed.",
            id="the subject",
        ),
        pytest.param(
            "UPDATE audit SET detail = 'nonsense' WHERE number = 4",
            "what row 4 tells was changed.",
            id="the detail",
        ),
        pytest.param(
            "UPDATE audit SET detail = '', subject = '' WHERE number = 4",
            "what row 4 tells was changed.",
            id="the detail, erased by half",
        ),
        pytest.param(
            "UPDATE audit SET detail = '', subject = '', salt = '' WHERE number = 4",
            "row 4 is erased, and nothing tells of it.",
            id="the detail, erased though nobody forgot",
        ),
        pytest.param(
            "UPDATE audit SET number = 9 WHERE number = 3", "row 3 is missing.", id="the number"
        ),
        pytest.param(
            "UPDATE audit SET hash = previous_hash WHERE number = 2", _CHANGED.format(2), id="hash"
        ),
        pytest.param(
            "UPDATE audit SET key_name = 'gone' WHERE number = 2",
            "row 2 was bound with a key (gone) that is not here.",
            id="the key",
        ),
        pytest.param("DELETE FROM audit WHERE number = 1", "row 1 is missing.", id="the beginning"),
        pytest.param("DELETE FROM audit WHERE number = 3", "row 3 is missing.", id="the middle"),
        pytest.param(
            "UPDATE audit SET clinic_id = (SELECT max(id) FROM clinic) WHERE number = 3",
            "row 3 is missing.",
            id="the clinic",
        ),
        pytest.param(
            "UPDATE audit SET number = CASE number WHEN 3 THEN -4 ELSE -3 END WHERE number IN "
            "(3, 4); UPDATE audit SET number = -number WHERE number < 0",
            "row 3 does not follow the row before it.",
            id="the order",
        ),
    ],
)
async def test_the_chain_shows_who_changed(
    statement: str, fault: str, clinic_id: int, ledger: ClinicStore, tamper: Tamper
) -> None:
    for each in statement.split(";"):
        tamper(each)
    assert (await ledger.prove_audit(clinic_id)).faults == (fault,)


async def test_a_chain_longer_than_a_page_is_read_to_its_end(
    clinic_id: int, ledger: ClinicStore, tamper: Tamper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.storage.verify_audit._PAGE", 2)
    assert not (await ledger.prove_audit(clinic_id)).faults
    tamper("UPDATE audit SET actor = 'U9' WHERE number = 5")
    assert (await ledger.prove_audit(clinic_id)).faults == (_CHANGED.format(5),)


async def test_a_chain_computed_anew_without_the_key_is_found(
    clinic_id: int, ledger: ClinicStore, tamper: Tamper
) -> None:
    """Whoever has the whole database and this program can do everything but this."""
    guessed = read_key("now:" + "A" * 43 + "=")
    head: ChainHead | None = None
    for entry in await ledger.audit(clinic_id):
        deed = AuditEvent(
            entry.event.at, "U9", entry.event.action, entry.event.subject, entry.event.detail
        )
        forged = chained(deed, clinic_id, head, guessed, entry.salt)
        head = forged.head
        tamper(
            f"UPDATE audit SET actor = 'U9', previous_hash = '{forged.previous_hash}', "  # noqa: S608 -- by hand
            f"hash = '{forged.hash}', detail_hash = '{forged.detail_hash}' "
            f"WHERE number = {forged.number}"
        )
    assert (await ledger.prove_audit(clinic_id)).faults == (_CHANGED.format(1),)


async def test_a_cut_end_is_found_by_a_hash_that_was_kept(
    clinic_id: int, ledger: ClinicStore, tamper: Tamper
) -> None:
    kept = (await ledger.audit(clinic_id))[-1].hash
    assert (await ledger.prove_audit(clinic_id, kept)).holds
    tamper("DELETE FROM audit WHERE number = 5")
    assert not (await ledger.prove_audit(clinic_id, kept)).holds


@pytest.mark.usefixtures("sqlite_only")
async def test_a_cut_end_is_found_by_the_file_beside_and_stays_found(
    clinic_id: int, ledger: ClinicStore, tamper: Tamper, noon: datetime
) -> None:
    tamper("DELETE FROM audit WHERE number > 3")
    faults = (await ledger.prove_audit(clinic_id)).faults
    assert faults == (
        "it ends with row 3, but row 5 was another or is gone: the second place has it.",
    )
    for user in ("U5", "U6", "U7", "U8"):  # work goes on beyond where it was
        await ledger.seat(Platform.SLACK, "T1", user, role=Role.STAFF, at=noon)
    assert (await ledger.prove_audit(clinic_id)).faults == (
        "it ends with row 7, but row 5 was another or is gone: the second place has it.",
    )


@pytest.mark.usefixtures("sqlite_only")
async def test_the_newest_hash_stands_beside_the_file_for_its_owner_alone(
    clinic_id: int, ledger: ClinicStore, url: str
) -> None:
    beside = file_of(f"{url}.audit-heads")
    newest = (await ledger.audit(clinic_id))[-1]
    bound = KEY.digest("head", clinic_id, 5, newest.hash)
    assert beside.read_text().split() == [str(clinic_id), "5", bound]
    assert beside.stat().st_mode & 0o777 == 0o600


NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
_NO_LINE = "the file of heads beside the database has no line of it that can be read."
_KEYLESS = "its line in the file of heads has no key behind it."


@pytest.mark.usefixtures("sqlite_only")
@pytest.mark.parametrize("left", [None, "", "junk\n" * 40, "x", "\0" * 89])
async def test_a_file_of_heads_that_is_gone_or_junk_is_told_until_it_is_written_anew(
    left: str | None, clinic_id: int, ledger: ClinicStore, url: str, database: Database
) -> None:
    beside = file_of(f"{url}.audit-heads")
    if left is None:
        beside.unlink()
    else:
        beside.write_text(left)
    for user in ("U5", "U6"):  # work that goes on hides nothing
        proof = await ledger.prove_audit(clinic_id)
        assert (proof.lacks_line, proof.faults) == (_NO_LINE, ())
        await ledger.seat(Platform.SLACK, "T1", user, role=Role.STAFF, at=NOON)
    assert await database.renew_heads() == 1
    assert not (await ledger.prove_audit(clinic_id)).lacks_line
    assert await database.renew_heads() == 0


@pytest.mark.usefixtures("sqlite_only")
async def test_a_line_written_without_the_key_hides_no_cut_end(
    clinic_id: int, ledger: ClinicStore, url: str, tamper: Tamper, noon: datetime
) -> None:
    rows = await ledger.audit(clinic_id)
    tamper("DELETE FROM audit WHERE number = 5")
    beside = file_of(f"{url}.audit-heads")
    for forged, told in ((rows[3].hash, _KEYLESS), ("0" * 64, "it ends with row")):
        beside.write_text(f"{clinic_id:>10} {4:>12} {forged}\n")
        for user in ("U5", "U6"):
            proof = await ledger.prove_audit(clinic_id)
            (fault,) = (*proof.faults, *filter(None, [proof.lacks_line]))
            assert fault.startswith(told)
            await ledger.seat(Platform.SLACK, "T1", f"{user}{forged[0]}", role=Role.STAFF, at=noon)


@pytest.mark.usefixtures("sqlite_only")
async def test_a_line_that_is_behind_is_no_fault_and_is_told(
    clinic_id: int, ledger: ClinicStore, url: str, noon: datetime
) -> None:
    beside = file_of(f"{url}.audit-heads")
    older = beside.read_text()
    await ledger.seat(Platform.SLACK, "T1", "U5", role=Role.STAFF, at=noon)
    assert (await ledger.prove_audit(clinic_id)).behind is None
    beside.write_text(older)
    proof = await ledger.prove_audit(clinic_id)
    assert (proof.behind, proof.faults) == (5, ())
    await ledger.seat(Platform.SLACK, "T1", "U6", role=Role.STAFF, at=noon)
    assert (await ledger.prove_audit(clinic_id)).behind is None


@pytest.mark.usefixtures("sqlite_only")
async def test_renewing_leaves_what_shows_a_cut_end(
    clinic_id: int, ledger: ClinicStore, database: Database, tamper: Tamper
) -> None:
    tamper("DELETE FROM audit WHERE number > 3")
    assert await database.renew_heads() == 0
    assert len((await ledger.prove_audit(clinic_id)).faults) == 1


async def test_what_did_not_happen_is_not_in_the_second_place(
    clinic_id: int, ledger: ClinicStore, noon: datetime
) -> None:
    with pytest.raises(RuntimeError):
        async with audit_log.transaction():
            await audit_log.append(clinic_id, [AuditEvent(noon, "U1", "alias closed", "BLUE-47K")])
            raise RuntimeError("the power went")
    assert not (await ledger.prove_audit(clinic_id)).faults


async def test_a_new_key_binds_what_is_new_and_the_old_one_proves_the_rest(
    clinic_id: int, url: str, noon: datetime, database: Database
) -> None:
    await database.close()
    ledger = ClinicStore()
    async with Database(url, (*OLDER, *KEYS)):
        await ledger.seat(Platform.SLACK, "T1", "U5", role=Role.STAFF, at=noon)
        assert [e.key_name for e in await ledger.audit(clinic_id)] == ["now"] * 5 + ["old"]
        assert not (await ledger.prove_audit(clinic_id)).faults
    async with Database(url, OLDER):
        assert (await ledger.prove_audit(clinic_id)).faults == (
            "row 1 was bound with a key (now) that is not here.",
        )
    await database.open()

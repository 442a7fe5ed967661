"""The audit of an older release, which had no key, is taken over whole and says what it was."""

from __future__ import annotations

import importlib
import json
from collections.abc import Sequence
from hashlib import sha256

import pytest

from models.clinic.audit import BEFORE_THE_FIRST, SEALED
from models.errors import SettingsFault
from models.storage import forgotten_aliases
from models.storage.clinics import ClinicStore
from models.storage.database import Database
from models.storage.migrate import apply
from tests.storage.keys import KEYS
from tests.storage.stores import SqliteStores, Stores
from tests.storage.test_migrations import ROWS, migrating
from tests.storage.traces import traces

_AT = "2026-12-01T12:00:00.000000+00:00"
_BEFORE = "0008_conversation"

ONLY_GROWS = importlib.import_module(
    "models.storage.migrations.0001_clinic_member_audit"
).ONLY_GROWS

Row = tuple[str, str, str, str]

TOLD: Sequence[Row] = (
    ("system", "clinic added", "clinic", '{"platform":"slack","workspace":"T1"}'),
    ("U1", "session voided", "BLUE-47K", '{"number":1,"reason":"Maria Garcia moved"}'),
    ("U1", "balance told", "BLUE-47K", '{"as_of":"2026-11-30","source":"Maria","used":4}'),
    ("U1", "plan set", "BLUE-47K", '{"from":"","to":"Maria\'s Gold PPO"}'),
    ("U1", "session voided", "RED-11F", '{"number":2,"reason":"Jo Doe called"}'),
    ("U1", "alias forgotten", "RED-11F", "{}"),
)


def chained(told: Sequence[Row]) -> list[str]:
    """Rows as the older release wrote them, each hashed over the one before without a key."""
    statements, previous = [], BEFORE_THE_FIRST
    for number, row in enumerate(told, 1):
        said = json.dumps([previous, 1, number, _AT, *row], separators=(",", ":"))
        hashed = sha256(said.encode()).hexdigest()
        words = ", ".join("'" + each.replace("'", "''") + "'" for each in row)
        statements.append(
            "INSERT INTO audit (clinic_id, number, at, actor, action, subject, detail, "  # noqa: S608 -- by hand
            f"previous_hash, hash) VALUES (1, {number}, '2026-12-01 12:00:00+00:00', {words}, "
            f"'{previous}', '{hashed}')"
        )
        previous = hashed
    return statements


_WITHOUT_A_GUARD = {
    "sqlite": (
        ("DROP TRIGGER audit_refuses_update", "DROP TRIGGER audit_refuses_delete"),
        ONLY_GROWS["sqlite"],
    ),
    "postgres": (
        ("ALTER TABLE audit DISABLE TRIGGER ALL",),
        ("ALTER TABLE audit ENABLE TRIGGER ALL",),
    ),
}


async def kept_before(stores: Stores, url: str, *changes: str) -> None:
    """A database of the older release with a clinic, an alias and an audit."""
    await apply(migrating(url), upto=_BEFORE)
    stores.rows(url, ROWS["0001_clinic_member_audit"]["clinic"])
    stores.rows(url, ROWS["0002_charts"]["alias"])
    for statement in [*chained(TOLD), *changes]:
        stores.rows(url, statement)


async def test_rows_of_before_are_bound_sealed_and_emptied_of_what_was_typed(
    stores: Stores, empty_url: str
) -> None:
    await kept_before(stores, empty_url)
    last = stores.rows(empty_url, "SELECT hash FROM audit WHERE number = 6")[0][0]
    await Database(empty_url, KEYS).migrate()
    async with Database(empty_url, KEYS):
        *entries, seal = await ClinicStore().audit(1)
        assert (await ClinicStore().prove_audit(1)).faults == ()
        assert await forgotten_aliases.are_forgotten(1, ["red11f"])
        assert not await forgotten_aliases.are_forgotten(1, ["BLUE-47K"])
    assert [e.event.action for e in entries] == [row[1] for row in TOLD]
    assert [e.event.subject for e in entries] == ["clinic", *["BLUE-47K"] * 3, "", ""]
    assert [e.event.particulars for e in entries[1:]] == [
        {"number": 1, "reason": "other"},
        {"as_of": "2026-11-30", "source": "other", "used": 4},
        {"from": "", "to": "other"},
        {},
        {},
    ]
    assert (seal.event.action, seal.event.actor) == (SEALED, "system")
    assert seal.event.particulars == {"rows": 6, "last": last, "erased": 2, "emptied": 4}


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE audit SET actor = 'U9' WHERE number = 3", 3),
        ("DELETE FROM audit WHERE number = 2", 2),
    ],
)
async def test_a_chain_that_was_broken_before_is_told_for_good(
    change: str, broken: int, stores: Stores, empty_url: str
) -> None:
    is_file = isinstance(stores, SqliteStores)
    off, on = _WITHOUT_A_GUARD["sqlite" if is_file else "postgres"]
    await kept_before(stores, empty_url, *off, change, *on)
    await Database(empty_url, KEYS).migrate()
    async with Database(empty_url, KEYS):
        faults = (await ClinicStore().prove_audit(1)).faults
    assert len(faults) == 1
    assert f"whose chain was broken at row {broken} when they were sealed" in faults[0]


@pytest.mark.usefixtures("sqlite_only")
async def test_what_older_releases_deleted_leaves_the_file(stores: Stores, empty_url: str) -> None:
    """SQLite leaves what it deletes in its pages unless it is told otherwise."""
    await kept_before(
        stores, empty_url, "UPDATE clinic SET state = 'Maria'", "UPDATE clinic SET state = 'N'"
    )
    assert traces(stores, empty_url, "Maria", "Jo Doe", "RED-11F")
    await Database(empty_url, KEYS).migrate()
    assert traces(stores, empty_url, "Maria", "Jo Doe", "RED-11F") == []


async def test_where_nothing_can_bind_rows_nothing_is_migrated(
    stores: Stores, empty_url: str, server: object
) -> None:
    del server
    await kept_before(stores, empty_url)
    with pytest.raises(SettingsFault, match="AUDIT_KEY is missing"):
        await Database(empty_url).migrate()
    assert len(stores.rows(empty_url, "SELECT 1 FROM audit")) == len(TOLD)
    assert "salt" not in stores.schema(empty_url)["audit"].columns

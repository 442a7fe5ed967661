"""With another key than the audit's nothing is bound and nobody is ready; a new key may come."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.clinic.audit import KEY_REPLACED
from models.clinic.clinic import Platform, Role
from models.errors import RecordsUnreachable
from models.storage.clinics import ClinicStore
from models.storage.database import Database
from tests.storage.keys import KEYS, OLDER
from tests.storage.stores import Stores

NEWEST = (f"next:{OLDER[0].removeprefix('old:')}",)
SAME_ID = (f"now:{OLDER[0].removeprefix('old:')}",)


async def written(url: str, noon: datetime, keys: tuple[str, ...] = KEYS) -> int:
    """A clinic whose rows these keys have bound."""
    async with Database(url, keys):
        clinic, _ = await ClinicStore().seat(Platform.SLACK, "T1", "U1", role=Role.STAFF, at=noon)
    return clinic.id


async def set_state(clinic_id: int, noon: datetime) -> None:
    await ClinicStore().set_defaults(clinic_id, state="NC", actor="U1", at=noon)


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        pytest.param(OLDER, "not the key that bound the audit, which is now", id="another"),
        pytest.param(SAME_ID, "has the id now and does not prove", id="other letters"),
    ],
)
async def test_another_key_is_told_and_binds_no_row(
    keys: tuple[str, ...], says: str, url: str, stores: Stores, noon: datetime
) -> None:
    clinic_id = await written(url, noon)
    async with Database(url, keys) as database:
        readiness = await database.check(within=20)
        assert not readiness.ready
        assert says in readiness.says
        assert "python -m bot migrate --key-lost" in readiness.says
        with pytest.raises(RecordsUnreachable, match=says):
            await set_state(clinic_id, noon)
    assert stores.rows(url, "SELECT count(*) FROM audit WHERE key_name <> 'now'") == [("0",)]
    assert stores.rows(url, "SELECT count(*) FROM audit WHERE action = 'defaults set'") == [("0",)]


async def test_a_new_key_before_the_old_one_is_taken(url: str, noon: datetime) -> None:
    clinic_id = await written(url, noon)
    async with Database(url, (*OLDER, *KEYS)) as database:
        assert (await database.check(within=20)).ready
        await set_state(clinic_id, noon)
        assert (await ClinicStore().prove_audit(clinic_id)).faults == ()
    async with Database(url, KEYS) as database:
        assert not (await database.check(within=20)).ready, "the new key has bound a row"


async def test_a_process_that_has_proved_a_row_serves_on_while_the_key_is_replaced(
    url: str, noon: datetime
) -> None:
    clinic_id = await written(url, noon)
    older = Database(url, KEYS)
    async with older:
        assert (await older.check(within=20)).ready
    async with Database(url, (*OLDER, *KEYS)):
        await set_state(clinic_id, noon)
    async with older:
        assert (await older.check(within=20)).ready


async def test_a_database_without_a_clinic_takes_any_key(database: Database) -> None:
    assert (await database.check(within=20)).ready


async def test_where_the_key_is_lost_for_good_the_audit_goes_on_with_the_one_here(
    url: str, noon: datetime
) -> None:
    clinic_id = await written(url, noon)
    async with Database(url, OLDER) as database:
        assert await database.go_on_with_this_key(noon) == 1
        assert (await database.check(within=20)).ready
        await set_state(clinic_id, noon)
        entries = await ClinicStore().audit(clinic_id)
        assert [entry.event.action for entry in entries][-2:] == [KEY_REPLACED, "defaults set"]
        proof = await ClinicStore().prove_audit(clinic_id)
        assert proof.lacks_key, "of the rows of before nothing is known"


async def two_clinics(url: str, noon: datetime) -> tuple[int, int]:
    """One that was last written under the older key, and one under the newer."""
    quiet = await written(url, noon, OLDER)
    async with Database(url, (*KEYS, *OLDER)):
        busy, _ = await ClinicStore().seat(Platform.SLACK, "T2", "U2", role=Role.STAFF, at=noon)
    return quiet, busy.id


async def test_a_clinic_whose_rows_are_proved_is_not_stopped_by_a_key_of_anothers(
    url: str, noon: datetime
) -> None:
    quiet, busy = await two_clinics(url, noon)
    async with Database(url, KEYS) as database:
        assert not (await database.check(within=20)).ready
        await set_state(busy, noon)
        await ClinicStore().seat(Platform.SLACK, "T3", "U3", role=Role.STAFF, at=noon)
        with pytest.raises(RecordsUnreachable, match="which is old"):
            await set_state(quiet, noon)


async def test_a_clinic_that_was_proved_is_not_looked_at_again_beside_one_that_is_not(
    url: str, noon: datetime
) -> None:
    _, busy = await two_clinics(url, noon)
    older = Database(url, KEYS)
    async with older:
        await set_state(busy, noon)
    async with Database(url, (*NEWEST, *KEYS, *OLDER)):
        await ClinicStore().set_defaults(busy, state="VA", actor="U1", at=noon)
    async with older:
        await set_state(busy, noon)


async def test_a_key_is_replaced_for_the_clinics_alone_that_lack_it(
    url: str, noon: datetime
) -> None:
    quiet, busy = await two_clinics(url, noon)
    async with Database(url, KEYS) as database:
        before = await ClinicStore().audit(busy)
        assert await database.go_on_with_this_key(noon) == 1
        assert await ClinicStore().audit(busy) == before
        assert (await ClinicStore().prove_audit(busy)).faults == ()
        await set_state(quiet, noon)
        assert (await database.check(within=20)).ready


async def test_a_new_clinic_waits_while_the_key_here_has_proved_nothing(
    url: str, noon: datetime
) -> None:
    await written(url, noon)
    async with Database(url, OLDER):
        with pytest.raises(RecordsUnreachable, match="which is now"):
            await ClinicStore().seat(Platform.SLACK, "T2", "U2", role=Role.STAFF, at=noon)


async def test_nothing_is_replaced_where_the_key_is_the_audits_own(
    url: str, noon: datetime
) -> None:
    clinic_id = await written(url, noon)
    async with Database(url, KEYS) as database:
        before = await ClinicStore().audit(clinic_id)
        assert await database.go_on_with_this_key(noon) == 0
        assert await ClinicStore().audit(clinic_id) == before

"""What a clinic has chosen, and who its managers are, as the database keeps them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import datetime

import pytest

from models.alerts.hours import Hours
from models.alerts.thresholds import Thresholds
from models.clinic import preferences
from models.clinic.clinic import LastManager, Role
from models.clinic.preferences import Preferences
from models.ports import Charts, Clinics
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.visits.chart import ChartOpening
from tests.storage.charting import NOON, TODAY, by, count
from tests.storage.stores import Stores
from tests.storage.test_clinics import seat

USUAL = Preferences()
EARLY = replace(USUAL, warnings=Thresholds(left=(5, 3)))
OF_MEDICARE = replace(USUAL, by_payer=(("medicare", Thresholds(left=(9,))),))
IN_CHANNEL = replace(USUAL, channel="#front-desk")


@pytest.fixture
def cabinet() -> Charts:
    """The charts of the test's own database."""
    return ChartStore(count)


def change(after: Preferences) -> str:
    """What a manager who changes something sends."""
    return preferences.as_change(after, *preferences.differences(USUAL, after))


async def test_what_is_chosen_is_found_by_whoever_asks(ledger: Clinics, noon: datetime) -> None:
    clinic, _ = await seat(ledger, noon)
    told = preferences.spell(EARLY)
    changed = await ledger.set_defaults(clinic.id, preferences=told, actor="U1", at=noon)
    assert changed.preferences == EARLY
    assert (await seat(ledger, noon))[0] == changed


async def test_what_a_change_does_not_name_stays(ledger: Clinics, noon: datetime) -> None:
    clinic, _ = await seat(ledger, noon)
    for after in (OF_MEDICARE, IN_CHANNEL):  # the second knows nothing of the first
        await ledger.set_defaults(clinic.id, preferences=change(after), actor="U1", at=noon)
    found = (await seat(ledger, noon))[0].preferences
    assert found == replace(OF_MEDICARE, channel=IN_CHANNEL.channel)


async def test_what_is_cleared_is_as_usual_again(ledger: Clinics, noon: datetime) -> None:
    clinic, _ = await seat(ledger, noon)
    await ledger.set_defaults(clinic.id, preferences=change(EARLY), actor="U1", at=noon)
    cleared = await ledger.set_defaults(clinic.id, preferences=None, actor="U1", at=noon)
    assert cleared.preferences == USUAL


async def test_the_audit_of_one_subject_and_its_last_entries(
    ledger: Clinics, noon: datetime
) -> None:
    clinic, _ = await seat(ledger, noon)
    for state in ("NC", "VA", "WA"):
        await ledger.set_defaults(clinic.id, state=state, actor="U1", at=noon)
    every = await ledger.audit(clinic.id)
    assert [e.number for e in every] == [1, 2, 3, 4, 5]
    assert await ledger.audit(clinic.id, last=2) == every[-2:]
    assert await ledger.audit(clinic.id, subject="U1") == [every[1]]
    assert await ledger.audit(clinic.id, subject="clinic", last=1) == every[-1:]


async def test_the_audit_names_the_setting_that_changed(ledger: Clinics, noon: datetime) -> None:
    clinic, _ = await seat(ledger, noon)
    after = replace(USUAL, hours=Hours(digest=None))
    await ledger.set_defaults(clinic.id, preferences=change(after), actor="U1", at=noon)
    deed = (await ledger.audit(clinic.id))[-1].event
    assert (deed.actor, deed.action) == ("U1", "defaults set")
    assert json.loads(deed.detail) == {"digest": {"from": "08:00", "to": "none"}}


async def test_to_choose_what_is_usual_is_no_news(ledger: Clinics, noon: datetime) -> None:
    clinic, _ = await seat(ledger, noon)
    told = preferences.spell(USUAL)
    await ledger.set_defaults(clinic.id, preferences=told, actor="U1", at=noon)
    assert len(await ledger.audit(clinic.id)) == 2


async def test_a_person_is_made_a_manager_and_staff_again(ledger: Clinics, noon: datetime) -> None:
    clinic, _ = await seat(ledger, noon, "UBOSS", Role.MANAGER)
    made = await ledger.set_role(clinic.id, "UAMY", Role.MANAGER, actor="UBOSS", at=noon)
    assert (made.user, made.is_manager) == ("UAMY", True)
    assert [m.user for m in await ledger.members(clinic.id)] == ["UBOSS", "UAMY"]
    await ledger.set_role(clinic.id, "UAMY", Role.STAFF, actor="UBOSS", at=noon)
    assert [m.is_manager for m in await ledger.members(clinic.id)] == [True, False]
    said = [entry.event for entry in (await ledger.audit(clinic.id))[-2:]]
    assert [(d.actor, d.action, d.subject) for d in said] == [("UBOSS", "role set", "UAMY")] * 2
    assert json.loads(said[0].detail) == {"from": None, "to": "manager"}
    assert json.loads(said[1].detail) == {"from": "manager", "to": "staff"}


async def test_a_role_that_somebody_has_already_is_no_news(ledger: Clinics, noon: datetime) -> None:
    clinic, member = await seat(ledger, noon, "UBOSS", Role.MANAGER)
    assert await ledger.set_role(clinic.id, "UBOSS", Role.MANAGER, actor="U", at=noon) == member
    assert len(await ledger.audit(clinic.id)) == 2


async def test_the_last_manager_stays(ledger: Clinics, noon: datetime) -> None:
    clinic, member = await seat(ledger, noon, "UBOSS", Role.MANAGER)
    with pytest.raises(LastManager):
        await ledger.set_role(clinic.id, "UBOSS", Role.STAFF, actor="UBOSS", at=noon)
    assert await ledger.members(clinic.id) == (member,)


async def test_a_clinic_without_managers_may_get_staff(ledger: Clinics, noon: datetime) -> None:
    clinic, _ = await seat(ledger, noon)
    made = await ledger.set_role(clinic.id, "UAMY", Role.STAFF, actor="U1", at=noon)
    assert not made.is_manager


async def test_members_of_another_clinic_are_not_told(ledger: Clinics, noon: datetime) -> None:
    clinic, member = await seat(ledger, noon)
    other, _ = await ledger.seat(clinic.platform, "T2", "U9", role=Role.MANAGER, at=noon)
    assert await ledger.members(clinic.id) == (member,)
    with pytest.raises(LastManager):
        await ledger.set_role(other.id, "U9", Role.STAFF, actor="U9", at=noon)


async def test_a_clinic_that_does_not_exist_has_no_roles(ledger: Clinics, noon: datetime) -> None:
    with pytest.raises(LookupError):
        await ledger.set_role(404, "U1", Role.STAFF, actor="U1", at=noon)


async def test_two_managers_who_remove_each_other_at_once_leave_one(
    ledger: ClinicStore, noon: datetime
) -> None:
    clinic, _ = await seat(ledger, noon, "UONE", Role.MANAGER)
    await seat(ledger, noon, "UTWO", Role.MANAGER)
    both = ("UONE", "UTWO")
    removals = (ledger.set_role(clinic.id, u, Role.STAFF, actor="U", at=noon) for u in both)
    outcomes = await asyncio.gather(*removals, return_exceptions=True)
    assert sum(isinstance(outcome, LastManager) for outcome in outcomes) == 1
    assert sum(member.is_manager for member in await ledger.members(clinic.id)) == 1


@pytest.mark.parametrize(
    ("after", "due"),
    [
        pytest.param(EARLY, ["BLUE-47K", "FERN-22T"], id="new warnings are for everybody"),
        pytest.param(OF_MEDICARE, ["BLUE-47K"], id="those of a payer for those who have it"),
        pytest.param(IN_CHANNEL, [], id="a channel changes no count"),
    ],
)
async def test_whoever_is_to_be_warned_anew_is_due_to_be_counted(
    ledger: Clinics, cabinet: Charts, noon: datetime, after, due
) -> None:
    clinic_id = (await seat(ledger, noon))[0].id
    for alias, payer in (("BLUE-47K", "medicare"), ("FERN-22T", "aetna")):
        await cabinet.start(clinic_id, ChartOpening(alias, payer=payer), by())
    assert await cabinet.due(clinic_id, TODAY, 9) == ()
    await ledger.set_defaults(clinic_id, preferences=change(after), actor="U1", at=noon)
    assert [each.alias for each in await cabinet.due(clinic_id, TODAY, 9)] == due


@pytest.mark.parametrize(
    ("defaults", "kept"),
    [
        pytest.param({"preferences": change(replace(USUAL, hours=Hours(days=(0,))))}, False,
                     id="other days"),
        pytest.param({"preferences": change(replace(USUAL, hours=Hours(digest=None)))}, False,
                     id="no digest"),
        pytest.param({"time_zone": "America/Denver"}, False, id="another zone"),
        pytest.param({"preferences": change(IN_CHANNEL)}, True, id="a channel"),
        pytest.param({"state": "NC"}, True, id="a state"),
    ],
)  # fmt: skip
async def test_the_next_digest_is_computed_anew_when_its_hours_change(
    ledger: ClinicStore, stores: Stores, url: str, defaults, kept
) -> None:
    clinic, _ = await seat(ledger, NOON)
    stores.rows(url, "UPDATE clinic SET digest_at = '2026-12-01 13:00:00+00:00'")
    await ledger.set_defaults(clinic.id, actor="U1", at=NOON, **defaults)
    rows = stores.rows(url, "SELECT count(*) FROM clinic WHERE digest_at IS NOT NULL")
    assert rows == [(str(int(kept)),)]

"""Clinics, members and the audit, as the database keeps them."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import datetime, timedelta, timezone

import pytest

from models.clinic.audit import SYSTEM
from models.clinic.clinic import Clinic, LastManager, Member, Platform, Role
from models.ports import Clinics
from models.storage.clinics import ClinicStore
from tests.storage.stores import Stores, numbered

SLACK = Platform.SLACK


async def seat(
    ledger: Clinics, noon: datetime, user: str = "U1", role: Role = Role.STAFF
) -> tuple[Clinic, Member]:
    return await ledger.seat(SLACK, "T1", user, role=role, at=noon)


async def test_a_first_request_adds_the_clinic_and_the_member(
    ledger: ClinicStore, noon: datetime
) -> None:
    clinic, member = await seat(ledger, noon)
    assert clinic == Clinic(clinic.id, SLACK, "T1")
    assert member == Member(member.id, clinic.id, "U1", Role.STAFF)


async def test_a_second_request_finds_what_the_first_one_added(
    ledger: ClinicStore, noon: datetime
) -> None:
    assert await seat(ledger, noon) == await seat(ledger, noon + timedelta(days=1))
    clinic, _ = await seat(ledger, noon)
    assert len(await ledger.audit(clinic.id)) == 2


async def test_to_look_for_a_newcomer_adds_nobody(ledger: ClinicStore, noon: datetime) -> None:
    assert await ledger.seated(SLACK, "T1", "U1") is None
    clinic = await ledger.clinic_at(SLACK, "T1", at=noon)
    assert await ledger.clinic_at(SLACK, "T1", at=noon) == clinic
    assert await ledger.seated(SLACK, "T1", "U1") is None
    assert await ledger.members(clinic.id) == ()
    assert await seat(ledger, noon) == await ledger.seated(SLACK, "T1", "U1")


async def test_the_audit_says_who_was_added_and_when(ledger: ClinicStore, noon: datetime) -> None:
    clinic, _ = await seat(ledger, noon, role=Role.MANAGER)
    added, joined = [entry.event for entry in await ledger.audit(clinic.id)]
    assert (added.action, added.subject, added.actor) == ("clinic added", "clinic", SYSTEM)
    assert (joined.action, joined.subject, joined.actor) == ("member added", "U1", SYSTEM)
    assert (joined.at, joined.detail) == (noon, '{"role":"manager"}')


@pytest.mark.parametrize(
    ("first", "then"),
    [
        pytest.param(Role.STAFF, Role.MANAGER, id="staff are not raised"),
        pytest.param(Role.MANAGER, Role.STAFF, id="a manager is not lowered"),
    ],
)
async def test_a_role_once_stored_stays(
    ledger: ClinicStore, noon: datetime, first: Role, then: Role
) -> None:
    await seat(ledger, noon, role=first)
    _, member = await seat(ledger, noon, role=then)
    assert member.role is first


async def test_that_something_saved_nothing_is_known_to_every_process(
    ledger: ClinicStore, noon: datetime
) -> None:
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "U1", role=Role.STAFF, at=noon)
    assert await ledger.last_in_vain(clinic.id, "U1") is None
    await ledger.note_in_vain(clinic.id, "U1", at=noon)
    await ledger.note_in_vain(clinic.id, "a stranger", at=noon)
    assert await ledger.last_in_vain(clinic.id, "U1") == noon
    assert await ledger.last_in_vain(clinic.id, "a stranger") is None


async def test_a_workspace_of_the_same_name_elsewhere_is_another_clinic(
    ledger: ClinicStore, noon: datetime
) -> None:
    slack, _ = await ledger.seat(SLACK, "T1", "U1", role=Role.STAFF, at=noon)
    teams, _ = await ledger.seat(Platform.TEAMS, "T1", "U1", role=Role.STAFF, at=noon)
    assert slack.id != teams.id
    assert [e.clinic_id for e in await ledger.audit(teams.id)] == [teams.id, teams.id]


async def test_a_hundred_first_requests_at_once_leave_one_clinic_and_one_member(
    ledger: ClinicStore, noon: datetime, stores: Stores, url: str
) -> None:
    seats = await asyncio.gather(*(seat(ledger, noon) for _ in range(100)))
    assert len(set(seats)) == 1
    assert numbered(stores.rows(url, "SELECT count(*) FROM clinic")) == [1]
    assert numbered(stores.rows(url, "SELECT count(*) FROM member")) == [1]
    assert numbered(stores.rows(url, "SELECT count(*) FROM audit")) == [2]


async def test_many_people_arriving_at_once_are_numbered_without_a_gap(
    ledger: ClinicStore, noon: datetime
) -> None:
    people = [f"U{n % 20}" for n in range(60)]
    seats = await asyncio.gather(*(seat(ledger, noon, user) for user in people))
    clinic_id = seats[0][0].id
    assert [e.number for e in await ledger.audit(clinic_id)] == list(range(1, 22))
    assert not (await ledger.prove_audit(clinic_id)).faults


async def test_a_request_given_up_at_any_moment_leaves_the_records_whole(
    ledger: ClinicStore, noon: datetime
) -> None:
    clinic, _ = await seat(ledger, noon)
    for moments in range(0, 900, 15):  # each a little further on its way
        hasty = asyncio.create_task(seat(ledger, noon, f"U{moments}"))
        for _ in range(moments):
            await asyncio.sleep(0)
        hasty.cancel()
        await asyncio.wait({hasty})
    async with asyncio.timeout(5):
        await seat(ledger, noon, "the next one")
    members = [e for e in await ledger.audit(clinic.id) if e.event.action == "member added"]
    assert len({e.event.subject for e in members}) == len(members)
    assert not (await ledger.prove_audit(clinic.id)).faults


async def test_a_time_without_a_zone_adds_nobody(
    ledger: ClinicStore, noon: datetime, stores: Stores, url: str
) -> None:
    with pytest.raises(ValueError, match="zone"):
        await seat(ledger, noon.replace(tzinfo=None))
    assert numbered(stores.rows(url, "SELECT count(*) FROM clinic")) == [0]


async def test_defaults_that_are_left_out_stay(ledger: ClinicStore, noon: datetime) -> None:
    clinic, _ = await seat(ledger, noon)
    await ledger.set_defaults(clinic.id, profession="pt", state="NC", actor="U1", at=noon)
    changed = await ledger.set_defaults(clinic.id, state=None, actor="U1", at=noon)
    assert (changed.profession, changed.state, changed.time_zone) == ("pt", None, clinic.time_zone)
    assert (await seat(ledger, noon))[0] == changed


async def test_the_audit_says_what_a_default_was_and_became(
    ledger: ClinicStore, noon: datetime
) -> None:
    clinic, _ = await seat(ledger, noon)
    await ledger.set_defaults(clinic.id, time_zone="America/Denver", actor="U1", at=noon)
    deed = (await ledger.audit(clinic.id))[-1].event
    assert (deed.actor, deed.action) == ("U1", "defaults set")
    assert deed.detail == '{"time_zone":{"from":"America/New_York","to":"America/Denver"}}'


async def test_setting_what_is_set_already_is_no_news(ledger: ClinicStore, noon: datetime) -> None:
    clinic, _ = await seat(ledger, noon)
    await ledger.set_defaults(clinic.id, profession=None, actor="U1", at=noon)
    assert len(await ledger.audit(clinic.id)) == 2


async def test_managers_who_change_things_at_once_each_see_what_the_one_before_left(
    ledger: ClinicStore, noon: datetime
) -> None:
    clinic, _ = await seat(ledger, noon)
    states = [f"S{n}" for n in range(20)]
    changes = [ledger.set_defaults(clinic.id, state=s, actor="U1", at=noon) for s in states]
    await asyncio.gather(*changes)
    said = [json.loads(e.event.detail)["state"] for e in (await ledger.audit(clinic.id))[2:]]
    assert [change["from"] for change in said] == [None, *(change["to"] for change in said[:-1])]
    assert sorted(change["to"] for change in said) == sorted(states)
    assert not (await ledger.prove_audit(clinic.id)).faults


async def test_a_clinic_that_does_not_exist_has_no_defaults_to_set(
    ledger: ClinicStore, noon: datetime
) -> None:
    with pytest.raises(LookupError):
        await ledger.set_defaults(404, state="NC", actor="U1", at=noon)


async def test_the_audit_of_a_clinic_shows_nothing_of_another(
    ledger: ClinicStore, noon: datetime
) -> None:
    ours, _ = await seat(ledger, noon)
    theirs, _ = await ledger.seat(SLACK, "T2", "U9", role=Role.STAFF, at=noon)
    assert {e.clinic_id for e in await ledger.audit(ours.id)} == {ours.id}
    assert [e.number for e in await ledger.audit(theirs.id)] == [1, 2]


async def test_an_instant_reads_the_same_in_whatever_zone_it_was_said(
    ledger: ClinicStore, noon: datetime
) -> None:
    there = noon.replace(microsecond=123456).astimezone(timezone(timedelta(hours=-5)))
    clinic, _ = await ledger.seat(SLACK, "T1", "U1", role=Role.STAFF, at=there)
    assert [e.event.at for e in await ledger.audit(clinic.id)] == [there, there]
    assert not (await ledger.prove_audit(clinic.id)).faults


async def test_statements_and_their_values_stay_out_of_the_logs(
    ledger: ClinicStore, noon: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await seat(ledger, noon, "UCANARY")
    assert "UCANARY" not in caplog.text


async def test_who_is_gone_is_no_manager_and_is_one_again_when_back(
    ledger: ClinicStore, noon: datetime
) -> None:
    clinic, member = await seat(ledger, noon, role=Role.MANAGER)
    assert (member.vouched_at, member.is_gone) == (noon, False)
    for _ in range(2):
        await ledger.refused(clinic.id, "U1", at=noon)
    [gone] = await ledger.members(clinic.id)
    assert (gone.role, gone.is_gone, gone.is_manager) == (Role.MANAGER, True, False)
    seated = await ledger.seated(SLACK, "T1", "U1")
    assert seated
    assert seated[1] == gone
    later = noon + timedelta(days=1)
    for _ in range(2):
        await ledger.vouched(clinic.id, "U1", at=later)
    seated = await ledger.seated(SLACK, "T1", "U1")
    assert seated
    assert (seated[1].vouched_at, seated[1].is_manager) == (later, True)
    told = [entry.event.action for entry in await ledger.audit(clinic.id, subject="U1")]
    assert told == ["member added", "member is gone", "member is back"]
    assert (await ledger.prove_audit(clinic.id)).faults == ()


async def test_a_manager_who_is_gone_is_no_other_manager(
    ledger: ClinicStore, noon: datetime
) -> None:
    clinic, _ = await seat(ledger, noon, role=Role.MANAGER)
    await ledger.set_role(clinic.id, "U2", Role.MANAGER, actor="U1", at=noon)
    await ledger.refused(clinic.id, "U2", at=noon)
    with pytest.raises(LastManager):
        await ledger.set_role(clinic.id, "U1", Role.STAFF, actor="U1", at=noon)


async def test_nobody_of_another_clinic_is_gone(ledger: ClinicStore, noon: datetime) -> None:
    clinic, _ = await seat(ledger, noon)
    other = await ledger.clinic_at(SLACK, "T2", at=noon)
    await ledger.refused(other.id, "U1", at=noon)
    await ledger.vouched(other.id, "U1", at=noon + timedelta(days=9))
    [member] = await ledger.members(clinic.id)
    assert (member.vouched_at, member.is_gone) == (noon, False)
    assert [entry.event.action for entry in await ledger.audit(other.id)] == ["clinic added"]


async def test_a_clinic_without_a_workspace_is_none(ledger: ClinicStore, noon: datetime) -> None:
    with pytest.raises(ValueError, match="workspace"):
        await ledger.seat(SLACK, "", "U1", role=Role.STAFF, at=noon)
    with pytest.raises(ValueError, match="workspace"):
        await ledger.clinic_at(SLACK, "", at=noon)
    assert await ledger.clinics() == []

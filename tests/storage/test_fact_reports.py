"""A fact is called wrong once by each member, for their clinic alone, until it is checked."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest

from models.clinic.clinic import Platform, Role
from models.coverage.fact_report import FactCheck, FactPart, FactReport
from models.ports import FactReports
from models.storage.clinics import ClinicStore
from models.storage.fact_reports import FactReportStore


@pytest.fixture
def reports() -> FactReports:
    """Where they are kept."""
    return FactReportStore()


@pytest.fixture
async def clinic_id(ledger: ClinicStore, noon: datetime) -> int:
    """Amy's clinic."""
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "UAMY", role=Role.STAFF, at=noon)
    return clinic.id


@pytest.fixture
def amy(noon: datetime) -> FactReport:
    """What Amy says."""
    asked = "/coverage Cigna 20560"
    return FactReport("position/cigna", FactPart.VERDICT, "ptmgmt", asked, "UAMY", noon)


async def test_who_says_it_twice_is_counted_once(
    reports: FactReports, clinic_id: int, amy: FactReport
) -> None:
    assert await reports.report(clinic_id, amy)
    assert await reports.report(clinic_id, amy) is None
    [entry] = await reports.reported(clinic_id)
    assert entry.reports == (amy,)


async def test_five_who_say_the_same_at_once_are_one_entry(
    reports: FactReports, clinic_id: int, amy: FactReport
) -> None:
    said = [replace(amy, by=f"U{n}", command=f"/coverage Cigna 2056{n}") for n in range(5)]
    await asyncio.gather(*(reports.report(clinic_id, report) for report in said))
    [entry] = await reports.reported(clinic_id)
    assert sorted(entry.members) == [report.by for report in said]


async def test_another_part_and_another_source_are_another_entry(
    reports: FactReports, clinic_id: int, amy: FactReport
) -> None:
    await reports.report(clinic_id, replace(amy, part=FactPart.LIMIT))
    await reports.report(clinic_id, replace(amy, source=""))
    for member in ("UAMY", "UBEA"):
        await reports.report(clinic_id, replace(amy, by=member))
    entries = await reports.reported(clinic_id)
    assert [len(entry.reports) for entry in entries] == [2, 1, 1]


@pytest.mark.parametrize("check", FactCheck)
async def test_what_was_checked_leaves_the_list_and_may_be_said_again(
    reports: FactReports, clinic_id: int, amy: FactReport, noon: datetime, check: FactCheck
) -> None:
    entry = await reports.report(clinic_id, amy)
    assert entry
    settled = await reports.settle(clinic_id, entry.number, check, actor="UKIM", at=noon)
    assert settled == entry
    assert await reports.reported(clinic_id) == ()
    assert await reports.settle(clinic_id, entry.number, check, actor="UKIM", at=noon) is None
    assert await reports.report(clinic_id, amy)


async def test_another_clinic_neither_sees_nor_settles_it(
    reports: FactReports, clinic_id: int, amy: FactReport, noon: datetime
) -> None:
    entry = await reports.report(clinic_id, amy)
    assert entry
    other, true = clinic_id + 1, FactCheck.STILL_TRUE
    assert await reports.reported(other) == ()
    assert await reports.settle(other, entry.number, true, actor="UEVE", at=noon) is None
    assert await reports.reported(clinic_id) == (entry,)


async def test_the_audit_says_who_called_it_wrong_and_who_checked(
    clinic_id: int, amy: FactReport, noon: datetime, ledger: ClinicStore
) -> None:
    reports = FactReportStore()
    entry = await reports.report(clinic_id, amy)
    assert entry
    await reports.settle(clinic_id, entry.number, FactCheck.TO_CORRECT, actor="UKIM", at=noon)
    said, checked = (await ledger.audit(clinic_id))[-2:]
    assert (said.event.actor, said.event.action) == ("UAMY", "fact reported")
    assert (checked.event.actor, checked.event.action) == ("UKIM", "fact checked")
    assert checked.event.subject == "position/cigna"
    assert checked.event.particulars == {
        "of": "verdict",
        "source": "ptmgmt",
        "check": "will be corrected",
    }

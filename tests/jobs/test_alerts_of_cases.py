"""An alert of a case says which case it is, and one of a second payer whose limit it is."""

from __future__ import annotations

from datetime import timedelta

from models.period import Period
from models.visits.authorization import Authorization
from models.visits.body_region import BodyRegion
from models.visits.events import AuthorizationAdded, Event, SecondarySet, SessionLogged
from models.visits.limit import Pool
from models.visits.session import Session
from tests.jobs.clinic_day import ClinicDay
from tests.jobs.test_alerts import said

BLUE = "BLUE-47K"


def visits(day: ClinicDay, number: int, case: BodyRegion | None) -> list[Event]:
    """So many visits of a case, the last of them today."""
    return [
        SessionLogged(Session(n, day.today - timedelta(days=number - n), ("20560",), case=case))
        for n in range(1, number + 1)
    ]


async def test_the_authorization_of_a_case_warns_by_its_region(day: ClinicDay) -> None:
    await day.begin(BLUE)
    dates = Period(day.today - timedelta(days=30), day.today + timedelta(days=60))
    neck, back = (Pool(case=case) for case in (BodyRegion.NECK, BodyRegion.LOW_BACK))
    granted = (
        AuthorizationAdded(Authorization("1", 6, dates, neck)),
        AuthorizationAdded(Authorization("2", 6, dates, back)),
    )
    await day.amend(BLUE, *granted, *visits(day, 4, BodyRegion.LOW_BACK))
    await day.tick(seconds=2)
    assert [reply.headline for reply in day.team] == ["BLUE-47K · 2 visits left for the low back"]
    assert "6 visits authorized for the low back" in said(day.team[0])


async def test_the_limit_of_a_second_payer_warns_by_its_name(day: ClinicDay) -> None:
    await day.begin(BLUE)
    second = SecondarySet("ahcccs")
    await day.amend(BLUE, second, *visits(day, 13, None))
    await day.tick(seconds=2)
    assert [reply.headline for reply in day.team] == ["BLUE-47K · 2 visits left"]
    assert f"{day.book.payers['ahcccs'].name} (secondary)" in said(day.team[0])

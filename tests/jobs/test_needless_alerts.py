"""Who hears nothing, as nothing is to be done; and who hears of it, as something is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.period import Period
from models.visits.authorization import Authorization
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart
from models.visits.events import AuthorizationAdded, Event, PayerSet, SessionLogged
from models.visits.session import Session
from models.visits.window import CalendarYear
from tests.jobs.clinic_day import ClinicDay
from tests.jobs.test_alerts import BLUE


def granted(
    serial: int, number: int, first: date, last: date, *, instead: tuple[int, ...] = ()
) -> AuthorizationAdded:
    """Visits from one day until another."""
    added = Authorization(str(serial), number, Period(first, last), serial=serial)
    return AuthorizationAdded(added, replaces=instead)


async def weekly(day: ClinicDay, first: date, number: int) -> None:
    """So many visits, a week apart, and whatever they are told of."""
    for week in range(number):

        def decide(chart: Chart, on: date = first + timedelta(weeks=week)) -> tuple[Event, ...]:
            return (SessionLogged(Session(chart.next_number, on, ("20560",))),)

        await day.amend(BLUE, decide=decide)
        await day.tick(seconds=2)


def heard(day: ClinicDay) -> list[str]:
    """The headlines in the clinic's channel by now, without what is over."""
    return [r.headline for r in day.team if "resolved" not in r.headline]


async def test_a_renewal_beside_the_last_visits_of_the_old_one_warns_of_nothing(
    day: ClinicDay,
) -> None:
    """Six visits, then twelve that overlap: the sixth visit is no last one, nor is the seventh."""
    await day.begin(BLUE, "humana")
    await day.amend(BLUE, granted(1, 6, date(2026, 10, 1), date(2026, 12, 15)))
    await day.amend(BLUE, granted(2, 12, date(2026, 10, 10), date(2027, 1, 31)))
    await weekly(day, date(2026, 10, 12), 7)
    assert heard(day) == []


async def test_an_extension_goes_on_to_warn_of_the_visits_that_it_took_over(
    day: ClinicDay,
) -> None:
    """Twelve visits whose end the payer moves stay twelve."""
    await day.begin(BLUE, "humana")
    first = date(2026, 8, 24)
    await day.amend(BLUE, granted(1, 12, first, date(2026, 11, 30)))
    await weekly(day, first, 6)
    await day.amend(BLUE, granted(2, 12, first, date(2026, 12, 31), instead=(1,)))
    await weekly(day, first + timedelta(weeks=6), 7)
    assert heard(day)[-1] == "BLUE-47K · over by 1"
    assert {str(alert.ref.threshold) for alert in await day.alerts()} >= {
        "left/2",
        "left/0",
        "over",
    }


async def test_a_new_payer_s_limit_is_not_passed_by_the_visits_of_the_old_one(
    day: ClinicDay,
) -> None:
    for payer, number in (("aetna", 20), ("cigna", 10)):
        cap = Cap(CapScope.PAYER, payer, number, CalendarYear(), "UBOSS", day.today)
        await day.charts.set_cap(day.clinic.id, cap, day.by)
    await day.begin(BLUE, "aetna")
    await day.amend(BLUE, granted(1, 6, date(2026, 9, 28), date(2026, 10, 30)))
    await weekly(day, date(2026, 7, 6), 15)
    alerts = len(await day.alerts())
    await day.amend(BLUE, PayerSet("cigna", date(2026, 11, 1)))
    await weekly(day, date(2026, 11, 2), 3)
    new = (await day.alerts())[alerts:]
    assert [str(alert.ref.threshold) for alert in new] == []


@pytest.mark.parametrize(("comes", "warned"), [(True, True), (False, False)])
async def test_an_end_is_told_of_who_comes_and_of_nobody_who_stayed_away(
    day: ClinicDay, comes: bool, warned: bool
) -> None:
    await day.begin(BLUE, "humana")
    await day.amend(BLUE, granted(1, 20, date(2026, 9, 1), date(2026, 12, 4)))
    await weekly(day, date(2026, 9, 7), 11 if comes else 4)
    assert any("ends" in headline for headline in heard(day)) is warned


async def test_visits_after_the_end_are_one_alert_that_counts_them(day: ClinicDay) -> None:
    await day.begin(BLUE, "humana")
    await day.amend(BLUE, granted(1, 8, date(2026, 9, 1), date(2026, 10, 31)))
    await weekly(day, date(2026, 9, 28), 8)
    assert heard(day) == ["BLUE-47K · 3 visits uncovered"]
    await day.amend(BLUE, granted(2, 8, date(2026, 11, 1), date(2026, 12, 31)))
    await day.tick(seconds=2)
    assert heard(day) == []

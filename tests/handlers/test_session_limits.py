"""Limits that the shipped facts hold for past years only, on invented payers of this year."""

from __future__ import annotations

from datetime import date

import pytest

from models.visits.chart import DoneBy
from models.visits.events import SessionLogged
from models.visits.limit import Limit, Pool
from models.visits.session import Discipline, Session
from models.visits.window import BenefitYear, CalendarYear, RollingDays
from tests.handlers.clinic_desk import TODAY, ClinicDesk, button, days, first_line
from tests.handlers.front_desk import words
from tests.models.small_book import SOURCE, position, small_book

_THERAPY = Pool(disciplines=(Discipline.PT, Discipline.OT, Discipline.ST))


def _limit(number: int, says: str, **told: object) -> Limit:
    return Limit(says, (SOURCE.id,), f"aetna/{says}", number, **told)  # type: ignore[arg-type]


def _clinic(*limits: Limit) -> ClinicDesk:
    return ClinicDesk(small_book({"aetna": (position(limits=limits),)}), "PT")


async def test_a_pool_counts_therapy_of_every_kind_and_no_massage() -> None:
    clinic = _clinic(_limit(75, "75 a year for therapy.", window=CalendarYear(), pool=_THERAPY))
    await clinic.say("/session new BLUE-7 payer aetna")
    await clinic.log("BLUE-7", date(2026, 3, 2))
    kinds = [Discipline.OT, Discipline.MASSAGE]
    events = [
        SessionLogged(Session(number, date(2026, 3, number), (), kind))
        for number, kind in enumerate(kinds, start=3)
    ]

    by = DoneBy("amy", clinic.now, TODAY)
    await clinic.charts.amend(1, "BLUE-7", lambda _: events, by)
    reply = await clinic.say("/session show BLUE-7")
    assert first_line(reply).startswith("2 of 75 visits used, 73 left")
    assert "a discipline that this limit does not count" in words(reply)


async def test_a_limit_of_one_plan_counts_once_the_plan_is_told() -> None:
    clinic = _clinic(
        _limit(75, "75 a year.", window=CalendarYear(), plan="Standard Option"),
        _limit(50, "50 a year.", window=CalendarYear(), plan="Basic Option"),
    )
    reply = await clinic.say("/session new BLUE-7 payer aetna")
    waits = "no limit counts yet: it depends on the plan, which nobody entered."
    assert first_line(reply) == f"0 sessions logged; {waits}"
    chosen = await clinic.say(button(reply, "Standard Option"))
    assert first_line(chosen).startswith("0 of 75 visits used, 75 left")
    other = await clinic.say("/session payer BLUE-7 aetna basic")
    assert first_line(other).startswith("0 of 50 visits used, 50 left")


async def test_a_kind_of_plan_leaves_open_which_of_the_payers_own_it_is() -> None:
    clinic = _clinic(_limit(75, "75 a year.", window=CalendarYear(), plan="Standard Option"))
    await clinic.say("/session new BLUE-7 payer aetna")
    reply = await clinic.say("/session payer BLUE-7 plan PPO")
    assert "it depends on the plan" in words(reply)
    chosen = await clinic.say(button(reply, "Standard Option"))
    assert first_line(chosen).startswith("0 of 75 visits used, 75 left")


async def test_another_payer_forgets_the_plan() -> None:
    clinic = _clinic(_limit(75, "75 a year.", window=CalendarYear(), plan="Standard Option"))
    await clinic.say("/session new BLUE-7 payer aetna")
    await clinic.say("/session payer BLUE-7 aetna plan Standard Option")
    await clinic.say("/session payer BLUE-7 cigna")
    chart = await clinic.charts.find(1, "BLUE-7")
    assert chart
    assert (chart.payer, chart.plan) == ("cigna", "")


@pytest.mark.parametrize(
    ("opened", "resets"),
    [
        pytest.param("year from July 1", "Resets Jul 1, 2027", id="told"),
        pytest.param("", "Resets Jan 1, 2027", id="not told"),
    ],
)
async def test_a_benefit_year_runs_from_the_day_of_the_patient_s_plan(
    opened: str, resets: str
) -> None:
    clinic = _clinic(_limit(20, "20 a benefit year.", window=BenefitYear(1)))
    await clinic.say(f"/session new BLUE-7 payer aetna {opened}")
    reply = await clinic.log("BLUE-7", TODAY)
    assert resets in first_line(reply)


async def test_a_rolling_limit_says_when_the_oldest_visit_leaves() -> None:
    clinic = _clinic(_limit(12, "12 in 90 days.", window=RollingDays(90)))
    await clinic.say("/session new BLUE-7 payer aetna")
    reply = await clinic.log("BLUE-7", *days(date(2026, 11, 2), 2, every=7))
    assert "Rolls: the oldest leaves on Jan 31, 2027." in first_line(reply)


async def test_the_tightest_of_several_limits_binds_and_the_others_are_shown() -> None:
    clinic = _clinic(
        _limit(20, "20 a year.", window=CalendarYear()),
        _limit(3, "3 in 30 days.", window=RollingDays(30)),
    )
    await clinic.say("/session new BLUE-7 payer aetna")
    reply = await clinic.log("BLUE-7", TODAY)
    assert first_line(reply).startswith("1 of 3 visits used, 2 left. Aetna: 3 in 30 days.")
    shown = await clinic.say("/session show BLUE-7")
    assert "1 of 20 visits used, 19 left. Aetna: 20 a year." in words(shown)


async def test_a_soft_limit_says_that_it_may_be_passed() -> None:
    clinic = _clinic(_limit(1, "1 a year.", window=CalendarYear(), soft=True))
    await clinic.say("/session new BLUE-7 payer aetna")
    logged = words(await clinic.log("BLUE-7", TODAY))
    assert "Visits beyond that are for the payer to decide" in logged

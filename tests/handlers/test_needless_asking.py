"""Nobody is told to ask for authorization where none is needed, nor what was asked for already."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.alerts.alert import Alert, AlertKind, AlertRef, Threshold
from models.alerts.alert_state import AlertState
from models.coverage.fact_book import FactBook
from models.visits.counting import current
from models.visits.limit import LimitKind
from models.wording import alert_next_steps
from tests.handlers.clinic_desk import ClinicDesk, days
from tests.handlers.front_desk import words

NOW = "Ask for authorization now"
CAP = "20 visits per calendar year, then 10 more with authorization"


@pytest.fixture
def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic shortly before Christmas."""
    clinic = ClinicDesk(pack, "PT")
    clinic.now = datetime(2026, 12, 22, 17, 0, tzinfo=UTC)
    return clinic


async def fern(
    clinic: ClinicDesk, visits: int, most: str = CAP, last: date = date(2026, 12, 31)
) -> None:
    """A cap that an authorization opens further, one that ends with the year, and some visits."""
    await clinic.say("/session new FERN-22 payer humana")
    await clinic.say(f"/caps set FERN-22 {most}", manager=True)
    await clinic.say(f"/session authorize FERN-22 10 visits from 2026-11-20 until {last}")
    first = date(2026, 12, 20 - 3 * (visits - 1)) if visits < 7 else date(2026, 11, 23)
    await clinic.log("FERN-22", *days(first, visits, every=3))


async def test_an_authorization_that_ends_with_the_year_needs_no_other_where_visits_are_open(
    clinic: ClinicDesk,
) -> None:
    await fern(clinic, 9)
    told = words(await clinic.say("/caps FERN-22"))
    assert NOW not in told
    assert "Ask for authorization by Fri Feb 12, 2027" in told  # the 20 of 2027, at this pace


async def test_where_the_visits_that_need_none_never_begin_anew_it_is_to_be_asked_for(
    clinic: ClinicDesk,
) -> None:
    await fern(clinic, 9, "9 visits per lifetime, then 10 more with authorization")
    assert NOW in words(await clinic.say("/caps FERN-22"))


@pytest.mark.parametrize(
    ("last", "most", "told"),
    [
        (date(2026, 12, 31), CAP, "If care goes on, 20 visits per calendar year need no author"),
        (date(2026, 12, 30), CAP, "need no authorization: 18 left now."),
        (
            date(2026, 12, 30),
            "2 visits per calendar year, then 10 more with authorization",
            "If care goes on, ask for a new authorization now",
        ),
    ],
    ids=["the new year has all of them", "the old year has some", "the old year has none"],
)
async def test_the_alert_of_an_end_names_what_needs_none(
    clinic: ClinicDesk, last: date, most: str, told: str
) -> None:
    await fern(clinic, 2, most, last)
    chart = await clinic.charts.find(clinic.clinic.id, "FERN-22")
    assert chart
    of_day = current(chart, clinic.book, date(2026, 12, 22))
    granted = next(s for s in of_day if s.limit.kind is LimitKind.AUTHORIZATION)
    ref = AlertRef(
        1, granted.limit.id, granted.opened, Threshold(AlertKind.ENDS, 14), AlertState.SENT
    )
    steps = alert_next_steps.steps(Alert(ref, 1, "FERN-22", clinic.now), granted)
    assert told in [line.text for line in steps][-1]


async def test_two_a_week_that_are_booked_twice_a_week_ask_for_nothing(
    clinic: ClinicDesk,
) -> None:
    clinic.now = datetime(2027, 1, 4, 17, 0, tzinfo=UTC)
    await clinic.say("/session new ELM-6 payer husky health")
    await clinic.log("ELM-6", date(2026, 12, 28), date(2026, 12, 30), date(2027, 1, 4))
    for command in ("/session book ELM-6 1/6/27", "/caps ELM-6", "/session book ELM-6 1/11/27"):
        assert NOW not in words(await clinic.say(command)), command
    third = words(await clinic.say("/session book ELM-6 1/8/27"))
    assert NOW in third


async def test_a_preview_asks_for_nothing_that_was_asked_for(clinic: ClinicDesk) -> None:
    await clinic.say("/session new FERN-22 payer humana")
    await clinic.say("/session authorize FERN-22 10 visits from 2026-11-01 until 2027-03-31")
    await clinic.log("FERN-22", *days(date(2026, 11, 28), 8, every=3))
    assert "When to ask" in words(await clinic.say("/caps preview", manager=True))
    await clinic.say("/session request FERN-22 10 visits")
    assert "When to ask" not in words(await clinic.say("/caps preview", manager=True))


async def test_no_day_is_named_that_lies_before_the_window(clinic: ClinicDesk) -> None:
    await clinic.say("/session new GOLD-7 payer aetna")
    await clinic.say("/caps set GOLD-7 2 visits per calendar year", manager=True)
    await clinic.log("GOLD-7", *days(date(2026, 12, 4), 7, every=3))
    clinic.now = datetime(2027, 1, 2, 17, 0, tzinfo=UTC)
    await clinic.say("/session book GOLD-7 jan 5, jan 8, jan 12")
    told = words(await clinic.say("/caps GOLD-7"))
    assert "ask for authorization now. How long" in told
    assert "the day for it was" not in told

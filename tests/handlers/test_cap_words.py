"""Caps by the benefit year of an alias's own plan, and the words behind a window."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button, first_line
from tests.handlers.front_desk import words


@pytest.fixture
def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists."""
    return ClinicDesk(pack, "PT")


@pytest.mark.parametrize("typed", ["benefit year", "plan year", "the benefit yr"])
async def test_the_alias_s_own_year_answers_a_benefit_year(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/session new GREEN-3 payer cigna year from July 1")
    reply = await clinic.say(f"/caps set GREEN-3 10 visits per {typed}")
    assert clinic.answered
    assert "10 visits per benefit year from Jul 1" in words(reply)
    assert "Resets Jul 1, 2027" in first_line(reply)


async def test_two_years_that_differ_are_asked_about_and_never_both_told(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new ELK-4 payer aetna year from 3/1")
    reply = await clinic.say("/caps set ELK-4 10 visits per benefit year from July 1")
    assert not clinic.answered
    assert await clinic.charts.caps(1) == ()
    own = await clinic.say(button(reply, "Benefit year from Mar 1"))
    assert "Resets Mar 1, 2027" in first_line(own)
    mended = await clinic.say(button(reply, "Mend the plan's year: Jul 1"))
    assert "The plan's year begins on Jul 1. It was Mar 1 before." in words(mended)
    assert "Resets Jul 1, 2027" in first_line(mended)
    assert "Mar 1, 2027" not in words(mended)


async def test_a_year_that_is_typed_counts_where_the_plan_has_none(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELK-4")
    reply = await clinic.say("/caps set ELK-4 10 visits per benefit year from July 1")
    assert "Resets Jul 1, 2027" in first_line(reply)
    asked = await clinic.say("/caps set ELK-4 10 visits per benefit year")
    assert not clinic.answered
    assert asked.choices


async def test_a_plan_s_year_is_shown_changed_and_taken_back(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELK-4 payer aetna")
    await clinic.say("/session year ELK-4 begins July 1")
    assert "Plan's year: Jul 1" in words(await clinic.say("/session show ELK-4"))
    await clinic.say("/session year ELK-4 3/1")
    assert "Plan's year: Mar 1" in words(await clinic.say("/session show ELK-4"))
    await clinic.say("/session year ELK-4 none")
    assert "Plan's year" not in words(await clinic.say("/session show ELK-4"))


@pytest.mark.parametrize("typed", ["", "2/30", "July 1 for Cigna", "July"])
async def test_a_year_without_a_day_is_asked_for(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/session new ELK-4 payer aetna")
    await clinic.say(f"/session year ELK-4 {typed}")
    assert not clinic.answered
    chart = await clinic.charts.find(1, "ELK-4")
    assert chart
    assert chart.benefit_year is None


@pytest.mark.parametrize(
    ("behind", "says"),
    [
        pytest.param("PT/OT combined", "of all disciplines", id="pool"),
        pytest.param("for speech", "of all disciplines", id="one"),
        pytest.param("excluding evaluations", "every visit", id="evaluations"),
        pytest.param("20560 only", "every visit", id="a code"),
        pytest.param("then 10 more with auth", "one number", id="stage"),
    ],
)
async def test_no_word_behind_a_cap_s_window_is_dropped(
    clinic: ClinicDesk, behind: str, says: str
) -> None:
    await clinic.say("/session new ELK-4 payer aetna")
    reply = await clinic.say(f"/caps set ELK-4 20 visits per calendar year {behind}")
    assert not clinic.answered
    assert reply.headline.startswith("A cap cannot hold “")
    assert says in words(reply)
    assert await clinic.charts.caps(1) == ()
    assert reply.choices == ()


@pytest.mark.parametrize(
    "window",
    ["calendar year from the first visit", "rolling calendar year", "month from first visit"],
)
async def test_two_windows_in_one_breath_are_asked_about(clinic: ClinicDesk, window: str) -> None:
    await clinic.say("/session new ELK-4 payer aetna")
    reply = await clinic.say(f"/caps set ELK-4 20 visits per {window}")
    assert not clinic.answered
    assert reply.headline.startswith("In which window?")

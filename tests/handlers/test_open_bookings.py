"""A visit that was booked stays told until somebody logs it or takes it away, for a quarter."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import NOON, ClinicDesk, button
from tests.handlers.front_desk import words

WEEKS_AGO = NOON - timedelta(days=21)
OLD = "Longer ago, not logged: OAK-1 Tue Nov 3, Thu Nov 5; ELM-3 Wed Nov 4."


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """Three visits were booked for three weeks ago, and nobody said what became of them."""
    desk = ClinicDesk(pack, "PT")
    desk.now = WEEKS_AGO
    await desk.say("/session new OAK-1 payer aetna")
    await desk.say("/session new ELM-3 payer aetna")
    await desk.say("/caps book OAK-1 11/3 11/5")
    await desk.say("/caps book ELM-3 11/4")
    desk.now = NOON
    return desk


async def test_what_was_booked_weeks_ago_and_never_logged_is_still_told(clinic: ClinicDesk) -> None:
    for typed in ("/caps week", "/session today"):
        reply = await clinic.say(typed)
        assert OLD in words(reply), typed
        of_then = await clinic.say(button(reply, "The week of Tue Nov 3"))
        assert "Booked, not logged: OAK-1 Tue Nov 3, Thu Nov 5; ELM-3 Wed Nov 4." in words(of_then)
    assert "Longer ago" not in words(await clinic.say("/caps week 2026-11-09"))
    told = words(await clinic.say("/caps OAK-1"))
    assert "Booked, not logged: Tue Nov 3; Thu Nov 5." in told


async def test_it_is_told_no_more_once_it_is_logged_or_taken_away(clinic: ClinicDesk) -> None:
    await clinic.say("/session log OAK-1 20560 on 11/3")
    gone = await clinic.say("/session log OAK-1 no-show on 11/5")
    taken = await clinic.say("/caps unbook ELM-3 11/4")
    assert "Not booked any more: Wed Nov 4." in words(taken)
    assert "Longer ago" not in words(await clinic.say("/caps week"))
    assert "Booked" not in words(await clinic.say("/caps OAK-1"))
    await clinic.say(button(taken, "Undo"))
    await clinic.say(button(gone, "Book OAK-1 again"))
    told = words(await clinic.say("/caps week"))
    assert "Longer ago, not logged: ELM-3 Wed Nov 4; OAK-1 Thu Nov 5." in told


@pytest.mark.parametrize("typed", ["11/4", "2026-11-04", "Nov 4", "Wed 11/4"])
async def test_a_booking_of_long_ago_is_taken_away_however_its_day_is_written(
    clinic: ClinicDesk, typed: str
) -> None:
    assert "Not booked any more: Wed Nov 4." in words(
        await clinic.say(f"/caps unbook ELM-3 {typed}")
    )


async def test_today_and_tomorrow_are_no_days_of_long_ago(clinic: ClinicDesk) -> None:
    await clinic.say("/caps unbook OAK-1 today")
    assert OLD in words(await clinic.say("/caps week"))


async def test_many_are_told_in_few_words_and_after_a_quarter_none(clinic: ClinicDesk) -> None:
    clinic.now = WEEKS_AGO
    days = " ".join(f"11/{day}" for day in range(2, 16))
    await clinic.say(f"/caps book OAK-1 {days}")
    clinic.now = NOON
    assert "and 7 more." in words(await clinic.say("/caps week"))
    clinic.now = NOON + timedelta(days=100)
    assert "Longer ago" not in words(await clinic.say("/caps week"))

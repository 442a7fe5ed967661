"""Numbers that hardly anybody means are asked about, words are numbers, stray words are told."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.understanding.small_numbers import in_digits
from tests.handlers.clinic_desk import ClinicDesk, button, first_line
from tests.handlers.front_desk import words


@pytest.fixture
async def desk(pack: FactBook) -> ClinicDesk:
    """A desk with one alias that has 24 units."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new ASPEN-5 payer humana")
    await desk.say("/session authorize ASPEN-5 24 units from 11/1/26 until 12/31/26")
    return desk


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        (
            "/session log ASPEN-5 97140 x99 on 11/20",
            "99 units are 24 hours and 45 minutes of one session. Is that right?",
        ),
        (
            "/session log ASPEN-5 97140 x9 97110 x9 on 11/20",
            "18 units are 4 hours and 30 minutes of one session. Is that right?",
        ),
        (
            "/session authorize ASPEN-5 800 visits from 12/1 until 12/31 as well",
            "800 visits in 31 days are more than one visit on each. Is that right?",
        ),
        (
            "/session authorize ASPEN-5 600 units from 12/1 until 12/31 as well",
            "600 units in 31 days are more than 16 units on each. Is that right?",
        ),
        (
            "/session authorize ASPEN-5 8 visits from 12/1/26 until 12/1/2031 as well",
            "It would run for 5 years, until Dec 1, 2031. Is that right?",
        ),
        (
            "/session request ASPEN-5 800 visits",
            "800 visits are more than anybody has in a year of care. Is that right?",
        ),
        (
            "/caps set ASPEN-5 800 visits per calendar year",
            "800 visits are more than anybody has in a year of care. Is that right?",
        ),
        (
            "/session balance ASPEN-5 800 elsewhere as of 11/20 from patient",
            "800 visits are more than anybody has in a year of care. Is that right?",
        ),
    ],
)
async def test_a_number_that_may_be_a_slip_is_asked_about_once(
    desk: ClinicDesk, typed: str, asks: str
) -> None:
    before = await desk.charts.find(1, "ASPEN-5")
    asked = await desk.say(typed)
    assert not desk.answered
    assert asks in words(asked)
    assert await desk.charts.find(1, "ASPEN-5") == before
    assert await desk.charts.caps(1) == ()
    await desk.say(button(asked, "Yes, as typed"))
    assert desk.answered


@pytest.mark.parametrize(
    "typed",
    [
        "/session log ASPEN-5 97140 x8 97110 x8 on 11/20",
        "/session authorize ASPEN-5 31 visits from 12/1 until 12/31 as well",
        "/session authorize ASPEN-5 150 visits from 12/1/26 until 12/1/2028 as well",
        "/session authorize ASPEN-5 496 units from 12/1 until 12/31 as well",
        "/session request ASPEN-5 150 visits",
        "/caps set ASPEN-5 800 units per calendar year",
    ],
)
async def test_what_may_well_be_meant_is_not_asked_about(desk: ClinicDesk, typed: str) -> None:
    await desk.say(typed)
    assert desk.answered


async def test_what_was_asked_about_is_kept_by_the_questions_behind_it(desk: ClinicDesk) -> None:
    await desk.say("/session log ASPEN-5 20560 on 11/20")
    asked = await desk.say("/session log ASPEN-5 97140 x20 on 11/20")
    again = await desk.say(button(asked, "Yes, as typed"))
    assert "Log another?" in words(again)
    logged = await desk.say(button(again, "Yes, log another"))
    assert first_line(logged).startswith("20 of 24 timed units used")


async def test_one_list_asks_of_a_slip_in_it(desk: ClinicDesk) -> None:
    await desk.say("/session new ASPEN-6 payer humana")
    await desk.say("/session log ASPEN-5 97140 x99; ASPEN-6 20560")
    assert not desk.answered
    assert await desk.numbers("ASPEN-6") == []


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("eight visits", "8 visits"),
        ("twenty-four timed units", "24 timed units"),
        ("thirty two more sessions", "32 more sessions"),
        ("Twelve used", "12 used"),
        ("one visit per day", "one visit per day"),
        ("two per week", "two per week"),
    ],
)
def test_numbers_of_visits_may_be_words(typed: str, digits: str) -> None:
    assert in_digits(typed) == digits


async def test_words_are_counted_in_each_command(desk: ClinicDesk) -> None:
    granted = await desk.say(
        "/session authorize ASPEN-5 eight visits from 12/1/26 until 12/31/26 as well"
    )
    assert "8 visits authorized" in words(granted)
    assert "Request 1: 8 visits" in words(await desk.say("/session request ASPEN-5 eight visits"))
    cap = words(await desk.say("/caps set ASPEN-5 twelve visits per calendar year"))
    assert "12 visits per calendar year" in cap
    told = "/session balance ASPEN-5 seven used elsewhere as of 11/20 from patient"
    assert "7 visits used elsewhere" in words(await desk.say(told))


async def test_the_example_of_a_window_is_one_that_was_meant(desk: ClinicDesk) -> None:
    asked = words(await desk.say("/caps set ASPEN-5 2 per week"))
    assert "/caps set ASPEN-5 2 visits per calendar week" in asked
    assert "calendar year" not in asked


# ── Words beside what was understood ──


async def test_stray_words_beside_two_days_are_told_and_in_no_button(desk: ClinicDesk) -> None:
    asked = await desk.say("/session log ASPEN-5 20560 on 11/3, also 11/5 thanks")
    assert "I did not use “thanks”." in words(asked)
    assert not any("thanks" in c.command or "also" in c.command for c in asked.choices)
    await desk.say(button(asked, "Both days"))
    assert await desk.numbers("ASPEN-5") == [1, 2]


async def test_words_that_may_say_something_beside_two_days_are_refused(desk: ClinicDesk) -> None:
    told = words(await desk.say("/session log ASPEN-5 20560 on 11/3 and 11/5 half"))
    assert "I did not understand “half”, so nothing was logged." in told


async def test_an_alias_of_the_list_is_not_offered_for_one_that_is_unknown(
    desk: ClinicDesk,
) -> None:
    reply = await desk.say("/session log ASPEN-8, ASPEN-5 20560 on 11/19")
    assert "There is no alias ASPEN-8 here." in words(reply)
    assert not any(c.command.startswith("/session log ASPEN-5 ") for c in reply.choices)
    assert button(reply, "Make ASPEN-8") == "/session new ASPEN-8"


# ── Extending, and undo beside what it does not reach ──


async def test_extend_moves_the_last_day_of_an_authorization(desk: ClinicDesk) -> None:
    reply = await desk.say("/session extend ASPEN-5 until 1/15/2027")
    assert "Nov 1, 2026 to Jan 15, 2027." in first_line(reply)
    assert "It is noted as number 2, instead of number 1." in words(reply)
    asked = words(await desk.say("/session extend ASPEN-5"))
    assert "Until when may the visits be used?" in asked
    more = words(await desk.say("/session extend ASPEN-5 by 4 visits until 1/31/27"))
    assert "Is that instead of number 2, or as well?" in more, "24 timed units hold no visits"


async def test_behind_a_renaming_no_other_patient_s_deed_is_offered(desk: ClinicDesk) -> None:
    await desk.say("/session new ASPEN-6 payer humana")
    await desk.say("/session improving ASPEN-5 on 11/20")
    await desk.say("/session rename ASPEN-6 ASPEN-7")
    asked = await desk.say("/session undo")
    assert "which undo does not reach" in words(asked)
    assert [choice.label for choice in asked.choices] == ["The board"]


async def test_undo_words_how_a_disputed_limit_was_counted(desk: ClinicDesk) -> None:
    await desk.say("/caps reading medicare calendar year", manager=True)
    asked = words(await desk.say("/session undo", manager=True))
    assert "medicare year as calendar year → not set" in asked

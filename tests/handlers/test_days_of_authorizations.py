"""An authorization whose days nobody told whole: what it leaves out is said, the rest is asked."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic whose patient came on Nov 12, before any authorization; it is Nov 23, 2026."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer humana")
    await desk.say("/session log OAK-12 20560 on 11/12/2026")
    return desk


async def periods(clinic: ClinicDesk) -> list[tuple[int, str, str]]:
    """The authorizations that count: visits, first and last day."""
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    held = chart.history.authorizations
    return [(a.number, str(a.period.first), str(a.period.last)) for a in held]


async def test_one_without_a_first_day_says_which_visits_it_leaves_out(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session authorize OAK-12 6 visits thru 12/31")
    assert "It begins today: 1 visit before it is covered by none, Nov 12, 2026." in words(reply)
    assert await periods(clinic) == [(6, "2026-11-23", "2026-12-31")]
    mended = await clinic.say(button(reply, "From Nov 12, 2026"))
    assert await periods(clinic) == [(6, "2026-11-12", "2026-12-31")]
    assert mended.count
    assert mended.count.words.startswith("1 of 6 visits used")


@pytest.mark.parametrize(
    ("before", "typed"),
    [
        pytest.param("", "6 visits from 11/23/2026 thru 12/31", id="the first day was told"),
        pytest.param("", "6 visits of 97140 thru 12/31", id="it is for another code"),
        pytest.param(
            "/session authorize OAK-12 3 visits from 11/1/2026 until 11/15/2026",
            "6 visits thru 12/31",
            id="another one covers it",
        ),
        pytest.param(
            "/session void OAK-12 1 because wrong alias", "6 visits thru 12/31", id="it is void"
        ),
    ],
)
async def test_nothing_is_said_of_visits_that_it_does_not_leave_out(
    clinic: ClinicDesk, before: str, typed: str
) -> None:
    if before:
        await clinic.say(before)
    reply = await clinic.say(f"/session authorize OAK-12 {typed}")
    assert clinic.answered
    assert "It begins today" not in words(reply)


@pytest.mark.parametrize("typed", ["8 more visits", "", "8 visits until 12/1/2025"])
async def test_an_example_lies_ahead(clinic: ClinicDesk, typed: str) -> None:
    reply = await clinic.say(f"/session authorize OAK-12 {typed}")
    assert not clinic.answered
    assert "from 11/23/2026 until 2/21/2027" in words(reply)


async def test_more_visits_without_an_end_may_end_with_the_first_ones(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-12 6 visits from 11/1/2026 until 12/31/2026")
    reply = await clinic.say("/session authorize OAK-12 8 more visits")
    await clinic.say(button(reply, "Until Dec 31, 2026, when number 1 ends"))
    assert await periods(clinic) == [
        (6, "2026-11-01", "2026-12-31"),
        (8, "2026-11-23", "2026-12-31"),
    ]


@pytest.mark.parametrize(
    "days",
    [
        "thru new years from dec 7",
        "until new year's day from mon 12/7",
        "thru jan 1 from the 7th of december",
        "between dec 7 and new years",
    ],
)
async def test_the_last_day_may_stand_first_however_the_days_are_written(
    clinic: ClinicDesk, days: str
) -> None:
    await clinic.say(f"/session authorize OAK-12 6 visits {days}")
    assert await periods(clinic) == [(6, "2026-12-07", "2027-01-01")]


async def test_of_two_days_it_is_said_how_the_first_and_the_last_are_written(
    clinic: ClinicDesk,
) -> None:
    asked = await clinic.say("/session authorize OAK-12 6 visits dec 7 and feb 28")
    assert "One day at a time" not in words(asked)
    assert "12 visits from 12/7/2026 until 2/28/2027" in words(asked)
    assert await periods(clinic) == []


async def test_an_extended_authorization_keeps_the_visits_that_it_paid(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-98 payer aetna")
    await desk.say("/session authorize OAK-98 6 visits from 11/1/26 until 11/30/26")
    await desk.log("OAK-98", date(2026, 11, 3), date(2026, 11, 20))
    await desk.say("/session authorize OAK-98 8 visits from 11/10/26 until 1/31/27 as well")
    told = words(await desk.say("/session extend OAK-98 1 until 3/31/27"))
    assert "2 of 6 visits used, 4 left" in told
    again = words(await desk.say("/session extend OAK-98 3 until 4/30/27"))
    assert "2 of 6 visits used, 4 left" in again
    desk.later(days=14)
    assert "1 of 8 visits used, 7 left" in words(await desk.log("OAK-98", date(2026, 12, 3)))


async def test_another_number_of_the_same_days_moves_no_visit(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new PINE-95 payer aetna")
    await desk.say("/session authorize PINE-95 20 visits from 11/1/26 until 12/31/26")
    await desk.say("/session authorize PINE-95 8 visits from 11/1/26 until 12/31/26 as well")
    await desk.log("PINE-95", date(2026, 11, 3), date(2026, 11, 20))
    told = words(await desk.say("/session extend PINE-95 1 by 10"))
    assert "2 of 30 visits used, 28 left" in told


async def test_a_withdrawn_extension_leaves_the_visits_where_they_were(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-98 payer aetna")
    await desk.say("/session authorize OAK-98 6 visits from 11/1/26 until 11/30/26")
    await desk.say("/session authorize OAK-98 8 visits from 11/1/26 until 1/31/27 as well")
    await desk.log("OAK-98", date(2026, 11, 3), date(2026, 11, 20))
    await desk.say("/session extend OAK-98 1 until 3/31/27")
    told = words(await desk.say("/session withdraw OAK-98 3"))
    assert "2 of 6 visits used, 4 left" in told


async def test_one_that_grows_to_what_another_is_stands_beside_it(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-96 payer aetna")
    await desk.say("/session authorize OAK-96 6 visits from 11/1/26 until 12/31/26")
    await desk.say("/session authorize OAK-96 8 visits from 11/1/26 until 12/31/26 as well")
    await desk.log("OAK-96", date(2026, 11, 3))
    grown = words(await desk.say("/session extend OAK-96 1 by 2"))
    assert "1 of 8 visits used, 7 left, 8 more authorized besides" in grown


async def test_what_is_another_already_is_asked_about_with_a_button_for_each(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-96 payer aetna")
    await desk.say("/session authorize OAK-96 6 visits from 11/1/26 until 12/31/26")
    await desk.say("/session authorize OAK-96 8 visits from 11/1/26 until 12/31/26 as well")
    same = "/session authorize OAK-96 8 visits from 11/1/26 until 12/31/26 instead of 1"
    asked = await desk.say(same)
    assert not desk.answered
    now, mistake = (choice.command for choice in asked.choices)
    assert mistake == "/session withdraw OAK-96 1"
    assert "8 more authorized besides" in words(await desk.say(now))
    assert desk.answered


async def test_an_evaluation_that_passes_beside_the_six_is_not_said_to_lack_an_authorization(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new FERN-93 payer uhc medicare advantage")
    await desk.say("/session authorize FERN-93 6 visits from 11/2/26 until 12/31/26")
    listed = await desk.say("/session log FERN-93 97161 on 11/3/26; FERN-93 97110 on 11/5/26")
    assert "FERN-93: 97161 counts on number 1, unless the payer leaves evaluations out." in words(
        listed
    )
    leave_out = next(c.command for c in listed.choices if "leaves evaluations out" in c.label)
    told = words(await desk.say(leave_out))
    assert "1 of 6 visits used, 5 left" in told
    assert "covered by no authorization" not in told
    await desk.say("/session withdraw FERN-93 2")
    gone = words(await desk.say("/session withdraw FERN-93 1"))
    assert "covered by no authorization" not in gone

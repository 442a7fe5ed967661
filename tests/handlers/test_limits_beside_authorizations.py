"""What stands beside a count: a day's cap, an authorization for every visit, a modifier, a plan."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.alerts.due import due
from models.alerts.thresholds import Thresholds
from models.coverage.fact_book import FactBook
from models.visits import counting
from models.visits.binding import binding
from models.visits.forecast import forecast
from models.visits.program_window import CalendarDay
from tests.handlers.clinic_desk import ClinicDesk, board_rows, first_line
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with an alias of a payer whose limits nobody knows, and one of NC Medicaid."""
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-6 payer humana")
    return clinic


async def test_a_cap_of_a_day_does_not_hide_what_is_authorized(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-6 4 visits from 11/1/2026 until 1/31/27")
    await clinic.say("/caps set OAK-6 4 units per day")
    logged = await clinic.say("/session log OAK-6 97110")
    assert first_line(logged).startswith("1 of 4 visits used, 3 left.")
    assert board_rows(await clinic.say("/caps"))[0][1].startswith("3 left")
    again = await clinic.say("/session log OAK-6 97110 x4 again")
    assert first_line(again).startswith("5 of 4 timed units used, over by 1.")


async def test_a_cap_of_a_day_is_no_limit_to_be_near(clinic: ClinicDesk) -> None:
    await clinic.say("/caps set OAK-6 1 visit per day")
    for day in (2, 4, 9, 11, 16, 18, 23):
        await clinic.say(f"/session log OAK-6 97110 on 11/{day}/26")
    await clinic.say("/caps book OAK-6 11/24 11/30")
    chart = await clinic.charts.find(1, "OAK-6")
    assert chart
    on = date(2026, 11, 23)
    found = counting.current(chart, clinic.book, on)
    assert due(found, Thresholds(), chart.history, on) == ()
    bound = binding(counting.current(chart, clinic.book, on + timedelta(days=1)))
    assert bound
    assert isinstance(bound.limit.window, CalendarDay)
    assert bound.left == 1
    assert forecast(bound) is None
    assert "On another day" not in words(await clinic.say("/caps rollover"))


async def test_what_is_authorized_beyond_a_limit_that_is_reached_is_not_swallowed(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-7 payer nc medicaid")
    await clinic.say("/session balance OAK-7 31 in all as of 11/1/26 from portal")
    granted = await clinic.say("/session authorize OAK-7 20 visits from 11/20/26 to 2/28/27")
    assert "Authorization number 1 has 20 left. Whether these go beyond 30 is not known" in words(
        granted
    )


async def test_a_payer_that_authorizes_each_visit_is_told_until_one_is_noted(
    clinic: ClinicDesk,
) -> None:
    said = "wants an authorization for every treatment visit, and none is noted here"
    assert said in words(await clinic.say("/session new OAK-7 payer nc medicaid"))
    clinic.later(days=1)
    assert said in words(await clinic.say("/session log OAK-7 97110"))
    asked = words(await clinic.say("/session request OAK-7 20 visits"))
    assert "One request covers up to 12 visits and six months." in asked
    clinic.later(days=1)
    await clinic.say("/session authorize OAK-7 12 visits from 11/1/26 until 4/30/27")
    assert said not in words(await clinic.say("/session log OAK-7 97110"))


async def test_the_modifier_of_the_visits_of_a_stage_is_named(clinic: ClinicDesk) -> None:
    await clinic.say("/session new OAK-7 payer medicare for chronic low back pain")
    await clinic.say("/session balance OAK-7 11 elsewhere as of 11/1/26 from patient")
    await clinic.say("/session improving OAK-7")
    said = "wants KX on visits 13 to 20."
    assert said not in words(await clinic.say("/session log OAK-7 20561 on 11/20/26"))
    logged = words(await clinic.say("/session log OAK-7 20561"))
    assert f"It is visit 13: Medicare Part B {said}" in logged


async def test_a_treatment_before_the_plan_of_care_is_asked_about(clinic: ClinicDesk) -> None:
    await clinic.say("/session new OAK-7 payer medicare for chronic low back pain")
    await clinic.say("/session plan-of-care OAK-7 from 11/20/26")
    logged = words(await clinic.say("/session log OAK-7 20561 on 11/2/26"))
    assert "It lies before the first treatment day of the plan of care, Nov 20, 2026." in logged
    behind = words(await clinic.say("/session log OAK-7 20561 on 11/21/26"))
    assert "It lies before" not in behind


async def test_no_visit_of_last_year_is_asked_about_beside_a_total_of_this_year(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-7 payer nc medicaid")
    await clinic.say("/session balance OAK-7 29 in all with recent as of 11/20/26 from portal")
    clinic.later(days=43)
    for day in ("12/28/26", "12/30/26", "1/4/27"):
        await clinic.say(f"/session log OAK-7 97110 on {day}")
    asked = await clinic.say("/session balance OAK-7 2 in all as of 1/5/27 from portal")
    assert asked.headline == "Is your 1 visit of Jan 4, 2027 among the 2?"
    told = await clinic.say("/session balance OAK-7 2 in all with recent as of 1/5/27 from portal")
    assert "It takes the place of" not in words(told)


async def test_a_payers_count_is_set_against_what_every_card_says(clinic: ClinicDesk) -> None:
    await clinic.say("/session new OAK-7 payer nc medicaid")
    await clinic.say("/session balance OAK-7 24 in all with recent as of 11/16/26 from portal")
    await clinic.say("/session log OAK-7 97110 on 11/18/26")
    more = await clinic.say("/caps check OAK-7 27 as of 11/20/26 from portal")
    assert more.headline == "OAK-7 · the payer's portal counts 27, you count 25"
    assert "They have 2 more by Nov 20, 2026." in words(more)
    fewer = await clinic.say("/caps check OAK-7 24 as of 11/20/26 from portal")
    assert "They have 1 fewer by Nov 20, 2026." in words(fewer)
    assert "Lag of claims: 1 visit" in words(fewer)
    kept = words(await clinic.say("/caps check OAK-7 27 as of 11/20/26 from portal keep ours"))
    assert "counted 27 as of Nov 20, 2026, you 25: yours is kept." in kept
    assert "25 stay used, by another total that was noted: 24 as of Nov 16, 2026" in kept
    assert "/session undo" not in kept


async def _six_and_one_more(clinic: ClinicDesk) -> None:
    """UnitedHealthcare's six in eight weeks, one more, and what is authorized after them."""
    await clinic.say("/session new OAK-8 payer uhc medicare advantage")
    await clinic.say("/session log OAK-8 97161 on 10/5/26")
    for day in (6, 8, 13, 15, 20, 22, 27):
        await clinic.say(f"/session log OAK-8 20560 on 10/{day}/26")
    await clinic.say("/session authorize OAK-8 6 visits from 2026-11-02 until 2027-01-15")
    await clinic.say("/session log OAK-8 20560 on 11/2/26")


async def test_visits_that_pass_before_an_authorization_are_not_called_uncovered(
    clinic: ClinicDesk,
) -> None:
    await _six_and_one_more(clinic)
    told = words(await clinic.say("/caps OAK-8 details"))
    assert "1 visit: Oct 27, 2026." in told
    assert "7 of 6 visits used, over by 1" in told
    assert "6 visits, the evaluation beside them, in the eight weeks" in told
    assert "1 without authorization" in words(await clinic.say("/caps over"))
    shown = words(await clinic.say("/session show OAK-8 details"))
    assert "Thu Oct 22, 2026, 20560: counts by 6 per 56 days" in shown
    await clinic.say("/session void OAK-8 8 because wrong alias")
    assert "OAK-8" not in words(await clinic.say("/caps over"))
    told = words(await clinic.say("/caps OAK-8 details"))
    assert "Covered by no authorization" not in told
    assert "which counts in its place." in told


@pytest.mark.parametrize(
    ("payer", "days"),
    [
        ("husky health", ("10/26/26", "11/9/26", "11/16/26")),
        ("uhc medicare advantage", ("11/9/26",)),
    ],
)
async def test_a_visit_that_needs_no_authorization_is_warned_of_by_none_that_ended(
    clinic: ClinicDesk, payer: str, days: tuple[str, ...]
) -> None:
    await clinic.say(f"/session new OAK-9 payer {payer}")
    await clinic.say("/session authorize OAK-9 6 visits from 10/1/2026 until 10/31/2026")
    for day in days:
        await clinic.say(f"/session log OAK-9 97110 on {day}")
    chart = await clinic.charts.find(1, "OAK-9")
    assert chart
    on = date(2026, 11, 18)
    found = counting.current(chart, clinic.book, on)
    assert "uncovered" not in {c.kind.value for c in due(found, Thresholds(), chart.history, on)}


async def test_an_authorization_without_a_first_day_leaves_no_visit_that_needs_none_uncovered(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-8 payer uhc medicare advantage")
    for day in (5, 7):
        await clinic.say(f"/session log OAK-8 20560 on 11/{day}/26")
    assert "covered by none" not in words(
        await clinic.say("/session authorize OAK-8 6 visits until 1/15/27")
    )
    await clinic.say("/session new OAK-9 payer humana")
    await clinic.say("/session log OAK-9 20560 on 11/5/26")
    entered = words(await clinic.say("/session authorize OAK-9 6 visits until 1/15/27"))
    assert "1 visit before it is covered by none, Nov 5, 2026." in entered


async def test_what_an_authorization_pays_is_none_of_those_that_need_none(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new MAPLE-3 payer ohio bwc for low back")
    await desk.say("/session authorize MAPLE-3 2 visits from 11/9/2026 until 12/31/2026")
    for day in ("11/2", "11/9", "11/11", "11/13"):
        await desk.say(f"/session log MAPLE-3 20560 on {day}")
    said = words(await desk.say("/session show MAPLE-3 details"))
    assert "2 of 12 visits used, 10 left" in said
    assert "more authorized" not in said
    assert "4. Fri Nov 13, 2026, 20560: counts." in said
    assert "drawn on an authorization" in said

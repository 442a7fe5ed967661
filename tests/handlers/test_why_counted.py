"""What a card says of a session: what covers it, what it draws on, why it counts."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, days, first_line
from tests.handlers.front_desk import words

NOV_3, NOV_5, NOV_10, NOV_12, NOV_17 = (date(2026, 11, day) for day in (3, 5, 10, 12, 17))


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with one alias, whose payer's limits nobody knows."""
    clinic = ClinicDesk(pack)
    await clinic.say("/session new OAK-6 payer humana")
    return clinic


async def authorized(clinic: ClinicDesk, what: str) -> None:
    """Visits that are authorized in November and December."""
    await clinic.say(f"/session authorize OAK-6 {what} from 11/1/26 until 12/31/26")


# ── What no authorization covers ──


async def test_of_a_code_that_no_authorization_names_only_that_is_said(
    clinic: ClinicDesk,
) -> None:
    await authorized(clinic, "6 visits of 20560")
    logged = words(await clinic.log("OAK-6", NOV_17, code="20561"))
    assert "No authorization from Humana noted here names 20561 (Tue Nov 17, 2026): " in logged
    assert "ask Humana whether it needs one." in logged
    assert "covers" not in logged
    assert "adds nothing" not in logged
    told = words(await clinic.say("/caps OAK-6"))
    assert "Covered by no authorization" not in told
    assert "Of a code that no authorization names (ask whether it needs one)" in told
    assert "1 visit: Nov 17, 2026." in told
    shown = words(await clinic.say("/session show OAK-6"))
    assert "does not count, no authorization names its code" in shown


async def test_a_line_that_no_authorization_names_is_told_beside_one_that_it_names(
    clinic: ClinicDesk,
) -> None:
    await authorized(clinic, "6 visits of 97110")
    logged = await clinic.log("OAK-6", NOV_17, code="97110 97530 97161")
    assert first_line(logged).startswith("1 of 6 visits used, 5 left.")
    assert "No authorization from Humana noted here names 97530 (Tue Nov 17, 2026): " in words(
        logged
    )
    shown = words(await clinic.say("/session show OAK-6"))
    assert "97110, 97530 and 97161: counts; no authorization names 97530." in shown
    told = words(await clinic.say("/caps OAK-6"))
    assert "Of a code that no authorization names (ask whether it needs one)" in told
    await authorized(clinic, "4 visits of 97530")
    shown = words(await clinic.say("/session show OAK-6"))
    assert "no authorization names" not in shown


async def test_a_visit_that_an_earlier_authorization_paid_counts_by_it_whatever_the_later_names(
    clinic: ClinicDesk,
) -> None:
    await clinic.say(
        "/session authorize OAK-6 10 visits of 97110 97140 from 10/1/26 until 11/15/26"
    )
    await clinic.say(
        "/session authorize OAK-6 6 visits of 97112 97140 from 11/16/26 until 12/31/26"
    )
    logged = words(await clinic.log("OAK-6", NOV_10, code="97110"))
    assert "1 of 10 visits used, by authorization number 1" in logged
    assert "adds nothing" not in logged
    shown = words(await clinic.say("/session show OAK-6"))
    assert "counted by authorization 1" in shown
    assert "does not count" not in shown


@pytest.mark.parametrize(
    ("what", "code"),
    [
        pytest.param("6 visits of 20560", "97161", id="an evaluation comes before it"),
        pytest.param("6 visits of 20560", "", id="nobody told the codes"),
        pytest.param("6 visits without evaluations", "97161", id="left out of what is granted"),
        pytest.param("6 visits of 20560", "20561 self-pay", id="the patient paid"),
    ],
)
async def test_no_other_visit_is_uncovered_for_its_code(
    clinic: ClinicDesk, what: str, code: str
) -> None:
    await authorized(clinic, what)
    await clinic.log("OAK-6", NOV_17, code=code)
    assert "no authorization" not in words(await clinic.say("/caps OAK-6")).lower()


async def test_visits_that_need_no_authorization_are_not_said_to_lack_one(
    clinic: ClinicDesk,
) -> None:
    await clinic.say(
        "/caps set OAK-6 2 visits per calendar year, excluding evaluations, then 2 more with "
        "authorization"
    )
    await clinic.log("OAK-6", date(2026, 11, 2), code="97161")
    await clinic.log("OAK-6", NOV_3, NOV_5, NOV_10, code="97110")
    await clinic.say("/session authorize OAK-6 2 visits from 11/12/26 until 12/31/26")
    told = words(await clinic.say("/caps OAK-6"))
    assert "1 visit: Nov 10, 2026." in told
    shown = words(await clinic.say("/session show OAK-6 details"))
    assert shown.count("no authorization covers it") == 1
    assert ": 4 of them open now." in told
    assert "as authorized" not in told


# ── What a session draws on ──


async def test_a_visit_that_moves_another_onto_the_next_authorization_says_so(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session authorize OAK-6 3 visits from 11/1/26 until 12/15/26")
    await clinic.say("/session authorize OAK-6 6 visits from 11/10/26 until 1/31/27 as well")
    third = await clinic.log("OAK-6", NOV_3, NOV_10, NOV_12)
    assert "It draws on authorization number 1." in words(third)
    await clinic.log("OAK-6", NOV_17)
    late = await clinic.log("OAK-6", NOV_5)
    assert first_line(late).startswith("2 of 6 visits used, 4 left")
    moved = "It draws on authorization number 1, so Nov 12, 2026 draws on number 2 now."
    assert moved in words(late)
    assert "adds nothing" not in words(late)


async def test_a_visit_of_two_codes_draws_on_the_authorization_of_each(clinic: ClinicDesk) -> None:
    await authorized(clinic, "6 visits of 97110")
    await authorized(clinic, "8 visits of 97530")
    both = words(await clinic.say("/session log OAK-6 97110 97530 97140 on 11/3/26"))
    assert "It draws on authorization number 2 as well: 1 of 8 visits used, 7 left." in both
    one = words(await clinic.say("/session log OAK-6 97530 on 11/5/26"))
    assert "It draws on authorization number 2." in one
    shown = words(await clinic.say("/caps OAK-6 details"))
    assert "1 of 6 visits used, 5 left" in shown
    assert "2 of 8 visits used, 6 left" in shown


async def test_a_visit_without_a_code_says_on_which_authorization_it_counts_and_as_what(
    clinic: ClinicDesk,
) -> None:
    await authorized(clinic, "20 units of 97110")
    await clinic.say("/session authorize OAK-6 8 visits of 97140 from 11/1/26 until 1/31/27")
    told = words(await clinic.say("/session log OAK-6 on 11/3/26"))
    assert "It draws on authorization number 1." in told
    assert "No code was typed: it counts on authorization number 1, as a visit of 97110." in told


async def test_units_of_a_code_are_taken_off_its_own_authorization_alone(
    clinic: ClinicDesk,
) -> None:
    await authorized(clinic, "8 units of 97110")
    await clinic.say(
        "/session authorize OAK-6 20 units of 97110 97530 from 11/1/26 until 1/31/27 as well"
    )
    logged = words(await clinic.say("/session log OAK-6 97110 x2 97530 x1 on 11/3/26"))
    assert "1 of 20 timed units used, 19 left" in logged
    assert "It draws on authorization number 1 as well: 2 of 8 timed units used" in logged


async def test_a_visit_that_moves_none_names_none_beside_an_authorization_that_is_over(
    clinic: ClinicDesk,
) -> None:
    for granted in (
        "2 visits from 11/1/26 until 11/15/26",
        "3 visits from 11/1/26 until 12/15/26 as well",
        "6 visits from 11/10/26 until 1/31/27 as well",
    ):
        await clinic.say(f"/session authorize OAK-6 {granted}")
    await clinic.log("OAK-6", NOV_10, NOV_12, date(2026, 11, 16), NOV_17)
    last = await clinic.log("OAK-6", date(2026, 11, 18))
    assert first_line(last).startswith("0 of 6 visits used, 6 left")
    assert "It draws on authorization number 2." in words(last)


async def test_the_pace_of_a_case_takes_no_visit_of_another(clinic: ClinicDesk) -> None:
    clinic.later(days=1)
    await authorized(clinic, "6 visits for neck")
    for case, on in (("neck", "11/3"), ("knee", "11/6"), ("neck", "11/13"), ("neck", "11/24")):
        await clinic.say(f"/session log OAK-6 20560 for {case} on {on}")
    told = words(await clinic.say("/caps OAK-6"))
    assert "Basis: 3 visits, Nov 3, 2026 to Nov 24, 2026." in told
    assert "has passed" not in told


# ── Why it counts, and which limit leads ──


async def test_what_was_told_is_not_said_to_be_untold(clinic: ClinicDesk) -> None:
    await clinic.say("/caps set OAK-6 9 visits per calendar year PT/OT combined")
    await clinic.log("OAK-6", NOV_3, code="97110")
    shown = words(await clinic.say("/session show OAK-6"))
    assert "97110: counts: no discipline was told." in shown


@pytest.mark.parametrize("came", [True, False])
async def test_a_calendar_week_begins_on_sunday_and_with_no_visit(
    clinic: ClinicDesk, came: bool
) -> None:
    await clinic.say("/caps set OAK-6 2 visits per calendar week")
    await clinic.log("OAK-6", *([date(2026, 11, 23)] if came else [NOV_10]))
    told = words(await clinic.say("/caps OAK-6"))
    assert "2 visits per calendar week. Begins again each Sunday." in told


async def test_of_two_limits_with_as_many_left_the_one_that_opens_last_leads(
    pack: FactBook,
) -> None:
    clinic = ClinicDesk(pack, "MD")
    await clinic.say("/session new OAK-6 payer medicare for chronic low back pain")
    told = await clinic.log("OAK-6", *days(date(2026, 9, 1), 12, every=3))
    assert "Resets Sep 1, 2027. Also none left: 12 visits in 90 days." in words(told)
    assert "resets Sep 1, 2027" in words(await clinic.say("/caps"))
    assert "OAK-6 (Sep 1, 2027)" in words(await clinic.say("/caps rollover"))
    await clinic.say("/session improving OAK-6 on 10/8")
    await clinic.say("/caps book OAK-6 12/2 12/4 12/7")
    told = words(await clinic.say("/caps OAK-6"))
    assert "Counted as a step of the limits above" in told
    assert "with KX on visits 13 to 20. Not counted" not in told

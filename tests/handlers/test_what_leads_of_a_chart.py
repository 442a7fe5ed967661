"""What leads of a chart, and what is told of one in a list: the limit that its visits draw on."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, board_rows, button
from tests.handlers.front_desk import words

LIST = "/session log BIRCH-5 20560 on 11/16; BIRCH-5 20560 on 11/18; BIRCH-5 20560 on 11/20"


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists, with a patient of Ohio's workers' compensation."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new BIRCH-5 payer ohio bwc for low back")
    return desk


async def test_a_limit_of_injections_does_not_lead_who_is_needled(clinic: ClinicDesk) -> None:
    assert "0 of 12 visits used" in words(await clinic.say("/session show BIRCH-5"))
    assert "1 of 3 treatments used, 2 left" in words(
        await clinic.say("/session log BIRCH-5 20552 on 11/10")
    )
    await clinic.say("/caps set bwc 8 visits per injury", manager=True)
    said = words(await clinic.say(LIST))
    assert "treatments used" not in said
    assert "4 left · 4 of 8 visits used" in said
    assert "4 of 8 used" in str(board_rows(await clinic.say("/caps")))
    alone = words(await clinic.say("/session log BIRCH-5 20553 on 11/23"))
    assert "2 of 3 treatments used, 1 left" in alone


async def test_booked_visits_are_of_needling_and_use_no_injection(clinic: ClinicDesk) -> None:
    for day in ("11/10", "11/12", "11/13"):
        await clinic.say(f"/session log BIRCH-5 20552 on {day}")
    await clinic.say("/session void BIRCH-5 3 because wrong date")
    await clinic.say("/session log BIRCH-5 20560 on 11/17")
    await clinic.say("/caps book BIRCH-5 11/24")
    said = words(await clinic.say("/caps BIRCH-5 details"))
    assert "2 of 3 treatments used, 1 left" in said
    assert "booked: about" not in said


async def test_the_cap_that_runs_is_told_beside_what_is_over(clinic: ClinicDesk) -> None:
    await clinic.say("/session log BIRCH-5 20560 on 9/1")
    await clinic.say("/caps set bwc 8 visits per injury", manager=True)
    said = words(await clinic.say("/session log BIRCH-5 20560 on 11/23"))
    assert "11 lapsed on Oct 30, 2026" in said
    assert "Still 6 left: Your clinic's cap, 8 visits per injury." in said


async def test_nothing_runs_out_before_what_is_used_up(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer cigna")
    await desk.say("/caps set OAK-12 5 visits per calendar year")
    await desk.say("/caps set OAK-12 9 visits per rolling 365 days as well")
    for day in ("11/2", "11/5", "11/9", "11/12", "11/16"):
        await desk.say(f"/session log OAK-12 20560 on {day}")
    said = words(await desk.say("/session show OAK-12 details"))
    assert "5 of 5 visits used, none left" in said
    assert "before it" not in said
    assert "Where the payer grants more, ask for authorization now." in said
    assert "ask for authorization by" not in said.partition("Other limits")[0]


async def test_an_authorization_that_ends_with_some_left_does_not_run_out(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer humana")
    await desk.say("/caps set OAK-12 20 visits per calendar year")
    await desk.say("/session authorize OAK-12 22 visits from 11/2/2026 until 11/30/2026")
    for day in ("11/5", "11/9", "11/12", "11/16", "11/19"):
        await desk.say(f"/session log OAK-12 20560 on {day}")
    await desk.say("/caps book OAK-12 11/24 11/30 12/3 12/7")
    said = words(await desk.say("/session show OAK-12 details"))
    assert "runs out before it" not in said
    assert "Authorization number 1 ends before it. At 1.6 a week: it ends on Mon Nov 30" in said
    basis = words(await desk.say("/caps OAK-12"))
    assert "Basis: 3 visits and 2 booked, Nov 12, 2026 to Nov 30, 2026." in basis


async def test_nobody_is_asked_for_more_where_the_patient_pays(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-11 self-pay")
    await desk.say("/caps set OAK-11 6 visits per calendar year")
    for day in ("11/5", "11/9", "11/12", "11/16", "11/19"):
        await desk.say(f"/session log OAK-11 20560 on {day}")
    for card in ("/session show OAK-11 details", "/caps OAK-11 details"):
        assert "ask for authorization" not in words(await desk.say(card))
    await desk.say("/session log OAK-11 20560 on 11/23")
    assert "ask for authorization" not in words(await desk.say("/session show OAK-11"))


async def test_a_list_tells_of_each_alias_how_it_stands_behind_the_last(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new KIWI-35F payer cigna")
    await desk.say("/caps set KIWI-35F 4 visits per calendar year")
    await desk.say("/caps book KIWI-35F 11/24 11/27 12/1 12/4 12/8")
    said = words(
        await desk.say(
            "/session log KIWI-35F 20560 on 11/16; KIWI-35F 20560 on 11/18; KIWI-35F 20560 on 11/20"
        )
    )
    assert said.count("is visit 5 of 4") == 1
    assert "KIWI-35F and KIWI-35F" not in said
    assert "Fri Nov 27 is visit 5 of 4" in said


async def test_a_closed_day_is_in_no_button_that_logs(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new KIWI-35F payer cigna")
    await desk.say("/caps book KIWI-35F 11/24 11/26")
    desk.later(days=7)
    today = await desk.say("/session today")
    assert button(today, "Log those before") == "/session log KIWI-35F on 2026-11-24"
    assert "Your clinic was closed that day: KIWI-35F Thu Nov 26." in words(today)
    assert button(today, "KIWI-35F did not come").endswith("no-show on 2026-11-24")
    week = await desk.say("/caps week 11/23/26")
    assert button(week, "Log them") == "/session log KIWI-35F on 2026-11-24"

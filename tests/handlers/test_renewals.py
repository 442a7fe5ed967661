"""An authorization that begins on a later day: it is told beside the one that is used up."""

from __future__ import annotations

import re
from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words

NOV_2, NOV_9, NOV_16 = (date(2026, 11, day) for day in (2, 9, 16))
ASKS = ("Ask the payer", "Ask for authorization")


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with one alias, whose visits are authorized until the end of the month."""
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-6 payer humana")
    await clinic.say("/session authorize OAK-6 3 visits from 11/1/26 until 11/30/26")
    return clinic


@pytest.mark.parametrize("command", ["/caps OAK-6", "/session show OAK-6"])
async def test_what_begins_later_is_told_and_not_asked_for(
    clinic: ClinicDesk, command: str
) -> None:
    await clinic.say("/session authorize OAK-6 10 visits from 12/1/26 until 1/31/27")
    await clinic.log("OAK-6", NOV_2, NOV_9, NOV_16)
    told = words(await clinic.say(command))
    assert "3 of 3 visits used, none left, 10 more from Dec 1, 2026" in told
    assert "No authorization has room for a visit before Dec 1, 2026." in told
    assert not any(ask in told for ask in ASKS)
    assert "10 visits authorized, Dec 1, 2026 to Jan 31, 2027" in told


async def test_visits_that_a_renewal_pays_in_time_are_not_to_be_asked_for(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session authorize OAK-6 8 visits from 11/1/26 until 12/31/26 instead of 1")
    await clinic.say("/session authorize OAK-6 10 visits from 12/1/26 until 1/31/27 as well")
    await clinic.log("OAK-6", *(date(2026, 11, day) for day in (2, 6, 9, 13, 16)))
    told = words(await clinic.say("/caps OAK-6"))
    assert "5 of 8 visits used, 3 left, 10 more from Dec 1, 2026" in told
    assert "Ask for authorization by Thu Dec 24, 2026" in told  # before the last of the ten


async def test_the_board_and_the_rollover_know_what_begins_later(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-6 10 visits from 12/1/26 until 1/31/27")
    await clinic.log("OAK-6", NOV_2, NOV_9, NOV_16)
    assert "none left · 3 of 3 used · more from Tue Dec 1" in words(await clinic.say("/caps"))
    told = words(await clinic.say("/caps rollover 2027"))
    assert "OAK-6: authorization of Humana, 0 of 10 used, 10 left, ends Jan 31, 2027." in told


async def test_a_visit_beyond_one_authorization_is_told_beside_another_with_room(
    clinic: ClinicDesk,
) -> None:
    await clinic.log("OAK-6", NOV_2, NOV_9, NOV_16)
    await clinic.say("/session authorize OAK-6 1 visit from 11/1/26 until 11/30/26 instead of 1")
    entered = await clinic.say(
        "/session authorize OAK-6 6 visits from 11/16/26 until 1/31/27 as well"
    )
    is_over = "Authorization number 2 is over by 1: no authorization has room for Nov 9, 2026."
    assert is_over in words(entered)
    told = words(await clinic.say("/caps OAK-6"))
    assert is_over in told
    assert "2 of 1 visit used, over by 1\n" in told  # the five of the other pay none of them
    over = words(await clinic.say("/caps over"))
    assert "OAK-6 · 5 left · 1 of 6 used · 1 beyond an authorization" in over


async def test_every_alias_stands_in_the_details_of_the_rollover_or_on_its_next_page(
    pack: FactBook,
) -> None:
    clinic = ClinicDesk(pack, "PT")
    names = [f"OAK-{number}" for number in range(100, 143)]
    for name in names:
        await clinic.say(f"/session new {name} payer aetna")
        await clinic.say(f"/caps set {name} 20 visits per calendar year")
    told = words(await clinic.say("/caps rollover 2027"))
    assert all(f"{name}: your clinic's cap" in told for name in names[:40])
    assert "3 more aliases: /caps rollover 2027 after OAK-139 details" in told
    told = words(await clinic.say("/caps rollover 2027 after OAK-139 details"))
    assert all(f"{name}: your clinic's cap" in told for name in names[40:])
    assert "OAK-139: your" not in told


async def test_a_jan_1_that_was_begins_no_count_of_who_came_later(pack: FactBook) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-6 payer aetna")
    await clinic.say("/caps set OAK-6 20 visits per calendar year")
    told = words(await clinic.say("/caps rollover 2026"))
    assert "Jan 1, 2026: 1 alias counts from this day" in told


async def test_visits_before_a_renewal_begins_are_to_be_asked_for(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-6 8 visits from 11/1/26 until 1/31/27 instead of 1")
    await clinic.say("/session authorize OAK-6 10 visits from 1/1/27 until 3/31/27 as well")
    await clinic.log("OAK-6", *(date(2026, 11, day) for day in (2, 6, 9, 13, 16, 20)))
    told = words(await clinic.say("/caps OAK-6"))
    assert "2 left, 10 more from Jan 1, 2027" in told
    assert "Ask for authorization now" in told


async def test_one_that_begins_later_stands_for_no_limit(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-6 10 visits from 12/1/26 until 1/31/27")
    told = words(await clinic.say("/session withdraw OAK-6 1"))
    assert "no limit counts yet. Number 2: 10 visits authorized, Dec 1, 2026 to" in told
    assert "no limit is known" not in told


async def test_the_first_that_begins_later_is_told_once_as_it_is_entered(pack: FactBook) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-6 payer humana")
    entered = await clinic.glance("/session authorize OAK-6 10 visits from 12/1/26 until 1/31/27")
    assert words(entered).count("10 visits authorized") == 1
    assert "Number 1: 10 visits authorized" in words(entered)
    assert "It is noted." in words(entered)


async def test_one_with_room_is_undone_by_its_button_and_asks_for_no_other(pack: FactBook) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-6 payer humana")
    entered = await clinic.glance("/session authorize OAK-6 2 visits from 11/1/26 until 1/31/27")
    assert "Authorization number 1: 2 visits" in words(entered)
    assert words(entered).count("number 1") == 1
    assert [choice.label for choice in entered.choices] == ["Undo", "Why"]
    undone = await clinic.say(button(entered, "Undo"))
    assert "withdrawn" in words(undone)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("medicare", "no limit counts yet: it depends on what is treated, which nobody entered."),
        ("medicare for migraine", "no limit that I hold is for headache."),
        ("cigna", "no limit is known."),
    ],
)
async def test_no_limit_is_told_with_what_it_waits_for(
    pack: FactBook, typed: str, says: str
) -> None:
    clinic = ClinicDesk(pack, "PT")
    assert f"0 sessions logged; {says}" in words(await clinic.say(f"/session new payer {typed}"))


async def test_visits_that_another_authorization_takes_first_use_up_none_of_one_that_ends_later(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session authorize OAK-6 16 visits from 11/1/26 until 12/31/26 instead of 1")
    await clinic.say("/session authorize OAK-6 4 visits from 11/1/26 until 1/31/27 as well")
    for day in ("11/3", "11/10", "11/17"):
        await clinic.say(f"/session log OAK-6 20560 on {day}")
    await clinic.say("/caps book OAK-6 11/24 12/1 12/3 12/8 12/15 12/17")
    told = words(await clinic.say("/caps OAK-6 details"))
    assert "about Thu Jan 14, 2027" in told, "the fourth behind December, of number 3"
    assert "about Tue Dec 15, 2026" not in told


async def test_two_that_end_on_one_day_are_used_up_in_the_order_in_which_they_were_entered(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session authorize OAK-6 3 visits from 11/1/26 until 11/30/26 as well as 1")
    await clinic.log("OAK-6", NOV_9)
    await clinic.say("/caps book OAK-6 11/24 11/25 11/26 11/27 11/30")
    told = words(await clinic.say("/caps OAK-6 details"))
    assert "With 2 visits booked: about Wed Nov 25, 2026" in told  # number 1
    assert "With 5 visits booked: about Mon Nov 30, 2026" in told  # number 2


async def test_what_runs_out_sooner_is_told_under_a_limit_with_fewer_left(pack: FactBook) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-7 payer humana")
    await clinic.say("/session authorize OAK-7 20 visits from 10/1/26 until 12/15/26")
    await clinic.log(
        "OAK-7", *(date(2026, 10, day) for day in (5, 12, 19, 26)), NOV_2, NOV_9, NOV_16
    )
    sooner = "Authorization number 1 ends before it."
    assert "Ask for authorization by" in words(await clinic.say("/caps OAK-7"))
    assert sooner not in words(await clinic.say("/caps OAK-7"))
    await clinic.say("/session payer OAK-7 ahcccs secondary from 10/1/26")
    told = await clinic.say("/caps OAK-7")
    assert told.count
    assert told.count.words == "7 of 15 visits used, 8 left"
    said = next(line.text for line in told.lines if line.text.startswith(sooner))
    assert "it ends on Tue Dec 15, 2026 with some left. Ask for authorization by" in said
    assert said.endswith(", 2026."), "why stands in the details"
    assert sooner in words(await clinic.say("/session show OAK-7"))
    await clinic.say("/session request OAK-7 6 visits sent 11/20/26")
    assert sooner not in words(await clinic.say("/caps OAK-7"))


async def test_more_is_asked_for_by_the_end_of_the_last_authorization_and_not_by_its_last_visit(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-5 payer humana medicare advantage")
    await clinic.say("/session authorize OAK-5 4 visits from 10/1/2026 until 12/3/2026")
    await clinic.say("/session authorize OAK-5 8 visits from 10/1/2026 until 2/26/2027 as well")
    for day in ("10/26/2026", "11/9/2026", "11/23/2026"):
        await clinic.say(f"/session log OAK-5 97110 on {day}")
    await clinic.say("/caps book OAK-5 11/30/2026 12/14/2026 12/28/2026 1/11/2027")
    told = words(await clinic.say("/caps OAK-5 details"))
    assert set(re.findall(r"by (\w{3} \w{3} \d+, 2027)", told)) == {"Fri Feb 19, 2027"}


async def test_nobody_is_told_to_ask_before_the_next_visit_where_it_is_authorized(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-8 payer uhc medicare advantage")
    await clinic.say("/session log OAK-8 97161 on 11/2/26")
    for day in ("11/4", "11/6", "11/9", "11/11", "11/13", "11/16"):
        await clinic.say(f"/session log OAK-8 97110 on {day}/26")
    assert "ask before the next one" in words(await clinic.say("/caps OAK-8"))
    await clinic.say("/session request OAK-8 8 visits sent 11/18/26")
    told = words(await clinic.say("/session granted OAK-8 8 visits from 11/24/26 until 1/31/27"))
    assert "More visits open on Nov 24, 2026: 8 are authorized from then." in told
    assert "ask before the next one" not in told

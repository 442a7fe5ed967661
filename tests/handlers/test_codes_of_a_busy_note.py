"""Codes as a hurried note names them: minutes of each, spots of a muscle, modifiers put right."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "units", "needling"),
    [
        ("97140 and 97110 15 min each", "30 timed minutes in all make 2 units", None),
        ("therex and manual 20 min each", "40 timed minutes in all make 3 units", None),
        ("97124 massage and 20561 10 min each", "10 timed minutes in all make 1 unit", 10),
        ("20561 and 97140 each 15 min", "15 timed minutes in all make 1 unit", 15),
        ("97140, 97110, 20560 15 min each how many units", "30 timed minutes in all make 2", 15),
        ("97112 25 min each", "25", None),
    ],
)
async def test_minutes_of_each_service_are_added_up(
    desk: FrontDesk, typed: str, units: str, needling: int | None
) -> None:
    told = words(await desk.glance(f"/cpt {typed}"))
    assert units in told
    assert (f"its {needling} minutes do not count" in told) is (needling is not None)


async def test_needling_is_a_unit_beside_the_timed_ones(desk: FrontDesk) -> None:
    reply = await desk.glance("/cpt 10 min of needling and 28 min of ther ex, total units?")
    assert reply.lines[0].text.endswith("Its code is one unit, beside the timed ones.")


@pytest.mark.parametrize(
    ("typed", "muscles"),
    [
        ("3 muscles but 2 is same name (glute med x2 spots + piriformis)", "2 muscles: 20560"),
        ("4 muscles but two of them are the same muscle in two spots", "3 muscles: 20561"),
        ("glute med x2 spots and piriformis", "2 muscles: 20560"),
    ],
)
async def test_spots_of_one_muscle_make_no_further_muscle(
    desk: FrontDesk, typed: str, muscles: str
) -> None:
    assert (await desk.glance(f"/cpt {typed}")).lines[0].text.startswith(muscles)


async def test_a_muscle_twice_is_still_both_sides(desk: FrontDesk) -> None:
    assert "both sides" in words(await desk.glance("/cpt traps x2"))


@pytest.mark.parametrize(
    ("typed", "put_on"),
    [
        ("97140 mod 95 i mean 59", "59 on 97140"),
        ("20560 mod GO no wait GP", "GP on 20560"),
        ("20561 modifier 25, sorry 59", "59 on 20561"),
    ],
)
async def test_the_modifier_that_was_meant_replaces_the_one_before(
    desk: FrontDesk, typed: str, put_on: str
) -> None:
    assert (await desk.glance(f"/cpt {typed}")).headline == put_on


async def test_of_four_codes_no_pair_is_left_open(desk: FrontDesk) -> None:
    reply = await desk.glance("/cpt 97530 20560 97140 97112 all one day which gets 59")
    told = "No 59 needed: Medicare's edits of Jul 1, 2024 pair no two of 97530, 20560, 97140 and"
    assert reply.lines[0].text.startswith(told)


async def test_a_code_that_a_topic_asks_about_is_answered_by_it(desk: FrontDesk) -> None:
    reply = await desk.glance("/cpt 76942 w 20561 ultrasound guided dry needling")
    assert reply.lines[0].text.startswith("I hold no payer's text that pays 76942")


async def test_the_voluntary_notice_is_told_from_the_required_one(desk: FrontDesk) -> None:
    told = words(await desk.glance("/cpt 20561 GA vs GY vs GX medicare"))
    assert "a required notice is on file" in told
    assert "a voluntary notice was given" in told


async def test_a_unit_that_is_hooked_to_the_needles_has_no_code_of_its_own(desk: FrontDesk) -> None:
    reply = await desk.glance("/cpt G0283 20560 needles hooked to unit")
    assert reply.lines[0].text.startswith("For stim through the needles I hold no source")


async def test_acupuncture_or_needling_goes_by_what_was_done(desk: FrontDesk) -> None:
    reply = await desk.glance("/cpt 97810 97811 vs 20561 for 30 min needles in back")
    assert reply.lines[0].text.startswith("By what was done")


@pytest.mark.parametrize(
    "typed", ["/cpt 2 muscles in AM 2 muscles in PM how many units", "/cpt 20560 am and 20560 pm"]
)
async def test_muscles_of_two_sittings_are_added_up_for_nobody(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.glance(typed))
    assert "One unit of 20560 or 20561 that day" in told
    assert "no source says" in told

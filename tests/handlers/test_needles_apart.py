"""Needles' own minutes, one muscle needled often, "both" that is no side, and codes like G0238."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "needling", "timed"),
    [
        ("visit was 50 minutes, needling took 20 of them, units of 97110 with 20560", 20, 30),
        ("97530 and 20561, 40 min appt, the needles took 12 min, units?", 12, 28),
        ("if the slot is 55 min and dry needling was 20 how many 97110 can i bill", 20, 35),
        ("needles took 8 min and the whole visit 38 min, 97140 units with 20561", 8, 30),
        ("97110 units if pt is here 30 min and needles are in for 10", 10, 20),
        ("45 min session, needles in 15 min. units of 97112?", 15, 30),
        ("97140 for 25 min and 20561 took 10 min, units", 10, 25),
    ],
)
async def test_the_minutes_of_the_needles_are_taken_out(
    desk: FrontDesk, typed: str, needling: int, timed: int
) -> None:
    told = words(await desk.say(f"/ask {typed}"))
    assert f"its {needling} minutes do not count" in told
    assert f"{timed} timed minutes in all" in told


async def test_minutes_of_two_services_are_not_those_of_the_needles(desk: FrontDesk) -> None:
    told = words(await desk.say("/cpt 97140 and 20560 in 45 min, units"))
    assert "take its minutes out of the 45 first" in told


@pytest.mark.parametrize(
    "typed",
    [
        "dc adjusted, 98941, and 2 muscles needled. both?",
        "2 muscles needled and 97140 after. bill both?",
        "eval 97161 and 1 muscle needled. both payable?",
        "both the needling and the manual same day 1 muscle, ok?",
        "one muscle needled, then traction 97012, are both ok",
        "97110 beside 2 muscles of needling, do payers take both codes",
    ],
)
async def test_two_codes_are_no_two_sides(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert "left and right" not in words(reply)
    assert "20561" not in reply.headline
    assert "20560, one unit" in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "needled ql, levator and ql other side. is that 2 muscles or 3",
        "glute med left, glute med right and piriformis, 2 or 3 muscles?",
        "temporalis and masseter both sides, 2 or 4",
    ],
)
async def test_a_muscle_of_the_other_side_is_left_open(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(f"/ask {typed}"))
    assert "no source here says" in told
    assert "Counted once it is 2 muscles: 20560" in told


async def test_a_count_that_is_put_right_counts_once(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask did 2 muscles in the neck, sorry 3 in the neck, one in back"))
    assert "5 muscles" not in told


@pytest.mark.parametrize(
    "typed",
    [
        "needled the same muscle 4 times in other spots = 3 or more muscles?",
        "6 needles into one muscle, does that make 3+ muscles",
        "if i stick the same muscle four times does it count as four muscles",
        "same muscle, three sites: does it make 3 muscles",
        "single muscle 5 insertions is that three muscles",
        "one muscle needled at three points, is it still three muscles",
    ],
)
async def test_one_muscle_needled_often_is_one(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline == "20560"
    assert "1 muscle: 20560" in words(reply)


async def test_one_muscle_needled_often_beside_another_is_not_counted_up(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask one muscle poked 3 times and another one once. 3 muscles?"))
    assert "4 muscles" not in told


@pytest.mark.parametrize("typed", ["G0238", "G0823", "G0293"])
async def test_a_code_of_hcpcs_is_no_diagnosis(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(f"/cpt 20561 97014 {typed}"))
    assert "ICD-10" not in told
    assert "Did you mean G0283?" in told


async def test_a_diagnosis_with_its_dot_stays_one(desk: FrontDesk) -> None:
    assert "G04.81 is a code of ICD-10" in words(await desk.say("/cpt 20560 G04.81"))

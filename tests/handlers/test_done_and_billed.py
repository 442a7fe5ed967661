"""What was done and billed: muscles done of those planned, short codes, who gets 59, CO and CQ."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("planned five muscles but stopped after two, which code", "2 muscles: 20560"),
        ("we planned 3 muscles and he only let me do one", "1 muscle: 20560"),
        ("four muscles were planned but just two needled, 20561?", "2 muscles make 20560"),
        ("planned 2 muscles, did 4 instead. code?", "4 muscles: 20561"),
        ("3 muscles planned, only 1 done, pt fainted. bill 61 w 52 or 60", "1 muscle: 20560"),
        ("wanted to needle 4 muscles, did 2, visit cut short", "2 muscles: 20560"),
    ],
)
async def test_muscles_that_were_only_planned_do_not_count(
    desk: FrontDesk, typed: str, told: str
) -> None:
    assert told in words(await desk.say(f"/ask {typed}"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "he did 8 muscles i think or 7, took 35 min, how many units of 61",
            "8 muscles make 20561",
        ),
        ("6 muscles in 35 minutes how many units of 20561", "6 muscles make 20561"),
        ("how many 61 for 5 muscles 25 min", "5 muscles make 20561"),
        ("8 muscles in 40 min, units?", "8 muscles: 20561, one unit"),
        ("is it 60 or 61 for 2 muscles", "2 muscles: 20560 alone"),
    ],
)
async def test_muscles_and_not_minutes_make_the_unit(
    desk: FrontDesk, typed: str, told: str
) -> None:
    said = words(await desk.say(f"/ask {typed}"))
    assert told in said
    assert "8-minute rule" not in said


async def test_sixty_minutes_are_no_code(desk: FrontDesk) -> None:
    assert "60 minutes make 4 units" in words(await desk.say("/ask bill 60 minutes of 97110"))


@pytest.mark.parametrize(
    "typed",
    [
        "audit letter says 20561 x4 on 20 claims. what did we do wrong",
        "self audit found 20561 x2 billed, what now",
    ],
)
async def test_units_that_were_billed_lead_an_audit(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.lines[0].text.startswith("No: one unit of 20561 a day")


@pytest.mark.parametrize(
    "typed",
    [
        "our office: 97530, 20561, 97110 on one claim. which ones get 59",
        "97140 with 20561: who gets the 59",
        "which of 97112 and 20560 takes the 59",
        "20560 and 97110, which line gets 59",
    ],
)
async def test_which_code_gets_59_asks_no_amount(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(f"/ask {typed}"))
    assert "No 59 needed" in told
    assert "$" not in told


@pytest.mark.parametrize(
    "typed",
    [
        "CO modifier if our OTA hands me the needles",
        "does the CQ or CO modifier go on if the PTA sets up needles",
        "do I need CO for our OTA on 97530",
        "modifier CO, OTA helped",
        "add CO when the assistant needles?",
    ],
)
async def test_the_modifier_of_an_assistant_is_no_state(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert "Colorado" not in reply.headline


async def test_the_state_is_read_behind_in(desk: FrontDesk) -> None:
    reply = await desk.say("/ask can an OTA needle in CO")
    assert reply.headline.startswith("Colorado")


async def test_left_and_right_are_answered_before_they_are_explained(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt 20561 LT RT")
    assert reply.lines[0].text.startswith("LT and RT on 20561: no source seen asks for a side")


@pytest.mark.parametrize(
    "typed", ["20560 20561 diff body parts", "20561 20560 same day diff areas"]
)
async def test_other_places_of_the_body_compare_no_codes(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/cpt {typed}")
    assert reply.lines[0].text.startswith("Never on one day")


async def test_what_is_taken_back_is_the_code_of_its_kind(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask can i bill 97010 and 20561, i mean 97014"))
    assert "97010" not in told
    assert "20561" in told

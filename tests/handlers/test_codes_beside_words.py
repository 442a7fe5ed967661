"""Codes with services denied, counts, sides and modifiers of several codes; halves of questions."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("97810 97811 accupuncure w/o estim", "97810: Acupuncture without electricity"),
        ("20553 units 4 muscles trigger point inj", "Yes: 4 muscles injected make 20553"),
        ("20552 for 3 muscles injected", "No: 3 muscles injected make 20553, not 20552"),
        ("how many muscles is 20561", "20560 is one or two muscles, 20561 three or more."),
        ("97110x2 97112x1 20560 38 min total timed", "Needling is not timed, and its minutes"),
        ("modifier 59 vs XS w needling", "59: Says that two services of one day were separate"),
        (
            "pec major + infraspinatus only, 12 minutes, can i bill 97140 for the same 12",
            "No: needling is not timed",
        ),
        ("can 20561 and 97140 go together", "Not bundled: Medicare's edits"),
        (
            "20561 97110 97112 gp kx",
            "GP on 20561: only when the payer asks for it. On 97110 or 97112: says that",
        ),
    ],
)
async def test_what_is_asked_of_codes_leads(desk: FrontDesk, typed: str, first: str) -> None:
    assert (await desk.say(f"/cpt {typed}")).lines[0].text.startswith(first)


async def test_stim_through_the_needles_is_answered_for_the_codes_that_are_typed(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/cpt 97014 w 20561 e-stim thru the needles")
    assert reply.headline == "97014 with 20561, same day"
    assert reply.badge is None
    assert "takes no unit of 97014" in words(reply)


async def test_timed_minutes_are_no_more_asked_for_where_all_are_said_to_be_timed(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/cpt 97110x2 97112x1 20560 38 min total timed")
    assert "38 timed minutes in all make 3 units" in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "both glutes med L and R is that 1 muscle or 2 for 20560",
        "if i needle upper trap both sides is that one muscle or two",
    ],
)
async def test_one_muscle_on_both_sides_is_20560_either_way(desk: FrontDesk, typed: str) -> None:
    assert (await desk.say(typed)).lines[0].text.startswith("20560 either way")


@pytest.mark.parametrize(
    ("typed", "second"),
    [
        ("/coverage molina ohio 20560 and also can i bill manual same day", "20560 with 97140"),
        ("/coverage cigna 20560 and how many hours do i need in az", "Arizona"),
        (
            "/ask is 20561 covered by providence health plan oregon and can PTs even do it there?",
            "Oregon",
        ),
        ("/state cigna and does arizona let pts needle", "Arizona"),
    ],
)
async def test_the_second_half_is_answered_of_its_own_code_or_state(
    desk: FrontDesk, typed: str, second: str
) -> None:
    reply = await desk.say(typed)
    assert reply.headline == "2 questions, 2 answers"
    assert reply.lines[1].text.startswith(second)


@pytest.mark.parametrize(
    ("typed", "never"),
    [
        ("20561 with 97140 no estim", "stim"),
        ("20552 2 muscles and 20560 1 muscle same day", "3 muscles"),
    ],
)
async def test_what_was_not_given_and_not_counted_is_not_told(
    desk: FrontDesk, typed: str, never: str
) -> None:
    assert never not in words(await desk.say(f"/cpt {typed}"))


async def test_minutes_that_are_called_timed_are_all_of_timed_codes(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt 97140 + 97110 + 20561 total 53 timed min")
    assert "53 timed minutes in all make 4 units" in words(reply)


async def test_a_plan_beside_a_short_state_and_medicaid_is_that_plan(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage molina miss medicaid 20561")
    assert reply.headline == "Molina Healthcare (Medicaid) in Mississippi · 20561"

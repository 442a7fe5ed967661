"""Questions beyond the usual fifty: a count that is short, needling away, letters of states."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words
from tests.handlers.test_everyday_questions import title

_MISSING = "A needle is missing, or turned up later"
_GIVES = "May a patient give blood after dry needling?"
_AWAY = "May we needle at a gym, an office or an event?"
_ABN = "Do I need an ABN for dry needling?"
_LAWYER = "What do we do with a subpoena or a lawyer's request for records?"


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("needle count in was 14 count out was 13 and patient already left", _MISSING),
        ("10 in 9 out and she drove off", _MISSING),
        ("we are one needle short after the last session", _MISSING),
        ("can a patient donate blood after dry needling? she has an appt tmrw", _GIVES),
        ("is it ok to give plasma the day after needling", _GIVES),
        ("crossfit gym wants our PT to do needling saturdays. what do we need in place", _AWAY),
        ("MA plan member, do we use an ABN or that other thing", _ABN),
        (
            "lawyer asking for all records and itemized bill of DN, lien case. do i just send",
            _LAWYER,
        ),
    ],
)
async def test_a_far_question_meets_its_topic(desk: FrontDesk, asked: str, begins: str) -> None:
    assert title(await desk.say(f"/ask {asked}")).startswith(begins)


async def test_a_member_of_medicare_advantage_is_told_of_the_plans_decision(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/ask MA plan member, do we use an ABN or that other thing")
    assert reply.lines[0].text.startswith("The ABN is not for Medicare Advantage members.")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("one muscle many needles like 6 in one trap is that 20561", "No: 1 muscle makes 20560"),
        ("4 needles in the same multifidus, 20560?", "Yes: 1 muscle makes 20560"),
    ],
)
async def test_needles_in_one_muscle_are_no_muscles(
    desk: FrontDesk, asked: str, answer: str
) -> None:
    assert answer in words(await desk.say(f"/ask {asked}"))


async def test_the_letters_of_a_state_among_modifiers_are_a_modifier(
    desk: FrontDesk,
) -> None:
    assert title(await desk.say("/ask when do i use KX and GA together")) == "KX or GA"
    placed = await desk.say("/ask we are in CO, is KX needed for a PT")
    assert title(placed).startswith("Colorado")


async def test_minutes_beside_a_cash_price_ask_for_the_price(desk: FrontDesk) -> None:
    reply = await desk.say("/ask what do clinics around charge cash for dry needling 15 min")
    assert title(reply) == "What does a dry needling session cost out of pocket?"


async def test_who_is_in_the_room_is_not_asked_about(desk: FrontDesk) -> None:
    reply = await desk.say("/state GA pta can she needle if PT in room")
    assert title(reply) == "Georgia · physical therapist assistant"


async def test_a_rule_that_has_ended_is_not_called_todays(desk: FrontDesk) -> None:
    told = words(await desk.say("/state NJ pt before 2022 law were they allowed"))
    assert "Not allowed, Feb 9, 2017 to Apr 17, 2022." in told
    assert "After that: allowed by law or rule, from Apr 18, 2022." in told
    assert "Now: " not in told


async def test_of_two_answers_none_breaks_off_within_what_it_quotes(desk: FrontDesk) -> None:
    reply = await desk.say(
        "/ask is 20560 timed and what do i say to an angry patient about the bill"
    )
    said = words(reply)
    assert said.count('"') % 2 == 0
    assert "call you back by tomorrow" in said

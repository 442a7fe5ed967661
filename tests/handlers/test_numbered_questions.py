"""Several questions in one message: each is answered, or said not to be; the wrong command too."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("two questions 1) units for 5 muscles 2) does aetna pay 20561", ["20561", "Aetna"]),
        ("1. does cigna pay 20561 2. can a PTA needle in texas", ["Cigna", "Texas"]),
        ("a) is 20560 timed b) does humana cover it", ["not timed", "Humana"]),
        ("(1) texas PT ok? (2) cigna 20560 (3) what is CO-97", ["Texas", "Cigna", "97"]),
        ("#1 what does KX mean #2 how many muscles for 20561", ["KX", "three or more"]),
        ("got 2 qs: 1 can a PTA needle in ohio 2 is 20561 ok with 97140", ["Ohio", "97140"]),
        ("quick ones - 1: premera 20561, 2: utah PT hours", ["Premera", "Utah"]),
        ("2 things 1 units for 3 muscles 2 does aetna pay 20561", ["20561, one", "Aetna"]),
        (
            "1) cigna 20560 2) is 20560 timed 3) 20561 units 4) PTA ok in ohio 5) what is CO-97",
            ["Cigna", "not timed", "20561", "Ohio", "97"],
        ),
    ],
)
async def test_each_numbered_question_has_its_line(
    desk: FrontDesk, typed: str, told: list[str]
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline == f"{len(told)} questions, {len(told)} answers"
    for line, word in zip(reply.lines, told, strict=False):
        assert word in line.text


@pytest.mark.parametrize(
    ("typed", "answers", "third"),
    [
        ("1) cigna 20560? 2) idaho PT? 3) do you like pizza", 2, "I hold nothing on it"),
        ("1) cigna 20560? 2) idaho PT? 3) anthem on 13/45/2025", 2, "is not a date"),
        ("1) do you like pizza 2) who won it 3) sing a song", 0, "I hold nothing on it"),
    ],
)
async def test_only_what_is_answered_counts_as_an_answer(
    desk: FrontDesk, typed: str, answers: int, third: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline == f"3 questions, {answers} answers"
    assert reply.lines[2].text.startswith("Question 3. ")
    assert third in reply.lines[2].text


async def test_what_cannot_wait_leads_whatever_its_number(desk: FrontDesk) -> None:
    reply = await desk.say("/ask 1) cigna 20560? 2) pt is short of breath after needling")
    assert reply.lines[0].text.startswith("Urgent: get help now")
    assert "Cigna" in reply.lines[1].text


async def test_it_is_the_payer_of_the_first_numbered_question(desk: FrontDesk) -> None:
    reply = await desk.say("/ask 1) does humana pay 20560 2) and does it pay 20561")
    assert "Humana · 20561" in reply.lines[1].text


async def test_numbered_questions_are_free_of_the_command_above_them(desk: FrontDesk) -> None:
    reply = await desk.say("/state 1) ohio PTA 2) does cigna pay 20561")
    assert reply.lines[1].text.startswith("Cigna · 20561")


@pytest.mark.parametrize(
    "typed",
    ["20561 x1 and 97110 x2, units?", "patient has 2 muscles, 1) traps 2) levator, which code"],
)
async def test_other_numbers_make_no_questions(desk: FrontDesk, typed: str) -> None:
    assert "questions," not in (await desk.say(f"/ask {typed}")).headline


@pytest.mark.parametrize(
    "typed",
    [
        "does premera pay 20561, can a chiro needle in florida, and whats the code for botox",
        "is cigna paying 20560, does texas let PTs needle, and who won the game last night",
    ],
)
async def test_a_third_question_that_nothing_answers_is_told(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.lines[2].text.startswith("Question 3. I hold nothing")


async def test_what_somebody_does_is_no_question(desk: FrontDesk) -> None:
    reply = await desk.say("/ask can our OT needle and bill 20561 to aetna? she does hands")
    assert reply.headline.startswith("Aetna")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("is it legal for OTs in arizona", "Arizona"),
        ("why cant PTs needle in California", "California"),
        ("97140 with 20561 same day ok?", "97140 with 20561"),
        ("can a chiro needle in florida", "Florida"),
        ("aetna 20560 covered or not", "Aetna · 20560"),
    ],
)
async def test_a_question_of_no_denial_is_answered_under_denial(
    desk: FrontDesk, typed: str, told: str
) -> None:
    reply = await desk.say(f"/denial {typed}")
    assert told in words(reply)
    assert "You typed /denial without a denial code" in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "claim in texas came back",
        "is 20561 97140 bundled",
        "does cigna bundle 20561 with 97140?",
        "can we appeal 20561 with 97140?",
    ],
)
async def test_a_denial_without_its_code_is_still_asked_about(desk: FrontDesk, typed: str) -> None:
    assert (await desk.say(f"/denial {typed}")).headline == "Which denial code?"


async def test_a_state_of_one_question_is_none_of_another(desk: FrontDesk) -> None:
    reply = await desk.say("/ask 1) does regence need auth 2) utah PTA ok")
    assert "of Utah" not in reply.lines[0].text

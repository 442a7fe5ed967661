"""What strangers asked in their own words: whose line it is, what is safe, what it costs, which."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("/ask do i need an ABN for 20561 railroad medicare", "Do I need an ABN"),
        ("/ask does railroad medicare want a waiver for needling", "Do I need an ABN"),
        ("/ask abn for aetna", "What goes on a waiver for a commercial plan"),
    ],
)
async def test_a_topic_on_one_line_of_business_answers_for_no_other_line(
    desk: FrontDesk, typed: str, title: str
) -> None:
    headline = (await desk.glance(typed)).headline
    assert headline.removeprefix("Closest to your question: ").startswith(title)


async def test_a_rule_of_original_medicare_is_told_as_such_to_another_payer(
    desk: FrontDesk,
) -> None:
    reply = await desk.glance("/ask do i need an ABN for 20561 tricare")
    assert reply.lines[0].text == "I hold nothing of TRICARE on this. Of original Medicare:"


@pytest.mark.parametrize(
    ("typed", "alarm"),
    [
        ("/state pa physical therapist is it legal or not my boss says grey area", False),
        ("/ask is needling by a PTA a gray zone in ohio", False),
        ("/ask patient went grey and clammy", True),
    ],
)
async def test_only_a_gray_face_is_an_emergency(desk: FrontDesk, typed: str, alarm: bool) -> None:
    assert ((await desk.glance(typed)).headline == "Urgent: get help now") is alarm


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/ask what do i tell ppl at checkout to watch for after upper trap needling", "911"),
        ("/coverage pneumothorax risk upper trap AND does quartz cover", "near the lung"),
        ("/ask who made you and can you look up a pts benefits", "I am Needlepoint"),
        (
            "/ask pt had mastectomy w lymph nodes out on R, needle R shoulder?",
            "lymph nodes that were removed",
        ),
    ],
)
async def test_the_half_on_safety_or_on_the_bot_is_answered(
    desk: FrontDesk, typed: str, told: str
) -> None:
    assert told in words(await desk.glance(typed))


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("can we sell a 5 pack of needling sessions upfront at a discount, SC", "May we sell"),
        ("whats everybody charging cash in charlotte for DN", "What does a dry needling session"),
        (
            "uhc rep on the phone said 20560 is 'a valid code' does that mean its covered lol",
            "The rep says the code is valid",
        ),
        ("co 50 vs pr 96 who eats it", "May I bill the patient after a CO or PR denial"),
        ("give me a script for calling ins to verify dry needling", "What do I ask a plan"),
        ("sharps box how full b4 we swap it, florida clinic", "What rules hold for sharps"),
        ("preg 11 wks ok or no", "Can dry needling be done in pregnancy"),
        ("can we bill dry kneeling and manuel therapy same day", "Which codes may I bill"),
    ],
)
async def test_no_state_payer_or_number_takes_a_general_question_over(
    desk: FrontDesk, typed: str, title: str
) -> None:
    headline = (await desk.glance(f"/ask {typed}")).headline
    assert headline.removeprefix("Closest to your question: ").startswith(title)


async def test_what_medicare_pays_for_a_code_is_answered_in_dollars(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask whats medicare pay for 20561 in 2026 idaho")
    assert "$38.08" in reply.lines[0].text


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("the health plan 20561 in wv", "The Health Plan (West Virginia, Ohio) · 20561"),
        ("Medical Associates dubuque 20560", "Medical Associates Health Plans (Iowa) · 20560"),
        (
            "amerhealth caritis 20560 nc medicade",
            "AmeriHealth Caritas (Medicaid) in North Carolina · 20560",
        ),
        ("bcbs nd and medica and sanford 20560", "3 payers · 20560"),
        (
            "highmark... no sorry BCBS Kansas, for sciatica, by PT",
            "Blue Cross and Blue Shield of Kansas · dry needling · for sciatica",
        ),
        (
            "anthem virginia 20560 on the 9th of sept last yr",
            "Anthem Blue Cross and Blue Shield (Virginia) · 20560 · for September 9, 2025",
        ),
        ("excellus 20560 on 5/1/2o25", "Excellus BlueCross BlueShield · 20560 · for May 1, 2025"),
    ],
)
async def test_the_payer_and_the_day_that_are_meant_are_read(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/coverage {typed}")).headline == headline


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("did 5 muscles, 3 L glute 2 low back. thats 20560 plus 20561", "5 muscles: 20561 alone"),
        ("4 muscles, 2 upper 2 lower, which code", "4 muscles: 20561,"),
        ("how many 8 min units is 22 min of needling lol", "Needling is not timed"),
    ],
)
async def test_parts_are_not_counted_beside_their_total(
    desk: FrontDesk, typed: str, first: str
) -> None:
    assert (await desk.glance(f"/cpt {typed}")).lines[0].text.startswith(first)


async def test_a_misspelt_state_is_no_persons_name(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask can a ot do dry needeling in virgina")
    assert reply.headline == "Virginia · occupational therapist"


@pytest.mark.parametrize(
    "typed",
    ["/state florida n does humana pay 20561 down here", "/state florida and does humana pay"],
)
async def test_n_joins_two_questions_as_and_does(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(typed)).headline == "2 questions, 2 answers"

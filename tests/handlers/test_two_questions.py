"""Two questions of one text: both are answered, each of the payer and the state that it means."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

_TWO = "2 questions, 2 answers"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            "/ask aetna 20561 in nj by pt and also can pta do it there",
            ["Aetna · 20561", "New Jersey · physical therapist assistant: Not allowed"],
        ),
        (
            "/state la puncion seca en texas la puede hacer un quiropractico? y lo paga bcbs",
            ["Texas · chiropractor", "Blue Cross and Blue Shield of Texas"],
        ),
        (
            "/ask can a chiro needle in ohio and does medical mutual pay",
            ["Ohio · chiropractor", "Medical Mutual of Ohio"],
        ),
        (
            "/ask what do i need in florida and does cigna cover it",
            ["Florida · physical therapist", "Cigna · dry needling: Not covered"],
        ),
    ],
)
async def test_the_state_of_one_question_holds_for_the_other(
    desk: FrontDesk, typed: str, says: list[str]
) -> None:
    reply = await desk.say(typed)

    assert reply.headline == _TWO
    answers = " ".join(line.text for line in reply.lines)
    assert all(said in answers for said in says)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            "/coverage medicare what forms do i need and how many visits",
            ["The record shows pain for at least 12 weeks", "12 visits in 90 days"],
        ),
        (
            "/coverage cigna need auth and how many visits",
            ["I hold nothing on authorization", "I hold nothing on a number of visits"],
        ),
        (
            "/ask necesito autorizacion de aetna? y cuantas visitas",
            ["I hold nothing on authorization", "I hold nothing on a number of visits"],
        ),
        (
            "/coverage Humana 20560 pre auth and do they need referral",
            ["I hold nothing on authorization", "I hold nothing on a referral"],
        ),
    ],
)
async def test_what_is_asked_of_one_payer_twice_leads_its_card(
    desk: FrontDesk, typed: str, says: list[str]
) -> None:
    led = " ".join(line.text for line in (await desk.say(typed)).lines)

    assert all(said in led for said in says)
    assert "survey" not in led


@pytest.mark.parametrize(
    "typed",
    ["/ask evicore auth on pt visits does it approve 20561", "/coverage uhc auth for visits"],
)
async def test_visits_that_are_only_named_ask_for_no_number_of_them(
    desk: FrontDesk, typed: str
) -> None:
    told = [line.text for line in (await desk.say(typed)).lines]

    assert not any(line.startswith(("Injections", "I hold nothing on a number")) for line in told)


@pytest.mark.parametrize(
    "typed",
    [
        "/state NJ how many hrs and is there a cert to send in",
        "/state ohio can i turn it in",
        "/state GA hours and do i mail it in",
    ],
)
async def test_in_behind_what_is_sent_is_no_state(desk: FrontDesk, typed: str) -> None:
    assert "Indiana" not in words(await desk.say(typed))


async def test_a_place_and_a_question_are_one(desk: FrontDesk) -> None:
    reply = await desk.say("/ask our clinic is in charlotte, can the ATC needle")

    assert reply.headline == "North Carolina · athletic trainer"


async def test_new_jersey_asks_for_no_date(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage does aetna pay for dn in new jersey")

    assert not reply.lines[0].text.startswith("Dates not printed")

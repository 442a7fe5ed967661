"""What is asked decides who answers: a payer, a place or a code beside it changes nothing."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

_CORRECTED = "How long do I have for a corrected claim?"
_FOUND_WRONG = "We found out ourselves that past needling claims were wrong: what now?"
_NEEDLES = "Which needles may be used, and are they single-use?"


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("Aetna corrected claim window, wrong units went out", _CORRECTED),
        (
            "BCBS retro authorization, we learned of it nine days late",
            "Can I get an authorization after the visit?",
        ),
        ("for two years 20561 went out as 97140, Medicare too, what happens to us", _FOUND_WRONG),
        ("what gauge of needle for gluteus medius", _NEEDLES),
        ("what length of needles for the glute max on a large patient", _NEEDLES),
        (
            "replace or void the claim, four muscles went out as 20560",
            "Do I replace a claim (frequency 7) or void it (frequency 8)?",
        ),
        (
            "PT board or acupuncture board, who decides in Maine",
            "Do the boards disagree on who may dry needle?",
        ),
    ],
)
async def test_a_topic_answers_what_no_card_of_the_names_holds(
    desk: FrontDesk, asked: str, topic: str
) -> None:
    assert (await desk.glance(asked)).headline == topic


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("what do i say to a patient when we dont know if insurance will pay", "explain to a"),
        ("what to tell a patient if the plan will not cover", "explain to a patient"),
        ('PT wrote "DN to R shoulder" and that is all. can i bill', "needling note say"),
    ],
)
async def test_words_or_a_note_are_asked_for_and_no_list(
    desk: FrontDesk, asked: str, topic: str
) -> None:
    assert topic in (await desk.glance(asked)).headline


@pytest.mark.parametrize(
    ("asked", "headline"),
    [
        ("can an OT bill 20560 in Texas", "Texas · occupational therapist"),
        ("how many units of 20561 may I bill for 4 muscles", "20561"),
        ("illinois referral required or just direct access", "Illinois · physical therapist"),
        ("is there a bill in the SC legislature on needling", "South Carolina"),
        ("what year did 20560 start", "20560"),
        ("can you tell me who pays for 20560", "20560: it depends on the payer"),
    ],
)
async def test_the_card_of_a_payer_code_or_state_answers_what_it_holds(
    desk: FrontDesk, asked: str, headline: str
) -> None:
    assert (await desk.glance(asked)).headline.startswith(headline)


async def test_a_condition_is_never_said_to_decide_nothing(desk: FrontDesk) -> None:
    typed = "pregnant pt 30 weeks low back. do payers exclude that? also is it contraindicated"
    told = words(await desk.glance(typed))
    assert "depends on payer, code and condition" in told
    assert "not on this" not in told

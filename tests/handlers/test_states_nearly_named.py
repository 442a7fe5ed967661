"""States that are nearly named, licenses that move, and what a state's rule bars or asks."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("oh athletic trainer", "Ohio · athletic trainer"),
        ("in pt hours", "Indiana · physical therapist"),
        ("nweada pt dry needleing", "Nevada · physical therapist"),
        ("ok so can a pt needle", "Physical therapist · all states"),
        ("ontario pt", "Ontario, Canada"),
    ],
)
async def test_a_state_is_read_from_two_letters_or_with_two_slips(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.say(f"/state {typed}")).headline == headline


async def test_what_a_misspelt_state_was_taken_for_is_said(desk: FrontDesk) -> None:
    assert "I took “nweada” for Nevada." in words(await desk.say("/state nweada pt"))


async def test_what_the_misspelt_states_of_a_list_were_taken_for_is_said(desk: FrontDesk) -> None:
    told = words(await desk.glance("/state lousiana, arkansas and texs"))
    assert "I took “lousiana” for Louisiana and “texs” for Texas." in told


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("montana report adverse event", "I hold nothing on reporting an adverse event"),
        ("florida report adverse incident", "report of an adverse incident within 15 days"),
        ("AZ pt 24 hrs online ok?", "Hours: 24 hours."),
    ],
)
async def test_what_is_asked_of_a_rule_is_answered_or_said_not_to_be_held(
    desk: FrontDesk, typed: str, line: str
) -> None:
    assert line in words(await desk.say(f"/state {typed}"))


async def test_a_certificate_is_judged_where_the_patient_is(desk: FrontDesk) -> None:
    reply = await desk.say("/ask our PT is coming from texas to minnesota does her cert carry over")
    assert reply.headline == "Minnesota · physical therapist"
    assert reply.lines[0].text.startswith(
        "A license or privilege of the state where the patient is comes first."
    )


async def test_an_assistant_whom_the_rule_bars_is_not_said_to_lack_a_rule(desk: FrontDesk) -> None:
    told = words(await desk.say("/coverage bcbs tn by pta"))
    assert "Needling by a physical therapist assistant in Tennessee: not allowed." in told


async def test_a_chapter_of_a_law_ends_no_sentence(desk: FrontDesk) -> None:
    reply = (await desk.say("/state virginia PT referral")).opened()
    told = [line.text for section in reply.sections for line in section.lines]
    assert not any(text.endswith(": 137) settled it.") for text in told)

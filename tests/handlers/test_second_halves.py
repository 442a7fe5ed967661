"""A second question of another kind is answered beside the first, however the two are joined."""

from __future__ import annotations

import pytest

from models.understanding.several_questions import split_questions
from tests.handlers.front_desk import FrontDesk, words

FIRSTS = (
    "does aetna cover 20561 by a chiropractor",
    "does primera cover it in Boise on 1/5/27",
    "3 muscles New Hampshire medicaid",
    "in Omaha treating frozen shoulder billing 3 muscles to medicaid",
)
SECONDS = {
    "what is the timely filing limit": "How long do I have to file a claim?",
    "is dry needling the same as acupuncture": "difference between dry needling and acupuncture",
    "does it hurt": "Does dry needling hurt?",
    "what is the 8 minute rule": "How many units is a timed code?",
    "how long is an abn good for": "GA, GX, GY or GZ",
    "can a PT do it in Ohio": "Ohio · physical therapist",
}


@pytest.mark.parametrize("first", FIRSTS)
@pytest.mark.parametrize("join", [" and ", " + ", "? ", "; ", "\n", ". also ", ", and "])
@pytest.mark.parametrize(("second", "told"), SECONDS.items())
async def test_both_are_answered(
    desk: FrontDesk, first: str, join: str, second: str, told: str
) -> None:
    reply = await desk.say(f"{first}{join}{second}")
    assert reply.headline == "2 questions, 2 answers"
    assert told in words(reply)


async def test_who_may_is_answered_beside_a_payer_without_a_state(desk: FrontDesk) -> None:
    told = words(await desk.say("/cpt does Molina pay and also can a PTA do it"))
    assert "Molina" in told
    assert "Physical therapist assistant" in told


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("does cigna pay. can a PT do it in Ohio", 2),
        ("who can pull the needles out. can the tech?", 1),
        ("did upper trap and levator, one needle each. which code do i bill", 1),
        ("eval day. can i bill 97161 with 20561 same visit", 1),
        ("been on hold for 38 minutes. do they pay needling by a PT", 1),
        ("can a PT needle in Ohio? the owner insists otherwise", 1),
        ("does cigna pay? new hire thinks so", 1),
        ("can we bill cigna for our PT, who moved to Alaska", 1),
        ("can we bill cigna for our PT, who pays us back", 2),
    ],
)
def test_a_sentence_that_only_tells_asks_nothing(typed: str, parts: int) -> None:
    assert len(split_questions(typed)) == parts

"""Everyday questions of desks and billers, and who answers them: the topic, a payer or a state."""

from __future__ import annotations

import pytest

from models.reply import Reply
from tests.handlers.front_desk import FrontDesk, words


def title(reply: Reply) -> str:
    """The question that a card answers."""
    return reply.headline.removeprefix("Closest to your question: ")


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("our clearinghouse rejected the 20561 claim", "What if the clearinghouse rejects"),
        ("is it ok to clone my note from monday", "May I copy the last note forward?"),
        ("can we charge medicaid people for no shows", "May we charge a fee for a no-show"),
        ("do no shows count against the auth", "Do no-shows and late cancellations count"),
        ("can i sell a 10 pack of needling", "May we sell a package"),
        ("is a coupon for needling allowed", "May I offer a free session"),
        ("does the copay apply for needling", "What are a deductible, a copay"),
        ("explain coinsurance", "What are a deductible, a copay"),
        ("is it a soft cap or a hard cap", "What is a hard cap"),
        ("pt freaked out and we stopped early, what do we bill", "How is a session billed"),
        ("rep says 20560 is valid and billable", "The rep says the code is valid"),
        ("can our athletic trainer bill aetna for it", "Aetna"),
        ("may a nurse practitioner bill insurance for 20561", "Which licenses may bill"),
        ("patient lost her insurance in the middle of care", "What if a patient changes or loses"),
        ("the bill was way over the good faith estimate", "What if the bill is higher"),
        ("how long does blue cross have to pay a clean claim", "What if a claim is pending"),
        ("can i make my medicare people pay up front", "Do I collect at the visit"),
        ("does an authorization guarantee payment", "What if it was approved"),
        ("can they work out afterwards", "May a patient drive"),
        ("must we report a pneumothorax", "Do we report an incident"),
        ("new grad, how soon", "May a new graduate needle?"),
        ("what does medicare pay for 20561", "What does Medicare pay for 20560 and 20561?"),
        ("does medicare pay for it", "Medicare Part B"),
    ],
)
async def test_an_everyday_question_is_answered_by_what_it_asks(
    desk: FrontDesk, asked: str, begins: str
) -> None:
    assert title(await desk.say(f"/ask {asked}")).startswith(begins)


async def test_a_needle_that_bent_or_stayed_in_is_no_needlestick(desk: FrontDesk) -> None:
    for asked in ("needle bent and got stuck in his calf", "the needle is stuck in the muscle"):
        assert "dig for it" in words(await desk.say(f"/ask {asked}"))
    for asked in ("she got stuck with a used needle", "a needle stuck me in the hand"):
        assert "OSHA" in words(await desk.say(f"/ask {asked}"))


async def test_the_sentence_on_a_profession_that_is_named_leads(desk: FrontDesk) -> None:
    reply = await desk.say("/ask are chiros or ATs allowed to needle")
    assert {line.text.split(":")[0] for line in reply.lines[:2]} == {
        "Athletic trainers",
        "Chiropractors",
    }


async def test_professions_without_facts_are_named_where_a_topic_answers(desk: FrontDesk) -> None:
    reply = await desk.say("/ask do nurses or MAs get to needle at our md office")
    assert reply.lines[0].text.startswith("I have no facts on a nurse")


async def test_an_osteopath_begins_no_second_question(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage cigna 20560, DO at a sports med clinic")
    assert reply.headline.startswith("Cigna")

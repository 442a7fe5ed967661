"""Everyday questions of desks and billers, and who answers them: the topic, a payer or a state."""

from __future__ import annotations

import re

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
        ("the eob lists code 119", "What does denial code 119 mean"),
        ("remit has code 50 on the needling line", "What does denial code 50 mean"),
        ("the claim says coverage terminated", "What if a patient changes or loses"),
        ("is it billed once per session", "How many units of 20560 or 20561"),
        ("is the info current", "How old are the facts"),
        ("where can i look up fees for our area", "Where do I look up the fee"),
        ("plans near me that pay for needling", "Which payers pay"),
        ("gunn ims vs functional dn, is billing different", "Is intramuscular stimulation"),
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


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("does an abn work for humana gold plus", "Do I need an ABN"),
        ("auth of 12 visits but the plan only allows 10", "The authorization gives more"),
        ("isnt a referral the same as an auth", "Is a referral the same as an authorization?"),
        ("used 14 of 15 visits what now", "How do extra visits open"),
        ("how many visits does the va give", "Veterans Affairs"),
        ("is there a form to appeal to united", "How do I appeal a denial?"),
        ("cuantas visitas da medicare", "Does Medicare cover dry needling?"),
        ("does the payer card say silent, what is that", "What do Silent, Unknown"),
        ("can you speak spanish", "Which languages do you read"),
        ("how do i share this with my boss", "How do I share an answer"),
        ("how do i change our state here", "How do I change our clinic's settings?"),
        ("can i add a plan that you dont know", "How do I add what a payer told us?"),
    ],
)
async def test_a_question_on_the_plan_or_the_bot_is_answered(
    desk: FrontDesk, asked: str, begins: str
) -> None:
    assert title(await desk.say(f"/ask {asked}")).startswith(begins)


@pytest.mark.parametrize(
    "asked",
    ["red and hot area the day after needling", "spot is oozing", "her calf is warm to the touch"],
)
async def test_signs_of_an_infection_cannot_wait(desk: FrontDesk, asked: str) -> None:
    assert "This cannot wait" in words(await desk.say(f"/ask {asked}"))


async def test_a_seizure_of_the_past_is_for_the_clinician_and_no_alarm(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask patient has a seizure history, needle her?"))
    assert "treating clinician decides" in told
    assert "This cannot wait" not in told
    assert "This cannot wait" in words(await desk.say("/ask she is having a seizure"))


@pytest.mark.parametrize("asked", ["hawaii penalties", "what fines in nevada", "utah penalty"])
async def test_what_is_not_held_of_penalties_is_said(desk: FrontDesk, asked: str) -> None:
    reply = await desk.say(f"/state {asked}")
    assert reply.lines[0].text.startswith("I hold nothing on penalties")


async def test_what_the_bot_says_of_itself_names_commands_that_exist(desk: FrontDesk) -> None:
    known = {f"/{name}" for name in desk.desk.commands}
    for topic in desk.book.topics.values():
        said = " ".join([*(s.says for s in (*topic.answer, *topic.details)), *topic.commands])
        typed = set(re.findall(r"(?<![\w/])/[a-z]+", said))
        assert typed <= known | {"/help"}, topic.id
        assert "/coverage call" not in said, topic.id


async def test_a_misspelt_profession_beside_another_is_answered_too(desk: FrontDesk) -> None:
    reply = await desk.say("/state texas PT vs chiropracter")
    named = [row.cells[0] for row in reply.tables[0].rows]
    assert named == ["Chiropractor", "Physical therapist"]

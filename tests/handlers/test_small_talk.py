"""What is said to the bot about itself: greetings, thanks, what it can do, keeps and counts."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk


@pytest.mark.parametrize(
    "said",
    [
        "good afternoon team",
        "ok great",
        "what else can you do?",
        "how do we use this bot",
        "what can you help me with",
        "show me all commands",
        "how are you today?",
        "hola",
    ],
)
@pytest.mark.parametrize("command", ["", "/ask "])
async def test_small_talk_is_told_what_can_be_asked(
    desk: FrontDesk, said: str, command: str
) -> None:
    assert (await desk.say(f"{command}{said}")).headline == "What I can answer"


@pytest.mark.parametrize(
    "asked",
    [
        "good morning, does cigna pay for needling",
        "thanks, and in Ohio can a PTA needle",
        "help me bill 20561",
        "what can you do with 97140",
    ],
)
async def test_a_question_behind_a_greeting_is_answered(desk: FrontDesk, asked: str) -> None:
    assert (await desk.say(f"/ask {asked}")).headline != "What I can answer"


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("how do i log a visit for today", "How do I log a session here?"),
        ("where do i log visits", "How do I log a session here?"),
        ("i logged the wrong one, undo", "How do I take back what I entered?"),
        ("do you keep patient names", "What does the bot keep, and who sees what I type?"),
        ("is this bot hipaa safe", "What does the bot keep, and who sees what I type?"),
        ("you are wrong about cigna", "What if an answer is wrong or out of date?"),
        ("how up to date are you", "How old are the facts, and when were they checked?"),
        ("how do i set up alerts", "How am I warned before visits run out?"),
    ],
)
async def test_what_is_asked_of_the_bot_is_answered(
    desk: FrontDesk, asked: str, title: str
) -> None:
    reply = await desk.say(f"/ask {asked}")
    assert reply.headline.removeprefix("Closest to your question: ") == title


@pytest.mark.parametrize("asked", ["put it on the list", "whats the list", "is it very old"])
async def test_a_lone_everyday_word_is_no_topic(desk: FrontDesk, asked: str) -> None:
    titles = {topic.question for topic in desk.book.topics.values()}
    headline = (await desk.say(f"/ask {asked}")).headline
    assert headline.removeprefix("Closest to your question: ") not in titles

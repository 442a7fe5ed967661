"""What is said around a question changes nothing of its answer: thanks, haste, who is waiting."""

from __future__ import annotations

import pytest

from models.understanding.courtesies import without_courtesies
from tests.handlers.front_desk import FrontDesk, words

QUESTIONS = (
    "does aetna cover 20561 for neck pain in Illinois 2024-2025",
    "state farm 20560",
    "cigna by PT",
    "can a chiropractor bill needling in mississippi",
    "NP headaches Seattle on december 15",
)


@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize(
    "around",
    [
        "hi, {} thx",
        "ok so {}",
        "sorry to bother, {}",
        "just wondering if {}",
        "quick q {}",
        "front desk here, {}",
        "urgent: {} asap pls",
        "do you know if {}",
        "{}, my boss wants to know",
        "{} need it today",
        "{}, pt is on the phone",
        "{} the patient is waiting",
        "{} any idea?",
        "{} - thanks in advance",
    ],
)
async def test_small_talk_changes_no_answer(desk: FrontDesk, asked: str, around: str) -> None:
    plain = words(await desk.say(asked))
    assert words(await desk.say(around.format(asked))) == plain


@pytest.mark.parametrize(
    "typed",
    [
        "OK PT dry needling",
        "hi PT",
        "urgent care 20560",
        "good morning sunshine",
        "what do i do if the patient is on the phone",
        "how do i thank you",
        "thanks!",
        "thx that worked",
        "please help",
        "great west 20560",
        "another code for needling",
    ],
)
def test_words_that_name_or_ask_something_stay(typed: str) -> None:
    assert without_courtesies(typed) == typed


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("does cigna pay 20560? our hire from florida doesnt believe me", "does cigna pay 20560?"),
        ("PTA ok in ohio? the owner disagrees", "PTA ok in ohio?"),
        ("does aetna pay 20560 any idea?", "does aetna pay 20560?"),
        ("cigna 20561, thx? bye", "cigna 20561?"),
    ],
)
def test_a_doubt_is_no_question_and_the_mark_stays(typed: str, asked: str) -> None:
    assert without_courtesies(typed) == asked

"""Subjects of law, money and the office that strangers asked for, each in words no topic holds."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words
from tests.handlers.test_everyday_questions import title


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("we got a subpoena for a patient's chart", "What do we do with a subpoena"),
        ("is there a code for cupping or gua sha with the needling", "Which code is for cupping"),
        ("UHC put us on prepayment review", "What is prepayment review"),
        ("they offset 300 from the remit for another patient", "May a payer take money back"),
        ("claim frequency 8 vs 7", "Do I replace a claim"),
        ("is maintenance needling covered", "Is maintenance needling covered"),
        ("patient turned 65 when does her medicare start", "When does Medicare start"),
        ("why did medicare pay 2 percent less than allowed", "What is sequestration"),
        ("facility or non facility price hospital outpatient", "What is the facility"),
        ("how do i answer a bad google review", "How do we answer a public review"),
        ("what EHR is best for dry needling", "Which software or EHR"),
        ("do staff need hepatitis b vaccine", "Must staff have hepatitis B"),
        ("can we pay therapists a bonus per needling", "May pay or a bonus depend"),
        ("how do we audit our own charts", "How do we audit our own"),
        ("what is a VA SEOC", "What is the VA's SEOC"),
        ("does a health sharing ministry pay", "How do we bill a patient with a health"),
        ("tricare east or west", "TRICARE East or West"),
        ("what is unbundling", "What does unbundling mean"),
        ("who wrote the cpt code and where is the official wording", "Who wrote the codes"),
        ("how do i look up ncci edits myself", "How do I look up NCCI edits"),
        ("script for when patients call about needling coverage", "What do we say when somebody"),
        ("patient refuses to sign the abn", "What if a Medicare patient refuses"),
        ("is tmj needling medical or dental", "Is needling for the jaw"),
        ("send me studies for an adjuster", "Which studies can I send"),
        ("plan year renewed do i need to reverify", "When do we verify benefits again"),
        ("patient comes twice in one day", "The patient comes twice in one day"),
    ],
)
async def test_it_is_answered_by_its_topic(desk: FrontDesk, asked: str, begins: str) -> None:
    assert title(await desk.say(f"/ask {asked}")).startswith(begins)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("is M54.5 still valid", "M54.50"),
        ("m79.1 kicks back what myalgia code", "M79.18"),
        ("does the 12 in 90 start at the eval or at the first needle", "do not print"),
        ("card just says associate health plan", "names an employer"),
        ("your answer was wrong yesterday", "Which payer, state or code was it?"),
    ],
)
async def test_a_topic_that_was_held_tells_it_too(desk: FrontDesk, asked: str, told: str) -> None:
    assert told in words(await desk.say(f"/ask {asked}"))

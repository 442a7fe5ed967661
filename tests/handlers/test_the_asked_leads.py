"""What was asked leads, is read in its own words, and what stands beside a payer is not dropped."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.handlers.front_desk import FrontDesk

_CLOSEST = "Closest to your question: "


def _words(reply: Reply) -> str:
    return " ".join(line.text for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("patient calling, still sore, normal?", "aftercare"),
        ("are messages we type stored anywhere", "bot_privacy"),
        ("is it legal advice what you say", "about_me"),
        ("may one waiver be signed by everybody with cigna", "commercial_waiver"),
        ("the last biller always put needling down as 97140, is it a problem", "bill_as_manual"),
    ],
)
async def test_the_topic_that_is_asked_in_other_words_answers(
    desk: FrontDesk, pack: FactBook, typed: str, topic: str
) -> None:
    headline = (await desk.glance(f"/ask {typed}")).headline

    assert headline.removeprefix(_CLOSEST) == pack.topics[topic].question


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("will they pay both on the eval day, 97162 n 20561, if we needle", "97162 with 20561"),
        ("is needleing billed separately from manual therapy", "20560 or 20561 with 97140"),
    ],
)
async def test_a_pair_is_answered_by_the_edits(desk: FrontDesk, typed: str, codes: str) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline == f"{codes}, same day"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            "/coverage uhc 20561 by OT in colorado",
            "Needling by an occupational therapist in Colorado: not known to be in force.",
        ),
        (
            "/coverage regence utah 20560 by OT",
            "Needling by an occupational therapist in Utah: not known to be in force.",
        ),
        (
            "/ask our athletic trainer needled a bcbs oklahoma patient, can we bill 20560 for that",
            "I hold no rule in force on needling by an athletic trainer in Oklahoma",
        ),
    ],
)
async def test_the_license_is_told_beside_the_payer(desk: FrontDesk, typed: str, says: str) -> None:
    assert says in _words(await desk.glance(typed))


async def test_of_a_pt_whom_the_state_allows_nothing_more_is_said(desk: FrontDesk) -> None:
    assert "Needling by" not in _words(await desk.glance("/coverage cigna 20560 by PT in arizona"))


async def test_the_yes_of_an_authorization_says_what_it_is_of(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage texas workers comp 20560 preauth needed")
    assert reply.lines[0].text.startswith("Authorization: Yes, beyond six early visits")


async def test_a_state_where_a_payer_belongs_asks_for_the_payer(desk: FrontDesk) -> None:
    assert "name the payer too" in _words(await desk.glance("/coverage ohio"))


async def test_plans_of_one_name_are_told_by_that_name_and_for_the_days_that_were_read(
    desk: FrontDesk,
) -> None:
    assert (await desk.glance("/coverage uhc 20560")).headline == (
        "I hold no decision of any UnitedHealthcare plan · 20560"
    )
    reply = await desk.glance("/coverage independence blue cross 20560 from 3/2/2026 to 3/9/2026")
    assert reply.headline.endswith("for Mar 2, 2026 to Mar 9, 2026")


async def test_whether_needling_counts_toward_medicares_visits_is_said_first(
    desk: FrontDesk,
) -> None:
    reply = await desk.glance("/ask does medicare count a dn visit toward the 20")
    assert "counts toward its 20" in reply.lines[0].text


async def test_a_misspelt_condition_is_put_to_the_payer_as_it_was_typed(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage bcbs texas 20560 for lumbar zygapohysitis")
    assert "for lumbar zygapohysitis," in _words(reply)


async def test_writing_from_the_patient_asks_for_consent(desk: FrontDesk) -> None:
    reply = await desk.glance("must we have something in writing from patients in montana")
    assert reply.lines[0].text.startswith("I hold nothing on consent")


async def test_lymphedema_is_told_to_be_unread(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask ok to needle with lymphedema in general")
    assert "Lymphedema, or lymph nodes that were removed, stand in no source here." in _words(reply)


async def test_a_self_funded_plan_and_who_runs_it_are_answered_as_that(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask our plan is self funded and run by Meritain, who decides")
    assert reply.headline == "What is a self-funded (ASO) plan, and whose policy holds?"
    assert "Its plan document decides" in _words(reply)
    assert not reply.cautions


async def test_a_trade_is_no_word_that_was_not_used(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage aetna 20560 for a welder, visit is booked")
    assert not any("I did not use" in caution.text for caution in reply.cautions)


async def test_words_that_announce_two_questions_are_none(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask two things, does cigna pay for dn, and can a PT needle in ohio")
    assert reply.headline == "2 questions, 2 answers"

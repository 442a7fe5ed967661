"""/denial of a payer without facts has the same card, and each remark that is held is told."""

from __future__ import annotations

import re

import pytest

from handlers.coverage.denial.denial_meanings import REMARKS, remarks_held
from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.handlers.front_desk import FrontDesk

NOT_HELD = "How long this payer takes appeals is not held: read the remittance."


_OF_ITS_OWN = "N418"  # comes with 109, the wrong payer, whose card says what to do


def told(reply: Reply) -> list[str]:
    return [line.text for line in reply.lines]


@pytest.mark.parametrize(
    ("typed", "headline", "means"),
    [
        (
            "bcbs texas 20560 CO-50 on 10/5/2026",
            "CO-50 · Blue Cross and Blue Shield of Texas · 20560 · for October 5, 2026",
            "The payer does not think it medically necessary.",
        ),
        ("oscar 20560 N130", "N130 · Oscar Health · 20560", "N130: look in the plan's documents."),
        (
            "kelsey-seybold 20560 co 197",
            "CO-197 · KelseyCare Advantage (Houston) · 20560",
            "197: a required approval is missing.",
        ),
    ],
)
async def test_of_a_payer_without_facts_meaning_policy_and_window_are_told_as_not_held(
    desk: FrontDesk, typed: str, headline: str, means: str
) -> None:
    reply = await desk.glance(f"/denial {typed}")
    assert reply.headline == headline
    assert told(reply)[0].startswith(means)
    assert "The policy on needling: Unknown." in told(reply)
    assert NOT_HELD in told(reply)
    assert not [line for line in told(reply) if "fits" in line]
    again = await desk.glance(reply.canonical)
    assert told(again) == told(reply)


async def test_what_came_too_late_to_a_payer_without_facts_tells_no_time(desk: FrontDesk) -> None:
    lines = told(await desk.glance("/denial bcbs texas 20560 CO-29"))
    assert any("first claims is not held" in line for line in lines)


def remarks(pack: FactBook) -> list[str]:
    """Every remark of which the topic says something, and no other topic what to do."""
    topic = pack.topics[REMARKS]
    said = " ".join(statement.says for statement in (*topic.answer, *topic.details))
    held = dict.fromkeys(re.findall(r"\b(?:N\d+|MA?\d+)(?=[,:])", said))
    return [code for code in held if code != _OF_ITS_OWN]


async def test_every_remark_that_is_held_is_told_of_each_payer(
    desk: FrontDesk, pack: FactBook
) -> None:
    assert len(remarks(pack)) > 15
    for code in remarks(pack):
        for typed in (f"aetna {code}", f"oscar 20560 {code.lower()}"):
            reply = await desk.glance(f"/denial {typed}")
            assert code in reply.headline, typed
            assert code in told(reply)[0].partition(":")[0], typed


async def test_the_remark_that_is_asked_about_leads(desk: FrontDesk, pack: FactBook) -> None:
    for code in remarks(pack):
        reply = await desk.glance(f"/ask what does {code} mean on my remit")
        assert code in told(reply)[0].partition(":")[0]
        assert len([line for line in told(reply) if line == told(reply)[0]]) == 1


def test_what_is_no_remark_or_is_not_held_is_none(pack: FactBook) -> None:
    assert remarks_held(["N489"], pack)[0].text == "N489, N490: referral form."
    assert remarks_held(["N489", "M76"], pack) == []
    assert remarks_held(["CO-50"], pack) == []
    assert remarks_held([], pack) == []


async def test_a_remark_that_comes_with_one_reason_is_told_with_its_step(desk: FrontDesk) -> None:
    reply = await desk.glance(f"/denial aetna {_OF_ITS_OWN}")
    assert told(reply)[0] == "N418: misrouted."
    assert "wrong payer" in told(reply)[1]


async def test_an_appeal_beside_a_remark_stays_a_question_of_its_own(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask denied N130, how do I appeal")
    assert any("How do I appeal a denial?" in line for line in told(reply))

"""Idioms and trades that are no question, no name and no count: "what's the word on", a marine."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("bluecorss of tenessee, whats the word on 20561", "BCBS Tennessee · 20561"),
        ("humana, what's the deal with 20560", "Humana · 20560"),
        ("premera, what is the scoop on 20561", "Premera · 20561"),
        ("moda ma, whats the latest on 20560", "20560"),
        ("whats the story with 20561 at cigna", "Cigna · 20561"),
    ],
)
async def test_what_the_word_is_asks_of_no_wording(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert headline in reply.headline
    assert "consent" not in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "have a marine engineer with MEBA, 20560 covered?",
        "merchant marine on the MEBA plan, needling?",
        "two marine engineers with MEBA, 20561",
        "have a marine with tricare 20560",
    ],
)
async def test_a_trade_at_sea_is_nobodys_name(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert "name" not in reply.lines[0].text
    assert "MEBA" in reply.headline or "TRICARE" in reply.headline


async def test_a_marines_own_name_is_still_not_kept(desk: FrontDesk) -> None:
    reply = await desk.say("/ask marine smith dob 1/2/1980 aetna 20560")
    assert reply.headline == "I did not keep that."


async def test_a_federal_plan_is_told_beside_a_topic(desk: FrontDesk) -> None:
    told = words(
        await desk.say("/ask NALC letter carrier plan, is needling under their acupuncture benefit")
    )
    assert "NALC" in told


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("he did four muscles in the neck, do i put one 20561", "4 muscles make 20561"),
        ("did 2 muscles in the calf, is that one 20560", "2 muscles make 20560"),
        ("5 muscles needled so two 20561 or one", "5 muscles make 20561"),
    ],
)
async def test_a_number_before_a_code_counts_no_muscles(
    desk: FrontDesk, typed: str, count: str
) -> None:
    assert count in words(await desk.say(f"/ask {typed}"))

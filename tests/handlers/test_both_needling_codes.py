"""Both codes of needling asked about as one: since when, therapy or not, the yearly amount."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk


@pytest.mark.parametrize(
    "typed",
    [
        "20560 + 20561, which year were they released",
        "when did 20560 & 20561 come out",
        "how long have 20560 and 20561 been around",
        "was there a 20560 or 20561 in 2017",
        "did 20560/20561 exist in 2019",
        "do 20560 and 20561 take GP",
        "are 20560 and 20561 sometimes therapy codes",
    ],
)
async def test_what_is_asked_of_both_codes_is_no_pair(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert "same day" not in reply.headline
    assert reply.badge is None


@pytest.mark.parametrize(
    "typed",
    ["20560 + 20561", "when may 20560 and 20561 go on the same claim", "20560 20561 modifier 59"],
)
async def test_both_codes_of_one_day_are_a_pair(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.headline.startswith("20560 with 20561")


@pytest.mark.parametrize(
    "typed",
    [
        "what is the kx threshold this year, and do 20560 + 20561 count to it",
        "how much is the kx threshold and does 20561 count against it",
    ],
)
async def test_an_amount_is_told_beside_what_counts_to_it(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")

    told = " ".join((reply.headline, *(line.text for line in reply.lines)))
    assert "$2,480" in told
    assert "Does dry needling count toward the therapy threshold?" in told


async def test_go_before_toward_is_no_modifier(desk: FrontDesk) -> None:
    reply = await desk.glance("/cpt does 20561 go toward the deductible")

    assert not any("GO on" in text for text in (reply.headline, *reply.texts))

"""Behind a code "at" mostly says where, and a sum of money is no modifier."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.front_desk import FrontDesk, words

_TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "modifiers"),
    [
        pytest.param("20560 at aetna", (), id="a payer"),
        pytest.param("we billed 20561 at humana last week", (), id="a payer in a sentence"),
        pytest.param("97140 at 8 units", (), id="a number"),
        pytest.param("IS 20560 AT AETNA PAID", (), id="all in capitals"),
        pytest.param("20560 AT aetna", ("AT",), id="in capitals alone"),
        pytest.param("20560 at", ("AT",), id="at the end"),
        pytest.param("98941 at medicare", ("AT",), id="on a code that takes it"),
        pytest.param("97140-at-gp", ("AT", "GP"), id="among modifiers"),
        pytest.param("20560 at modifier", ("AT",), id="said to be one"),
    ],
)
def test_at_is_a_modifier_where_it_is_put_as_one(
    desk: FrontDesk, typed: str, modifiers: tuple[str, ...]
) -> None:
    assert desk.reader.reading_of_codes(typed, _TODAY).question.modifiers == modifiers


async def test_a_sum_is_no_modifier(desk: FrontDesk) -> None:
    assert (await desk.glance("/ask 20561 billed at $50, ok?")).headline == "20561"


async def test_a_payer_behind_at_is_answered_without_at(desk: FrontDesk) -> None:
    assert "AT:" not in words(await desk.say("/ask look at 20560 at aetna"))


@pytest.mark.parametrize(
    "typed",
    [
        "does the referring provider npi go on the claim for 20560",
        "which NPI is the referring provider for cigna",
        "do we need the referring doctor's npi on the claim for needling",
        "ordering physician npi required on pt claims?",
        "does medicaid want the referring physician's npi",
    ],
)
async def test_who_referred_is_told_apart_from_who_treated(
    desk: FrontDesk, pack: FactBook, typed: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.headline == pack.topics["whose_npi"].question
    assert "own NPI goes in box 17" in words(reply)


async def test_a_claim_that_came_back_without_it_is_mended(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask claim rejected for missing referring provider npi")

    assert "denial code 16" in reply.headline

"""Quarters, plan years, "pre cert" and VA's community care are read as people write them."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("regence oregon 20560 3rd qtr 2022", "for Jul 1, 2022 to Sep 30, 2022"),
        ("kaiser wa plan yr 2025 20561", "for 2025"),
        ("cigna 20560 el 15 de marzo de 2024 dolor de cuello", "for March 15, 2024"),
        ("cigna 20560 on the 15th of march of 2024", "for March 15, 2024"),
        ("cigna 20560 is pre cert needed", "I hold nothing on authorization from Cigna"),
        ("cigna 20560 pre-certification?", "I hold nothing on authorization from Cigna"),
    ],
)
async def test_what_is_written_beside_a_payer_is_read(
    desk: FrontDesk, typed: str, told: str
) -> None:
    assert told in words(await desk.say(f"/coverage {typed}"))


@pytest.mark.parametrize(
    "typed", ["optum va community care, is needling on the pt seoc", "va ccn optum pt needling"]
)
async def test_community_care_of_va_names_no_state(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert words(reply).count("Veterans Affairs")
    assert "Virginia" not in words(reply)


@pytest.mark.parametrize("typed", ["dry needling 3 mussles", "3 mussels needled"])
async def test_misspelt_muscles_are_counted(desk: FrontDesk, typed: str) -> None:
    assert "3 muscles: 20561" in words(await desk.say(f"/cpt {typed}"))

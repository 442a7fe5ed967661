"""Levels of the spine are no muscles: no source says how often one muscle counts at several."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    "typed",
    [
        "multifidus at L3 L4 L5 is that 3 muscles",
        "C5-C7 multifidi",
        "needled multifidi L4 and L5 and S1",
        "3 muscles at L3-L5 multifidus",
    ],
)
async def test_levels_are_not_counted_as_muscles(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(f"/cpt {typed}"))
    assert "no source here says: ask the payer" in told
    assert "20560" in told
    assert "20561" in told
    assert "one unit for the session" not in told


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("upper trap, levator and multifidus at C5 C6", "3 muscles: 20561"),
        ("3 muscles for L4 L5 radiculopathy", "3 muscles: 20561"),
        ("2 muscles needled", "2 muscles: 20560"),
    ],
)
async def test_muscles_are_counted_beside_levels_that_change_nothing(
    desk: FrontDesk, typed: str, code: str
) -> None:
    assert code in words(await desk.say(f"/cpt {typed}"))

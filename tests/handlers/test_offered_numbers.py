"""A number that the last words of a question offer counts no further muscle: "6 muscles, 2?"."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "muscles"),
    [
        ("how many units of 20561 for 4 muscles, 3?", "4 muscles"),
        ("9 muscles, how many units, is it 3", "9 muscles"),
        ("units for 3 muscles, 2?", "3 muscles"),
        ("we needled 5 muscles so is it 2 units", "5 muscles"),
        ("5 muscles in one session how many units - 4?", "5 muscles"),
        ("how many units is 7 muscles? two?", "7 muscles"),
    ],
)
async def test_offered_units_are_no_muscles(desk: FrontDesk, typed: str, muscles: str) -> None:
    told = words(await desk.say(f"/cpt {typed}"))
    assert "No: one unit of 20561 a day, not" in told
    assert muscles in told


@pytest.mark.parametrize(
    ("typed", "muscles"),
    [
        ("2 muscles left, 1 right?", "3 muscles"),
        ("2 muscles left side, 3 right side", "5 muscles"),
        ("3 muscles, 1?", "3 muscles"),
    ],
)
async def test_further_muscles_are_still_added(desk: FrontDesk, typed: str, muscles: str) -> None:
    assert muscles in words(await desk.say(f"/cpt {typed}"))

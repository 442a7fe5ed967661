"""Muscles on either side, their heads and parts, and lists of nothing but muscles."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

_UNSETTLED = "Counted once it is 2 muscles: 20560. Counted twice it is 3 or 4: 20561."


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("needled 2 left 1 right muscles code", "3 muscles: 20561"),
        ("2 left and 2 right muscles which code", "4 muscles: 20561"),
        ("right glute med, left piriformis", "2 muscles: 20560"),
        ("left UT, right levator", "2 muscles: 20560"),
        ("R glute med, R piriformis, L glute med", _UNSETTLED),
        ("bilateral UT and bilateral levator", _UNSETTLED),
        ("levator scap, rhomboids, upper trap = ?", "3 muscles: 20561"),
        ("multifidi L4 L5 S1 both sides count", "Counted at each level, three or more make 20561"),
    ],
)
async def test_a_list_of_muscles_is_counted_without_a_question(
    desk: FrontDesk, typed: str, says: str
) -> None:
    assert says in words(await desk.say(f"/ask {typed}"))


@pytest.mark.parametrize(
    "typed",
    [
        "gastroc medial and lateral head plus soleus 20561?",
        "is biceps long head and short head one muscle or 2",
        "are the 3 heads of the tricep one muscle",
        "trap upper middle and lower 3 muscles?",
        "is upper trap and mid trap one muscle",
    ],
)
async def test_heads_of_one_muscle_make_no_three(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(f"/ask {typed}"))
    assert "heads or parts of one muscle" in told
    assert "muscles: 20561" not in told
    assert "muscles make 20561" not in told


async def test_codes_that_never_go_together_are_given_no_units_each(desk: FrontDesk) -> None:
    told = words(await desk.say("/cpt 20560 x1 20561 x1 two separate visits same day"))
    assert "Never on one day" in told
    assert "takes up to one unit" not in told

"""A name that is left out on purpose is none: "Mr. so and so"."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk

_REFUSED = "I did not keep that"


@pytest.mark.parametrize(
    "typed",
    [
        "did mrs so and so's claim get paid",
        "what does Mr. so and so owe on 20561",
        "Ms. So and So wants needling, aetna",
        "can patient so and so pay cash",
        "mr so and so has cigna",
        "how do i log Mrs. So and so",
    ],
)
async def test_so_and_so_is_nobody(desk: FrontDesk, typed: str) -> None:
    assert not (await desk.say(f"/ask {typed}")).headline.startswith(_REFUSED)


async def test_so_is_a_name_too(desk: FrontDesk) -> None:
    assert (await desk.say("/ask Mr. So and his wife have aetna")).headline.startswith(_REFUSED)

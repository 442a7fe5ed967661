"""Letters that are said to be a state are no payer's: "va, the state"."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("va pts need an order to needle? (the state)", "Virginia · physical therapist"),
        ("VA (state) ATs ok to needle", "Virginia · athletic trainer"),
        ("VA, the state, not the hospital: PT hours", "Virginia · physical therapist"),
        ("pta needling in VA, i mean the state", "Virginia · physical therapist assistant"),
        ("does the state of va let PTs needle", "Virginia · physical therapist"),
        ("co the state not the payer, PT needling", "Colorado · physical therapist"),
    ],
)
async def test_the_state_is_meant(desk: FrontDesk, typed: str, headline: str) -> None:
    assert (await desk.say(f"/ask {typed}")).headline == headline


@pytest.mark.parametrize(
    "typed", ["does va pay 20560", "va community care 20561, what does the state of things say"]
)
async def test_the_payer_is_meant(desk: FrontDesk, typed: str) -> None:
    assert "Veterans Affairs" in words(await desk.say(f"/ask {typed}"))

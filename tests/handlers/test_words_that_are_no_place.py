"""Words and letters that look like a place, a muscle or a count, and are none."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    "typed",
    [
        "/ask lymphedema left arm breast ca hx needle the shoulder?",
        "/ask prostate ca survivor can we needle",
        "/cpt can you needle over a knee replacement scar",
        "/ask needling scar tissue",
    ],
)
async def test_a_disease_or_a_scar_is_no_state(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(typed)
    assert reply.badge is None
    assert not reply.headline.startswith(("California", "South Carolina"))


async def test_the_line_between_two_states_is_no_city(desk: FrontDesk) -> None:
    reply = await desk.say("/ask we are on the KS MO line, therapist licensed both. rules differ?")
    told = words(reply)
    assert "Kansas" in told
    assert "Illinois" not in told


async def test_a_city_of_that_name_is_still_one(desk: FrontDesk) -> None:
    assert "Illinois" in (await desk.say("/state moline PT")).headline


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("two muscles dn + 97140 same muscle same visit", "20560"),
        ("three muscles dn, 97140 on the same muscle", "20561"),
        ("2 muscles left side, one right", "20561"),
    ],
)
async def test_the_same_muscle_counts_once(desk: FrontDesk, typed: str, code: str) -> None:
    assert f": {code}, one unit" in words(await desk.say(f"/cpt {typed}"))


@pytest.mark.parametrize("typed", ["left glut med, piriformis, QL", "glute med, piriformis, ql"])
async def test_three_muscles_of_the_hip_are_three(desk: FrontDesk, typed: str) -> None:
    assert "3 muscles: 20561" in words(await desk.say(f"/cpt {typed} which code"))


@pytest.mark.parametrize("stray", ["foobar", "left foobar"])
async def test_a_muscle_that_is_not_known_gives_no_code(desk: FrontDesk, stray: str) -> None:
    told = words(await desk.say(f"/cpt {stray}, piriformis, QL which code"))
    assert "one unit for the session" not in told

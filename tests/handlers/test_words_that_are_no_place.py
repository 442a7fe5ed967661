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


@pytest.mark.parametrize(
    "typed",
    [
        "is needling part of mt time for the 8 minute rule",
        "needling and mt same day",
        "can we bill mt with 20560",
        "15 min mt plus dn, how many units",
        "mt 20 minutes and needling, how many units",
        "dn + mt, do we need a 59",
    ],
)
async def test_manual_therapy_is_not_montana(desk: FrontDesk, typed: str) -> None:
    assert "Montana" not in words(await desk.say(f"/ask {typed}"))


@pytest.mark.parametrize(
    "typed", ["can a PT needle in MT", "helena mt needling", "wy mt and id needling by pts"]
)
async def test_montana_is_still_read(desk: FrontDesk, typed: str) -> None:
    assert "Montana" in words(await desk.say(f"/ask {typed}"))


@pytest.mark.parametrize(
    "typed",
    [
        "que modificador va con 20560 si tambien hago terapia manual",
        "no me pagaron la 20561 de aetna, que hago",
        "la terapia manual va con 20560 el mismo dia?",
        "hola, va cubierta la puncion seca con cigna",
        "gracias, medicaid en general cubre la puncion seca?",
        "si hago puncion seca y terapia manual, que codigo va primero",
    ],
)
async def test_words_of_spanish_are_neither_states_nor_veterans(
    desk: FrontDesk, typed: str
) -> None:
    told = words(await desk.say(f"/ask {typed}"))
    assert not any(name in told for name in ("Veterans", "Delaware", "Virginia", "Louisiana"))
    assert "I read Spanish" in told


async def test_texas_is_told_in_spanish_of_workers_compensation(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask no pagaron la 20561 de workers comp de texas, que hacemos"))
    assert "Texas workers' compensation" in told
    assert "Delaware" not in told


@pytest.mark.parametrize(
    "typed",
    [
        "tricare 20560, 2 muscles. PA?",
        "does tricare need a PA first for 20561",
        "any PA for tricare needling?",
        "is PA needed for tricare needling",
        "tricare needling without a PA?",
        "tricare 20560 no PA?",
    ],
)
async def test_pa_is_prior_authorization_where_it_is_needed(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(f"/ask {typed}"))
    assert "authorization from TRICARE" in told
    assert "physician assistant" not in told


async def test_pa_is_still_an_assistant_and_a_state(desk: FrontDesk) -> None:
    assert "physician assistant" in (await desk.say("/ask can a PA needle in ohio")).headline
    assert "Pennsylvania" in (await desk.say("/coverage highmark PA 20560")).headline

"""Pairs, prices over years, daily units, contact time and slips of codes, in strangers' words."""

from __future__ import annotations

import re

import pytest

from tests.handlers.front_desk import FrontDesk, words


async def _lines(desk: FrontDesk, typed: str) -> list[str]:
    return [line.text for line in (await desk.say(typed)).lines]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("97813 with 20561 on one visit, same provider allowed", "Never on one day"),
        ("20560 with 97140 allowed", "Not bundled: Medicare's edits"),
        ("are 97810 and 20561 allowed on one visit", "Never on one day"),
        ("20561 allowed with 20553?", "20553 with 20561: only with modifier 59"),
        ("20560 and 20561 together not allowed right", "Never on one day"),
        ("can 97813 be allowed same date as 20560", "Never on one day"),
    ],
)
async def test_allowed_beside_two_codes_asks_for_no_amount(
    desk: FrontDesk, typed: str, first: str
) -> None:
    assert (await _lines(desk, typed))[0].startswith(first)


async def test_the_allowed_of_a_code_is_its_amount(desk: FrontDesk) -> None:
    assert "Medicare 2026: $38.08" in (await _lines(desk, "20561 allowed amount"))[0]


@pytest.mark.parametrize(
    ("typed", "amounts"),
    [
        ("did the rate for 20560 go up this year", "$25.63 in 2024 and $24.72 in 2026"),
        ("how does 20561 pay in 2026 compared to 2024", "$36.95 in 2024 and $38.08 in 2026"),
        ("20560 price 2022 vs 2024", "$26.99 in 2022 and $25.63 in 2024"),
        ("was 20561 cut in the 2026 fee schedule", "$36.95 in 2024 and $38.08 in 2026"),
        ("20561 medicare price 2023 vs 2025", "$37.95 in 2023 and $38.08 in 2026; 2025 not"),
        ("what changed for 20560 in 2025", "$25.63 in 2024 and $24.72 in 2026; 2025 not held"),
        ("how did 20561 change from 2022 to 2024", "$38.41 in 2022 and $36.95 in 2024"),
        ("20561 rate 2023 vs now", "$37.95 in 2023 and $38.08 in 2026"),
        ("what changed in needling fees for 2026", "$25.63 in 2024 and $24.72 in 2026"),
        ("medicare rate 20560 dropped from 2024?", "$26.09 in 2023, $25.63 in 2024 and $24.72"),
    ],
)
async def test_amounts_of_two_years_stand_side_by_side(
    desk: FrontDesk, typed: str, amounts: str
) -> None:
    assert amounts in (await _lines(desk, typed))[0]


@pytest.mark.parametrize(
    "typed",
    [
        "is 20561 going down in 2027",
        "we got 36.95 for 20561 in 2024 is that right for 2026",
        "they allowed 38.08 on 20561 is that medicare",
        "medicare paid us 38 for 20561",
    ],
)
async def test_an_amount_that_is_told_asks_for_the_price(desk: FrontDesk, typed: str) -> None:
    assert "$38.08" in " ".join(await _lines(desk, typed))


async def test_a_compared_amount_tells_which_is_not_from_cms(desk: FrontDesk) -> None:
    first = (await _lines(desk, "did the rate for 20560 go up this year"))[0]
    assert "2025 not held" in first
    assert "That of 2026 is not from CMS" in first


async def test_a_factor_of_a_year_that_is_not_held_is_said_to_be_none(desk: FrontDesk) -> None:
    told = await _lines(desk, "conversion factor and price of 20561 in 2023 vs now")
    assert any(text.startswith("Conversion factor 2026: 33.4009") for text in told)
    assert "I hold no conversion factor of 2023." in told


@pytest.mark.parametrize(
    "typed",
    [
        "what is the 20561 rvu for medicare this year",
        "rvus for 20561 under medicare",
        "medicare conversion factor and rate 20561",
    ],
)
async def test_relative_value_units_stand_with_the_amount(desk: FrontDesk, typed: str) -> None:
    assert "1.14 relative value units" in " ".join((await _lines(desk, typed))[:3])


@pytest.mark.parametrize(
    "typed",
    [
        "is g0283 included in 97814",
        "can i bill 97032 with 97813 same day",
        "97813 and 97014 double billing?",
        "/cpt 97813 97032",
        "we billed 97814 plus G0283, is the current counted already",
        "97032 on top of 97813 ok or is stim part of it",
    ],
)
async def test_current_that_a_code_holds_is_not_billed_again(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(typed)
    assert "acupuncture with electricity: the current" in reply.lines[0].text
    assert "twice" in reply.lines[0].text
    assert reply.badge is None  # "No edit pairs them" would read as leave to bill both


@pytest.mark.parametrize(
    "typed",
    [
        "eval, dn, estim through the needles and a hot pack. what gets paid",
        "did an eval, dry needling, manual and a hot pack, what gets paid",
        "manual + needling + hot packs what can we bill",
        "hot pack, needling and therex, what survives",
        "needling plus eval plus hot pack which ones pay",
        "hot pack + therex + needling, all payable?",
    ],
)
async def test_each_service_of_a_list_is_answered(desk: FrontDesk, typed: str) -> None:
    told = " ".join(await _lines(desk, typed))
    assert "takes no unit of 97010" in told
    assert "pair no" in told or "do not pair" in told


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("4 units of 97811 after 97810, how much face time do we chart", "75 minutes face"),
        ("97810 and 2 units of 97811 how many minutes face to face", "45 minutes face to face"),
        ("how long is 97813 with 97814 x2", "45 minutes face to face"),
        ("97811 x3 face to face time", "45 minutes face to face"),
        ("how much one on one time for 97810 and 97811", "30 minutes face to face"),
        ("97810 97811 plus 97140 how many minutes", "Minutes of 97140 come on top"),
    ],
)
async def test_sets_of_acupuncture_are_added_up_to_minutes(
    desk: FrontDesk, typed: str, minutes: str
) -> None:
    assert minutes in (await _lines(desk, typed))[0]


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("mues of 20560 n 20561 pls", "one unit of 20560 a day"),
        ("mue 20560 and 97140", "one unit of 20560 a day"),
        ("max units 20561 97110 97140 per day", "one unit of 20561 a day"),
        ("what is the medically unlikely edit for 20560 & 20561", "one unit"),
        ("most units of 97811 and 97814", "two units of 97811 a day"),
        ("maximum units of 97140 and 20561", "six units of 97140 a day"),
    ],
)
async def test_units_of_a_day_lead_where_no_pair_is_asked(
    desk: FrontDesk, typed: str, unit: str
) -> None:
    assert unit in (await _lines(desk, typed))[0]


@pytest.mark.parametrize(
    "typed",
    ["/cpt 20561-GP-59-KX-XU", "/cpt 20561 59 XS", "20560-59-XU", "97530 gp 59 xe", "97140-59-XE"],
)
async def test_59_and_its_subsets_do_not_stand_on_one_line(desk: FrontDesk, typed: str) -> None:
    assert (await _lines(desk, typed))[0].startswith("Not 59 and X")


async def test_a_modifier_behind_another_is_read(desk: FrontDesk) -> None:
    assert "59" in (await desk.say("20561-GP-59-KX")).headline


@pytest.mark.parametrize(
    ("typed", "meant", "known"),
    [
        ("/cpt 97811 97814 97183", "If 97813:", "97811: Acupuncture"),
        ("/cpt 97813 97181 97814", "If 97811:", "97814: Acupuncture"),
        ("/cpt 20561 971400", "If 97140: Not bundled", "Did you mean 97140?"),
        ("97110 97104 20560", "If 97140: Not bundled", "Did you mean 97140?"),
        ("/cpt 20560 20516", "If 20561: Never on one day", "Did you mean 20561?"),
        ("97810 978011", "If 97811:", "97810: Acupuncture"),
    ],
)
async def test_a_slip_of_one_code_is_told_and_the_others_described(
    desk: FrontDesk, typed: str, meant: str, known: str
) -> None:
    told = await _lines(desk, typed)
    assert any(text.startswith(meant) for text in told)
    assert any(text.startswith(known) for text in told)


@pytest.mark.parametrize(
    ("typed", "of_payer"),
    [
        ("97014 vs G0283 next to 20561 for blue cross", "a Blue plan follows is for it to say"),
        ("for cigna, 97032 vs G0283 beside 20561", "Cigna on 20561: not covered"),
        ("aetna 97014 or g0283 with 20560", "Aetna on 20560: no settled position"),
        ("20561 with 97014 for aetna ok?", "Aetna on 20561: no settled position"),
        ("cigna 97140 plus 20560", "Cigna on 20560: not covered"),
        ("uhc 20560 w/ 97110 same claim?", "a UnitedHealthcare plan follows"),
    ],
)
async def test_codes_held_against_each_other_are_answered_whoever_pays(
    desk: FrontDesk, typed: str, of_payer: str
) -> None:
    told = await _lines(desk, typed)
    assert any("Medicare's" in text for text in told)
    assert of_payer in " ".join(told[:3])


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("price of 20561 in california vs texas", "California or Texas"),
        ("20561 medicare rate in ohio", "Ohio"),
        ("texas 20561 price", "Texas"),
        ("20560 fee schedule amount in new york", "New York"),
    ],
)
async def test_a_price_in_a_place_names_the_place(desk: FrontDesk, typed: str, where: str) -> None:
    told = await _lines(desk, typed)
    assert f"I hold no amount of {where}: what I hold is national." in told


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("2 muscles today 2 muscles thursday, can i combine to 20561", "No: 2 muscles make 20560"),
        ("1 muscle on 11/3 and 2 muscles on 11/5, 20561 ok?", "No: 2 muscles make 20560"),
    ],
)
async def test_muscles_of_two_days_are_not_added_up(
    desk: FrontDesk, typed: str, first: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.lines[0].text.startswith(first)


async def test_of_two_days_that_take_two_codes_no_total_is_told(desk: FrontDesk) -> None:
    reply = await desk.say("/ask 3 muscles first visit and 1 muscle the second visit, which code")
    assert not re.search(r"[0-9] muscles: 2056", words(reply))

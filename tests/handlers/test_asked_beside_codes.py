"""Beside codes: another claim, a hospital's packaging, imaging, XS, a code twice, body parts."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    "typed",
    [
        "can i split 20561 over two claims so the 97110 goes thru",
        "bill 20560 and 97140 on separate claims so both get paid",
        "split 20561 and 97530 across two days on paper ok?",
        "put 20561 on a second claim to get past the edit with 97140, ok?",
    ],
)
async def test_a_day_is_not_split_for_pay(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.lines[0].text.startswith("No. A claim or superbill says what was done")


@pytest.mark.parametrize(
    "typed",
    [
        "hospital op dept, is there a status indicator that packages 20560 with 97140",
        "is 20561 packaged under OPPS",
        "what apc has 20560",
        "addendum b line for 20561?",
    ],
)
async def test_packaging_in_a_hospital_is_said_not_to_be_held(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(f"/ask {typed}"))
    assert "I hold no OPPS status indicator" in told
    assert "Not bundled" not in told


@pytest.mark.parametrize(
    "typed",
    [
        "20560 76942 we guide w ultrasound",
        "20561 with ultrasound guidance",
        "us guidance with 20561",
        "20560 ultrasound guided, extra code?",
    ],
)
async def test_guidance_is_no_therapy_with_ultrasound(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(f"/cpt {typed}"))
    assert "97035" not in told
    assert "I know no edit data for 76942" in told


async def test_ultrasound_alone_is_therapy(desk: FrontDesk) -> None:
    assert "97035" in words(await desk.say("/cpt 20560 and ultrasound same day"))


@pytest.mark.parametrize(
    "typed",
    [
        "XS or 59 for needling calf while manual on neck",
        "59 or XS for needling plus manual therapy",
        "X S or 59 for the needle/manual combo, Medicare",
        "do I put 59 or xu between dry needling and therex",
    ],
)
async def test_that_no_edit_pairs_them_leads_which_modifier(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert "do not pair" in " ".join(line.text for line in reply.lines[:2])


@pytest.mark.parametrize("typed", ["20560 20560", "20561 and 20561", "20561 plus 20561 same day"])
async def test_a_code_typed_twice_is_two_units(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/cpt {typed}")
    assert "a day, not 2" in reply.lines[0].text


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("cigna 20560 low bck", "low back pain"),
        ("cigna lower bak pain", "low back pain"),
        ("cigna lwo back pain 20560", "low back pain"),
        ("humana sholder pain 20561", "shoulder pain"),
        ("humana nek pain 20561", "neck pain"),
        ("humana kne pain 20561", "knee pain"),
    ],
)
async def test_a_misspelt_part_of_the_body_is_read(desk: FrontDesk, typed: str, part: str) -> None:
    assert f"for {part}" in (await desk.say(f"/ask {typed}")).headline

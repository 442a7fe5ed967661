"""Minutes within minutes, a code by its last digits, and who bills behind another command."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "minutes", "units"),
    [
        ("total timed 38 min includes 10 min needling. ther ex 28. how many 97110", 28, "2 units"),
        ("total timed 50 min, 12 min dn in it, how many 97110", 38, "3 units"),
    ],
)
async def test_needling_inside_the_total_makes_no_unit(
    desk: FrontDesk, typed: str, minutes: int, units: str
) -> None:
    said = words(await desk.say(f"/cpt {typed}"))
    assert f"{minutes} timed minutes in all make {units}" in said


@pytest.mark.parametrize(
    ("typed", "minutes", "units"),
    [
        ("8 min rule total w 97110 (16 min) & 97530 (10)", 26, "2 units"),
        ("97110 16 min and 97530 10", 26, "2 units"),
        ("97140 for 23 mins plus 97112 (15)", 38, "3 units"),
        ("97110 16 min and 97530 2", 16, "1 unit"),
        ("97110 16 min, 97530 3 units", 16, "1 unit"),
    ],
)
async def test_a_number_behind_the_last_code_counts_minutes_too(
    desk: FrontDesk, typed: str, minutes: int, units: str
) -> None:
    said = words(await desk.say(f"/cpt {typed}"))
    assert f"{minutes} timed minutes in all make {units}" in said


@pytest.mark.parametrize(
    "typed",
    [
        "3 muscles but one was tapped once and pulled out. 61 still?",
        "needled 3 muscles, is it 61",
        "3 muscles so 61 or 60?",
    ],
)
async def test_the_last_digits_of_a_code_are_no_muscles(desk: FrontDesk, typed: str) -> None:
    said = words(await desk.say(f"/cpt {typed}"))
    assert "3 muscles: 20561" in said


@pytest.mark.parametrize(
    "typed",
    [
        "Medicare and /state GA for 20561 PT",
        "medicare /state GA PT 20561",
        "medicare, /state georgia 20561 by PT",
    ],
)
async def test_who_bills_behind_a_command_holds_for_the_payer_before_it(
    desk: FrontDesk, typed: str
) -> None:
    said = words(await desk.glance(f"/coverage {typed}"))
    assert "Not covered" in said
    assert "Covered with conditions" not in said


@pytest.mark.parametrize(
    ("typed", "told", "not_asked"),
    [
        ("/cpt 97140 /coverage medicare 20560", "97140. Hands-on", "97140 with 20560"),
        ("/coverage cigna 20561 /state GA 20560 PT", "Cigna · 20561 · billed by a PT", "20561, 20"),
        (
            "/coverage cigna PT /coverage medicare 20561 OT",
            "Cigna · 20561 · billed by a PT",
            "only",
        ),
    ],
)
async def test_a_code_or_biller_of_its_own_is_the_only_one(
    desk: FrontDesk, typed: str, told: str, not_asked: str
) -> None:
    said = words(await desk.glance(typed))
    assert told in said
    assert not_asked not in said


@pytest.mark.parametrize("typed", ["tx ok ks", "ks oh tx", "nc hi tx"])
async def test_letters_between_two_states_are_a_state(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/state {typed}")
    assert len(reply.tables[0].rows) == 3


@pytest.mark.parametrize(
    "typed",
    [
        "Vermont. occupational therapist asked me at lunch if she can needle. pretty sure no?",
        "Vermont: the occupational therapist asked again this morning whether she may needle",
        "in Vermont our OT asked the boss in a meeting if they could do dry needling",
    ],
)
async def test_who_asks_of_herself_is_no_physical_therapist(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline == "Vermont · occupational therapist"


@pytest.mark.parametrize(
    ("typed", "whose"),
    [
        ("Vermont. occupational therapist asked me at lunch about dry needling", "Vermont · occup"),
        ("Colorado. our OT asked about needling", "Colorado · occupational therapist"),
        ("Acupuncturist asked whether dry needling is allowed in Iowa", "Iowa · licensed acu"),
        ("New Jersey chiropractor asks, dry needling allowed?", "New Jersey · chiropractor"),
        ("Florida. nurse asked at lunch, dry needling?", "Florida · nurse"),
        ("PTA asked if needling is ok in Maryland", "Maryland · physical therapist assistant"),
        ("Oregon. athletic trainer asked me about dry needling", "Oregon · athletic trainer"),
        ("hawaii. our OT told me she may needle, true?", "Hawaii · occupational therapist"),
        ("Nebraska, personal trainer says he is allowed to needle", "Nebraska · personal trainer"),
    ],
)
async def test_the_only_license_that_is_named_is_the_one_answered(
    desk: FrontDesk, typed: str, whose: str
) -> None:
    assert (await desk.say(f"/ask {typed}")).headline.startswith(whose)


@pytest.mark.parametrize(
    "typed",
    [
        "acupuncturist asked if we can dry needle in Iowa",
        "OT said needling is legal in Texas, true?",
        "MD asked if dry needling is allowed in Montana",
        "OT asked if a PT may needle in Texas",
    ],
)
async def test_who_asks_of_others_is_told_whose_rule_it_is(desk: FrontDesk, typed: str) -> None:
    assert (await desk.say(f"/ask {typed}")).headline.endswith(" · physical therapist")


async def test_a_patient_on_the_phone_wants_no_damage_paid(desk: FrontDesk) -> None:
    said = words(await desk.say("/ask does boon-chapman pay needling?? pt on the phone rn"))
    assert "Boon-Chapman" in said
    assert "shirt" not in said

"""Minutes, muscles of two sides, units and prices of a day: a count never promises too much."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

_UNSETTLED = "Whether one muscle left and right counts once or twice"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("97140 25 min 97110 15 min plus 20561", "40 timed minutes in all make 3 units"),
        ("97140 25min 97110 15min 20561", "40 timed minutes in all make 3 units"),
        ("97140 (25 min), 97110 (15 min), 20561", "40 timed minutes in all make 3 units"),
        ("97530 59 min 97140 25 min", "84 timed minutes in all make 6 units"),
        ("97140 25 97110 15 minutes how many units", "40 timed minutes in all make 3 units"),
        ("97140 for 25 and 97110 for 15 min, plus 20561", "40 timed minutes in all make 3 units"),
        ("97140 20 97110 15 min how many units", "35 timed minutes in all make 2 units"),
        ("97110 15 min x 2 and 20560", "30 timed minutes in all make 2 units"),
        ("97110 15 min x 2, 97140 10 min, 20560", "40 timed minutes in all make 3 units"),
        ("97110 30 minutes 20561 25 minutes", "30 timed minutes in all make 2 units"),
    ],
)
async def test_the_minutes_of_every_timed_code_are_counted(
    desk: FrontDesk, typed: str, says: str
) -> None:
    reply = words(await desk.say(f"/cpt {typed}"))

    assert says in reply
    assert "No 25 needed" not in reply
    assert "No 59 needed" not in reply


@pytest.mark.parametrize(
    "typed",
    [
        "97110 15 min and 97140 90 dollars",
        "97110 15 min 97140 $25",
        "97110 15 min 97140 50%",
        "97110 15 min, 97140 12/1",
        "97110 15 min 97140 62 yo",
        "97110 15 min 97140 12 left",
        "97110 15 min 97140 10 sessions",
        "97110 15 min 97140 20 pounds",
        "97110 15 min at 97140 10 am",
        "97110 15 min at 10:30, 97140 11:15",
        "97110 15 min 97140 59",
        "97110 15 min 97530 95",
        "97110 15 min 97140 96",
    ],
)
async def test_money_days_ages_and_modifiers_are_no_minutes(desk: FrontDesk, typed: str) -> None:
    assert "15 timed minutes in all make 1 unit" in words(await desk.say(f"/cpt {typed}"))


@pytest.mark.parametrize(
    "typed", ["97140 25 with 20560", "97140 modifier 25 97110 15 min", "99213 25 97140 15 min"]
)
async def test_25_behind_a_code_is_a_modifier_where_no_minutes_are_meant(
    desk: FrontDesk, typed: str
) -> None:
    told = [line.text for line in (await desk.say(f"/cpt {typed}")).lines]

    assert any(line.startswith(("No 25 needed", "Yes, 25", "25 on")) for line in told), told


@pytest.mark.parametrize(
    "typed",
    [
        "2 muscles on R side same 2 on L is that 60 or 61",
        "2 muscles left and the same on the right",
        "same two muscles left and right",
        "2 muscles on the right then same muscles on left",
        "2 left 2 right same muscles",
        "2 muscles in each arm",
    ],
)
async def test_the_same_muscles_on_both_sides_have_two_readings(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/cpt {typed}")

    assert reply.headline == "20560 or 20561"
    assert reply.lines[0].text.startswith(_UNSETTLED)
    assert reply.lines[1].text == (
        "Counted once it is 2 muscles: 20560. Counted twice it is 3 or 4: 20561."
    )


async def test_a_muscle_of_both_sides_beside_one_of_a_side_is_not_counted_four_times(
    desk: FrontDesk,
) -> None:
    reply = words(await desk.say("/cpt left glute med and right glute med plus left piriformis"))

    assert "Counted twice it is 3 or 4: 20561." in reply


@pytest.mark.parametrize(
    ("typed", "first", "is_told"),
    [
        ("2 muscles left 1 muscle right", "3 muscles: 20561", True),
        ("2 muscles in left shoulder, 2 muscles in right shoulder", "4 muscles: 20561", True),
        ("2 muscles left shoulder 3 muscles right hip", "5 muscles: 20561", False),
        ("1 muscle L 1 muscle R", "2 muscles: 20560", False),
        ("2 muscles, one left and one right", "2 muscles: 20560", False),
        ("2 muscles total left and right", "2 muscles: 20560", False),
        ("4 muscles left shoulder", "4 muscles: 20561", False),
    ],
)
async def test_muscles_of_two_sides_are_added_and_doubted_where_that_decides_the_code(
    desk: FrontDesk, typed: str, first: str, *, is_told: bool
) -> None:
    reply = await desk.say(f"/cpt {typed}")

    assert reply.lines[0].text.startswith(first)
    assert (_UNSETTLED in words(reply)) is is_told


async def test_whether_both_sides_are_one_muscle_is_asked_of_codes_without_a_number(
    desk: FrontDesk,
) -> None:
    assert _UNSETTLED in words(await desk.say("/cpt same muscle both sides one or two"))


@pytest.mark.parametrize(
    ("typed", "has_first_year"),
    [
        ("20560 units jan 1 2020 to dec 31 2020", True),
        ("mue 20560 on 3/4/2020", True),
        ("how many units of 20560 could we bill in 2020", True),
        ("max units 20561 in 2021", False),
        ("20560 x2 dos 5/5/2022", False),
    ],
)
async def test_a_later_table_of_units_is_not_told_for_an_earlier_day(
    desk: FrontDesk, typed: str, *, has_first_year: bool
) -> None:
    reply = words(await desk.say(f"/cpt {typed}"))

    assert "was not seen. The one held, of Jul 1, 2024, takes one unit" in reply
    assert "a day at most" not in reply
    assert ("CMS had set no limit for these codes in Feb 2020." in reply) is has_first_year


@pytest.mark.parametrize("typed", ["mue 20561 2024", "units of 20561 on 8/1/2024", "20561 mue"])
async def test_the_table_of_units_is_told_for_its_own_time(desk: FrontDesk, typed: str) -> None:
    assert "one unit of 20561 a day at most" in words(await desk.say(f"/cpt {typed}"))


@pytest.mark.parametrize("typed", ["20561 with 97140 in 2021", "97140 20561 on 10/3/2025"])
async def test_a_pair_of_another_time_says_first_which_table_is_held(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/cpt {typed}")

    assert reply.lines[0].text.startswith("The edits held are of Jul 1, 2024: look up those of")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            "20561 medicare price 2023 vs 2025",
            ["Medicare's amount of 2025 is not held", "Medicare 2023: $37.95"],
        ),
        ("20560 rate 2022 and 2024", ["Medicare 2022: $26.99", "Medicare 2024: $25.63"]),
        ("fee for 20560 in 2024 compared to 2026", ["Medicare 2024: $25.63", "2026: $24.72"]),
        ("price 20560 from 2022 to 2024", ["2022: $26.99", "2024: $25.63"]),
        ("20560 on 3/3/2022 price", ["Medicare 2022: $26.99"]),
    ],
)
async def test_the_price_of_every_year_that_is_asked_is_told_or_said_to_be_missing(
    desk: FrontDesk, typed: str, says: list[str]
) -> None:
    led = " ".join(line.text for line in (await desk.say(f"/cpt {typed}")).lines)

    assert all(said in led for said in says)


async def test_around_a_year_that_is_missing_the_year_that_was_asked_is_told_first(
    desk: FrontDesk,
) -> None:
    led = " ".join(line.text for line in (await desk.say("/cpt 20561 price 2023 vs 2025")).lines)
    assert led.index("Medicare 2023") < led.index("Medicare 2026")


@pytest.mark.parametrize(
    ("typed", "first", "counted"),
    [
        (
            "needle 1 glute 1 hamstring 1 quad",
            "3 muscles: 20561",
            "I counted glute, hamstring and quad.",
        ),
        ("one glute, one calf", "2 muscles: 20560", "I counted glute and calf."),
        ("needled 1 trap 1 lev scap and 1 rhomboid", "3 muscles: 20561", "trapezius"),
    ],
)
async def test_muscles_told_one_by_one_are_counted(
    desk: FrontDesk, typed: str, first: str, counted: str
) -> None:
    reply = await desk.say(f"/cpt {typed}")

    assert reply.lines[0].text.startswith(first)
    assert counted in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "glute hamstring quad",
        "2 quads 1 calf",
        "2 upper traps 1 rhomboid",
        "trigger point injection in the left trap and then plain needles in the low back",
    ],
)
async def test_groups_and_muscles_of_doubt_are_not_counted(desk: FrontDesk, typed: str) -> None:
    assert "I counted" not in words(await desk.say(f"/cpt {typed}"))


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("/cpt ther act 97530 & needling 1-2 muscles", "97530 with 20560, same day"),
        ("/cpt 97530 and needling 1 or 2 muscles", "97530 with 20560, same day"),
        ("/state can i bill manual therapy with needling", "97140 with 20560 or 20561, same day"),
        ("/coverage can i bill exercise with dn", "97110 with 20560 or 20561, same day"),
        ("/cpt S8948 or 97039 laser with 20560", "S8948 with 97039 and 20560, same day"),
        ("/cpt 97813 for electrical stim thru needles", "97813 with 20560 or 20561, same day"),
    ],
)
async def test_a_pair_is_known_whichever_words_join_it(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.say(typed)).headline == headline


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("cupping code same day with needling", "Which code is for cupping or scraping"),
        ("shockwave with 20560", "I have no facts on “shockwave”, neither a code"),
        ("20561 mod 22", "I have no facts on modifier “22”."),
        ("20560 modifier 77", "I have no facts on modifier “77”."),
        ("does 20561 take a 50 both sides done", "50 on 20561: no"),
        ("20560 50 modifier bilateral", "50 on 20560: no"),
    ],
)
async def test_what_is_asked_of_codes_or_not_held_on_it_leads(
    desk: FrontDesk, typed: str, first: str
) -> None:
    assert (await desk.say(f"/cpt {typed}")).lines[0].text.startswith(first)


async def test_a_code_of_hcpcs_is_no_diagnosis(desk: FrontDesk) -> None:
    assert "ICD-10" not in words(await desk.say("/cpt S8990 w 20561 cash maintenance"))


@pytest.mark.parametrize("payer", ["aetna", "medicare", "cigna"])
async def test_a_card_of_a_payer_says_first_that_a_code_was_not_valid_yet(
    desk: FrontDesk, payer: str
) -> None:
    reply = await desk.say(f"/coverage {payer} 20560 on 11/3/2019")

    assert reply.lines[0].text.startswith("No: 20560 starts on Jan 1, 2020")
    assert "20999 (AMA) or 97799 (APTA)" in reply.lines[1].text

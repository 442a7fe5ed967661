"""Several codes at one payer: a row for each answer, and one card where all have the same."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import FrontDesk, rows, words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("medicare 20560 97140 by pt", [("20560", "Not covered"), ("97140", "Unknown")]),
        (
            "bcbsnc 97810 20561 20560",
            [("20561 and 20560", "Investigational: not paid"), ("97810", "Unknown")],
        ),
        ("aetna 20560, 97140", [("20560", "Unknown"), ("97140", "Unknown")]),
    ],
)
async def test_codes_that_a_payer_rules_apart_have_a_row_for_each_answer(
    desk: FrontDesk, typed: str, told: list[tuple[str, str]]
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert [row.cells[:2] for row in rows(reply)] == told
    assert reply.badge is not None
    assert reply.badge.words == told[0][1], "the card's verdict is that of its first row"
    assert told[0][0].split(" and ")[0] in reply.headline
    assert told[1][0] not in reply.headline


async def test_a_code_that_nobody_knows_beside_others_is_told_and_has_no_row(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/coverage tricare 20560 97140 97110 99213")
    assert [row.cells[0] for row in rows(reply)] == ["20560", "97140 and 97110"]
    assert reply.cautions[0].text == "99213 is not a code that I have facts on."


async def test_each_row_says_what_the_button_of_its_codes_answers(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage medicare 20560 97140 97810 by pt")
    of_codes = [choice for choice in reply.choices if choice.label.endswith(" alone")]
    assert len(of_codes) == len(rows(reply)) == 3
    for row, choice in zip(rows(reply), of_codes, strict=True):
        own = await desk.say(choice.command)
        assert own.badge is not None
        assert row.cells[1] == own.badge.words


async def test_what_the_first_verdict_rests_on_stands_above_the_table(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage bcbsnc 97810 20560")
    assert reply.headline == "Blue Cross NC · 20560"
    assert reply.lines[0].text.endswith("does not pay for it.")
    assert reply.lines[0].cites


async def test_several_payers_keep_their_verdicts_beside_a_second_code(desk: FrontDesk) -> None:
    one = await desk.say("/coverage aetna, cigna 20560")
    two = await desk.say("/coverage aetna, cigna 20560 97140")
    assert [row.cells[:2] for row in rows(two)] == [row.cells[:2] for row in rows(one)]
    assert two.headline == one.headline
    assert "The verdict is for 20560; ask for 97140 alone." in words(two)
    assert all("97140" in choice.command for choice in two.choices[1:])


@pytest.mark.parametrize(
    ("typed", "alone"),
    [
        (
            "cigna 20560 on 3/1/2020, aetna 20560 on 3/1/2026",
            ("cigna 20560 on 3/1/2020", "aetna 20560 on 3/1/2026"),
        ),
        (
            "cigna 20560 by PT, premera 97140 by DC",
            ("cigna 20560 by PT", "premera 97140 by DC"),
        ),
        ("bcbsnc 20560 and medicare 97140", ("bcbsnc 20560", "medicare 97140")),
        (
            "aetna 20560; cigna 97140; premera 20561",
            ("aetna 20560", "cigna 97140", "premera 20561"),
        ),
        ("cigna in ohio, premera in texas", ("cigna in ohio", "premera in texas")),
    ],
)
async def test_whole_questions_in_a_list_are_answered_each_for_itself(
    desk: FrontDesk, typed: str, alone: tuple[str, ...]
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.headline == f"{len(alone)} questions, {len(alone)} answers"
    for line, one in zip(reply.lines, alone, strict=False):  # more of them may follow
        own = await desk.say(f"/coverage {one}")
        assert own.badge
        assert line.text.startswith(f"{own.headline}: {own.badge.words}")


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("cigna, aetna 20560", "2 payers · 20560"),
        ("cigna, aetna 20560 by DC", "2 payers · 20560 · billed by a chiropractor"),
        ("cigna 20560, aetna 20561 on 3/1/2026", "2 payers · 20560, 20561 · for March 1, 2026"),
    ],
)
async def test_what_stands_behind_the_last_payer_may_be_of_all(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.say(f"/coverage {typed}")).headline == headline


async def test_plans_of_one_name_keep_their_verdicts_beside_a_second_code(desk: FrontDesk) -> None:
    one, two = [await desk.say(f"/coverage uhc {typed}") for typed in ("20560", "20560 97140")]
    assert [row.cells[:2] for row in rows(two)] == [row.cells[:2] for row in rows(one)]
    assert rows(two)[-1].cells[3] == "nothing held", "what is held comes first"
    assert "ask for 97140 alone" in words(two)


async def test_a_denial_of_two_codes_keeps_the_verdict_on_needling(desk: FrontDesk) -> None:
    one = await desk.say("/denial medicare 20560 CO-50")
    two = await desk.say("/denial medicare 20560 97140 CO-50")
    policy = [line for line in one.lines if line.text.startswith("The policy on needling")]
    assert policy
    assert policy[0] in two.lines


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("tricare 20560 20561", id="all have one answer"),
        pytest.param("aetna 20560 with 97140 same day", id="asks for the pair"),
        pytest.param("cigna 20560 99999", id="a code that nobody knows"),
        pytest.param("partnership healthplan 20560 97810", id="a payer without facts"),
    ],
)
async def test_other_questions_of_several_codes_have_one_card(desk: FrontDesk, typed: str) -> None:
    assert not rows(await desk.say(f"/coverage {typed}"))


async def test_a_table_of_codes_is_shared_and_asked_again_by_all_of_them(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage bcbsnc 20560 97810")
    assert reply.canonical == "/coverage Blue Cross NC 20560 97810"
    again = await desk.say(reply.canonical)
    assert again.tables == reply.tables


@pytest.mark.parametrize(
    ("typed", "shared"),
    [
        ("97140 20560-59", "20560 59 97140"),
        ("97140-59 20560", "20560 97140 59"),
        ("20560-GP 97140 59", "20560 GP 97140 59"),
        ("20560 59 97140 59", "20560 59 97140 59"),
    ],
)
async def test_a_modifier_stays_on_the_code_that_it_was_put_on(
    pack: FactBook, typed: str, shared: str
) -> None:
    reply = await ClinicDesk(pack, "PT").say(f"/coverage bcbs nc {typed}")
    commands = [choice.command for choice in reply.choices]
    assert f"/share coverage Blue Cross NC {shared}" in commands


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("cigna 20560 97140", "Checked over 5 years ago", id="an old source"),
        pytest.param("medicare 20560 97140", "Sources disagree on the ABN", id="a dispute"),
        pytest.param("medicare 20560 97140 by pt", "billed by a PT", id="who bills"),
        pytest.param("medicare 20560 97140", "Not paid when a PT, a PTA, ", id="who is not paid"),
        pytest.param("cgna 20560 97140", "I took “cgna” for Cigna.", id="a misspelt name"),
    ],
)
async def test_a_table_keeps_what_the_card_of_its_leading_code_tells(
    desk: FrontDesk, typed: str, kept: str
) -> None:
    assert kept in words(await desk.say(f"/coverage {typed}"))


async def test_no_table_lends_the_source_of_a_codes_beginning_to_a_payer(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage medicare 20560 97140 on 3/1/2019")
    assert not rows(reply)
    assert "starts on Jan 1, 2020" in reply.lines[0].text


async def test_a_table_of_codes_is_about_the_positions_that_its_rows_tell(desk: FrontDesk) -> None:
    alone = await desk.say("/coverage bcbsnc 20560")
    table = await desk.say("/coverage bcbsnc 20560 97810")
    positions = {fact for fact in alone.about if fact.startswith("position/")}
    assert positions
    assert positions <= set(table.about)

"""Medicare, Medicaid or work comp in a list of payers: each row says what that payer alone says."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, rows, words


async def _verdict(desk: FrontDesk, payer: str) -> str:
    """What one payer alone is said to do."""
    badge = (await desk.say(f"/coverage {payer}", state="NC")).badge
    assert badge is not None
    return badge.words


@pytest.mark.parametrize(
    "payers",
    [
        pytest.param(("medicare", "nc medicaid"), id="two programs"),
        pytest.param(("bcbsnc", "medicare"), id="a company first"),
        pytest.param(("bcbs nc", "nc medicaid", "nc workers comp", "medicare"), id="four"),
        pytest.param(("cigna", "medicaid nc"), id="a state behind"),
        pytest.param(("tricare", "workers comp nc"), id="a federal program"),
        pytest.param(("medicare", "california workers comp"), id="a program with a record"),
    ],
)
@pytest.mark.parametrize("joined", [", ", " and "])
async def test_each_row_says_what_the_payer_alone_says(
    desk: FrontDesk, payers: tuple[str, ...], joined: str
) -> None:
    reply = await desk.say(f"/coverage {joined.join(payers)}", state="NC")
    assert [row.cells[1] for row in rows(reply)] == [
        await _verdict(desk, payer) for payer in payers
    ]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        pytest.param("bcbsnc and medicaid", "NC Medicaid (Medicaid Direct)", id="Medicaid"),
        pytest.param(
            "cigna, workers comp", "Workers' compensation (any other program)", id="work comp"
        ),
    ],
)
async def test_a_program_is_that_of_the_clinics_state(
    desk: FrontDesk, typed: str, named: str
) -> None:
    reply = await desk.say(f"/coverage {typed}", state="NC")
    assert [row.cells[0] for row in rows(reply)][1:] == [named]


@pytest.mark.parametrize(
    ("program", "named"), [("medicaid", "Medicaid"), ("work comp", "Workers compensation")]
)
async def test_without_a_state_the_program_is_named_and_the_state_asked_for(
    desk: FrontDesk, program: str, named: str
) -> None:
    reply = await desk.say(f"/coverage cigna and {program}")
    (row,) = rows(reply)[1:]
    assert row.cells[0] == named
    assert row.cells[1].endswith("add the state")


async def test_a_kind_of_plan_is_said_of_no_program_beside_it(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage bcbsnc ppo, medicare", profession="PT")
    assert [row.cells[1] for row in rows(reply)] == ["Investigational: not paid", "Not covered"]
    assert [choice.command for choice in reply.choices][-1] == "/coverage Medicare Part B"


async def test_a_state_is_said_of_no_payer_of_another_one(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage masshealth, medicaid nc by pt")
    commands = [choice.command for choice in reply.choices]
    assert "Carolina" not in commands[0]
    assert "Carolina" in commands[1]


async def test_a_plan_of_which_something_else_is_held_is_not_said_to_be_unknown(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/coverage cigna and bcbsnc medicaid plans")
    assert {row.cells[3] for row in rows(reply)} == {"nothing held on this"}


async def test_of_several_payers_each_is_a_button_where_one_is_taken_at_a_time(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/coverage cash medicare and workers comp", state="NC")
    assert [choice.label for choice in reply.choices] == [
        "Medicare Part B", "Workers' compensation (any other program)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    [
        "/share coverage cigna, medicare and workers comp",
        "/ask does workers comp or medicare pay for 20560",
        "/ask does medicare, bcbs nc and workers comp pay dry needling",
    ],
)
async def test_nobody_is_told_that_medicare_is_unknown(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(typed, state="NC", profession="PT")
    told = {row.cells[0]: row.cells[1] for row in rows(reply)}
    assert told["Medicare Part B"] == "Not covered"
    assert told["Workers' compensation (any other program)"] == "Unknown"


@pytest.mark.parametrize(
    "typed",
    [
        "/ask is Mei covered by medicare",
        "/ask does medicare cover Mei",
        "/coverage is Mei covered by medicare",
    ],
)
async def test_a_word_written_like_a_name_is_no_service(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(typed)
    assert reply.headline.startswith("Medicare Part B · dry needling")
    assert "no facts on Mei" not in words(reply)
    assert [line.text for line in reply.cautions][:1] == ["I did not use “Mei”."]


@pytest.mark.parametrize(
    "service", ["Dental", "massage", "eyeglasses", "Eyeglasses", "Yoga", "Chemotherapy", "Insulin"]
)
async def test_another_service_is_still_told_as_one(desk: FrontDesk, service: str) -> None:
    reply = await desk.say(f"/ask is {service} covered by cigna")
    assert "dry needling" not in reply.headline


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        pytest.param("nc medicaid, ahcccs, masshealth visit limit", ("30", "15", "20"), id="three"),
        pytest.param(
            "nc medicaid, ahcccs, masshealth, husky limit", ("30", "15", "20", "9"), id="four"
        ),
    ],
)
async def test_the_limit_of_each_of_several_payers_stands_in_sight(
    desk: FrontDesk, typed: str, numbers: tuple[str, ...]
) -> None:
    told = [row.cells[1] for row in rows(await desk.glance(f"/coverage {typed}"))]
    assert len(told) == len(numbers)
    for number, said in zip(numbers, told, strict=True):
        assert f"{number} " in said
    assert "The policy is silent" in words(await desk.say(f"/coverage {typed}"))


async def test_four_states_stand_in_sight(desk: FrontDesk) -> None:
    assert len(rows(await desk.glance("/state sc, va, tn, ga PT"))) == 4


@pytest.mark.parametrize("typed", ["what is the kx threshold 2027", "kx 2027", "kx in 2026"])
async def test_an_amount_of_a_year_that_is_not_held_is_said_to_be_none(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    is_held = "I hold no amount of 2027 for KX." in words(reply)
    assert is_held == ("2027" in typed)

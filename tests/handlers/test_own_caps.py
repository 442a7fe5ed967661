"""The clinic's own caps: what a new one is instead of, the list of all, and taking one back."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.understanding.commands import cap_commands, cap_joins
from models.visits.cap import Cap, CapScope
from models.visits.cap_rivals import rivals
from models.wording import cap_words
from tests.handlers.clinic_desk import TODAY, ClinicDesk, board_rows, button
from tests.handlers.front_desk import words

YEAR = "20 visits per calendar year"
ASKS = "or as well?"


@pytest.fixture
async def desk(pack: FactBook) -> ClinicDesk:
    """A desk with one alias of Aetna."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new FERN-6 payer aetna")
    return desk


async def caps(desk: ClinicDesk) -> list[str]:
    """What is set."""
    return [cap_words.said(cap) for cap in await desk.charts.caps(1)]


# ── What a new cap takes the place of ──


@pytest.mark.parametrize("about", ["FERN-6", "aetna"])
async def test_a_number_that_is_set_anew_says_what_it_replaces(
    desk: ClinicDesk, about: str
) -> None:
    await desk.say(f"/caps set {about} 30 visits per calendar year", manager=True)
    reply = await desk.say(f"/caps set {about} {YEAR}", manager=True)
    assert "It takes the place of 30 visits per calendar year." in words(reply)
    assert await caps(desk) == [YEAR]
    again = await desk.say(f"/caps set {about} {YEAR}", manager=True)
    assert "It is set already for" in words(again)
    assert "takes the place" not in words(again)


async def test_what_stood_behind_the_number_is_not_lost_unasked(desk: ClinicDesk) -> None:
    await desk.say(
        f"/caps set FERN-6 {YEAR}, excluding evaluations, then 5 more with authorization"
    )
    before = await caps(desk)
    asked = await desk.say("/caps set FERN-6 15 visits per calendar year")
    assert "Does what stands behind that still hold?" in words(asked)
    assert await caps(desk) == before
    still, no = asked.choices
    await desk.say(still.command)
    kept = "15 visits per calendar year, excluding evaluations, then 5 more with authorization"
    assert await caps(desk) == [kept]
    await desk.say(f"/caps set FERN-6 {before[0]}")
    await desk.say(no.command)
    assert await caps(desk) == ["15 visits per calendar year"]


@pytest.mark.parametrize(
    "other",
    [
        "30 visits per calendar year, PT/OT combined",
        "25 visits per rolling 12 months",
        "25 visits per benefit year from July 1",
        "15 visits of 20560 20561 per calendar year",
    ],
)
async def test_one_that_may_hold_beside_another_is_asked_about(
    desk: ClinicDesk, other: str
) -> None:
    await desk.say(f"/caps set FERN-6 {YEAR}")
    asked = await desk.say(f"/caps set FERN-6 {other}")
    assert ASKS in words(asked)
    assert await caps(desk) == [YEAR]
    instead, as_well = asked.choices
    both = await desk.say(as_well.command)
    assert f"Your other cap counts as well: {YEAR}." in words(both)
    assert len(await caps(desk)) == 2
    replaced = await desk.say(instead.command)
    assert f"It takes the place of {YEAR}." in words(replaced)
    assert YEAR not in await caps(desk)
    undone = await desk.say("/session undo")
    assert "holds again" in words(undone)
    assert YEAR in await caps(desk)


@pytest.mark.parametrize(
    ("other", "is_rival"),
    [
        ("2 visits per calendar week", False),
        ("12 visits per episode", False),
        ("60 visits per lifetime", False),
        ("24 units per calendar year", False),
        ("25 visits per 365 days from the first visit", True),
        ("25 visits per rolling 90 days", False),
        ("20 visits per calendar year, OT only", True),
    ],
)
def test_only_windows_about_as_long_are_rivals(other: str, *, is_rival: bool) -> None:
    def cap(text: str) -> Cap:
        read = cap_commands.read_setting(text, "it")
        assert read.number
        assert read.window
        said = read.contents
        return Cap(
            CapScope.ALIAS, "FERN-6", read.number, read.window, "", TODAY, said.pool, said.unit
        )

    assert bool(rivals(cap(other), [cap(YEAR)])) is is_rival


async def test_caps_of_two_disciplines_are_no_rivals(desk: ClinicDesk) -> None:
    await desk.say("/caps set FERN-6 20 visits per calendar year, PT only")
    await desk.say("/caps set FERN-6 20 visits per calendar year, OT only")
    assert desk.answered
    assert len(await caps(desk)) == 2


async def test_instead_of_a_cap_that_is_not_there_is_asked(desk: ClinicDesk) -> None:
    none = await desk.say(f"/caps set FERN-6 {YEAR} instead of 12 visits per episode")
    assert "There is no cap of yours that this could replace." in words(none)
    await desk.say(f"/caps set FERN-6 {YEAR}")
    asked = await desk.say("/caps set FERN-6 5 visits per calendar week instead of 9 per episode")
    assert ASKS in words(asked)
    window = await desk.say("/caps set FERN-6 5 visits instead")
    assert button(window, "Calendar year").endswith("5 visits per calendar year instead")
    alone = await desk.say("/caps set FERN-6 5 visits per calendar week instead")
    assert f"It takes the place of {YEAR}." in words(alone)


def test_how_a_cap_joins_the_others_is_read() -> None:
    read = cap_joins.take(f"{YEAR}, PT only instead of 12 visits per episode")
    assert (read.remaining, read.is_instead, read.old) == (
        f"{YEAR}, PT only",
        True,
        "12 visits per episode",
    )
    assert cap_joins.take(f"{YEAR} as well").is_as_well
    assert not cap_joins.take(YEAR).is_as_well


# ── The list, and taking one back ──


@pytest.fixture
async def three(desk: ClinicDesk) -> ClinicDesk:
    """The same with three caps."""
    await desk.say("/caps set aetna 30 visits per calendar year", manager=True)
    await desk.say(f"/caps set FERN-6 {YEAR}")
    await desk.say("/caps set FERN-6 2 visits per calendar week")
    return desk


async def test_every_cap_is_listed_by_number_with_what_takes_it_back(three: ClinicDesk) -> None:
    reply = await three.say("/caps own")
    assert board_rows(reply) == [
        ("1", "Everybody with Aetna", "30 visits per calendar year"),
        ("2", "FERN-6", YEAR),
        ("3", "FERN-6", "2 visits per calendar week"),
    ] or board_rows(reply) == [
        ("1", "Everybody with Aetna", "30 visits per calendar year"),
        ("2", "FERN-6", "2 visits per calendar week"),
        ("3", "FERN-6", YEAR),
    ]
    assert button(reply, "Take back 1") == "/caps withdraw Aetna 30 visits per calendar year"
    own = board_rows(await three.say("/caps own FERN-6"))
    assert [row[0] for row in own] == ["2", "3"]


async def test_one_cap_is_taken_back_and_the_others_stay(three: ClinicDesk) -> None:
    reply = await three.say(f"/caps withdraw FERN-6 {YEAR}")
    assert f"Taken back: {YEAR}. It counts no more." in words(reply)
    assert "Still set: 2 visits per calendar week." in words(reply)
    assert await caps(three) == ["2 visits per calendar week", "30 visits per calendar year"]
    await three.say("/session undo")
    assert YEAR in await caps(three)


async def test_a_number_of_the_list_is_asked_about_in_words(three: ClinicDesk) -> None:
    asked = await three.say("/caps withdraw 1", manager=True)
    assert "Take back 30 visits per calendar year, for Aetna?" in words(asked)
    assert len(await caps(three)) == 3
    await three.say(button(asked, "Take it back"), manager=True)
    assert "30 visits per calendar year" not in await caps(three)


@pytest.mark.parametrize("typed", ["FERN-6", "FERN-6 9 visits per calendar year", "7", ""])
async def test_a_cap_that_is_not_clear_is_asked_about(three: ClinicDesk, typed: str) -> None:
    asked = await three.say(f"/caps withdraw {typed}".strip())
    assert "Which cap" in words(asked)
    assert len(await caps(three)) == 3


async def test_the_only_cap_needs_no_words(desk: ClinicDesk) -> None:
    await desk.say(f"/caps set FERN-6 {YEAR}")
    await desk.say("/caps withdraw FERN-6")
    assert await caps(desk) == []
    assert "to take back" in words(await desk.say("/caps withdraw FERN-6"))


async def test_staff_take_back_no_cap_of_a_whole_payer(three: ClinicDesk) -> None:
    await three.say("/caps withdraw aetna 30 visits per calendar year")
    assert not three.answered
    assert len(await caps(three)) == 3


async def test_the_board_of_a_payer_says_its_cap(three: ClinicDesk) -> None:
    told = words(await three.say("/caps aetna"))
    assert "Your clinic's cap for each: 30 visits per calendar year." in told
    assert "None is set." in words(await three.say("/caps own cigna"))
    assert "neither an alias" in words(await three.say("/caps own nobody"))


async def test_a_long_list_has_pages(desk: ClinicDesk) -> None:
    for number in range(11):
        await desk.say(f"/caps set FERN-6 9 visits per {20 + 2 * number} days, rolling as well")
        assert desk.answered
    seen: list[str] = []
    reply = await desk.glance("/caps own")
    while True:
        assert reply.details is None
        seen += [number for number, *_ in board_rows(reply)]
        if all(choice.label != "Next page" for choice in reply.choices):
            break
        reply = await desk.glance(button(reply, "Next page"))
    assert seen == [str(number) for number in range(1, 12)]


async def test_a_cap_of_an_alias_says_that_it_counts_what_the_patient_paid(
    desk: ClinicDesk,
) -> None:
    await desk.say("/session new OAK-33 payer humana")
    await desk.say("/caps set OAK-33 10 visits per calendar year", manager=True)
    logged = words(await desk.say("/session log OAK-33 20560 self-pay on 11/10/26"))
    assert "1 of 10 visits used" in logged
    assert "Your clinic's cap counts it, though the patient paid." in logged
    await desk.say("/session authorize OAK-33 4 visits from 11/1/26 until 12/31/26")
    beside = words(await desk.say("/session log OAK-33 20560 self-pay on 11/11/26"))
    assert "though the patient paid: 2 of 10 visits used, 8 left." in beside


async def test_a_cap_beyond_which_a_payer_authorizes_counts_nothing_that_the_patient_paid(
    desk: ClinicDesk,
) -> None:
    await desk.say("/session new OAK-33 payer humana")
    await desk.say(
        "/caps set OAK-33 10 visits per calendar year, then 6 more with authorization", manager=True
    )
    await desk.say("/session log OAK-33 20560 on 11/9/26")
    logged = words(await desk.say("/session log OAK-33 20560 self-pay on 11/10/26"))
    assert "1 of 10 visits used, 9 left" in logged
    assert "though the patient paid" not in logged


async def test_a_payer_that_was_never_right_paid_nothing_that_a_cap_counts(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new PINE-13 payer humana")
    await desk.say("/caps set PINE-13 3 visits per calendar year")
    await desk.say("/session log PINE-13 20560 self-pay on 10/1")
    said = words(await desk.say("/session payer PINE-13 aetna from 11/1"))
    assert "whoever pays" not in said
    assert "stays with Humana" not in said, "the patient paid it"
    await desk.say("/session log PINE-13 20560 on 11/4")
    said = words(await desk.say("/session payer PINE-13 cigna from the start onward"))
    assert "Cigna" in said
    assert "whoever pays" not in said

"""What a code means, as a biller is told."""

from __future__ import annotations

import pytest

from models.coverage.code import CodeKind
from models.coverage.fact_book import FactBook
from tests.handlers.front_desk import FrontDesk, sources_of, words


@pytest.mark.parametrize(
    ("typed", "code", "badge"),
    [
        pytest.param("20560", "20560", "Dry needling", id="one or two muscles"),
        pytest.param("20561", "20561", "Dry needling", id="three or more muscles"),
        pytest.param("2O56O", "20560", "Dry needling", id="typed with the letter O"),
        pytest.param("3 muscles", "20561", "Dry needling", id="by what was done"),
        pytest.param("one muscle", "20560", "Dry needling", id="by what was done, in a word"),
        pytest.param("manual therapy", "97140", "Therapy", id="by its name"),
        pytest.param("what is 20560?", "20560", "Dry needling", id="as a question"),
    ],
)
async def test_a_code_is_found(desk: FrontDesk, typed: str, code: str, badge: str) -> None:
    reply = await desk.say(f"/cpt {typed}")
    assert desk.answered
    assert reply.headline == code
    assert reply.badge is not None
    assert reply.badge.words == badge


async def test_a_needling_code_is_dated_and_billed_once(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt 20560")
    told = {fact.label: fact.value for fact in reply.facts}
    assert told["Dates of service"] == "from Jan 1, 2020"
    assert told["Billed"] == "once, not by time"
    assert sources_of(reply, reply.lines[0])


async def test_manual_therapy_is_billed_by_time(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt 97140")
    assert {fact.label: fact.value for fact in reply.facts}["Billed"] == "by time"


async def test_an_injection_code_is_marked_as_no_needling_code(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt 20552")
    assert reply.badge is not None
    assert reply.badge.words == "Injection, not dry needling"


async def test_words_that_fit_several_codes_offer_each(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt trigger point injection")
    assert [choice.command for choice in reply.choices] == [
        "/cpt 20552",
        "/cpt 20553",
        "/share cpt 20552 20553",
    ]
    assert all(sources_of(reply, line) for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        pytest.param("99999", "99999", id="a code that the book does not hold"),
        pytest.param("cupping", "cupping", id="words that fit no code"),
    ],
)
async def test_a_code_that_nobody_knows_is_said_and_the_needling_codes_offered(
    desk: FrontDesk, typed: str, named: str
) -> None:
    reply = await desk.say(f"/cpt {typed}")
    assert f"no facts on “{named}”" in reply.headline
    assert {"/cpt 20560", "/cpt 20561"} <= {choice.command for choice in reply.choices}
    assert reply.badge is None


async def test_a_code_that_is_unknown_beside_a_known_one_is_said(desk: FrontDesk) -> None:
    assert "99999" in words(await desk.say("/cpt 20560 99999"))


async def test_a_guessed_word_is_said(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt manul therapy")
    assert reply.headline == "97140"
    assert "manul therapy" in words(reply)


async def test_every_code_of_the_pack_is_answered_with_sources(
    desk: FrontDesk, pack: FactBook
) -> None:
    for code in pack.codes.values():
        reply = await desk.say(f"/cpt {code.code}")
        assert reply.headline == code.code
        assert sources_of(reply, reply.lines[0]), code.code
        assert "AMA" in reply.small_print
        has_timing = "Billed" in {fact.label for fact in reply.facts}
        assert has_timing is (code.kind is not CodeKind.MODIFIER), code.code


async def test_every_name_of_a_code_finds_it(desk: FrontDesk, pack: FactBook) -> None:
    for code in pack.codes.values():
        for name in code.names:
            reply = await desk.say(f"/cpt {name}")
            offered = {choice.command for choice in reply.choices}
            assert reply.headline == code.code or f"/cpt {code.code}" in offered, name

"""A session is taken back by its day as well, and what stands again after undo."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words

NOV_10, NOV_17 = date(2026, 11, 10), date(2026, 11, 17)


@pytest.fixture
async def desk(pack: FactBook) -> ClinicDesk:
    """A desk with one alias, two sessions on Nov 10 and one on Nov 17."""
    desk = ClinicDesk(pack)
    await desk.say("/session new OAK-6 payer humana")
    await desk.say("/caps set OAK-6 12 visits per calendar year")
    await desk.say("/session log OAK-6 20560 on 11/10")
    await desk.say("/session log OAK-6 97110 on 11/10 again")
    await desk.say("/session log OAK-6 20560 on 11/17")
    return desk


@pytest.mark.parametrize("day", ["11/17", "on Tue Nov 17, 2026", "the 11/17 visit"])
async def test_the_only_session_of_a_day_is_void_by_its_day(desk: ClinicDesk, day: str) -> None:
    reply = await desk.say(f"/session void OAK-6 {day} because wrong day")
    assert "Session 3, Tue Nov 17, 2026: voided (wrong day)." in words(reply)
    assert await desk.numbers("OAK-6") == [1, 2]


async def test_of_several_sessions_of_a_day_it_is_asked_which(desk: ClinicDesk) -> None:
    asked = await desk.say("/session void OAK-6 11/10 because wrong day")
    assert "OAK-6 has 2 sessions on Tue Nov 10, 2026. Which?" in words(asked)
    assert [c.label for c in asked.choices] == ["2: Tue Nov 10, 2026", "1: Tue Nov 10, 2026"]
    assert await desk.numbers("OAK-6") == [1, 2, 3]


async def test_a_day_without_a_session_voids_none(desk: ClinicDesk) -> None:
    asked = await desk.say("/session void OAK-6 11/16 because wrong day")
    assert "OAK-6 has no session on Mon Nov 16, 2026 that stands." in words(asked)
    await desk.say("/session void OAK-6 wrong day, was 11/17")
    assert not desk.answered, "a day behind the reason is where it should have been"
    assert await desk.numbers("OAK-6") == [1, 2, 3]


async def test_the_example_of_a_number_is_one_that_there_is(desk: ClinicDesk) -> None:
    asked = await desk.say("/session void OAK-6")
    assert "/session void OAK-6 3 because wrong day" in words(asked)


async def test_the_number_may_stand_before_the_alias(desk: ClinicDesk) -> None:
    reply = await desk.say("/session void 3 OAK-6 because wrong day")
    assert "Session 3, Tue Nov 17, 2026: voided (wrong day)." in words(reply)


async def test_what_never_counted_is_not_said_to_count_again(desk: ClinicDesk) -> None:
    await desk.say("/session log OAK-6 20560 self-pay on 11/19")
    await desk.say("/session authorize OAK-6 12 visits from 11/1/26 until 12/31/26")
    await desk.say("/caps set OAK-6 none")
    await desk.say("/session void OAK-6 4 because dup")
    undone = words(await desk.say("/session undo"))
    assert "It stands again, and no limit counts it." in undone
    await desk.say("/session void OAK-6 3 because dup")
    assert "It counts again." in words(await desk.say("/session undo"))


async def test_where_no_limit_is_known_a_session_stands_again(desk: ClinicDesk) -> None:
    await desk.say("/caps set OAK-6 none")
    await desk.say("/session void OAK-6 3 because dup")
    undone = await desk.say("/session undo")
    assert "It stands again, and no limit counts it." in [line.text for line in undone.lines]
    assert button(undone, "Why") == "/session show OAK-6"


@pytest.mark.parametrize(
    "typed",
    [
        "OAK-6 1 ELM-3 2 because no show",
        "OAK-6 1, ELM 3 2 because no show",
        "1 OAK-6, 2 ELM-3 because no show",
    ],
)
async def test_a_number_is_of_the_alias_beside_it(desk: ClinicDesk, typed: str) -> None:
    await desk.say("/session new ELM-3 payer cigna")
    await desk.say("/session log ELM-3 97110 on 11/4; ELM-3 97110 on 11/5")
    asked = await desk.say(f"/session void {typed}")
    assert [(c.label, c.command) for c in asked.choices] == [
        ("OAK-6 1: Tue Nov 10, 2026", "/session void OAK-6 1 because did not come"),
        ("ELM-3 2: Thu Nov 5, 2026", "/session void ELM-3 2 because did not come"),
    ]
    assert await desk.numbers("ELM-3") == [1, 2]


async def test_a_number_behind_the_second_of_two_aliases_is_of_it(desk: ClinicDesk) -> None:
    await desk.say("/session new ELM-3 payer cigna")
    await desk.say("/session log ELM-3 97110 on 11/4")
    asked = await desk.say("/session void OAK-6, ELM-3 1 because no show")
    assert [c.command for c in asked.choices] == ["/session void ELM-3 1 because did not come"]


async def test_a_day_without_a_session_offers_none_of_another_day(desk: ClinicDesk) -> None:
    asked = await desk.say("/session void OAK-6 11/16 because duplicate")
    assert not any("/session void" in choice.command for choice in asked.choices)
    assert "/session void" not in words(asked)
    assert "3 on Tue Nov 17, 2026" in words(asked), "the desk sees which days there are"


@pytest.mark.parametrize(
    "typed", ["3 wrong date should be 11/12", "11/17 because wrong day, it was Nov 12"]
)
async def test_the_day_that_was_meant_is_offered_to_be_logged(desk: ClinicDesk, typed: str) -> None:
    voided = await desk.say(f"/session void OAK-6 {typed}")
    assert button(voided, "Log Thu Nov 12, 2026") == "/session log OAK-6 20560 on 2026-11-12"
    assert "Your other words" not in words(voided)


@pytest.mark.parametrize("reason", ["wrong day", "no show", "entered twice", "wrong patient"])
async def test_no_button_logs_the_very_same_again(desk: ClinicDesk, reason: str) -> None:
    voided = await desk.say(f"/session void OAK-6 3 because {reason}")
    assert "voided" in words(voided)
    assert not any(choice.command.startswith("/session log") for choice in voided.choices)


async def test_a_button_logs_after_all_what_was_voided_by_mistake(desk: ClinicDesk) -> None:
    voided = await desk.say("/session void OAK-6 3 because mistake")
    assert button(voided, "Log it after all") == "/session log OAK-6 20560 on 2026-11-17"


@pytest.mark.parametrize(
    "typed", ["1 on 11/17 because dup", "1 11/17 entered twice", "session 1 of 11/17/26 no show"]
)
async def test_a_number_and_a_day_of_two_sessions_void_neither(
    desk: ClinicDesk, typed: str
) -> None:
    asked = await desk.say(f"/session void OAK-6 {typed}")
    assert asked.headline == "Session 1 of OAK-6 is Tue Nov 10, 2026. Which?"
    assert [choice.label for choice in asked.choices] == [
        "3: Tue Nov 17, 2026",
        "1: Tue Nov 10, 2026",
    ]
    assert await desk.numbers("OAK-6") == [1, 2, 3]


@pytest.mark.parametrize("typed", ["3 on 11/17 because dup", "3 dup of 11/10", "3 11/17 no show"])
async def test_a_number_with_its_own_day_or_that_of_a_copy_is_void(
    desk: ClinicDesk, typed: str
) -> None:
    assert "Session 3, Tue Nov 17, 2026: voided" in words(
        await desk.say(f"/session void OAK-6 {typed}")
    )


@pytest.mark.parametrize("said", ["wrong code should be 97110", "wrong code, was 97110"])
async def test_a_code_among_the_words_is_no_session_and_is_offered(
    desk: ClinicDesk, said: str
) -> None:
    reply = await desk.say(f"/session void OAK-6 3 {said}")
    assert "Session 3, Tue Nov 17, 2026: voided (wrong code)." in words(reply)
    assert "Your other words" not in words(reply)
    assert button(reply, "Log Tue Nov 17, 2026") == "/session log OAK-6 97110 on 2026-11-17"


@pytest.mark.parametrize(
    ("logged", "offered"),
    [("", None), ("97140", None), ("20560", "20561"), ("20561", None)],
    ids=["no code", "another code", "the one that is wrong", "the right one already"],
)
async def test_a_wrong_code_is_not_offered_beside_the_right_one(
    desk: ClinicDesk, logged: str, offered: str | None
) -> None:
    await desk.say(f"/session log OAK-6 {logged} on 11/18")
    reply = await desk.say("/session void OAK-6 4 wrong code 20560 should be 20561")
    log = f"/session log OAK-6 {offered} on 2026-11-18"
    assert ("Log Wed Nov 18, 2026" in [c.label for c in reply.choices]) == bool(offered)
    assert not offered or button(reply, "Log Wed Nov 18, 2026") == log
    assert ("Your other words" in words(reply)) == (not offered), "what was not used is told"


async def test_two_numbers_of_sessions_are_asked_about_still(desk: ClinicDesk) -> None:
    asked = await desk.say("/session void OAK-6 2 and 3 wrong code")
    assert asked.headline == "That names several sessions, and nothing was voided."


async def test_a_session_that_is_to_be_moved_is_voided_here_and_logged_there(
    desk: ClinicDesk,
) -> None:
    await desk.say("/session new OAK-9 payer aetna")
    asked = await desk.say("/session move OAK-6 3 to OAK-9")
    assert "A session is not moved" in words(asked)
    assert not desk.answered
    await desk.say(button(asked, "Void it for OAK-6"))
    await desk.say(button(asked, "Log Tue Nov 17, 2026 for OAK-9"))
    assert await desk.numbers("OAK-6") == [1, 2]
    assert await desk.numbers("OAK-9") == [1]
    which = await desk.say("/session move OAK-6 to OAK-9")
    assert which.headline == "Which session of OAK-6 is OAK-9's?"


@pytest.mark.parametrize("said", ["wrong alias, belongs to OAK-9", "wrong alias oak-9"])
async def test_whose_a_session_was_is_no_strange_word_and_is_offered(
    desk: ClinicDesk, said: str
) -> None:
    await desk.say("/session new OAK-9 payer aetna")
    reply = await desk.say(f"/session void OAK-6 3 {said}")
    assert "Session 3, Tue Nov 17, 2026: voided (wrong alias)." in words(reply)
    log = button(reply, "Log Tue Nov 17, 2026 for OAK-9")
    assert log.startswith("/session log OAK-9 ")
    assert log.endswith("on 2026-11-17")

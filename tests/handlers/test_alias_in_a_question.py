"""An alias typed to a command about facts: its count is answered, and it goes nowhere else."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import FrontDesk, words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with a patient of Medicare."""
    desk = ClinicDesk(pack)
    await desk.say("/session new OAK-12 payer medicare for chronic low back pain")
    await desk.say("/session log OAK-12 20560")
    return desk


def without_alias(reply: Reply) -> bool:
    """Whether no command but that of the count carries the alias on."""
    commands = [choice.command for choice in reply.choices]
    commands += [reply.canonical, reply.details_command]
    return not any("OAK-12" in c for c in commands if not c.startswith("/caps "))


@pytest.mark.parametrize(
    "typed",
    [
        "/coverage OAK-12",
        "/cpt oak-12",
        "/state how many visits does OAK-12 have left?",
        "/coverage when does OAK-12 run out",
        "/coverage when will OAK-12 run out",
        "/cpt when should we ask for more visits for OAK-12?",
        "/cpt what's left for oak-12",
    ],
)
async def test_a_question_for_the_visits_of_an_alias_is_answered_by_its_count(
    clinic: ClinicDesk, typed: str
) -> None:
    reply = await clinic.say(typed)
    assert clinic.answered
    assert reply.count
    assert reply.count.words == "1 of 12 visits used, 11 left"
    assert "Answered as /caps OAK-12." in words(reply)


async def test_an_alias_that_nobody_made_is_said_to_be_none(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/coverage how many visits left ELM-7")
    assert reply.headline == "There is no alias ELM-7 here."


async def test_another_question_is_answered_without_the_alias_and_offers_its_count(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.glance("/coverage medicare 20560 for OAK-12")
    assert reply.headline == "Medicare Part B · 20560"
    assert "Answered without OAK-12" in words(reply)
    assert button(reply, "Visits of OAK-12") == "/caps OAK-12"
    assert without_alias(reply)


async def test_a_question_that_is_not_understood_offers_the_count(clinic: ClinicDesk) -> None:
    reply = await clinic.glance("/cpt zork OAK-12")
    assert button(reply, "Visits of OAK-12") == "/caps OAK-12"


async def test_an_order_to_a_command_about_facts_changes_nothing(clinic: ClinicDesk) -> None:
    reply = await clinic.glance("/coverage log OAK-12 20561")
    assert reply.refused
    assert "/session log OAK-12" in words(reply)
    assert await clinic.numbers("OAK-12") == [1]


async def test_the_answer_without_an_alias_is_not_kept_with_it(clinic: ClinicDesk) -> None:
    await clinic.glance("/coverage medicare 20560 for OAK-12")
    plain = await clinic.glance("/coverage medicare 20560")
    assert "OAK-12" not in words(plain)
    assert "Visits of OAK-12" not in [choice.label for choice in plain.choices]


@pytest.mark.parametrize(
    "typed",
    ["/ask cigna 20560 CO-50", "/denial cigna 20560 PR-204", "/ask what is C5-6", "/ask M54-5"],
)
async def test_codes_with_a_hyphen_are_no_alias(pack: FactBook, typed: str) -> None:
    reply = await FrontDesk(pack).glance(typed)
    assert not any(choice.command.startswith("/caps ") for choice in reply.choices)


@pytest.mark.parametrize(
    "typed",
    ["logged oak12 today 97110", "log oak 12 20560", "logged OAK-12 today", "void oak12 2 mistake"],
)
@pytest.mark.parametrize("command", ["/coverage ", "/cpt "])
async def test_an_order_without_its_command_says_that_nothing_was_done(
    clinic: ClinicDesk, command: str, typed: str
) -> None:
    reply = await clinic.say(f"{command}{typed}")
    assert reply.headline == "That is done by /session, so nothing was changed"
    assert "1 of 12 visits used" in words(await clinic.say("/session show OAK-12"))


async def test_a_number_behind_another_word_is_no_alias(desk: FrontDesk) -> None:
    reply = await desk.say("/ask add modifier 59 to 20560")
    assert reply.headline != "That is done by /session, so nothing was changed"


async def test_an_order_is_offered_whole_where_each_word_is_known(pack: FactBook) -> None:
    desk = ClinicDesk(pack)
    await desk.say("/session new OAK-21 payer aetna")
    reply = await desk.say("/coverage log OAK-21 20560 and 97140 today pls")
    assert button(reply, "Do it") == "/session log OAK-21 20560 and 97140 today pls"
    strange = await desk.say("/coverage log OAK-21 20560 zbxq")
    assert "Do it" not in [choice.label for choice in strange.choices]


async def test_when_an_authorization_of_an_alias_ends_is_its_count(pack: FactBook) -> None:
    desk = ClinicDesk(pack)
    await desk.say("/session new OAK-21 payer aetna")
    reply = await desk.say("/coverage when does OAK-21's auth expire")
    assert "Answered as /caps OAK-21." in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "/coverage how many visits does OAK-12 have left this year",
        "/state how many sessions has OAK-12 already had this month",
        "/cpt how far is OAK-12 in her limit this week",
    ],
)
async def test_the_stretch_of_time_that_is_asked_of_leaves_it_a_count(
    clinic: ClinicDesk, typed: str
) -> None:
    assert "Answered as /caps OAK-12." in words(await clinic.say(typed))


async def test_a_button_that_repeats_the_question_shows_that_an_alias_was_taken_out(
    desk: FrontDesk,
) -> None:
    asked = "how many visits does {} usually get before a plan of care is due"
    reply = await desk.glance(f"/ask {asked.format('OAK-12')}")
    assert reply.details_command == f"/ask details: {asked.format('…')}"
    opened = await desk.say(reply.details_command)
    assert opened.headline == reply.headline

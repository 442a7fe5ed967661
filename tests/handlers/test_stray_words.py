"""Words that mean nothing where they stand: each is told, and nothing is saved beside it."""

from __future__ import annotations

import pytest

from models.clinic.clinic import Role
from models.coverage.fact_book import FactBook
from models.reply import Audience
from tests.handlers.clinic_desk import NOON, TODAY, ClinicDesk
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with two managers and an alias with a session."""
    desk = ClinicDesk(pack, "PT")
    for who in ("kim", "lee"):
        await desk.records.set_role(1, who, Role.MANAGER, actor="system", at=NOON)
    await desk.say("/session new OAK-12 payer aetna")
    await desk.log("OAK-12", TODAY)
    return desk


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/session new Virginia payer aetna", "Virginia"),
        ("/session new Georgia", "Georgia"),
        ("/session new for Carolina", "Carolina"),
        ("/session new payer aetna 20561", "20561"),
        ("/session payer OAK-12 Virginia payer cigna", "Virginia"),
        ("/session close OAK-12 zbxq", "zbxq"),
        ("/session reopen OAK-12 zbxq", "zbxq"),
        ("/caps set OAK-12 20 visits per calendar year zbxq", "zbxq"),
        ("/clinic channel here zbxq", "zbxq"),
    ],
)
async def test_a_word_that_means_nothing_is_told_and_nothing_is_saved(
    clinic: ClinicDesk, typed: str, told: str
) -> None:
    clinic.place = "C9"
    before = await clinic.charts.aliases(1), await clinic.charts.find(1, "OAK-12"), clinic.clinic
    reply = await clinic.say(typed, by="kim", manager=True)
    assert not clinic.answered
    assert told in words(reply)
    assert reply.audience is Audience.ASKER
    after = await clinic.charts.aliases(1), await clinic.charts.find(1, "OAK-12"), clinic.clinic
    assert after == before


@pytest.mark.parametrize(
    "typed",
    [
        "/session new payer medicaid north carolina",
        "/session new payer bcbsnc north carolina",
        "/session new payer medicare for chronic low back pain",
        "/caps set OAK-12 20 visits per calendar year",
        "/caps set OAK-12 20 visits in any rolling 12 months",
        "/caps set OAK-12 20 visits per benefit year from July 1",
        "/caps set OAK-12 20 visits within 90 days from the first visit",
        "/clinic channel post alerts in this channel, please",
        "/session reopen OAK-12 please",
    ],
)
async def test_what_says_something_is_done(clinic: ClinicDesk, typed: str) -> None:
    clinic.place = "C9"
    reply = await clinic.say(typed, by="kim", manager=True)
    assert clinic.answered or reply.headline == "Which plan do you mean?", reply


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/session void OAK-12 1 no show zbxq", "did not come"),
        ("/session balance OAK-12 4 elsewhere as of 11/1/2026 from another clinic zbxq", "clinic"),
    ],
)
async def test_a_reason_or_source_becomes_one_of_its_list_and_the_rest_is_not_kept(
    clinic: ClinicDesk, typed: str, kept: str
) -> None:
    reply = await clinic.say(typed)
    assert clinic.answered, reply
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    history = str(chart.history)
    assert kept in history
    assert "zbxq" not in history + words(reply)


async def test_both_managers_cannot_go(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/clinic managers remove @kim @lee", by="kim", manager=True)
    assert "one manager at least, so both cannot go" in reply.headline
    assert {m.user for m in await clinic.records.members(1) if m.is_manager} == {"kim", "lee"}


async def test_a_name_of_before_is_not_offered(clinic: ClinicDesk) -> None:
    await clinic.say("/session rename OAK-12 ELM-3")
    for typed in ("/session show OAK-12", "/session OAK-12", "/caps set OAK-12 none"):
        reply = await clinic.say(typed)
        assert reply.headline == "OAK-12 was used here before, and is not given again."
        assert "use the name that it has now" in words(reply)
        assert "/session new OAK-12" not in str(reply.choices)
        assert "ELM-3" not in words(reply)


async def test_several_unknown_codes_are_named_in_good_english(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log OAK-12 99999 12345")
    assert "99999 and 12345 are not codes that I know" in reply.headline


async def test_a_visit_of_long_ago_is_told_what_to_do(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log OAK-12 20561 on 2022-04-12")
    assert "Visits of 2010 to 2022 are not typed here" in words(reply)
    assert "python -m bot records import" in words(reply)
    assert await clinic.numbers("OAK-12") == [1]


async def test_an_authorization_does_not_hold_for_decades(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-12 12 visits from 2026-12-01 until 2062-04-12")
    assert not clinic.answered


async def test_aliases_of_a_pattern_taken_back_are_counted_and_work(clinic: ClinicDesk) -> None:
    declared = await clinic.say("/clinic aliases KN-000", by="kim", manager=True)
    assert "the same for every patient" in words(declared)
    await clinic.say("/session new KN-047")
    reply = await clinic.say("/clinic aliases remove KN-000", by="kim", manager=True)
    assert "1 alias is of a pattern taken back, and keeps working." in words(reply)
    assert "KN-047" not in words(reply)
    assert (await clinic.say("/session log KN-047")).headline.startswith("KN-047")


@pytest.mark.parametrize("told", ["chronic low back", "chronic lower back", "chronic lbp"])
async def test_a_condition_in_short_is_understood_beside_a_payer(
    clinic: ClinicDesk, told: str
) -> None:
    await clinic.say(f"/session new OAK-26 medicare {told}")
    chart = await clinic.charts.find(1, "OAK-26")
    assert chart
    assert chart.condition == "chronic_low_back_pain"

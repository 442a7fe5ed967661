"""The last number, day and hour that a command takes, and the first that it does not."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from handlers import COMMANDS
from handlers.command import Request
from handlers.session.find_chart import under_free_alias
from models.clinic.clinic import Member, Role
from models.coverage.fact_book import FactBook
from models.field_name import FieldName
from models.privacy.identity_finder import EARLIEST_YEAR
from models.visits.chart import AliasTaken, Chart
from tests.fakes.services import services_over
from tests.handlers.clinic_desk import NOON, TODAY, ClinicDesk, button, days
from tests.handlers.front_desk import words

TWO_YEARS_AGO = TODAY - timedelta(days=2 * 365)


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists, with one alias."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new BLUE-7 payer medicare for chronic low back pain")
    return desk


@pytest.mark.parametrize(
    ("taken", "refused", "field"),
    [
        pytest.param(
            "/session authorize BLUE-7 999 visits from 1/1/2027 until 3/31/2027 as typed",
            "/session authorize BLUE-7 1000 visits from 1/1/2027 until 3/31/2027",
            FieldName.VISITS,
            id="visits authorized, at most",
        ),
        pytest.param(
            "/session authorize BLUE-7 1 visits from 1/1/2027 until 3/31/2027",
            "/session authorize BLUE-7 0 visits from 1/1/2027 until 3/31/2027",
            FieldName.VISITS,
            id="visits authorized, at least",
        ),
        pytest.param(
            "/session authorize BLUE-7 5 visits from 1/1/2027 until 1/1/2027 as typed",
            "/session authorize BLUE-7 5 visits from 1/2/2027 until 1/1/2027",
            FieldName.LAST,
            id="an authorization of one day",
        ),
        pytest.param(
            "/session authorize BLUE-7 5 visits from 1/1/2027 until 12/31/2036 as typed",
            "/session authorize BLUE-7 5 visits from 1/1/2027 until 1/1/2037",
            FieldName.LAST,
            id="an authorization of ten years",
        ),
        pytest.param(
            "/session balance BLUE-7 999 of year as of 11/1/2026 from portal as typed",
            "/session balance BLUE-7 1000 of year as of 11/1/2026 from portal",
            FieldName.VISITS,
            id="visits used, at most",
        ),
        pytest.param(
            "/session balance BLUE-7 0 of year as of 11/1/2026 from portal",
            "/session balance BLUE-7 used of year as of 11/1/2026 from portal",
            FieldName.VISITS,
            id="visits used, none",
        ),
        pytest.param(
            "/session balance BLUE-7 5 of year as of today from portal",
            "/session balance BLUE-7 5 of year as of tomorrow from portal",
            FieldName.ON,
            id="visits used as of today",
        ),
        pytest.param(
            "/session log BLUE-7 today",
            "/session log BLUE-7 tomorrow",
            FieldName.ON,
            id="a session of today",
        ),
        pytest.param(
            f"/session log BLUE-7 on {TWO_YEARS_AGO}",
            f"/session log BLUE-7 on {TWO_YEARS_AGO - timedelta(days=1)}",
            FieldName.SURE,
            id="a session of two years ago",
        ),
        pytest.param(
            "/session improving BLUE-7 today",
            "/session improving BLUE-7 tomorrow",
            None,
            id="improving today",
        ),
        pytest.param(
            "/session close BLUE-7 today",
            "/session close BLUE-7 tomorrow",
            None,
            id="closed today",
        ),
        pytest.param(
            "/caps set BLUE-7 999 visits per calendar year as typed",
            "/caps set BLUE-7 1000 visits per calendar year",
            FieldName.VISITS,
            id="a cap, at most",
        ),
        pytest.param(
            "/caps set BLUE-7 1 visit per calendar year",
            "/caps set BLUE-7 0 visits per calendar year",
            FieldName.VISITS,
            id="a cap, at least",
        ),
        pytest.param("/caps preview 31", "/caps preview 32", None, id="days ahead, at most"),
        pytest.param("/caps preview 1", "/caps preview 0", None, id="days ahead, at least"),
        pytest.param("/caps preview 4 weeks", "/caps preview 5 weeks", None, id="weeks ahead"),
    ],
)
async def test_the_last_is_taken_and_the_next_is_asked_for_at_its_field(
    clinic: ClinicDesk, taken: str, refused: str, field: FieldName | None
) -> None:
    before = await clinic.charts.find(1, "BLUE-7")
    reply = await clinic.say(refused)
    assert not clinic.answered
    assert reply.field == field
    assert await clinic.charts.find(1, "BLUE-7") == before
    await clinic.say(taken)
    assert clinic.answered


@pytest.mark.parametrize(
    ("minutes", "is_undone"),
    [pytest.param(60, True, id="an hour later"), pytest.param(61, False, id="later still")],
)
async def test_undo_takes_back_what_was_logged_within_the_hour(
    clinic: ClinicDesk, minutes: int, is_undone: bool
) -> None:
    await clinic.log("BLUE-7", TODAY)
    clinic.later(minutes=minutes)
    await clinic.say("/session undo")
    assert clinic.answered is is_undone
    assert await clinic.numbers("BLUE-7") == ([] if is_undone else [1])


async def test_undo_asks_where_a_later_session_of_the_asker_was_taken_back(
    clinic: ClinicDesk,
) -> None:
    """Of a colleague's later session it says nothing: that is no act of the asker."""
    await clinic.log("BLUE-7", date(2026, 11, 20))
    await clinic.say(f"/session log BLUE-7 on {TODAY}", by="bea")
    await clinic.say("/session undo")
    assert clinic.answered
    assert await clinic.numbers("BLUE-7") == [2]


@pytest.mark.parametrize(
    ("typed", "example"),
    [
        pytest.param("/session void because wrong day", "BLUE-47K 17 because", id="no number"),
        pytest.param("/session void 4 because wrong day", "BLUE-47K 4 because", id="a number"),
    ],
)
async def test_whoever_logged_nothing_is_asked_for_the_alias_by_example(
    clinic: ClinicDesk, typed: str, example: str
) -> None:
    reply = await clinic.say(typed)
    assert reply.headline == "Of which alias?"
    assert example in words(reply)


async def test_only_a_voided_session_frees_its_place_of_the_day(clinic: ClinicDesk) -> None:
    again = "/session log BLUE-7 20561 again 2"
    await clinic.log("BLUE-7", TODAY)
    await clinic.say(again)
    await clinic.say(again)
    assert await clinic.numbers("BLUE-7") == [1, 2]
    await clinic.say("/session void BLUE-7 2 because wrong code")
    await clinic.say(again)
    assert await clinic.numbers("BLUE-7") == [1, 3]


@pytest.mark.parametrize(
    ("used", "labels"),
    [
        pytest.param(8, ["Undo", "Why"], id="four left"),
        pytest.param(9, ["Patient improves", "Undo", "Why"], id="three left"),
    ],
)
async def test_what_opens_more_visits_is_offered_when_few_are_left(
    clinic: ClinicDesk, used: int, labels: list[str]
) -> None:
    reply = await clinic.log("BLUE-7", *days(date(2026, 11, 1), used, every=2))
    assert [choice.label for choice in reply.choices] == labels


@pytest.mark.parametrize("typed", ["/session log BLUE-7 on {}", "/caps BLUE-7 on {}"])
async def test_a_day_before_payers_take_claims_is_told_where_it_goes(
    clinic: ClinicDesk, typed: str
) -> None:
    reply = await clinic.say(typed.format(date(TODAY.year - 4, 5, 4)))
    assert not clinic.answered
    assert f"Visits of {EARLIEST_YEAR} to {TODAY.year - 4} are not typed here" in words(reply)


@pytest.mark.parametrize(
    ("command", "bare", "changing", "reading"),
    [
        pytest.param("session", False, "log OAK-12", None, id="session"),
        pytest.param("caps", True, "set OAK-12 none", "medicare", id="caps"),
        pytest.param("clinic", True, "warn default", None, id="clinic"),
        pytest.param("share", False, None, "caps OAK-12", id="share"),
    ],
)
def test_what_a_command_says_of_itself(
    command: str, bare: bool, changing: str | None, reading: str | None
) -> None:
    by_name = {known.name: known for known in COMMANDS}
    assert by_name[command].answers_bare is bare
    assert not by_name[command].is_public
    assert changing is None or by_name[command].may_change(changing)
    assert reading is None or not by_name[command].may_change(reading)


async def test_lines_of_a_log_are_kept_apart_and_no_other_verb_s(clinic: ClinicDesk) -> None:
    by_name = {known.name: known for known in COMMANDS}
    assert by_name["session"].keeps_lines("log OAK-12")
    assert not by_name["session"].keeps_lines("void OAK-12 1")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        pytest.param("/session log BLUE-7 on 2/30", FieldName.ON, id="no day of the calendar"),
        pytest.param("/session log BLUE-7 on 2/30/2026", FieldName.ON, id="the same with its year"),
        pytest.param("/session log BLUE-7 on 3/1 on 3/2", FieldName.ON, id="two days"),
        pytest.param(
            "/session balance BLUE-7 5 of year as of 2/30 from portal", FieldName.ON, id="balance"
        ),
        pytest.param(
            "/session authorize BLUE-7 5 visits from 2/30 until 3/31", FieldName.FIRST, id="from"
        ),
        pytest.param(
            "/session authorize BLUE-7 5 visits from 1/1 until 2/30", FieldName.LAST, id="until"
        ),
        pytest.param("/session new RED-3 year from 2/30", FieldName.YEAR, id="the plan's year"),
    ],
)
async def test_a_day_that_cannot_be_is_said_at_its_field(
    clinic: ClinicDesk, typed: str, field: FieldName
) -> None:
    reply = await clinic.say(typed)
    assert not clinic.answered
    assert reply.field == field


# -- which payer and plan ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("cigna, zorblat", "I did not understand “zorblat”", id="a word left over"),
        pytest.param("medicare 20561", "A chart has no place for 20561", id="a code"),
        pytest.param("bcbsnc in NC", "", id="a state of the payer's own"),
        pytest.param("bcbsnc in Texas", "A chart has no place for Texas", id="another state"),
        pytest.param("medicare plan zorblat", "Which plan is it?", id="no plan of the list"),
        pytest.param("zzqx mutual", "I know of no payer called “zzqx mutual”", id="no payer"),
    ],
)
async def test_what_is_no_payer_is_not_dropped(clinic: ClinicDesk, typed: str, says: str) -> None:
    before = await clinic.charts.find(1, "BLUE-7")
    reply = await clinic.say(f"/session payer BLUE-7 {typed}")
    assert clinic.answered is (says == "")
    assert says in reply.headline
    if says:
        expected = FieldName.PLAN if "plan" in says else FieldName.PAYER
        assert reply.field == expected
        assert await clinic.charts.find(1, "BLUE-7") == before


async def test_the_plan_goes_with_its_payer(clinic: ClinicDesk) -> None:
    await clinic.say("/session payer BLUE-7 cigna plan PPO")
    chart = await clinic.charts.find(1, "BLUE-7")
    assert chart
    assert chart.plan
    await clinic.say("/session payer BLUE-7 cigna")
    chart = await clinic.charts.find(1, "BLUE-7")
    assert chart
    assert chart.plan
    await clinic.say("/session payer BLUE-7 aetna")
    chart = await clinic.charts.find(1, "BLUE-7")
    assert chart
    assert chart.plan == ""


@pytest.mark.parametrize(
    "typed",
    [
        "/session authorize BLUE-7 5 visits from 1/1/2027 until 3/31/2027",
        "/session balance BLUE-7 5 of year as of 11/1/2026 from portal",
        "/session improving BLUE-7",
        "/session payer BLUE-7 cigna",
        "/session log BLUE-7",
    ],
)
async def test_a_closed_alias_takes_nothing_more(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/session close BLUE-7")
    before = await clinic.charts.find(1, "BLUE-7")
    reply = await clinic.say(typed)
    assert not clinic.answered
    assert reply.headline == "BLUE-7 is closed, so nothing was saved."
    assert button(reply, "Open it again") == "/session reopen BLUE-7"
    assert await clinic.charts.find(1, "BLUE-7") == before


@pytest.mark.parametrize(
    ("typed", "buttons"),
    [
        pytest.param("/session show", 5, id="aliases to choose from"),
        pytest.param("/caps preview", 7, id="every alias with an alert to come, on its row"),
        pytest.param("/caps", 5, id="every alias of the board, on its row"),
    ],
)
async def test_so_many_aliases_are_offered(pack: FactBook, typed: str, buttons: int) -> None:
    desk = ClinicDesk(pack, "PT")
    for number in range(10, 17):
        await desk.say(f"/session new OAK-{number}")
        until = TODAY + timedelta(days=16)
        await desk.say(f"/session authorize OAK-{number} 9 visits from 2026-11-01 until {until}")
    reply = await desk.say(typed)
    rows = (row.command for table in reply.tables for row in table.rows)
    offered = [choice.label for choice in reply.choices if choice.label.startswith("OAK-")]
    assert len([*offered, *rows]) == buttons


async def test_one_alias_offers_why_the_board_and_to_share_it(clinic: ClinicDesk) -> None:
    await clinic.log("BLUE-7", TODAY)
    reply = await clinic.say("/caps BLUE-7")
    labels = [choice.label for choice in reply.choices]
    assert labels == ["Why", "The board", "Share without the alias"]


async def test_a_misspelt_state_is_not_taken_for_a_person(clinic: ClinicDesk) -> None:
    assert (await clinic.say("/state virgina")).headline.startswith("Virginia")


async def test_three_managers_are_named_to_whoever_may_not(pack: FactBook) -> None:
    desk = ClinicDesk(pack)
    for user in ("kim", "lou", "max", "pat"):
        await desk.records.set_role(1, user, Role.MANAGER, actor="system", at=NOON)
    reply = await desk.say("/clinic warn default")
    assert not desk.answered
    assert sum(f"‹{user}›" in words(reply) for user in ("kim", "lou", "max", "pat")) == 3


# -- an alias that is free -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "refusals", "tries", "is_written"),
    [
        pytest.param("", 0, 1, True, id="the first is free"),
        pytest.param("", 4, 5, True, id="four were taken meanwhile"),
        pytest.param("", 5, 5, False, id="five were taken meanwhile"),
        pytest.param("OAK-12", 0, 1, True, id="one that was given"),
        pytest.param("OAK-12", 1, 1, False, id="one that was given and is taken"),
    ],
)
async def test_an_issued_alias_is_drawn_again_while_it_is_taken(
    pack: FactBook, given: str, refusals: int, tries: int, is_written: bool
) -> None:
    desk, tried = ClinicDesk(pack), list[str]()
    await desk.say("/session new BLUE-7")
    services = services_over(pack, charts=desk.charts, choose=Random(7).choice)  # noqa: S311 - aliases of a test need not be secret
    request = Request(desk.clinic, Member(1, 1, "amy"), "", "session", "new", NOON)

    async def write(alias: str) -> Chart:
        tried.append(alias)
        if len(tried) <= refusals:
            raise AliasTaken(alias)
        chart = await desk.charts.find(1, "BLUE-7")
        assert chart
        return chart

    if is_written:
        await under_free_alias(request, services, given, write)
    else:
        with pytest.raises(AliasTaken):
            await under_free_alias(request, services, given, write)
    assert len(tried) == tries
    assert given in {"", *tried}

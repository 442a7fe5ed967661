"""Words in which a front desk types its week: requests, denials, the day's list, the new year."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.understanding import denial_kinds
from models.understanding.dates import dashed_days
from models.visits.visit_request import VisitRequest
from tests.handlers.clinic_desk import ClinicDesk, board_rows, button
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic on Monday, Nov 23, with a request to Humana."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer humana plan medicare advantage")
    await desk.say("/session request OAK-12 12 visits sent 11/20")
    return desk


async def request_of(clinic: ClinicDesk) -> VisitRequest:
    """The last request that is kept."""
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    return chart.requests[-1]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("not medically necessary", "CO-50", id="necessity"),
        pytest.param("because not medically necessary", "CO-50", id="because"),
        pytest.param("no auth", "CO-197", id="authorization"),
        pytest.param("as not covered", "CO-96", id="covered"),
        pytest.param("visit limit reached", "CO-119", id="limit"),
    ],
)
async def test_a_reason_in_words_closes_the_request_and_is_looked_up_and_not_kept(
    clinic: ClinicDesk, typed: str, code: str
) -> None:
    reply = await clinic.say(f"/session denied OAK-12 {typed}")
    assert (await request_of(clinic)).state == "denied"
    assert f"The reason is not kept. Most often it is {code}" in words(reply)
    assert button(reply, f"What to do about {code}") == f"/denial Humana 20560 {code}"


@pytest.mark.parametrize("typed", ["no reason given", "auth by Dr. Who", "", "knee"])
def test_other_words_are_no_reason(typed: str) -> None:
    assert denial_kinds.code_of_reason(typed) == ""


async def test_a_number_that_is_no_requests_is_asked_about_as_a_code(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session denied OAK-12 197")
    assert (await request_of(clinic)).is_open
    await clinic.say(button(reply, "Request 1, CO-197"))
    assert not (await request_of(clinic)).is_open
    await clinic.say("/session undo")
    assert "has no request number 2" in words(await clinic.say("/session denied OAK-12 2"))


@pytest.mark.parametrize(
    "typed",
    [
        "8 visits 12/1-2/28",
        "8 visits Dec 1 to Feb 28 sent 11/23",
        "8 visits sent 11/23 12/1 - 2/28",
    ],
)
async def test_days_asked_for_are_told_apart_from_the_day_it_was_sent(
    clinic: ClinicDesk, typed: str
) -> None:
    said = words(await clinic.say(f"/session request OAK-12 {typed}"))
    assert "The days asked for are not kept" in said
    kept = await request_of(clinic)
    assert (kept.number, kept.sent.isoformat()) == (8, "2026-11-23")


@pytest.mark.parametrize(
    "typed", ["partially 6 visits", "in part 6 visits", "only 6 visits", "6 visits partial"]
)
async def test_what_is_granted_in_part_may_say_so(clinic: ClinicDesk, typed: str) -> None:
    said = words(await clinic.say(f"/session granted OAK-12 {typed} until 1/31"))
    assert "6 of 12 visits granted, 6 fewer than asked" in said


async def test_requests_of_one_payer_are_listed_alone(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELM-3 payer aetna")
    await clinic.say("/session request ELM-3 6 visits")
    listed = await clinic.say("/session requests aetna")
    assert listed.headline == "Aetna: 1 request without a decision"
    assert [row[0] for row in board_rows(listed)] == ["ELM-3"]
    none = await clinic.say("/session requests cigna")
    assert none.headline == "Cigna: no request waits for a decision"
    strange = await clinic.say("/session requests sunday")
    assert "I did not use “sunday”" in words(strange)
    assert len(board_rows(await clinic.say("/session request status"))) == 2


async def test_a_request_is_withdrawn_by_a_button_of_its_own_verb(clinic: ClinicDesk) -> None:
    asked = await clinic.say("/session request OAK-12 withdraw")
    assert (await request_of(clinic)).is_open
    await clinic.say(button(asked, "Withdraw request 1"))
    assert not (await request_of(clinic)).is_open
    again = await clinic.say("/session request OAK-12 cancel")
    assert "None is open" in words(again)


async def test_the_days_list_tells_what_plans_of_care_owe(clinic: ClinicDesk) -> None:
    await clinic.say("/session new FERN-44 payer medicare")
    await clinic.say("/session plan FERN-44 from 10/27")
    assert "FERN-44: Certification by Thu Nov 26, 2026." in words(
        await clinic.say("/session today")
    )
    await clinic.say("/session plan FERN-44 certified")
    assert "FERN-44" not in words(await clinic.say("/session today"))


async def test_an_alias_behind_the_days_list_is_logged_or_shown_by_a_button(
    clinic: ClinicDesk,
) -> None:
    asked = await clinic.say("/session today OAK-12")
    assert button(asked, "Log") == "/session log OAK-12"
    assert button(asked, "Show it") == "/caps OAK-12"


async def test_a_payer_behind_the_rollover_is_ticked_by_a_button_alone(clinic: ClinicDesk) -> None:
    asked = await clinic.say("/caps rollover humana")
    assert "Is Humana verified for 2027?" in words(asked)
    assert clinic.clinic.preferences.verified == ()
    await clinic.say(button(asked, "Yes, verified"))
    assert [tick.payer for tick in clinic.clinic.preferences.verified] == ["humana"]


@pytest.mark.parametrize(
    ("typed", "monday"),
    [
        pytest.param("12/7-12/11", "Dec 7", id="a working week"),
        pytest.param("Dec 7 to Dec 13", "Dec 7", id="to its Sunday"),
    ],
)
async def test_a_week_may_be_told_from_its_first_day_to_its_last(
    clinic: ClinicDesk, typed: str, monday: str
) -> None:
    assert f"Week of Mon {monday}" in words(await clinic.say(f"/caps week {typed}"))
    two = await clinic.say("/caps week 12/7 to 12/18")
    assert "Which week?" in words(two)


async def test_counts_that_agree_say_that_nothing_is_looked_at_again(clinic: ClinicDesk) -> None:
    await clinic.say("/session granted OAK-12 12 visits until 1/31")
    await clinic.say("/session log OAK-12 20560")
    said = words(await clinic.say("/caps check OAK-12 1 from portal look again in two weeks"))
    assert "They agree, so nothing is looked at again." in said
    opened = words(await clinic.say("/caps check OAK-12 1 from portal details"))
    assert "Session by session" in opened
    assert "1. Mon Nov 23, 2026, 20560: counts, 1." in opened


async def test_how_a_booking_is_moved_is_told_by_a_move(clinic: ClinicDesk) -> None:
    said = words(await clinic.say("/caps move OAK-12 12/10 to 11/2"))
    assert "/caps move BLUE-47K 12/3 to 12/4" in said


@pytest.mark.parametrize(
    "typed", ["8 visits for 20560, 97140", "8 visits of 97140 sent 11/23", "8 visits cpt 20560"]
)
async def test_codes_asked_for_are_said_not_to_be_kept(clinic: ClinicDesk, typed: str) -> None:
    said = words(await clinic.say(f"/session request OAK-12 {typed}"))
    assert "The codes asked for are not kept" in said
    assert (await request_of(clinic)).number == 8
    assert "codes" not in words(await clinic.say("/session request OAK-12 9 visits"))


@pytest.mark.parametrize(
    "typed", ["plans", "plans of care", "duties", "certifications due", "all care plans"]
)
async def test_what_all_plans_of_care_owe_is_listed(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/session new FERN-44 payer medicare")
    await clinic.say("/session plan FERN-44 from 10/27")
    listed = await clinic.say(f"/session {typed}")
    assert board_rows(listed) == [("FERN-44", "Certification by Thu Nov 26, 2026")]
    assert button(listed, "Show FERN-44") == "/session plan-of-care FERN-44"
    await clinic.say("/session plan FERN-44 certified")
    none = await clinic.say(f"/session {typed}")
    assert none.headline == "No duty of a plan of care is near"


async def test_an_alias_behind_plans_is_still_that_aliass(clinic: ClinicDesk) -> None:
    assert "these clocks are Medicare's" in words(
        await clinic.say("/session plan OAK-12 from 11/20")
    )


@pytest.mark.parametrize("typed", ["the rest", "rest", "all others 20560", "the remaining"])
async def test_the_rest_are_those_who_are_booked_and_not_logged(
    clinic: ClinicDesk, typed: str
) -> None:
    await clinic.say("/caps book OAK-12 11/23")
    assert "Booked, not logged yet: OAK-12." in words(await clinic.say(f"/session log {typed}"))


@pytest.mark.parametrize("typed", ["walk-in 20560", "20560 walked in", "walkin 20560"])
async def test_a_walk_in_is_logged(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say(f"/session log OAK-12 {typed}")
    assert await clinic.numbers("OAK-12") == [1]


@pytest.mark.parametrize(
    "typed", ["who resets on jan 1", "resets", "lapses", "what is lost at year end", "new year"]
)
async def test_what_the_new_year_does_may_be_asked_of_the_board(
    clinic: ClinicDesk, typed: str
) -> None:
    said = words(await clinic.say(f"/caps {typed}"))
    assert "Jan 1, 2027" in said
    assert "I read it as /caps rollover." in said
    assert "Jan 1, 2027" in words(await clinic.say("/caps rollover who is left"))


@pytest.mark.parametrize(
    "typed", ["mon 11/30: OAK-12", "tue 12/1 OAK-12", "thu 12/3: OAK-12, ELM-3"]
)
async def test_a_weekday_before_its_date_is_no_initials(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/session new ELM-3 payer aetna")
    assert "Booked" in words(await clinic.say(f"/caps book {typed}"))


async def test_initials_before_a_date_are_refused_as_before(clinic: ClinicDesk) -> None:
    assert "person's name" in words(await clinic.say("/caps book jd 12/8"))


async def test_how_often_alone_is_asked_by_days(clinic: ClinicDesk) -> None:
    asked = words(await clinic.say("/caps book OAK-12 twice a week until 12/31"))
    assert "On which days is OAK-12 booked?" in asked
    endless = words(await clinic.say("/caps book OAK-12 every wed"))
    assert "says how often and not until when, so nothing was booked" in endless


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        pytest.param("12/7-12/12", ["12/2", "12/14"], id="a stretch"),
        pytest.param("after 12/7", ["12/2", "12/7"], id="behind a day"),
        pytest.param("from 12/7 on", ["12/2"], id="from a day on"),
        pytest.param("Dec 1 to Dec 10", ["12/14"], id="months"),
        pytest.param("12/20-12/31", ["12/2", "12/7", "12/9", "12/14"], id="none of them"),
    ],
)
async def test_bookings_of_a_time_are_taken_away_and_no_other_days(
    clinic: ClinicDesk, typed: str, left: list[str]
) -> None:
    await clinic.say("/caps book OAK-12 12/2 12/7 12/9 12/14")
    said = words(await clinic.say(f"/caps unbook OAK-12 {typed}"))
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert [f"{day.month}/{day.day}" for day in chart.booked] == left
    assert "These were not booked" not in said


@pytest.mark.parametrize(
    "typed", ["no-show OAK-12", "noshow OAK-12", "cancelled OAK-12", "late cancel OAK-12 today"]
)
async def test_who_did_not_come_may_be_said_first(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/caps book OAK-12 11/23")
    said = words(await clinic.say(f"/session {typed}"))
    assert "Nothing was logged: a" in said
    assert "Its booking was taken away." in said
    assert await clinic.numbers("OAK-12") == []


async def test_the_days_list_takes_the_word_for_details(clinic: ClinicDesk) -> None:
    assert "0 visits to log" in words(await clinic.say("/session today details"))


async def test_bookings_of_an_alias_are_shown_with_it(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-12 12/2")
    assert "I read it as /caps OAK-12." in words(await clinic.say("/session bookings OAK-12"))


async def test_a_day_with_a_dash_is_read_where_only_a_day_can_stand(clinic: ClinicDesk) -> None:
    await clinic.say("/session log OAK-12 20560 on 11-20")
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert [str(s.on) for s in chart.history.sessions] == ["2026-11-20"]
    await clinic.say("/session request OAK-12 6 visits sent 11-18")
    assert str((await request_of(clinic)).sent) == "2026-11-18"
    said = words(
        await clinic.say("/session granted OAK-12 request 1 6 visits from 11-23 until 2-28")
    )
    assert "6 visits authorized, Nov 23, 2026 to Feb 28, 2027" in said
    assert "Week of Mon Nov 30" in words(await clinic.say("/caps week 11-30"))
    checked = words(await clinic.say("/caps check OAK-12 2 as of 11-20 from portal"))
    assert "on Nov 20, 2026" in checked


@pytest.mark.parametrize("typed", ["OAK-12 12-14", "from 8-12 visits", "Dec 12-14", "2026-12-01"])
def test_a_dash_that_may_join_two_numbers_stays(typed: str) -> None:
    assert dashed_days.with_slashes(typed) == typed

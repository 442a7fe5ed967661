"""A therapist says so, and the clinic knows at once how many visits are left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Tone
from models.visits.events import ImprovementNoted
from models.visits.session import Discipline
from tests.handlers.clinic_desk import TODAY, ClinicDesk, button, days, first_line
from tests.handlers.front_desk import sources_of, words

JANUARY = date(2026, 1, 5)


@pytest.fixture
def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists."""
    return ClinicDesk(pack, "PT")


async def test_a_log_says_in_one_line_what_is_left_by_which_limit_and_when_it_resets(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new BLUE-7 payer medicare for chronic low back pain")
    reply = await clinic.log("BLUE-7", TODAY)
    assert reply.headline == "BLUE-7 · logged"
    assert first_line(reply) == (
        "1 of 12 visits used, 11 left. Medicare Part B: At most 20 visits a year, 12 of them open "
        "now. Resets Nov 1, 2027. Also 11 left: 12 visits in 90 days."
    )
    assert [choice.label for choice in reply.choices[:2]] == ["Undo", "Why"]


async def test_no_limit_is_known_until_a_payer_is_set(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say("/session log BLUE-7")
    assert first_line(reply) == "1 session logged; no limit is known."
    assert button(reply, "Set the payer") == "/session payer BLUE-7"


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        pytest.param("", TODAY, id="nothing said"),
        pytest.param("today", TODAY, id="today"),
        pytest.param("yesterday", date(2026, 11, 22), id="yesterday"),
        pytest.param("on last friday", date(2026, 11, 20), id="last Friday"),
        pytest.param("monday", TODAY, id="Monday, said on a Monday"),
        pytest.param("last monday", date(2026, 11, 16), id="last Monday, said on a Monday"),
        pytest.param("3 days ago", date(2026, 11, 20), id="days ago"),
        pytest.param("on 11/3", date(2026, 11, 3), id="month and day"),
        pytest.param("2/25", date(2026, 2, 25), id="a day far ahead is this year's"),
        pytest.param("12/1/25", date(2025, 12, 1), id="a day of last year, with its year"),
        pytest.param("on Nov 3rd, 2026", date(2026, 11, 3), id="in words"),
        pytest.param("on 2026-11-03", date(2026, 11, 3), id="in ISO form"),
        pytest.param("11/03/26", date(2026, 11, 3), id="a year of two digits"),
    ],
)
async def test_a_day_is_read_as_a_front_desk_types_it(
    clinic: ClinicDesk, typed: str, on: date
) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.say(f"/session log BLUE-7 {typed}")
    assert clinic.answered
    chart = await clinic.charts.find(1, "BLUE-7")
    assert chart
    assert [session.on for session in chart.history.sessions] == [on]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        pytest.param("", (), id="no code"),
        pytest.param("20560", ("20560",), id="a code"),
        pytest.param("2O561 yesterday", ("20561",), id="the letter O"),
        pytest.param("3 muscles", ("20561",), id="what was done"),
        pytest.param("20561 97140", ("20561", "97140"), id="two codes"),
        pytest.param("20561 GP", ("20561",), id="a modifier is no code"),
        pytest.param("dry needling today", (), id="words without a code"),
    ],
)
async def test_codes_are_read(clinic: ClinicDesk, typed: str, codes: tuple[str, ...]) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say(f"/session log BLUE-7 {typed}")
    assert clinic.answered, words(reply)
    chart = await clinic.charts.find(1, "BLUE-7")
    assert chart
    assert chart.history.sessions[0].codes == codes
    assert chart.history.sessions[0].discipline is Discipline.PT


async def test_a_second_session_of_a_day_asks_first(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY)
    reply = await clinic.say("/session log BLUE-7 20561")
    assert reply.headline == "BLUE-7 already has 1 session on Mon Nov 23, 2026. Log another?"
    assert await clinic.numbers("BLUE-7") == [1]


async def test_a_double_click_on_yes_counts_once(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY)
    yes = button(await clinic.say("/session log BLUE-7"), "Yes, log another")
    await clinic.say(yes)
    again = await clinic.say(yes)
    assert await clinic.numbers("BLUE-7") == [1, 2]
    assert "nothing was counted twice" in words(again)


async def test_again_says_yes_at_once(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7 payer medicare for chronic low back pain")
    await clinic.log("BLUE-7", TODAY)
    reply = await clinic.say("/session log BLUE-7 20561 again")
    assert await clinic.numbers("BLUE-7") == [1, 2]
    assert first_line(reply).startswith("1 of 12 visits used")
    assert "the same visit as another session of the day" in words(reply)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("BLUE-7 on 12/25/2026", "is still to come", id="a day to come"),
        pytest.param("BLUE-7 tomorrow", "is still to come", id="tomorrow"),
        pytest.param("BLUE-7 11/24", "Tue Nov 24, 2026 is still to come", id="a day without year"),
        pytest.param("BLUE-7 Dec 23", "Wed Dec 23, 2026 is still to come", id="in 30 days"),
        pytest.param("BLUE-7 on the 24th", "On the 24th: of which month?", id="a bare day ahead"),
        pytest.param("BLUE-7 the 24th of this month", "is still to come", id="of this month"),
        pytest.param("BLUE-7 the 31st of this month", "is not a date in", id="no such day of it"),
        pytest.param("BLUE-7 20566", "20566 is not a code that I know", id="an unknown code"),
        pytest.param("BLUE-7 yesterdy", "I did not understand “yesterdy”", id="an unknown word"),
        pytest.param("BLUE-7 on 2/30/2026", "is not a date in the calendar", id="no such day"),
        pytest.param("BLUE-7 on 11/2 and 11/3", "two days", id="two days"),
        pytest.param("BLUE-7 on 3/1/2024", "more than two years ago", id="long ago"),
        pytest.param("", "Which alias?", id="no alias"),
        pytest.param("RED-9", "There is no alias RED-9 here.", id="an unknown alias"),
        pytest.param("BLUE-8", "There is no alias BLUE-8 here.", id="nearly an alias"),
    ],
)
async def test_what_cannot_be_logged_is_said_and_nothing_is_kept(
    clinic: ClinicDesk, typed: str, says: str
) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say(f"/session log {typed}")
    assert not clinic.answered
    assert says in reply.headline
    assert await clinic.numbers("BLUE-7") == []


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("on the 15th of last month", "2026-10-15"),
        ("on the 20th", "2026-11-20"),
        ("the 3rd of this mo 20561", "2026-11-03"),
        ("20561 dos the 23rd", "2026-11-23"),
    ],
)
async def test_a_day_is_read_by_its_number_in_a_month(
    clinic: ClinicDesk, typed: str, day: str
) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.say(f"/session log BLUE-7 {typed}")
    assert clinic.answered
    chart = await clinic.charts.find(1, "BLUE-7")
    assert chart
    assert [str(session.on) for session in chart.history.sessions] == [day]


async def test_a_slip_of_the_finger_is_caught(clinic: ClinicDesk) -> None:
    issued = (await clinic.say("/session new")).headline
    slip = issued[:-1] + ("F" if issued[-1] != "F" else "H")
    reply = await clinic.say(f"/session log {slip} 20561")
    assert reply.headline == f"Did you mean {issued}?"
    await clinic.say(button(reply, issued))
    assert await clinic.numbers(issued) == [1]


async def test_sessions_of_last_month_are_taken_and_recounted(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7 payer medicare for chronic low back pain")
    await clinic.log("BLUE-7", TODAY)
    reply = await clinic.log("BLUE-7", TODAY - timedelta(days=30))
    assert first_line(reply).startswith("2 of 12 visits used, 10 left")
    assert "Resets Oct 1, 2027" in first_line(reply)


async def test_a_session_of_more_than_two_years_ago_is_taken_once_it_is_sure(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say("/session log BLUE-7 on 3/1/2024")
    await clinic.say(reply.choices[0].command)
    assert await clinic.numbers("BLUE-7") == [1]


async def test_a_closed_alias_takes_no_session_until_it_is_open_again(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.say("/session close BLUE-7")
    reply = await clinic.say("/session log BLUE-7")
    assert reply.headline == "BLUE-7 is closed, so nothing was saved."
    await clinic.say(button(reply, "Open it again"))
    await clinic.log("BLUE-7", TODAY)
    assert await clinic.numbers("BLUE-7") == [1]


async def test_medicare_opens_twelve_and_eight_more_for_a_patient_who_improves(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new BLUE-7 payer medicare for chronic low back pain")
    reply = await clinic.log("BLUE-7", *days(date(2026, 9, 7), 12, every=3))
    assert first_line(reply).startswith("12 of 12 visits used, none left")
    assert "8 more visits open once the therapist notes that the patient improves." in words(reply)
    improving = await clinic.say(button(reply, "Patient improves"))
    assert first_line(improving).startswith("12 of 20 visits used, 8 left")
    assert "8 more visits opened." in words(improving)
    over = await clinic.log("BLUE-7", *days(date(2026, 10, 20), 9, every=3))
    assert first_line(over).startswith("21 of 20 visits used, over by 1")
    assert over.count and over.count.tone is Tone.BAD


async def test_the_medicare_year_runs_from_the_first_visit_and_the_card_says_so(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new BLUE-7 payer medicare for chronic low back pain")
    await clinic.log("BLUE-7", date(2026, 3, 21))
    shown = words(await clinic.say("/caps BLUE-7"))
    assert "Resets Mar 1, 2027" in shown
    assert "Sources disagree on how this runs" in shown


async def test_that_medicare_does_not_pay_a_therapist_is_a_line_once_a_day_on_whichever_card(
    clinic: ClinicDesk, pack: FactBook
) -> None:
    says = "Medicare Part B does not pay a physical therapist for needling: check who bills."
    new = await clinic.glance(
        "/session new BLUE-7 payer medicare for chronic low back pain", by="kim"
    )
    assert [line.text for line in new.cautions] == [says]
    assert new.sources == ()
    for typed in (
        "/session log BLUE-7 20560",
        "/session log BLUE-7 20560 on 2026-11-20",
        "/session show BLUE-7",
        "/caps BLUE-7",
        "/session authorize BLUE-7 9 visits until 12/31/2026",
        "/session log BLUE-7 no-show on 2026-11-19",
        "/session improving BLUE-7",
    ):
        again = await clinic.glance(typed)
        assert clinic.answered, typed
        assert says not in words(again), f"the desk has read it today: {typed}"
    other = await clinic.glance("/session new RED-9 payer medicare for chronic low back pain")
    assert [line.text for line in other.cautions] == [says], "another alias has its own"
    changed = await clinic.glance("/session payer RED-9 cigna")
    assert "Cigna does not pay" in changed.cautions[0].text, "another payer is news"
    clinic.later(days=1)
    tomorrow = await clinic.log("BLUE-7", TODAY + timedelta(days=1))
    assert says in [line.text for line in tomorrow.cautions]
    shown = await clinic.say("/session show BLUE-7")
    told = next(line for line in shown.cautions if line.cites)
    assert sources_of(shown, told), "behind Why stands who says so"
    physicians = ClinicDesk(pack, "MD")
    await physicians.say("/session new BLUE-7 payer medicare for chronic low back pain")
    assert "not covered" not in words(await physicians.log("BLUE-7", TODAY))


async def test_medicare_without_a_condition_asks_what_is_treated(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7 payer medicare")
    reply = await clinic.log("BLUE-7", TODAY)
    waits = "no limit counts yet: it depends on what is treated, which nobody entered."
    assert first_line(reply) == f"1 session logged; {waits}"
    asked = await clinic.say(button(reply, "Say what is treated"))
    await clinic.say(button(asked, "Chronic low back pain"))
    assert first_line(await clinic.say("/session show BLUE-7")).startswith("1 of 12 visits used")


async def test_washington_pays_three_treatments_and_six_once_authorized(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new BLUE-7 payer L&I")
    reply = await clinic.log("BLUE-7", *days(JANUARY, 3, every=7))
    assert first_line(reply).startswith("3 of 3 treatments used, none left. Washington L&I")
    assert "Ask the payer for authorization." in words(reply)
    await clinic.say("/session authorize BLUE-7 6 visits from 1/1/2026 until 12/31/2026")
    assert "3 of 6 treatments used, 3 left" in words(await clinic.say("/session show BLUE-7"))


async def test_a_july_benefit_year_is_taken_from_the_alias(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7 year from July 1")
    await clinic.say("/caps set BLUE-7 20 visits per benefit year from July 1")
    await clinic.log("BLUE-7", date(2026, 6, 30))
    reply = await clinic.log("BLUE-7", date(2026, 7, 1))
    assert first_line(reply).startswith("1 of 20 visits used, 19 left. Your clinic's cap")
    assert "Resets Jul 1, 2027" in first_line(reply)


async def test_a_session_of_last_year_says_in_which_it_counts(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.say("/caps set BLUE-7 20 visits per calendar year")
    reply = await clinic.log("BLUE-7", date(2025, 12, 30))
    assert first_line(reply).startswith("0 of 20 visits used")
    assert "over, Jan 1 to Dec 31, 2025: 1 of 20 visits used, by your clinic's cap." in words(reply)


async def test_improving_is_noted_even_where_no_limit_asks_for_it(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say("/session improving BLUE-7 on 11/20")
    assert "None of the limits known here asks for it" in words(reply)
    chart = await clinic.charts.find(1, "BLUE-7")
    assert chart
    assert chart.history.improving == (ImprovementNoted(date(2026, 11, 20)).on,)


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        pytest.param("blue-7", "BLUE-7: log a session?", id="an alias alone"),
        pytest.param("lgo BLUE-7", "Did you mean log?", id="a misspelt verb"),
        pytest.param("frobnicate", "I did not understand what to do.", id="nothing known"),
    ],
)
async def test_a_command_without_a_verb_says_what_was_likely_meant(
    clinic: ClinicDesk, typed: str, headline: str
) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say(f"/session {typed}")
    assert reply.headline == headline
    assert reply.choices


@pytest.mark.parametrize("typed", ["blue 7", "blue7", "20561 BLUE-7", "for blue-7 today"])
async def test_an_alias_is_found_however_it_is_cut_and_wherever_it_stands(
    clinic: ClinicDesk, typed: str
) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.say(f"/session log {typed}")
    assert await clinic.numbers("BLUE-7") == [1]


async def test_codes_of_a_session_that_has_none_are_put_right(pack: FactBook) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-12 payer cigna")
    await clinic.say("/session log OAK-12 on 11/20")
    typed = "/session log OAK-12 20560 97140 x2 on 11/20"
    asked = await clinic.say(typed)
    assert "If it is session 1 with other codes, void that one, then log it anew." in words(asked)
    await clinic.say(button(asked, "Void session 1 first"))
    assert "Session 2, Fri Nov 20, 2026, 20560 and 97140 x2." in words(await clinic.say(typed))
    again = await clinic.say(typed)
    assert "Void session" not in " ".join(choice.label for choice in again.choices)

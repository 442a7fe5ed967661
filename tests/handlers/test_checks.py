"""A payer's count against ours: where they part, why, and three buttons that do what they say."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from models.visits.count_check import CountCheck
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words

DAYS = tuple(date(2026, month, day) for month, day in ((10, 5), (10, 12), (11, 2), (11, 12)))
TOLD = "/caps check OAK-12 {} as of 11/20 from portal"


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic on Monday, Nov 23: four visits of a cap of twenty a year."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer aetna")
    await desk.say("/caps set OAK-12 20 visits per calendar year")
    await desk.log("OAK-12", *DAYS)
    return desk


async def used(clinic: ClinicDesk) -> int:
    """How many are used now."""
    reply = await clinic.say("/session show OAK-12")
    assert reply.count
    return reply.count.used


async def compared(clinic: ClinicDesk) -> list[CountCheck]:
    """What was compared last."""
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    return list(chart.checks)


async def test_where_we_count_more_the_first_session_beyond_theirs_is_named(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say(TOLD.format(2))
    assert reply.headline == "OAK-12 · the payer's portal counts 2, you count 4"
    told = words(reply)
    assert "If they have your first 2, the counts part on Mon Nov 2, 2026, with session 3." in told
    assert "Lag of claims: 2 visits of the last 30 days may not be in their count yet" in told
    assert "session 3, Nov 2; session 4, Nov 12" in told
    assert "2. Mon Oct 12, 2026, 20561: counts, 2." in told
    assert "3. Mon Nov 2, 2026, 20561: counts, 3, past theirs." in told
    assert await compared(clinic) == []
    assert reply.small_print == "Nothing was changed yet."


async def test_where_they_count_more_what_we_left_out_is_named(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-12 20 visits from 10/1 until 12/31")
    await clinic.say("/session void OAK-12 2 because wrong day")
    await clinic.say("/session log OAK-12 20561 on 11/12 again")
    await clinic.say("/session log OAK-12 20561 on 11/13 self-pay")
    await clinic.say("/caps book OAK-12 11/18")
    told = words(await clinic.say(TOLD.format("5 of authorization 1")))
    assert "They have 2 more by Nov 20, 2026; your last one of it is Thu Nov 12, 2026." in told
    for cause in (
        "Void here, and perhaps billed: session 2, Oct 12.",
        "Sessions of one day: one visit here, and theirs may count each (session 5, Nov 12).",
        "Paid by the patient, so not counted here, and perhaps billed: session 6, Nov 13.",
        "Booked, and nothing is logged: Wed Nov 18, 2026.",
        "Visits elsewhere, or before the first session here, are in a payer's count alone.",
    ):
        assert cause in told, cause


@pytest.mark.parametrize(
    ("logged", "cause"),
    [
        pytest.param("97161 on 11/16", "Evaluations count here", id="an evaluation"),
        pytest.param("20561 on 11/16 again", "", id="nothing"),
    ],
)
async def test_an_evaluation_may_be_why(clinic: ClinicDesk, logged: str, cause: str) -> None:
    await clinic.say(f"/session log OAK-12 {logged}")
    told = words(await clinic.say(TOLD.format(3)))
    assert ("Evaluations count here" in told) is bool(cause)


async def test_an_evaluation_counts_here_where_a_noted_total_is_more(clinic: ClinicDesk) -> None:
    await clinic.say("/session log OAK-12 97161 on 11/18")
    await clinic.say(TOLD.format(9) + " take theirs")
    reply = await clinic.say(TOLD.format(7))
    assert "Evaluations count here, and some payers leave them out" in words(reply)


async def test_visits_made_elsewhere_are_in_our_count(clinic: ClinicDesk) -> None:
    await clinic.say("/session balance OAK-12 3 as of 10/1 from another clinic")
    told = words(await clinic.say(TOLD.format(4)))
    assert "the payer's portal counts 4, you count 7" in told
    assert "3 visits made elsewhere are in your count." in told


async def test_keep_ours_changes_no_count_and_is_noted(clinic: ClinicDesk) -> None:
    reply = await clinic.say(TOLD.format(2))
    kept = await clinic.say(button(reply, "Keep ours: 4"))
    assert kept.headline == "OAK-12 · yours kept"
    assert await used(clinic) == 4
    (check,) = await compared(clinic)
    assert (check.theirs, check.ours, check.outcome, check.look_on) == (2, 4, "kept", None)


async def test_take_theirs_is_a_balance(clinic: ClinicDesk) -> None:
    reply = await clinic.say(TOLD.format(9))
    await clinic.say(button(reply, "Take theirs: 9"))
    assert await used(clinic) == 9
    await clinic.say("/session log OAK-12 20561")
    assert await used(clinic) == 10
    again = await clinic.say(TOLD.format(9))
    assert again.headline == "OAK-12 · the counts agree", "it is in the count already"
    assert "With a total that was noted, 10 are used" not in words(again)


async def test_ours_is_kept_after_theirs_was_taken(clinic: ClinicDesk) -> None:
    await clinic.say(TOLD.format(9) + " take theirs")
    kept = await clinic.say(TOLD.format(9) + " keep ours")
    assert "The total that was noted of it is taken back." in words(kept)
    assert await used(clinic) == 4
    await clinic.say("/session undo")
    assert await used(clinic) == 9


async def test_another_total_stays_where_ours_is_kept(clinic: ClinicDesk) -> None:
    await clinic.say(TOLD.format(9) + " take theirs")
    other = await clinic.say("/caps check OAK-12 7 as of 11/22 from payer by phone")
    assert "With a total that was noted, 9 are used here; without it 4." in words(other)
    kept = await clinic.say(button(other, "Keep ours: 9"))
    assert "9 stay used, by another total that was noted" in words(kept)


async def test_its_details_stand_open_and_lead_no_further(clinic: ClinicDesk) -> None:
    reply = await clinic.glance(TOLD.format(2))
    opened = await clinic.glance(reply.details_command)
    assert opened.details is None
    assert "Session by session" in words(opened)
    assert "Details" not in {choice.label for choice in opened.steps}
    whole = await clinic.glance("/session show OAK-12 details")
    assert whole.details is None
    assert "I did not use" not in words(whole)


async def test_undo_names_a_day_and_a_source_once(clinic: ClinicDesk) -> None:
    await clinic.say(TOLD.format(9) + " take theirs")
    undone = await clinic.say("/session undo")
    assert words(undone).count("as of Nov 20, 2026, from the payer's portal") == 1


async def test_of_both_words_one_is_asked_for(clinic: ClinicDesk) -> None:
    reply = await clinic.say(TOLD.format(9) + " take theirs keep ours")
    assert reply.small_print == "Nothing was changed yet."
    assert {"Keep ours: 4", "Take theirs: 9"} <= {c.label for c in reply.choices}
    assert await compared(clinic) == []


async def test_a_weekend_is_no_day_to_look_again(clinic: ClinicDesk) -> None:
    clinic.later(days=6)  # a Sunday
    reply = await clinic.say(TOLD.format(2))
    assert button(reply, "Look again in two weeks").endswith("look again on 2026-12-14")


async def test_a_lower_count_is_noted_and_ours_stays(clinic: ClinicDesk) -> None:
    reply = await clinic.say(TOLD.format(2))
    noted = await clinic.say(button(reply, "Note theirs, 4 stays"))
    assert "4 stays: a count is not lower than what is logged or was told here." in words(noted)
    assert await used(clinic) == 4


async def test_of_two_totals_the_button_says_what_would_stand(clinic: ClinicDesk) -> None:
    await clinic.say(TOLD.format(9) + " take theirs")
    later = await clinic.say("/caps check OAK-12 7 as of 11/21 from portal")
    await clinic.say(button(later, "Take theirs: 7"))
    assert await used(clinic) == 7, "the same source's later word"
    other = await clinic.say("/caps check OAK-12 5 as of 11/22 from payer by phone")
    await clinic.say(button(other, "Note theirs, 7 stays"))
    assert await used(clinic) == 7


async def test_look_again_comes_back_in_two_weeks_until_it_is_settled(clinic: ClinicDesk) -> None:
    reply = await clinic.say(TOLD.format(2))
    waits = await clinic.say(button(reply, "Look again in two weeks"))
    assert "From Mon Dec 7, 2026 on it is in the digest" in words(waits)
    assert "compare" not in words(await clinic.say("/session today")).casefold()
    clinic.later(days=14)
    evening = await clinic.say("/session today")
    assert "OAK-12: the payer's portal counted 2 as of Nov 20, 2026, you 4." in words(evening)
    assert button(evening, "Compare OAK-12") == "/caps check OAK-12"
    clinic.later(days=10)
    assert "Counts to compare again" in words(await clinic.say("/session today"))
    agreed = await clinic.say("/caps check OAK-12 4 from portal")
    assert agreed.headline == "OAK-12 · the counts agree"
    assert "Counts to compare again" not in words(await clinic.say("/session today"))
    assert "both count the same" in words(await clinic.say("/session show OAK-12"))


async def test_since_when_they_agreed_is_told(clinic: ClinicDesk) -> None:
    await clinic.say("/caps check OAK-12 3 as of 11/5 from portal")
    assert "As of Nov 5, 2026 both counted 3." in words(await clinic.say(TOLD.format(3)))


async def test_undo_takes_a_comparison_back_with_its_balance(clinic: ClinicDesk) -> None:
    await clinic.say(TOLD.format(2) + " look again in 2 weeks")
    before = await compared(clinic)
    await clinic.say(TOLD.format(9) + " take theirs")
    await clinic.say("/session undo")
    assert await compared(clinic) == before
    assert await used(clinic) == 4
    await clinic.say("/session undo comparison with 2 of OAK-12")
    assert await compared(clinic) == []


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        pytest.param("OAK-12", "How many visits does the payer count?", id="no number"),
        pytest.param("OAK-12 9", "Who says so?", id="no source"),
        pytest.param("OAK-12 9 as of 11/30 from portal", "is still to come", id="to come"),
        pytest.param("OAK-12 9 from call and 3 left", "9 used, or 3 left?", id="two numbers"),
        pytest.param("OAK-12 9 units from portal", "visits, not timed units", id="units"),
        pytest.param("OAK-12 9 zorblat from portal", "I did not understand “zorblat”", id="a word"),
        pytest.param("OAK-12 2 from portal look again on 11/1/2028", "next six months", id="far"),
        pytest.param("OAK-12 30 left from portal", "more than the 20 that it allows", id="left"),
        pytest.param("OAK-12 9 of authorization from portal", "of which limit?", id="no such one"),
        pytest.param("OAK-99 9 from portal", "There is no alias OAK-99", id="nobody"),
    ],
)
async def test_what_is_asked_back_notes_nothing(clinic: ClinicDesk, typed: str, asked: str) -> None:
    assert asked in words(await clinic.say(f"/caps check {typed}"))
    assert await compared(clinic) == []


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("OAK-12 16 left as of 11/20 from portal", id="left"),
        pytest.param("OAK-12 4 used and 16 left as of 11/20 from portal", id="used and left"),
        pytest.param("OAK-12 4 per calendar year as of 11/20 from portal", id="per year"),
        pytest.param("OAK-12 4 as of 11/20 portal", id="no from"),
        pytest.param("OAK-12 portal says 4 as of 11/20", id="says"),
        pytest.param("oak 12 4 used 11/20 per portal", id="per"),
    ],
)
async def test_the_same_count_in_other_words(clinic: ClinicDesk, typed: str) -> None:
    reply = await clinic.say(f"/caps check {typed}")
    assert reply.headline == "OAK-12 · the counts agree"


async def test_of_several_limits_it_is_asked_which(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-12 8 visits from 10/1 until 12/31")
    asked = await clinic.say(TOLD.format(2))
    names = ["Cap of 20 per calendar year", "Authorization 1"]
    assert [c.label for c in asked.choices] == names, "as a balance asks"
    reply = await clinic.say(asked.choices[1].command)
    assert "by 8 visits authorized, Oct 1, 2026 to Dec 31, 2026." in words(reply)
    await clinic.say("/session authorize OAK-12 6 visits from 10/1 until 12/31 as well")
    asked = await clinic.say(TOLD.format(2))
    assert [c.label for c in asked.choices] == [*names, "Authorization 2"]
    assert "counts 2" in (await clinic.say(asked.choices[1].command)).headline


async def test_a_question_for_the_limit_keeps_the_day(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-12 8 visits from 10/1 until 12/31")
    await clinic.say("/session authorize OAK-12 6 visits from 10/1 until 12/31 as well")
    asked = await clinic.say("/caps check OAK-12 2")
    assert all("as of 2026-11-23" in choice.command for choice in asked.choices)


async def test_where_only_needling_is_counted_other_codes_are_named(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-13 medicare for low back pain")
    await desk.say("/session log OAK-13 20560 on 11/2")
    await desk.say("/session log OAK-13 97110 on 11/4")
    await desk.say("/session log OAK-13 97161 on 11/5")
    await desk.say("/session void OAK-13 3 because wrong day")
    reply = await desk.say("/caps check OAK-13 4 of 20 per year as of 11/20 from portal")
    told = words(reply)
    assert "Other codes do not draw on it here" in told
    assert "session 2, Nov 4" in told
    assert "Void here" not in told
    assert "of 20 per year" in button(reply, "Keep ours: 1")


async def test_a_number_that_our_sessions_alone_make_does_not_agree_with_a_noted_total(
    clinic: ClinicDesk,
) -> None:
    await clinic.say(TOLD.format(7) + " take theirs")
    assert "the counts agree" in (await clinic.say(TOLD.format(7))).headline
    reply = await clinic.say(TOLD.format(4))
    assert reply.headline == "OAK-12 · the payer's portal counts 4, you count 7"
    told = words(reply)
    assert "With a total that was noted, 7 are used here; without it 4." in told
    assert "Your sessions alone are as many as theirs" in told
    back = await clinic.say(button(reply, "Take the total back: 4"))
    assert "The total that was noted of it is taken back." in words(back)
    assert await used(clinic) == 4
    assert (await compared(clinic))[-1].ours == 4
    assert "the counts agree" in (await clinic.say(TOLD.format(4))).headline


async def test_a_letter_alone_is_nobody_s(clinic: ClinicDesk) -> None:
    asked = await clinic.say("/caps check OAK-12 3 as of 11/20 from letter")
    assert "Who says so?" in words(asked)
    told = await clinic.say("/caps check OAK-12 3 as of 11/20 from approval letter")
    assert told.headline.startswith("OAK-12 · the payer counts 3")


@pytest.mark.parametrize("verb", ["session balance", "caps check"])
async def test_what_is_left_of_a_limit_that_opens_in_steps_is_asked(
    clinic: ClinicDesk, verb: str
) -> None:
    await clinic.say("/session new ELM-3 payer medicare for chronic low back pain")
    reply = await clinic.say(f"/{verb} ELM-3 3 left of 20 per year as of 11/20 from portal")
    assert reply.headline == "3 left of 12, or of 20?"
    assert [choice.label for choice in reply.choices] == ["Of 12: 9 used", "Of 20: 17 used"]
    for number, choice in zip((9, 17), reply.choices, strict=True):
        assert f"ELM-3 {number} used of 20 per year" in choice.command
    beyond = await clinic.say(f"/{verb} ELM-3 21 left of 20 per year as of 11/20 from portal")
    assert beyond.headline == "21 left is more than the 20 that it allows."
    await clinic.say(f"/{verb} ELM-3 15 left of 20 per year as of 11/20 from portal")
    assert clinic.answered, "of 20 it must be"


async def test_a_day_that_comes_soon_is_offered_for_no_last_year(clinic: ClinicDesk) -> None:
    soon = await clinic.say("/session log OAK-12 20560 tomorrow")
    assert not any("2025" in choice.command for choice in soon.choices)
    later = await clinic.say("/session log OAK-12 20560 on 12/30")
    assert any("2025-12-30" in choice.command for choice in later.choices)


async def test_what_a_portal_says_of_an_authorization_after_its_end_is_counted(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-13 payer cigna")
    await desk.say("/session authorize OAK-13 8 visits from 9/1/26 until 10/15/26")
    await desk.log("OAK-13", date(2026, 9, 8), date(2026, 10, 6))
    taken = words(await desk.say("/caps check OAK-13 6 as of 11/20 from portal take theirs"))
    assert "6 of 8 visits used; 2 lapsed on Oct 15, 2026" in taken
    assert "stays" not in taken


async def test_a_count_of_a_day_outside_the_window_changes_none_and_says_why(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-13 payer ohio bwc")
    await desk.log("OAK-13", date(2026, 6, 2), date(2026, 6, 4))
    told = "6 used of 12 per first 60 days of care as of 11/20 from portal take theirs"
    taken = words(await desk.say(f"/caps check OAK-13 {told}"))
    assert "2 stays: Nov 20, 2026 is outside the window that is counted." in taken


async def test_a_visit_after_the_day_that_was_compared_is_no_total(clinic: ClinicDesk) -> None:
    await clinic.say("/session balance OAK-12 3 elsewhere as of 10/1/26 from patient")
    kept = words(await clinic.say("/caps check OAK-12 8 used as of 11/11/26 from portal keep ours"))
    assert "as of Nov 11, 2026, you 6: yours is kept." in kept
    assert "7 visits used by now, 1 of them after Nov 11, 2026." in kept
    assert "another total" not in kept

"""Days that are counted from one that was typed: the end of a length, of an appeal, of a year."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        pytest.param(
            "notice dated 10/1/2026, we get 45 days to answer, last day?",
            "45 days from Oct 1, 2026 end on Nov 15, 2026, a Sunday that is past",
            id="a notice",
        ),
        pytest.param(
            "60 days from 9/28/2026 is what day",
            "60 days from Sep 28, 2026 end on Nov 27, 2026, a Friday, 4 days from today",
            id="soon",
        ),
        pytest.param(
            "started needling 10/12/26 and it is for 8 weeks, when does that run out",
            "8 weeks from Oct 12, 2026, that day counted, end on Dec 6, 2026",
            id="weeks of visits",
        ),
        pytest.param(
            "10 business days after Nov 20 2026, due when",
            "10 business days from Nov 20, 2026, federal holidays left out, end on Dec 7, 2026",
            id="over Thanksgiving",
        ),
        pytest.param(
            "denied 1/31/2026 with 6 months to contest, deadline is when",
            "6 months from Jan 31, 2026 end on Jul 31, 2026",
            id="months",
        ),
        pytest.param(
            "day 30 for an eval on 11/2/26, which date",
            "30 days from Nov 2, 2026, that day counted, end on Dec 1, 2026",
            id="a numbered day",
        ),
        pytest.param(
            "corrected claim is due in 30 days from the EOB of 11/4/2026, how many days left",
            "30 days from Nov 4, 2026 end on Dec 4, 2026, a Friday, 11 days from today",
            id="days that are left",
        ),
        pytest.param(
            "they gave us 45 days to respond, letter date 10/12/2026",
            "45 days from Oct 12, 2026 end on Nov 26, 2026, a Thursday (Thanksgiving Day)",
            id="days that were given, up to a holiday",
        ),
        pytest.param(
            "what is the 14th day after today",
            "14 days from today, Nov 23, 2026: Dec 7, 2026, a Monday.",
            id="a day by its number from today",
        ),
        pytest.param(
            "which date is two weeks from now, i owe them 14 days",
            "2 weeks from today, Nov 23, 2026: Dec 7, 2026, a Monday.",
            id="two ways to say one length",
        ),
        pytest.param(
            "a claim of 10/3/2025 was never billed. 365 days?",
            "365 days from Oct 3, 2025 end on Oct 3, 2026, a Saturday that is past",
            id="a claim and its days",
        ),
        pytest.param(
            "records letter dated jan 20, 30 days to send, when's that",
            "30 days from Jan 20, 2026 end on Feb 19, 2026, a Thursday that is past",
            id="a letter is never of a day to come",
        ),
    ],
)
async def test_the_end_of_a_length_from_a_day_leads(desk: FrontDesk, typed: str, ends: str) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.lines[0].text.startswith(ends)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("does medicare say 12 visits in 90 days from 9/1/26 on", id="no end is asked"),
        pytest.param("seen 9/1/26, she had pain for 12 weeks, is that chronic", id="of pain"),
        pytest.param("last day 30 days before 9/1/26", id="before a day, and no thirtieth day"),
        pytest.param("60 days in advance of 12/1/26, what date is that", id="in advance of a day"),
        pytest.param("seen every 2 weeks from 9/1/26, when is her last day", id="how often"),
        pytest.param("60 or 65 days for uhc from 9/1/26, when is it over", id="two lengths"),
        pytest.param("90 days from when, for medicare", id="no day"),
        pytest.param("claim 9/1/26 is 60 days old, when do they pay", id="an age"),
        pytest.param(
            "uhc gave us 8 visits in 90 days, started 9/1/26", id="visits that were given"
        ),
    ],
)
async def test_no_end_is_counted_that_was_not_asked_for(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert not any(" end on " in line.text for line in reply.lines)


async def test_where_nothing_else_is_held_the_day_alone_is_told(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask auth began 10/19/26 good for 45 days. what's its last day")

    assert reply.headline == "45 days from Oct 19, 2026"
    assert reply.lines[0].text.startswith(
        "45 days from Oct 19, 2026, that day counted, end on Dec 2"
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param(
            "medicare redetermination cutoff, ra dated jan 30",
            "It cannot end before May 30, 2026: that day is past",
            id="redetermination",
        ),
        pytest.param(
            "cigna notice dated feb 4, how long do we have to appeal",
            "It ends on Aug 3, 2026, counted from Feb 4, 2026",
            id="told before",
        ),
        pytest.param(
            "cigna disputes: eob dated feb 4, closes when",
            "It ends on Aug 3, 2026, counted from Feb 4, 2026",
            id="disputes",
        ),
        pytest.param(
            "va determination came jan 6, until when can we appeal",
            "It ends on Apr 6, 2026, counted from Jan 6, 2026",
            id="came",
        ),
        pytest.param(
            "tricare remit from feb 12, what is the appeal deadline",
            "It ends on May 13, 2026, counted from Feb 12, 2026",
            id="remit",
        ),
    ],
)
async def test_a_notice_without_a_year_lies_behind(desk: FrontDesk, typed: str, told: str) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert told in reply.lines[0].text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param(
            "when does the medicare year of 20 start over, first visit 3/17/26",
            ["a new year not before Mar 1, 2027"],
            id="first visit",
        ),
        pytest.param(
            "medicare year of 20: began june 22, 9 used, how many remain",
            ["a new year not before Jun 1, 2027", "9 used: 3 left of the first 12"],
            id="in the first block",
        ),
        pytest.param(
            "medicare 20 a year, 16 used, started 1/8/26, how many left and when does it reset",
            ["a new year not before Jan 1, 2027", "16 used: 4 left in that year, only if"],
            id="in the second block",
        ),
        pytest.param(
            "all 20 medicare visits used, first one 5/4/26, when is the new year",
            ["a new year not before May 1, 2027"],
            id="used up",
        ),
    ],
)
async def test_medicares_year_runs_from_the_first_visit_that_is_told(
    desk: FrontDesk, typed: str, told: list[str]
) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.headline == "When does the Medicare year of 20 visits start?"
    for at, said in enumerate(told):
        assert said in reply.lines[at].text


@pytest.mark.parametrize(
    "typed",
    [
        "the claim went out as 2/30/2026 and bounced, what do i do",
        "therapist charted june 31 2026, how is the note mended",
        "clearinghouse returned a 20561 with dos 4/31/26",
        "paid claim shows feb 29 2027, resubmit or leave it",
    ],
)
async def test_a_date_that_cannot_be_is_mended_on_the_claim(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.headline.endswith("is not a date in the calendar.")
    assert reply.lines[0].text.startswith("Do not guess: take the true day")
    assert reply.lines[-1].text.startswith("If it was only typed so here: write it")


@pytest.mark.parametrize("typed", ["does aetna pay on 2/30/2026", "uhc 20560 dos 2/30/2026"])
async def test_a_date_that_cannot_be_of_no_claim_is_asked_again(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.refused
    assert not any("Do not guess" in line.text for line in reply.lines)


@pytest.mark.parametrize(
    "typed",
    [
        "plan year is oct to sept, are her visits new on jan 1",
        "benefit year ends in june. january reset or not",
        "district plan renews each september, do limits start over at new year",
    ],
)
async def test_no_plan_of_another_year_is_told_to_reset_in_january(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert not any(line.text.startswith("On Jan 1") for line in reply.lines)


async def test_a_yearly_limit_goes_by_the_plans_own_year(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask When do calendar-year visit limits reset?")

    assert "Jul 1 for a plan that runs July to June" in reply.lines[0].text

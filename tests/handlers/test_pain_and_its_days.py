"""Which back pain is chronic, what it comes from, and whole months, weeks and years of service."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.position import Verdict
from models.wording import phrases
from tests.handlers.front_desk import FrontDesk, words

NOT_COVERED = phrases.VERDICTS[Verdict.NOT_COVERED]
CONDITIONALLY = phrases.VERDICTS[Verdict.COVERED_WITH_CONDITIONS]


@pytest.mark.parametrize(
    "typed",
    [
        "medicare lbp 5 wks, md bills",
        "medicare back pain x 3 weeks by MD",
        "medicare low back pain under 12 weeks",
        "medicare <12 weeks lbp 20560",
        "medicare 20561 back pain started about 2 months ago by NP",
        "medicare 4 week old low back pain",
        "medicare back pain from bone mets",
        "medicare lumbar pain w/ ankylosing spondylitis by physician",
    ],
)
async def test_a_new_back_pain_or_one_of_a_disease_is_not_medicares_chronic_one(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.badge == NOT_COVERED
    assert "chronic low back pain only" in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "medicare lbp x 14 weeks by MD",
        "medicare low back pain for 2 years, physician",
        "medicare chronic lbp, 6 weeks of rehab so far, by MD",
        "medicare back pain 12 visits in 90 days",
        "medicare low back pain by MD, hx of breast cancer",
        "medicare back pain by MD no cancer",
    ],
)
async def test_a_back_pain_of_twelve_weeks_stays_what_the_rule_is_about(
    desk: FrontDesk, typed: str
) -> None:
    assert (await desk.say(f"/coverage {typed}")).badge == CONDITIONALLY


@pytest.mark.parametrize(
    "typed",
    [
        "medicare pt has chronic low back pain, MD needles",
        "medicare pt with sciatica by MD",
        "bcbsnc pt has a script for neck pain",
    ],
)
def test_whoever_has_a_complaint_is_the_patient(desk: FrontDesk, typed: str) -> None:
    read = desk.reader.read(typed, date(2026, 11, 23))
    assert str(read.profession) != "PT"


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("2020", "2020"),
        ("2023-2024", "Jan 1, 2023 to Dec 31, 2024"),
        ("2022-23", "Jan 1, 2022 to Dec 31, 2023"),
        ("dos next feb", "Feb 1, 2027 to Feb 28, 2027"),
        ("next november", "Nov 1, 2027 to Nov 30, 2027"),
        ("last november", "Nov 1, 2025 to Nov 30, 2025"),
        ("in march", "Mar 1, 2026 to Mar 31, 2026"),
        ("in november", "Nov 1, 2026 to Nov 30, 2026"),
        ("next year", "2027"),
        ("next month", "Dec 1, 2026 to Dec 31, 2026"),
        ("next quarter", "Jan 1, 2027 to Mar 31, 2027"),
        ("next week", "Nov 30, 2026 to Dec 6, 2026"),
        ("next tuesday", "November 24, 2026"),
        ("coming friday", "November 27, 2026"),
        ("CY2023", "2023"),
        ("Q2 24", "Apr 1, 2024 to Jun 30, 2024"),
        ("June 15 - July 15, 2022", "Jun 15, 2022 to Jul 15, 2022"),
        ("dos Dec 28 thru Jan 3 2023", "Dec 28, 2022 to Jan 3, 2023"),
        ("week of 3/4/2024", "Mar 4, 2024 to Mar 10, 2024"),
    ],
)
async def test_whole_weeks_months_and_years_are_days_of_service(
    desk: FrontDesk, typed: str, days: str
) -> None:
    assert (await desk.say(f"/coverage cigna 20560 {typed}")).headline.endswith(f" · for {days}")


@pytest.mark.parametrize("typed", ["2021", "2020-2022", "week of 6/28/2021"])
async def test_days_within_which_a_rule_changed_are_asked_back(desk: FrontDesk, typed: str) -> None:
    assert (await desk.say(f"/coverage bcbs alabama 20561 {typed}")).lines[0].text == (
        "BCBS Alabama changed its rule within those days."
    )


@pytest.mark.parametrize(
    "typed",
    [
        "aetna cpb 0135",
        "teamsters local 2020 fund",
        "cigna policy 2021",
        "bcbs al next visit",
        "cigna may we bill",
    ],
)
async def test_numbers_of_other_things_are_no_year(desk: FrontDesk, typed: str) -> None:
    assert " · for " not in (await desk.say(f"/coverage {typed} 20560")).headline


async def test_the_number_of_a_policy_begins_no_date(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage aetna cpb 0135 2018 20560")
    assert reply.headline.startswith("Aetna · 20560")


@pytest.mark.parametrize(
    "typed", ["neck and low back pain", "lbp and shoulder pain", "neck pain, lbp"]
)
async def test_of_two_pains_that_are_ruled_apart_one_is_asked_for(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/coverage medicare {typed} by MD")
    assert reply.headline == "For which condition?"
    assert (await desk.say(f"/coverage cigna {typed}")).badge == NOT_COVERED

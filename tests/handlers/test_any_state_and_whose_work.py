"""Medicaid over all states, a federal worker's comp, and the day of a denial that is appealed."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    "typed",
    [
        "does any state medicaid pay for dry needling",
        "does any state medicaid cover a PT for needling",
        "will every state medicaid pay for needling",
        "does some state medicaid cover 20561",
        "do all state medicaid programs cover dry needling",
        "which states' medicaid covers dry needling",
    ],
)
async def test_medicaid_of_any_state_is_answered_over_all(desk: FrontDesk, typed: str) -> None:
    assert "Unknown in every state" in words(await desk.glance(f"/ask {typed}"))


async def test_one_state_s_medicaid_is_its_own(desk: FrontDesk) -> None:
    told = words(await desk.glance("/ask does any texas medicaid plan pay for needling"))
    assert "Texas Medicaid" in told


@pytest.mark.parametrize(
    "typed",
    [
        "owcp federal employee needling",
        "FECA, postal worker, 20561",
        "dol owcp usps employee knee needling by PT",
        "government worker on feca 20560",
        "postal employee, OWCP claim, does it pay needling",
        "federal worker (usps), owcp, shoulder",
    ],
)
async def test_whoever_works_for_the_government_names_no_plan(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline.startswith("DOL OWCP / FECA")
    assert "FEHB" not in words(reply)


async def test_a_plan_beside_the_injury_is_kept(desk: FrontDesk) -> None:
    told = words(await desk.glance("/ask federal employee with fehb and owcp 20560"))
    assert "FEHB" in told
    assert "OWCP" in told


@pytest.mark.parametrize(
    "typed",
    [
        "/ask denial date 3/12/26, cigna, how long for appeal",
        "/denial date 3/12/26, cigna, how long for appeal",
        "/denial dated 3/12/26 cigna, how long can we appeal",
        "/denial date of denial 3/12/26, cigna, last day to appeal",
        "/ask denial 3/12/26 from cigna, appeal deadline",
        "/ask cigna denial date 3/12/26, how long for appeal",
    ],
)
async def test_the_day_of_a_denial_is_no_day_of_service(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.glance(typed))
    assert "Cigna: 180 days" in told
    assert "2 questions" not in told
    assert "I hold nothing on code" not in told
    assert "· for March" not in told


@pytest.mark.parametrize(
    "typed",
    [
        "wellcare medicare advantage, low back 20 weeks, how many visits",
        "devoted health 20560 chronic low back how many visits",
        "alignment medicare advantage LBP by MD, visits allowed?",
        "humana medicare advantage chronic low back how many sessions 20560",
        "how many visits does wellcare MA allow for needling of the back",
        "scan health plan medicare advantage visit limit 20561 back pain",
    ],
)
async def test_an_advantage_plan_without_facts_tells_what_the_rule_counts(
    desk: FrontDesk, typed: str
) -> None:
    told = words(await desk.glance(f"/ask {typed}"))
    assert "12 visits in 90 days" in told
    assert "at most 20 a year" in told


@pytest.mark.parametrize(
    "typed",
    [
        "spt on rotation with her CI watching, hip tightness",
        "student and clinical instructor watching, cash visit",
        "dpt student needles while ci watches, calf",
    ],
)
async def test_a_student_under_watch_is_a_student(desk: FrontDesk, typed: str) -> None:
    assert "May a student needle?" in words(await desk.glance(f"/ask {typed}"))

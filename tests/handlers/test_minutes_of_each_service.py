"""Minutes of needling, of evaluations and of the visit, told beside those of timed codes."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "needling", "timed"),
    [
        ("20560 97110 12 min needling 20 min exercise", 12, 20),
        ("20561 97140 12 min dn 23 min manual", 12, 23),
        ("97112 97110 20560 53 min incl 8 min needling", 8, 45),
        ("97110 20561 30 mins total incl 10 needling", 10, 20),
        ("20560 97110 97112 40 min with 12 needling", 12, 28),
        ("97140 15 min w 10 min needling", 10, 15),
        ("eval 30 min needling 10 min therex 10", 10, 10),
        ("97161 30 min, 97110 15 min, 20560 10 min", 10, 15),
        ("hot pack 10 min, 97140 20 min, needling 10 min", 10, 20),
        ("50 min total, 97161 25 min, 97110 and 20560 10 min", 10, 15),
        ("48 min with patient, 18 needling the rest exercise", 18, 30),
        ("45 min visit, 15 min needling rest manual how many units", 15, 30),
        ("97140 15 min, 10 min 20561", 10, 15),
    ],
)
async def test_minutes_count_for_the_service_that_they_are_told_of(
    desk: FrontDesk, typed: str, needling: int, timed: int
) -> None:
    told = words(await desk.say(f"/cpt {typed}"))
    assert f"its {needling} minutes do not count" in told
    assert f"{timed} timed minutes in all" in told


@pytest.mark.parametrize(
    ("typed", "timed"),
    [
        ("97140 20561 25 min of it manual", 25),
        ("97140 20561, manual was 8 min", 8),
        ("97012 10 min 97110 23 min 20560", 23),
        ("G0283 15 min, 97140 15 min, 20561", 15),
    ],
)
async def test_no_minutes_are_taken_for_needling_that_are_told_of_another_service(
    desk: FrontDesk, typed: str, timed: int
) -> None:
    told = words(await desk.say(f"/cpt {typed}"))
    assert f"{timed} timed minutes in all" in told
    assert "Needling is not timed, and its minutes do not count" in told


async def test_minutes_of_the_whole_visit_behind_a_needling_code_are_asked_back(
    desk: FrontDesk,
) -> None:
    told = words(await desk.say("/cpt 97110 x2 97140 x1 20561, 38 min hands on total"))
    assert "take its minutes out of the 38 first" in told
    assert "none of the 38 may be other work" in told


async def test_minutes_that_somebody_needled_for_are_no_other_works(desk: FrontDesk) -> None:
    told = words(await desk.say("/cpt hour visit, 97110 97140 and needled for 15 min"))
    assert "its 15 minutes do not count" in told

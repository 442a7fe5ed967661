"""Minutes listed before services, with those of the visit: which count, and for which codes."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "needling", "timed", "codes"),
    [
        ("53 min visit, 20 needling 20 ther ex 13 manual. units", 20, 33, "97110 and 97140"),
        ("45 mins: 8 manual 15 nmr 22 needling units?", 22, 23, "97112"),
        ("60 minute session: 15 manual, 30 exercise, 15 dn. how many units", 15, 45, "97110"),
        ("38 min total, 10 dn 28 therex, what do i bill", 10, 28, "97110"),
        ("50 minutes - 20 manual 10 needling 20 nmr how many units", 10, 40, "97112"),
        ("one hour slot 55 min, 15 needling, 25 exercise and 15 manual, units", 15, 40, "97140"),
        ("40 min appt, 12 dn 28 therex units", 12, 28, "97110"),
        ("15 min dn and 10 manual, units?", 15, 10, "97140"),
    ],
)
async def test_listed_minutes_are_those_of_the_services(
    desk: FrontDesk, typed: str, needling: int, timed: int, codes: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    told = words(reply)
    assert f"its {needling} minutes do not count" in told
    assert f"{timed} timed minutes in all" in told
    assert codes in reply.headline


async def test_no_timed_minutes_are_left_out_beside_others(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask 8 min exercise and 10 manual units medicare"))
    assert "18 timed minutes in all" in told

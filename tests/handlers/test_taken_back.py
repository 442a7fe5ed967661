"""What is taken back is not asked: a day typed wrong, an aspect dropped, and who disagrees."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("/coverage cigna 20560 dos 4/1/2026 no 4/2/2026", "April 2, 2026"),
        ("/coverage cigna 20560 on 4/1/2025, sorry 4/1/2026", "April 1, 2026"),
        ("/ask does cigna cover 20560 on 4/1/2026, i mean 4/3/2026", "April 3, 2026"),
        ("/coverage cigna 20561 april 4 2026, no wait april 5 2026", "April 5, 2026"),
        ("/coverage cigna 20560 4/6/2026 oops its 4/7/2026", "April 7, 2026"),
        ("/coverage cigna 20560 dos 4/1/2026, make that 4/8/2026", "April 8, 2026"),
    ],
)
async def test_the_day_that_is_meant_counts(desk: FrontDesk, typed: str, day: str) -> None:
    assert day in (await desk.say(typed)).headline


async def test_two_days_are_still_two(desk: FrontDesk) -> None:
    headline = (await desk.say("/coverage cigna 20560 4/1/2026 and 4/2/2026")).headline
    assert "Apr 1, 2026 to Apr 2, 2026" in headline


@pytest.mark.parametrize(
    "typed",
    [
        "/state ME consent no just ME",
        "/state GA telehealth, no wait, just GA",
        "/state nebraska supervision nope just nebraska",
        "/state OH hours actually just OH",
        "/state maine pta. sorry, only maine",
        "/state IA referral, I mean just IA",
    ],
)
async def test_only_what_is_said_again_is_asked(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(typed)
    assert reply.headline.endswith("· physical therapist")
    assert "I hold nothing on" not in words(reply)


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("is NY a no for PTs? our hire from florida doesnt believe me", "New York"),
        ("ATs in ohio ok to needle? a coach disagrees", "Ohio"),
        ("may chiros needle in alabama? patient from georgia insists otherwise", "Alabama"),
        ("can PTs needle in texas. friend in nevada argues with me", "Texas"),
        ("PTA needling in NJ ok? the pt from ohio doesn't buy it", "New Jersey"),
        ("does iowa let PTs needle? colleague in maine disagrees with us", "Iowa"),
    ],
)
async def test_who_disagrees_asks_nothing(desk: FrontDesk, typed: str, headline: str) -> None:
    assert (await desk.say(f"/ask {typed}")).headline.startswith(f"{headline} ·")


@pytest.mark.parametrize(
    "typed",
    [
        "what does medicare pay for 20561 in my zip",
        "what does medicare pay for 20560 in our town",
        "how much does medicare pay for 20561 in my locality",
        "what is 20560 worth at medicare in my zipcode",
        "medicare rate for 20561, rural county",
        "fee for 20560 by medicare in this locality",
    ],
)
async def test_amounts_differ_by_place(desk: FrontDesk, typed: str) -> None:
    assert "localit" in words(await desk.glance(f"/ask {typed}"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "redetermination lost on 1/15/2026, days for the next level",
            "within 180 days of receipt",
        ),
        ("what is an MUE", "medically unlikely edit"),
        ("POC expired, recert signed late, ok?", "Late certification is possible"),
    ],
)
async def test_what_was_asked_in_particular_is_told(desk: FrontDesk, typed: str, told: str) -> None:
    assert told in words(await desk.glance(f"/ask {typed}"))

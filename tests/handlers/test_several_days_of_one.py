"""Several days of one alias are one button, however they are typed."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words


@pytest.fixture
async def desk(pack: FactBook) -> ClinicDesk:
    """A desk with one alias."""
    desk = ClinicDesk(pack)
    await desk.say("/session new OAK-6 payer aetna")
    return desk


@pytest.mark.parametrize(
    "days",
    [
        "9/8/26 9/15/26 9/22/26",
        "9/8/2026, 9/15/2026 and 9/22/2026",
        "Sep 8, Sep 15 and Sep 22",
        "sept 8, 15 and 22",
        "the 8 and 15 and 22 of Sep",
        "9/8/26 9/15 9/22/26",
        "9/8/26, 9/15/26, 9/22",
        "9/8 9/15, 9/22",
    ],
)
async def test_three_days_are_called_three_and_are_one_button(desk: ClinicDesk, days: str) -> None:
    asked = await desk.say(f"/session log OAK-6 20561 on {days}")
    assert asked.headline == "That names three days."
    assert button(asked, "All 3 days") == (
        "/session log OAK-6 20561 on 2026-09-08; OAK-6 20561 on 2026-09-15; "
        "OAK-6 20561 on 2026-09-22"
    )
    await desk.say(button(asked, "All 3 days"))
    assert await desk.numbers("OAK-6") == [1, 2, 3]


@pytest.mark.parametrize("days", ["oct 25 and 26", "10/25 & 26", "25 and 26 October"])
async def test_a_month_is_of_both_days_behind_it(desk: ClinicDesk, days: str) -> None:
    asked = await desk.say(f"/session log OAK-6 20561 on {days}")
    assert button(asked, "Both days") == (
        "/session log OAK-6 20561 on 2026-10-25; OAK-6 20561 on 2026-10-26"
    )


@pytest.mark.parametrize("said", ["on oct 25 and 2 units", "oct 25 and 97140", "on oct 25, 26"])
async def test_a_number_of_something_else_is_no_second_day(desk: ClinicDesk, said: str) -> None:
    told = words(await desk.say(f"/session log OAK-6 20561 {said}"))
    assert "two days" not in told
    assert "Oct 2, " not in told


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("97140 2 units oct 6 & 8", "97140 2 units on 2026-10-06"),
        ("97140 x2 on 10/6/26 10/8/26", "97140 x2 on 2026-10-06"),
        ("97140 for 10/6 & 10/8", "97140 on 2026-10-06"),
        ("97140 for neck on 10/6 & 10/8", "97140 for neck on 2026-10-06"),
        ("20561 self-pay on Oct 6 and Oct 8", "20561 self-pay on 2026-10-06"),
    ],
)
async def test_no_button_drops_the_units_or_who_pays(
    desk: ClinicDesk, typed: str, kept: str
) -> None:
    asked = await desk.say(f"/session log OAK-6 {typed}")
    assert button(asked, "Both days").startswith(f"/session log OAK-6 {kept}; OAK-6 ")


@pytest.mark.parametrize(
    ("typed", "each"),
    [
        ("97161 10/1, 20560 10/5, 20560 10/8", ["97161", "20560", "20560"]),
        ("97161 on 10/1; 20560 on 10/5", ["97161", "20560"]),
        ("97161 10/1 20560 10/5 97110 10/8", ["97161", "20560", "97110"]),
        ("10/1 97161, 10/5, 10/8 20560", ["97161", "20560", "20560"]),
        ("97161 10/1, 20560 10/5, 10/8", ["97161", "20560", "20560"]),
        ("20560, 97140 on 10/1, 97161 on Oct 5", ["20560 97140", "97161"]),
        ("20560 x2 on Oct 1 and self-pay on Oct 5", ["20560 x2", "self-pay"]),
    ],
)
async def test_each_day_keeps_the_codes_that_stand_beside_it(
    desk: ClinicDesk, typed: str, each: list[str]
) -> None:
    asked = await desk.say(f"/session log OAK-6 {typed}")
    label = "Both days" if len(each) == 2 else "All 3 days"
    days = zip(each, ("2026-10-01", "2026-10-05", "2026-10-08"), strict=False)
    rows = [f"OAK-6 {of_it} on {day}" for of_it, day in days]
    assert button(asked, label) == f"/session log {'; '.join(rows)}"
    assert button(asked, "Only Thu Oct 1") == f"/session log {rows[0]}"
    told = "; ".join(
        map(": ".join, zip(("Thu Oct 1", "Mon Oct 5", "Thu Oct 8"), each, strict=False))
    )
    assert f"nothing was logged yet. {told}." in words(asked), "what each button would log"


@pytest.mark.parametrize("said", ["20560 on 10/1 sorry 10/5", "20560 on 10/1, sorry 10/5"])
async def test_words_that_nobody_understood_are_no_codes_of_a_day(
    desk: ClinicDesk, said: str
) -> None:
    asked = await desk.say(f"/session log OAK-6 {said}")
    assert button(asked, "Only Mon Oct 5") == "/session log OAK-6 20560 on 2026-10-05"


@pytest.mark.parametrize("days", ["10/5-10/9", "10/5 to 10/9", "10/5/26 thru 10/9/26"])
async def test_a_stretch_of_days_is_called_one_and_logs_nothing(
    desk: ClinicDesk, days: str
) -> None:
    asked = await desk.say(f"/session log OAK-6 20561 on {days}")
    assert asked.headline == "That names a stretch of days, so nothing was logged."
    assert await desk.numbers("OAK-6") == []

"""A visit's day beside the days of its authorization, and the number of days between two."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param(
            "auth is 9/15/26 to 11/30/26 for 10 visits, used 6. can she come dec 4",
            "No: Dec 4, 2026 is 4 days behind the authorization's last day, Nov 30, 2026",
            id="behind its last day, with visits left",
        ),
        pytest.param(
            "authorization expires 12/31/2026, next appt jan 6 2027, fine?",
            "No: Jan 6, 2027 is 6 days behind the authorization's last day, Dec 31, 2026",
            id="over New Year",
        ),
        pytest.param(
            "our auth ended 11/6, he was seen 11/10",
            "No: Nov 10, 2026 is 4 days behind the authorization's last day, Nov 6, 2026: ask the "
            "payer at once",
            id="a visit that took place",
        ),
        pytest.param(
            "approval starts 12/7/2026, visit booked 12/2/2026",
            "No: Dec 2, 2026 lies before the authorization's first day, Dec 7, 2026",
            id="before its first day",
        ),
        pytest.param(
            "auth good 10/1/26 thru 12/15/26, 12 visits, used 9, appt dec 10",
            "Dec 10, 2026 lies within the authorization, which ends on Dec 15, 2026. By what you "
            "told 3 visits are left on it.",
            id="within it",
        ),
    ],
)
async def test_whether_a_visit_lies_within_its_authorization_leads(
    desk: FrontDesk, typed: str, told: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.lines[0].text.startswith(told)


async def test_visits_that_are_left_move_no_last_day(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask auth 9/1/26 to 11/20/26, 4 left, can he be seen nov 30")

    assert "last day, Nov 20, 2026, whatever is left on it: ask for an extension" in (
        reply.lines[0].text
    )


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("auth 9/1/26 to 11/30/26, how many visits count", id="no visit's day"),
        pytest.param("auth ends 11/30/26, seen 11/2/26 and 12/4/26", id="two visits"),
        pytest.param("12 visits 9/1/26 to 11/30/26, seen 12/2/26", id="no authorization"),
    ],
)
async def test_nothing_is_told_of_an_authorization_whose_days_are_not_plain(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert not any("authorization's" in line.text for line in reply.lines[:1])


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param(
            "how many days until 12/18/2026", "25 days from Nov 23, 2026 to Dec 18", id="to"
        ),
        pytest.param(
            "how many days between 10/1/2026 and 11/2/2026", "32 days from Oct 1", id="between"
        ),
        pytest.param("how long since nov 2", "21 days from Nov 2, 2026 to Nov 23", id="since"),
    ],
)
async def test_the_days_between_two_are_counted(desk: FrontDesk, typed: str, told: str) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert [line.text.startswith(told) for line in reply.lines] == [True]


async def test_days_of_a_limit_are_not_counted_as_days_between_two(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask how many days between progress reports for medicare")

    assert not any(" days from " in line.text for line in reply.lines)

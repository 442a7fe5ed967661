"""Booked visits in Slack: the form that closes a day, and the Home tab that tells of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import Served
from tests.fakes.slack_workspace import FakeSlack

ALIASES = ("OAK-12", "ELM-3", "FERN-44")


@pytest.fixture
async def booked(served: Served, slack: FakeSlack) -> str:
    """Three aliases who are booked today; the day, as a command takes it."""
    today = served.app.clock().astimezone().date().isoformat()
    for alias in ALIASES:
        await slack.types("UAMY", f"/session new {alias} payer medicare")
    await slack.types("UAMY", f"/caps book {', '.join(ALIASES)} {today}")
    return today


async def numbers(served: Served) -> dict[str, int]:
    """How many sessions stand of each alias."""
    charts = [await served.app.services.charts.find(1, alias) for alias in ALIASES]
    return {
        chart.alias: sum(1 for s in chart.history.sessions if not s.voided)
        for chart in charts
        if chart
    }


async def test_the_form_has_everybody_ticked_and_logs_who_came(
    served: Served, slack: FakeSlack, booked: str
) -> None:
    answer = await slack.types("UAMY", "/session today")
    assert "3 visits to log" in answer.words
    form = await slack.clicks_to_open(answer.button("Close the day…"))
    assert form.title == "Close the day"
    ticked = form.control("booked").element["initial_options"]
    assert [option["value"] for option in ticked] == ["ELM-3", "FERN-44", "OAK-12"]
    card = await slack.submits(form, booked=["OAK-12", "ELM-3"], codes=["97140"])
    assert "2 of 2 logged" in card.words
    assert await numbers(served) == {"OAK-12": 1, "ELM-3": 1, "FERN-44": 0}
    left = await slack.types("UAMY", "/session today")
    assert "Booked, not logged yet: FERN-44." in left.words


async def test_a_form_that_is_submitted_twice_logs_once(
    served: Served, slack: FakeSlack, booked: str
) -> None:
    home = await slack.opens_home("UAMY")
    assert "Booked, not logged" in home.words
    form = await slack.clicks_to_open(home.button("Close the day"))
    await slack.submits_twice(form)
    assert await numbers(served) == dict.fromkeys(ALIASES, 1)


async def test_who_was_logged_meanwhile_is_told_and_the_others_are_logged(
    served: Served, slack: FakeSlack, booked: str
) -> None:
    home = await slack.opens_home("UAMY")
    form = await slack.clicks_to_open(home.button("Close the day"))
    await slack.types("UMAX", "/session log OAK-12")
    card = await slack.submits(form)
    assert "2 of 3 logged" in card.words
    assert "OAK-12 already has 1 session" in card.words
    assert await numbers(served) == dict.fromkeys(ALIASES, 1)


async def test_a_day_without_bookings_has_nobody_to_tick(served: Served, slack: FakeSlack) -> None:
    await slack.types("UAMY", "/session new OAK-12")
    answer = await slack.types("UAMY", "/session today")
    assert "Nobody is booked" in answer.words
    form = await slack.clicks_to_open(answer.button("Close the day…"))
    await slack.submits(form, booked=["nobody"])
    assert form.errors["booked"] == "Nobody is booked: log by alias."


async def test_the_home_tab_tells_of_days_that_nobody_logged(
    served: Served, slack: FakeSlack, booked: str
) -> None:
    before = served.app.clock().date() - timedelta(days=2)
    await slack.types("UAMY", f"/caps book OAK-12 {before.isoformat()}")
    shown = await slack.opens_home("UAMY")
    assert f"{before:%a} {before:%b} {before.day}" in shown.words
    week = await slack.clicks_to_open(shown.button("The week"))
    assert "Week of" in week.words

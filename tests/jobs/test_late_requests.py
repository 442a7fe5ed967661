"""A payer's time to decide passes: one alert, what ends it, what it silences, the digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.alerts.alert import Alert, AlertKind
from models.alerts.alert_state import AlertState
from models.alerts.thresholds import Thresholds
from models.clinic.preferences import Preferences
from models.period import Period
from models.reply import Reply
from models.visits.authorization import Authorization
from models.visits.events import (
    AuthorizationAdded,
    ChartClosed,
    Event,
    PlanSet,
    RequestDenied,
    RequestGranted,
    RequestReopened,
    RequestWithdrawn,
    VisitsBooked,
    VisitsRequested,
)
from models.visits.visit_request import VisitRequest
from tests.handlers.front_desk import words
from tests.jobs.clinic_day import TEAM, ClinicDay
from tests.jobs.test_digest import BLUE, morning, near, sections

SENT = date(2026, 11, 20)
ASKED = VisitRequest(0, 12, SENT, "humana")


async def make_late(day: ClinicDay, *events: Event, asked: VisitRequest = ASKED) -> None:
    """A request whose time passed on Friday; it is Monday, Nov 30."""
    await day.begin(BLUE, "humana")
    await day.amend(BLUE, PlanSet("Medicare Advantage"), VisitsRequested(asked), *events)
    day.later(days=7)
    await day.tick()


async def overdue(day: ClinicDay) -> list[Alert]:
    """The alerts about requests."""
    return [alert for alert in await day.alerts() if alert.ref.kind is AlertKind.OVERDUE]


def posted(day: ClinicDay) -> Reply:
    """The one message that stands in the clinic's channel."""
    (reply,) = [r for r in day.messages.at(TEAM) if r.headline.startswith(BLUE)]
    return reply


async def test_a_late_decision_is_told_once_with_what_to_do(day: ClinicDay) -> None:
    await make_late(day)
    (alert,) = await overdue(day)
    assert alert.state is AlertState.SENT
    assert str(alert.ref.threshold) == "overdue/1"
    reply = posted(day)
    assert reply.headline == f"{BLUE} · no decision on request 1"
    told = words(reply)
    assert (
        "12 visits asked of Humana on Nov 20, 2026. The decision was due Fri Nov 27, 2026: " in told
    )
    assert "Medicare Advantage plans have 7 days to decide" in told
    assert "Call the payer, then enter what it decided." in told
    assert "not counted any more" not in told
    commands = {choice.label: choice.command for choice in reply.choices}
    assert commands["Granted…"] == f"/session granted {BLUE} request 1"
    assert commands["Note as denied"] == f"/session denied {BLUE} request 1"
    day.later(days=3)
    await day.tick()
    assert len(await overdue(day)) == 1


async def test_on_the_last_day_nothing_is_told(day: ClinicDay) -> None:
    await day.begin(BLUE, "humana")
    await day.amend(
        BLUE,
        PlanSet("Medicare Advantage"),
        VisitsRequested(replace(ASKED, sent=date(2026, 11, 23))),
    )
    day.later(days=7)
    await day.tick()
    assert await overdue(day) == []
    chart = await day.charts.find(day.clinic.id, BLUE)
    assert chart
    assert chart.next_look == day.today + timedelta(days=1)


async def test_where_nobody_says_how_long_it_has_ten_working_days_are_waited(
    day: ClinicDay,
) -> None:
    await day.begin(BLUE, "cigna")
    await day.amend(BLUE, VisitsRequested(replace(ASKED, payer="cigna")))
    day.later(days=14)
    await day.tick()
    assert await overdue(day) == []
    day.later(days=1)
    await day.tick()
    day.later(minutes=1)
    await day.tick()
    assert "10 working days have passed without a decision" in words(posted(day))
    assert "was due" not in words(posted(day))


@pytest.mark.parametrize(
    ("event", "why"),
    [
        pytest.param(RequestGranted(1, SENT, 10, 1), "decision was entered", id="granted"),
        pytest.param(RequestDenied(1, SENT), "decision was entered", id="denied"),
        pytest.param(RequestWithdrawn(1), "taken back", id="withdrawn"),
        pytest.param(ChartClosed(SENT), "alias is closed", id="the end of care"),
    ],
)
async def test_what_ends_it(day: ClinicDay, event: Event, why: str) -> None:
    await make_late(day)
    await day.amend(BLUE, event)
    day.later(minutes=1)
    await day.tick()
    (alert,) = await overdue(day)
    assert alert.ref.is_over
    assert why in words(posted(day))
    assert "It warned: no decision on request 1." in words(posted(day))


async def test_a_decision_that_is_taken_back_brings_the_same_alert_back(day: ClinicDay) -> None:
    await make_late(day)
    await day.amend(BLUE, RequestDenied(1, SENT))
    await day.amend(BLUE, RequestReopened(1))
    (alert,) = await overdue(day)
    assert not alert.ref.is_over


async def test_each_request_has_its_own_alert_and_one_message_tells_both(day: ClinicDay) -> None:
    await make_late(day, VisitsRequested(replace(ASKED, number=4)))
    assert [str(a.ref.threshold) for a in await overdue(day)] == ["overdue/1", "overdue/2"]
    assert "Also: no decision on request 2." in words(posted(day))


async def test_a_clinic_may_turn_it_off(day: ClinicDay) -> None:
    await day.prefer(Preferences(warnings=Thresholds(overdue=False), channel="CTEAM"))
    await make_late(day)
    assert await overdue(day) == []


async def test_what_was_asked_for_is_not_told_to_be_asked(day: ClinicDay) -> None:
    await near(day, BLUE, used=1, allowed=9)
    days = tuple(day.today + timedelta(days=n) for n in range(1, 9))
    await day.amend(BLUE, VisitsBooked(days))
    (forecast,) = await day.alerts()
    assert forecast.ref.kind is AlertKind.FORECAST
    chart = await day.charts.find(day.clinic.id, BLUE)
    assert chart
    await day.amend(BLUE, VisitsRequested(replace(ASKED, sent=day.today, payer=chart.payer)))
    (forecast,) = await day.alerts()
    assert (forecast.ref.is_over, forecast.ref.reason) == (True, "requested")
    await day.amend(BLUE, RequestWithdrawn(1))
    (forecast,) = await day.alerts()
    assert not forecast.ref.is_over


async def test_the_digest_asks_for_nothing_that_was_asked_for(day: ClinicDay) -> None:
    """Near its limit, and an authorization that ends: both are told, and neither is to be asked."""
    await day.begin(BLUE, "humana")
    period = Period(date(2026, 9, 1), day.today + timedelta(days=9))
    await day.amend(BLUE, AuthorizationAdded(Authorization("1", 10, period, serial=1)))
    for weeks in range(8, 0, -1):
        await day.log(BLUE, day.today - timedelta(weeks=weeks))
    told = sections(await morning(day))
    assert "Ask for authorization now" in str(told["Near a limit"])
    assert "Ask for authorization now" in str(told["Authorizations that end"])
    await day.amend(BLUE, VisitsRequested(replace(ASKED, sent=day.today)))
    told = sections(await morning(day))
    assert BLUE in str(told["Near a limit"])
    assert BLUE in str(told["Authorizations that end"])
    assert "Ask for authorization" not in str(told)


async def test_the_digest_lists_what_is_late_or_due_tomorrow(day: ClinicDay) -> None:
    await make_late(day, VisitsRequested(replace(ASKED, sent=date(2026, 11, 24))))
    await day.amend(BLUE, VisitsRequested(replace(ASKED, number=3, sent=date(2026, 11, 29))))
    reply = await morning(day)
    assert reply
    assert sections(reply)["Requests without a decision"] == [
        f"{BLUE}: request 1 for 12 visits: decision was due Fri Nov 27, 2026",
        f"{BLUE}: request 2 for 12 visits: decision due Tue Dec 1, 2026",
    ]

"""What is owed of a plan of care is told once near and once at its end, until it is done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.alerts.alert import PLAN_KINDS, Alert, AlertKind
from models.alerts.alert_state import AlertState
from models.alerts.thresholds import Thresholds
from models.clinic.preferences import Preferences
from models.reply import Reply
from models.visits.events import ChartClosed, Event, VisitsBooked
from models.visits.plan_of_care import PlanEntry, PlanNoted, PlanStep, PlanWithdrawn
from tests.handlers.front_desk import words
from tests.jobs.clinic_day import TEAM, ClinicDay
from tests.jobs.test_digest import BLUE, morning, sections

S = PlanStep
NOV_23 = date(2026, 11, 23)  # the Monday on which the day begins
CERTIFIED = PlanNoted(PlanEntry(NOV_23, S.CERTIFIED))


async def begun(day: ClinicDay, on: date = NOV_23, *events: Event, direct: bool = False) -> None:
    """An alias of original Medicare whose plan began on a day."""
    await day.begin(BLUE, "medicare")
    await day.amend(BLUE, PlanNoted(PlanEntry(on, S.BEGUN, is_direct=direct)), *events)


async def told(day: ClinicDay) -> list[str]:
    """The thresholds of the alerts about the plan, those that ended left out."""
    alerts = sorted(await day.alerts(), key=lambda alert: alert.id)
    return [str(a.ref.threshold) for a in alerts if a.ref.kind in PLAN_KINDS and not a.ref.is_over]


async def alert_of(day: ClinicDay, kind: AlertKind) -> Alert:
    """The last alert of a kind."""
    return max((a for a in await day.alerts() if a.ref.kind is kind), key=lambda a: a.id)


async def pass_days(day: ClinicDay, days: int) -> None:
    """Let days go by, with the clock's jobs."""
    day.later(days=days)
    await day.tick()
    day.later(minutes=1)
    await day.tick()


def posted(day: ClinicDay) -> Reply:
    """The last message about the alias."""
    return [r for r in day.messages.at(TEAM) if r.headline.startswith(BLUE)][-1]


async def test_a_certification_is_told_a_week_before_and_on_its_last_day(day: ClinicDay) -> None:
    await begun(day)
    await pass_days(day, 22)
    assert await told(day) == []
    await pass_days(day, 1)  # Wed Dec 16, a week before Dec 23
    assert await told(day) == ["certify/1"]
    reply = posted(day)
    assert reply.headline == f"{BLUE} · certification due Wed Dec 23, 2026"
    assert "Have the plan signed, or send it to who referred, and note it." in words(reply)
    assert "not counted any more" not in words(reply)
    commands = {choice.label: choice.command for choice in reply.choices}
    assert commands["Certified today"] == f"/session plan-of-care {BLUE} certified"
    assert commands["Show the plan"] == f"/session plan-of-care {BLUE}"
    await pass_days(day, 7)
    assert await told(day) == ["certify/0"], "the tighter one took its place"
    await pass_days(day, 1)
    assert await told(day) == ["certify/0"]


@pytest.mark.parametrize(
    ("event", "why"),
    [
        pytest.param(CERTIFIED, "It was noted as done.", id="certified"),
        pytest.param(PlanNoted(PlanEntry(NOV_23, S.SENT)), "It was noted as done.", id="sent"),
        pytest.param(PlanNoted(PlanEntry(NOV_23, S.ENDED)), "It was noted as done.", id="ended"),
        pytest.param(
            PlanWithdrawn(PlanEntry(NOV_23, S.BEGUN)), "taken back", id="begun by mistake"
        ),
        pytest.param(ChartClosed(NOV_23), "Care has ended", id="closed"),
    ],
)
async def test_what_is_done_ends_the_alert_and_says_why(
    day: ClinicDay, event: Event, why: str
) -> None:
    await begun(day, NOV_23, PlanNoted(PlanEntry(NOV_23, S.REFERRED)))
    await pass_days(day, 23)
    await day.amend(BLUE, event)
    await pass_days(day, 0)
    assert (await alert_of(day, AlertKind.CERTIFY)).state is AlertState.RESOLVED
    assert why in words(posted(day))


async def test_a_plan_that_is_sent_too_late_ends_no_alert(day: ClinicDay) -> None:
    await begun(day, NOV_23, PlanNoted(PlanEntry(NOV_23, S.REFERRED)))
    await pass_days(day, 23)
    await pass_days(day, 8)
    await day.amend(BLUE, PlanNoted(PlanEntry(NOV_23 + timedelta(days=31), S.SENT)))
    assert await told(day) == ["certify/0"]


async def test_what_was_noted_by_mistake_brings_the_alert_back_and_no_second_one(
    day: ClinicDay,
) -> None:
    await begun(day)
    await pass_days(day, 23)
    await day.amend(BLUE, CERTIFIED)
    await day.amend(BLUE, PlanWithdrawn(CERTIFIED.entry))
    assert await told(day) == ["certify/1"]
    assert len([a for a in await day.alerts() if a.ref.kind is AlertKind.CERTIFY]) == 1


async def test_a_report_is_told_two_treatment_days_before_and_on_the_tenth(day: ClinicDay) -> None:
    first = NOV_23 - timedelta(days=20)
    await begun(day, first, PlanNoted(PlanEntry(first, S.CERTIFIED)))
    for number in range(7):
        await day.log(BLUE, first + timedelta(days=number))
    assert await told(day) == []
    await day.log(BLUE, first + timedelta(days=7))
    assert await told(day) == ["report/1"]
    for number in (8, 9):
        await day.log(BLUE, first + timedelta(days=number))
    assert await told(day) == ["report/0"]
    await pass_days(day, 0)
    assert posted(day).headline == f"{BLUE} · progress report due, treatment day 10 of 10"
    await day.amend(BLUE, PlanNoted(PlanEntry(first + timedelta(days=9), S.REPORTED)))
    assert await told(day) == []
    for number in range(10, 18):
        await day.log(BLUE, first + timedelta(days=number))
    assert await told(day) == ["report/1"], "a new count of ten has an alert of its own"


async def test_a_certification_that_ends_is_told_while_the_patient_comes(day: ClinicDay) -> None:
    first = NOV_23 - timedelta(days=70)
    comes = VisitsBooked((NOV_23 + timedelta(days=10),))
    await begun(day, first, PlanNoted(PlanEntry(first, S.CERTIFIED)), comes)
    await day.log(BLUE, NOV_23)
    await pass_days(day, 7)
    assert await told(day) == ["recertify/1"], "fourteen days before Dec 12, or less"
    assert "have the plan signed again" in words(posted(day))
    await day.amend(BLUE, PlanNoted(PlanEntry(NOV_23, S.RECERTIFIED)))
    assert await told(day) == []


async def test_nobody_is_told_to_recertify_a_patient_who_stays_away(day: ClinicDay) -> None:
    first = NOV_23 - timedelta(days=88)
    await begun(day, first, PlanNoted(PlanEntry(first, S.CERTIFIED)))
    await day.log(BLUE, first)
    assert await told(day) == []


async def test_days_without_a_referral_are_told_before_they_end(day: ClinicDay) -> None:
    await day.records.set_defaults(day.clinic.id, actor="UBOSS", at=day.now, state="NY")
    await begun(day, NOV_23, CERTIFIED, direct=True)
    await day.log(BLUE, NOV_23)
    await day.amend(BLUE, VisitsBooked((NOV_23 + timedelta(days=28),)))
    await pass_days(day, 22)
    assert await told(day) == ["referral/1"], "a week before the 30th day, Dec 22"
    assert posted(day).headline == f"{BLUE} · referral due Tue Dec 22, 2026"
    await day.amend(BLUE, PlanNoted(PlanEntry(NOV_23, S.REFERRED)))
    assert await told(day) == []


async def test_a_clinic_may_want_no_word_of_plans(day: ClinicDay) -> None:
    await day.prefer(Preferences(warnings=Thresholds(duties=False), channel=TEAM))
    await begun(day, NOV_23 - timedelta(days=29))
    assert await told(day) == []


async def test_the_digest_tells_what_is_owed(day: ClinicDay) -> None:
    await begun(day, NOV_23 - timedelta(days=25))
    reply = await morning(day)
    assert reply
    assert sections(reply)["Plans of care"] == [f"{BLUE}: Certification by Sat Nov 28, 2026"]

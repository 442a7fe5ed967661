"""What could not be delivered is logged, and sent once somebody has mended the reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jobs import resend
from jobs.refused_messages import PATIENCE
from models.alerts.alert_state import AlertState
from models.clinic.clinic import Role
from models.mention import person
from models.ports import DeliveryFailure, Refusal, Undelivered
from tests.jobs.clinic_day import TEAM, ClinicDay
from tests.jobs.test_send_alerts import BLUE, due

BOSS = person("UBOSS")


async def refused_everywhere(day: ClinicDay, why: str = "missing_scope") -> None:
    """An alert that neither the channel nor the manager's own chat took."""
    for place in (TEAM, BOSS):
        day.messages.refusals[place] = [Undelivered(why, Refusal.CHANNEL)]
    await due(day)
    await day.tick(seconds=3)
    assert [alert.state for alert in await day.alerts()] == [AlertState.FAILED]


async def test_an_alert_that_nobody_took_is_sent_after_the_reason_is_mended(day: ClinicDay) -> None:
    await refused_everywhere(day)
    assert await day.fire(resend.JOB) == "1 alert owed anew."
    await day.tick(seconds=3)
    assert [alert.state for alert in await day.alerts()] == [AlertState.SENT]
    assert (len(day.team), len(day.messages.at(BOSS))) == (1, 0)


async def test_the_managers_get_it_where_only_their_chats_were_mended(day: ClinicDay) -> None:
    await refused_everywhere(day)
    day.messages.refusals[TEAM] = [Undelivered("not_in_channel", Refusal.CHANNEL)]
    await day.fire(resend.JOB)
    await day.tick(seconds=3)
    assert (len(day.team), len(day.messages.at(BOSS))) == (0, 1)


async def test_an_alert_that_is_still_refused_fails_again_and_no_more_often(day: ClinicDay) -> None:
    await refused_everywhere(day)
    for place in (TEAM, BOSS):
        day.messages.refusals[place] = [Undelivered("missing_scope", Refusal.CHANNEL)] * 9
    day.failures.clear()
    await day.fire(resend.JOB)
    await day.tick(seconds=60)
    assert [alert.state for alert in await day.alerts()] == [AlertState.FAILED]
    assert len(day.failures) == 2, "the channel once, the manager once"


async def test_an_alert_whose_cause_is_gone_by_then_is_not_sent(day: ClinicDay) -> None:
    await refused_everywhere(day)
    await day.undo(BLUE)
    assert await day.fire(resend.JOB) == "No alert has failed."
    await day.tick(seconds=3)
    assert day.team == []


async def test_an_alert_of_a_clinic_without_managers_goes_to_the_first_one_it_gets(
    day: ClinicDay,
) -> None:
    clinic, _ = await day.records.seat(
        day.clinic.platform, "T2", "USTAFF", role=Role.STAFF, at=day.now
    )
    day.clinic = clinic
    await due(day)
    day.later(hours=24)
    await day.tick(seconds=3)
    assert [alert.state for alert in await day.alerts()] == [AlertState.FAILED]
    assert [failure.why for failure in day.failures] == ["no channel and no manager"]
    await day.records.seat(day.clinic.platform, "T2", "UNEW", role=Role.MANAGER, at=day.now)
    await day.fire(resend.JOB)
    await day.tick(seconds=3)
    assert len(day.messages.at(person("UNEW"))) == 1


@pytest.mark.parametrize(
    ("outcome", "is_final"),
    [
        pytest.param(Undelivered("not_in_channel", Refusal.CHANNEL), True, id="for good"),
        pytest.param(Undelivered("ratelimited", retry_after=1), False, id="too fast"),
        pytest.param(Undelivered("timeout", uncertain=True), False, id="an answer that was lost"),
    ],
)
async def test_each_refusal_is_logged_with_the_platforms_word_and_nothing_else(
    day: ClinicDay, outcome: Undelivered, *, is_final: bool
) -> None:
    day.messages.refusals[TEAM] = [outcome]
    await due(day)
    await day.tick()
    platform, clinic = day.clinic.platform, day.clinic.id
    assert day.failures == [DeliveryFailure(platform, clinic, "alert", outcome.why, is_final)]


async def test_a_message_that_is_given_up_after_a_day_is_logged_as_lost(day: ClinicDay) -> None:
    day.messages.refusals[TEAM] = [Undelivered("refused")] * 99
    await due(day)
    await day.tick()
    day.later(seconds=(PATIENCE[Refusal.LATER] + timedelta(minutes=2)).total_seconds())
    await day.tick()
    assert day.failures[-1].is_final

"""A test alert goes the way of alerts, says that it is one, and what became of it can be asked."""

from __future__ import annotations

from datetime import timedelta

from models.alerts.delivery import DeliveryState, TrialDelivery
from models.ports import Refusal, Undelivered
from tests.jobs.clinic_day import TEAM, ClinicDay


async def trials(day: ClinicDay) -> list[tuple[str, DeliveryState, str]]:
    """What became of each, the newest first."""
    told: tuple[TrialDelivery, ...] = await day.post.tests(day.clinic.id)
    return [(trial.channel, trial.state, trial.why) for trial in told]


async def test_it_is_posted_marked_and_written_down(day: ClinicDay) -> None:
    await day.post.enqueue_test(day.clinic.id, [TEAM], day.by)
    assert await trials(day) == [(TEAM, DeliveryState.WAITING, "")]
    await day.tick(seconds=2)
    [reply] = day.team
    assert reply.headline == "TEST · only a test alert"
    assert "No patient is meant" in reply.sentences
    assert await trials(day) == [(TEAM, DeliveryState.SENT, "")]
    assert not await day.alerts()
    entry = (await day.records.audit(day.clinic.id))[-1]
    assert (entry.event.action, entry.event.actor) == ("test alert", day.by.actor)


async def test_two_clicks_within_a_minute_send_one(day: ClinicDay) -> None:
    for _ in range(2):
        await day.post.enqueue_test(day.clinic.id, [TEAM], day.by)
    await day.tick(seconds=4)
    assert len(day.team) == 1
    assert [e.event.action for e in await day.records.audit(day.clinic.id)].count("test alert") == 1
    day.now += timedelta(minutes=2)
    await day.post.enqueue_test(day.clinic.id, [TEAM], day.by)
    await day.tick(seconds=4)
    assert len(day.team) == 2


async def test_a_refusal_is_kept_with_its_reason_and_another_click_tries_again(
    day: ClinicDay,
) -> None:
    day.messages.refusals[TEAM] = [Undelivered("not_in_channel", Refusal.CHANNEL)]
    await day.post.enqueue_test(day.clinic.id, [TEAM], day.by)
    await day.tick(seconds=2)
    assert await trials(day) == [(TEAM, DeliveryState.FAILED, "not_in_channel")]
    assert day.failures[-1].purpose == "test"
    day.messages.refusals.clear()
    await day.post.enqueue_test(day.clinic.id, [TEAM], day.by)
    await day.tick(seconds=2)
    assert await trials(day) == [(TEAM, DeliveryState.SENT, "")]


async def test_a_lost_answer_repeats_it_and_says_so(day: ClinicDay) -> None:
    day.messages.refusals[TEAM] = [Undelivered("timeout", uncertain=True)]
    day.messages.arrives = True
    await day.post.enqueue_test(day.clinic.id, [TEAM], day.by)
    await day.tick(seconds=30)
    assert ["may be a repeat" in repr(reply.cautions) for reply in day.team] == [False, True]


async def test_another_clinic_sees_nothing_of_it(day: ClinicDay) -> None:
    await day.post.enqueue_test(day.clinic.id, [TEAM], day.by)
    assert await day.post.tests(day.clinic.id + 1) == ()

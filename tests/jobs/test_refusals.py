"""A refusal is not silence: digests, escalations and a manager who left end with somebody told."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jobs import digest, resend, send_alerts
from models.alerts.actions import Snooze
from models.alerts.alert_state import AlertState
from models.clinic.clinic import Role
from models.mention import person
from models.ports import Refusal, Undelivered
from models.reply import Reply
from models.storage.backlog import BacklogReader
from models.wording import delivery_reasons
from tests.jobs.clinic_day import TEAM, ClinicDay
from tests.jobs.test_send_alerts import due

BOSS = person("UBOSS")
INSTEAD = "This could not be posted where your clinic wants its alerts."


def never(why: str, kind: Refusal = Refusal.CHANNEL) -> list[Undelivered]:
    """A place that refuses whatever comes."""
    return [Undelivered(why, kind) for _ in range(999)]


def new_york(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/New_York"))


def digests(replies: list[Reply]) -> list[Reply]:
    return [reply for reply in replies if reply.headline.startswith("This morning")]


async def mornings(day: ClinicDay, *walls: str) -> None:
    """Let a clinic's mornings come, each with some time to send."""
    for wall in walls:
        day.now = new_york(wall)
        await day.tick(seconds=4)


async def nobody_told(day: ClinicDay) -> list[str]:
    """The purposes of messages of which the log says that they reached nobody."""
    return [failure.purpose for failure in day.failures if failure.reached_nobody]


async def test_a_digest_to_an_archived_channel_reaches_each_manager_and_says_why(
    day: ClinicDay,
) -> None:
    await day.records.seat(day.clinic.platform, "T1", "UMAX", role=Role.MANAGER, at=day.now)
    await due(day)
    await day.tick(seconds=3)
    day.messages.refusals[TEAM] = never("is_archived")
    await mornings(day, "2026-11-24T08:00")
    for manager in (BOSS, person("UMAX")):
        (told,) = digests(day.messages.at(manager))
        assert told.lines[0].text == INSTEAD
    assert await nobody_told(day) == []
    (place,) = await day.post.refused_places(day.clinic.id)
    (says,) = delivery_reasons.told([place], day.clinic)
    assert "The channel for alerts takes nothing since Tue Nov 24, 2026, 8:00 AM" in says
    assert "/clinic channel" in says


async def test_a_channel_that_takes_messages_again_is_no_trouble_any_more(day: ClinicDay) -> None:
    await due(day)
    await day.tick(seconds=3)
    day.messages.refusals[TEAM] = never("is_archived")
    await mornings(day, "2026-11-24T08:00")
    day.messages.refusals.clear()
    await mornings(day, "2026-11-25T08:00")
    assert await day.post.refused_places(day.clinic.id) == ()
    assert (await BacklogReader().read(day.now)).untold == {}


async def test_a_digest_that_reaches_nobody_is_told_to_whoever_runs_the_bot(day: ClinicDay) -> None:
    await due(day)
    await day.tick(seconds=3)
    day.messages.refusals = {TEAM: never("is_archived"), BOSS: never("user_disabled")}
    await mornings(day, "2026-11-24T08:00")
    assert (await nobody_told(day)).count("digest") == 1
    assert {"is_archived", "user_disabled"} <= (await BacklogReader().read(day.now)).untold.keys()


@pytest.mark.parametrize("kind", [Refusal.LATER, Refusal.WORKSPACE])
async def test_a_digest_that_was_refused_all_day_is_not_told_beside_the_next_one(
    day: ClinicDay, kind: Refusal
) -> None:
    await due(day)
    await day.tick(seconds=3)
    day.messages.refusals = {TEAM: never("busy", kind), BOSS: never("busy", kind)}
    await mornings(day, "2026-11-24T08:00", "2026-11-24T11:00", "2026-11-24T17:00")
    day.messages.refusals.clear()
    await mornings(day, "2026-11-25T07:30", "2026-11-25T08:00", "2026-11-25T08:20")
    assert len(digests(day.team)) == 1
    assert digests(day.messages.at(BOSS)) == []


async def test_a_digest_that_the_channel_cannot_take_all_morning_goes_to_the_managers(
    day: ClinicDay,
) -> None:
    await due(day)
    await day.tick(seconds=3)
    day.messages.refusals = {TEAM: never("busy", Refusal.LATER)}
    await mornings(day, "2026-11-24T08:00", "2026-11-24T09:00", "2026-11-24T12:01")
    assert len(digests(day.messages.at(BOSS))) == 1


async def test_an_alert_that_is_left_lying_and_reaches_no_manager_is_told(day: ClinicDay) -> None:
    await due(day)
    await day.tick(seconds=3)
    day.messages.refusals[BOSS] = never("cannot_dm_bot")
    day.now = new_york("2026-11-23T16:30")
    await day.tick(seconds=5)
    assert await nobody_told(day) == ["escalation"]
    assert list((await BacklogReader().read(day.now)).untold) == ["cannot_dm_bot"]


async def test_a_snoozed_alert_that_its_channel_refuses_by_then_goes_to_the_managers(
    day: ClinicDay,
) -> None:
    await due(day)
    await day.tick(seconds=3)
    (alert,) = await day.alerts()
    snooze = Snooze(day.now + timedelta(hours=1))
    await day.post.act(day.clinic.id, alert.id, snooze, day.by)
    await day.tick(seconds=3)
    day.messages.refusals[TEAM] = never("not_in_channel")
    day.later(hours=1)
    await day.tick(seconds=5)
    (told,) = day.messages.at(BOSS)
    assert told.lines[0].text == "You asked to be told again."


async def deactivated(day: ClinicDay) -> None:
    """The clinic has no channel, and its only manager's account is gone."""
    day.messages.refusals = {
        TEAM: never("is_archived"),
        BOSS: never("user_disabled", Refusal.LEFT),
    }
    await due(day)
    await day.tick(seconds=5)


async def test_the_only_manager_who_left_is_told_once_to_whoever_runs_the_bot(
    day: ClinicDay,
) -> None:
    await deactivated(day)
    for _ in range(3):
        day.later(minutes=10)
        await day.tick(seconds=5)
    assert [alert.state for alert in await day.alerts()] == [AlertState.FAILED]
    assert await nobody_told(day) == ["instead"]
    failed = (await BacklogReader().read(day.now)).failed
    assert "Name a manager" in delivery_reasons.mend_of(
        next(why for why in failed if "user" in why)
    )


async def test_who_left_is_a_manager_no_more_and_the_next_one_is_told(day: ClinicDay) -> None:
    await deactivated(day)
    members = await day.records.members(day.clinic.id)
    assert [member.is_manager for member in members if member.user == "UBOSS"] == [False]
    await day.records.seat(day.clinic.platform, "T1", "UNEW", role=Role.MANAGER, at=day.now)
    await day.fire(resend.JOB)
    await day.tick(seconds=5)
    assert len(day.messages.at(person("UNEW"))) == 1
    assert [alert.state for alert in await day.alerts()] == [AlertState.SENT]


async def test_many_alerts_of_a_clinic_without_managers_are_one_line_a_pass(day: ClinicDay) -> None:
    clinic, _ = await day.records.seat(
        day.clinic.platform, "T2", "USTAFF", role=Role.STAFF, at=day.now
    )
    day.clinic = clinic
    await due(day, *(f"RED-{number}" for number in range(6)))
    await day.fire(send_alerts.JOB)
    assert await nobody_told(day) == ["alert"]


async def test_the_digest_job_owes_nothing_twice_whatever_is_refused(day: ClinicDay) -> None:
    day.messages.refusals = {TEAM: never("is_archived"), BOSS: never("user_disabled")}
    await due(day)
    await mornings(day, "2026-11-24T08:00")
    assert await day.fire(digest.JOB) == "Nothing is due."

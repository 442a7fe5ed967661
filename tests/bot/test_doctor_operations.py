"""The doctor sees what an operator has to see: a dead clock, lost alerts, a strange clinic."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from bot import settings
from bot.app import App, build
from bot.cli.doctor import operations
from bot.cli.doctor.finding import report
from jobs import route_alerts, send_alerts
from models.alerts.alert_state import AlertState
from models.clinic.clinic import Platform, Role
from models.ports import Refusal, Undelivered
from models.storage.job_runs import JobRun
from models.storage.sql import execute
from models.visits.chart import DoneBy
from models.wording import delivery_reasons
from tests.deploy.dockerfile import ROOT
from tests.fakes import shipped
from tests.jobs.clinic_day import TEAM, ClinicDay
from tests.jobs.test_resend import BOSS
from tests.jobs.test_send_alerts import due


class Told(NamedTuple):
    """An app over a clinic's day, and what the doctor says of it."""

    app: App
    day: ClinicDay

    async def report(self) -> str:
        """The doctor's lines."""
        await self.app.database.close()
        lines = report(await operations.examine_operations(self.app))
        await self.app.database.open()
        return lines


@pytest.fixture
async def told(environment: dict[str, str]) -> AsyncIterator[Told]:
    day = ClinicDay(shipped.pack())
    app = build(settings.read(environment), lambda: day.now)
    async with app.database:
        yield Told(app, await day.open())


async def test_a_clock_that_never_ran_is_told_and_missed_once_something_waits(told: Told) -> None:
    assert "ok   Clock: No clock has run yet" in await told.report()
    await due(told.day)
    assert "MEND Clock: No clock has run yet" in await told.report()


async def test_a_clock_that_died_is_missed(told: Told) -> None:
    at = told.day.now
    await told.app.job_runs.note(JobRun("digest", at, at))
    assert "ok   Clock: A clock is running." in await told.report()
    told.day.later(hours=5)
    assert "MEND Clock: No clock has run for 5 hours" in await told.report()


async def test_a_job_that_fails_is_named(told: Told) -> None:
    at = told.day.now
    await told.app.job_runs.note(JobRun("digest", at, at - timedelta(hours=1), at))
    await told.app.job_runs.note(JobRun("erase", at, at, at - timedelta(hours=1)))
    lines = await told.report()
    assert "MEND Job digest: It failed last, at Nov 23, 2026, 17:00 UTC." in lines
    assert "Job erase" not in lines


@pytest.mark.parametrize(
    ("why", "mend"),
    [
        ("missing_scope", "install the app again"),
        ("not_in_channel", "/invite"),
        ("is_archived", "/clinic channel"),
        ("token_revoked", "SLACK_BOT_TOKEN"),
        ("a word of next year", "the platform's own pages"),
    ],
)
async def test_alerts_that_reached_nobody_are_told_with_the_reason_and_its_cure(
    told: Told, why: str, mend: str
) -> None:
    for place in (TEAM, BOSS):
        told.day.messages.refusals[place] = [Undelivered(why, Refusal.CHANNEL)]
    await due(told.day)
    await told.day.tick(seconds=3)
    assert [alert.state for alert in await told.day.alerts()] == [AlertState.FAILED]
    lines = await told.report()
    assert f"MEND Messages: 2 messages refused for good: {why}." in lines
    assert mend in lines
    assert "MEND Alerts: 1 reached nobody." in lines
    assert "BLUE" not in lines


async def test_a_channel_that_refuses_is_told_where_the_managers_had_the_alert(told: Told) -> None:
    told.day.messages.refusals[TEAM] = [Undelivered("is_archived", Refusal.CHANNEL)]
    await due(told.day)
    await told.day.tick(seconds=3)
    assert "ok   Messages: 1 message refused for good: is_archived." in await told.report()


async def test_a_message_that_is_late_is_told(told: Told) -> None:
    told.day.messages.refusals[TEAM] = [Undelivered("ratelimited", retry_after=1)]
    await due(told.day)
    await told.day.tick()
    told.day.later(minutes=10)
    assert "MEND Messages: 1 message due since" in await told.report()


async def test_alerts_that_wait_for_working_hours_are_told_with_their_hour(told: Told) -> None:
    told.day.later(hours=10)  # at night
    await due(told.day)
    lines = await told.report()
    assert "ok   Alerts: 1 wait for working hours, the first until Nov 24, 2026, " in lines
    assert "EST" in lines


async def test_a_test_alert_that_reached_nobody_is_told_until_another_came(told: Told) -> None:
    told.day.messages.refusals[TEAM] = [Undelivered("not_in_channel", Refusal.CHANNEL)]
    outbox, by = told.app.services.outbox, DoneBy("UMAX", told.day.now, told.day.now.date())
    await outbox.enqueue_test(told.day.clinic.id, [TEAM], by)
    await told.day.tick(seconds=3)
    lines = await told.report()
    assert "MEND Messages: 1 test alert reached nobody: not_in_channel." in lines
    assert "Then try again: /clinic test." in lines
    told.day.later(minutes=5)
    by = DoneBy("UMAX", told.day.now, told.day.now.date())
    await outbox.enqueue_test(told.day.clinic.id, [TEAM], by)
    await told.day.tick(seconds=3)
    assert "test alert" not in await told.report()


async def test_the_disk_of_a_server_of_its_own_is_not_seen_from_here() -> None:
    (finding,) = operations._room(None)  # noqa: SLF001
    assert "not seen from here" in finding.state
    assert not finding.mend


async def test_a_terminals_clinic_beside_those_of_slack_is_told(told: Told) -> None:
    assert "Clinics" not in await told.report()
    await told.app.records.seat(
        Platform.CONSOLE, "this machine", "staff", role=Role.STAFF, at=told.day.now
    )
    lines = await told.report()
    assert "MEND Clinics: Clinic 2 is a terminal's: nobody in Slack or Teams sees it." in lines
    assert "erase clinic console 'this machine' --sure" in lines


async def test_a_disk_with_little_room_is_told(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    little = SimpleNamespace(free=50_000_000)
    monkeypatch.setattr(operations, "shutil", SimpleNamespace(disk_usage=lambda _folder: little))
    assert "MEND Disk: 50 MB are left." in await told.report()


async def test_records_that_are_not_migrated_are_all_that_is_told(told: Told) -> None:
    await execute("DELETE FROM tortoise_migrations")
    records, room = (await told.report()).splitlines()
    assert records == (
        "MEND Records: Not ready. The records are kept in an older shape than this program needs. "
        "Run `python -m bot migrate`."
    )
    assert room.startswith("ok   Disk: ")


def test_the_guide_says_the_same_of_every_reason() -> None:
    guide = (ROOT / "docs/operating.md").read_text()
    for why in delivery_reasons.MENDS:
        assert f"`{why}`" in guide, why


def test_every_reason_of_ours_has_a_cure() -> None:
    for why in (route_alerts._NOBODY, send_alerts._NO_MESSENGER_WHY):  # noqa: SLF001
        assert why in delivery_reasons.MENDS


async def test_a_web_that_died_is_missed_and_one_that_never_ran_where_a_clock_has(
    told: Told,
) -> None:
    assert "ok   Web: No web has run yet: nobody is answered." in await told.report()
    at = told.day.now
    await told.app.job_runs.note(JobRun("digest", at, at))
    assert "MEND Web: No web has run yet" in await told.report()
    await told.app.job_runs.note_web(at)
    assert "ok   Web: A web is running." in await told.report()
    told.day.later(hours=5)
    lines = await told.report()
    assert "MEND Web: No web has run for 5 hours: nobody is answered. Start one" in lines


async def test_a_web_is_no_job_and_no_clock(told: Told) -> None:
    await told.app.job_runs.note_web(told.day.now)
    assert await told.app.job_runs.all() == ()
    assert "Clock: No clock has run yet" in await told.report()

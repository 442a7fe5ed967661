"""The sender when things go wrong on our own side: nothing lost, and no repeat that hides it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from jobs import refused_messages, send_alerts
from models.alerts.actions import Acknowledge, HandOver
from models.alerts.alert_state import AlertState
from models.alerts.delivery import Delivery
from models.alerts.holidays import Holidays
from models.alerts.hours import Hours
from models.clinic.clinic import Clinic
from models.clinic.preferences import Preferences
from models.errors import RecordsUnreachable
from models.mention import channel, person
from models.ports import Refusal, Undelivered
from models.reply import Reply
from models.storage.outbox import Outbox
from models.visits.cap import Cap, CapScope
from models.visits.window import CalendarYear
from tests.jobs.clinic_day import TEAM, ClinicDay, Recorder

BLUE = "BLUE-47K"
REPEAT = "may be a repeat"


def cautions(reply: Reply) -> str:
    """What a message warns of about itself."""
    return " ".join(line.text for line in reply.cautions)


async def due(day: ClinicDay, *aliases: str) -> None:
    """Aliases with two visits left, of which nobody knows yet."""
    for alias in aliases or (BLUE,):
        await day.begin(alias)
        cap = Cap(CapScope.ALIAS, alias, 3, CalendarYear(), "UBOSS", day.today)
        await day.charts.set_cap(day.clinic.id, cap, day.by)
        await day.log(alias)


class ForgetfulPostRoom(Outbox):
    """The database goes away once, just when a message that was posted is to be written down."""

    def __init__(self) -> None:
        self.is_away = True

    async def sent(
        self,
        delivery: Delivery,
        message: str,
        at: datetime,
        patience: datetime | None = None,
        words: Collection[str] = (),
    ) -> None:
        """Write nothing down, the first time."""
        if self.is_away:
            self.is_away = False
            raise RecordsUnreachable("The records do not answer.", "Try again.")
        await super().sent(delivery, message, at, patience, words)


async def test_what_was_posted_and_not_written_down_says_that_it_may_be_a_repeat(
    day: ClinicDay,
) -> None:
    day.post = ForgetfulPostRoom()
    await due(day)
    await send_alerts.JOB.run(day.now, day.services())
    assert [type(error) for error in day.troubles] == [RecordsUnreachable]
    day.troubles.clear()
    await day.tick(seconds=8)
    first, second = day.team
    assert REPEAT not in cautions(first)
    assert REPEAT in cautions(second)
    assert [alert.state for alert in await day.alerts()] == [AlertState.UNCERTAIN]


async def test_a_place_that_asks_to_wait_is_sent_nothing_though_others_queue_there(
    day: ClinicDay,
) -> None:
    await due(day, *(f"RED-{number}" for number in range(6)))
    await day.tick(seconds=1)
    told = len(day.team)
    day.messages.refusals[TEAM] = [Undelivered("ratelimited", retry_after=30)]
    await day.tick(seconds=30)
    assert len(day.team) == told
    await day.tick(seconds=8)
    assert len(day.team) == 6


async def test_to_wait_for_a_turn_is_no_failed_attempt(day: ClinicDay) -> None:
    await due(day, *(f"RED-{number}" for number in range(10)))
    await day.tick(seconds=8)
    assert len(day.team) == 9
    day.messages.refusals[TEAM] = [Undelivered("refused")]
    await day.tick(seconds=6)
    assert len(day.team) == 10


async def test_the_oldest_alert_of_a_channel_goes_first(day: ClinicDay) -> None:
    aliases = [f"RED-{number}" for number in range(5)]
    for alias in aliases:
        await due(day, alias)
        day.later(seconds=0.1)
    await day.tick(seconds=6)
    assert [reply.headline.split()[0] for reply in day.team] == aliases


async def test_a_worker_that_dies_while_posting_holds_a_channel_up_for_seconds_only(
    day: ClinicDay,
) -> None:
    await due(day, "RED-1", "RED-2")
    until = day.now + send_alerts.WITHIN
    assert await day.post.lock_channel(day.clinic.id, TEAM, day.now, until)
    await day.tick(seconds=11)
    assert day.team == []
    await day.tick(seconds=2)
    assert len(day.team) == 2


async def test_a_worker_that_dies_while_editing_makes_no_repeat_of_the_message(
    day: ClinicDay,
) -> None:
    await due(day)
    await day.tick(seconds=2)
    (alert,) = await day.alerts()
    await day.post.act(day.clinic.id, alert.id, Acknowledge(), day.by)
    (held,) = await day.post.claim(day.now, "dies", 20, send_alerts.LEASE)
    assert await day.post.begin(held)
    day.now += send_alerts.LEASE
    await day.tick(seconds=1)
    (message,) = day.team
    assert "took it on" in message.lines[-1].text
    assert not message.cautions


@dataclass
class Stalling(Recorder):
    """A platform that answers nothing from one channel, though the message arrives there."""

    stalls: str = TEAM
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    answers: asyncio.Event = field(default_factory=asyncio.Event)

    async def post(self, clinic: Clinic, place: str, reply: Reply) -> str:
        """Keep a message, and say nothing."""
        message = await super().post(clinic, place, reply)
        if place == self.stalls:
            self.stalls = ""
            self.arrived.set()
            await self.answers.wait()
        return message


async def test_a_platform_that_never_answers_is_left_before_the_lease_ends(
    day: ClinicDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send_alerts, "WITHIN", timedelta(seconds=0.05))
    day.messages = Stalling(lambda: day.now)
    await due(day)
    await day.tick(seconds=6)
    assert [REPEAT in cautions(reply) for reply in day.team] == [False, True]


def test_a_messenger_is_left_long_before_another_worker_takes_its_message() -> None:
    assert send_alerts.WITHIN * 2 <= send_alerts.LEASE


async def test_while_a_channel_stalls_the_next_pass_serves_the_others(day: ClinicDay) -> None:
    day.messages = stalling = Stalling(lambda: day.now)
    await due(day)
    hangs = asyncio.create_task(send_alerts.JOB.run(day.now, day.services()))
    await stalling.arrived.wait()
    other = await ClinicDay(day.book, day.now).open("T2")
    other.messages = day.messages
    await other.prefer(Preferences(channel=channel("COTHER")))
    await due(other)
    await other.tick(seconds=1)
    assert len(day.messages.at(channel("COTHER"))) == 1
    stalling.answers.set()
    await hangs
    assert send_alerts.JOB.at_once > 1


async def test_a_pass_says_how_many_messages_it_handled(day: ClinicDay) -> None:
    assert await day.fire(send_alerts.JOB) == "Nothing is due."
    await due(day)
    assert await day.fire(send_alerts.JOB) == "1 message handled."
    assert await day.fire(send_alerts.JOB) == "Nothing is due."


@dataclass
class Refusing(Recorder):
    """A platform that takes nothing, and notes when it was asked."""

    times: list[datetime] = field(default_factory=list)

    async def post(self, *_message: object) -> str:
        """Refuse a message."""
        self.times.append(self.now())
        raise Undelivered("busy")


async def test_each_attempt_waits_about_twice_as_long_and_at_first_never_over_a_minute(
    day: ClinicDay,
) -> None:
    day.messages = refusing = Refusing(lambda: day.now)
    await due(day)
    await day.tick(seconds=240)
    waits = [(later - before).total_seconds() for before, later in pairwise(refusing.times)]
    least = [2, 4, 8, 16, 32, 60, 60]
    assert len(waits) >= len(least)
    for wait, shortest in zip(waits, least, strict=False):
        assert shortest <= wait <= min(2 * shortest, 60) + 1
    (alert,) = await day.alerts()
    assert alert.state is AlertState.NOTED


async def test_the_pauses_grow_with_the_time_of_refusal_to_a_quarter_of_an_hour(
    day: ClinicDay,
) -> None:
    day.messages = refusing = Refusing(lambda: day.now)
    await due(day)
    began = day.now
    for _ in range(5 * 60):
        await day.fire(send_alerts.JOB)
        day.later(minutes=1)
    waits = [later - before for before, later in pairwise(refusing.times)]
    for wait, at in zip(waits, refusing.times, strict=False):
        assert wait <= max(timedelta(minutes=1), (at - began) / 10) + timedelta(minutes=1)
    assert timedelta(minutes=14) <= waits[-1] <= timedelta(minutes=16)


async def test_what_a_channel_refuses_is_tried_until_the_time_for_it_is_over(
    day: ClinicDay,
) -> None:
    """To the very instant; after it the managers are told instead."""
    day.messages.refusals[TEAM] = [Undelivered("busy")] * 100
    began = day.now
    await due(day)
    await day.fire(send_alerts.JOB)
    for late, places in ((0, 1), (1, 2)):
        day.now = began + refused_messages.PATIENCE[Refusal.LATER] + timedelta(seconds=late * 3_600)
        await day.fire(send_alerts.JOB)
        (alert,) = await day.alerts()
        assert len(await day.post.channels(day.clinic.id, alert.id)) == places


async def test_while_a_message_is_on_its_way_nothing_else_goes_to_its_channel(
    day: ClinicDay,
) -> None:
    day.messages = stalling = Stalling(lambda: day.now)
    await due(day, "RED-1", "RED-2")
    hangs = asyncio.create_task(send_alerts.JOB.run(day.now, day.services()))
    await stalling.arrived.wait()
    for _ in range(5):
        day.later(seconds=1)
        await day.fire(send_alerts.JOB, "w2")
    assert len(day.team) == 1
    stalling.answers.set()
    await hangs
    await day.tick(seconds=6)
    assert len(day.team) == 2


async def test_a_posted_alert_takes_the_new_name_of_a_renamed_alias(day: ClinicDay) -> None:
    await due(day, "JDOE-1")
    await day.tick(seconds=3)
    assert "JDOE-1" in str(day.team)
    await day.charts.rename(day.clinic.id, "JDOE-1", "OAK-12", day.by)
    await day.tick(seconds=3)
    assert "JDOE-1" not in str(day.team)
    assert "OAK-12" in str(day.team)
    assert len(day.team) == 1, "the message was changed, and no second one posted"


async def test_an_alert_that_waits_is_told_with_the_new_name(day: ClinicDay) -> None:
    await due(day, "JDOE-1")
    await day.charts.rename(day.clinic.id, "JDOE-1", "OAK-12", day.by)
    await day.tick(seconds=3)
    assert "OAK-12" in str(day.team)
    assert "JDOE-1" not in str(day.team)


def new_york(text: str) -> datetime:
    """A wall time of the clinic."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/New_York"))


async def test_what_a_clock_could_not_send_before_the_evening_is_sent_in_the_morning(
    day: ClinicDay,
) -> None:
    """The clock stood still from 17:58 until 23:30, with the message owed already."""
    day.now = new_york("2026-11-23T17:58")
    await due(day)
    day.messages.refusals[TEAM] = [Undelivered("busy")]
    await day.fire(send_alerts.JOB)
    day.now = new_york("2026-11-23T23:30")
    await day.tick(seconds=5)
    assert day.team == []
    day.now = new_york("2026-11-24T07:29")
    await day.tick(seconds=30)
    assert day.team == []
    day.now = new_york("2026-11-24T07:30")
    await day.tick(seconds=1)
    assert len(day.team) == 1


async def test_no_alert_comes_on_thanksgiving_nor_on_a_day_off_of_the_clinics_own(
    day: ClinicDay,
) -> None:
    day_after = Holidays(own=(("2026-11-27", True),))
    await day.prefer(Preferences(channel=TEAM, hours=Hours(holidays=day_after)))
    day.now = new_york("2026-11-26T10:00")
    await due(day)
    for wall in ("2026-11-26T10:01", "2026-11-27T10:00", "2026-11-29T10:00"):
        day.now = new_york(wall)
        await day.tick(seconds=2)
    assert day.team == []
    day.now = new_york("2026-11-30T07:30")
    await day.tick(seconds=2)
    assert len(day.team) == 1


async def test_nobody_is_told_in_the_evening_that_an_alert_was_left_lying(day: ClinicDay) -> None:
    """The clock died when the patience of four hours was about to end."""
    day.now = new_york("2026-11-23T13:57")
    await due(day)
    await day.tick(seconds=2)
    day.now = new_york("2026-11-23T20:00")
    await day.tick(seconds=5)
    assert day.messages.at(person("UBOSS")) == []
    day.now = new_york("2026-11-24T07:30")
    await day.tick(seconds=2)
    assert len(day.messages.at(person("UBOSS"))) == 1


async def test_a_message_that_is_held_goes_out_once_the_hours_are_changed(day: ClinicDay) -> None:
    day.now = new_york("2026-11-23T17:58")
    await due(day)
    day.messages.refusals[TEAM] = [Undelivered("busy")]
    await day.fire(send_alerts.JOB)
    day.now = new_york("2026-11-23T19:00")
    await day.tick(seconds=2)
    assert day.team == []
    await day.prefer(Preferences(channel=TEAM, hours=Hours(quiet=None)))
    await day.tick(seconds=2)
    assert len(day.team) == 1


async def test_the_time_in_which_a_clinic_is_closed_uses_up_no_patience_with_its_channel(
    day: ClinicDay,
) -> None:
    day.now = new_york("2026-11-25T17:58")
    await due(day)
    day.messages.refusals[TEAM] = [Undelivered("busy")] * 2
    await day.fire(send_alerts.JOB)
    day.now = new_york("2026-11-25T19:00")
    await day.tick(seconds=2)
    day.now = new_york("2026-11-27T07:30")
    await day.tick(seconds=30)
    assert (len(day.team), len(day.messages.at(person("UBOSS")))) == (1, 0)


async def test_what_is_handed_over_in_the_evening_goes_at_once(day: ClinicDay) -> None:
    await due(day)
    await day.tick(seconds=2)
    (alert,) = await day.alerts()
    day.now = new_york("2026-11-23T19:00")
    act = HandOver(person("UMAX"), day.now + timedelta(days=1))
    await day.post.act(day.clinic.id, alert.id, act, day.by)
    await day.tick(seconds=2)
    assert len(day.messages.at(person("UMAX"))) == 1


NIGHT = timedelta(hours=10)


async def test_an_alert_on_hold_goes_out_once_the_hours_are_changed(day: ClinicDay) -> None:
    day.now += NIGHT
    await due(day)
    await day.tick(seconds=2)
    assert day.team == []
    await day.prefer(Preferences(channel=TEAM, hours=Hours(days=tuple(range(7)), quiet=None)))
    await day.tick(seconds=2)
    assert len(day.team) == 1


async def test_an_alert_waits_for_hours_that_were_set_after_it_was_noted(day: ClinicDay) -> None:
    await day.prefer(Preferences(channel=TEAM, hours=Hours(days=tuple(range(7)), quiet=None)))
    day.now += NIGHT
    await due(day)
    await day.prefer(Preferences(channel=TEAM))
    await day.tick(seconds=2)
    assert day.team == []
    (alert,) = await day.alerts()
    assert alert.state is AlertState.NOTED
    assert alert.look_at
    assert alert.look_at > day.now
    day.now = alert.look_at
    await day.tick(seconds=2)
    assert len(day.team) == 1

"""Alerts of one alias that fall together are one message, and more than ten at once are a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from jobs import escalate, route_alerts
from models.alerts.actions import Acknowledge, HandOver, Snooze
from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.mention import person
from models.period import Period
from models.reply import Reply
from models.storage.purge import Purge
from models.storage.tables import NoteRow
from models.visits.authorization import Authorization
from models.visits.events import AuthorizationAdded, AuthorizationWithdrawn
from tests.jobs.clinic_day import ClinicDay
from tests.jobs.test_alerts import BLUE, BOSS, capped, said
from tests.jobs.test_send_alerts import due


async def two_at_once(day: ClinicDay, alias: str = BLUE) -> None:
    """A cap and an authorization that come near by the same visit."""
    await capped(day, alias=alias)
    period = Period(day.today - timedelta(days=30), day.today + timedelta(days=60))
    granted = Authorization("1", 5, period, serial=1)
    await day.amend(alias, AuthorizationAdded(granted))
    await day.log(alias, times=3)


async def by_threshold(day: ClinicDay) -> dict[str, Alert]:
    """The alerts by what they warn of."""
    return {str(alert.ref.threshold): alert for alert in await day.alerts()}


def lines(reply: Reply) -> list[str]:
    """The lines of every section."""
    return [line.text for section in reply.sections for line in section.lines]


# ── One alias ──


async def test_what_falls_due_by_one_visit_is_one_message(day: ClinicDay) -> None:
    await two_at_once(day)
    await day.tick(seconds=4)
    (reply,) = day.team
    assert reply.headline == "BLUE-47K · 2 visits left"
    assert "Also: 2 visits left. Your clinic's cap" in said(reply)
    assert reply.small_print == "Alerts 1 and 2"
    assert {alert.state for alert in await day.alerts()} == {AlertState.SENT}


async def test_what_waits_for_the_morning_is_one_message_then(day: ClinicDay) -> None:
    day.later(hours=8)
    await capped(day)
    await day.log(BLUE, times=3)
    day.later(minutes=5)
    granted = Authorization("1", 4, Period(day.today - timedelta(days=30), day.today), serial=1)
    await day.amend(BLUE, AuthorizationAdded(granted))
    day.later(hours=12)
    await day.tick(seconds=4)
    alerts = [reply for reply in day.team if reply.headline.startswith(BLUE)]
    assert len(alerts) == 1


@pytest.mark.parametrize("number", [1, 2])
async def test_whoever_takes_one_has_what_is_told_with_it(day: ClinicDay, number: int) -> None:
    await two_at_once(day)
    await day.tick(seconds=2)
    await day.post.act(day.clinic.id, number, Acknowledge(), day.by)
    await day.tick(seconds=2)
    assert {alert.state for alert in await day.alerts()} == {AlertState.ACKNOWLEDGED}
    assert "took it on" in said(day.team[0])
    day.later(hours=5)
    await day.tick(seconds=2)
    assert day.messages.at(BOSS) == []


async def test_nobody_took_them_so_each_manager_hears_of_them_once(day: ClinicDay) -> None:
    await two_at_once(day)
    await day.tick(seconds=2)
    day.later(hours=5)
    await day.tick(seconds=4)
    assert len(day.messages.at(BOSS)) == 1
    assert "Nobody has taken this alert" in said(day.messages.at(BOSS)[0])
    assert await day.fire(escalate.JOB) == "Nothing is due."


async def test_they_are_snoozed_and_handed_over_together(day: ClinicDay) -> None:
    await two_at_once(day)
    await day.tick(seconds=2)
    await day.post.act(day.clinic.id, 2, Snooze(day.now + timedelta(hours=1)), day.by)
    day.later(hours=1)
    await day.tick(seconds=4)
    assert len(day.team) == 2
    assert "You asked to be told again." in said(day.team[1])
    handed = HandOver(person("UZOE"), day.now + timedelta(hours=4))
    await day.post.act(day.clinic.id, 1, handed, day.by)
    await day.tick(seconds=4)
    assert len(day.messages.at(person("UZOE"))) == 1


async def test_one_that_ends_leaves_the_message_to_the_other(day: ClinicDay) -> None:
    await two_at_once(day)
    await day.tick(seconds=2)
    longer = Authorization(
        "2", 12, Period(day.today - timedelta(days=30), day.today + timedelta(days=90)), serial=2
    )
    await day.amend(BLUE, AuthorizationAdded(longer, replaces=(1,)))
    await day.tick(seconds=2)
    (reply,) = day.team
    assert reply.headline == "BLUE-47K · 2 visits left"
    assert "Also" not in said(reply)
    await day.undo(BLUE)
    await day.tick(seconds=2)
    assert [reply.headline for reply in day.team] == ["BLUE-47K · resolved"]


async def test_one_that_ended_before_its_message_and_is_back_is_told_after_all(
    day: ClinicDay,
) -> None:
    await two_at_once(day)
    await route_alerts.route(day.now, day.services())
    dates = Period(day.today - timedelta(days=30), day.today + timedelta(days=90))
    longer = Authorization("2", 12, dates, serial=2)
    await day.amend(BLUE, AuthorizationAdded(longer, replaces=(1,)))
    await day.tick(seconds=4)
    states = [AlertState.WITHDRAWN, AlertState.SENT]
    assert [alert.state for alert in await day.alerts()] == states
    await day.amend(BLUE, AuthorizationWithdrawn(2))
    await day.tick(seconds=4)
    assert len(day.team) == 2
    assert "Authorization number 1" in said(day.team[1])
    assert {alert.state for alert in await day.alerts()} == {AlertState.SENT}


async def test_what_somebody_has_taken_is_changed_in_place_until_nothing_is_left(
    day: ClinicDay,
) -> None:
    await capped(day)
    await day.log(BLUE, day.today - timedelta(days=1), times=3)
    await day.tick(seconds=2)
    await day.post.act(day.clinic.id, 1, Acknowledge(), day.by)
    await day.log(BLUE)
    await day.tick(seconds=3)
    (reply,) = day.team
    assert reply.headline == "BLUE-47K · 1 visit left"
    assert f"{person('UAMY')} took it on" in said(reply)
    day.later(days=1)
    await day.log(BLUE)
    await day.tick(seconds=3)
    alerts = [reply.headline for reply in day.team if reply.headline.startswith(BLUE)]
    assert alerts == ["BLUE-47K · resolved", "BLUE-47K · no visit left"]


# ── A storm ──


@pytest.mark.parametrize(("number", "messages"), [(10, 10), (11, 1)])
async def test_more_than_ten_at_once_are_one_message(
    day: ClinicDay, number: int, messages: int
) -> None:
    await due(day, *(f"RED-{n}" for n in range(number)))
    await day.tick(seconds=13)
    assert len(day.team) == messages
    assert {alert.state for alert in await day.alerts()} == {AlertState.SENT}


async def test_a_list_names_twenty_and_says_where_the_others_are(day: ClinicDay) -> None:
    await due(day, *(f"RED-{n}" for n in range(24)))
    await day.tick(seconds=4)
    (reply,) = day.team
    lead = (await day.alerts())[0]
    assert reply.headline == "24 alerts at once"
    assert lines(reply)[0] == "RED-0: 2 visits left"
    assert lines(reply)[-1] == "And 4 more: /clinic alerts"
    assert [choice.command for choice in reply.choices] == [
        f"/clinic alerts ack {lead.named} all",
        "/clinic alerts",
    ]


async def test_a_list_says_who_has_which_and_is_taken_whole(day: ClinicDay) -> None:
    await due(day, *(f"RED-{n}" for n in range(12)))
    await day.tick(seconds=4)
    await day.post.act(day.clinic.id, 3, Acknowledge(), day.by)
    await day.undo("RED-4")
    await day.tick(seconds=4)
    (reply,) = day.team
    assert "RED-2: 2 visits left (acknowledged)" in lines(reply)
    assert "RED-4: resolved" in lines(reply)
    await day.post.act(day.clinic.id, 3, Acknowledge(), day.by, whole=True)
    await day.tick(seconds=4)
    states = [alert.state for alert in await day.alerts()]
    assert states.count(AlertState.ACKNOWLEDGED) == 11
    assert [choice.label for choice in day.team[0].choices] == ["One by one"]


async def test_a_list_that_nobody_takes_goes_to_the_managers_once(day: ClinicDay) -> None:
    await due(day, *(f"RED-{n}" for n in range(12)))
    await day.tick(seconds=4)
    day.later(hours=5)
    await day.tick(seconds=4)
    (reply,) = day.messages.at(BOSS)
    assert "Nobody has taken all of these" in said(reply)


@pytest.mark.parametrize("alias", ["RED-0", "RED-7"])
async def test_a_list_that_names_a_forgotten_alias_is_removed_and_the_others_go_on(
    day: ClinicDay, alias: str
) -> None:
    await due(day, *(f"RED-{n}" for n in range(12)))
    await day.tick(seconds=4)
    await day.charts.forget(day.clinic.id, alias, day.by)
    await day.tick(seconds=6)
    assert all(alias not in said(reply) + str(lines(reply)) for reply in day.team)
    day.later(hours=5)
    await day.tick(seconds=20)
    told = " ".join(str(lines(reply)) + reply.headline for reply in day.messages.at(BOSS))
    assert alias not in told
    assert all(f"RED-{n}" in told for n in range(12) if f"RED-{n}" != alias)


async def test_what_leads_a_message_stays_as_long_as_what_it_leads(day: ClinicDay) -> None:
    await two_at_once(day)
    await day.tick(seconds=2)
    long_ago = day.now - timedelta(days=500)
    await NoteRow.filter(id=1).update(state="resolved", reason="time", noted_at=long_ago)
    await Purge().clear(day.now)
    assert [alert.id for alert in await day.alerts()] == [1, 2]


async def test_alerts_that_nobody_could_be_told_of_are_told_together_once_somebody_can(
    day: ClinicDay,
) -> None:
    await day.prefer(replace(day.clinic.preferences, channel=""))
    await day.records.set_defaults(day.clinic.id, actor="UBOSS", at=day.now)
    await two_at_once(day)
    await day.tick(seconds=4)
    assert len(day.messages.at(BOSS)) == 1

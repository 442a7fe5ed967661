"""An alert: in time, to the right place, once; and withdrawn when its cause is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from jobs import escalate, recount_due, route_alerts, send_alerts
from models.alerts.actions import Acknowledge, HandOver, Snooze, Wake
from models.alerts.alert_state import AlertState
from models.mention import person
from models.period import Period
from models.ports import Refusal, Undelivered
from models.reply import Reply, Weight
from models.visits.authorization import Authorization
from models.visits.cap import Cap, CapScope
from models.visits.events import AuthorizationAdded, ChartClosed
from models.visits.window import CalendarYear
from tests.jobs.clinic_day import TEAM, ClinicDay

BLUE = "BLUE-47K"
BOSS = person("UBOSS")


async def capped(day: ClinicDay, number: int = 5, alias: str = BLUE) -> None:
    """An alias with a cap of so many visits a year."""
    await day.begin(alias)
    cap = Cap(CapScope.ALIAS, alias, number, CalendarYear(), "UBOSS", day.today)
    await day.charts.set_cap(day.clinic.id, cap, day.by)


def said(reply: Reply) -> str:
    """Everything that a reply says."""
    counted = [reply.count.words] if reply.count else []
    return " ".join(
        [reply.headline, *counted, *(line.text for line in (*reply.lines, *reply.cautions))]
    )


async def test_the_last_visits_are_told_once_with_the_phrase_of_the_log(
    day: ClinicDay,
) -> None:
    await capped(day)
    await day.log(BLUE, day.today - timedelta(days=1), times=2)
    await day.tick(seconds=2)
    assert day.team == []
    await day.log(BLUE)
    await day.tick(seconds=3)
    assert len(day.team) == 1
    assert day.team[0].headline == "BLUE-47K · 2 visits left"
    assert "3 of 5 visits used Plan the last visits with the patient." in said(day.team[0])
    assert "Your clinic's cap: 5 visits" in said(day.team[0])
    assert "Resets Jan 1, 2027" in said(day.team[0])
    assert [alert.state for alert in await day.alerts()] == [AlertState.SENT]


async def test_two_buttons_lead_an_alert_and_a_menu_has_the_rest(day: ClinicDay) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    await day.tick(seconds=2)
    by_weight: dict[Weight, list[str]] = {}
    for choice in day.team[0].choices:
        by_weight.setdefault(choice.weight, []).append(choice.label)
    assert by_weight[Weight.PRIMARY] == ["Acknowledge"]
    assert by_weight[Weight.PLAIN] == ["Show the count"]
    assert by_weight[Weight.MORE] == [
        "Snooze 1 day",
        "Snooze 1 week",
        "Snooze until next visit",
        "Hand over…",
    ]


async def test_a_manager_reads_the_caution_that_the_front_desk_saw(day: ClinicDay) -> None:
    await day.begin(BLUE, "medicare", condition="chronic_low_back_pain")
    await day.log(BLUE, times=10)
    await day.tick(seconds=2)
    says = "Medicare Part B does not pay a physical therapist for needling: check who bills."
    assert [line.text for line in day.team[0].cautions] == [says]
    assert day.team[0].sources == ()


async def test_an_alert_names_the_payer(day: ClinicDay) -> None:
    await day.begin(BLUE, "medicare", condition="chronic_low_back_pain")
    await day.log(BLUE, times=10)
    await day.tick(seconds=2)
    assert day.book.payers["medicare"].name in said(day.team[0])


async def test_each_number_interrupts_once_and_ends_the_one_before(day: ClinicDay) -> None:
    await capped(day)
    for ago in range(7)[::-1]:
        await day.log(BLUE, day.today - timedelta(days=ago))
        await day.tick(seconds=2)
    assert [reply.headline for reply in day.team] == [
        "BLUE-47K · resolved",
        "BLUE-47K · resolved",
        "BLUE-47K · resolved",
        "BLUE-47K · over by 2",
    ]
    assert "A tighter warning has taken its place." in said(day.team[0])


async def test_an_undo_withdraws_what_was_not_sent_and_resolves_what_was(day: ClinicDay) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    await day.undo(BLUE)
    await day.tick(seconds=2)
    assert day.team == []
    assert [alert.state for alert in await day.alerts()] == [AlertState.WITHDRAWN]
    await day.log(BLUE)
    await day.tick(seconds=2)
    assert len(day.team) == 1
    await day.undo(BLUE)
    await day.tick(seconds=2)
    assert len(day.team) == 1
    assert "A session was voided." in said(day.team[0])
    assert [alert.state for alert in await day.alerts()] == [AlertState.RESOLVED]


async def test_a_cause_that_is_back_edits_the_message_back_and_interrupts_nobody(
    day: ClinicDay,
) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    await day.tick(seconds=2)
    await day.undo(BLUE)
    await day.tick(seconds=2)
    await day.log(BLUE)
    await day.tick(seconds=2)
    assert [reply.headline for reply in day.team] == ["BLUE-47K · 2 visits left"]
    assert [alert.state for alert in await day.alerts()] == [AlertState.SENT]


async def test_without_a_channel_each_manager_hears_in_their_own_chat(day: ClinicDay) -> None:
    await day.prefer(replace(day.clinic.preferences, channel=""))
    await capped(day)
    await day.log(BLUE, times=4)
    await day.tick(seconds=2)
    assert [reply.headline for reply in day.messages.at(BOSS)] == ["BLUE-47K · 1 visit left"]
    assert day.messages.at(person("UAMY")) == []


async def test_in_quiet_hours_an_alert_waits_for_the_morning(day: ClinicDay) -> None:
    await capped(day)
    day.later(hours=8)  # 8 in the evening
    await day.log(BLUE, times=3)
    await day.tick(seconds=2)
    assert day.team == []
    day.later(hours=11, minutes=30)
    await day.fire(send_alerts.JOB)
    assert len(day.team) == 1


async def test_an_archived_channel_sends_the_managers_the_alert_another_way(day: ClinicDay) -> None:
    day.messages.refusals[TEAM] = [Undelivered("is_archived", Refusal.CHANNEL)]
    await capped(day)
    await day.log(BLUE, times=3)
    await day.tick(seconds=3)
    assert day.team == []
    assert "could not be posted where your clinic wants" in said(day.messages.at(BOSS)[0])
    (alert,) = await day.alerts()
    assert alert.state is AlertState.SENT
    assert [fate.value for _, fate in await day.post.channels(day.clinic.id, alert.id)] == [
        "failed",
        "sent",
    ]


async def test_where_nobody_can_be_told_the_alert_has_failed_and_the_digest_says_so(
    day: ClinicDay,
) -> None:
    for place in (TEAM, BOSS):
        day.messages.refusals[place] = [Undelivered("user_disabled", Refusal.CHANNEL)]
    await capped(day)
    await day.log(BLUE, times=3)
    await day.tick(seconds=3)
    assert [alert.state for alert in await day.alerts()] == [AlertState.FAILED]
    day.later(hours=20)
    await day.tick(seconds=2)
    assert "Could not be delivered" in [section.title for section in day.team[0].sections]


async def test_a_lost_answer_is_sent_again_and_says_that_it_may_be_a_repeat(day: ClinicDay) -> None:
    day.messages.refusals[TEAM] = [Undelivered("timeout", uncertain=True)]
    day.messages.arrives = True
    await capped(day)
    await day.log(BLUE, times=3)
    await day.tick(seconds=8)
    first, second = day.team
    assert "may be a repeat" not in said(first)
    assert "may be a repeat" in said(second)
    assert [alert.state for alert in await day.alerts()] == [AlertState.UNCERTAIN]


async def test_a_refused_connection_is_tried_again_and_is_no_repeat(day: ClinicDay) -> None:
    day.messages.refusals[TEAM] = [Undelivered("refused")] * 2
    await capped(day)
    await day.log(BLUE, times=3)
    await day.tick(seconds=20)
    assert len(day.team) == 1
    assert "may be a repeat" not in said(day.team[0])


async def test_a_place_that_asks_to_wait_is_sent_nothing_before(day: ClinicDay) -> None:
    day.messages.refusals[TEAM] = [Undelivered("ratelimited", retry_after=30)]
    await capped(day)
    await capped(day, alias="RED-22F")
    await day.log(BLUE, times=3)
    await day.tick(seconds=1)
    await day.log("RED-22F", times=3)
    await day.tick(seconds=27)
    assert day.team == []
    await day.tick(seconds=5)
    assert len(day.team) == 2


async def test_a_pass_says_how_many_alerts_it_told_again(day: ClinicDay) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    await day.tick(seconds=2)
    assert await day.fire(escalate.JOB) == "Nothing is due."
    day.later(hours=5)
    assert await day.fire(escalate.JOB) == "1 alert told again."
    assert await day.fire(escalate.JOB) == "Nothing is due."


async def test_one_message_a_second_goes_to_a_channel(day: ClinicDay) -> None:
    for number in range(5):
        await capped(day, alias=f"RED-{number}")
        await day.log(f"RED-{number}", times=3)
    await day.tick(seconds=6)
    times = [posted.at for posted in day.messages.posted.values()]
    assert [b - a >= timedelta(seconds=1) for a, b in pairwise(times)] == [True] * 4


async def test_a_job_fired_twice_at_one_instant_sends_once(day: ClinicDay) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    for job in (recount_due.JOB, send_alerts.JOB, escalate.JOB) * 2:
        await day.fire(job, "w1")
        await day.fire(job, "w2")
    assert len(day.team) == 1


async def test_nobody_took_it_so_it_goes_to_the_managers_in_working_hours(day: ClinicDay) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    await day.tick(seconds=2)
    day.later(hours=3, minutes=50)
    await day.tick(seconds=1)
    assert day.messages.at(BOSS) == []
    day.later(minutes=15)
    await day.tick(seconds=1)
    assert "Nobody has taken this alert" in said(day.messages.at(BOSS)[0])
    day.later(hours=2)
    await day.tick(seconds=2)
    assert len(day.messages.at(BOSS)) == 1


async def test_whoever_takes_it_is_named_to_everybody_and_nobody_is_told_again(
    day: ClinicDay,
) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    await day.tick(seconds=2)
    (alert,) = await day.alerts()
    await day.post.act(day.clinic.id, alert.id, Acknowledge(), day.by)
    await day.tick(seconds=2)
    assert f"{person('UAMY')} took it on Mon Nov 23, 2026, 12:00 PM." in said(day.team[0])
    assert [choice.label for choice in day.team[0].choices] == ["Show the count", "Hand over…"]
    day.later(hours=20)
    await day.fire(escalate.JOB)
    await day.fire(send_alerts.JOB)
    assert day.messages.at(BOSS) == []


async def test_a_snoozed_alert_comes_again_after_its_time(day: ClinicDay) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    await day.tick(seconds=2)
    (alert,) = await day.alerts()
    until = day.now + timedelta(days=1)
    await day.post.act(day.clinic.id, alert.id, Snooze(until), day.by)
    await day.tick(seconds=2)
    assert "snoozed it until Tue Nov 24" in said(day.team[0])
    day.later(days=1)
    await day.tick(seconds=2)
    assert len(day.team) == 3  # the alert, the digest of the morning, and the alert again
    assert "You asked to be told again." in said(day.team[-1])


@pytest.mark.parametrize("days", [1, None], ids=["a day", "until the next visit"])
async def test_an_alert_that_is_woken_comes_again_at_once(day: ClinicDay, days: int | None) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    await day.tick(seconds=2)
    (alert,) = await day.alerts()
    until = day.now + timedelta(days=days) if days else None
    await day.post.act(day.clinic.id, alert.id, Snooze(until), day.by)
    await day.tick(seconds=2)
    await day.post.act(day.clinic.id, alert.id, Wake(day.now), day.by)
    await day.tick(seconds=2)
    assert len(day.team) == 2
    assert "You asked to be told again." in said(day.team[-1])
    assert [a.state for a in await day.alerts()] == [AlertState.SENT]


async def test_a_snooze_until_the_next_visit_ends_with_it(day: ClinicDay) -> None:
    await day.begin(BLUE)
    authorized = Authorization("1", 9, Period(day.today, day.today + timedelta(days=6)))
    await day.amend(BLUE, AuthorizationAdded(authorized))
    await day.tick(seconds=2)
    (alert,) = await day.alerts()
    assert str(alert.ref.threshold) == "ends/7"
    await day.post.act(day.clinic.id, alert.id, Snooze(None), day.by)
    await day.tick(seconds=2)
    await day.log(BLUE)
    await day.tick(seconds=2)
    assert len(day.team) == 2
    assert "You asked to be told again." in said(day.team[1])


async def test_an_alert_handed_over_is_told_to_whom_it_is_given(day: ClinicDay) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    await day.tick(seconds=2)
    (alert,) = await day.alerts()
    act = HandOver(person("UZOE"), day.now + timedelta(hours=4))
    await day.post.act(day.clinic.id, alert.id, act, day.by)
    await day.tick(seconds=2)
    assert "hands this over to you" in said(day.messages.at(person("UZOE"))[0])
    assert f"handed it over to {person('UZOE')}" in said(day.team[0])
    day.later(hours=5)
    await day.tick(seconds=2)
    assert "Nobody has taken this alert" in said(day.messages.at(BOSS)[0])


async def test_a_new_authorization_resolves_the_end_of_the_old(day: ClinicDay) -> None:
    await day.begin(BLUE)
    old = Authorization("1", 9, Period(day.today, day.today + timedelta(days=6)))
    await day.amend(BLUE, AuthorizationAdded(old))
    await day.tick(seconds=2)
    new = Authorization("2", 9, Period(day.today + timedelta(days=7), None))
    await day.amend(BLUE, AuthorizationAdded(new))
    await day.tick(seconds=2)
    assert "A new authorization was entered." in said(day.team[0])


async def test_an_authorization_that_ends_is_found_by_the_calendar_alone(day: ClinicDay) -> None:
    await day.begin(BLUE)
    period = Period(day.today, day.today + timedelta(days=44))
    await day.amend(BLUE, AuthorizationAdded(Authorization("1", 9, period)))
    for _ in range(46):
        await day.tick(seconds=1)
        day.later(days=1)
    thresholds = [str(alert.ref.threshold) for alert in await day.alerts()]
    assert thresholds == ["ends/14", "ends/7", "left/0"]


async def test_closing_an_alias_withdraws_its_alerts(day: ClinicDay) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    await day.tick(seconds=2)
    await day.amend(BLUE, ChartClosed(day.today))
    await day.tick(seconds=2)
    assert "Care has ended: the alias is closed." in said(day.team[0])


@pytest.mark.parametrize("lost", [True, False])
async def test_a_worker_that_dies_gives_back_what_it_held(day: ClinicDay, *, lost: bool) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    await route_alerts.route(day.now, day.services())
    (held,) = await day.post.claim(day.now, "dies", 20, send_alerts.LEASE)
    if lost:
        assert await day.post.begin(held)
    await day.fire(send_alerts.JOB)
    assert day.team == []
    day.later(seconds=60)
    await day.fire(send_alerts.JOB)
    assert len(day.team) == 1
    assert ("may be a repeat" in said(day.team[0])) is lost


async def test_a_bug_in_one_message_holds_up_no_other_and_is_given_up_after_a_day(
    day: ClinicDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    await capped(day)
    await capped(day, alias="RED-22F")
    await day.log(BLUE, times=3)
    await day.log("RED-22F", times=3)
    find = day.charts.find

    async def broken(clinic_id: int, alias: str) -> object:
        if alias == BLUE:
            raise ValueError(alias)
        return await find(clinic_id, alias)

    monkeypatch.setattr(day.charts, "find", broken)
    for _ in range(3):
        await send_alerts.run(day.now, day.services())
        day.later(seconds=2)
    assert [reply.headline for reply in day.team] == ["RED-22F · 2 visits left"]
    day.later(days=2)
    await send_alerts.run(day.now, day.services())
    assert {alert.alias: alert.state for alert in await day.alerts()} == {
        BLUE: AlertState.FAILED,
        "RED-22F": AlertState.SENT,
    }
    assert {type(error) for error in day.troubles} == {ValueError}

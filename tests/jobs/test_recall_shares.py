"""A shared answer that says something else by now is edited where it stands, once a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers import COMMANDS
from handlers.command import Request
from handlers.dispatcher import Dispatcher
from handlers.receipt_codes import of_answer
from jobs import recall_shares, send_alerts
from models.clinic.clinic import Clinic, Member
from models.clinic.receipt import Receipt
from models.clinic.recipient_faults import ChannelFault, NotVouchedFor
from models.clinic.rule import ClinicRule, RuleScope, RuleSource
from models.clinic.shared_answer import SharedAnswer
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.mention import channel
from models.period import Period
from models.ports import Refusal, Undelivered
from models.reply import Audience, Reply
from tests.jobs.clinic_day import ClinicDay

DESK = channel("CDESK")
ASKED = "/share coverage bcbsnc 20560"
NOTHING = "Nothing has changed."
ONE = "1 shared answer changed."


async def share(day: ClinicDay, typed: str = ASKED, *, is_editable: bool = True) -> str:
    """Share an answer as a platform does; the id of its message."""
    dispatcher = Dispatcher(COMMANDS, day.services(), lambda _outcome: None)
    clinic = day.clinic = await day.records.clinic(day.clinic.id)
    name, text = dispatcher.route(typed)
    member = Member(1, clinic.id, "UAMY")
    reply = await dispatcher.answer(Request(clinic, member, "CDESK", name, text, day.now))
    assert reply.audience is Audience.CHANNEL
    message = await day.messages.post(clinic, DESK, reply)
    told = of_answer(reply, reply.asked_again_by, clinic, day.today, day.book.version)
    act, command = f"act/{message}", typed.split()[1]
    shared = SharedAnswer(clinic.id, act, "UAMY", command, "CDESK", day.now, reply.about, told=told)
    await day.shares.claim(shared)
    await day.shares.posted(shared, message if is_editable else "")
    return message


def rule(day: ClinicDay, verdict: Verdict = Verdict.COVERED, payer: str = "bcbsnc") -> ClinicRule:
    """What the payer's portal says today of needling."""
    scope = RuleScope(payer, ("20560", "20561"))
    return ClinicRule(scope, verdict, RuleSource.PORTAL, day.today, Period(day.today))


async def enter(day: ClinicDay, entered: ClinicRule) -> None:
    """A manager enters a rule."""
    await day.rules.enter(day.clinic.id, entered, entered.scope.payer, day.by)


async def one_pass(day: ClinicDay, worker: str = "w1") -> str:
    """Ask again what is due, and send what is owed."""
    day.later(minutes=3)
    told = await day.fire(recall_shares.JOB, worker)
    await day.fire(send_alerts.JOB, worker)
    return told


def shown(day: ClinicDay, message: str) -> Reply:
    """What everybody reads there."""
    return day.messages.posted[message].reply


def edits(day: ClinicDay, message: str) -> int:
    """How often it was edited."""
    return day.messages.posted[message].edits


def other_pack(book: FactBook, verdict: Verdict) -> FactBook:
    """A release in which that payer says something else of needling."""
    positions = tuple(replace(each, verdict=verdict) for each in book.positions["bcbsnc"])
    return replace(book, positions={**book.positions, "bcbsnc": positions}, version="another")


async def test_a_rule_that_is_entered_edits_the_answer_with_what_it_said_before(
    day: ClinicDay,
) -> None:
    message = await share(day)
    assert await one_pass(day) == NOTHING
    assert edits(day, message) == 0
    await enter(day, rule(day))
    assert await one_pass(day) == ONE
    now = shown(day, message)
    assert now.badge
    assert now.badge.words == "Covered"
    assert (
        now.lines[0].text == "Changed on Nov 23, 2026: before, it said investigational, not paid."
    )
    assert now.small_print.startswith("Shared by @‹UAMY› from /coverage.")
    assert now.audience is Audience.CHANNEL
    assert await one_pass(day) == NOTHING
    assert edits(day, message) == 1


async def test_a_rule_that_is_taken_back_is_another_change(day: ClinicDay) -> None:
    message = await share(day)
    await enter(day, rule(day))
    await one_pass(day)
    day.later(days=1)
    await day.rules.withdraw(day.clinic.id, 1, day.by)
    assert await one_pass(day) == ONE
    now = shown(day, message)
    assert now.badge
    assert now.badge.words.startswith("Investigational")
    assert now.lines[0].text == "Changed on Nov 24, 2026: before, it said covered."
    assert edits(day, message) == 2


@pytest.mark.parametrize(
    ("payer", "verdict"),
    [
        pytest.param("cigna", Verdict.COVERED, id="of another payer"),
        pytest.param("bcbsnc", Verdict.INVESTIGATIONAL, id="that says the same"),
    ],
)
async def test_a_rule_that_changes_nothing_edits_nothing(
    day: ClinicDay, payer: str, verdict: Verdict
) -> None:
    message = await share(day)
    await enter(day, rule(day, verdict, payer))
    assert await one_pass(day) == NOTHING
    assert edits(day, message) == 0
    (kept,) = await day.shares.of_clinic(day.clinic.id)
    assert kept.told
    assert kept.told.rules == 1


async def test_a_new_pack_edits_what_it_changes_and_only_marks_the_rest(
    day: ClinicDay, pack: FactBook
) -> None:
    message, other = await share(day), await share(day, "/share coverage cigna 20560")
    await one_pass(day)
    day.book = other_pack(pack, Verdict.NOT_COVERED)
    assert await one_pass(day) == ONE
    assert (edits(day, message), edits(day, other)) == (1, 0)
    kept = await day.shares.of_clinic(day.clinic.id)
    assert [each.told and each.told.facts for each in kept] == ["another", "another"]
    assert await one_pass(day) == NOTHING


async def test_two_clocks_edit_it_once(day: ClinicDay) -> None:
    message = await share(day)
    await enter(day, rule(day))
    day.later(minutes=3)
    first, second = day.services("w1"), day.services("w2")
    due = await day.shares.due(day.now, 9)
    told = [await recall_shares.look(due[0], day.clinic, day.now, s) for s in (first, second)]
    assert told == [False, False]  # by the clinic as it was before the rule
    day.clinic = await day.records.clinic(day.clinic.id)
    await enter(day, rule(day, Verdict.COVERED_WITH_CONDITIONS))
    due = await day.shares.due(day.now, 9)
    told = [await recall_shares.look(due[0], day.clinic, day.now, s) for s in (first, second)]
    assert told == [True, False]
    await day.fire(send_alerts.JOB)
    assert edits(day, message) == 1


async def test_a_day_of_service_stays_hidden(day: ClinicDay) -> None:
    message = await share(day, f"{ASKED} on 2026-11-20")
    await enter(day, replace(rule(day), in_force=Period(date(2026, 11, 1))))
    assert await one_pass(day) == ONE
    now = shown(day, message)
    assert "for Nov 1 to Dec 31, 2026" in now.headline
    assert not [text for text in now.opened().texts if "Nov 20" in text or "11-20" in text]
    assert "11-20" not in repr(now.opened())


async def test_a_rule_of_tomorrow_changes_the_answer_tomorrow(day: ClinicDay) -> None:
    message = await share(day)
    await enter(day, replace(rule(day), in_force=Period(day.today + timedelta(days=1))))
    assert await one_pass(day) == NOTHING
    day.later(days=1)
    assert await one_pass(day) == ONE
    assert edits(day, message) == 1


async def test_an_answer_that_the_bot_cannot_edit_is_left_alone(day: ClinicDay) -> None:
    await share(day, is_editable=False)
    await enter(day, rule(day))
    assert await one_pass(day) == NOTHING
    assert await day.shares.due(day.now, 9) == ()


async def test_an_edit_that_is_refused_for_a_while_comes_later(day: ClinicDay) -> None:
    message = await share(day)
    day.messages.refusals[DESK] = [Undelivered("ratelimited", Refusal.LATER, retry_after=2)]
    await enter(day, rule(day))
    await one_pass(day)
    assert edits(day, message) == 0
    day.later(seconds=5)
    await day.fire(send_alerts.JOB)
    assert edits(day, message) == 1


async def test_an_edit_that_is_refused_for_good_is_told_to_whoever_runs_it_and_to_nobody_else(
    day: ClinicDay,
) -> None:
    message = await share(day)
    day.messages.refusals[DESK] = [Undelivered("message_not_found", Refusal.CHANNEL)]
    await enter(day, rule(day))
    await one_pass(day)
    await one_pass(day)
    assert edits(day, message) == 0
    assert [(each.purpose, each.is_final) for each in day.failures] == [("recall", True)]
    assert list(day.messages.posted) == [message]


async def test_another_clinics_rule_changes_nothing(day: ClinicDay) -> None:
    message = await share(day)
    other = await ClinicDay(day.book, day.now).open("T2")
    await enter(other, rule(other))
    assert await one_pass(day) == NOTHING
    assert edits(day, message) == 0


async def test_what_was_taken_down_meanwhile_stays_so(day: ClinicDay) -> None:
    message = await share(day)
    (kept,) = await day.shares.of_clinic(day.clinic.id)
    await day.shares.posted(kept, message, ["RED-22F"])
    await day.begin("RED-22F")
    await day.shares.posted(kept, message, ["RED-22F"])
    await day.charts.forget(day.clinic.id, "RED-22F", day.by)
    await enter(day, rule(day))
    await one_pass(day)
    day.later(minutes=1)
    await day.fire(send_alerts.JOB)
    assert shown(day, message).headline == "This message was removed"


class OthersReadAlong(NotVouchedFor):
    """Another company reads along everywhere."""

    async def fault_of_channel(self, clinic: Clinic, channel: str) -> ChannelFault:
        """So it is shared."""
        del clinic, channel
        return ChannelFault.SHARED


async def test_among_strangers_the_clinics_own_rule_is_not_shown_unasked(
    day: ClinicDay, pack: FactBook
) -> None:
    message = await share(day)
    await enter(day, rule(day))
    day.later(minutes=3)
    await day.fire(recall_shares.JOB)
    strangers = replace(day.services(), directory=OthersReadAlong())
    await send_alerts.run(day.now, strangers)
    now = shown(day, message)
    assert now.headline == "What was shared here is out of date"
    assert "rule" not in " ".join(now.texts)
    day.book = other_pack(pack, Verdict.COVERED)
    day.later(minutes=3)
    await day.fire(recall_shares.JOB)
    await send_alerts.run(day.now, replace(day.services(), directory=OthersReadAlong()))
    assert edits(day, message) == 1


async def test_an_answer_that_is_understood_no_more_says_that_it_is_out_of_date(
    day: ClinicDay,
) -> None:
    message = await share(day)
    (kept,) = await day.shares.of_clinic(day.clinic.id)
    assert kept.told
    lost = replace(kept.told, command="/coverage Of A Payer That Is No More")
    assert await day.shares.looked_at(kept, lost, None, day.now, day.now)
    assert await one_pass(day) == ONE
    assert shown(day, message).headline == "What was shared here is out of date"
    assert "before, it said investigational" in shown(day, message).lines[0].text


@pytest.mark.parametrize(
    ("verdict", "about", "is_other"),
    [
        pytest.param("covered", ("payer/a", "position/a/one"), False, id="the same"),
        pytest.param("not_covered", ("payer/a", "position/a/one"), True, id="another verdict"),
        pytest.param("covered", ("payer/a", "position/a/two"), True, id="another position"),
        pytest.param("", (), True, id="nothing any more"),
    ],
)
def test_an_answer_is_another_one_by_its_verdict_or_its_facts(
    verdict: str, about: tuple[str, ...], *, is_other: bool
) -> None:
    day = date(2026, 11, 23)
    about_before = ("payer/a", "position/a/one")
    before = Receipt(1, "/coverage A", day, "PT", "NC", 0, "pack", about_before, "covered")
    later = replace(before, on=day + timedelta(days=9), rules=4, facts="other")
    now = replace(later, verdict=verdict, about=about)
    assert recall_shares.is_other(before, now) is is_other

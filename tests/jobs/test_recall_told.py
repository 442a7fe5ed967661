"""Whoever asked reads once, in the digest, that an answer of the clinic is another by now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from handlers import COMMANDS
from handlers.command import Request
from handlers.dispatcher import Dispatcher
from jobs import recall_told, watch_payers
from models.clinic.changed_answer import ChangedAnswer, changes, net, question_of
from models.clinic.clinic import Member, Role
from models.clinic.preferences import Preferences
from models.clinic.receipt import Receipt, ToldReceipt
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.mention import person
from models.reply import Reply
from tests.jobs.clinic_day import MONDAY, TEAM, ClinicDay
from tests.jobs.test_digest import morning
from tests.jobs.test_recall_shares import enter, other_pack, rule

ASKED = "/coverage bcbsnc 20560"
NOTHING, ONE = "Nothing has changed.", "1 answer changed."
TITLE = "Answers that your clinic got have changed"


async def ask(day: ClinicDay, typed: str = ASKED, user: str = "UAMY") -> None:
    """A member asks, and the receipt is kept."""
    clinic = day.clinic = await day.records.clinic(day.clinic.id)
    dispatcher = Dispatcher(COMMANDS, day.services(), lambda _outcome: None)
    name, text = dispatcher.route(typed)
    member = Member(1, clinic.id, user)
    await dispatcher.answer(Request(clinic, member, "CDESK", name, text, day.now))
    await day.receipts.write()


async def set_channel(day: ClinicDay, channel: str, *watches: tuple[str, str]) -> None:
    """Where the clinic's digest goes, and who watches which payer."""
    await day.prefer(Preferences(channel=channel, watches=watches))


async def one_pass(day: ClinicDay) -> str:
    """Ask again what clinics were told."""
    day.later(minutes=3)
    return await day.fire(recall_told.JOB)


def lines(reply: Reply | None) -> list[str]:
    """What a digest tells of changed answers."""
    sections = reply.sections if reply else ()
    return [line.text for each in sections if each.title == TITLE for line in each.lines]


async def digest(day: ClinicDay) -> list[str]:
    """What the next morning's digest tells of them."""
    before = len(day.messages.at(TEAM))
    await morning(day)
    told = day.messages.at(TEAM)[before:]
    return lines(told[-1] if told else None)


async def test_the_next_digest_tells_it_once_and_names_nobody(day: ClinicDay) -> None:
    await ask(day)
    await ask(day, user="UBOSS")
    assert await one_pass(day) == NOTHING
    await enter(day, rule(day))
    assert await one_pass(day) == ONE
    assert await one_pass(day) == NOTHING
    assert await digest(day) == [
        "Blue Cross NC, 20560: before investigational, not paid, now covered"
    ]
    assert await digest(day) == []


async def test_without_a_channel_each_asker_reads_once_what_they_asked(day: ClinicDay) -> None:
    await set_channel(day, "")
    for user in ("UAMY", "UBEA", "UCAL"):
        await day.records.seat(day.platform, "T1", user, role=Role.STAFF, at=day.now)
    await ask(day)
    await ask(day, "/coverage cigna 20560", user="UBEA")
    await ask(day, user="UCAL")
    await enter(day, rule(day))
    assert await one_pass(day) == ONE
    await ask(day, user="UCAL")  # and knows it
    changed = "Blue Cross NC, 20560: before investigational, not paid, now covered"
    for _ in range(2):
        await morning(day)
        boss, amy, bea, cal = (
            day.messages.at(person(user)) for user in ("UBOSS", "UAMY", "UBEA", "UCAL")
        )
        (own,) = amy
        assert own.headline == "Answers of mine are out of date"
        assert [line.text for section in own.sections for line in section.lines] == [changed]
        assert [lines(reply) for reply in boss if lines(reply)] == [[changed]]
        assert (bea, cal) == ([], [])


async def test_who_watches_and_asked_reads_both(day: ClinicDay) -> None:
    await set_channel(day, "", ("bcbsnc", "UAMY"))
    await day.records.seat(day.platform, "T1", "UAMY", role=Role.STAFF, at=day.now)
    await ask(day)
    await day.fire(watch_payers.JOB)
    await enter(day, rule(day))
    await one_pass(day)
    await day.fire(watch_payers.JOB)
    await morning(day)
    (own,) = day.messages.at(person("UAMY"))
    assert [section.title for section in own.sections] == [
        "Answers that you got have changed",
        "Payers that changed",
    ]


async def test_a_change_for_which_nobody_asked_is_not_told(day: ClinicDay) -> None:
    await ask(day, "/coverage cigna 20560")
    await enter(day, rule(day))
    assert await one_pass(day) == NOTHING
    assert await digest(day) == []


async def test_a_question_about_a_payer_that_no_list_has_is_not_asked_again(day: ClinicDay) -> None:
    await ask(day, "/coverage xyzzy 20560")
    await enter(day, rule(day))
    assert await one_pass(day) == NOTHING
    assert await digest(day) == []


async def test_who_asked_longer_ago_is_told_nothing(day: ClinicDay) -> None:
    await ask(day)
    day.later(days=91)
    await enter(day, rule(day))
    assert await one_pass(day) == NOTHING


async def test_a_new_pack_is_told_as_a_rule_is(day: ClinicDay, pack: FactBook) -> None:
    await ask(day)
    await one_pass(day)
    day.book = other_pack(pack, Verdict.NOT_COVERED)
    assert await one_pass(day) == ONE
    assert await digest(day) == [
        "Blue Cross NC, 20560: before investigational, not paid, now not covered"
    ]


async def test_what_changes_back_before_the_digest_is_not_told(day: ClinicDay) -> None:
    await ask(day)
    await enter(day, rule(day))
    await one_pass(day)
    await day.rules.withdraw(day.clinic.id, 1, day.by)
    assert await one_pass(day) == ONE
    assert await digest(day) == []


async def test_what_was_told_as_changed_is_what_the_next_change_starts_from(day: ClinicDay) -> None:
    await ask(day)
    await enter(day, rule(day))
    await one_pass(day)
    await digest(day)
    await day.rules.withdraw(day.clinic.id, 1, day.by)
    await one_pass(day)
    assert await digest(day) == [
        "Blue Cross NC, 20560: before covered, now investigational, not paid"
    ]


async def test_a_day_that_was_asked_for_is_not_in_the_digest(day: ClinicDay) -> None:
    await ask(day, f"{ASKED} on 2026-11-23")
    await enter(day, rule(day))
    assert await one_pass(day) == ONE
    (line,) = await digest(day)
    assert "23" not in line


async def test_two_clocks_note_it_once(day: ClinicDay) -> None:
    await ask(day)
    await enter(day, rule(day))
    day.later(minutes=3)
    changed, facts = day.services().answer_changes, day.book.version
    (due,) = await changed.due(facts, day.now, 9)
    await day.fire(recall_told.JOB)
    assert not await changed.note(due, replace(due, facts=facts), [])
    assert await changed.due(facts, day.now, 9) == ()


ON, AT = date(2026, 11, 23), MONDAY


def told(verdict: str, at: datetime = AT, user: str = "UAMY") -> ToldReceipt:
    """What somebody was told of one question."""
    receipt = Receipt(1, "/coverage A", ON, "PT", "NC", 0, "pack", ("payer/a",), verdict)
    return ToldReceipt(receipt, "R-1", user, at)


def change(before: str, now: str, at: datetime) -> ChangedAnswer:
    """A change that was noted."""
    question = question_of(told("").receipt)
    return ChangedAnswer(question, ("payer/a",), before, now, at.date(), at)


LATER, NEXT = AT + timedelta(days=1), AT + timedelta(days=2)


@pytest.mark.parametrize(
    ("receipts", "noted", "now", "found"),
    [
        pytest.param([told("covered")], [], "covered", [], id="as it was"),
        pytest.param([told("covered")], [], "silent", [("covered", "silent")], id="another"),
        pytest.param(
            [told("covered"), told("silent", LATER, "UBEA")], [], "silent",
            [("covered", "silent")], id="known to one and not to another",
        ),
        pytest.param(
            [told("covered")], [change("covered", "silent", LATER)], "silent", [],
            id="noted before",
        ),
        pytest.param(
            [told("covered")], [change("covered", "silent", LATER)], "covered",
            [("silent", "covered")], id="back again",
        ),
        pytest.param(
            [told("silent", NEXT)], [change("covered", "silent", LATER)], "silent", [],
            id="asked anew since",
        ),
        pytest.param(
            [told("covered", NEXT)], [change("covered", "silent", LATER)], "silent",
            [("covered", "silent")], id="told the old one after the change was noted",
        ),
    ],
)  # fmt: skip
def test_a_change_is_from_what_somebody_was_told_last(
    receipts: list[ToldReceipt],
    noted: list[ChangedAnswer],
    now: str,
    found: list[tuple[str, str]],
) -> None:
    answer = replace(receipts[0].receipt, verdict=now)
    again = changes(receipts, noted, {question_of(answer): answer}, ON, NEXT)
    assert [(each.before, each.now) for each in again] == found


def test_a_question_of_today_that_is_understood_no_more_is_left_alone() -> None:
    assert [*changes([told("covered")], [], {}, ON, AT)] == []


@pytest.mark.parametrize(
    ("noted", "left"),
    [
        pytest.param([("a", "b"), ("b", "c")], [("a", "c")], id="from the first to the last"),
        pytest.param([("a", "b"), ("b", "a")], [], id="there and back"),
    ],
)
def test_several_changes_of_one_answer_are_one(
    noted: list[tuple[str, str]], left: list[tuple[str, str]]
) -> None:
    told = net([change(before, now, AT) for before, now in noted])
    assert [(each.before, each.now) for each in told] == left

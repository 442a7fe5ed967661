"""Whoever watches a payer, and whose patients have it, reads in the digest once what changed."""

from __future__ import annotations

from dataclasses import replace

from jobs import watch_payers
from models.clinic.clinic import Role
from models.clinic.payer_change import PayerChange, concerns, net
from models.clinic.preferences import Preferences
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.mention import person
from models.reply import Reply
from tests.jobs.clinic_day import MONDAY, TEAM, ClinicDay
from tests.jobs.test_digest import morning
from tests.jobs.test_recall_shares import enter, other_pack, rule

NOTHING, ONE = "Nothing has changed.", "1 change of payers noted."
TITLE = "Payers that changed"


async def watch(day: ClinicDay, *watches: tuple[str, str], channel: str = TEAM) -> None:
    """Members watch payers; the clinic has been looked at before."""
    await day.prefer(Preferences(channel=channel, watches=watches))
    await day.fire(watch_payers.JOB)


def lines(reply: Reply | None) -> list[str]:
    """What a digest tells of payers that changed."""
    sections = reply.sections if reply else ()
    return [line.text for each in sections if each.title == TITLE for line in each.lines]


async def test_a_rule_is_told_once_with_who_watches_and_no_alias(day: ClinicDay) -> None:
    await watch(day, ("bcbsnc", "UAMY"))
    await enter(day, rule(day))
    assert await day.fire(watch_payers.JOB) == ONE
    assert await day.fire(watch_payers.JOB) == NOTHING
    assert lines(await morning(day)) == [
        "Blue Cross NC: your clinic entered rule 1, covered for 20560 and 20561, from Nov 23, "
        "2026, by the payer's portal on Nov 23, 2026; no alias, watched by @‹UAMY›"
    ]
    assert lines(await morning(day)) == []


async def test_patients_with_a_payer_are_counted_though_nobody_watches_it(day: ClinicDay) -> None:
    await day.fire(watch_payers.JOB)
    await day.begin("BLUE-47K", "bcbsnc")
    await day.begin("RED-22F", "bcbsnc")
    await day.begin("GOLD-3", "cigna")
    await enter(day, rule(day))
    await day.fire(watch_payers.JOB)
    (line,) = lines(await morning(day))
    assert line.endswith("by the payer's portal on Nov 23, 2026; 2 aliases")


async def test_what_concerns_nobody_is_not_told(day: ClinicDay) -> None:
    await watch(day, ("cigna", "UAMY"))
    await enter(day, rule(day))
    await day.fire(watch_payers.JOB)
    assert lines(await morning(day)) == []


async def test_a_rule_that_is_taken_back_is_told(day: ClinicDay) -> None:
    await watch(day, ("bcbsnc", "UAMY"))
    await enter(day, rule(day))
    await day.fire(watch_payers.JOB)
    await morning(day)
    await day.rules.withdraw(day.clinic.id, 1, day.by)
    assert await day.fire(watch_payers.JOB) == ONE
    (line,) = lines(await morning(day))
    assert line.startswith("Blue Cross NC: your clinic took back rule 1, covered for 20560")


async def test_a_new_pack_is_told_with_the_verdict_before_and_now(
    day: ClinicDay, pack: FactBook
) -> None:
    await watch(day, ("bcbsnc", "UAMY"))
    day.book = other_pack(pack, Verdict.NOT_COVERED)
    assert await day.fire(watch_payers.JOB) == ONE
    assert lines(await morning(day)) == [
        "Blue Cross NC: its facts were renewed, before investigational, not paid, now not covered; "
        "no alias, watched by @‹UAMY›"
    ]


async def test_a_pack_that_says_the_same_of_it_is_no_change(day: ClinicDay, pack: FactBook) -> None:
    await watch(day, ("bcbsnc", "UAMY"))
    day.book = replace(pack, version="another")
    assert await day.fire(watch_payers.JOB) == NOTHING


async def test_a_clinic_that_is_new_is_told_nothing_of_before(day: ClinicDay) -> None:
    await enter(day, rule(day))
    assert await day.fire(watch_payers.JOB) == NOTHING


async def test_without_a_channel_each_watcher_reads_what_they_watch(day: ClinicDay) -> None:
    await day.begin("BLUE-47K", "bcbsnc")
    await watch(day, ("bcbsnc", "UAMY"), ("cigna", "UBEA"), channel="")
    await day.records.seat(day.platform, "T1", "UBEA", role=Role.STAFF, at=day.now)
    await enter(day, rule(day))
    await day.fire(watch_payers.JOB)
    await morning(day)
    boss, amy, bea = (day.messages.at(person(user)) for user in ("UBOSS", "UAMY", "UBEA"))
    (digest,) = [reply for reply in boss if lines(reply)]
    (own,) = amy
    assert lines(digest)[0].endswith("1 alias, watched by @‹UAMY›")
    assert own.headline == "Payers that you watch"
    assert lines(own)[0].endswith("; 1 alias")
    assert [section.title for section in own.sections] == [TITLE], "and nothing else of the clinic"
    assert bea == []


async def test_who_left_is_not_named(day: ClinicDay) -> None:
    await watch(day, ("bcbsnc", "UAMY"))
    await day.records.refused(day.clinic.id, "UAMY", at=day.now)
    await enter(day, rule(day))
    await day.fire(watch_payers.JOB)
    assert lines(await morning(day)) == []


async def test_two_clocks_note_it_once(day: ClinicDay) -> None:
    await watch(day, ("bcbsnc", "UAMY"))
    await enter(day, rule(day))
    changes = day.services().payer_changes
    (due,) = await changes.due(day.book.version, 9)
    await day.fire(watch_payers.JOB)
    assert not await changes.note(due, replace(due, rules=1), [])
    assert await changes.due(day.book.version, 9) == ()


def test_a_rule_concerns_its_payer_and_the_one_under_which_charts_are_kept(pack: FactBook) -> None:
    entered = PayerChange("anthem_ca", MONDAY, 1)
    concerned = [id_ for id_ in pack.payers if concerns(entered, id_, pack)]
    assert concerned == ["anthem", "anthem_ca"]


def test_facts_concern_everybody_for_whom_they_answer(pack: FactBook) -> None:
    renewed = PayerChange("anthem", MONDAY, None, "silent", "covered")
    concerned = {id_ for id_ in pack.payers if concerns(renewed, id_, pack)}
    assert {"anthem", "anthem_ca", "anthem_me"} <= concerned
    assert "cigna" not in concerned


def test_facts_that_were_renewed_twice_are_one_change() -> None:
    twice = [
        PayerChange("a", MONDAY, None, "silent", "covered"),
        PayerChange("a", MONDAY, 3),
        PayerChange("a", MONDAY, None, "covered", "unknown"),
    ]
    assert [(c.rule, c.before, c.now) for c in net(twice)] == [
        (None, "silent", "unknown"),
        (3, "", ""),
    ]

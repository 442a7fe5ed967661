"""Forget means forget: no row and no message of ours names the alias any more."""

from __future__ import annotations

import pytest

from jobs import send_alerts
from models.alerts.delivery import Purpose
from models.clinic.audit import AuditEvent, as_detail
from models.clinic.possible_aliases import possible_aliases
from models.clinic.shared_answer import SharedAnswer
from models.errors import Trouble
from models.mention import channel
from models.ports import Undelivered
from models.reply import Choice, Details, Line, Reply, Row, Table
from models.storage.shared_answers import SharedAnswers
from models.storage.sql import fetch
from models.visits.chart import AliasTaken
from tests.jobs.clinic_day import TEAM, ClinicDay
from tests.jobs.test_alerts import BLUE, capped
from tests.jobs.test_digest import morning
from tests.storage.stores import Stores
from tests.storage.traces import traces

RED = "RED-22F"
SPELLINGS = (BLUE, "BLUE47K", "blue-47k", "blue47k")


def all_said(day: ClinicDay) -> str:
    """Everything that stands in Slack by now, buttons too."""
    return repr([each.reply for each in day.messages.posted.values()])


async def share(day: ClinicDay, *aliases: str) -> str:
    """Share the board in the managers' channel, and say under which id it stands."""
    lines = tuple(Line(f"{alias}: 3 of 5 visits used, 2 left") for alias in aliases)
    choices = tuple(Choice("Look", f"/caps {alias}") for alias in aliases)
    reply = Reply("The board", lines=lines, choices=choices)
    message = await day.messages.post(day.clinic, TEAM, reply)
    shared = SharedAnswer(day.clinic.id, f"R{message}", "UAMY", "caps", "CTEAM", day.now)
    await SharedAnswers().claim(shared)
    await SharedAnswers().posted(shared, "1.2", possible_aliases(reply), message)
    return message


async def a_life(day: ClinicDay) -> None:
    """An alias with sessions, alerts, a digest and a shared answer; and another one beside it."""
    for alias in (BLUE, RED):
        await capped(day, alias=alias)
        await day.log(alias, times=3)
        await day.tick(seconds=2)
    assert await morning(day)
    await share(day, BLUE, RED)
    await share(day, RED)


async def test_nothing_anywhere_names_an_alias_that_is_forgotten(
    day: ClinicDay, stores: Stores, url: str
) -> None:
    await a_life(day)
    assert traces(stores, url, *SPELLINGS)
    assert BLUE in all_said(day)
    await day.charts.forget(day.clinic.id, BLUE, day.by)
    await day.tick(seconds=6)
    assert traces(stores, url, *SPELLINGS) == []
    assert BLUE not in all_said(day)
    assert [r.headline for r in day.team].count("This message was removed") == 3
    assert not (await day.records.prove_audit(day.clinic.id)).faults


async def test_the_other_alias_keeps_its_messages_and_its_audit(day: ClinicDay) -> None:
    await a_life(day)
    before = await day.records.audit(day.clinic.id, subject=RED)
    await day.charts.forget(day.clinic.id, BLUE, day.by)
    await day.tick(seconds=6)
    assert await day.records.audit(day.clinic.id, subject=RED) == before
    assert [reply.headline for reply in day.team if RED in repr(reply)] == [
        "RED-22F · 2 visits left",
        "The board",
    ]


async def test_the_name_is_never_given_again_and_the_audit_counts(day: ClinicDay) -> None:
    await a_life(day)
    erased = len(await day.records.audit(day.clinic.id, subject=BLUE))
    await day.charts.forget(day.clinic.id, BLUE, day.by)
    with pytest.raises(AliasTaken):
        await day.begin("blue 47k")
    told = (await day.records.audit(day.clinic.id))[-1].event
    assert (told.actor, told.action) == ("UAMY", "alias forgotten")
    counted = {name: told.particulars[name] for name in ("sessions", "messages", "erased")}
    assert counted == {"sessions": 3, "messages": 4, "erased": erased}


async def test_a_row_that_nobody_forgot_is_named_once_it_is_empty(
    day: ClinicDay, stores: Stores, url: str
) -> None:
    await a_life(day)
    await day.charts.forget(day.clinic.id, BLUE, day.by)
    [number, *_] = [each.number for each in await day.records.audit(day.clinic.id, subject=RED)]
    stores.rows(
        url,
        "UPDATE audit SET subject = '', detail = '', salt = '' "  # noqa: S608 -- a number of ours
        f"WHERE number = {number}",
    )
    proof = await day.records.prove_audit(day.clinic.id)
    assert proof.faults == (f"row {number} is erased, and nothing tells of it.",)


async def test_an_edit_that_fails_is_tried_for_days(day: ClinicDay) -> None:
    await a_life(day)
    await day.charts.forget(day.clinic.id, BLUE, day.by)
    for _ in range(29):
        day.messages.refusals[TEAM] = [Undelivered("service_unavailable")]
        await day.fire(send_alerts.JOB)
        day.later(days=1)
    assert BLUE in all_said(day)
    await day.tick(seconds=6)
    assert BLUE not in all_said(day)


async def test_a_worker_that_dies_after_it_claimed_the_edit_loses_nothing(day: ClinicDay) -> None:
    await a_life(day)
    await day.charts.forget(day.clinic.id, BLUE, day.by)
    claimed = await day.post.claim(day.now, "dead", 50, send_alerts.LEASE)
    assert {each.purpose for each in claimed} == {Purpose.REMOVAL}
    await day.tick(seconds=6)
    assert BLUE in all_said(day)
    day.later(seconds=30)
    await day.tick(seconds=6)
    assert BLUE not in all_said(day)


async def test_an_alert_that_was_not_posted_yet_never_is(day: ClinicDay) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    await day.charts.forget(day.clinic.id, BLUE, day.by)
    await day.tick(seconds=6)
    assert day.team == []


async def test_an_alert_that_is_on_its_way_is_edited_when_it_has_arrived(day: ClinicDay) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    post = day.messages.post

    async def forget_meanwhile(*said):  # type: ignore[no-untyped-def]
        day.messages.post = post  # type: ignore[method-assign]
        message = await post(*said)
        await day.charts.forget(day.clinic.id, BLUE, day.by)
        return message

    day.messages.post = forget_meanwhile  # type: ignore[method-assign]
    await day.tick(seconds=6)
    assert [reply.headline for reply in day.team] == ["This message was removed"]


async def test_a_share_that_arrives_after_it_was_forgotten_is_edited_too(day: ClinicDay) -> None:
    await a_life(day)
    await day.charts.forget(day.clinic.id, BLUE, day.by)
    await share(day, BLUE)
    await day.tick(seconds=8)
    assert BLUE not in all_said(day)


async def test_a_share_is_found_by_hashes_that_no_other_clinic_has(day: ClinicDay) -> None:
    other = await ClinicDay(day.book).open("T2")
    other.messages = day.messages
    for each in (day, other):
        await capped(each)
        await share(each, BLUE)
    digests = {row["digest"] for row in await fetch("SELECT digest FROM mention")}
    assert len(digests) == 2
    await other.charts.forget(other.clinic.id, BLUE, other.by)
    await day.tick(seconds=4)
    assert [reply.headline for reply in day.team] == ["The board", "This message was removed"]


async def test_names_of_before_are_forgotten_with_the_alias(
    day: ClinicDay, stores: Stores, url: str
) -> None:
    """A rename leaves its deed: what the alias was called stands under `from`."""
    await capped(day)
    await day.log(BLUE)
    told = AuditEvent(day.now, "UAMY", "alias renamed", RED, as_detail({"from": BLUE}))
    await day.records.tell(day.clinic.id, told)
    await fetch("UPDATE alias SET key = 'RED22F', text = 'RED-22F' RETURNING id")
    await fetch("UPDATE cap SET subject = 'RED-22F' RETURNING id")
    await day.charts.forget(day.clinic.id, RED, day.by)
    assert traces(stores, url, *SPELLINGS, RED, "RED22F") == []
    for alias in (BLUE, RED):
        with pytest.raises(Trouble):
            await day.begin(alias)


def test_the_words_that_may_name_an_alias_are_found_wherever_they_stand() -> None:
    reply = Reply(
        "BLUE-47K · 2 visits left",
        lines=(Line("Then RED-22F (20560), PT-0001 and Medicare's 30."),),
        tables=(Table("Board", ("Alias", "Left"), (Row(("ELK-9", "2"), "/caps ELK-9"),)),),
        details=lambda: Details(lines=(Line("Logged for FOX-31 before."),)),
        choices=(Choice("Look", "/caps OWL-12H"),),
        small_print=f"in {channel('C0123')}",
    )
    assert possible_aliases(reply) == {
        "BLUE-47K",
        "RED-22F",
        "PT-0001",
        "ELK-9",
        "FOX-31",
        "OWL-12H",
        "C0123",
    }

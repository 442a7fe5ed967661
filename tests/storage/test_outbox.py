"""The post room: what is owed reaches its place once, whoever carries it and whoever dies."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.alerts.actions import Acknowledge, Act, HandOver, Retry, Snooze
from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.alerts.delivery import Delivery, DeliveryState, Purpose
from models.clinic.clinic import Clinic, Platform, Role
from models.errors import NotUnderstood
from models.ports import Outbox as Port
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.outbox import Outbox
from models.storage.statements.outbox import CLAIM
from models.visits.events import SessionVoided
from tests.storage.charting import NOON, TODAY, begin, by, log, say
from tests.storage.stores import Stores, numbered
from tests.storage.test_alerts import BLUE, EVERY, yearly
from tests.storage.written_in import written_in

SECOND, MINUTE, HOUR = (timedelta(seconds=n) for n in (1, 60, 3600))
DESK, PAM, ANN = "#‹C1›", "@‹U7›", "@‹U8›"
PATIENCE = NOON + 4 * HOUR
TO_COME = NOON + 365 * 24 * HOUR
BUSY = SessionVoided(1, "wrong alias")


@pytest.fixture
def cabinet(ledger: ClinicStore) -> ChartStore:
    return ChartStore(yearly)


@pytest.fixture
def post() -> Outbox:
    return Outbox()


async def a_clinic(ledger: ClinicStore, workspace: str) -> Clinic:
    """A clinic of a workspace, in UTC."""
    clinic, _ = await ledger.seat(Platform.SLACK, workspace, "U1", role=Role.STAFF, at=NOON)
    return await ledger.set_defaults(clinic.id, actor="U1", at=NOON, time_zone="UTC")


@pytest.fixture
async def clinic(ledger: ClinicStore) -> Clinic:
    return await a_clinic(ledger, "T1")


@pytest.fixture
async def note(clinic: Clinic, cabinet: ChartStore) -> Alert:
    """A note that nobody was told of yet."""
    await begin(cabinet, clinic.id)
    await cabinet.amend(clinic.id, BLUE, log(), by())
    return (await Outbox().alerts(clinic.id, EVERY, 9))[0]


@pytest.fixture
async def owed(note: Alert, post: Outbox) -> Delivery:
    """The note's message to the desk, claimed by a worker for a minute."""
    await owe(post, note, DESK)
    return await claim_one(post)


async def owe(post: Outbox, note: Alert, *places: str) -> bool:
    """Owe the alert to these places, as the job does."""
    return await post.enqueue(note, Purpose.ALERT, places, NOON, replace(note, look_at=None))


async def claim_one(
    post: Outbox, at: datetime = NOON, worker: str = "w", lease: timedelta = MINUTE
) -> Delivery:
    """The one message that is due."""
    (found,) = await post.claim(at, worker, 9, lease)
    return found


async def state(note: Alert) -> AlertState:
    """Where the note is by now."""
    found = await Outbox().alert(note.clinic_id, note.id)
    assert found
    return found.state


async def withdraw(cabinet: ChartStore, note: Alert) -> None:
    """Void the session that caused the note."""
    await cabinet.amend(note.clinic_id, BLUE, say(BUSY), by())


async def bring_back(cabinet: ChartStore, note: Alert) -> None:
    """Log the session once more."""
    await cabinet.amend(note.clinic_id, BLUE, log(), by())


def test_the_post_room_keeps_what_the_port_promises() -> None:
    port: Port = Outbox()
    assert port


# ── Claims ──


async def test_what_is_claimed_nobody_else_gets_before_the_lease_ends(
    owed: Delivery, post: Outbox
) -> None:
    assert (owed.worker, owed.lease, owed.attempts) == ("w", NOON + MINUTE, 0)
    assert await post.claim(NOON, "other", 9, MINUTE) == ()
    assert await post.claim(NOON + MINUTE - SECOND, "other", 9, MINUTE) == ()


async def test_what_a_dead_worker_held_is_given_back(owed: Delivery, post: Outbox) -> None:
    again = await claim_one(post, owed.lease, "other")
    assert (again.id, again.worker, again.attempts, again.is_repeat) == (owed.id, "other", 0, False)


async def test_nothing_is_claimed_before_it_is_due(note: Alert, post: Outbox) -> None:
    await owe(post, note, DESK)
    assert await post.claim(NOON - SECOND, "w", 9, MINUTE) == ()


async def test_workers_share_what_is_due(note: Alert, post: Outbox) -> None:
    await owe(post, note, *(f"#‹C{n}›" for n in range(40)))
    claims = (post.claim(NOON, f"w{n}", 5, MINUTE) for n in range(12))
    shares = await asyncio.gather(*claims)
    assert max(map(len, shares)) == 5
    claimed = [each.id for share in shares for each in share]
    left = await post.claim(NOON, "last", 99, MINUTE)
    assert sorted([*claimed, *(each.id for each in left)]) == sorted(
        {*claimed} | {d.id for d in left}
    )
    assert len(claimed) + len(left) == 40


async def test_a_message_that_another_transaction_holds_is_passed_over(
    note: Alert, post: Outbox, stores: Stores, url: str, server: object
) -> None:
    await owe(post, note, DESK, PAM)
    held = """BEGIN; SELECT id FROM delivery ORDER BY id LIMIT 1 FOR UPDATE;
        SELECT pg_sleep(1.5); ROLLBACK"""
    sleeper = asyncio.create_task(asyncio.to_thread(stores.rows, url, held))
    locked = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(1.5)%'"
    while numbered(stores.rows(url, locked))[0] < 2:  # noqa: ASYNC110 -- it and the question
        await asyncio.sleep(0.02)
    (taken,) = await post.claim(NOON, "w", 9, MINUTE)
    assert taken.channel == PAM
    await sleeper


@pytest.mark.parametrize("write", ["begin", "put_off", "sent", "dropped", "failed"])
async def test_what_is_written_after_the_lease_changes_nothing(
    write: str, owed: Delivery, post: Outbox, stores: Stores, url: str
) -> None:
    theirs = await claim_one(post, owed.lease, "other")
    rows = "SELECT * FROM delivery", "SELECT * FROM note"
    before = [stores.rows(url, each) for each in rows]
    match write:
        case "begin":
            assert await post.begin(owed) is False
        case "put_off":
            await post.put_off(owed, TO_COME, why="late")
        case "sent":
            await post.sent(owed, "m1", NOON, PATIENCE)
        case "dropped":
            await post.dropped(owed, NOON)
        case _:
            await post.failed(owed, NOON, "archived")
    assert [stores.rows(url, each) for each in rows] == before
    assert await post.begin(theirs)


async def test_a_worker_that_claims_again_has_lost_its_first_claim(
    owed: Delivery, post: Outbox
) -> None:
    again = await claim_one(post, owed.lease)
    assert (await post.begin(owed), await post.begin(again)) == (False, True)


# ── Sending ──


async def test_what_is_sent_is_told_and_waits_for_somebody(
    owed: Delivery, note: Alert, post: Outbox
) -> None:
    assert await post.begin(owed)
    await post.sent(owed, "m1", NOON + SECOND, PATIENCE)
    told = await post.alert(note.clinic_id, note.id)
    assert told
    assert (told.state, told.sent_at, told.look_at) == (AlertState.SENT, NOON + SECOND, PATIENCE)
    assert await post.channels(note.clinic_id, note.id) == ((DESK, DeliveryState.SENT),)
    assert await post.claim(TO_COME, "w", 9, MINUTE) == ()


async def test_a_message_whose_worker_died_while_posting_is_a_repeat(
    owed: Delivery, note: Alert, post: Outbox
) -> None:
    await post.begin(owed)
    again = await claim_one(post, owed.lease)
    assert again.is_repeat
    await post.begin(again)
    await post.sent(again, "m1", again.lease, PATIENCE)
    assert await state(note) is AlertState.UNCERTAIN


async def test_a_message_that_was_refused_is_no_repeat(owed: Delivery, post: Outbox) -> None:
    await post.begin(owed)
    await post.put_off(owed, NOON + HOUR, why="ratelimited", refused=True)
    again = await claim_one(post, NOON + HOUR)
    assert (again.is_repeat, again.attempts) == (False, 1)


async def test_a_message_that_only_waits_has_not_failed(owed: Delivery, post: Outbox) -> None:
    await post.put_off(owed, NOON + HOUR)
    again = await claim_one(post, NOON + HOUR)
    assert (again.is_repeat, again.attempts) == (False, 0)


async def test_a_message_whose_answer_was_lost_stays_a_repeat(owed: Delivery, post: Outbox) -> None:
    await post.begin(owed)
    await post.put_off(owed, NOON + HOUR, why="timeout")
    again = await claim_one(post, NOON + HOUR)
    await post.begin(again)
    await post.put_off(again, NOON + 2 * HOUR, why="ratelimited", refused=True)
    assert (await claim_one(post, NOON + 2 * HOUR)).is_repeat


async def test_an_edit_is_never_a_repeat(
    owed: Delivery, note: Alert, post: Outbox, cabinet: ChartStore
) -> None:
    await post.sent(owed, "m1", NOON, PATIENCE)
    await withdraw(cabinet, note)
    edit = await claim_one(post)
    await post.begin(edit)
    again = await claim_one(post, edit.lease)
    assert (again.message, again.is_repeat) == ("m1", False)


async def test_a_note_that_changes_while_it_is_posted_is_edited_after_it(
    owed: Delivery, note: Alert, post: Outbox, cabinet: ChartStore
) -> None:
    await post.begin(owed)
    await withdraw(cabinet, note)
    assert await state(note) is AlertState.WITHDRAWN
    await post.sent(owed, "m1", NOON, PATIENCE)
    told = await post.alert(note.clinic_id, note.id)
    assert told
    assert (told.state, told.sent_at, told.look_at) == (AlertState.RESOLVED, NOON, None)
    edit = await claim_one(post)
    assert edit.message == "m1"
    await post.sent(edit, "m1", NOON)
    assert await post.claim(TO_COME, "w", 9, MINUTE) == ()
    assert await state(note) is AlertState.RESOLVED


async def test_a_note_that_changes_after_it_was_posted_is_edited(
    owed: Delivery, note: Alert, post: Outbox, cabinet: ChartStore
) -> None:
    await post.begin(owed)
    await post.sent(owed, "m1", NOON, PATIENCE)
    await withdraw(cabinet, note)
    assert await state(note) is AlertState.RESOLVED
    assert (await claim_one(post)).message == "m1"


async def test_a_note_that_changes_while_it_is_edited_is_edited_once_more(
    owed: Delivery, note: Alert, post: Outbox, cabinet: ChartStore
) -> None:
    await post.sent(owed, "m1", NOON, PATIENCE)
    await withdraw(cabinet, note)
    old = await claim_one(post)
    await post.begin(old)
    await bring_back(cabinet, note)
    newer = await claim_one(post, worker="other")
    await post.sent(old, "m1", NOON)
    await post.sent(newer, "m1", NOON)
    assert newer.wanted == old.wanted + 1
    assert await post.claim(TO_COME, "w", 9, MINUTE) == ()


async def test_a_note_that_changes_and_is_sent_at_once_always_gets_its_edit(
    note: Alert, post: Outbox, cabinet: ChartStore
) -> None:
    await owe(post, note, DESK)
    for n in range(8):
        at = NOON + n * HOUR
        held = await claim_one(post, at)
        await post.begin(held)
        decide = log() if n % 2 else say(SessionVoided(n // 2 + 1, "wrong alias"))
        change = cabinet.amend(note.clinic_id, BLUE, decide, by())
        await asyncio.gather(post.sent(held, "m1", at, PATIENCE), change)
    edit = await claim_one(post, NOON + 9 * HOUR)
    await post.sent(edit, "m1", NOON)
    assert edit.wanted == 8
    assert await state(note) is AlertState.SENT
    assert await post.claim(TO_COME, "w", 9, MINUTE) == ()


async def test_what_nobody_needs_to_hear_any_more_is_dropped_and_owed_again_when_it_is_back(
    owed: Delivery, note: Alert, post: Outbox, cabinet: ChartStore
) -> None:
    await withdraw(cabinet, note)
    await post.dropped(await claim_one(post, owed.lease), NOON)
    # Somebody changed it since it was claimed for the first time; the second claim knew of it.
    assert await post.channels(note.clinic_id, note.id) == ((DESK, DeliveryState.DROPPED),)
    assert await post.claim(TO_COME, "w", 9, MINUTE) == ()
    await bring_back(cabinet, note)
    (timed,) = await post.timed([AlertState.NOTED], NOON, 9)
    assert await owe(post, timed, DESK)
    again = await claim_one(post)
    assert (again.id, again.attempts, again.is_repeat) == (owed.id, 0, False)
    await post.sent(again, "m1", NOON, PATIENCE)
    assert await state(note) is AlertState.SENT


async def test_a_note_that_is_back_before_its_message_is_dropped_is_still_owed_once(
    owed: Delivery, note: Alert, post: Outbox, cabinet: ChartStore
) -> None:
    await withdraw(cabinet, note)
    late = await claim_one(post, owed.lease)
    await bring_back(cabinet, note)
    await post.dropped(late, NOON)
    (timed,) = await post.timed([AlertState.NOTED], NOON, 9)
    first = await claim_one(post)
    assert await owe(post, timed, DESK)
    assert await post.claim(NOON, "other", 9, MINUTE) == (), "it is in somebody's hands"
    assert await post.begin(first)


async def test_what_may_have_arrived_says_so_even_after_it_was_dropped(
    owed: Delivery, note: Alert, post: Outbox, cabinet: ChartStore
) -> None:
    await post.begin(owed)
    await withdraw(cabinet, note)
    await post.dropped(await claim_one(post, owed.lease), NOON)
    await bring_back(cabinet, note)
    (timed,) = await post.timed([AlertState.NOTED], NOON, 9)
    await owe(post, timed, DESK)
    assert (await claim_one(post)).is_repeat


async def test_an_edit_with_nothing_to_say_keeps_what_is_posted(
    owed: Delivery, note: Alert, post: Outbox, cabinet: ChartStore
) -> None:
    await post.sent(owed, "m1", NOON, PATIENCE)
    await withdraw(cabinet, note)
    await post.dropped(await claim_one(post), NOON)
    await bring_back(cabinet, note)
    assert (await claim_one(post)).message == "m1"


# ── Failing ──


async def test_an_alert_that_its_only_place_refuses_has_failed(
    owed: Delivery, note: Alert, post: Outbox
) -> None:
    await post.failed(owed, NOON, "is_archived")
    assert await state(note) is AlertState.FAILED
    assert await post.channels(note.clinic_id, note.id) == ((DESK, DeliveryState.FAILED),)
    assert await post.claim(TO_COME, "w", 9, MINUTE) == ()


async def test_an_alert_has_failed_only_where_no_other_place_took_or_awaits_it(
    note: Alert, post: Outbox
) -> None:
    await owe(post, note, DESK, PAM, ANN)
    desk, pam, ann = sorted(await post.claim(NOON, "w", 9, MINUTE), key=lambda each: each.id)
    await post.failed(desk, NOON, "is_archived")
    assert await state(note) is AlertState.NOTED, "two are waiting"
    await post.sent(pam, "m1", NOON, PATIENCE)
    await post.failed(ann, NOON, "user_left")
    assert await state(note) is AlertState.SENT, "one took it"


async def test_places_that_fail_at_the_same_moment_leave_the_alert_failed(
    note: Alert, post: Outbox
) -> None:
    places = [f"#‹C{n}›" for n in range(9)]
    await owe(post, note, *places)
    claimed = await post.claim(NOON, "w", 9, MINUTE)
    await asyncio.gather(*(post.failed(each, NOON, "is_archived") for each in claimed))
    assert await state(note) is AlertState.FAILED


async def test_an_alert_that_goes_elsewhere_instead_is_told(
    owed: Delivery, note: Alert, post: Outbox
) -> None:
    await post.enqueue_instead(note, [PAM], NOON)
    await post.enqueue_instead(note, [PAM], NOON + SECOND)
    await post.failed(owed, NOON, "is_archived")
    assert await state(note) is AlertState.NOTED
    instead = await claim_one(post, NOON + MINUTE)
    assert (instead.channel, instead.purpose) == (PAM, Purpose.INSTEAD)
    await post.sent(instead, "m1", NOON, PATIENCE)
    assert await state(note) is AlertState.SENT


async def test_what_failed_is_sent_once_more_when_somebody_asks(
    owed: Delivery, note: Alert, post: Outbox
) -> None:
    await post.failed(owed, NOON, "is_archived")
    for _ in range(2):
        retried = await post.act(note.clinic_id, note.id, Retry(), by("U7"))
        assert (retried.state, retried.look_at) == (AlertState.NOTED, NOON)
    (timed,) = await post.timed([AlertState.NOTED], NOON, 9)
    assert await owe(post, timed, DESK)
    again = await claim_one(post)
    assert (again.id, again.owed_since, again.message) == (owed.id, NOON, "")
    await post.sent(again, "m1", NOON, PATIENCE)
    assert await state(note) is AlertState.SENT


async def test_an_edit_that_fails_leaves_the_alert_told(
    owed: Delivery, note: Alert, post: Outbox, cabinet: ChartStore
) -> None:
    await post.sent(owed, "m1", NOON, PATIENCE)
    await post.act(note.clinic_id, note.id, Acknowledge(), by("U7"))
    await post.failed(await claim_one(post), NOON, "message_gone")
    assert await state(note) is AlertState.ACKNOWLEDGED
    assert await post.claim(TO_COME, "w", 9, MINUTE) == ()
    await withdraw(cabinet, note)
    assert (await claim_one(post)).message == "m1", "the next change is tried again"


# ── Turns ──


async def test_one_worker_at_a_time_has_its_turn_at_a_place(clinic: Clinic, post: Outbox) -> None:
    turns = (post.lock_channel(clinic.id, DESK, NOON, NOON + MINUTE) for _ in range(5))
    assert sorted(await asyncio.gather(*turns)) == [False] * 4 + [True]
    assert await post.lock_channel(clinic.id, PAM, NOON, NOON + MINUTE)


async def test_a_place_opens_when_whoever_had_it_says_so(clinic: Clinic, post: Outbox) -> None:
    await post.lock_channel(clinic.id, DESK, NOON, NOON + HOUR)
    await post.unlock_channel(clinic.id, DESK, NOON + HOUR, opens=NOON + SECOND)
    assert not await post.lock_channel(clinic.id, DESK, NOON, NOON + HOUR)
    assert await post.lock_channel(clinic.id, DESK, NOON + SECOND, NOON + HOUR)


async def test_a_place_opens_by_itself_when_whoever_had_it_died(
    clinic: Clinic, post: Outbox
) -> None:
    await post.lock_channel(clinic.id, DESK, NOON, NOON + MINUTE)
    assert await post.lock_channel(clinic.id, DESK, NOON + MINUTE, NOON + HOUR)


async def test_whoever_comes_too_late_opens_nobody_else_s_turn(
    clinic: Clinic, post: Outbox
) -> None:
    await post.lock_channel(clinic.id, DESK, NOON, NOON + MINUTE)
    await post.lock_channel(clinic.id, DESK, NOON + MINUTE, NOON + HOUR)
    await post.unlock_channel(clinic.id, DESK, NOON + MINUTE, opens=NOON)
    assert not await post.lock_channel(clinic.id, DESK, NOON + MINUTE, NOON + HOUR)


async def test_nothing_is_claimed_for_a_closed_place(owed: Delivery, post: Outbox) -> None:
    await post.lock_channel(owed.clinic_id, DESK, NOON, NOON + HOUR)
    assert await post.claim(NOON + HOUR - SECOND, "w", 9, MINUTE) == ()
    assert await claim_one(post, NOON + HOUR)


async def test_the_oldest_message_to_a_place_goes_first_and_alone(
    note: Alert, post: Outbox, cabinet: ChartStore
) -> None:
    await begin(cabinet, note.clinic_id, "RED-11F")
    await cabinet.amend(note.clinic_id, "RED-11F", log(), by())
    older, newer = (await post.alerts(note.clinic_id, EVERY, 9))[::-1]
    await owe(post, older, DESK)
    await owe(post, newer, DESK)
    assert (await claim_one(post)).note_id == older.id
    assert (await claim_one(post)).note_id == newer.id


# ── Errands ──


async def test_an_alert_is_owed_once_to_a_place_however_often(note: Alert, post: Outbox) -> None:
    assert await owe(post, note, DESK, PAM)
    assert not await owe(post, note, DESK)
    assert len(await post.claim(NOON, "w", 9, MINUTE)) == 2


async def test_an_alert_told_again_is_another_message_each_time(
    owed: Delivery, note: Alert, post: Outbox
) -> None:
    await post.sent(owed, "m1", NOON, PATIENCE)
    for n in range(2):
        until = NOON + (n + 1) * HOUR
        snoozed = await post.act(note.clinic_id, note.id, Snooze(until), by("U7"))
        while edits := await post.claim(NOON, "w", 9, MINUTE):
            await post.sent(edits[0], edits[0].message, NOON)
        (timed,) = await post.timed([AlertState.SNOOZED], until, 9)
        assert timed == snoozed
        then = replace(timed, ref=replace(timed.ref, state=AlertState.SENT), look_at=None)
        assert await post.enqueue(timed, Purpose.AGAIN, [DESK], until, then)
        again = await claim_one(post, until)
        assert (again.message, again.purpose) == ("", Purpose.AGAIN)
        await post.sent(again, f"m{n + 2}", until, PATIENCE)


ACTS: dict[str, tuple[Act, AlertState, str]] = {
    "take it": (Acknowledge(), AlertState.ACKNOWLEDGED, "alert acknowledged"),
    "snooze it": (Snooze(PATIENCE), AlertState.SNOOZED, "alert snoozed"),
    "snooze it until the next visit": (Snooze(None), AlertState.SNOOZED, "alert snoozed"),
    "hand it over": (HandOver(ANN, PATIENCE), AlertState.HANDED_OVER, "alert handed over"),
}


@pytest.mark.parametrize(("act", "becomes", "action"), ACTS.values(), ids=ACTS)
async def test_what_somebody_does_is_done_and_audited_once(
    act: Act, becomes: AlertState, action: str, owed: Delivery, note: Alert
) -> None:
    post, ledger = Outbox(), ClinicStore()
    await post.sent(owed, "m1", NOON, PATIENCE)
    before = len(await ledger.audit(note.clinic_id))
    for n in range(2):
        later = replace(by("U7"), at=NOON + n * SECOND)
        after = await post.act(note.clinic_id, note.id, act, later)
        assert (after.state, after.taken_by, after.taken_at) == (becomes, "U7", NOON)
    (deed,) = [each.event for each in (await ledger.audit(note.clinic_id))[before:]]
    assert (deed.action, deed.actor, deed.subject) == (action, "U7", BLUE)
    assert not (await ledger.prove_audit(note.clinic_id)).faults
    due = await post.claim(NOON + SECOND, "w", 9, MINUTE)
    messages = [("m1", DESK)] + [("", ANN)] * isinstance(act, HandOver)
    assert sorted((each.message, each.channel) for each in due) == sorted(messages)


async def test_two_who_take_an_alert_at_once_leave_it_with_one(
    note: Alert, post: Outbox, ledger: ClinicStore
) -> None:
    tries = (post.act(note.clinic_id, note.id, Acknowledge(), by(f"U{n}")) for n in range(5))
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(each, Alert) for each in outcomes) == 1
    assert sum(isinstance(each, NotUnderstood) for each in outcomes) == 4
    actions = [each.event.action for each in await ledger.audit(note.clinic_id)]
    assert actions.count("alert acknowledged") == 1


async def test_an_alert_of_another_clinic_is_unknown(
    note: Alert, post: Outbox, ledger: ClinicStore
) -> None:
    other = await a_clinic(ledger, "T2")
    with pytest.raises(NotUnderstood, match="no alert"):
        await post.act(other.id, note.id, Acknowledge(), by("U7"))
    assert await state(note) is AlertState.NOTED


async def test_another_clinic_s_delivery_cannot_be_written(
    owed: Delivery, note: Alert, post: Outbox, ledger: ClinicStore
) -> None:
    other = await a_clinic(ledger, "T2")
    theirs = replace(owed, clinic_id=other.id)
    assert await post.begin(theirs) is False
    await post.sent(theirs, "m1", NOON, PATIENCE)
    await post.failed(theirs, NOON, "is_archived")
    await post.dropped(theirs, NOON)
    assert await post.lock_channel(other.id, DESK, NOON, TO_COME)
    assert (await state(note), await post.begin(owed)) == (AlertState.NOTED, True)
    assert await post.lock_channel(note.clinic_id, DESK, NOON, TO_COME)


# ── The digest ──


async def first_digest(clinic: Clinic, post: Outbox) -> None:
    """Compute the clinic's first digest, which is due at noon."""
    assert await post.digests(NOON, 9) == ((clinic.id, None),)
    assert await post.enqueue_digest(clinic, None, NOON, [])
    assert not await post.enqueue_digest(clinic, None, NOON, [])


async def test_a_digest_is_owed_once_however_many_clocks_fire(clinic: Clinic, post: Outbox) -> None:
    await first_digest(clinic, post)
    assert await post.digests(NOON - SECOND, 9) == ()
    assert await post.digests(NOON, 9) == ((clinic.id, NOON),)
    following = NOON + 24 * HOUR
    fire = (post.enqueue_digest(clinic, NOON, following, [DESK, PAM]) for _ in range(6))
    assert sorted(await asyncio.gather(*fire)) == [False] * 5 + [True]
    due = await post.claim(NOON, "w", 9, MINUTE)
    assert sorted(each.channel for each in due) == [DESK, PAM]
    assert {(each.purpose, each.note_id) for each in due} == {(Purpose.DIGEST, None)}
    assert await post.digests(following, 9) == ((clinic.id, following),)


async def test_a_digest_tells_of_what_was_noted_quietly_before_it(
    clinic: Clinic, post: Outbox, cabinet: ChartStore
) -> None:
    await first_digest(clinic, post)
    for alias, at in ((BLUE, NOON - HOUR), ("RED-11F", NOON + HOUR)):
        await begin(cabinet, clinic.id, alias)
        who = replace(by(), at=at, quietly=True)
        await cabinet.amend(clinic.id, alias, log(), who)
    await post.enqueue_digest(clinic, NOON, TO_COME, [DESK])
    await post.sent(await claim_one(post), "m1", NOON + MINUTE)
    found = {n.alias: (n.state, n.sent_at) for n in await post.alerts(clinic.id, EVERY, 9)}
    assert found == {
        BLUE: (AlertState.SENT, NOON + MINUTE),
        "RED-11F": (AlertState.NOTED, None),
    }


async def test_another_time_zone_lets_the_digest_be_computed_anew(
    clinic: Clinic, post: Outbox, ledger: ClinicStore
) -> None:
    await first_digest(clinic, post)
    await ledger.set_defaults(clinic.id, time_zone="America/Denver", actor="U1", at=NOON)
    assert await post.digests(NOON - HOUR, 9) == ((clinic.id, None),)


# ── Plans ──

_FILL = {
    "sqlite": "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 50000)",
    "postgres": "WITH n AS (SELECT generate_series(1, 50000) AS n)",
}
_SENT_LONG_AGO = """
    INSERT INTO delivery (clinic_id, note_id, errand, key, place, fate, owed_since, due_at,
        claimed_by, is_posting, attempts, message, wanted, why)
    {} SELECT {}, NULL, 'digest', 'digest/' || n, 'C', 'sent', '2026-01-01 12:00:00+00:00',
        CASE WHEN n % 1000 = 0 THEN '2026-01-01 12:00:00+00:00' {} END, 'w', FALSE, 0,
        'm', 0, '' FROM n"""


async def test_a_claim_among_fifty_thousand_messages_is_read_by_an_index(
    clinic: Clinic, stores: Stores, url: str
) -> None:
    kind = "sqlite" if url.startswith("sqlite") else "postgres"
    cast = "::timestamptz" if kind == "postgres" else ""
    rows = _SENT_LONG_AGO.format(_FILL[kind], clinic.id, f"{cast}").replace("00'  END", "00' END")
    rows = rows.replace("'2026-01-01 12:00:00+00:00',", f"'2026-01-01 12:00:00+00:00'{cast},")
    stores.rows(url, rows)
    stores.rows(url, "ANALYZE")
    explain = "EXPLAIN QUERY PLAN " if kind == "sqlite" else "EXPLAIN "
    claim = written_in(
        CLAIM,
        postgres=kind == "postgres",
        until="2026-12-01",
        worker="w",
        at="2026-12-01 12:00",
        limit=20,
    )
    plan = "\n".join("|".join(row) for row in stores.rows(url, explain + claim))
    assert "delivery_due" in plan, plan
    assert "Seq Scan on delivery" not in plan, plan
    assert "SCAN delivery\n" not in plan + "\n", plan


def every(notes: Sequence[Alert]) -> list[int]:
    """Their numbers."""
    return [note.id for note in notes]


async def test_what_time_moves_on_comes_the_longest_due_first(
    note: Alert, post: Outbox, cabinet: ChartStore
) -> None:
    await begin(cabinet, note.clinic_id, "RED-11F")
    early = replace(by(), at=datetime(2026, 11, 30, 9, tzinfo=UTC))
    await cabinet.amend(note.clinic_id, "RED-11F", log(TODAY), early)
    found = await post.timed([AlertState.NOTED], NOON, 9)
    assert every(found) == [note.id + 1, note.id]
    assert every(await post.timed([AlertState.NOTED], NOON, 1)) == [note.id + 1]
    assert every(await post.timed([AlertState.NOTED], NOON - SECOND, 9)) == [note.id + 1]
    assert await post.timed([AlertState.SENT], NOON, 9) == ()

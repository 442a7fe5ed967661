"""Notes of alerts, written with the count that causes them: together, once, with their reason."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.alerts.actions import Acknowledge, Snooze
from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.alerts.delivery import Purpose
from models.alerts.thresholds import Thresholds
from models.clinic import preferences
from models.clinic.clinic import Platform, Role
from models.clinic.preferences import Preferences
from models.period import Period
from models.storage import charts
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.outbox import Outbox
from models.visits.all_standings import standings
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart, DoneBy
from models.visits.events import (
    AuthorizationAdded,
    BalanceAdded,
    ChartClosed,
    ChartReopened,
    Event,
    PayerSet,
    SessionVoided,
)
from models.visits.limit import Effect, Limit
from models.visits.standing import Standing
from models.visits.window import CalendarYear, RollingDays
from tests import clocked
from tests.storage.charting import NOON, TODAY, begin, by, log, say
from tests.storage.signs import run_at_once
from tests.storage.stores import Stores, numbered

DAY = timedelta(days=1)
BLUE = "BLUE-47K"
EVERY = tuple(AlertState)
YEAR = Limit("3 a year.", ("policy",), "payer/year", 3, CalendarYear())
TEN = Limit("3 in 10 days.", ("policy",), "payer/10", 3, RollingDays(10))


def counting(*limits: Limit) -> Callable[[Chart, date], Sequence[Standing]]:
    """As `models.visits.counting.count` does: these limits of the payer, and the clinic's own."""

    def count(chart: Chart, on: date) -> Sequence[Standing]:
        theirs = limits if chart.payer == "payer" else ()
        return standings((*theirs, *chart.own_limits), chart.history, on)

    return count


yearly, rolling = counting(YEAR), counting(TEN)


@pytest.fixture
def cabinet(ledger: ClinicStore) -> ChartStore:
    return ChartStore(yearly)


@pytest.fixture
def post() -> Outbox:
    return Outbox()


@pytest.fixture
async def clinic_id(ledger: ClinicStore) -> int:
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "U1", role=Role.STAFF, at=NOON)
    await ledger.set_defaults(clinic.id, actor="U1", at=NOON, time_zone="UTC")
    return clinic.id


async def visit(cabinet: ChartStore, clinic_id: int, *on: date) -> None:
    """Log a visit on each of these days, on that day, by the year's limit."""
    for day in on:
        await cabinet.amend(clinic_id, BLUE, log(day), by(on=day))


async def notes(clinic_id: int) -> list[Alert]:
    """Every note of the clinic, the oldest first."""
    return list((await Outbox().alerts(clinic_id, EVERY, 99))[::-1])


async def lives(clinic_id: int) -> list[tuple[str, str, str]]:
    """Of every note, what it warns of, where it is in its life, and why it ended."""
    return [(str(n.ref.threshold), n.state.value, n.ref.reason) for n in await notes(clinic_id)]


async def tell(clinic_id: int, *numbers: int) -> None:
    """Send these alerts, each to a channel."""
    post = Outbox()
    for number in numbers:
        note = await post.alert(clinic_id, number)
        assert note
        then = replace(note, ref=replace(note.ref, state=AlertState.NOTED), look_at=None)
        assert await post.enqueue(note, Purpose.ALERT, ["#‹C1›"], NOON, then)
    for owed in await post.claim(NOON, "w", 99, timedelta(minutes=1)):
        await post.sent(owed, f"m{owed.id}", NOON, NOON + timedelta(hours=4))


async def test_a_note_is_written_with_the_session_that_causes_it(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await visit(cabinet, clinic_id, TODAY)
    (note,) = await notes(clinic_id)
    assert (note.alias, note.ref.limit, note.ref.window_first) == (
        BLUE, "payer/year", date(2026, 1, 1),
    )  # fmt: skip
    assert (str(note.ref.threshold), note.state, note.quiet) == ("left/2", AlertState.NOTED, False)
    assert (note.noted_at, note.look_at) == (NOON, NOON)
    chart = await cabinet.find(clinic_id, BLUE)
    assert chart
    assert chart.alerts == (note.ref,)


async def test_a_note_outside_of_the_clinic_s_hours_waits_until_it_opens(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    night = datetime(2026, 12, 1, 23, tzinfo=UTC)
    await cabinet.amend(clinic_id, BLUE, log(), DoneBy("U1", night, TODAY))
    (note,) = await notes(clinic_id)
    assert note.look_at == datetime(2026, 12, 2, 7, 30, tzinfo=UTC)


async def test_a_session_that_is_refused_at_the_last_moment_leaves_no_note(
    cabinet: ChartStore, clinic_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin(cabinet, clinic_id)

    async def fail(*_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(charts.audit_log, "append", fail)
    with pytest.raises(RuntimeError):
        await visit(cabinet, clinic_id, TODAY)
    chart = await cabinet.find(clinic_id, BLUE)
    assert chart
    assert (chart.history.sessions, await notes(clinic_id)) == ((), [])


async def test_a_note_that_cannot_be_written_leaves_no_session(
    cabinet: ChartStore, clinic_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin(cabinet, clinic_id)

    async def fail(*_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(charts, "write_alerts", fail)
    with pytest.raises(RuntimeError):
        await visit(cabinet, clinic_id, TODAY)
    chart = await cabinet.find(clinic_id, BLUE)
    assert chart
    assert (chart.history.sessions, await notes(clinic_id)) == ((), [])


_KILLED = """
import asyncio, os, sys
from models.storage import charts as chart_store
from models.storage.database import Database
from tests.storage.charting import TODAY, by, log
from tests.storage.keys import KEYS
from tests.storage.test_alerts import yearly

async def die(*_):
    print("written", flush=True)
    os.kill(os.getpid(), 9)

async def main(url, clinic_id):
    chart_store.audit_log.append = die
    async with Database(url, KEYS):
        await chart_store.ChartStore(yearly).amend(clinic_id, "BLUE-47K", log(), by())

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


async def test_a_process_killed_after_the_note_leaves_neither_session_nor_note(
    cabinet: ChartStore, clinic_id: int, url: str, stores: Stores
) -> None:
    await begin(cabinet, clinic_id)
    command = [*clocked.program(_KILLED), url, str(clinic_id)]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)
    said, complaint = await process.communicate()
    assert (said, complaint, process.returncode) == (b"written\n", b"", -9)
    both = "SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM note)"
    assert numbered(stores.rows(url, both)) == [0]
    await visit(cabinet, clinic_id, TODAY)
    assert numbered(stores.rows(url, both)) == [2]


async def test_each_number_is_noted_once_and_follows_the_one_before(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await visit(cabinet, clinic_id, *(TODAY + n * DAY for n in range(5)))
    assert await lives(clinic_id) == [
        ("left/2", "withdrawn", "followed"),
        ("left/1", "withdrawn", "followed"),
        ("left/0", "withdrawn", "followed"),
        ("over", "noted", ""),
    ]


async def test_twenty_who_count_at_once_leave_one_note(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    await asyncio.gather(*(visit(cabinet, clinic_id, TODAY) for _ in range(20)))
    assert await lives(clinic_id) == [("left/2", "noted", "")]


_LOGGING = """
import asyncio, sys
from models.storage.charts import ChartStore
from models.storage.database import Database
from tests.storage.charting import TODAY, by, log
from tests.storage.keys import KEYS
from tests.storage.test_alerts import yearly

async def main(url, clinic_id, day):
    async with Database(url, KEYS) as database:
        await database.check()
        print("ready", flush=True)
        sys.stdin.readline()
        await ChartStore(yearly).amend(clinic_id, "BLUE-47K", log(TODAY), by("U" + day))

asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
"""


async def test_processes_that_count_at_once_leave_one_note(
    cabinet: ChartStore, clinic_id: int, url: str
) -> None:
    await begin(cabinet, clinic_id)
    people = [[url, str(clinic_id), str(n)] for n in range(2)]
    await asyncio.to_thread(run_at_once, _LOGGING, people)
    assert await lives(clinic_id) == [("left/2", "noted", "")]


ENDINGS: dict[str, tuple[tuple[Event, ...], str]] = {
    "a void": ((SessionVoided(1, "wrong alias"),), "voided"),
    "another payer": ((PayerSet("other"),), "payer"),
    "the end of care": ((ChartClosed(TODAY),), "closed"),
    "both a void and the end of care": ((SessionVoided(1, "other"), ChartClosed(TODAY)), "closed"),
}


@pytest.mark.parametrize(("events", "reason"), ENDINGS.values(), ids=ENDINGS)
@pytest.mark.parametrize("is_told", [False, True], ids=["unsent", "sent"])
async def test_what_takes_a_cause_away_ends_its_note(
    events: tuple[Event, ...], reason: str, is_told: bool, cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await visit(cabinet, clinic_id, TODAY)
    if is_told:
        await tell(clinic_id, 1)
    await cabinet.amend(clinic_id, BLUE, say(*events), by())
    state = "resolved" if is_told else "withdrawn"
    assert await lives(clinic_id) == [("left/2", state, reason)]
    (note,) = await notes(clinic_id)
    assert note.look_at is None
    owed = await Outbox().claim(NOON, "w", 9, DAY)
    assert [bool(each.message) for each in owed] == [True] * is_told, "an edit, where it was sent"


async def test_an_authorization_ends_the_note_of_the_limit_that_it_replaces(
    cabinet: ChartStore, clinic_id: int
) -> None:
    replaced = counting(replace(YEAR, on_authorization=Effect.REPLACES))
    await begin(cabinet, clinic_id)
    await ChartStore(replaced).amend(clinic_id, BLUE, log(), by())
    more = AuthorizationAdded(Authorization("1", 12, Period(TODAY, TODAY + 90 * DAY)))
    await ChartStore(replaced).amend(clinic_id, BLUE, say(more), by())
    assert await lives(clinic_id) == [("left/2", "withdrawn", "authorized")]


async def test_other_settings_of_the_clinic_end_a_note_with_the_next_count(
    cabinet: ChartStore, ledger: ClinicStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await visit(cabinet, clinic_id, TODAY)
    late = preferences.spell(Preferences(Thresholds(left=(0,))))
    await ledger.set_defaults(clinic_id, preferences=late, actor="U1", at=NOON)
    assert [each.alias for each in await cabinet.timed(NOON, 9)] == [BLUE]
    await cabinet.amend(clinic_id, BLUE, say(), by())
    assert await lives(clinic_id) == [("left/2", "withdrawn", "rules")]
    assert await cabinet.timed(NOON, 9) == ()


async def test_warnings_of_a_payer_hold_for_its_aliases_alone(
    cabinet: ChartStore, ledger: ClinicStore, clinic_id: int
) -> None:
    early = Preferences(by_payer=(("payer", Thresholds(left=(1,))),))
    await ledger.set_defaults(clinic_id, preferences=preferences.spell(early), actor="U1", at=NOON)
    await begin(cabinet, clinic_id)
    await visit(cabinet, clinic_id, TODAY)
    assert await lives(clinic_id) == []
    await visit(cabinet, clinic_id, TODAY + DAY)
    assert await lives(clinic_id) == [("left/1", "noted", "")]


async def test_a_cap_that_is_dropped_ends_its_note(cabinet: ChartStore, clinic_id: int) -> None:
    cap = Cap(CapScope.ALIAS, BLUE, 1, CalendarYear(), "U1", TODAY)
    await begin(cabinet, clinic_id)
    await cabinet.set_cap(clinic_id, cap, by())
    await visit(cabinet, clinic_id, TODAY)
    await cabinet.drop_cap(clinic_id, cap, by())
    await cabinet.amend(clinic_id, BLUE, say(), by())
    assert await lives(clinic_id) == [
        ("left/0", "withdrawn", "rules"),
        ("left/2", "noted", ""),
    ]


async def test_a_cause_that_is_back_edits_what_was_sent_and_interrupts_nobody(
    cabinet: ChartStore, post: Outbox, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await visit(cabinet, clinic_id, TODAY)
    await tell(clinic_id, 1)
    await cabinet.amend(clinic_id, BLUE, say(SessionVoided(1, "wrong day")), by())
    await visit(cabinet, clinic_id, TODAY)
    (note,) = await notes(clinic_id)
    assert (note.state, note.ref.reason) == (AlertState.SENT, "")
    assert note.look_at == NOON + timedelta(hours=4), "the clinic's patience begins anew"
    (edit,) = await post.claim(NOON, "w", 9, DAY)
    assert edit.message == "m1"


async def test_a_cause_that_is_back_before_it_was_sent_is_sent(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await visit(cabinet, clinic_id, TODAY)
    await cabinet.amend(clinic_id, BLUE, say(SessionVoided(1, "wrong day")), by())
    await visit(cabinet, clinic_id, TODAY)
    (note,) = await notes(clinic_id)
    assert (note.state, note.look_at) == (AlertState.NOTED, NOON)


async def test_what_somebody_took_is_theirs_again_when_its_cause_is_back(
    cabinet: ChartStore, post: Outbox, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await visit(cabinet, clinic_id, TODAY)
    await post.act(clinic_id, 1, Acknowledge(), by("U7"))
    await cabinet.amend(clinic_id, BLUE, say(ChartClosed(TODAY)), by())
    await cabinet.amend(clinic_id, BLUE, say(ChartReopened(TODAY)), by())
    (note,) = await notes(clinic_id)
    assert (note.state, note.taken_by, note.look_at) == (AlertState.ACKNOWLEDGED, "U7", None)


async def test_a_rolling_window_that_has_emptied_warns_of_each_number_again(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    days = [TODAY, TODAY + DAY]
    for day in (*days, TODAY + 12 * DAY, *(day + 20 * DAY for day in days)):
        decide = say() if day == TODAY + 12 * DAY else log(day)
        await ChartStore(rolling).amend(clinic_id, BLUE, decide, by(on=day))
    assert [
        (str(n.ref.threshold), n.ref.occasion, n.ref.reason) for n in await notes(clinic_id)
    ] == [
        ("left/2", 1, "time"),
        ("left/1", 1, "time"),
        ("left/2", 2, "followed"),
        ("left/1", 2, ""),
    ]


async def test_the_alerts_of_one_change_are_due_at_once(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    ends = AuthorizationAdded(Authorization("1", 9, Period(TODAY, TODAY + 5 * DAY)))
    events = (ends, BalanceAdded(Balance(2, TODAY, "portal")))
    await cabinet.amend(clinic_id, BLUE, say(*events), by())
    found = {str(n.ref.threshold): (n.quiet, n.look_at) for n in await notes(clinic_id)}
    assert found == {"left/1": (False, NOON), "ends/7": (False, NOON)}


async def test_what_is_done_quietly_interrupts_nobody(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    quietly = replace(by(), quietly=True)
    await cabinet.amend(clinic_id, BLUE, log(), quietly)
    (note,) = await notes(clinic_id)
    assert (note.quiet, note.look_at) == (True, None)


async def test_a_snooze_until_the_next_visit_wakes_with_it(
    cabinet: ChartStore, post: Outbox, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    far = counting(replace(YEAR, number=4))
    warned = preferences.spell(Preferences(Thresholds(left=(3,))))
    await post_settings(clinic_id, warned)
    await ChartStore(far).amend(clinic_id, BLUE, log(), by())
    await tell(clinic_id, 1)
    await post.act(clinic_id, 1, Snooze(None), by("U7"))
    assert await post.timed([AlertState.SNOOZED], NOON + 9 * DAY, 9) == ()
    await ChartStore(far).amend(clinic_id, BLUE, say(), by(on=TODAY + DAY))
    assert await post.timed([AlertState.SNOOZED], NOON, 9) == ()
    await ChartStore(far).amend(clinic_id, BLUE, log(TODAY + DAY), by(on=TODAY + DAY))
    (woken,) = await post.timed([AlertState.SNOOZED], NOON, 9)
    assert woken.look_at == NOON


async def post_settings(clinic_id: int, kept: str) -> None:
    """Choose how the clinic is warned."""
    await ClinicStore().set_defaults(clinic_id, preferences=kept, actor="U1", at=NOON)


async def test_a_note_moves_on_once_whoever_is_faster(
    cabinet: ChartStore, post: Outbox, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await visit(cabinet, clinic_id, TODAY)
    (note,) = await post.timed([AlertState.NOTED], NOON, 9)
    then = replace(note, look_at=None)
    owing = (post.enqueue(note, Purpose.ALERT, ["#‹C1›"], NOON, then) for _ in range(9))
    assert sorted(await asyncio.gather(*owing)) == [False] * 8 + [True]
    assert len(await post.claim(NOON, "w", 9, DAY)) == 1


async def test_clinics_are_due_by_their_own_calendar(
    cabinet: ChartStore, ledger: ClinicStore
) -> None:
    here = {}
    for zone in ("Pacific/Pago_Pago", "America/New_York", "Pacific/Kiritimati"):
        clinic, _ = await ledger.seat(Platform.SLACK, zone, "U1", role=Role.STAFF, at=NOON)
        await ledger.set_defaults(clinic.id, time_zone=zone, actor="U1", at=NOON)
        await begin(cabinet, clinic.id)
        await ChartStore(rolling).amend(clinic.id, BLUE, log(TODAY), by())
        here[clinic.id] = zone
    day_after = TODAY + 10 * DAY  # when the visit drops out; 10:30 UTC is on three dates
    noons = datetime.combine(day_after, datetime.min.time(), UTC) + timedelta(hours=10, minutes=30)
    found = [
        {here[due.clinic_id] for due in await cabinet.timed(noons + n * DAY, 9)} for n in (-1, 0, 1)
    ]
    assert found[0] == {"Pacific/Kiritimati"}
    assert found[1] == {"Pacific/Kiritimati", "America/New_York"}
    assert found[2] == set(here.values())


async def test_another_clinic_s_notes_are_not_there(
    cabinet: ChartStore, ledger: ClinicStore, post: Outbox, clinic_id: int
) -> None:
    other, _ = await ledger.seat(Platform.SLACK, "T2", "U1", role=Role.STAFF, at=NOON)
    await begin(cabinet, clinic_id)
    await begin(cabinet, other.id)
    await visit(cabinet, clinic_id, TODAY)
    (note,) = await notes(clinic_id)
    assert await post.alert(other.id, note.id) is None
    assert await post.channels(other.id, note.id) == ()
    assert await notes(other.id) == []
    chart = await cabinet.find(other.id, BLUE)
    assert chart
    assert chart.alerts == ()


async def test_the_clinic_is_read_as_it_is_now(ledger: ClinicStore, clinic_id: int) -> None:
    clinic = await ledger.clinic(clinic_id)
    assert (clinic.id, clinic.workspace, clinic.time_zone) == (clinic_id, "T1", "UTC")
    await ledger.set_defaults(clinic_id, state="CO", actor="U1", at=NOON)
    assert (await ledger.clinic(clinic_id)).state == "CO"
    with pytest.raises(LookupError):
        await ledger.clinic(clinic_id + 1)

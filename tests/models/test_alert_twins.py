"""Alerts over random charts: looking on the days named finds what looking every day finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings

from models.alerts.alert import AlertKind, AlertRef
from models.alerts.alert_state import AlertState
from models.alerts.revision import Revision, revise
from models.alerts.thresholds import Thresholds
from models.clinic.preferences import Preferences
from models.period import Period
from models.visits.all_standings import standings
from models.visits.apply_events import apply
from models.visits.authorization import Authorization
from models.visits.chart import Chart, DoneBy
from models.visits.events import Event, SessionLogged, SessionVoided
from models.visits.history import History
from models.visits.limit import EVERYTHING, Limit, Needs, Stage
from models.visits.next_recount import next_look
from models.visits.session import Session
from models.visits.standing import Standing
from models.visits.window import DaysFromFirstVisit, RollingDays
from tests.models.test_standing_twins import a_balance, a_limit, a_pool, one_of
from tests.models.test_window_twins import ONE, START, TAPES, WINDOWS, Tape

pytestmark = pytest.mark.sheet

WALKED = 150
DAYS = tuple(START + n * ONE for n in range(400, 400 + WALKED))
NOON = datetime(2024, 6, 3, 12, tzinfo=UTC)
OFTEN = settings(max_examples=60, deadline=None)


def some_warnings(tape: Tape) -> Thresholds:
    """Thresholds as a clinic may choose them; often the usual ones."""
    if tape.number(2):
        return Thresholds()
    flags = [bool(tape.number(4)) for _ in range(3)]
    return Thresholds(
        one_of(tape, [(3, 1, 0), (2,), (0,), ()]),
        flags[0],
        one_of(tape, [(14, 7), (30, 3), (0,), ()]),
        *flags[1:],
    )


def some_visits(tape: Tape) -> Iterator[date]:
    """Visits at a pace that changes now and then, up to some day of those that are walked."""
    on, until = DAYS[0] - tape.number(120) * ONE, one_of(tape, DAYS)
    while on < until:
        every = 1 + tape.number(12)
        for _ in range(1 + tape.number(8)):
            on += (every + tape.number(3)) * ONE
            if on < until:
                yield on


def an_authorization(tape: Tape, number: int) -> Authorization:
    """One that begins or ends about the days that are walked."""
    first = DAYS[0] + (tape.number(200) - 80) * ONE
    last = first + (10 + tape.number(120)) * ONE
    period = Period(first, last if tape.number(8) else None)
    pool = EVERYTHING if tape.number(3) else a_pool(tape)
    return Authorization(str(number), 2 + tape.number(24), period, pool)


@dataclass
class Clinic:
    """A chart that goes from day to day, and what it warned of: on which day, of what, how."""

    chart: Chart
    limits: Sequence[Limit]
    notes: list[AlertRef] = field(default_factory=list)
    told: list[tuple[date, tuple[object, ...]]] = field(default_factory=list)
    counts: int = 0
    last: Revision = field(default_factory=Revision)

    def count(self, on: date, news: Sequence[Event] = (), *, quietly: bool = False) -> Revision:
        """Count anew and write what becomes of the notes, as the cabinet does."""
        self.counts += 1
        by = DoneBy("U1", NOON, on, quietly)
        for event in news:
            self.chart = apply(self.chart, event, by)
        current = self.current(on)
        chart = replace(self.chart, alerts=tuple(self.notes), counted_on=on)
        found = revise(chart, current, news, by)
        self.chart = replace(self.chart, next_look=next_look(chart, current, on))
        self._write(found, on)
        self.last = found
        return found

    def current(self, on: date) -> tuple[Standing, ...]:
        """How it stands on a day."""
        return standings(self.limits, self.chart.history, on)

    def _write(self, found: Revision, on: date) -> None:
        for mark, why in (*found.ended, *found.let_go):
            self._put(replace(mark, state=AlertState.RESOLVED, reason=why.value))
        for mark in found.back:
            self._put(replace(mark, state=AlertState.SENT, reason=""))
        for new in found.new:
            id_ = len(self.notes) + 1
            mark = AlertRef(id_, *new.cause.key, AlertState.SENT, new.occasion)
            self.notes.append(mark)
            self.told.append((on, (*mark.key, mark.occasion, new.quiet)))

    def _put(self, mark: AlertRef) -> None:
        self.notes[mark.id - 1] = mark


def a_clinic(tape: Tape) -> tuple[Clinic, list[Session]]:
    """A chart before its sessions, with one to three limits, and the sessions to come."""
    kinds = list(WINDOWS)
    limits = [
        replace(a_limit(tape, WINDOWS[one_of(tape, kinds)](tape)), id=f"payer/{n}")
        for n in range(1 + tape.number(3))
    ]
    visits = sorted(some_visits(tape))
    sessions = [
        Session(n, on, one_of(tape, ((), ("20560",), ("97140",))), None, 1 + tape.number(2))
        for n, on in enumerate(visits, start=1)
    ]
    held = tuple(an_authorization(tape, n) for n in range(tape.number(3)))
    told = [one_of(tape, DAYS) for _ in range(tape.number(3))]
    history = History(
        authorizations=held,
        balances=tuple(a_balance(tape, one_of(tape, DAYS)) for _ in range(tape.number(3))),
        improving=tuple(told),
    )
    chart = Chart(1, 1, "BLUE-47K", DAYS[0], history=history)
    return Clinic(replace(chart, preferences=Preferences(some_warnings(tape))), limits), sessions


def walk(clinic: Clinic, sessions: Sequence[Session], *, daily: bool) -> None:
    """Day by day: time first, as the job does in the morning, then the day's visits."""
    early = [s for s in sessions if s.on < DAYS[0]]
    clinic.count(DAYS[0], [SessionLogged(s) for s in early], quietly=True)
    for day in DAYS:
        look = clinic.chart.next_look
        if daily or (look and look <= day):
            clinic.count(day)
        for session in (s for s in sessions if s.on == day):
            clinic.count(day, [SessionLogged(session)])


@OFTEN
@given(tape=TAPES)
def test_the_days_that_are_named_find_all_that_every_day_finds(tape: Tape) -> None:
    clinic, sessions = a_clinic(tape)
    twin = Clinic(clinic.chart, clinic.limits)
    walk(clinic, sessions, daily=False)
    walk(twin, sessions, daily=True)
    assert clinic.told == twin.told
    assert clinic.counts <= twin.counts


def on_days(*after: int) -> list[Session]:
    """Visits on days counted from the first that is walked."""
    return [Session(n, DAYS[0] + d * ONE) for n, d in enumerate(after, start=1)]


_GAP = Limit("", (), "payer/1", 8, DaysFromFirstVisit(20, gap=30))
_ROLLING = Limit("", (), "payer/1", 3, RollingDays(40), stages=(Stage(3, Needs.IMPROVING),))
_OPENED = replace(_ROLLING, stages=(Stage(3, Needs.AUTHORIZED),))
_GRANTED = Authorization("1", 30, Period(DAYS[0] - 39 * ONE, DAYS[0] - 37 * ONE))
CASES = {
    "a gap in care is over, and the next visit warns of the next window": (
        _GAP, History(), on_days(0, 5, 15, *range(45, 52)), {DAYS[20], DAYS[50], DAYS[51]},
    ),
    "a day noted as improving falls out of the window": (
        _ROLLING, History(improving=(DAYS[0] - 35 * ONE,)), on_days(1, 2, 3), {DAYS[5]},
    ),
    "an authorization that lapsed opens no stage, whenever it falls out of the window": (
        _OPENED, History(authorizations=(_GRANTED,)), on_days(0), {DAYS[0]},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("limit", "history", "sessions", "days"), CASES.values(), ids=CASES)
def test_what_time_alone_makes_due_is_found_on_its_day(
    limit: Limit, history: History, sessions: Sequence[Session], days: set[date]
) -> None:
    chart = Chart(1, 1, "BLUE-47K", DAYS[0], history=history)
    clinic, twin = Clinic(chart, [limit]), Clinic(chart, [limit])
    walk(clinic, sessions, daily=False)
    walk(twin, sessions, daily=True)
    assert clinic.told == twin.told
    assert days <= {day for day, _ in twin.told}


def correct(clinic: Clinic, tape: Tape, day: date) -> None:
    """Now and then: a session is voided, or one of long ago is logged."""
    standing_ = [s for s in clinic.chart.history.sessions if not s.voided]
    if standing_ and not tape.number(12):
        clinic.count(day, [SessionVoided(one_of(tape, standing_).number, "wrong day")])
    elif not tape.number(40):
        late = Session(clinic.chart.next_number, day - tape.number(90) * ONE)
        clinic.count(day, [SessionLogged(late)], quietly=not tape.number(3))


@OFTEN
@given(tape=TAPES)
def test_no_cause_is_noted_twice(tape: Tape) -> None:
    clinic, sessions = a_clinic(tape)
    rolls = {limit.id for limit in clinic.limits if limit.window.rolls}
    days = {s.on for s in sessions}
    for day in DAYS:
        before = len(clinic.notes)
        clinic.count(day)
        assert len(clinic.notes) - before == len(clinic.last.new)
        if day in days:
            clinic.count(day, [SessionLogged(Session(clinic.chart.next_number, day))])
        correct(clinic, tape, day)
        assert_consistent(clinic, rolls)


def assert_consistent(clinic: Clinic, rolls: set[str]) -> None:
    """What must hold of a chart's notes after every change."""
    keys = [(*note.key, note.occasion) for note in clinic.notes]
    assert len(set(keys)) == len(keys)
    assert all(note.occasion == 1 or note.limit in rolls for note in clinic.notes)
    open_ = [note for note in clinic.notes if not note.is_over]
    assert len({note.key for note in open_}) == len(open_)
    numbers = [note.window_key for note in open_ if note.kind in {AlertKind.LEFT, AlertKind.OVER}]
    assert len(set(numbers)) == len(numbers), "of one limit, one number at a time"
    assert all(bool(note.reason) is note.is_over for note in clinic.notes)


@OFTEN
@given(tape=TAPES)
def test_a_second_count_of_the_same_day_changes_nothing(tape: Tape) -> None:
    clinic, sessions = a_clinic(tape)
    clinic.count(DAYS[0], [SessionLogged(s) for s in sessions])
    for day in DAYS[::30]:
        clinic.count(day)
        kept = list(clinic.notes)
        again = clinic.count(day)
        assert (again.new, again.ended, again.back, clinic.notes) == ((), (), (), kept)

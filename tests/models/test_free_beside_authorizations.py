"""Limits "without authorization" beside authorizations, against a payer's own book of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from models.visits.all_standings import standings
from models.visits.allotment import uncovered
from models.visits.balance import Balance
from models.visits.beyond_room import days_beyond_room
from models.visits.binding import binding
from models.visits.count_reasons import NONE_COVERS, Reason
from models.visits.evaluations import INITIAL
from models.visits.forecast import forecast
from models.visits.limit import Effect, Limit, LimitKind, Needs, Pool, Stage
from models.visits.program_window import CalendarWeek, FirstDays
from models.visits.standing import Standing, past_windows
from models.visits.window import CalendarYear, DaysFromFirstVisit, Window
from tests.models.authorization_twin import Grant
from tests.models.test_authorization_twins import Patient, a_patient
from tests.models.test_window_twins import ONE, START, TAPES, Tape

DAYS = 60


def week(first: date, on: date) -> object:
    """The Sunday of a day's week."""
    return on - timedelta(days=(on.weekday() + 1) % 7)


def year(first: date, on: date) -> object:
    """The calendar year."""
    return on.year


def first_days(first: date, on: date) -> object:
    """The first sixty days of care; None behind them."""
    return "first" if on < first + DAYS * ONE else None


KINDS: dict[str, tuple[Window, Callable[[date, date], object]]] = {
    "a week": (CalendarWeek(), week),
    "a year": (CalendarYear(), year),
    "sixty days": (FirstDays(DAYS), first_days),
}


def free_of(found: tuple[Standing, ...]) -> Standing:
    """The limit that needs none."""
    return next(s for s in found if s.limit.kind is LimitKind.PAYER)


@pytest.mark.sheet
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=700, deadline=None)
@given(tape=TAPES)
def test_what_needs_no_authorization_is_used_by_what_none_pays(kind: str, tape: Tape) -> None:
    window, key = KINDS[kind]
    free = 1 + tape.number(4)
    limit = Limit("", (), "free", free, window, on_authorization=Effect.ADDS)
    patient = a_patient(tape)
    on = START + tape.number(330) * ONE
    billed = patient.book.billed = {d: c for d, c in patient.book.billed.items() if d <= on}
    known = tuple(s for s in patient.chart.history.sessions if s.on <= on)
    history = replace(patient.chart.history, sessions=known)
    first = min(billed, default=on)
    used, beyond = patient.book.without_asking(free, lambda day: key(first, day))
    found = standings((limit,), history, on)
    one = free_of(found)
    if key(first, on) is not None:
        assert one.left == free - used.get(key(first, on), 0), (history, on)
        assert (one.used, one.added) == (used.get(key(first, on), 0), 0), (history, on)
    assert sum(s.left + s.lapsed < 0 for s in (one, *past_windows(limit, history, on))) == sum(
        number > free for name, number in used.items() if name is not None
    )
    bare = {row.on for s in found for row in s.counted if row.reason in NONE_COVERS}
    none = {s.on for s in known if s.number in uncovered(history.authorizations, known)}
    begun = any(s.limit.kind is LimitKind.AUTHORIZATION for s in found)
    assert bare == (none & beyond if begun else set())
    told = {day for s in found for day in days_beyond_room(s)}
    assert told <= beyond & patient.book.without_room()
    by_serial = {s.limit.serial: s for s in found if s is not one}
    for serial, made in enumerate(patient.book.grants, start=1):
        if serial in by_serial:
            left = made.number - len(made.visits) if made.last >= on else 0
            assert max(by_serial[serial].left, 0) == left


@pytest.mark.sheet
@settings(max_examples=700, deadline=None)
@given(tape=TAPES)
def test_where_an_authorization_has_room_it_binds_and_promises_no_more(tape: Tape) -> None:
    limit = Limit("", (), "free", 1 + tape.number(4), CalendarWeek(), on_authorization=Effect.ADDS)
    patient = Patient()
    for _ in range(1 + tape.number(3)):
        first = START + tape.number(60) * ONE
        patient.grant(Grant(1 + tape.number(9), first, first + 40 * ONE), beside=99)
    for on in sorted({START + tape.number(100) * ONE for _ in range(tape.number(20))}):
        patient.visit(on)
    on = START + 100 * ONE if tape.number(3) else START + tape.number(100) * ONE
    patient.book.billed = {d: c for d, c in patient.book.billed.items() if d <= on}
    known = tuple(s for s in patient.chart.history.sessions if s.on <= on)
    found = standings((limit,), replace(patient.chart.history, sessions=known), on)
    bound = binding(found)
    room = patient.book.still_paid(on)
    assert bound
    if room:
        assert bound.limit.kind is LimitKind.AUTHORIZATION
        assert forecast(free_of(found)) is None
        assert bound.left <= bound.within_reach <= room
    else:
        assert bound.within_reach <= max(free_of(found).left, 0)


def hawaii() -> tuple[Limit, Patient]:
    """Fifteen in the first sixty days, and fifteen that are authorized from December on."""
    limit = Limit("", (), "hi", 15, FirstDays(60), on_authorization=Effect.ADDS)
    patient = Patient()
    patient.grant(Grant(15, date(2026, 12, 1), date(2027, 3, 31)))
    return limit, patient


def test_a_visit_that_is_authorized_is_not_one_that_comes_too_late() -> None:
    limit, patient = hawaii()
    patient.visit(date(2026, 9, 28), "97110")
    patient.visit(date(2026, 12, 7), "97110")
    bound = binding(standings((limit,), patient.chart.history, date(2026, 12, 16)))
    assert bound
    assert (bound.limit.kind, bound.used, bound.left) == (LimitKind.AUTHORIZATION, 1, 14)


def test_a_visit_that_needs_none_is_not_called_uncovered() -> None:
    limit, patient = hawaii()
    patient.visit(date(2026, 11, 10), "97110")
    found = standings((limit,), patient.chart.history, date(2026, 12, 16))
    assert not [row for s in found for row in s.counted if row.reason in NONE_COVERS]


def test_a_used_up_authorization_gives_way_to_what_needs_none() -> None:
    limit = Limit("", (), "ct", 2, CalendarWeek(), on_authorization=Effect.ADDS)
    patient = Patient()
    patient.grant(Grant(1, date(2026, 12, 7), date(2027, 1, 31)))
    for day in (7, 14):
        patient.visit(date(2026, 12, day))
    bound = binding(standings((limit,), patient.chart.history, date(2026, 12, 16)))
    assert bound
    assert (bound.limit.id, bound.used, bound.left) == ("ct", 1, 1)


def test_a_total_of_the_payer_holds_what_it_authorized() -> None:
    limit = Limit("", (), "ma", 20, CalendarYear(), on_authorization=Effect.ADDS)
    patient = Patient()
    patient.grant(Grant(10, date(2026, 1, 10), date(2026, 12, 31)))
    for day in range(12, 15):
        patient.visit(date(2026, 1, day))
    total = Balance(19, date(2026, 1, 20), "portal", includes_ours=True)
    history = replace(patient.chart.history, balances=(total,))
    one = free_of(standings((limit,), history, date(2026, 1, 21)))
    assert (one.used, one.added, one.left) == (19, 3, 4)


def test_what_an_authorization_pays_uses_up_no_visit_that_needs_none() -> None:
    limit = Limit("", (), "ct", 1, CalendarWeek(), on_authorization=Effect.ADDS)
    patient = Patient()
    patient.grant(Grant(1, date(2026, 1, 10), date(2026, 12, 31)))
    for day in (12, 13):
        patient.visit(date(2026, 1, day))
    found = standings((limit,), patient.chart.history, date(2026, 1, 14))
    assert [(s.used, s.left) for s in found if s is not free_of(found)] == [(1, 0)]
    assert (free_of(found).used, free_of(found).allowed) == (1, 1)


def test_what_an_authorization_paid_of_a_payers_total_leaves_the_next_visit_free() -> None:
    limit = Limit("", (), "ma", 20, CalendarYear(), on_authorization=Effect.ADDS)
    patient = Patient()
    patient.grant(Grant(3, date(2026, 1, 10), date(2026, 1, 20)))
    for day in (12, 13, 14, 25):
        patient.visit(date(2026, 1, day))
    total = Balance(20, date(2026, 1, 20), "portal", includes_ours=True, last_known=3)
    history = replace(patient.chart.history, balances=(total,))
    found = standings((limit,), history, date(2026, 1, 26))
    assert free_of(found).left == 2
    assert not [row for s in found for row in s.counted if row.reason in NONE_COVERS]


def own_steps() -> Limit:
    """Three a year by a cap of the clinic's own, and two more once some are authorized."""
    steps = (Stage(2, Needs.AUTHORIZED),)
    return Limit("", (), "cap/1", 3, CalendarYear(), stages=steps, kind=LimitKind.CAP)


def test_a_second_session_of_a_paid_day_is_of_the_same_visit() -> None:
    limit = Limit("", (), "ma", 20, CalendarYear(), on_authorization=Effect.ADDS)
    patient = Patient()
    patient.grant(Grant(5, date(2026, 1, 10), date(2026, 12, 31)))
    for _ in range(2):
        patient.visit(date(2026, 1, 12))
    found = standings((limit, own_steps()), patient.chart.history, date(2026, 1, 21))
    assert {s.counted[1].reason for s in found} == {Reason.SAME_VISIT}


def test_what_a_payer_lets_pay_no_more_is_not_free_by_a_step_of_the_clinics_own() -> None:
    limit = Limit("", (), "ct", 1, CalendarWeek(), on_authorization=Effect.ADDS)
    patient = Patient()
    patient.grant(Grant(1, date(2026, 1, 10), date(2026, 12, 31)))
    for day in (12, 13, 14):
        patient.visit(date(2026, 1, day))
    found = standings((limit, own_steps()), patient.chart.history, date(2026, 1, 15))
    assert [s.left for s in found if s.limit.kind is LimitKind.AUTHORIZATION] == [-1]


def test_what_an_authorization_pays_is_not_taken_for_free_by_a_step_of_the_clinics_own() -> None:
    limit = Limit("", (), "ma", 20, CalendarYear(), on_authorization=Effect.ADDS)
    patient = Patient()
    patient.grant(Grant(5, date(2026, 1, 10), date(2026, 12, 31)))
    for day in (12, 13):
        patient.visit(date(2026, 1, day))
    found = standings((limit, own_steps()), patient.chart.history, date(2026, 1, 21))
    granted = next(s for s in found if s.limit.kind is LimitKind.AUTHORIZATION)
    assert (granted.used, free_of(found).left) == (2, 20)


def eight_weeks(free: int = 6) -> Limit:
    """UnitedHealthcare's six in eight weeks, without the evaluation."""
    window = DaysFromFirstVisit(56, gap=90)
    pool = Pool(excluding=INITIAL)
    return Limit("", (), "uhc", free, window, pool=pool, on_authorization=Effect.REPLACES)


@pytest.mark.sheet
@settings(max_examples=1000, deadline=None)
@given(tape=TAPES)
def test_what_passed_before_an_authorization_stands_in_is_none_of_what_it_has_to_cover(
    tape: Tape,
) -> None:
    limit, patient = eight_weeks(1 + tape.number(6)), a_patient(tape)
    on = START + tape.number(330) * ONE
    book = patient.book
    book.billed = {d: c | {"20560"} for d, c in book.billed.items() if d <= on}
    known = tuple(
        replace(s, codes=(*s.codes, "20560") if "20560" not in s.codes else s.codes)
        for s in patient.chart.history.sessions
        if s.on <= on
    )
    history = replace(patient.chart.history, sessions=known)
    used, beyond = book.standing_in(limit.number, lambda day: book.stretch(day, 56, 90))
    found = standings((limit,), history, on)
    is_in_force = any(made.is_open(on) for made in book.grants)
    of_limit = [s for s in found if s.limit is limit]
    key = book.stretch(on, 56, 90)
    left = limit.number - used.get(key, 0)
    if key is not None:
        assert [s.left for s in of_limit] == ([left] if left < 0 or not is_in_force else [])
    assert all(s.replaced == is_in_force for s in of_limit)
    bare = {row.on for s in found for row in s.counted if row.reason in NONE_COVERS}
    begun = any(s.limit.kind is LimitKind.AUTHORIZATION for s in found)
    none = {s.on for s in known if s.number in uncovered(history.authorizations, known)}
    assert bare == (none & beyond if begun else set())


def test_six_that_pass_and_the_evaluation_are_not_called_uncovered_and_the_seventh_is() -> None:
    patient = Patient()
    patient.grant(Grant(6, date(2026, 11, 24), date(2027, 1, 15)))
    patient.visit(date(2026, 11, 2), "97161")
    for day in (4, 6, 9, 11, 13, 16, 18, 24):
        patient.visit(date(2026, 11, day), "20560")
    found = standings((eight_weeks(),), patient.chart.history, date(2026, 11, 30))
    bound = binding(found)
    assert bound
    assert (bound.limit.kind, bound.used) == (LimitKind.AUTHORIZATION, 1)
    bare = {row.on for s in found for row in s.counted if row.reason in NONE_COVERS}
    assert bare == {date(2026, 11, 18)}
    assert [(s.left, s.replaced) for s in found if s is not bound] == [(-1, True)]

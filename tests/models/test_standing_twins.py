"""Standings over random histories, against a twin that goes through them a day at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given, settings

from models.period import Period
from models.visits.all_standings import standings
from models.visits.allotment import allot
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.binding import binding, tied
from models.visits.count_reasons import COUNTING
from models.visits.history import History
from models.visits.limit import Effect, Limit, Needs, Pool, Stage, Unit
from models.visits.program_window import FirstDays
from models.visits.session import Discipline, Session
from models.visits.standing import past_windows, standing
from models.visits.window import CalendarYear, Window
from tests.models.test_window_twins import (
    A_HUNDRED,
    A_THOUSAND,
    FROM_EACH,
    ONE,
    START,
    TAPES,
    WINDOWS,
    Tape,
    every_kind,
    twin,
)

pytestmark = pytest.mark.sheet

T = TypeVar("T")
CODES = ((), ("20560",), ("97140",), ("20561", "97140"), ("20552",), ("97161",))
DISCIPLINES = (None, Discipline.PT, Discipline.OT, Discipline.DC)
POOLS = (
    Pool(),
    Pool(("20560", "20561")),
    Pool(("20552",), (Discipline.PT,)),
    Pool((), (Discipline.PT, Discipline.OT)),
    Pool(excluding=("20552", "97161")),
    Pool(("20561", "97140"), excluding=("97140",)),
)
PLACES = ("hospital", "patient", "payer")
FIXED = [kind for kind in WINDOWS if "visit" not in kind]


def one_of(tape: Tape, things: Sequence[T]) -> T:
    """One of several, by the tape."""
    return things[tape.number(len(things))]


def a_session(tape: Tape, number: int, on: date) -> Session:
    """A session on a day, one in five voided, one in five paid by the patient."""
    codes: tuple[str, ...] = one_of(tape, CODES)
    discipline = one_of(tape, DISCIPLINES)
    voided = "" if tape.number(5) else "twice"
    timed = tuple((code, tape.number(4)) for code in codes) if tape.number(2) else ()
    units = sum(number for _, number in timed) if timed else tape.number(4)
    after_surgery, paid = not tape.number(6), not tape.number(5)
    return Session(number, on, codes, discipline, units, voided, timed, after_surgery, paid)


def a_pool(tape: Tape) -> Pool:
    """A pool, wide or narrow."""
    return POOLS[tape.number(len(POOLS))]


def a_balance(tape: Tape, on: date) -> Balance:
    """Somebody's word of visits elsewhere, or of all visits."""
    includes_ours, place = not tape.number(3), one_of(tape, PLACES)
    return Balance(tape.number(6), on, place, includes_ours, a_pool(tape))


def a_history(tape: Tape) -> History:
    """Up to fourteen sessions, and what else is known of an alias, much of it on the same days."""
    days = tape.days(14)
    days += [one_of(tape, days) for _ in range(tape.number(4))] if days else []
    told = [tape.day() if not days or tape.number(2) else one_of(tape, days) for _ in range(5)]
    return History(
        tuple(a_session(tape, n, on) for n, on in enumerate(days, start=1)),
        tuple(
            Authorization(str(n), 1 + tape.number(8), tape.period(), a_pool(tape))
            for n in range(tape.number(3))
        ),
        tuple(a_balance(tape, on) for on in told[tape.number(4) + 2 :]),
        tuple(told[:2]),
    )


def a_limit(tape: Tape, window: Window) -> Limit:
    """A limit in some unit, for some pool, with up to two stages."""
    needs, units, effects = list(Needs), list(Unit), list(Effect)
    return Limit(
        says="",
        cites=(),
        id=str(tape.number(100)),
        number=1 + tape.number(12),
        window=window,
        unit=units[tape.number(len(units))],
        stages=tuple(
            Stage(1 + tape.number(8), needs[tape.number(2)]) for _ in range(tape.number(3))
        ),
        pool=a_pool(tape),
        soft=not tape.number(3),
        on_authorization=effects[tape.number(len(effects))],
        counts_self_pay=one_of(tape, (False, False, True)),
        postsurgical=bool(tape.number(3)),
    )


def may_draw(limit: Limit, session: Session) -> bool:
    """The rules of a pool, in one breath."""
    billed = session.codes or ("20560", "20561")
    codes = [code for code in billed if code not in limit.pool.excluding]
    if not codes or (session.postsurgical and not limit.postsurgical):
        return False
    fits = not limit.pool.codes or any(code in limit.pool.codes for code in codes)
    disciplines = limit.pool.disciplines
    known = not disciplines or session.discipline is None or session.discipline in disciplines
    is_theirs = limit.counts_self_pay or not session.self_pay
    return fits and known and session.voided == "" and is_theirs


def only_opens(limit: Limit, session: Session) -> bool:
    """A visit of nothing but what the limit leaves out: care began, and none of it is counted."""
    left_out = [code for code in session.codes if code in limit.pool.excluding]
    if not session.codes or len(left_out) < len(session.codes):
        return False
    as_if_counted = replace(limit, pool=replace(limit.pool, excluding=()))
    return may_draw(as_if_counted, session)


def of_a_day(unit: Unit, sessions: list[Session], pool: Pool) -> int:
    """What one day's sessions come to."""
    if unit is Unit.TREATMENT:
        return len(sessions)
    if unit is Unit.TIMED_UNIT:
        return sum(units_by_hand(session, pool.codes) for session in sessions)
    if unit is Unit.VISIT:
        return 1 if sessions else 0
    kinds: list[Discipline | None] = []  # one that nobody told may be any other: a visit of its own
    for session in sessions:
        if session.discipline not in kinds:
            kinds.append(session.discipline)
    told = [kind for kind in kinds if kind]
    is_any_of_them = bool(pool.disciplines) and not set(pool.disciplines) - set(told)
    return len(told) if is_any_of_them else len(kinds)


def units_by_hand(session: Session, codes: Sequence[str]) -> int:
    """The units of the codes of a pool; all of them where nobody told them by code."""
    units = 0
    for code, number in session.timed:
        if not codes or code in codes:
            units += number
    return units if session.timed else session.units


def counted_by_hand(limit: Limit, history: History, on: date) -> int:
    """The number used on a day, day by day, for each total that somebody told; the highest."""
    drawing = [s for s in history.sessions if may_draw(limit, s) and s.on <= on]
    words = [b for b in history.balances if b.as_of <= on and _may_share(b.pool, limit.pool)]
    opening = [*(s.on for s in drawing), *(b.as_of for b in words if b.used > 0)]
    opening += [s.on for s in history.sessions if s.on <= on and only_opens(limit, s)]
    if isinstance(limit.window, FirstDays):  # the days of one injury, whatever is done first
        cared = (s for s in history.sessions if not (s.voided or s.self_pay))
        opening += [s.on for s in cared if s.on <= on]
    is_in = twin(limit.window, on, opening)
    inside = [b for b in words if is_in(b.as_of)]
    last_words = [b for b in inside if not _is_overtaken(b, inside)]
    elsewhere = [b for b in last_words if not b.includes_ours]
    by_day: dict[date, list[Session]] = {}
    for session in drawing:
        if is_stood_in_for(limit, history, session):
            continue
        by_day.setdefault(session.on, []).append(session)
    counts = []
    for total in (None, *(b for b in last_words if b.includes_ours)):
        used, day = (total.used if total else 0), (total.as_of + ONE if total else START)
        while day <= on:
            if day in by_day and is_in(day):
                used += of_a_day(limit.unit, by_day[day], limit.pool)
            day += ONE
        by_patient = [b for b in elsewhere if b.source == "patient"]  # of all that was elsewhere
        by_others = [b for b in elsewhere if b.source != "patient"]
        used += max(
            sum(_beside(b, total, limit.unit) for b in told) for told in (by_patient, by_others)
        )
        counts.append(used)
    return max(counts)


def _beside(word: Balance, total: Balance | None, unit: Unit) -> int:
    """What of visits elsewhere a total cannot hold: none up to its day, one a day behind it."""
    if total is None:
        return word.used
    days = [n for n in range(1, 400) if total.as_of + n * ONE <= word.as_of]
    return min(word.used, len(days)) if unit is Unit.VISIT or not days else word.used


def is_stood_in_for(limit: Limit, history: History, session: Session) -> bool:
    """Whether the visit is one of an authorization that takes the limit's place on its days."""
    if limit.on_authorization is not Effect.REPLACES or session.voided or session.self_pay:
        return False
    return any(
        grant.period.holds(session.on)
        and _may_share(grant.pool, limit.pool)
        and may_draw(replace(limit, pool=grant.pool, postsurgical=True), session)
        for grant in history.authorizations
    )


def _may_share(one: Pool, other: Pool) -> bool:
    codes = not one.codes or not other.codes or set(one.codes) & set(other.codes)
    first, second = set(one.disciplines), set(other.disciplines)
    return bool(codes) and (not first or not second or bool(first & second))


def _is_overtaken(word: Balance, words: list[Balance]) -> bool:
    """Whether the same place said something later, or on the same day more."""
    same = [
        b
        for b in words
        if (b.source, b.includes_ours, b.pool) == (word.source, word.includes_ours, word.pool)
    ]
    return any((b.as_of, b.used) > (word.as_of, word.used) for b in same) or (
        next(b for b in same if b == word) is not word
    )


def without_added(limit: Limit, history: History) -> History:
    """No authorizations beside a limit to which they add.

    That what they pay is not used of it, `test_free_beside_authorizations` holds by its own twin.
    """
    adds = limit.on_authorization is Effect.ADDS
    return replace(history, authorizations=()) if adds else history


@every_kind
@A_THOUSAND
@given(tape=TAPES)
def test_a_standing_is_what_counting_day_by_day_gives(kind: str, tape: Tape) -> None:
    for _ in FROM_EACH:
        limit, on = a_limit(tape, WINDOWS[kind](tape)), tape.day()
        history = without_added(limit, a_history(tape))
        found = standing(limit, history, on)
        by_hand = counted_by_hand(limit, history, on)
        assert found.used == by_hand, f"{limit} {history} on {on}"
        assert found.used == sum(c.amount for c in found.counted) + sum(
            balance.adds for balance in found.carried
        )


@every_kind
@A_HUNDRED
@given(tape=TAPES)
def test_a_standing_explains_every_session_once(kind: str, tape: Tape) -> None:
    limit, history, on = a_limit(tape, WINDOWS[kind](tape)), a_history(tape), tape.day()
    found = standing(limit, history, on)
    assert [c.session for c in found.counted] == [
        s.number for s in sorted(history.sessions, key=lambda s: (s.on, s.number))
    ]
    assert all(row.counts is (row.reason in COUNTING) for row in found.counted)
    least, most = limit.number + found.added, limit.most + found.added
    assert least <= found.allowed <= most
    assert not found.has_lapsed or found.left <= 0


@every_kind
@A_HUNDRED
@given(tape=TAPES)
def test_the_order_in_which_things_were_told_does_not_matter(kind: str, tape: Tape) -> None:
    window, on = WINDOWS[kind](tape), tape.day()
    limit, history = a_limit(tape, window), a_history(tape)
    shuffled = History(
        tuple(sorted(history.sessions, key=lambda _: tape.number(99))),
        history.authorizations[::-1],
        history.balances[::-1],
        history.improving[::-1],
    )
    one, other = standing(limit, history, on), standing(limit, shuffled, on)
    assert (one.used, one.window, one.counted) == (other.used, other.window, other.counted)
    assert allot(history.authorizations, history.sessions) == allot(
        shuffled.authorizations, shuffled.sessions
    )


@every_kind
@A_HUNDRED
@given(tape=TAPES)
def test_voiding_a_session_and_taking_it_back_changes_nothing(kind: str, tape: Tape) -> None:
    window, on = WINDOWS[kind](tape), tape.day()
    limit, history = a_limit(tape, window), a_history(tape)
    extra = Session(99, tape.day(), ("20560",))
    with_it = replace(history, sessions=(*history.sessions, extra))
    voided = replace(history, sessions=(*history.sessions, replace(extra, voided="twice")))
    without = standing(limit, history, on)
    assert standing(limit, voided, on).used == without.used
    assert standing(limit, voided, on).window == without.window
    again = tuple(replace(s, voided="") if s.number == 99 else s for s in voided.sessions)
    assert standing(limit, replace(voided, sessions=again), on) == standing(limit, with_it, on)


@pytest.mark.parametrize("kind", FIXED)
@A_HUNDRED
@given(tape=TAPES)
def test_one_more_session_never_lowers_the_count_of_a_fixed_window(kind: str, tape: Tape) -> None:
    window, on = WINDOWS[kind](tape), tape.day()
    limit, history = a_limit(tape, window), a_history(tape)
    extra = a_session(tape, 99, tape.day())
    before = standing(limit, history, on).used
    after = standing(limit, replace(history, sessions=(*history.sessions, extra)), on).used
    most = extra.units if limit.unit is Unit.TIMED_UNIT else 1
    assert before <= after <= before + most


@settings(max_examples=1000, deadline=None)
@given(tape=TAPES)
def test_no_limit_has_less_left_than_the_one_that_binds(tape: Tape) -> None:
    kinds = list(WINDOWS)
    limits = [a_limit(tape, WINDOWS[one](tape)) for one in kinds[:: 1 + tape.number(5)]]
    found = standings(limits, a_history(tape), tape.day())
    tightest, equal = binding(found), tied(found)
    assert tightest is not None
    assert tightest is equal[0]
    binding_ones = [s for s in found if not (s.gives_way or s.is_aside or s.is_of_a_day)]
    assert all(tightest.within_reach <= each.within_reach for each in binding_ones)
    assert tightest.left <= tightest.within_reach
    assert {each.left for each in equal} == {tightest.left}


@settings(max_examples=1000, deadline=None)
@given(tape=TAPES)
def test_no_line_of_a_session_draws_on_two_authorizations(tape: Tape) -> None:
    history = a_history(tape)
    held = tuple(
        Authorization(str(n), 1 + tape.number(5), tape.period(), a_pool(tape)) for n in range(4)
    )
    history = replace(history, authorizations=held, balances=())
    allotted = allot(held, history.sessions)
    for session in history.sessions:
        covering = {a.id for a in held if a.covers(session) and not session.voided}
        assert (session.number in allotted) == bool(covering)
        drawn = allotted.get(session.number, {})
        assert covering.issuperset(drawn)
        lines = [code for part in drawn.values() for code in part.codes]
        assert len(lines) == len(set(lines))
        assert session.codes or len(drawn) <= 1
        assert all(part.on == session.on for part in drawn.values())
    found = standings((), history, tape.day())
    counting = Counter(row.session for each in found for row in each.counted if row.counts)
    codes = {session.number: len(session.codes) for session in history.sessions}
    assert all(times <= max(codes[number], 1) for number, times in counting.items())
    assert all(each.used == sum(row.amount for row in each.counted) for each in found)


@pytest.mark.parametrize("kind", [kind for kind in WINDOWS if "rolling" not in kind])
@A_HUNDRED
@given(tape=TAPES)
def test_the_windows_share_all_that_draws_and_count_nothing_twice(kind: str, tape: Tape) -> None:
    window, on = WINDOWS[kind](tape), tape.day()
    limit = a_limit(tape, window)
    history = without_added(limit, replace(a_history(tape), balances=()))
    found = (*past_windows(limit, history, on), standing(limit, history, on))
    assert len({each.window for each in found}) == len(found)
    counting = [row.session for each in found for row in each.counted if row.counts]
    assert len(counting) == len(set(counting))
    held = [s for s in history.sessions if any(each.window.holds(s.on) for each in found)]
    drawing = {
        s.number
        for s in held
        if may_draw(limit, s) and s.on <= on and not is_stood_in_for(limit, history, s)
    }
    if limit.unit is Unit.TREATMENT:
        assert set(counting) == drawing


@A_HUNDRED
@given(tape=TAPES)
def test_a_day_may_be_asked_about_before_anything_happened(tape: Tape) -> None:
    limit, history = a_limit(tape, CalendarYear()), a_history(tape)
    found = standing(limit, history, START - ONE)
    assert found.used == 0
    assert found.window == Period(date(2022, 1, 1), date(2022, 12, 31))

"""What draws on a limit, how the clinic reads it, and for whom a payer's limits hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.coverage.position import Circumstances, Position, Verdict
from models.coverage.profession import Profession
from models.coverage.statement import Statement
from models.period import Period
from models.visits.limit import (
    Limit,
    LimitScope,
    Needs,
    Pool,
    Reading,
    Stage,
    Unit,
    limits_held,
)
from models.visits.session import Discipline, Session
from models.visits.session_amounts import amounts
from models.visits.window import CalendarYear, YearFromFirstVisit

PT, OT = Discipline.PT, Discipline.OT
ON = date(2026, 1, 5)


def a_limit(id_: str = "limit", **more: Any) -> Limit:
    """Twelve visits in a calendar year."""
    return Limit("Twelve visits.", ("policy",), id_, 12, CalendarYear(), **more)


def a_position(*limits: Statement, **bounds: Any) -> Position:
    """A position in force since 2020 that prints these limits."""
    told: dict[str, Any] = {
        "in_force": Period(date(2020, 1, 1)),
        "recorded": Period(date(2020, 1, 1)),
    } | bounds
    return Position(
        "position", "Title", Verdict.COVERED, "Says.", ("policy",), limits=limits, **told
    )


@pytest.mark.parametrize(
    ("codes", "session", "draws"),
    [
        pytest.param((), ("97140",), True, id="a pool without codes takes any"),
        pytest.param(("20560",), ("20560",), True, id="its code"),
        pytest.param(("20560",), ("97140", "20560"), True, id="one of several codes"),
        pytest.param(("20560",), ("97140",), False, id="another code"),
        pytest.param(("20560",), (), True, id="a session without a code is needling"),
        pytest.param(("20552",), (), False, id="and no injection"),
    ],
)
def test_which_codes_draw(codes: tuple[str, ...], session: tuple[str, ...], draws: bool) -> None:
    assert Pool(codes).has_code(Session(1, ON, session)) is draws


@pytest.mark.parametrize(
    ("disciplines", "discipline", "draws"),
    [
        pytest.param((), PT, True, id="a pool without disciplines takes any"),
        pytest.param((PT, OT), OT, True, id="one of the pool"),
        pytest.param((PT,), OT, False, id="another discipline"),
        pytest.param((PT,), None, True, id="a discipline that nobody told"),
    ],
)
def test_which_disciplines_draw(
    disciplines: tuple[Discipline, ...], discipline: Discipline | None, draws: bool
) -> None:
    session = Session(1, ON, discipline=discipline)
    assert Pool(disciplines=disciplines).has_discipline(session) is draws


@pytest.mark.parametrize(
    ("pool", "session", "untold"),
    [
        pytest.param(Pool(("20560",), (PT,)), Session(1, ON, ("20560",), PT), False, id="all told"),
        pytest.param(Pool(("20560",), (PT,)), Session(1, ON, (), PT), True, id="no code"),
        pytest.param(Pool(("20560",), (PT,)), Session(1, ON, ("20560",)), True, id="no discipline"),
        pytest.param(Pool(), Session(1, ON), False, id="nothing that the pool asks for"),
    ],
)
def test_whether_a_session_draws_only_because_something_was_left_out(
    pool: Pool, session: Session, untold: bool
) -> None:
    is_left_out = pool.is_code_untold(session) or pool.is_discipline_untold(session)
    assert is_left_out is untold


@pytest.mark.parametrize(
    ("unit", "added"),
    [
        pytest.param(Unit.VISIT, {1: 0, 2: 0, 3: 1, 4: 1}, id="a visit is a date of service"),
        pytest.param(
            Unit.DISCIPLINE_VISIT, {1: 1, 2: 1, 3: 1, 4: 1}, id="or a date for each discipline"
        ),
        pytest.param(Unit.TREATMENT, {1: 1, 2: 1, 3: 1, 4: 1}, id="every session is a treatment"),
        pytest.param(Unit.TIMED_UNIT, {1: 2, 2: 1, 3: 3, 4: 1}, id="timed units as billed"),
    ],
)
def test_what_each_session_adds(unit: Unit, added: dict[int, int]) -> None:
    first, later = date(2026, 1, 5), date(2026, 1, 6)
    sessions = (
        Session(4, later, discipline=PT),
        Session(3, first, discipline=PT, units=3),
        Session(2, first, discipline=OT) if unit is not Unit.VISIT else Session(5, first),
        Session(1, first, units=2),
    )
    found = amounts(unit, sessions)
    assert {n if n != 5 else 2: amount for n, amount in found.items()} == added


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: Limit("", (), "x", 0, CalendarYear()), id="a limit of nothing"),
        pytest.param(lambda: a_limit(stages=(Stage(0, Needs.IMPROVING),)), id="an empty stage"),
    ],
)
def test_a_limit_holds_at_least_one_visit(make: Callable[[], Limit]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        make()


def test_a_reading_changes_the_window_and_the_unit_and_nothing_else() -> None:
    one = Reading("", (), "from_first_visit", YearFromFirstVisit(), Unit.VISIT)
    other = Reading("", (), "calendar_year", CalendarYear(), Unit.DISCIPLINE_VISIT)
    limit = a_limit(disputed="medicare_year", readings=(one, other), reading="from_first_visit")
    read = limit.read_as({"medicare_year": "calendar_year", "another": "from_first_visit"})
    assert (read.window, read.unit, read.reading) == (
        CalendarYear(),
        Unit.DISCIPLINE_VISIT,
        "calendar_year",
    )
    assert (read.id, read.number, read.says) == (limit.id, limit.number, limit.says)
    assert limit.read_as({}) is limit
    assert a_limit().read_as({"": "calendar_year"}).window == CalendarYear()


@pytest.mark.parametrize(
    ("position", "asked", "plan", "holds"),
    [
        pytest.param(
            a_position(a_limit(), treating=("back",), billed_by=(Profession.MD,), codes=("20560",)),
            Circumstances(ON, condition="back", profession=Profession.PT, code="97140"),
            "",
            LimitScope.YES,
            id="whoever treats, and whatever is billed",
        ),
        pytest.param(
            a_position(a_limit(), treating=("back",)),
            Circumstances(ON),
            "",
            LimitScope.WHICH_CONDITION,
            id="not until somebody says what is treated",
        ),
        pytest.param(
            a_position(a_limit(not_treating=("back",))),
            Circumstances(ON),
            "",
            LimitScope.WHICH_CONDITION,
            id="nor if it leaves a condition out",
        ),
        pytest.param(
            a_position(a_limit(), treating=("back",)),
            Circumstances(ON, condition="neck"),
            "",
            None,
            id="not for another condition",
        ),
        pytest.param(
            a_position(a_limit(treating=("back",))),
            Circumstances(ON, condition="neck"),
            "",
            None,
            id="not for another condition than the limit's own",
        ),
        pytest.param(
            a_position(a_limit(not_treating=("neck",))),
            Circumstances(ON, condition="neck"),
            "",
            None,
            id="not for a condition that it leaves out",
        ),
        pytest.param(
            a_position(a_limit(plan="Basic")),
            Circumstances(ON),
            "",
            LimitScope.WHICH_PLAN,
            id="not until somebody says which plan",
        ),
        pytest.param(
            a_position(a_limit(plan="Basic")),
            Circumstances(ON),
            "basic",
            LimitScope.YES,
            id="its plan",
        ),
        pytest.param(
            a_position(a_limit(plan="Basic")),
            Circumstances(ON),
            "Standard",
            None,
            id="not for another plan",
        ),
        pytest.param(
            a_position(a_limit(in_force=Period(date(2023, 1, 1), date(2023, 12, 31)))),
            Circumstances(ON),
            "",
            LimitScope.OTHER_DAYS,
            id="not in a year other than its own",
        ),
        pytest.param(
            a_position(a_limit(), in_force=Period(date(2020, 1, 1), date(2025, 12, 31))),
            Circumstances(ON),
            "",
            None,
            id="not after its position has ended",
        ),
        pytest.param(
            a_position(a_limit(), in_states=("WA",)),
            Circumstances(ON, state="OR"),
            "",
            None,
            id="not in another state",
        ),
        pytest.param(
            a_position(Statement("$1,500 a year.", ("policy",))),
            Circumstances(ON),
            "",
            LimitScope.NOT_COUNTABLE,
            id="dollars are told and never counted",
        ),
    ],
)
def test_for_whom_a_limit_holds(
    position: Position, asked: Circumstances, plan: str, holds: LimitScope | None
) -> None:
    found = limits_held([position], asked, plan)
    assert [each.holds for each in found] == ([holds] if holds else [])
    assert all(each.sentence in position.limits for each in found)

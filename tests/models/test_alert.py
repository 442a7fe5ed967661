"""What a clinic is warned of on a day, by its own thresholds, and what takes whose place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.alerts.alert import AlertKind, read_threshold, supersedes
from models.alerts.days_to_check import days_to_check
from models.alerts.due import day_to_ask_by, due, still_holds
from models.alerts.expiring import lapsing_visits
from models.alerts.thresholds import Thresholds
from models.period import Period
from models.visits.all_standings import standings
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.history import History
from models.visits.limit import Effect, Limit, Needs, Pool, Stage
from models.visits.session import Discipline, Session
from models.visits.standing import Standing
from models.visits.window import (
    CalendarMonth,
    CalendarYear,
    DaysFromFirstVisit,
    Lifetime,
    RollingDays,
)

DAY = timedelta(days=1)
TODAY = date(2026, 12, 1)
USUAL = Thresholds()
SILENT = Thresholds((), over=False, ends=(), forecast=False, unused=False)
PT = Pool((), (Discipline.PT,))


def limit(number: int, name: str = "year", window: object = None, *stages: Stage) -> Limit:
    """So many visits a year, unless another window is given."""
    return Limit("", (), f"payer/{name}", number, window or CalendarYear(), stages=stages)  # type: ignore[arg-type]


def visits(*ago: int) -> tuple[Session, ...]:
    """A visit so many days ago, each."""
    return tuple(Session(n, TODAY - days * DAY) for n, days in enumerate(ago, start=1))


def authorized(number: int, first: int, last: int | None, id_: str = "1") -> Authorization:
    """An authorization from so many days hence until so many."""
    until = None if last is None else TODAY + last * DAY
    return Authorization(id_, number, Period(TODAY + first * DAY, until))


def warned(
    limits: Sequence[Limit], history: History, warnings: Thresholds = USUAL, on: date = TODAY
) -> list[str]:
    """The limit and threshold of everything due on a day, the most urgent first."""
    current = standings(limits, history, on)
    found = due(current, warnings, history, on)
    return [f"{each.standing.limit.id} {each.threshold}" for each in found]


def current(limits: Sequence[Limit], history: History, on: date = TODAY) -> tuple[Standing, ...]:
    """The standings of a day."""
    return standings(limits, history, on)


# ── By number ──


@pytest.mark.parametrize(
    ("allowed", "chosen", "expected"),
    [
        pytest.param(6, USUAL, [], id="three left is none of the clinic's numbers"),
        pytest.param(5, USUAL, ["payer/year left/2"], id="two left"),
        pytest.param(4, USUAL, ["payer/year left/1"], id="of two and one, one is tighter"),
        pytest.param(3, USUAL, ["payer/year left/0"], id="none left"),
        pytest.param(2, USUAL, ["payer/year over"], id="over, and no number beside it"),
        pytest.param(2, replace(USUAL, over=False), ["payer/year left/0"], id="over is not wanted"),
        pytest.param(4, Thresholds(left=(5, 3)), ["payer/year left/3"], id="numbers of its own"),
        pytest.param(3, Thresholds(left=(0,)), ["payer/year left/0"], id="only the last"),
        pytest.param(3, SILENT, [], id="a clinic that wants nothing"),
        pytest.param(2, SILENT, [], id="a clinic that wants nothing, over"),
    ],
)
def test_visits_left_warn_at_the_clinic_s_numbers(
    allowed: int, chosen: Thresholds, expected: list[str]
) -> None:
    assert warned([limit(allowed)], History(visits(1, 3, 5)), chosen) == expected


def test_a_fresh_window_warns_of_nothing() -> None:
    assert warned([limit(1)], History()) == []
    assert warned([limit(2)], History(visits(400))) == [], "last year's visits"
    held = History(authorizations=(authorized(2, -3, 60),))
    assert warned([], held) == []


def test_visits_told_in_a_balance_are_used() -> None:
    told = History(balances=(Balance(3, TODAY, "portal"),))
    assert warned([limit(4)], told) == ["payer/year left/1"]


def test_two_limits_that_are_as_tight_are_due_both() -> None:
    both = [limit(4, "a"), limit(4, "b", RollingDays(90))]
    assert warned(both, History(visits(1, 3, 5))) == ["payer/a left/1", "payer/b left/1"]


def test_a_limit_is_due_though_a_tighter_one_binds() -> None:
    both = [limit(5, "a"), limit(3, "b", RollingDays(90))]
    assert warned(both, History(visits(1, 3, 5))) == ["payer/a left/2", "payer/b left/0"]


def test_a_fresh_limit_hides_no_limit_that_is_used() -> None:
    both = [limit(2, "month", CalendarMonth()), limit(5, "year")]
    assert warned(both, History(visits(10, 12, 14))) == ["payer/year left/2"]


def test_an_authorization_that_has_ended_hides_no_limit() -> None:
    ended = History(visits(10, 12, 14), authorizations=(authorized(12, -60, -2),))
    assert warned([limit(4)], ended) == ["authorization/1 left/0", "payer/year left/1"]


def test_a_window_that_is_over_without_another_leaves_nothing() -> None:
    gone = limit(8, "eight weeks", DaysFromFirstVisit(56, gap=90))
    assert warned([gone], History(visits(70, 60, 45, 30, 16))) == ["payer/eight weeks left/0"]
    assert warned([gone], History(visits(70, 60))) == [], "nobody comes any more"
    assert warned([gone], History(visits(160, 150))) == [], "a visit would open the next"


# ── Authorization needed ──

STAGED = limit(12, "staged", None, Stage(8, Needs.AUTHORIZED))


@pytest.mark.parametrize(
    ("used", "expected"),
    [
        (8, []),
        (9, ["payer/staged needed/13"]),
        (10, ["payer/staged left/2"]),
        (12, ["payer/staged left/0"]),
        (13, ["payer/staged over"]),
    ],
)
def test_an_authorization_is_asked_for_one_visit_before_anything_else(
    used: int, expected: list[str]
) -> None:
    assert warned([STAGED], History(visits(*range(1, used + 1))), UNHURRIED) == expected


UNHURRIED = replace(USUAL, forecast=False)


def test_a_stage_that_is_open_needs_nothing() -> None:
    open_ = History(visits(*range(1, 11)), authorizations=(authorized(20, -5, 300),))
    assert warned([STAGED], open_, UNHURRIED) == []


@pytest.mark.parametrize(
    ("authorizations", "expected"),
    [
        pytest.param((), True, id="nobody has one"),
        pytest.param((authorized(20, -5, 300),), False, id="it came"),
    ],
)
def test_it_is_asked_for_until_it_comes(
    authorizations: tuple[Authorization, ...], expected: bool
) -> None:
    history = History(visits(*range(1, 10)), authorizations=authorizations)
    (staged,) = (each for each in current([STAGED], history) if each.limit.id == "payer/staged")
    assert still_holds(read_threshold("needed/13"), staged, UNHURRIED) is expected


def test_a_stage_that_the_therapist_opens_is_no_authorization() -> None:
    staged = limit(12, "staged", None, Stage(8, Needs.IMPROVING))
    assert warned([staged], History(visits(*range(1, 10))), UNHURRIED) == []


# ── By date ──


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (31, []),
        (15, []),
        (14, ["ends/14"]),
        (8, ["ends/14"]),
        (7, ["ends/7"]),
        (0, ["ends/7"]),
        (-1, ["left/0"]),
    ],
)
def test_the_end_of_an_authorization_warns_by_the_days_to_it(
    last: int, expected: list[str]
) -> None:
    held = History(authorizations=(authorized(12, -60, last),))
    assert warned([], held) == [f"authorization/1 {each}" for each in expected]


def test_an_authorization_without_an_end_or_with_nothing_left_ends_unsaid() -> None:
    assert warned([], History(authorizations=(authorized(12, -60, None),))) == []
    used = History(visits(1, 3), authorizations=(authorized(2, -60, 5),))
    assert warned([], used) == ["authorization/1 left/0"]


def test_an_authorization_with_a_successor_is_not_told_of_its_end() -> None:
    first, second = authorized(12, -60, 5), authorized(12, 6, 90, "2")
    assert warned([], History(authorizations=(first, second))) == []
    assert warned([], History(authorizations=(first, replace(second, pool=PT)))) == []
    other = replace(second, pool=Pool((), (Discipline.OT,)))
    mine = replace(first, pool=PT)
    assert warned([], History(authorizations=(mine, other))) == ["authorization/1 ends/7"]
    sooner = authorized(12, -30, 4, "2")
    assert warned([], History(authorizations=(first, sooner))) == ["authorization/1 ends/7"]


def test_only_authorizations_end() -> None:
    assert warned([limit(30)], History(visits(1)), on=date(2026, 12, 30)) == []


# ── By pace ──


def test_a_forecast_is_told_on_the_day_by_which_to_ask() -> None:
    weekly = History(visits(*range(0, 70, 7)))
    year = [limit(13, "life", Lifetime())]
    found = days_to_check(current(year, weekly), USUAL, TODAY)
    ask_by = min(found)
    assert warned(year, weekly, on=ask_by - DAY) == []
    assert warned(year, weekly, on=ask_by) == ["payer/life forecast"]
    assert warned(year, weekly, replace(USUAL, forecast=False), ask_by) == []


def test_a_number_that_is_reached_speaks_instead_of_the_forecast() -> None:
    often = History(visits(*range(0, 40, 4)))
    assert warned([limit(12)], often) == ["payer/year left/2"]
    assert warned([limit(13)], often) == ["payer/year forecast"]


def test_no_more_lapse_than_cannot_be_used_at_this_pace() -> None:
    weekly = visits(*range(0, 42, 7))
    (held,) = current([], History(weekly, authorizations=(authorized(12, -60, 21),)))
    assert (held.left, lapsing_visits(held)) == (6, 3)
    (idle,) = current([], History(authorizations=(authorized(12, -60, 21),)))
    assert lapsing_visits(idle) is None
    (full,) = current([], History(weekly, authorizations=(authorized(8, -60, 300),)))
    assert lapsing_visits(full) == 0
    (year,) = current([limit(30)], History(weekly))
    assert lapsing_visits(year) is None, "it does not end for good"


def test_one_visit_that_lapses_is_no_news() -> None:
    weekly = visits(*range(0, 42, 7))
    held = History(weekly, authorizations=(authorized(10, -60, 21),))
    assert warned([], held, replace(USUAL, forecast=False)) == []


def test_nothing_lapses_before_there_is_a_pace() -> None:
    """A month's authorization is not told of as unused the minute it is entered."""
    (idle,) = current([], History(authorizations=(authorized(12, 0, 29),)))
    assert lapsing_visits(idle) is None
    assert warned([], History(visits(2), authorizations=(authorized(12, -3, 26),))) == []


# ── Looking ahead ──


def test_the_days_before_an_end_are_looked_at() -> None:
    held = History(visits(3), authorizations=(authorized(12, -60, 40),))
    last = TODAY + 40 * DAY
    assert sorted(days_to_check(current([], held), USUAL, TODAY)) == [
        last - 30 * DAY,
        last - 14 * DAY,
        last - 7 * DAY,
    ]
    assert days_to_check(current([], held), SILENT, TODAY) == []


def test_nothing_is_looked_for_where_nothing_moves() -> None:
    assert days_to_check(current([limit(30)], History(visits(3))), USUAL, TODAY) == []
    assert days_to_check((), USUAL, TODAY) == []


def test_the_day_from_which_visits_would_lapse_is_looked_at() -> None:
    """A patient who comes weekly uses them up; one who stops does not."""
    held = History(visits(*range(0, 42, 7)), authorizations=(authorized(9, -60, 21),))
    without = replace(USUAL, forecast=False, ends=())
    assert warned([], held, without) == []
    (day,) = days_to_check(current([], held), without, TODAY)
    assert warned([], held, without, day - DAY) == []
    assert warned([], held, without, day) == ["authorization/1 unused"]


def test_time_alone_brings_no_day_to_ask_by_nearer() -> None:
    uneven = History(visits(41, 21, 18, 15, 12, 9, 6, 3, 0))
    (life,) = current([limit(15, "life", Lifetime())], uneven)
    asked = [day_to_ask_by(replace(life, on=TODAY + n * DAY)) for n in range(7)]
    assert asked == sorted(filter(None, asked))


# ── The same warning or another ──


@pytest.mark.parametrize(
    ("tighter", "looser"),
    [
        ("left/1", "left/2"),
        ("left/0", "forecast"),
        ("left/2", "needed/13"),
        ("over", "left/0"),
        ("over", "needed/13"),
        ("ends/7", "ends/14"),
        ("ends/7", "unused"),
    ],
)
def test_a_tighter_warning_takes_the_place_of_a_looser_one(tighter: str, looser: str) -> None:
    assert supersedes(read_threshold(tighter), read_threshold(looser))
    assert not supersedes(read_threshold(looser), read_threshold(tighter))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("left/2", "left/2"),
        ("left/0", "ends/7"),
        ("ends/7", "left/2"),
        ("over", "unused"),
        ("needed/13", "forecast"),
        ("unused", "forecast"),
    ],
)
def test_warnings_of_other_things_stand_side_by_side(one: str, other: str) -> None:
    assert not supersedes(read_threshold(one), read_threshold(other))
    assert not supersedes(read_threshold(other), read_threshold(one))


def test_a_threshold_says_its_kind_and_number() -> None:
    read = map(read_threshold, ("over", "left/2", "ends/14", "unused"))
    assert [(threshold.kind, threshold.rank) for threshold in read] == [
        (AlertKind.OVER, -1), (AlertKind.LEFT, 2), (AlertKind.ENDS, 14), (AlertKind.UNUSED, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("threshold", "number", "chosen", "expected"),
    [
        pytest.param("left/2", 5, USUAL, True, id="two left"),
        pytest.param("left/2", 4, USUAL, True, id="fewer left"),
        pytest.param("left/2", 6, USUAL, False, id="more left again"),
        pytest.param("left/2", 5, Thresholds(left=(1,)), False, id="a number no longer wanted"),
        pytest.param("over", 2, USUAL, True, id="over"),
        pytest.param("over", 3, USUAL, False, id="not over any more"),
        pytest.param("over", 2, replace(USUAL, over=False), False, id="over, no longer wanted"),
        pytest.param("forecast", 9, USUAL, True, id="a forecast"),
        pytest.param("forecast", 9, SILENT, False, id="a forecast, no longer wanted"),
        pytest.param("forecast", 4, USUAL, True, id="a forecast, one left"),
        pytest.param("forecast", 3, USUAL, False, id="a forecast of what has come to pass"),
        pytest.param("ends/7", 5, USUAL, False, id="what no number says"),
    ],
)
def test_a_warning_stays_as_long_as_its_own_limit_bears_it_out(
    threshold: str, number: int, chosen: Thresholds, expected: bool
) -> None:
    (mine,) = current([limit(number)], History(visits(1, 3, 5)))
    assert still_holds(read_threshold(threshold), mine, chosen) is expected


def test_no_warning_stays_once_nothing_is_used() -> None:
    (fresh,) = current([limit(2)], History())
    assert not still_holds(read_threshold("left/2"), fresh, USUAL)
    assert not still_holds(read_threshold("forecast"), fresh, USUAL)


def test_an_authorization_that_replaces_a_limit_warns_in_its_place() -> None:
    year = replace(limit(4), on_authorization=Effect.REPLACES)
    held = History(visits(1, 3, 5), authorizations=(authorized(5, -60, 300),))
    assert warned([year], held) == ["authorization/1 left/2"]

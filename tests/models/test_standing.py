"""What each payer's limit makes of a patient's visits: used, left, until when, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from models.period import Period
from models.visits.all_standings import standings
from models.visits.allotment import allot
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.binding import binding, tied
from models.visits.count_reasons import WORDS, Counted, Reason
from models.visits.history import History
from models.visits.limit import Effect, Limit, Needs, Pool, Reading, Stage, Unit
from models.visits.program_window import FirstDays, UntilGap
from models.visits.session import Discipline, Session
from models.visits.standing import Standing, past_windows, standing
from models.visits.window import (
    BenefitYear,
    CalendarYear,
    DaysFromFirstVisit,
    Episode,
    Injury,
    Lifetime,
    RollingDays,
    RollingMonths,
    Window,
    YearFromFirstVisit,
)

PT, OT, ST, DC = Discipline.PT, Discipline.OT, Discipline.ST, Discipline.DC
NEEDLING = ("20560", "20561")
IF_IMPROVING = (Stage(8, Needs.IMPROVING),)
THERAPY = Pool(disciplines=(PT, OT, ST))


def every_window(limit: Limit, history: History, on: date) -> tuple[Standing, ...]:
    """One standing for each window that holds a visit, and the one of `on` last."""
    return (*past_windows(limit, history, on), standing(limit, history, on))


def day(iso: str) -> date:
    """A date, short enough for a table."""
    return date.fromisoformat(iso)


def sessions(text: str, codes: tuple[str, ...] = NEEDLING[:1]) -> tuple[Session, ...]:
    """Sessions on these days, numbered as they stand."""
    return tuple(Session(n, day(iso), codes, PT) for n, iso in enumerate(text.split(), start=1))


def every(days: int, count: int, since: str) -> tuple[Session, ...]:
    """A session every so many days."""
    first = day(since)
    return tuple(
        Session(n + 1, first + timedelta(days=days * n), NEEDLING[:1], PT) for n in range(count)
    )


def limit(number: int, window: Window, unit: Unit = Unit.VISIT, **more: Any) -> Limit:
    """A limit that a payer prints."""
    return Limit("As printed.", ("policy",), "limit", number, window, unit, **more)


MEDICARE_POOL = Pool(("97810", "97811", "97813", "97814", *NEEDLING))
FIRST_COURSE = limit(12, DaysFromFirstVisit(90), stages=IF_IMPROVING, pool=MEDICARE_POOL)
MEDICARE_YEAR = limit(12, YearFromFirstVisit(), stages=IF_IMPROVING, pool=MEDICARE_POOL)
BY_CALENDAR = Reading("By the calendar.", ("web",), "calendar_year", CalendarYear(), Unit.VISIT)
L_AND_I = limit(
    3,
    Lifetime(),
    Unit.TREATMENT,
    stages=(Stage(3, Needs.AUTHORIZED),),
    pool=Pool((*NEEDLING, "20552", "20553")),
    soft=True,
)
FEP = limit(75, CalendarYear(), pool=THERAPY)
JULY_YEAR = limit(20, BenefitYear(7))
COLORADO = limit(48, RollingDays(365), Unit.TIMED_UNIT, soft=True)
CALIFORNIA = limit(
    24, Injury(), pool=Pool(disciplines=(PT,)), soft=True, on_authorization=Effect.FREES
)


def where(found: Standing) -> tuple[int, int, int]:
    """Used, allowed, left."""
    return found.used, found.allowed, found.left


def reasons(found: Standing) -> list[Reason]:
    """Why each session counts or not, by day."""
    return [counted.reason for counted in found.counted]


# -- the payers


@pytest.mark.parametrize(
    ("printed", "history", "on", "expected"),
    [
        pytest.param(
            FIRST_COURSE, History(every(7, 12, "2026-01-05")), "2026-03-30", (12, 12, 0),
            id="Medicare: the 12th visit is the last of the 90 days",
        ),
        pytest.param(
            FIRST_COURSE,
            History(every(7, 12, "2026-01-05"), improving=(date(2026, 3, 2),)),
            "2026-03-30", (12, 20, 8), id="Medicare: 8 more once the patient improves",
        ),
        pytest.param(
            FIRST_COURSE,
            History(every(7, 12, "2026-01-05"), improving=(date(2026, 4, 1),)),
            "2026-03-30", (12, 12, 0), id="Medicare: improvement noted later opens nothing yet",
        ),
        pytest.param(
            MEDICARE_YEAR,
            History(every(7, 20, "2026-01-05"), improving=(date(2026, 3, 2),)),
            "2026-12-31", (20, 20, 0), id="Medicare: at most 20 in the year from the first visit",
        ),
        pytest.param(
            MEDICARE_YEAR,
            History(every(7, 13, "2026-01-05")),
            "2026-12-31", (13, 12, -1), id="Medicare: the 13th visit without improvement is over",
        ),
        pytest.param(
            MEDICARE_YEAR,
            History(every(7, 20, "2020-03-21"), improving=(date(2020, 6, 1),)),
            "2021-02-28", (20, 20, 0), id="Medicare: Feb 28, 2021 is in the year from Mar 21, 2020",
        ),
        pytest.param(
            MEDICARE_YEAR,
            History(every(7, 20, "2020-03-21"), improving=(date(2020, 6, 1),)),
            "2021-03-01", (0, 12, 12), id="Medicare: March 1, 2021 is in no year yet: 12 open",
        ),
        pytest.param(
            MEDICARE_YEAR,
            History(sessions("2026-01-05 2026-01-07", ("97140",))),
            "2026-01-08", (0, 12, 12), id="Medicare: manual therapy does not draw on needling",
        ),
        pytest.param(
            L_AND_I, History(every(7, 3, "2025-11-01")), "2026-06-01", (3, 3, 0),
            id="L&I: three treatments, never begun again",
        ),
        pytest.param(
            L_AND_I,
            History(
                every(7, 4, "2025-11-01"),
                (Authorization("a", 3, Period(date(2025, 11, 20), date(2026, 3, 1))),),
            ),
            "2025-12-01", (4, 6, 2), id="L&I: six when the attending doctor justified more",
        ),
        pytest.param(
            L_AND_I,
            History((
                Session(1, date(2026, 1, 5), ("20560",)),
                Session(2, date(2026, 1, 5), ("20552",)),
            )),
            "2026-01-05", (2, 3, 1),
            id="L&I: needling and an injection on one day are two treatments",
        ),
        pytest.param(
            FEP,
            History((
                Session(1, date(2023, 1, 5), (), PT),
                Session(2, date(2023, 1, 6), (), OT),
                Session(3, date(2023, 1, 7), (), ST),
                Session(4, date(2023, 1, 8), (), DC),
            )),
            "2023-12-31", (3, 75, 72),
            id="FEP: PT, OT and speech share 75; chiropractic is not among them",
        ),
        pytest.param(
            FEP, History(every(7, 10, "2022-12-01")), "2023-01-31", (4, 75, 71),
            id="FEP: the pool begins again on 1 January",
        ),
        pytest.param(
            JULY_YEAR, History(sessions("2024-06-30 2024-07-01 2025-06-30")), "2025-06-30",
            (2, 20, 18), id="a July benefit year",
        ),
        pytest.param(
            COLORADO,
            History((
                Session(1, date(2025, 1, 10), units=4),
                Session(2, date(2025, 6, 1), units=3),
            )),
            "2026-01-09", (7, 48, 41), id="Colorado: units of the last 365 days",
        ),
        pytest.param(
            COLORADO,
            History((
                Session(1, date(2025, 1, 10), units=4),
                Session(2, date(2025, 6, 1), units=3),
            )),
            "2026-01-10", (3, 48, 45), id="Colorado: the oldest drops out after 365 days",
        ),
        pytest.param(
            COLORADO,
            History(
                (Session(1, date(2025, 1, 10), units=4), Session(2, date(2025, 6, 1), units=3)),
                (Authorization("par", 40, Period(date(2025, 5, 1), date(2026, 4, 30))),),
            ),
            "2026-01-09", (7, 48, 41), id="Colorado: an authorization does not reset the 365 days",
        ),
        pytest.param(
            CALIFORNIA,
            History(
                every(7, 24, "2025-01-06"),
                (Authorization("a", 6, Period(date(2025, 6, 1), date(2025, 12, 31))),),
            ),
            "2025-07-01", (24, 27, 3), id="California: one opens visits beyond the 24",
        ),
        pytest.param(
            CALIFORNIA,
            History(
                every(7, 8, "2025-01-06"),
                (Authorization("a", 12, Period(date(2025, 1, 1), date(2025, 12, 31))),),
            ),
            "2025-07-01", (8, 24, 16), id="California: one within the 24 opens nothing",
        ),
        pytest.param(
            limit(3, RollingMonths(12)), History(sessions("2024-02-29 2024-06-01 2024-09-01")),
            "2025-02-28", (3, 3, 0), id="twelve months from a leap day are not over on 28 February",
        ),
        pytest.param(
            limit(3, RollingMonths(12)), History(sessions("2024-02-29 2024-06-01 2024-09-01")),
            "2025-03-01", (2, 3, 1), id="but on 1 March",
        ),
        pytest.param(
            limit(20, CalendarYear()), History(sessions("2025-12-31 2026-01-01")), "2026-01-01",
            (1, 20, 19), id="31 December belongs to the old year",
        ),
    ],
)  # fmt: skip
def test_where_a_limit_stands(
    printed: Limit, history: History, on: str, expected: tuple[int, int, int]
) -> None:
    assert where(standing(printed, history, day(on))) == expected


def test_a_closed_stage_says_what_would_open_it() -> None:
    visits = every(7, 12, "2026-01-05")
    found = standing(MEDICARE_YEAR, History(visits), date(2026, 4, 1))
    assert found.closed == IF_IMPROVING
    noted = History(visits, improving=(date(2026, 3, 2),))
    assert standing(MEDICARE_YEAR, noted, date(2026, 4, 1)).closed == ()


def test_improvement_opens_the_stage_on_the_day_it_is_noted() -> None:
    history = History(every(7, 12, "2026-01-05"), improving=(date(2026, 3, 30),))
    assert standing(MEDICARE_YEAR, history, date(2026, 3, 29)).allowed == 12
    assert standing(MEDICARE_YEAR, history, date(2026, 3, 30)).allowed == 20


def test_improvement_noted_last_year_opens_nothing_this_year() -> None:
    history = History(
        every(7, 2, "2020-03-21") + sessions("2021-03-01"), improving=(date(2020, 5, 1),)
    )
    assert standing(MEDICARE_YEAR, history, date(2021, 3, 2)).allowed == 12


@pytest.mark.parametrize(
    ("first", "last", "allowed"),
    [
        pytest.param("2026-01-01", "2026-06-30", 6, id="one that has begun"),
        pytest.param("2026-05-01", "2026-06-30", 3, id="not one that begins later"),
        pytest.param("2025-01-01", "2025-06-30", 3, id="not one of another year"),
    ],
)
def test_which_authorization_opens_a_stage(first: str, last: str, allowed: int) -> None:
    staged = limit(3, CalendarYear(), stages=(Stage(3, Needs.AUTHORIZED),))
    history = History(authorizations=(authorization("a", 3, first, last),))
    assert standing(staged, history, date(2026, 4, 1)).allowed == allowed


def test_stages_open_in_order() -> None:
    staged = limit(3, Lifetime(), stages=(Stage(3, Needs.AUTHORIZED), Stage(2, Needs.IMPROVING)))
    history = History(improving=(date(2026, 1, 1),))
    assert standing(staged, history, date(2026, 2, 1)).closed == staged.stages
    assert staged.most == 8


@pytest.mark.parametrize(
    ("reading", "on", "expected"),
    [
        pytest.param("from_first_visit", "2021-01-15", (3, 12, 9), id="12 months: still the year"),
        pytest.param("calendar_year", "2021-01-15", (1, 12, 11), id="the calendar: a new year"),
        pytest.param("", "2021-01-15", (3, 12, 9), id="undecided: as the limit stands"),
        pytest.param("lunar", "2021-01-15", (3, 12, 9), id="no such reading: as the limit stands"),
    ],
)
def test_the_clinic_decides_how_the_medicare_year_runs(
    reading: str, on: str, expected: tuple[int, int, int]
) -> None:
    from_visit = Reading(
        "12 months.", ("plan",), "from_first_visit", YearFromFirstVisit(), Unit.VISIT
    )
    disputed = limit(
        12, YearFromFirstVisit(), stages=IF_IMPROVING,
        disputed="medicare_year", readings=(from_visit, BY_CALENDAR), reading="from_first_visit",
    )  # fmt: skip
    history = History(sessions("2020-03-21 2020-12-30 2021-01-10"))
    read = disputed.read_as({"medicare_year": reading})
    assert where(standing(read, history, day(on))) == expected
    assert read.id == disputed.id


def test_pt_and_ot_on_one_day_are_one_visit_or_two_as_the_plan_counts() -> None:
    history = History((
        Session(1, date(2026, 1, 5), (), PT),
        Session(2, date(2026, 1, 5), (), OT),
        Session(3, date(2026, 1, 5), (), PT),
        Session(4, date(2026, 1, 5)),
    ))  # fmt: skip
    by_date = limit(75, CalendarYear(), pool=THERAPY)
    by_discipline = limit(75, CalendarYear(), Unit.DISCIPLINE_VISIT, pool=THERAPY)
    assert standing(by_date, history, date(2026, 1, 5)).used == 1
    assert standing(by_discipline, history, date(2026, 1, 5)).used == 3  # the untold one: speech?
    both = replace(by_discipline, pool=Pool(disciplines=(PT, OT)))
    assert standing(both, history, date(2026, 1, 5)).used == 2  # it is one of the two


# -- why


def test_every_session_says_why_it_counts_or_not() -> None:
    pool = Pool(codes=NEEDLING, disciplines=(PT,))
    history = History((
        Session(1, date(2025, 12, 30), NEEDLING, PT),
        Session(2, date(2026, 1, 5), NEEDLING, PT),
        Session(3, date(2026, 1, 5), NEEDLING, PT),
        Session(4, date(2026, 1, 7), ("97140",), PT),
        Session(5, date(2026, 1, 8), NEEDLING, OT),
        Session(6, date(2026, 1, 9), NEEDLING, PT, voided="wrong alias"),
        Session(7, date(2026, 1, 10)),
        Session(8, date(2026, 2, 1), NEEDLING, PT),
    ))  # fmt: skip
    found = standing(limit(20, CalendarYear(), pool=pool), history, date(2026, 1, 31))
    assert reasons(found) == [
        Reason.OUTSIDE, Reason.COUNTS, Reason.SAME_VISIT, Reason.OTHER_CODE,
        Reason.OTHER_DISCIPLINE, Reason.VOIDED, Reason.UNTOLD, Reason.LATER,
    ]  # fmt: skip
    assert found.used == 2
    assert [counted.session for counted in found.counted if counted.counts] == [2, 7]


def test_every_reason_has_words() -> None:
    assert set(WORDS) == set(Reason)
    assert len(set(WORDS.values())) == len(WORDS)


def test_a_session_without_a_code_is_needling_and_draws_on_no_pool_of_injections() -> None:
    history = History((Session(1, date(2026, 1, 5)),))
    injections = limit(3, RollingMonths(12), pool=Pool(("20552", "20553")))
    assert reasons(standing(injections, history, date(2026, 1, 5))) == [Reason.OTHER_CODE]


def test_a_session_without_timed_units_draws_none() -> None:
    history = History((Session(1, date(2026, 1, 5), units=0),))
    assert reasons(standing(COLORADO, history, date(2026, 1, 5))) == [Reason.NO_UNITS]


def test_the_session_logged_first_is_the_one_that_counts_on_its_day() -> None:
    found = standing(JULY_YEAR, History(sessions("2026-01-05 2026-01-05")), date(2026, 1, 5))
    assert found.counted == (
        Counted(1, date(2026, 1, 5), 1, Reason.COUNTS),
        Counted(2, date(2026, 1, 5), 0, Reason.SAME_VISIT),
    )


# -- until when


@pytest.mark.parametrize(
    ("window", "visits", "resets"),
    [
        pytest.param(CalendarYear(), "", "2027-01-01", id="the calendar, without any visit"),
        pytest.param(BenefitYear(7), "", "2026-07-01", id="a July plan year"),
        pytest.param(YearFromFirstVisit(), "2026-02-10", "2027-02-01", id="the first visit's year"),
        pytest.param(YearFromFirstVisit(), "", None, id="no year before the first visit"),
        pytest.param(DaysFromFirstVisit(90), "2026-02-10", "2026-05-11", id="90 days"),
        pytest.param(DaysFromFirstVisit(56, 90), "2026-02-10", None, id="only after a gap in care"),
        pytest.param(RollingDays(90), "2026-02-10", None, id="a rolling window never does"),
        pytest.param(Lifetime(), "2026-02-10", None, id="a lifetime never does"),
    ],
)
def test_when_the_count_begins_again(window: Window, visits: str, resets: str | None) -> None:
    found = standing(limit(20, window), History(sessions(visits)), date(2026, 3, 1))
    assert found.resets == (day(resets) if resets else None)


def test_a_rolling_window_says_when_its_oldest_visit_drops_out() -> None:
    history = History(sessions("2025-11-01 2025-12-24 2026-01-05"))
    found = standing(limit(12, RollingDays(90)), history, date(2026, 2, 1))
    assert (found.used, found.leaves_on) == (2, date(2026, 3, 24))
    assert standing(limit(12, RollingDays(90)), History(), date(2026, 2, 1)).leaves_on is None


def test_what_is_left_is_lost_when_eight_weeks_end_without_a_gap_in_care() -> None:
    initial = limit(6, DaysFromFirstVisit(56, gap=90), soft=True)
    history = History(sessions("2026-01-01 2026-01-08"))
    assert where(standing(initial, history, date(2026, 2, 25))) == (2, 6, 4)
    over = standing(initial, history, date(2026, 2, 26))
    assert over.has_lapsed
    assert (where(over), over.lapsed) == ((2, 6, 0), 4)
    assert where(standing(initial, history, date(2026, 4, 8))) == (0, 6, 6)


def test_an_episode_that_a_gap_ends_has_one_standing_however_many_visits_it_has() -> None:
    free = limit(12, UntilGap(90))
    history = History(sessions("2026-01-05 2026-02-05 2026-03-05 2026-07-01"))
    found = every_window(free, history, date(2026, 7, 2))
    assert [(one.opened, one.used, one.resets) for one in found] == [
        (date(2026, 1, 5), 3, None),
        (date(2026, 7, 1), 1, None),
    ]
    assert standing(free, history, date(2026, 6, 3)).used == 3
    assert standing(free, history, date(2026, 6, 4)).used == 0


def test_the_first_days_are_lost_once_they_are_over() -> None:
    presumed = limit(12, FirstDays(60))
    history = History(sessions("2026-01-05 2026-01-12"))
    assert where(standing(presumed, history, date(2026, 3, 5))) == (2, 12, 10)
    assert standing(presumed, history, date(2026, 3, 6)).has_lapsed


def test_an_episode_counts_its_own_days() -> None:
    printed = limit(10, Episode())
    visits = sessions("2026-01-05 2026-02-05 2026-06-05 2026-07-05")
    first, second = Period(date(2026, 1, 1), date(2026, 3, 1)), Period(date(2026, 7, 1))
    assert standing(printed, History(visits), date(2026, 8, 1)).used == 4
    history = History(visits, episodes=(first, second))
    assert standing(printed, history, date(2026, 8, 1)).used == 1
    assert standing(printed, history, date(2026, 3, 1)).used == 2
    between = standing(printed, history, date(2026, 6, 30))
    assert (between.used, between.window) == (1, Period(date(2026, 3, 2), date(2026, 6, 30)))


def test_every_window_that_holds_a_visit_has_a_standing_and_today_s_comes_last() -> None:
    history = History(sessions("2020-03-21 2020-12-30 2021-03-01 2023-01-05"))
    found = every_window(MEDICARE_YEAR, history, date(2026, 1, 1))
    assert [(each.window.first, each.used) for each in found] == [
        (date(2020, 3, 21), 2), (date(2021, 3, 1), 1), (date(2023, 1, 5), 1),
        (date(2026, 1, 1), 0),
    ]  # fmt: skip
    rolling = every_window(limit(12, RollingDays(90)), history, date(2021, 3, 2))
    assert [each.used for each in rolling] == [2]


def test_a_calendar_year_that_is_over_keeps_its_standing_by_a_visit_or_by_a_balance() -> None:
    yearly = limit(12, CalendarYear())
    of_two = History(sessions("2025-12-30 2026-01-05 2026-02-01"))
    found = every_window(yearly, of_two, date(2026, 3, 1))
    assert [(one.opened, one.used) for one in found] == [
        (date(2025, 1, 1), 1),
        (date(2026, 1, 1), 2),
    ]
    told = History(sessions("2026-01-05"), balances=(Balance(4, date(2025, 6, 1), "payer", False),))
    past, current = every_window(yearly, told, date(2026, 3, 1))
    assert (past.used, current.used) == (4, 1)
    ahead = every_window(yearly, History(sessions("2026-01-05 2027-01-05")), date(2026, 3, 1))
    assert [one.used for one in ahead] == [1]


def test_a_visit_logged_late_moves_the_year_that_it_opens() -> None:
    late = History(sessions("2020-05-10 2020-03-21"))
    found = every_window(MEDICARE_YEAR, late, date(2020, 6, 1))
    assert [(each.window.first, each.used) for each in found] == [(date(2020, 3, 21), 2)]


# -- authorizations


def authorization(id_: str, number: int, first: str, last: str, **more: Any) -> Authorization:
    """So many visits from one day until another."""
    return Authorization(id_, number, Period(day(first), day(last)), **more)


def test_an_authorization_is_a_limit_with_its_own_dates() -> None:
    history = History(
        sessions("2026-02-28 2026-03-01 2026-04-30 2026-05-01"),
        (authorization("a", 8, "2026-03-01", "2026-04-30"),),
    )
    (found,) = standings((), history, date(2026, 4, 30))
    assert where(found) == (2, 8, 6)
    assert found.limit.says == "8 visits authorized, Mar 1, 2026 to Apr 30, 2026."
    assert found.limit.id == "authorization/a"
    assert found.resets is None


def test_an_authorization_that_has_ended_leaves_nothing_until_the_next_begins() -> None:
    first = authorization("a", 8, "2026-03-01", "2026-04-30")
    second = authorization("b", 6, "2026-05-10", "2026-06-30")
    history = History(sessions("2026-03-05"), (first, second))
    (ended,) = standings((), history, date(2026, 5, 1))
    assert (ended.limit.id, ended.has_lapsed, ended.left) == ("authorization/a", True, 0)
    (begun,) = standings((), history, date(2026, 5, 10))
    assert (begun.limit.id, begun.left) == ("authorization/b", 6)
    assert standings((), history, date(2026, 2, 1)) == ()


def test_an_authorization_counts_on_its_last_day_though_the_next_has_begun() -> None:
    first = authorization("a", 8, "2026-03-01", "2026-04-30")
    second = authorization("b", 6, "2026-04-20", "2026-06-30")
    history = History(sessions("2026-03-05"), (first, second))
    assert [found.left for found in standings((), history, date(2026, 4, 30))] == [7, 6]
    assert [found.left for found in standings((), history, date(2026, 5, 1))] == [6]


def test_a_session_draws_on_one_of_two_overlapping_authorizations() -> None:
    short = authorization("short", 2, "2026-03-01", "2026-03-31")
    long = authorization("long", 6, "2026-03-01", "2026-05-31")
    history = History(sessions("2026-03-02 2026-03-04 2026-03-06"), (long, short))
    drawn = allot(history.authorizations, history.sessions)
    assert {number: [*parts] for number, parts in drawn.items()} == {
        1: ["short"],
        2: ["short"],
        3: ["long"],
    }
    on_long, on_short = standings((), history, date(2026, 3, 10))
    assert (on_long.used, on_short.used) == (1, 2)
    assert [row.amount for row in on_long.counted] == [0, 0, 1]
    assert reasons(on_long) == [
        Reason.OTHER_AUTHORIZATION, Reason.OTHER_AUTHORIZATION, Reason.COUNTS
    ]  # fmt: skip


def test_two_sessions_of_one_day_draw_one_visit() -> None:
    short = authorization("short", 1, "2026-03-01", "2026-03-31")
    long = authorization("long", 6, "2026-03-01", "2026-05-31")
    history = History(sessions("2026-03-02 2026-03-02"), (short, long))
    assert [found.used for found in standings((), history, date(2026, 3, 2))] == [1, 0]


def test_a_session_beyond_every_authorization_passes_the_one_that_ends_last() -> None:
    short = authorization("short", 1, "2026-03-01", "2026-03-31")
    long = authorization("long", 1, "2026-03-01", "2026-05-31")
    history = History(sessions("2026-03-02 2026-03-04 2026-03-06"), (short, long))
    assert [found.left for found in standings((), history, date(2026, 3, 6))] == [0, -1]


def test_a_voided_session_draws_on_no_authorization() -> None:
    held = authorization("a", 8, "2026-03-01", "2026-04-30")
    history = History((Session(1, date(2026, 3, 2), voided="twice"),), (held,))
    (found,) = standings((), history, date(2026, 3, 2))
    assert reasons(found) == [Reason.VOIDED]


def test_authorizations_of_different_disciplines_stand_side_by_side() -> None:
    for_pt = authorization("pt", 8, "2026-03-01", "2026-04-30", pool=Pool(disciplines=(PT,)))
    for_ot = authorization("ot", 4, "2026-03-01", "2026-03-15", pool=Pool(disciplines=(OT,)))
    history = History(sessions("2026-03-02"), (for_pt, for_ot))
    found = standings((), history, date(2026, 4, 1))
    assert [(each.limit.id, each.left) for each in found] == [
        ("authorization/pt", 7), ("authorization/ot", 0),
    ]  # fmt: skip


def test_an_authorization_stands_in_for_a_limit_that_it_replaces() -> None:
    initial = limit(6, DaysFromFirstVisit(56, gap=90), on_authorization=Effect.REPLACES)
    held = authorization("a", 12, "2026-01-20", "2026-03-20")
    history = History(sessions("2026-01-05 2026-01-21"), (held,))
    assert [s.limit.id for s in standings((initial,), history, date(2026, 1, 19))] == ["limit"]
    assert [s.left for s in standings((initial,), history, date(2026, 1, 21))] == [11]


def test_what_an_authorization_stood_in_for_is_not_counted_once_it_has_ended() -> None:
    initial = limit(2, DaysFromFirstVisit(56, gap=90), on_authorization=Effect.REPLACES)
    held = authorization("a", 2, "2026-01-20", "2026-02-10")
    days = "2026-01-05 2026-01-21 2026-01-22 2026-01-23"
    history = History(sessions(days), (held,))
    for on in ("2026-02-11", "2026-03-31"):
        back, ended = standings((initial,), history, day(on))
        assert (back.used, ended.used) == (1, 3)
        assert [row.reason for row in back.counted] == [Reason.COUNTS, *[Reason.AUTHORIZED] * 3]


def test_an_authorized_visit_comes_on_top_in_the_year_that_it_lies_in() -> None:
    yearly = limit(20, CalendarYear(), on_authorization=Effect.ADDS)
    granted = authorization("a", 4, "2025-12-15", "2026-01-31")
    days = "2025-12-14 2025-12-15 2025-12-16 2026-01-05 2026-01-06 2026-01-07"
    history = History(sessions(days), authorizations=(granted,))
    counts = {
        day: (found.used, found.left)
        for day in (date(2025, 12, 14), date(2025, 12, 31), date(2026, 1, 7))
        for found in [standing(yearly, history, day)]
    }
    assert list(counts.values()) == [(1, 19), (1, 19), (1, 19)]


# -- visits made elsewhere


def balance(used: int, as_of: str, source: str = "hospital", **more: Any) -> Balance:
    """So many visits used, by somebody's word."""
    return Balance(used, day(as_of), source, **more)


@pytest.mark.parametrize(
    ("balances", "on", "used"),
    [
        pytest.param((balance(4, "2026-03-01"),), "2026-03-10", 7, id="come on top of ours"),
        pytest.param((balance(4, "2026-03-01"),), "2026-02-28", 2, id="count from their day on"),
        pytest.param((balance(4, "2025-12-31"),), "2026-03-10", 3, id="of last year do not count"),
        pytest.param(
            (balance(4, "2026-03-01"), balance(6, "2026-03-05")), "2026-03-10", 9,
            id="a later word from one place takes the place of the earlier one",
        ),
        pytest.param(
            (balance(4, "2026-03-01"), balance(6, "2026-03-05", "clinic")), "2026-03-10", 13,
            id="two places add up",
        ),
        pytest.param(
            (balance(9, "2026-03-01", includes_ours=True),), "2026-03-10", 10,
            id="a total holds our sessions up to its day",
        ),
        pytest.param(
            (balance(9, "2026-03-05", includes_ours=True),), "2026-03-10", 9,
            id="a total holds our session of its very day",
        ),
        pytest.param(
            (balance(1, "2026-03-01", includes_ours=True),), "2026-03-10", 3,
            id="a total that lags behind our sessions does not lower the count",
        ),
        pytest.param(
            (balance(4, "2026-02-01"), balance(9, "2026-03-01", "payer", includes_ours=True)),
            "2026-03-10", 10, id="a total holds what was made elsewhere before it",
        ),
        pytest.param(
            (balance(4, "2026-03-05"), balance(9, "2026-03-01", "payer", includes_ours=True)),
            "2026-03-10", 14, id="what was made elsewhere after a total comes on top",
        ),
        pytest.param(
            (balance(8, "2026-03-03"), balance(9, "2026-03-01", "payer", includes_ours=True)),
            "2026-03-10", 12, id="of what was made elsewhere one visit a day can lie after a total",
        ),
        pytest.param(
            (balance(26, "2026-03-03"), balance(24, "2026-03-01", "payer", includes_ours=True)),
            "2026-03-10", 29, id="what was made elsewhere alone comes to more than a total",
        ),
        pytest.param(
            (balance(4, "2026-03-01", pool=Pool(disciplines=(OT,))),), "2026-03-10", 3,
            id="of another discipline do not draw on a pool of PT",
        ),
    ],
)  # fmt: skip
def test_visits_made_elsewhere(balances: tuple[Balance, ...], on: str, used: int) -> None:
    yearly = limit(20, CalendarYear(), pool=Pool(disciplines=(PT,)))
    history = History(sessions("2026-01-05 2026-02-05 2026-03-05"), balances=balances)
    assert standing(yearly, history, day(on)).used == used


def test_a_session_in_a_total_says_so() -> None:
    total = balance(9, "2026-03-01", includes_ours=True)
    history = History(sessions("2026-01-05 2026-03-05"), balances=(total,))
    found = standing(limit(20, CalendarYear()), history, date(2026, 3, 10))
    assert reasons(found) == [Reason.IN_BALANCE, Reason.COUNTS]
    assert found.carried == (total,)


def test_visits_elsewhere_open_the_year_on_the_day_they_are_told_of() -> None:
    history = History(sessions("2026-05-10"), balances=(balance(4, "2026-03-20"),))
    found = standing(MEDICARE_YEAR, history, date(2026, 5, 10))
    assert (found.used, found.window.first) == (5, date(2026, 3, 20))


def test_visits_elsewhere_leave_a_rolling_window_together() -> None:
    history = History(balances=(balance(4, "2026-01-01"),))
    rolling = limit(12, RollingDays(90))
    found = standing(rolling, history, date(2026, 3, 31))
    assert (found.used, found.leaves_on) == (4, date(2026, 4, 1))
    assert standing(rolling, history, date(2026, 4, 1)).used == 0


def test_no_visits_elsewhere_open_nothing() -> None:
    history = History(sessions("2026-05-10"), balances=(balance(0, "2026-03-20"),))
    assert standing(MEDICARE_YEAR, history, date(2026, 5, 10)).window.first == date(2026, 5, 10)


def test_a_balance_is_never_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        balance(-1, "2026-01-01")


# -- several at once


def test_the_tightest_limit_binds_and_ties_are_named() -> None:
    visits = History(every(7, 5, "2026-01-05"))
    loose, tight = limit(20, CalendarYear()), limit(6, Injury())
    soft = Limit("Soft.", (), "a_soft", 6, Lifetime(), soft=True)
    held = standings((loose, soft, tight), visits, date(2026, 2, 28))
    assert binding(held) == held[2]
    assert tied(held) == (held[2], held[1])


def test_nothing_binds_where_no_limit_is_known() -> None:
    assert binding(()) is None
    assert tied(()) == ()

"""What Jan 1 does to each kind of window, from what is stored of it; cases from the sources."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from models.coverage.new_year import NewYearPart
from models.period import Period
from models.storage.chart_writer import kept
from models.visits import program_window
from models.visits import window as windows
from models.visits.all_standings import standings
from models.visits.authorization import Authorization
from models.visits.history import History
from models.visits.limit import Limit
from models.visits.rollover import ResetKind, StoredStanding
from models.visits.session import Session
from models.visits.window import Window

TODAY = date(2026, 12, 1)
JAN_1 = date(2027, 1, 1)
VISITS = (date(2026, 11, 3), date(2026, 11, 10))
HISTORY = History(sessions=tuple(Session(n, day, ("20560",)) for n, day in enumerate(VISITS, 1)))


def stored(window: Window, on: date = TODAY) -> StoredStanding:
    """What is stored of a limit of 12 in such a window after two visits."""
    limit = Limit("12.", ("policy",), "payer/limit", 12, window)
    ((id_, first), written), *_ = kept(standings([limit], HISTORY, on)).items()
    return StoredStanding(
        id_,
        first,
        written.window_last,
        written.used,
        written.allowed,
        written.resets,
        written.leaves_on,
    )


def authorized(last: date) -> StoredStanding:
    """What is stored of 6 visits authorized from November on, of which two were used."""
    grant = Authorization("a", 6, Period(date(2026, 11, 1), last))
    history = History(sessions=HISTORY.sessions, authorizations=(grant,))
    (((id_, first), written),) = kept(standings([], history, TODAY)).items()
    return StoredStanding(id_, first, written.window_last, written.used, written.allowed)


@pytest.mark.parametrize(
    ("window", "turn", "resets"),
    [
        pytest.param(
            windows.CalendarYear(), ResetKind.ON_JAN_1, JAN_1, id="FEP: limits run by calendar year"
        ),
        pytest.param(
            windows.CalendarMonth(), ResetKind.ON_JAN_1, JAN_1,
            id="a month ends with the year as well"
        ),
        pytest.param(
            windows.BenefitYear(7, 1), ResetKind.ANOTHER_DAY, date(2027, 7, 1),
            id="benefit-year plans reset on their own day",
        ),
        pytest.param(
            program_window.FiscalYear(10), ResetKind.ANOTHER_DAY, date(2027, 10, 1),
            id="a fiscal year"
        ),
        pytest.param(
            windows.YearFromFirstVisit(), ResetKind.ANOTHER_DAY, date(2027, 11, 1),
            id="NCD 30.3.3: a year from the first visit, eleven full months between",
        ),
        pytest.param(
            windows.DaysFromFirstVisit(90), ResetKind.ANOTHER_DAY, date(2027, 2, 1),
            id="NCD 30.3.3: twelve in 90 days cross the year",
        ),
        pytest.param(windows.RollingDays(90), ResetKind.ROLLS, None, id="90 days, rolling"),
        pytest.param(windows.RollingMonths(12), ResetKind.ROLLS, None, id="12 months, rolling"),
        pytest.param(windows.Injury(), ResetKind.NEVER, None, id="California: 24 visits an injury"),
        pytest.param(windows.Lifetime(), ResetKind.NEVER, None, id="for life"),
        pytest.param(
            program_window.UntilGap(90), ResetKind.NEVER, None, id="an episode until a gap"
        ),
    ],
)  # fmt: skip
def test_a_count_meets_the_new_year_as_its_window_says(
    window: Window, turn: ResetKind, resets: date | None
) -> None:
    standing = stored(window)
    assert (standing.reset_kind(JAN_1), standing.resets) == (turn, resets)
    assert standing.lapsing(JAN_1) == 0, "only what was authorized is lost"


def test_a_month_of_november_begins_again_on_jan_1_as_well() -> None:
    standing = stored(windows.CalendarMonth(), date(2026, 11, 20))
    assert standing.resets == date(2026, 12, 1)
    assert standing.reset_kind(JAN_1) is ResetKind.ON_JAN_1


def test_a_year_that_began_on_jan_1_is_told_in_january() -> None:
    assert stored(windows.CalendarYear(), date(2027, 1, 4)).reset_kind(JAN_1) is ResetKind.ON_JAN_1


@pytest.mark.parametrize(
    ("last", "lost"),
    [
        pytest.param(date(2026, 12, 31), 4, id="ends on the last day of the year"),
        pytest.param(date(2027, 1, 1), 0, id="ends on Jan 1 itself"),
        pytest.param(date(2027, 3, 31), 0, id="ends in spring"),
    ],
)
def test_authorized_visits_are_lost_with_their_own_last_day(last: date, lost: int) -> None:
    standing = authorized(last)
    assert standing.reset_kind(JAN_1) is ResetKind.ENDS
    assert standing.lapsing(JAN_1) == lost


def test_only_facts_of_2027_name_amounts_of_a_year(pack: FactBook) -> None:
    medicare = [pack.payers["medicare"]]
    of_2027 = {fact.id for fact in pack.new_year if fact.is_about(medicare, 2027)}
    of_2028 = {fact.id for fact in pack.new_year if fact.is_about(medicare, 2028)}
    assert of_2027 - of_2028 == {"kx_2027", "part_b_2027", "medical_review_2027"}
    assert all(fact.year for fact in pack.new_year if fact.part is NewYearPart.AMOUNTS), (
        "an amount is of one year"
    )

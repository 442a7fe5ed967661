"""Which limits warn and which do not: authorizations with room, ends of windows, uncovered days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.alerts.alert import Alert, AlertKind, AlertRef, Threshold
from models.alerts.alert_state import AlertState
from models.alerts.days_to_check import days_to_check
from models.alerts.due import due, waits_for_digest
from models.alerts.thresholds import Thresholds
from models.coverage.fact_book import FactBook
from models.period import Period
from models.visits import counting
from models.visits.all_standings import standings
from models.visits.apply_events import apply
from models.visits.authorization import Authorization
from models.visits.chart import Chart, DoneBy
from models.visits.events import SessionLogged
from models.visits.history import History
from models.visits.limit import Limit, LimitKind, Needs, Pool, Stage
from models.visits.program_window import FirstDays
from models.visits.session import Session
from models.visits.standing import Standing
from models.visits.window import DaysFromFirstVisit, Lifetime
from models.wording.alert_next_steps import steps
from models.wording.alerts import title

DAY = timedelta(days=1)
TODAY = date(2026, 12, 1)
NUMBERS = Thresholds(forecast=False, unused=False)
EIGHT_WEEKS = Limit("", (), "uhc/eight_weeks", 12, DaysFromFirstVisit(56, gap=90))


def granted(
    serial: int, number: int, first: int, last: int, pool: Pool | None = None
) -> Authorization:
    """An authorization from so many days hence until so many."""
    dates = Period(TODAY + first * DAY, TODAY + last * DAY)
    return Authorization(str(serial), number, dates, pool or Pool(), serial=serial)


def lived(*held: Authorization, came: tuple[int, ...], **more: object) -> History:
    """Authorizations, and a visit so many days ago, each."""
    sessions = [
        Session(n, TODAY - ago * DAY, ("20560",), **more)  # type: ignore[arg-type]
        for n, ago in enumerate(came, start=1)
    ]
    return History(tuple(sessions), held)


def warned(history: History, *limits: Limit, warnings: Thresholds = NUMBERS) -> list[str]:
    """The limit and threshold of everything due today."""
    causes = due(standings(limits, history, TODAY), warnings, history, TODAY)
    return [f"{cause.standing.limit.id} {cause.threshold}" for cause in causes]


# ── Authorizations that take each other's visits ──


@pytest.mark.parametrize(
    ("held", "came", "expected"),
    [
        pytest.param(
            (granted(1, 6, -60, 14), granted(2, 12, -30, 61)),
            (55, 48, 41, 34, 27, 20),
            [],
            id="the first is used up and the renewal has all its visits",
        ),
        pytest.param(
            (granted(1, 6, -60, 20), granted(2, 12, -30, 61)),
            (55, 48, 41, 34, 20),
            [],
            id="one is left of the first, twelve of the renewal",
        ),
        pytest.param(
            (granted(1, 6, -60, 20), granted(2, 2, -30, 61)),
            (55, 48, 41, 34, 20, 13, 6),
            ["authorization/2 left/1"],
            id="one is left of the renewal",
        ),
        pytest.param(
            (granted(1, 6, -60, 20), granted(2, 1, -30, 61)),
            (55, 48, 41, 34, 20),
            ["authorization/2 left/2"],
            id="the last visit of each: one warning, by what both have left",
        ),
        pytest.param(
            (granted(1, 6, -60, 20), granted(2, 2, -30, 61, Pool(("97140",)))),
            (55, 48, 41, 34, 20),
            ["authorization/1 left/1"],
            id="the other is for another code",
        ),
    ],
)
def test_an_authorization_is_no_cause_while_another_has_room(
    held: tuple[Authorization, ...], came: tuple[int, ...], expected: list[str]
) -> None:
    assert warned(lived(*held, came=came)) == expected


# ── Ends ──


@pytest.mark.parametrize(
    ("limit", "came", "held", "expected"),
    [
        pytest.param(EIGHT_WEEKS, (50, 43, 36, 10), (), ["uhc/eight_weeks ends/7"], id="in a week"),
        pytest.param(EIGHT_WEEKS, (43, 36, 20, 10), (), ["uhc/eight_weeks ends/14"], id="in two"),
        pytest.param(EIGHT_WEEKS, (30, 20, 10), (), [], id="in a month"),
        pytest.param(
            replace(EIGHT_WEEKS, window=DaysFromFirstVisit(56)),
            (50, 43, 36, 10), (), [], id="a window that another follows",
        ),
        pytest.param(
            replace(EIGHT_WEEKS, window=FirstDays(60)),
            (55, 43, 36, 10), (), ["uhc/eight_weeks ends/7"], id="sixty days free after an injury",
        ),
        pytest.param(
            EIGHT_WEEKS, (50, 43, 36, 10), (granted(1, 12, 4, 60),), [], id="an approval follows",
        ),
    ],
)  # fmt: skip
def test_the_end_of_a_payer_s_window_warns_as_that_of_an_authorization(
    limit: Limit, came: tuple[int, ...], held: tuple[Authorization, ...], expected: list[str]
) -> None:
    assert warned(lived(*held, came=came), limit) == expected


def test_the_days_before_the_end_of_a_payer_s_window_are_looked_at() -> None:
    history = lived(came=(30, 20, 10))
    found = days_to_check(standings([EIGHT_WEEKS], history, TODAY), NUMBERS, TODAY)
    assert sorted(found) == [TODAY + 11 * DAY, TODAY + 18 * DAY]


def test_the_shipped_eight_weeks_end(pack: FactBook) -> None:
    chart = Chart(1, 1, "BLUE-7", TODAY - 60 * DAY, payer="uhc_ma")
    by = DoneBy("U1", datetime(2026, 12, 1, 12, tzinfo=UTC), TODAY)
    for event in (SessionLogged(session) for session in lived(came=(50, 43, 20)).sessions):
        chart = apply(chart, event, by)
    found = due(counting.current(chart, pack, TODAY), NUMBERS, chart.history, TODAY)
    assert [str(cause.threshold) for cause in found] == ["ends/7"]


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        pytest.param((), ["authorization/1 ends/7"], id="nobody has come yet"),
        pytest.param((40, 33, 26, 19, 12), ["authorization/1 ends/7"], id="a visit was missed"),
        pytest.param((55, 50, 48, 43), [], id="six weeks without a visit"),
        pytest.param((58, 30), ["authorization/1 ends/7"], id="once a month"),
    ],
)
def test_nobody_is_warned_of_the_end_where_a_patient_stays_away(
    came: tuple[int, ...], expected: list[str]
) -> None:
    assert warned(lived(granted(1, 12, -60, 5), came=came)) == expected


# ── Uncovered ──

ENDED = granted(1, 8, -60, -20)


@pytest.mark.parametrize(
    ("held", "came", "expected"),
    [
        pytest.param((ENDED,), (30, 25, 21), ["authorization/1 left/0"], id="after its end"),
        pytest.param((ENDED,), (30, 25, 5), ["authorization/1 uncovered"], id="one after it"),
        pytest.param((ENDED,), (30, 9, 5, 2), ["authorization/1 uncovered"], id="three after it"),
        pytest.param((granted(1, 2, -60, -20),), (30, 25, 21, 5),
                     ["authorization/1 over", "authorization/1 uncovered"], id="passed before"),
        pytest.param((ENDED, granted(2, 8, -4, 60)), (30, 9, 2),
                     ["authorization/1 uncovered"], id="before the next began"),
        pytest.param((ENDED, granted(2, 8, -19, 60)), (30, 9, 2), [], id="a renewal dated back"),
        pytest.param((granted(1, 8, -10, 60),), (15, 5), [], id="an evaluation before the first"),
        pytest.param((granted(1, 8, -300, -200),), (91,), [], id="long ago"),
        pytest.param((granted(1, 8, -300, -200),), (90,),
                     ["authorization/1 uncovered"], id="as long ago as is told"),
    ],
)  # fmt: skip
def test_a_visit_that_no_authorization_covers_is_a_cause(
    held: tuple[Authorization, ...], came: tuple[int, ...], expected: list[str]
) -> None:
    assert warned(lived(*held, came=came)) == expected


def test_a_visit_that_the_patient_pays_needs_no_cover() -> None:
    paid = lived(ENDED, came=(5,), self_pay=True)
    assert warned(paid) == ["authorization/1 left/0"]


# ── Words ──


def words(kind: AlertKind, number: int, standing: Standing, uncovered: int = 0) -> str:
    """What an alert asks for."""
    ref = AlertRef(1, standing.limit.id, standing.opened, Threshold(kind, number), AlertState.SENT)
    alert = Alert(ref, 1, "BLUE-7", datetime(2026, 12, 1, 12, tzinfo=UTC))
    return " ".join(line.text for line in steps(alert, standing, uncovered))


def test_an_end_asks_for_what_follows_it() -> None:
    (window,) = standings([EIGHT_WEEKS], lived(came=(50, 43, 36)), TODAY)
    assert words(AlertKind.ENDS, 7, window) == "If care goes on, ask for an authorization now."
    (idle,) = standings([], lived(granted(1, 12, -60, 5), came=()), TODAY)
    assert words(AlertKind.ENDS, 7, idle) == "If care goes on, ask for a new authorization now."


def test_what_lapsed_is_not_told_as_used_up() -> None:
    (ended,) = standings([], lived(ENDED, came=(30, 5)), TODAY)
    (spent,) = standings([], lived(granted(1, 2, -60, -19), came=(30, 25)), TODAY)
    last = Threshold(AlertKind.LEFT, 0)
    assert title(last, ended) == "authorization has ended"
    assert title(last, spent) == "no visit left"


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        (1, "1 visit was after its end on Nov 11, 2026: no authorization covers it."),
        (3, "3 visits were after its end on Nov 11, 2026: no authorization covers them."),
    ],
)
def test_uncovered_visits_are_counted_and_no_day_of_one_is_named(
    visits: int, expected: str
) -> None:
    (ended,) = standings([], lived(ENDED, came=(30, 5)), TODAY)
    asked = "Ask the payer for one that is dated back, and before the next visit for a new one."
    assert words(AlertKind.UNCOVERED, 0, ended, visits) == f"{expected} {asked}"


def test_visits_on_another_authorization_are_said_beside_the_number() -> None:
    history = lived(granted(1, 6, -60, 20), granted(2, 1, -30, 61), came=(55, 48, 41, 34, 20))
    last = next(s for s in standings([], history, TODAY) if s.limit.serial == 2)
    assert words(AlertKind.LEFT, 2, last).startswith("1 of them on another authorization.")


def test_visits_that_need_no_authorization_are_said_beside_the_number() -> None:
    staged = Limit("", (), "wa", 3, Lifetime(), stages=(Stage(3, Needs.AUTHORIZED),))
    history = lived(granted(1, 2, -60, 20), came=(30, 20))
    of_grant = standings([staged], history, TODAY)[-1]
    assert words(AlertKind.LEFT, 3, of_grant).startswith("1 of them needs no authorization.")


# ── What waits for the digest ──

WEEKLY = tuple(range(2, 65, 7))


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        pytest.param(Limit("", (), "plan", 12, Lifetime()), False, id="a plan's limit"),
        pytest.param(
            Limit("", (), "plan", 12, Lifetime(), stages=(Stage(8, Needs.AUTHORIZED),)), False,
            id="more with an authorization",
        ),
        pytest.param(
            Limit("", (), "plan", 12, Lifetime(), stages=(Stage(8, Needs.IMPROVING),)), True,
            id="more with a therapist's note",
        ),
        pytest.param(
            Limit("", (), "cap", 12, Lifetime(), kind=LimitKind.CAP), True, id="a cap of its own",
        ),
    ],
)  # fmt: skip
def test_a_forecast_interrupts_where_somebody_is_to_be_asked(limit: Limit, expected: bool) -> None:
    history, warnings = lived(came=(*WEEKLY, 65)), Thresholds(left=())
    (cause,) = due(standings([limit], history, TODAY), warnings, history, TODAY)
    assert (cause.kind, waits_for_digest(cause)) == (AlertKind.FORECAST, expected)


@pytest.mark.parametrize(
    ("number", "last", "expected"),
    [
        pytest.param(12, 13, ["ends/14"], id="two of three lapse"),
        pytest.param(10, 13, [], id="the last one is used before the end"),
        pytest.param(10, 6, ["ends/7"], id="a week before the end it is told all the same"),
    ],
)
def test_an_end_of_visits_that_are_used_up_by_then_is_told_last(
    number: int, last: int, expected: list[str]
) -> None:
    numbers = replace(NUMBERS, left=())
    found = warned(lived(granted(1, number, -80, last), came=WEEKLY), warnings=numbers)
    assert found == [f"authorization/1 {each}" for each in expected]


# ── Authorizations that begin on a later day ──


def test_nothing_is_due_of_visits_that_a_renewal_pays_in_time() -> None:
    spent = granted(1, 4, -40, 6)
    weekly = (28, 21, 14, 7)
    assert warned(lived(spent, came=weekly)) != []
    assert warned(lived(spent, granted(2, 10, 0 + 1, 60), came=weekly)) != []  # one comes today
    assert warned(lived(spent, granted(2, 10, 1, 60), came=(27, 20, 13, 6))) == []


def test_a_renewal_that_begins_after_the_next_visits_ends_no_warning() -> None:
    left_two = lived(granted(1, 6, -40, 60), granted(2, 10, 40, 90), came=(27, 20, 13, 6))
    assert warned(left_two) != []


def test_the_end_of_days_for_injections_is_nothing_to_one_who_is_needled_alone() -> None:
    injections = Limit(
        "", (), "wc/injections", 3, FirstDays(60), pool=Pool(codes=("20552", "20553"))
    )
    needled = lived(came=(70, 40, 1))
    assert warned(needled, injections) == []
    injected = lived(came=(70, 40, 1))
    sessions = (replace(injected.sessions[0], codes=("20552",)), *injected.sessions[1:])
    last = replace(injected.sessions[-1], codes=("20552",))
    injected = replace(injected, sessions=(*sessions[:-1], last))
    assert warned(injected, injections) == ["wc/injections left/0"]

"""What becomes of an alias's alerts when it is counted anew, told as a life day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.alerts.alert import AlertRef
from models.alerts.alert_state import AlertState
from models.alerts.thresholds import Thresholds
from models.alerts.withdrawal import WithdrawalReason, reason_of
from models.clinic.preferences import Preferences
from models.period import Period
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.chart import Chart
from models.visits.events import (
    AuthorizationAdded,
    AuthorizationWithdrawn,
    BalanceAdded,
    BookingsCancelled,
    ChartClosed,
    ChartReopened,
    CountsCompared,
    EpisodeOpened,
    Event,
    ImprovementNoted,
    PayerSet,
    PlanSet,
    SessionLogged,
    SessionVoided,
    VisitsBooked,
    VisitsRequested,
)
from models.visits.limit import Limit, Needs, Stage
from models.visits.plan_of_care import PlanEntry, PlanNoted, PlanStep, PlanWithdrawn
from models.visits.session import Session
from models.visits.standing import DAWN
from models.visits.visit_request import VisitRequest
from models.visits.window import CalendarMonth, CalendarYear, Lifetime, RollingDays, Window
from tests.models.test_alert_twins import Clinic

DAY = timedelta(days=1)
TODAY = date(2026, 12, 1)
NUMBERS = Thresholds(left=(2, 1, 0), forecast=False, unused=False)


def limit(number: int, window: Window | None = None, name: str = "year") -> Limit:
    """So many visits a year, unless another window is given."""
    return Limit("", (), f"payer/{name}", number, window or CalendarYear())


def life(*limits: Limit, warnings: Thresholds = NUMBERS) -> Clinic:
    """An alias whose payer has these limits."""
    chart = Chart(1, 1, "BLUE-47K", TODAY, preferences=Preferences(warnings))
    return Clinic(chart, limits)


def visit(clinic: Clinic, *days: date) -> None:
    """One visit on each day, logged on it."""
    for day in days:
        number = clinic.chart.next_number
        clinic.count(day, [SessionLogged(Session(number, day))])


def lives(clinic: Clinic) -> list[str]:
    """Every note: what it warns of, the occasion if not the first, and why it ended."""
    return [
        " ".join(
            [
                str(note.threshold),
                *([f"#{note.occasion}"] if note.occasion > 1 else []),
                note.reason,
            ]
        ).strip()
        for note in clinic.notes
    ]


def days(*after: int) -> list[date]:
    """Days counted from the first."""
    return [TODAY + n * DAY for n in after]


def test_a_cause_is_noted_once() -> None:
    clinic = life(limit(3))
    visit(clinic, TODAY)
    for day in days(0, 1, 2):
        clinic.count(day)
    assert lives(clinic) == ["left/2"]


def test_each_warning_takes_the_place_of_the_looser_one() -> None:
    clinic = life(limit(3))
    visit(clinic, *days(0, 1, 2, 3, 4))
    assert lives(clinic) == ["left/2 followed", "left/1 followed", "left/0 followed", "over"]


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (SessionVoided(1, "undone"), "voided"),
        (ChartClosed(TODAY), "closed"),
        (AuthorizationAdded(Authorization("1", 9, Period(TODAY, TODAY + 90 * DAY))), "authorized"),
        (ImprovementNoted(TODAY), "improving"),
    ],
    ids=["an undo", "the end of care", "an authorization", "an improvement"],
)
def test_what_takes_a_cause_away_is_its_reason(event: Event, reason: str) -> None:
    needs = Needs.IMPROVING if isinstance(event, ImprovementNoted) else Needs.AUTHORIZED
    clinic = life(replace(limit(2), stages=(Stage(8, needs),)))
    visit(clinic, TODAY)
    assert clinic.notes[0].state is AlertState.SENT
    clinic.count(TODAY, [event])
    assert {note.reason for note in clinic.notes} == {reason}


def test_an_alert_on_what_was_replaced_or_withdrawn_ends() -> None:
    clinic = life()
    granted = Authorization("a", 3, Period(TODAY, TODAY + 60 * DAY), serial=1)
    longer = Authorization("b", 9, Period(TODAY, TODAY + 90 * DAY), serial=2)
    clinic.count(TODAY, [AuthorizationAdded(granted)])
    visit(clinic, *days(0, 1))
    assert lives(clinic) == ["left/2 followed", "left/1"]
    clinic.count(TODAY + 2 * DAY, [AuthorizationAdded(longer, replaces=(1,))])
    assert lives(clinic) == ["left/2 authorized", "left/1 authorized"]
    visit(clinic, *days(3, 4, 5, 6, 7))
    assert lives(clinic)[2:] == ["left/2"]
    clinic.count(TODAY + 8 * DAY, [AuthorizationWithdrawn(2)])
    assert lives(clinic)[2:] == ["left/2 taken_back", "over"]


@pytest.mark.parametrize(
    ("events", "is_marked", "expected"),
    [
        ([], False, WithdrawalReason.TIME),
        ([], True, WithdrawalReason.RULES),
        ([SessionLogged(Session(1, TODAY))], False, WithdrawalReason.TIME),
        ([SessionLogged(Session(1, TODAY))], True, WithdrawalReason.RULES),
        ([PayerSet("other")], True, WithdrawalReason.PAYER),
        ([PlanSet("Gold")], False, WithdrawalReason.PAYER),
        ([BalanceAdded(Balance(1, TODAY, "portal"))], False, WithdrawalReason.BALANCE),
        ([EpisodeOpened(TODAY)], False, WithdrawalReason.EPISODE),
        ([BookingsCancelled((TODAY,))], False, WithdrawalReason.BOOKED),
        ([CountsCompared("payer/year", None)], False, WithdrawalReason.TIME),
        ([EpisodeOpened(TODAY), SessionVoided(1, "other")], False, WithdrawalReason.VOIDED),
        ([SessionVoided(1, "other"), ChartClosed(TODAY)], False, WithdrawalReason.CLOSED),
    ],
)
def test_of_several_reasons_the_plainest_is_told(
    events: list[Event], is_marked: bool, expected: WithdrawalReason
) -> None:
    assert reason_of(events, is_marked=is_marked) is expected


def test_settings_end_what_they_no_longer_want() -> None:
    clinic = life(limit(3))
    visit(clinic, TODAY)
    rare = Preferences(Thresholds(left=(0,), forecast=False, unused=False))
    clinic.chart = replace(clinic.chart, preferences=rare, next_look=DAWN)
    clinic.count(TODAY)
    assert lives(clinic) == ["left/2 rules"]


@pytest.mark.parametrize("state", [AlertState.NOTED, AlertState.SNOOZED, AlertState.ACKNOWLEDGED])
def test_a_changed_number_tells_nobody_again_what_was_told(state: AlertState) -> None:
    clinic = life(limit(3))
    visit(clinic, TODAY)
    clinic.notes[0] = replace(clinic.notes[0], state=state)
    other = Preferences(replace(NUMBERS, left=(3, 1)))
    clinic.chart = replace(clinic.chart, preferences=other, next_look=DAWN)
    found = clinic.count(TODAY, [SessionLogged(Session(2, TODAY, self_pay=True))])
    assert (found.new, found.ended, clinic.notes[0].state) == ((), (), state)
    visit(clinic, TODAY + DAY)
    assert lives(clinic) == ["left/2 followed", "left/1"]


def test_a_changed_number_of_days_tells_nobody_again_what_was_told() -> None:
    clinic = life(warnings=replace(NUMBERS, ends=(14,)))
    ends = Authorization("1", 9, Period(TODAY, TODAY + 10 * DAY))
    clinic.count(TODAY, [AuthorizationAdded(ends)])
    clinic.notes[0] = replace(clinic.notes[0], state=AlertState.SNOOZED)
    other = Preferences(replace(NUMBERS, ends=(21, 3)))
    clinic.chart = replace(clinic.chart, preferences=other, next_look=DAWN)
    found = clinic.count(TODAY)
    assert (found.new, found.ended) == ((), ())
    clinic.count(TODAY + 7 * DAY)
    assert lives(clinic) == ["ends/14 followed", "ends/3"]


def test_a_looser_number_warns_of_what_an_undo_leaves() -> None:
    clinic = life(limit(4), warnings=replace(NUMBERS, left=(2,)))
    visit(clinic, *days(0, 1))
    other = Preferences(replace(NUMBERS, left=(3,)))
    clinic.chart = replace(clinic.chart, preferences=other, next_look=DAWN)
    clinic.count(TODAY + DAY, [SessionVoided(2, "other")])
    assert lives(clinic) == ["left/2 voided", "left/3"]


def test_warnings_of_a_payer_go_before_the_clinic_s() -> None:
    clinic = life(limit(3))
    theirs = Preferences(NUMBERS, (("payer", replace(NUMBERS, left=(1,))),))
    clinic.chart = replace(clinic.chart, payer="payer", preferences=theirs)
    visit(clinic, *days(0, 1))
    assert lives(clinic) == ["left/1"]


def test_a_cause_that_is_back_interrupts_nobody_again() -> None:
    clinic = life(limit(3))
    visit(clinic, TODAY)
    for n in (1, 2):
        clinic.count(TODAY, [SessionVoided(n, "wrong day")])
        found = clinic.count(TODAY, [SessionLogged(Session(n + 1, TODAY))])
        assert (found.new, [mark.id for mark in found.back]) == ((), [1])
    assert lives(clinic) == ["left/2"]


def test_a_fixed_window_warns_of_a_number_once_and_the_next_window_anew() -> None:
    clinic = life(limit(2, CalendarMonth()))
    visit(clinic, date(2026, 11, 30))
    clinic.count(TODAY)
    assert lives(clinic) == ["left/1 time"]
    visit(clinic, TODAY)
    assert lives(clinic) == ["left/1 time", "left/1"]
    assert clinic.notes[0].window_first != clinic.notes[1].window_first


def test_a_rolling_window_warns_again_when_time_took_the_cause_away() -> None:
    clinic = life(limit(3, RollingDays(10)))
    visit(clinic, TODAY)
    clinic.count(TODAY + 10 * DAY)
    visit(clinic, TODAY + 20 * DAY)
    assert lives(clinic) == ["left/2 time", "left/2 #2"]


def test_a_rolling_window_does_not_warn_again_after_a_correction() -> None:
    clinic = life(limit(3, RollingDays(10)))
    visit(clinic, TODAY)
    clinic.count(TODAY, [SessionVoided(1, "wrong alias")])
    visit(clinic, TODAY + 20 * DAY)
    assert lives(clinic) == ["left/2"]


def test_a_rolling_window_that_emptied_warns_of_every_number_again() -> None:
    clinic = life(limit(3, RollingDays(10)))
    visit(clinic, *days(0, 1, 2))
    clinic.count(TODAY + 13 * DAY)
    visit(clinic, *days(20, 21, 22))
    assert lives(clinic) == [
        "left/2 time",
        "left/1 time",
        "left/0 time",
        "left/2 #2 followed",
        "left/1 #2 followed",
        "left/0 #2",
    ]


def test_a_rolling_window_that_lets_go_of_one_visit_edits_the_looser_warning_back() -> None:
    clinic = life(limit(3, RollingDays(10)))
    visit(clinic, *days(0, 5))
    found = clinic.count(TODAY + 10 * DAY)
    assert (found.new, [str(mark.threshold) for mark in found.back]) == ((), ["left/2"])
    assert lives(clinic) == ["left/2", "left/1 time"]
    visit(clinic, TODAY + 11 * DAY)
    assert lives(clinic) == ["left/2 followed", "left/1 time", "left/1 #2"]


def test_what_two_corrections_took_away_is_not_warned_of_again() -> None:
    clinic = life(limit(3, RollingDays(10)))
    visit(clinic, *days(0, 1))
    clinic.count(TODAY + DAY, [SessionVoided(1, "other"), SessionVoided(2, "other")])
    assert lives(clinic) == ["left/2 voided", "left/1 voided"]
    visit(clinic, *days(2, 3))
    assert lives(clinic) == ["left/2 followed", "left/1"]


def test_a_limit_for_life_never_warns_of_a_number_twice() -> None:
    """It has no first day either, as a rolling window; but nothing falls out of it."""
    clinic = life(limit(3, Lifetime()))
    visit(clinic, TODAY)
    clinic.notes[0] = replace(clinic.notes[0], state=AlertState.RESOLVED, reason="time")
    found = clinic.count(TODAY + DAY)
    assert (found.new, lives(clinic)) == ((), ["left/2"])


def test_each_limit_warns_and_goes_on_by_itself() -> None:
    """None hides another: what it has left is no more than before."""
    year, month = limit(5), limit(1, CalendarMonth(), "month")
    clinic = life(year)
    visit(clinic, *days(-3, -2, -1))
    clinic.limits = (year, month)
    visit(clinic, TODAY)
    assert [(n.limit, str(n.threshold), n.reason) for n in clinic.notes] == [
        ("payer/year", "left/2", "followed"),
        ("payer/month", "left/0", ""),
        ("payer/year", "left/1", ""),
    ]
    clinic.limits = (year,)
    clinic.count(TODAY)
    assert lives(clinic) == ["left/2 followed", "left/0 time", "left/1"]


def test_what_was_told_before_shows_the_numbers_of_every_later_change() -> None:
    clinic = life(limit(3), warnings=replace(NUMBERS, left=(2,)))
    visit(clinic, TODAY)
    found = clinic.count(TODAY + DAY, [SessionLogged(Session(2, TODAY + DAY))])
    assert [str(mark.threshold) for mark in found.stale] == ["left/2"]
    assert clinic.count(TODAY + 2 * DAY).stale == ()


def test_several_causes_of_one_change_are_each_noted() -> None:
    clinic = life(limit(3), warnings=Thresholds())
    ends = AuthorizationAdded(Authorization("1", 9, Period(TODAY, TODAY + 5 * DAY)))
    found = clinic.count(TODAY, [ends, BalanceAdded(Balance(2, TODAY, "portal"))])
    assert [(str(new.cause.threshold), new.quiet) for new in found.new] == [
        ("left/1", False), ("ends/7", False),
    ]  # fmt: skip


def taken(clinic: Clinic) -> None:
    """Somebody acknowledges the last alert."""
    clinic.notes[-1] = replace(clinic.notes[-1], state=AlertState.ACKNOWLEDGED)


def test_whoever_has_an_alert_has_the_tighter_ones_of_its_limit_until_nothing_is_left() -> None:
    clinic = life(limit(3))
    visit(clinic, TODAY)
    taken(clinic)
    found = clinic.count(TODAY + DAY, [SessionLogged(Session(2, TODAY + DAY))])
    assert [(str(n.cause.threshold), n.taken_with) for n in found.new] == [
        ("left/1", AlertRef(1, *clinic.notes[0].key, AlertState.ACKNOWLEDGED)),
    ]
    taken(clinic)
    for number, day in ((3, 2), (4, 3)):
        later = TODAY + day * DAY
        found = clinic.count(later, [SessionLogged(Session(number, later))])
        assert [new.taken_with for new in found.new] == [None]
        taken(clinic)


def test_what_is_taken_of_one_limit_is_not_taken_of_another() -> None:
    year, life_ = limit(5), limit(6, Lifetime(), "life")
    clinic = life(year, life_)
    visit(clinic, *days(-3, -2, -1))
    taken(clinic)
    visit(clinic, TODAY)
    found = {new.cause.window_key[0]: new.taken_with is not None for new in clinic.last.new}
    assert found == {"payer/life": False, "payer/year": True}


def test_what_is_done_quietly_interrupts_nobody() -> None:
    clinic = life(limit(3))
    found = clinic.count(TODAY, [SessionLogged(Session(1, TODAY))], quietly=True)
    assert [new.quiet for new in found.new] == [True]


def test_closing_ends_everything_and_reopening_brings_it_back() -> None:
    clinic = life(limit(13), warnings=Thresholds())
    visit(clinic, *days(*range(-36, 1, 4)))
    assert lives(clinic) == ["forecast"]
    clinic.count(TODAY, [ChartClosed(TODAY)])
    assert lives(clinic) == ["forecast closed"]
    found = clinic.count(TODAY, [ChartReopened(TODAY)])
    assert (lives(clinic), found.new) == (["forecast"], ())


def test_a_forecast_that_shifts_is_told_once_until_something_else_changes() -> None:
    clinic = life(limit(13), warnings=Thresholds())
    visit(clinic, *days(*range(-36, 1, 4)))
    clinic.count(TODAY + 20 * DAY)
    assert lives(clinic) == ["forecast"], "the patient stayed away for a while"
    more = AuthorizationAdded(Authorization("1", 30, Period(TODAY, TODAY + 200 * DAY)))
    clinic.limits = (replace(limit(13), stages=(Stage(30, Needs.AUTHORIZED),)),)
    clinic.count(TODAY + 20 * DAY, [more])
    assert lives(clinic)[0] == "forecast authorized"


_STEP = PlanEntry(TODAY, PlanStep.SENT)


@pytest.mark.parametrize(
    ("event", "told"),
    [
        pytest.param(VisitsBooked((TODAY + 40 * DAY,)), "forecast booked", id="a booking"),
        pytest.param(PlanSet("Gold"), "forecast payer", id="another plan"),
        pytest.param(VisitsRequested(VisitRequest(0, 9, TODAY)), "forecast requested", id="asked"),
        pytest.param(
            VisitsRequested(VisitRequest(0, 9, TODAY, "other")), "forecast", id="another was asked"
        ),
        pytest.param(CountsCompared("payer/year", None), "forecast", id="counts were compared"),
        pytest.param(PlanNoted(_STEP), "forecast", id="a step of a plan of care"),
        pytest.param(PlanWithdrawn(_STEP), "forecast", id="such a step taken back"),
    ],
)
def test_a_forecast_that_has_shifted_ends_by_what_is_of_visits_and_is_told_so(
    event: Event, told: str
) -> None:
    clinic = life(limit(13), warnings=Thresholds())
    visit(clinic, *days(*range(-36, 1, 4)))
    clinic.count(TODAY + 20 * DAY, [event])
    assert lives(clinic) == [told]


def test_a_number_takes_the_place_of_a_forecast() -> None:
    clinic = life(limit(13), warnings=Thresholds())
    visit(clinic, *days(*range(-36, 5, 4)))
    assert lives(clinic) == ["forecast followed", "left/2"]


@pytest.mark.parametrize(
    ("is_timed", "quietly", "wakes"),
    [
        pytest.param(False, False, True, id="until the next visit"),
        pytest.param(True, False, False, id="until an instant"),
        pytest.param(False, True, False, id="an import is no visit of today"),
    ],
)
def test_a_snooze_until_the_next_visit_wakes_with_it(
    is_timed: bool, quietly: bool, wakes: bool
) -> None:
    clinic = life(limit(9), warnings=replace(NUMBERS, left=(8,)))
    visit(clinic, TODAY)
    clinic.notes[0] = replace(clinic.notes[0], state=AlertState.SNOOZED, is_timed=is_timed)
    assert clinic.count(TODAY + DAY).woken == ()
    logged = SessionLogged(Session(2, TODAY + DAY))
    found = clinic.count(TODAY + DAY, [logged], quietly=quietly)
    assert bool(found.woken) is wakes


def test_a_snoozed_warning_that_is_followed_does_not_wake() -> None:
    clinic = life(limit(3))
    visit(clinic, TODAY)
    clinic.notes[0] = replace(clinic.notes[0], state=AlertState.SNOOZED)
    found = clinic.count(TODAY + DAY, [SessionLogged(Session(2, TODAY + DAY))])
    assert found.woken == ()
    assert lives(clinic) == ["left/2 followed", "left/1"]

"""What people do with an alert, and what doing it twice comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.alerts.actions import (
    Acknowledge,
    Act,
    HandOver,
    Retry,
    Snooze,
    Wake,
    apply_action,
    name_of,
)
from models.alerts.alert import Alert, AlertKind, AlertRef, Threshold
from models.alerts.alert_state import AlertState
from models.errors import NotUnderstood
from models.visits.chart import DoneBy

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=4)
PAM = DoneBy("U7", NOON, NOON.date())
AGAIN = DoneBy("U7", NOON + timedelta(seconds=2), NOON.date())
ANN = DoneBy("U8", NOON, NOON.date())


def note(state: AlertState = AlertState.SENT, look_at: datetime | None = LATER) -> Alert:
    """An alert that was sent, unless it is said to be elsewhere in its life."""
    mark = AlertRef(
        7,
        "payer/year",
        date(2026, 1, 1),
        Threshold(AlertKind.LEFT, 2),
        state,
        is_timed=look_at is not None,
    )
    return Alert(mark, 1, "BLUE-47K", NOON, look_at=look_at)


@pytest.mark.parametrize(
    ("act", "state", "look_at"),
    [
        pytest.param(Acknowledge(), AlertState.ACKNOWLEDGED, None, id="taken, it rests"),
        pytest.param(Snooze(LATER), AlertState.SNOOZED, LATER, id="snoozed until an instant"),
        pytest.param(Snooze(None), AlertState.SNOOZED, None, id="snoozed until the next visit"),
        pytest.param(HandOver("@‹U8›", LATER), AlertState.HANDED_OVER, LATER, id="handed over"),
    ],
)
def test_an_act_says_who_and_when_and_what_time_does_next(
    act: Act, state: AlertState, look_at: datetime | None
) -> None:
    after = apply_action(note(), act, PAM)
    assert (after.state, after.look_at, after.taken_by, after.taken_at) == (
        state, look_at, "U7", NOON,
    )  # fmt: skip
    assert after.ref.is_timed is (look_at is not None)
    assert after.handed_to == ("@‹U8›" if isinstance(act, HandOver) else "")


@pytest.mark.parametrize(
    "act", [Acknowledge(), Snooze(LATER), Snooze(None), HandOver("@‹U8›", LATER)]
)
def test_doing_the_same_again_changes_nothing(act: Act) -> None:
    once = apply_action(note(), act, PAM)
    assert apply_action(once, act, AGAIN) is once


def test_a_hand_over_heard_twice_is_one_whatever_its_patience() -> None:
    once = apply_action(note(), HandOver("@‹U8›", LATER), PAM)
    assert apply_action(once, HandOver("@‹U8›", LATER + timedelta(seconds=2)), AGAIN) is once
    other = apply_action(once, HandOver("@‹U9›", LATER), AGAIN)
    assert (other.handed_to, other.taken_at) == ("@‹U9›", AGAIN.at)


def test_another_snooze_takes_the_place_of_the_first() -> None:
    once = apply_action(note(), Snooze(LATER), PAM)
    assert apply_action(once, Snooze(None), AGAIN).look_at is None
    assert apply_action(once, Snooze(LATER), ANN).taken_by == "U8"


def test_nobody_takes_what_somebody_has() -> None:
    taken = apply_action(note(), Acknowledge(), PAM)
    with pytest.raises(NotUnderstood, match="is taken already"):
        apply_action(taken, Acknowledge(), ANN)
    handed = apply_action(taken, HandOver("@‹U8›", LATER), PAM)
    assert apply_action(handed, Acknowledge(), ANN).taken_by == "U8"


@pytest.mark.parametrize("state", [AlertState.RESOLVED, AlertState.WITHDRAWN])
@pytest.mark.parametrize("act", [Acknowledge(), Snooze(None), HandOver("@‹U8›", LATER), Retry()])
def test_nothing_is_done_with_an_alert_that_is_over(act: Act, state: AlertState) -> None:
    with pytest.raises(NotUnderstood, match="is over"):
        apply_action(note(state, None), act, PAM)


def test_an_alert_that_failed_is_sent_once_more() -> None:
    failed = replace(note(AlertState.FAILED, None), taken_by="U8", taken_at=NOON)
    after = apply_action(failed, Retry(), PAM)
    assert (after.state, after.look_at, after.taken_by, after.taken_at) == (
        AlertState.NOTED, NOON, "", None,
    )  # fmt: skip
    assert apply_action(after, Retry(), AGAIN) is after


@pytest.mark.parametrize(
    "state", [AlertState.SENT, AlertState.UNCERTAIN, AlertState.ACKNOWLEDGED, AlertState.SNOOZED]
)
def test_an_alert_that_did_not_fail_is_not_sent_once_more(state: AlertState) -> None:
    with pytest.raises(NotUnderstood, match="did not fail"):
        apply_action(note(state), Retry(), PAM)


@pytest.mark.parametrize("until", [LATER, None], ids=["an instant", "the next visit"])
def test_a_snooze_is_ended_and_still_says_whose_it_was(until: datetime | None) -> None:
    asleep = apply_action(note(), Snooze(until), PAM)
    after = apply_action(asleep, Wake(NOON), ANN)
    assert (after.state, after.look_at, after.ref.is_timed) == (AlertState.SNOOZED, NOON, True)
    assert after.taken_by == "U7"


@pytest.mark.parametrize("state", [AlertState.SENT, AlertState.NOTED, AlertState.ACKNOWLEDGED])
def test_only_what_is_snoozed_is_woken(state: AlertState) -> None:
    with pytest.raises(NotUnderstood, match="is not snoozed"):
        apply_action(note(state), Wake(NOON), PAM)


def test_the_audit_names_each_act() -> None:
    acts = (Acknowledge(), Snooze(None), Wake(NOON), HandOver("@‹U8›", LATER), Retry())
    assert [name_of(act) for act in acts] == [
        "alert acknowledged",
        "alert snoozed",
        "alert woken",
        "alert handed over",
        "alert sent again",
    ]

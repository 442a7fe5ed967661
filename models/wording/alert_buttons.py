"""The buttons of an alert, and its menu: acknowledge, show the count, snooze, hand over."""

from __future__ import annotations

from collections.abc import Iterator

from models.alerts.alert import Alert, AlertKind
from models.alerts.alert_state import AlertState
from models.alerts.plan_duties import duty_of
from models.reply import Choice, Weight
from models.visits.standing import Standing
from models.wording import plan_of_care
from models.wording.alert_next_steps import TELL_LEFT, waits_for_improvement

_SNOOZES = (
    ("Snooze 1 day", "1 day"),
    ("Snooze 1 week", "1 week"),
    ("Snooze until next visit", "until next visit"),
)


def choices(alert: Alert, standing: Standing | None) -> Iterator[Choice]:
    """Two buttons that most people need, perhaps what opens visits, and a menu."""
    act = "/clinic alerts"
    is_taken = alert.state is AlertState.ACKNOWLEDGED
    if not is_taken:
        yield Choice("Acknowledge", f"{act} ack {alert.named}", Weight.PRIMARY)
    if alert.ref.kind is AlertKind.OVERDUE:
        of = f"{alert.alias} request {alert.ref.threshold.number}"
        yield Choice("Granted…", f"/session granted {of}")
        yield Choice("Note as denied", f"/session denied {of}")
    if duty := duty_of(alert.ref.kind):
        yield Choice(*plan_of_care.noted_by(duty, alert.alias))
        yield Choice("Show the plan", f"/session plan-of-care {alert.alias}")
    else:
        yield Choice("Show the count", f"/caps {alert.alias}")
    if standing and alert.ref.kind in TELL_LEFT and waits_for_improvement(standing):
        yield Choice("Patient improves", f"/session improving {alert.alias}")
    if not is_taken:
        for label, how in _SNOOZES:
            yield Choice(label, f"{act} snooze {alert.named} {how}", Weight.MORE)
    if alert.state is AlertState.SNOOZED:
        yield Choice("End the snooze", f"{act} wake {alert.named}", Weight.MORE)
    yield Choice("Hand over…", f"{act} hand {alert.named}", Weight.MORE)

"""The guide: the first minute with the demo, in three steps that one can click."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from bot.demo.clinic import TIGHT
from models.alerts.alert import Alert, AlertState

_TAKEN = {AlertState.ACKNOWLEDGED, AlertState.SNOOZED, AlertState.HANDED_OVER}
DONE, NOW, LATER = "done", "now", "later"


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step: the form that its button submits, with which field, and whether it is done."""

    label: str
    form: str
    name: str
    value: str
    state: str = LATER

    def as_json(self) -> dict[str, str]:
        """The step for the page's script."""
        return asdict(self)


def steps(alerts: tuple[Alert, ...], *, is_tomorrow: bool) -> tuple[GuideStep, ...]:
    """The three steps; the first that is not done is next. `alerts` are the newest first."""
    tight_alerts = [alert for alert in alerts if alert.alias == TIGHT]
    waiting = next((alert.id for alert in tight_alerts if not alert.ref.is_over), "")
    has_taken = any(alert.state in _TAKEN or alert.taken_by for alert in tight_alerts)
    done = (bool(tight_alerts), has_taken, has_taken and is_tomorrow)
    following = done.index(False) if False in done else len(done)
    return tuple(
        GuideStep(*step, DONE if is_done else NOW if number == following else LATER)
        for number, (step, is_done) in enumerate(zip(_steps(waiting), done, strict=True))
    )


def _steps(waiting: int | str) -> tuple[tuple[str, str, str, str], ...]:
    take = f"/clinic alerts ack {waiting}" if waiting else "/clinic alerts"
    return (
        (f"Log a visit for {TIGHT}", "ask", "typed", f"/session log {TIGHT}"),
        ("Take the alert that arrives", "as-pat", "typed", take),
        ("Read the next morning's digest", "clock", "to", "morning"),
    )

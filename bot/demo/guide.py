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

    def told(self) -> dict[str, str]:
        """The step for the page's script."""
        return asdict(self)


def steps(notes: tuple[Alert, ...], *, is_tomorrow: bool) -> tuple[GuideStep, ...]:
    """The steps, of which the first that is not done is next. `notes` are the newest first."""
    ours = [note for note in notes if note.alias == TIGHT]
    waiting = next((note.id for note in ours if not note.mark.is_over), "")
    has_taken = any(note.state in _TAKEN or note.taken_by for note in ours)
    done = (bool(ours), has_taken, has_taken and is_tomorrow)
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

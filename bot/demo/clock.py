"""The demo's clock: the real time, and whatever the page has moved it ahead. It never goes back."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.app import Clock, now


class MovableClock:
    """Tells the time when it is called. `real` is the clock that it runs ahead of."""

    def __init__(self, real: Clock = now) -> None:
        self._real = real
        self._ahead = timedelta()
        self._shown = real()

    def __call__(self) -> datetime:
        """The time; the same again where the real clock was set back."""
        self._shown = max(self._shown, self._real() + self._ahead)
        return self._shown

    @property
    def ahead(self) -> timedelta:
        """How far it is ahead of the real time."""
        return self._ahead

    def move(self, to: datetime) -> None:
        """Move it ahead to an instant; one that is past changes nothing."""
        if to > self():
            self._ahead = to - self._real()

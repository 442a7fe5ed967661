"""How far an alert has come (AlertState), and in which states it has ended or waits."""

from __future__ import annotations

from enum import StrEnum


class AlertState(StrEnum):
    """How far an alert has come."""

    NOTED = "noted"  # recorded, and not sent yet
    SENT = "sent"  # posted
    UNCERTAIN = "uncertain"  # posted, perhaps twice: the platform's first answer was lost
    FAILED = "failed"  # could not be delivered to anybody
    ACKNOWLEDGED = "acknowledged"  # somebody sees to it
    SNOOZED = "snoozed"  # posted again later
    HANDED_OVER = "handed_over"  # given to a member who has not acknowledged it yet
    RESOLVED = "resolved"  # posted, and its cause is gone
    WITHDRAWN = "withdrawn"  # its cause was gone before it was posted


OVER = frozenset({AlertState.RESOLVED, AlertState.WITHDRAWN})
"""The states in which an alert has ended."""

WAITING = frozenset({AlertState.SENT, AlertState.UNCERTAIN, AlertState.HANDED_OVER})
"""Posted, and nobody has acknowledged it."""

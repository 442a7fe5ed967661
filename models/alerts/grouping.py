"""Which new alerts are told in one message: those of an alias, and more than so many at once."""

from __future__ import annotations

from collections.abc import Iterable

from models.alerts.alert import URGENCY, Alert

MOST = 10
"""So many messages at once a channel gets one by one; more are one message with a list."""


def gathered(due: Iterable[Alert]) -> list[list[Alert]]:
    """The alerts of one clinic that are due at once, message by message."""
    of_alias: dict[str, list[Alert]] = {}
    for alert in sorted(due, key=lambda alert: alert.id):
        of_alias.setdefault(alert.alias, []).append(alert)
    messages = list(of_alias.values())
    if len(messages) <= MOST:
        return messages
    return [[alert for message in messages for alert in message]]


def by_urgency(alerts: Iterable[Alert]) -> list[Alert]:
    """The most urgent first, as they were noted."""
    return sorted(alerts, key=lambda alert: (URGENCY[alert.ref.kind], alert.id))

"""The verdict over a chaos, from the rows and from what Slack received."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from tests.chaos.slack import Received

_TOLD = frozenset({"sent", "uncertain"})
_BETWEEN = 1.0  # seconds
Alert = tuple[str, str]
"""A channel and the alias that it is warned of."""


def faults(
    due: Iterable[Alert],
    states: Mapping[Alert, Sequence[str]],
    received: Sequence[Received],
) -> list[str]:
    """Every way in which an alert was lost, told twice without a word, or never done with.

    `due` are the alerts that must be told; `states` those of each alert's notes.
    """
    by_alert: dict[Alert, list[Received]] = defaultdict(list)
    for each in received:
        for alias in each.aliases:
            by_alert[each.channel, alias].append(each)
    return [*_of_alerts(due, states, by_alert), *_of_paces(received)]


def _of_alerts(
    due: Iterable[Alert],
    states: Mapping[Alert, Sequence[str]],
    by_alert: dict[Alert, list[Received]],
) -> Iterator[str]:
    wanted = set(due)
    for alert in sorted(wanted | by_alert.keys() | states.keys()):
        messages, name = by_alert.get(alert, []), " ".join(alert)
        if alert not in wanted:
            yield f"{name}: nobody was to be warned"
        if not messages:
            yield f"{name}: lost"
        if not all(message.says_repeat for message in messages[1:]):
            yield f"{name}: told {len(messages)} times, a repeat does not say so"
        if len(states.get(alert, ())) != 1 or not _TOLD.issuperset(states[alert]):
            yield f"{name}: its notes are {list(states.get(alert, ()))}"


def _of_paces(received: Sequence[Received]) -> Iterator[str]:
    """At most one message a second to a channel, as they arrived; repeats are no exception."""
    by_channel: dict[str, list[float]] = defaultdict(list)
    for each in received:
        by_channel[each.channel].append(each.at)
    for channel, times in by_channel.items():
        for one, next_ in pairwise(sorted(times)):
            if next_ - one < _BETWEEN:
                yield f"{channel}: two messages within {next_ - one:.3f} s"

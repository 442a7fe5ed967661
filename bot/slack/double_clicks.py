"""Tells the second click of a double click, which Slack reports like any other."""

from __future__ import annotations

import json
from typing import Any

from cachetools import FIFOCache

_DOUBLE = 1.0  # seconds; whoever wants the same once more takes longer
_MOST = 1_024


class DoubleClicks:
    """The last clicks that this process took."""

    def __init__(self) -> None:
        self._last: FIFOCache[int, float] = FIFOCache(_MOST)

    def is_second(self, body: dict[str, Any]) -> bool:
        """Whether the same person used the same control in the same place a moment ago.

        By the time that Slack gives a click: requests may come late, or the second one first.
        """
        if body.get("type") != "block_actions":
            return False
        control = {**body["actions"][0]}
        at = _seconds(control.pop("action_ts", None))
        # The control's value may hold an alias: only its hash is remembered.
        key = hash(json.dumps([body["user"]["id"], body.get("container"), control], sort_keys=True))
        before = self._last.get(key)
        self._last[key] = at
        return before is not None and abs(at - before) < _DOUBLE


def _seconds(timestamp: object) -> float:
    """When Slack says that it was; long ago where it does not."""
    try:
        return float(str(timestamp))
    except ValueError:
        return 0.0

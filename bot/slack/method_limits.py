"""How long to leave a method of Slack's alone: what it said the last time it was too much.

Slack limits each method by itself, per workspace, and posting per channel
(docs.slack.dev/apis/web-api/rate-limits). Each process remembers what it was told.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from cachetools import FIFOCache

Subject = tuple[str, str, str]
"""A workspace, a method, and the channel that it is about, or ""."""

_MOST = 10_000


class MethodLimits:
    """Remembers until when Slack wants to hear no more of something."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until: FIFOCache[Subject, float] = FIFOCache(_MOST)

    def hold(self, subject: Subject, seconds: float) -> None:
        """Slack has asked to wait."""
        self._until[subject] = self._clock() + seconds

    def left(self, subject: Subject) -> float:
        """The seconds still to wait; 0 for none."""
        until = self._until.get(subject)
        if until is None:
            return 0.0
        left = until - self._clock()
        if left <= 0:
            del self._until[subject]
        return max(left, 0.0)

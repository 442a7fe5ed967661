"""How often each member may ask: 60 at once, then two a second; long texts count as several.

A form that opens is an ask, and a long text counts as several: one process reads everybody's, and
one of 2,000 characters takes it some twenty milliseconds. Menus that look up while somebody types
have a measure of their own, so that typing a long name takes no ask away.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from datetime import datetime

from cachetools import FIFOCache

from models.errors import NotAllowed

_AT_ONCE = 60
_A_SECOND = 2.0
_LETTERS = 200  # characters that count as one ask
_DEAREST = 10  # asks: a text that is longer still is refused unread
_MOST = 10_000  # members who are remembered; whoever was not heard for longest is forgotten


class RateLimit:
    """A bucket for each member, which fills with time and from which each ask takes its cost."""

    def __init__(self, clock: Callable[[], datetime], *, is_on: bool = True) -> None:
        self._clock = clock
        self._is_on = is_on
        self._left: FIFOCache[Hashable, tuple[float, datetime]] = FIFOCache(_MOST)

    def take(self, who: Hashable, typed: str = "") -> None:
        """Count an ask of some text. What is refused counts for nothing.

        Raises `NotAllowed`, with the seconds to wait, for one too many.
        """
        if not self._is_on:
            return
        now = self._clock()
        left, since = self._left.get(who, (float(_AT_ONCE), now))
        left = min(_AT_ONCE, left + max(0.0, (now - since).total_seconds()) * _A_SECOND)
        cost = min(_DEAREST, max(1, math.ceil(len(typed) / _LETTERS)))
        if left < cost:
            self._left[who] = (left, now)
            seconds = math.ceil((cost - left) / _A_SECOND)
            raise NotAllowed(
                "Too many at once.",
                f"Go on in {seconds} second{'s' if seconds > 1 else ''}. Nothing was done.",
            )
        self._left[who] = (left - cost, now)

"""A count as a bar of plain characters, with its numbers beside it: it needs no colour."""

from __future__ import annotations

_WIDTH = 10


def draw(used: int, allowed: int) -> str:
    """A bar: "[#########-] 18 of 20".

    One mark at least once anything is used, and the last one only when nothing is left, so that
    the bar never says more than its numbers.
    """
    if allowed <= 0 or used >= allowed:
        filled = _WIDTH if used or allowed <= 0 else 0
    else:
        filled = min(max(round(_WIDTH * used / allowed), 1 if used else 0), _WIDTH - 1)
    return f"[{'#' * filled}{'-' * (_WIDTH - filled)}] {used} of {allowed}"

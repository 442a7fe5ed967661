"""What goes wrong, drawn from a seed: the same seed, the same disorder (STORM, TEAMS_STORM)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from random import Random


class Fault(StrEnum):
    """What befalls one request to a platform; the last three are Teams' own."""

    NONE = "answered"
    TOO_FAST = "429, Retry-After 1"
    FAILED = "500, nothing delivered"
    FAILED_AFTER = "500, delivered all the same"
    LOST = "delivered, the answer lost"
    REFUSED = "hung up on before it was read"
    MISSING = "404, though it is there"
    BARRED = "401, though the token is good"
    CLASHED = "412, two at once"


STORM = {
    Fault.NONE: 65,
    Fault.TOO_FAST: 15,
    Fault.FAILED: 5,
    Fault.FAILED_AFTER: 5,
    Fault.LOST: 5,
    Fault.REFUSED: 5,
}

TEAMS_STORM = {**STORM, Fault.NONE: 58, Fault.MISSING: 3, Fault.BARRED: 2, Fault.CLASHED: 2}

CALM = {Fault.NONE: 1}


class Disorder:
    """Draws a fault for each request, by their shares, and a victim for each kill."""

    def __init__(self, seed: int, shares: Mapping[Fault, int] = STORM) -> None:
        self._shares = shares
        self._faults = Random(f"{seed} faults")  # noqa: S311 -- the same disorder every time
        self._victims = Random(f"{seed} victims")  # noqa: S311 -- the same
        self.drawn: Counter[Fault] = Counter()

    def fault(self) -> Fault:
        """What befalls the next request."""
        (fault,) = self._faults.choices([*self._shares], [*self._shares.values()])
        self.drawn[fault] += 1
        return fault

    def calm_down(self) -> None:
        """Let nothing go wrong from now on."""
        self._shares = CALM

    def victim(self, standing: int) -> int:
        """Which of so many processes is killed next."""
        return self._victims.randrange(standing)

"""What a job is: its name, its interval, one pass, and how many passes at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.services import Services


@dataclass(frozen=True, slots=True)
class Job:
    """One job. `run` does one pass and says in a sentence what it did; twice does no harm.

    So many passes of one process may run `at_once`: more than one where a pass waits for others.
    """

    name: str
    every: timedelta
    run: Callable[[datetime, Services], Awaitable[str]]
    at_once: int = 1

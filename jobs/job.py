"""A job: one pass of something that happens by itself, at an instant that is given to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.facts import FactBook


@dataclass(frozen=True, slots=True)
class Desktop:
    """What a job may use."""

    book: FactBook


@dataclass(frozen=True, slots=True)
class Job:
    """One job. `run` does one pass and says in a sentence what it did; twice does no harm."""

    name: str
    every: timedelta
    run: Callable[[datetime, Desktop], Awaitable[str]]

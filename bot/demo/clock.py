"""The demo's clock: how far it jumps (TimeJump), and the jobs that it fires on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from bot.app import Clock, now
from bot.clock import attempt
from bot.demo.board import DemoBoard
from bot.logs import where
from jobs import JOBS
from models.alerts.hours import next_digest
from models.clinic.clinic import Clinic
from models.errors import NotAllowed
from models.services import Services


class MovableClock:
    """Tells the time when it is called. `real` is the clock that it runs ahead of."""

    def __init__(self, real: Clock = now) -> None:
        self._real = real
        self._ahead = timedelta()
        self._shown = real()

    def __call__(self) -> datetime:
        """The time; the same again where the real clock was set back."""
        self._shown = max(self._shown, self._real() + self._ahead)
        return self._shown

    @property
    def ahead(self) -> timedelta:
        """How far it is ahead of the real time."""
        return self._ahead

    def move(self, to: datetime) -> None:
        """Move it ahead to an instant; one that is past changes nothing."""
        if to > self():
            self._ahead = to - self._real()


_TICK = 1.0  # seconds
_STEP = timedelta(hours=1)
_SECOND = timedelta(seconds=1)
_MOST_SECONDS = 60
_FURTHEST = timedelta(days=366)


class TimeJump(StrEnum):
    """How far the clock is moved."""

    HOUR = "hour"
    MORNING = "morning"  # to the clinic's next digest
    WEEK = "week"


class DemoDay:
    """Fires the jobs, one pass after the other. What goes wrong in one is logged."""

    def __init__(self, services: Services, clock: MovableClock, board: DemoBoard) -> None:
        self._services = services
        self._clock = clock
        self._board = board
        self._log = structlog.get_logger("needlepoint.demo")
        self._turn = asyncio.Lock()
        self._over = asyncio.Event()

    async def go_on(self) -> None:
        """Fire the jobs until the day is over; the pass that runs then is finished."""
        while not self._over.is_set():
            async with self._turn:
                await self._fire(self._clock())
            with suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), _TICK)

    def end(self) -> None:
        """Start no further pass."""
        self._over.set()

    async def settle(self) -> None:
        """Fire the jobs now, and as often as they have something to post."""
        async with self._turn:
            await self._settle(self._clock())

    async def move(self, jump: TimeJump, clinic: Clinic) -> None:
        """Move the clock ahead, and fire on the way, in order, the jobs that were due by then.

        Raises `NotAllowed` for more than a year ahead of the real time.
        """
        async with self._turn:
            at = self._clock()
            to = _end(jump, clinic, at)
            if self._clock.ahead + (to - at) > _FURTHEST:
                raise NotAllowed(
                    "The demo's clock goes a year ahead at most.",
                    "Stop the demo and start it again: it begins anew.",
                )
            for stop in _stops(clinic, at, to):
                await self._settle(stop)

    async def _settle(self, at: datetime) -> None:
        """Fire the jobs until nothing new is posted: a channel takes one message a second."""
        self._clock.move(at)
        await self._fire(at)
        for _ in range(_MOST_SECONDS):
            before = self._board.revision
            at += _SECOND
            self._clock.move(at)
            await self._fire(at)
            if self._board.revision == before:
                return

    async def _fire(self, at: datetime) -> None:
        """Run every job at one instant; the clock stands still until all are done."""
        services = replace(self._services, clock=lambda: at)
        for job in JOBS:
            if error := await attempt(job, at, services):
                raised = type(error).__name__
                self._log.error("job failed", job=job.name, raised=raised, at=where(error))


def _end(jump: TimeJump, clinic: Clinic, at: datetime) -> datetime:
    match jump:
        case TimeJump.HOUR:
            return at + _STEP
        case TimeJump.WEEK:
            return at + timedelta(weeks=1)
        case TimeJump.MORNING:
            return _digest(clinic, at) or at + timedelta(days=1)


def _stops(clinic: Clinic, at: datetime, to: datetime) -> Iterator[datetime]:
    """Every hour on the way, every digest, and the end: a morning is a morning to the second."""
    while at < to:
        at = min(filter(None, (at + _STEP, _digest(clinic, at), to)))
        yield at


def _digest(clinic: Clinic, at: datetime) -> datetime | None:
    return next_digest(clinic.preferences.hours, clinic.time_zone, at)

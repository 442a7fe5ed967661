"""Writes receipts down each minute, and what is left when the process stops."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.event_loop import meanwhile
from models.errors import RecordsUnreachable
from models.ports import Receipts

_EVERY = 60.0  # seconds


@asynccontextmanager
async def writing(receipts: Receipts, every: float = _EVERY) -> AsyncIterator[None]:
    """Write receipts meanwhile. While the database cannot be reached they wait in memory."""
    try:
        async with meanwhile(_go_on(receipts, every)):
            yield
    finally:
        await _write(receipts)


async def _go_on(receipts: Receipts, every: float) -> None:
    while True:
        await asyncio.sleep(every)
        await _write(receipts)


async def _write(receipts: Receipts) -> None:
    try:
        await receipts.write()
    except RecordsUnreachable as trouble:
        structlog.get_logger("needlepoint").warning("receipts wait", says=str(trouble))

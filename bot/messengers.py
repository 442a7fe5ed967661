"""Ways to speak to people who did not ask: one messenger for each platform that is configured."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.assemble import House
from models.clinic import Platform
from models.ports import Messenger


@asynccontextmanager
async def opened(house: House) -> AsyncIterator[Mapping[Platform, Messenger]]:
    """The messengers of a process that serves nobody, for as long as it needs them."""
    yield {Platform.CONSOLE: house.wall}

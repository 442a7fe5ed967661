"""Ways to speak to people who did not ask: one messenger for each platform that is configured."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from bot.app import App
from bot.slack.messenger import speaking
from models.clinic.clinic import Platform
from models.ports import Messenger


@asynccontextmanager
async def opened(app: App) -> AsyncIterator[Mapping[Platform, Messenger]]:
    """The messengers of a process that serves nobody, for as long as it needs them."""
    messengers: dict[Platform, Messenger] = {Platform.CONSOLE: app.console}
    async with AsyncExitStack() as stack:
        if slack := app.settings.slack:
            messengers[Platform.SLACK] = await stack.enter_async_context(speaking(app, slack))
        if teams := app.settings.teams:
            from bot.teams.mount import messenger  # Microsoft's SDK takes a second to import

            messengers[Platform.TEAMS] = messenger(app, teams)
        yield messengers

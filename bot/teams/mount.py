"""How Teams is put into the web process, and its messenger into the clock's."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import structlog
from aiohttp import web

from bot.app import App
from bot.recipient_check import RecipientCheck
from bot.settings import TeamsSettings
from bot.teams.app import TeamsApp
from bot.teams.client import TeamsClient
from bot.teams.conversations import ConversationStore
from bot.teams.endpoint import Endpoint
from bot.teams.messenger import TeamsMessenger
from bot.teams.people import TeamsDirectory
from bot.teams.token_verifier import (
    WITHIN,
    AnonymousVerifier,
    BotFrameworkVerifier,
    SigningKeys,
    TokenVerifier,
)
from models.clinic.clinic import Platform
from models.ports import Messenger


def mount(site: web.Application, app: App, teams: TeamsSettings) -> None:
    """Serve what the settings say. Called inside the running loop."""
    session = aiohttp.ClientSession(timeout=WITHIN)
    client, conversations = TeamsClient(teams), ConversationStore(app.clock)
    teams_app = TeamsApp(app, client, conversations)
    app.directories.connect(Platform.TEAMS, TeamsDirectory(client, conversations))
    Endpoint(teams_app, _verifier(teams, session), client, teams.tenant_id).mount(site)

    async def running(_site: web.Application) -> AsyncIterator[None]:
        yield
        await teams_app.drain()
        await session.close()

    site.cleanup_ctx.append(running)


def messenger(app: App, teams: TeamsSettings) -> Messenger:
    """What speaks in Teams to people who did not ask."""
    client, conversations = TeamsClient(teams), ConversationStore(app.clock)
    return TeamsMessenger(
        client, conversations, RecipientCheck(TeamsDirectory(client, conversations), app.clock)
    )


def _verifier(teams: TeamsSettings, session: aiohttp.ClientSession) -> TokenVerifier:
    if not teams.is_anonymous:
        return BotFrameworkVerifier(teams.client_id, SigningKeys(session))
    structlog.get_logger("needlepoint.teams").warning(
        "TEAMS_ANONYMOUS is on: whoever reaches this port is believed to be whoever they say. "
        "For a test client on this machine alone."
    )
    return AnonymousVerifier()

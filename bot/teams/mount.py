"""Puts Teams into a web application, and gives other processes its messenger."""

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
from bot.teams.conversation_store import ConversationStore
from bot.teams.directory import TeamsDirectory
from bot.teams.endpoint import Endpoint
from bot.teams.messenger import TeamsMessenger
from bot.teams.token_verifier import (
    WITHIN,
    AnonymousVerifier,
    BotFrameworkVerifier,
    SigningKeys,
    TokenVerifier,
)
from models.clinic.clinic import Platform
from models.ports import Messenger


def mount(application: web.Application, house: App, teams: TeamsSettings) -> None:
    """Serve what the settings say. Called inside the running loop."""
    session = aiohttp.ClientSession(timeout=WITHIN)
    wire, book = TeamsClient(teams), ConversationStore(house.clock)
    app = TeamsApp(house, wire, book)
    house.directories.connect(Platform.TEAMS, TeamsDirectory(wire, book))
    Endpoint(app, _gate(teams, session), wire, teams.tenant_id).mount(application)

    async def running(_application: web.Application) -> AsyncIterator[None]:
        yield
        await app.drain()
        await session.close()

    application.cleanup_ctx.append(running)


def messenger(house: App, teams: TeamsSettings) -> Messenger:
    """What speaks in Teams to people who did not ask."""
    wire, book = TeamsClient(teams), ConversationStore(house.clock)
    return TeamsMessenger(wire, book, RecipientCheck(TeamsDirectory(wire, book), house.clock))


def _gate(teams: TeamsSettings, session: aiohttp.ClientSession) -> TokenVerifier:
    if not teams.is_anonymous:
        return BotFrameworkVerifier(teams.client_id, SigningKeys(session))
    structlog.get_logger("needlepoint.teams").warning(
        "TEAMS_ANONYMOUS is on: whoever reaches this port is believed to be whoever they say. "
        "For a test client on this machine alone."
    )
    return AnonymousVerifier()

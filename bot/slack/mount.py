"""Puts Slack into a web application: its addresses, its connection, and their end."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web

from bot.app import App
from bot.settings import SlackSettings
from bot.slack.app import SlackApp
from bot.slack.directory import SlackDirectory
from bot.slack.endpoint import Endpoint
from bot.slack.install import Install
from bot.slack.socket import Socket
from bot.slack.web_client import OUTGOING, Transport
from bot.slack.workspaces import clients_of
from models.clinic.clinic import Platform


def mount(application: web.Application, house: App, slack: SlackSettings) -> None:
    """Serve what the settings say. Called inside the running loop."""
    line = Transport(slack.api_url, aiohttp.ClientSession(timeout=OUTGOING))
    clients = clients_of(house, slack, line)
    app = SlackApp(house, line, clients)
    house.directories.connect(Platform.SLACK, SlackDirectory(clients, house.clock))
    if slack.signing_secrets:
        Endpoint(app, slack.signing_secrets).mount(application)
    if house.installations:
        Install(house, slack, line, clients).mount(application)
    socket = Socket(app, line, slack.app_token) if slack.app_token else None

    async def running(_application: web.Application) -> AsyncIterator[None]:
        if socket:
            socket.open()
        yield
        if socket:
            await socket.close()
        await app.drain()
        await clients.drain()
        await line.session.close()

    application.cleanup_ctx.append(running)

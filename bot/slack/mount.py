"""How Slack is put into the web process: HTTP, socket, installation, and their end."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web

from bot.app import App
from bot.settings import SlackSettings
from bot.slack.app import SlackApp
from bot.slack.endpoint import Endpoint
from bot.slack.install import Install
from bot.slack.one_workspace import OneWorkspace
from bot.slack.people import SlackDirectory
from bot.slack.socket import Socket
from bot.slack.web_client import OUTGOING, Transport
from bot.slack.workspaces import clients_of
from models.clinic.clinic import Platform


def mount(site: web.Application, app: App, slack: SlackSettings) -> None:
    """Serve what the settings say. Called inside the running loop."""
    transport = Transport(slack.api_url, aiohttp.ClientSession(timeout=OUTGOING))
    clients = clients_of(app, slack, transport)
    slack_app = SlackApp(app, transport, clients)
    app.directories.connect(Platform.SLACK, SlackDirectory(clients, app.clock))
    if slack.signing_secrets:
        Endpoint(slack_app, slack.signing_secrets).mount(site)
    if app.installations:
        Install(app, slack, transport, clients).mount(site)
    socket = Socket(slack_app, transport, slack.app_token) if slack.app_token else None

    async def running(_site: web.Application) -> AsyncIterator[None]:
        if socket:
            socket.open()
        if isinstance(clients, OneWorkspace):
            slack_app.context.later(clients.look())
        yield
        if socket:
            await socket.close()
        await slack_app.context.drain()
        await clients.drain()
        await transport.session.close()

    site.cleanup_ctx.append(running)

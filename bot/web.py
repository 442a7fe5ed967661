"""The HTTP process: which addresses are served, and how it starts and stops."""

from __future__ import annotations

import gc
import sys
from collections.abc import AsyncIterator, Awaitable

import structlog
from aiohttp import web

from bot import (
    event_loop,
    health_pages,
    http_server,
    readiness_log,
    receipt_writer,
    web_heartbeat,
)
from bot.app import App
from bot.readiness_log import ReadinessLog
from bot.slack import mount as slack

_APP = web.AppKey("app", App)


async def application(app: App) -> web.Application:
    """Build the web application inside the running loop; its cleanup closes what it opened."""
    site = http_server.new_site()
    site[_APP] = app
    site.cleanup_ctx.append(_database)
    health_pages.mount(site, app)
    if app.settings.slack:
        slack.mount(site, app, app.settings.slack)
    if app.settings.teams:
        from bot.teams.mount import mount  # Microsoft's SDK takes a second to import

        mount(site, app, app.settings.teams)
    return site


def listen(app: App, site: Awaitable[web.Application], greeting: str = "") -> None:
    """Serve an application until the process is told to stop; greet once it listens."""
    event_loop.run(_serve(app, site, greeting))


async def _serve(app: App, site: Awaitable[web.Application], greeting: str) -> None:
    settings, stop = app.settings, event_loop.stop_signal()
    served = await site
    gc.freeze()  # what was built stays: to look through it for garbage takes a tenth of a second
    serving = await http_server.serve(served, settings.host, settings.port)
    platforms = {"slack": bool(settings.slack), "teams": bool(settings.teams)}
    log = structlog.get_logger("needlepoint.web")
    log.info("serving", host=settings.host, port=settings.port, **platforms)
    if greeting:
        sys.stdout.write(f"{greeting}\n")
        sys.stdout.flush()
    try:
        # What starts may migrate first.
        watched = readiness_log.watching(app.database, ReadinessLog(log))
        async with watched, web_heartbeat.beating(app):
            await stop.wait()
    finally:
        await serving.cleanup()


async def _database(site: web.Application) -> AsyncIterator[None]:
    app = site[_APP]
    async with app.database, receipt_writer.writing(app.services.receipts):
        yield

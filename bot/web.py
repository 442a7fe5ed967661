"""The HTTP process: which addresses are served, health, readiness, and who may read metrics."""

from __future__ import annotations

import hmac
import sys
from collections.abc import AsyncIterator, Awaitable

import structlog
from aiohttp import web

from bot import event_loop, http_server
from bot.app import App
from bot.loopback import is_passed_on, names_this_machine
from bot.settings import is_loopback
from bot.slack import mount as slack

_APP = web.AppKey("app", App)


async def application(app: App) -> web.Application:
    """Build the web application inside the running loop; its cleanup closes what it opened."""
    site = http_server.new_site()
    site[_APP] = app
    site.cleanup_ctx.append(_database)
    site.router.add_get("/healthz", _healthz)
    site.router.add_get("/readyz", _readyz)
    site.router.add_get("/metrics", _metrics)
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
    serving = await http_server.serve(await site, settings.host, settings.port)
    platforms = {"slack": bool(settings.slack), "teams": bool(settings.teams)}
    log = structlog.get_logger("needlepoint.web")
    log.info("serving", host=settings.host, port=settings.port, **platforms)
    if greeting:
        sys.stdout.write(f"{greeting}\n")
        sys.stdout.flush()
    try:
        await stop.wait()
    finally:
        await serving.cleanup()


async def _database(site: web.Application) -> AsyncIterator[None]:
    async with site[_APP].database:
        yield


async def _healthz(_request: web.Request) -> web.Response:
    """The process is alive. It says nothing of the database: a restart would not mend that."""
    return web.json_response({"status": "alive"})


async def _readyz(request: web.Request) -> web.Response:
    """Whether this process can do its work: the database answers and is migrated."""
    readiness = await request.app[_APP].database.check()
    body = {"ready": readiness.ready, "says": readiness.says}
    return web.json_response(body, status=200 if readiness.ready else 503)


async def _metrics(request: web.Request) -> web.Response:
    """The counts, for whoever shows the token; without one, for this machine."""
    if not _may_count(request, request.app[_APP].settings.metrics_token):
        return web.json_response({"error": "metrics are not for you"}, status=403)
    exposition = request.app[_APP].request_log.exposition()
    return web.Response(body=exposition, headers={"Content-Type": "text/plain; version=0.0.4"})


def _may_count(request: web.Request, token: str) -> bool:
    """A proxy on this machine is no reason to believe that its client is here as well."""
    if token:
        shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(shown.encode(errors="replace"), token.encode())
    is_direct = names_this_machine(request.host) and not is_passed_on(request.headers)
    return is_loopback(request.remote or "") and is_direct

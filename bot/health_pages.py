"""/healthz, /readyz and /metrics of web and clock: what each says, and who may read metrics."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bot.app import App
from bot.job_watch import STILL_AFTER, JobWatch
from bot.loopback import is_passed_on, names_this_machine
from bot.settings import is_loopback
from models.errors import RecordsUnreachable
from models.storage.job_runs import heartbeat
from models.wording.phrases import count, either

_App = web.AppKey("app", App)
_Watch = web.AppKey("watch", JobWatch)

_TEXT = {"Content-Type": "text/plain; version=0.0.4"}


def mount(site: web.Application, app: App, watch: JobWatch | None = None) -> None:
    """Serve the three addresses; with the jobs' watch, those of a clock."""
    site[_App] = app
    if watch:
        site[_Watch] = watch
    site.router.add_get("/healthz", _healthz)
    site.router.add_get("/readyz", _readyz)
    site.router.add_get("/metrics", _metrics)


async def _healthz(request: web.Request) -> web.Response:
    """The process is alive. It says nothing of the database: a restart would not mend that.

    A clock that has begun no job for minutes is not.
    """
    watch = request.config_dict.get(_Watch)
    if watch and watch.stands_still(request.app[_App].clock()):
        return web.json_response({"status": "the jobs stand still"}, status=503)
    return web.json_response({"status": "alive"})


async def _readyz(request: web.Request) -> web.Response:
    """Whether this process can do its work: the database answers, is migrated, and takes a row.

    A web process also says whether a clock lives, and which platforms it answers. It serves without
    either, so that is no reason to take it out of service.
    """
    app = request.app[_App]
    readiness = await app.database.check(writing=True)
    body: dict[str, Any] = {"ready": readiness.ready, "says": readiness.says}
    watch = request.config_dict.get(_Watch)
    if readiness.ready and watch and (late := watch.late(app.clock())):
        verb = "has" if len(late) == 1 else "have"
        says = f"{either(late, 'and')} {verb} not succeeded lately: see the log."
        body = {"ready": False, "says": says}
    elif readiness.ready and not watch:
        body["clock"] = await clock_says(app)
        body["platforms"] = _platforms(app)
    return web.json_response(body, status=200 if body["ready"] else 503)


def _platforms(app: App) -> str:
    settings = app.settings
    named = {"Slack": settings.slack, "Teams": settings.teams}
    return (
        either([name for name, held in named.items() if held], "and")
        or "Neither Slack nor Teams is configured: nobody is answered."
    )


async def clock_says(app: App) -> dict[str, Any]:
    """Whether a clock lives, by what it last wrote into the records."""
    try:
        beat = heartbeat(await app.job_runs.all())
    except RecordsUnreachable as trouble:
        return {"alive": False, "says": trouble.what}
    at = app.clock()
    return _said_of("clock", "alerts and digests wait for one", beat, at)


async def web_says(app: App) -> dict[str, Any]:
    """Whether a web process lives, by what it last wrote. Raises `RecordsUnreachable`."""
    beat = await app.job_runs.web_served_at()
    return _said_of("web", "nobody is answered", beat, app.clock())


def _said_of(process: str, without: str, beat: datetime | None, at: datetime) -> dict[str, Any]:
    if beat is None:
        return {"alive": False, "says": f"No {process} has run yet: {without}."}
    ago = at - beat
    if ago <= STILL_AFTER:
        return {"alive": True, "says": f"A {process} is running."}
    return {"alive": False, "says": f"No {process} has run for {_ago(ago)}: {without}."}


def _ago(ago: timedelta) -> str:
    """A span in its largest unit."""
    for unit, span in (("day", timedelta(days=1)), ("hour", timedelta(hours=1))):
        if ago >= 2 * span:
            return count(ago // span, unit)
    return count(ago // timedelta(minutes=1), "minute")


async def _metrics(request: web.Request) -> web.Response:
    """The counts, for whoever shows the token; without one, for this machine."""
    app = request.app[_App]
    if not may_count(request, app.settings.metrics_token):
        return web.json_response({"error": "metrics are not for you"}, status=403)
    await app.record_metrics.refresh(app.clock())
    return web.Response(body=app.request_log.exposition(), headers=_TEXT)


def may_count(request: web.Request, token: str) -> bool:
    """A proxy on this machine is no reason to believe that its client is here as well."""
    if token:
        shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(shown.encode(errors="replace"), token.encode())
    is_direct = names_this_machine(request.host) and not is_passed_on(request.headers)
    return is_loopback(request.remote or "") and is_direct

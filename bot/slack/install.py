"""Installing in a workspace by OAuth: what its two addresses do, and who becomes manager.

Only a bot is installed, never a person's token. The state in the address is signed here for the
browser that began, is good for ten minutes, and is used once: so nobody is made to finish an
installation that somebody else began. To begin one writes nothing down.

Not by Bolt's AsyncOAuthFlow: its cookie repeats the state that stands in the address, and without
SameSite, while here the state is signed over a nonce that the cookie alone holds; it logs the code
that Slack refused; and it asks auth.test before it keeps the tokens, which are lost if that fails.
"""

from __future__ import annotations

import secrets
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

import structlog
from aiohttp import web
from jinja2 import Environment, FileSystemLoader

from bot.app import App
from bot.render import block_kit
from bot.settings import SlackSettings
from bot.slack.install_page import (
    AWAY,
    DENIED,
    INSTALL,
    REDIRECT,
    REFUSED,
    STRANGE,
    InstallPage,
    done,
)
from bot.slack.install_state import LASTS, InstallStates
from bot.slack.scopes import SCOPES
from bot.slack.web_client import CALL_ERRORS, Transport
from bot.slack.workspaces import SlackClients, exchange, tokens_of
from handlers.clinic import start
from models.clinic.clinic import Platform, Role
from models.clinic.installation import Installation
from models.errors import RecordsUnreachable

_COOKIE = "needlepoint-install"
_COOKIE_FOR = int(LASTS.total_seconds())
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",  # the address holds the code
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class Install:
    """The two addresses of an installation; `clients` forget a workspace that is installed anew."""

    def __init__(
        self, app: App, slack: SlackSettings, transport: Transport, clients: SlackClients
    ) -> None:
        if app.installations is None:
            raise ValueError("without keys no installation can be kept")
        self._app = app
        self._installations = app.installations
        self._slack = slack
        self._transport = transport
        self._clients = clients
        self._states = InstallStates(slack.client_secret)
        self._log = structlog.get_logger("needlepoint.slack")
        templates = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
        self._page = templates.get_template("install.html")

    def mount(self, application: web.Application) -> None:
        """Serve both."""
        application.router.add_get(INSTALL, self.begin)
        application.router.add_get(REDIRECT, self.finish)

    async def begin(self, _request: web.Request) -> web.Response:
        """Send the browser to Slack for consent."""
        nonce = secrets.token_urlsafe(32)
        state = self._states.issue(nonce, self._app.clock())
        parameters = {"client_id": self._slack.client_id, "scope": ",".join(SCOPES), "state": state}
        consent = urljoin(self._slack.api_url, "../oauth/v2/authorize")
        response = web.Response(
            status=HTTPStatus.FOUND,
            headers={**_HEADERS, "Location": f"{consent}?{urlencode(parameters)}"},
        )
        response.set_cookie(
            _COOKIE, nonce, max_age=_COOKIE_FOR, path="/slack", secure=True, httponly=True,
            samesite="Lax",
        )  # fmt: skip
        return response

    async def finish(self, request: web.Request) -> web.Response:
        """Take the browser back from Slack, with a code or without."""
        query, cookie = request.query, request.cookies.get(_COOKIE, "")
        if "error" in query:
            return self._show(DENIED)
        if "state" not in query and not cookie:
            # Begun in Slack's directory or admin pages, which know no state of ours. The code is
            # left unused: taking it would let anybody finish an install in somebody's browser.
            return web.Response(status=HTTPStatus.FOUND, headers={**_HEADERS, "Location": INSTALL})
        try:
            return self._show(await self._finish(query.get("state", ""), cookie, query))
        except RecordsUnreachable:
            return self._show(AWAY)

    async def _finish(self, state: str, cookie: str, query: Any) -> InstallPage:
        now = self._app.clock()
        until = self._states.good_until(state, cookie, now)
        if until is None or not await self._installations.use_state(state, now, until):
            return STRANGE
        try:
            answer = await exchange(self._transport, self._slack, code=query.get("code", ""))
        except CALL_ERRORS as error:
            self._log.warning("installation refused", raised=type(error).__name__)
            return REFUSED
        if answer.get("token_type") != "bot" or not answer.get("access_token"):
            self._log.warning("installation refused", why="no bot token")
            return REFUSED
        return await self._keep(answer)

    async def _keep(self, answer: dict[str, Any]) -> InstallPage:
        """Keep the installation; whoever installed it manages a clinic that nobody manages yet.

        For a whole organization there is no clinic yet. Its owners and admins are managers of each.
        """
        now = self._app.clock()
        new = _installation(answer, now)
        clinic_id, manages = None, False
        if not new.is_org_wide:
            clinic_id, manages = await self._make_manager(new.workspace, new.installed_by)
        await self._installations.save(new, clinic_id, now)
        self._clients.forget(new.workspace)
        if manages and clinic_id:
            await self._greet(clinic_id, new)
        self._log.info("app installed", org_wide=new.is_org_wide)
        return done(answer, new, manages=manages)

    async def _greet(self, clinic_id: int, new: Installation) -> None:
        """Tell whoever installed it what to set first; the page is shown whatever comes of it."""
        records = self._app.records
        managers = [member for member in await records.members(clinic_id) if member.is_manager]
        message = block_kit.dress(start.say(await records.clinic(clinic_id), managers))
        try:
            client = await self._clients.client_at(new.workspace)
            await client.chat_postMessage(channel=new.installed_by, **message)
        except CALL_ERRORS as error:
            self._log.warning("first steps not sent", raised=type(error).__name__)

    async def _make_manager(self, workspace: str, user: str) -> tuple[int, bool]:
        """The clinic, and whether the person manages it now.

        Slack lets many people install an app again: that makes nobody a manager where there is one
        whom Slack has not called gone.
        """
        ledger, now = self._app.records, self._app.clock()
        clinic = await ledger.clinic_at(Platform.SLACK, workspace, at=now)
        managers = {member.user for member in await ledger.members(clinic.id) if member.is_manager}
        if user and not managers:
            await ledger.set_role(clinic.id, user, Role.MANAGER, actor=user, at=now)
            await ledger.vouched(clinic.id, user, at=now)
            self._app.memberships.forget()
            managers = {user}
        return clinic.id, user in managers

    def _show(self, page: InstallPage) -> web.Response:
        response = web.Response(
            text=self._page.render(page=page),
            status=page.status,
            content_type="text/html",
            headers=_HEADERS,
        )
        response.del_cookie(_COOKIE, path="/slack")
        return response


def _installation(answer: dict[str, Any], now: Any) -> Installation:
    """The installation in an answer of oauth.v2.access.

    `team` is missing where the app was installed for an organization, and not always then
    (python-slack-sdk issue 1639): the flag says it.
    """
    organization = (answer.get("enterprise") or {}).get("id") or ""
    team = (answer.get("team") or {}).get("id") or ""
    org_wide = bool(answer.get("is_enterprise_install")) and bool(organization)
    return Installation(
        workspace=organization if org_wide else team,
        organization=organization,
        app=answer.get("app_id") or "",
        bot_user=answer.get("bot_user_id") or "",
        scopes=tuple((answer.get("scope") or "").split(",")),
        installed_by=(answer.get("authed_user") or {}).get("id") or "",
        tokens=tokens_of(answer, now),
    )

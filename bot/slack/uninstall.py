"""What happens when the app is removed from Slack: its tokens are erased, the records stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import structlog
from slack_bolt.async_app import AsyncApp

from bot.slack.context import SlackContext
from bot.slack.interaction import Payload


class Uninstall:
    """Hears from where the app was removed. No call can be made about it: there is no token."""

    def __init__(self, context: SlackContext) -> None:
        self._app = context.app
        self._clients = context.clients
        self._log = structlog.get_logger("needlepoint.slack")

    def register(self, bolt: AsyncApp) -> None:
        """Listen to both events."""
        bolt.event("app_uninstalled")(self._erase)
        bolt.event("tokens_revoked")(self._on_tokens_revoked)

    async def _on_tokens_revoked(self, body: Payload) -> None:
        """Only the bot's token concerns us: a person's is none of ours."""
        if (body["event"].get("tokens") or {}).get("bot"):
            await self._erase(body)

    async def _erase(self, body: Payload) -> None:
        """Erase the tokens of the workspace or organization that an event is about.

        Slack may deliver it late: what was installed after it stays.
        """
        workspace = _removed_from(body)
        self._clients.forget(workspace)
        if self._app.installations:
            happened = datetime.fromtimestamp(int(body.get("event_time", 0)), UTC)
            before = happened + timedelta(seconds=1)
            gone = await self._app.installations.erase(workspace, before, self._app.clock())
            self._log.info("app removed", erased=gone)


def _removed_from(body: Payload) -> str:
    """The workspace, or the organization, from which an event says that the app was removed."""
    asked_for = (body.get("authorizations") or [{}])[0]
    over = asked_for.get("enterprise_id") or body.get("enterprise_id")
    org_wide = asked_for.get("is_enterprise_install") or body.get("is_enterprise_install")
    return str(over if over and (org_wide or not body.get("team_id")) else body.get("team_id", ""))

"""How slack-bolt is set up: no authorization calls, no second check, no environment."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.slack.web_client import NoSlackToken, SlackClient, Transport
from bot.slack.workspaces import SlackClients
from models.errors import RecordsUnreachable


def quiet_bolt(transport: Transport, clients: SlackClients) -> AsyncApp:
    """A Bolt app that calls nobody to authorize: our endpoint has verified that Slack is asking."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        # A click is answered by its response URL: it needs no token, and is not told to reinstall.
        token = None
        with suppress(NoSlackToken, RecordsUnreachable):
            client = await clients.client_at(team_id or enterprise_id or "", enterprise_id or "")
            token = client.token
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=token)

    with hidden_from_bolt():
        return AsyncApp(
            name="needlepoint",
            client=SlackClient(transport, None),
            authorize=authorize,
            process_before_response=True,
            request_verification_enabled=False,
            ssl_check_enabled=False,
            attaching_function_token_enabled=False,
        )


@contextmanager
def hidden_from_bolt() -> Iterator[None]:
    """Bolt reads SLACK_* by itself: a client id in the environment would turn its own OAuth on."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("SLACK_")}
    try:
        yield
    finally:
        os.environ.update(hidden)

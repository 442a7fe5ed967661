"""Posting in Slack unasked: alerts and digests; what each error says of the next try (_WORDS)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from cachetools import FIFOCache
from slack_sdk.errors import SlackApiError

from bot.app import App
from bot.recipient_check import RecipientCheck
from bot.render import block_kit
from bot.settings import SlackSettings
from bot.slack import home_view
from bot.slack.people import SlackDirectory
from bot.slack.web_client import (
    DEAD_TOKEN,
    NEVER_SENT,
    OK,
    OUTGOING,
    SERVER_ERROR,
    TOO_FAST,
    NoSlackToken,
    SlackClient,
    Transport,
    retry_after,
)
from bot.slack.workspaces import SlackClients, clients_of
from models.clinic.clinic import Clinic
from models.errors import RecordsUnreachable
from models.mention import MENTION
from models.ports import Refusal, Undelivered
from models.reply import Reply

BETWEEN = ":"  # a message's id is its channel and its time there

# Words of docs.slack.dev/reference/methods/chat.postMessage, chat.update and conversations.open.
_WORDS = {
    Refusal.CHANNEL: (
        *("channel_not_found", "not_in_channel", "is_archived", "channel_type_not_supported"),
        *("method_not_supported_for_channel_type", "messages_tab_disabled", "no_permission"),
        *("user_not_found", "users_not_found", "user_not_visible", "cannot_dm_bot", "is_inactive"),
        *("access_denied", "message_not_found", "cant_update_message", "edit_window_closed"),
    ),
    Refusal.LEFT: ("user_disabled",),
    Refusal.WORKSPACE: (
        *("account_inactive", "token_revoked", "token_expired", "invalid_auth", "not_authed"),
        *("not_allowed_token_type", "missing_scope", "org_login_required", "ekm_access_denied"),
        *("team_not_found", "team_added_to_org", "not_installed", "two_factor_setup_required"),
        *("enterprise_is_restricted", "accesslimited"),
    ),
    Refusal.MESSAGE: (
        *("invalid_blocks", "invalid_blocks_format", "invalid_arguments", "msg_too_long"),
        *("msg_blocks_too_long", "no_text", "too_many_attachments", "invalid_attachments"),
    ),
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words}
_OF_MANY_WORDS = {"restricted_action": Refusal.CHANNEL, "team_access": Refusal.WORKSPACE}
"""How a word begins that names the very restriction behind it."""

# "It's possible some aspect of the operation succeeded", the reference says of these.
_UNCERTAIN = frozenset({"fatal_error", "internal_error"})

_TOO_FAST = frozenset({"ratelimited", "rate_limited"})


class SlackMessenger:
    """Slack's `models.ports.Messenger`: at each clinic with the clinic's own token."""

    def __init__(self, clients: SlackClients, recipient_check: RecipientCheck) -> None:
        self._clients = clients
        self._recipient_check = recipient_check
        # The chats opened with people.
        self._chats: FIFOCache[tuple[int, str], str] = FIFOCache(10_000)

    async def post(self, clinic: Clinic, channel: str, reply: Reply) -> str:
        """Post a reply and return its channel and time, which `edit` takes."""
        await self._client(clinic)  # without any, that is what is to be told
        await self._check(clinic, channel)
        posted_in = await self._channel_id(clinic, channel)
        # A link in an alert is a source: unfolded it would take more room than the alert.
        quiet = {"unfurl_links": False, "unfurl_media": False}
        arguments = {"channel": posted_in, **quiet, **block_kit.dress(reply)}
        posted = await self._speak(clinic, "chat.postMessage", arguments)
        return f"{posted['channel']}{BETWEEN}{posted['ts']}"

    async def _check(self, clinic: Clinic, channel: str) -> None:
        """Ask whether the channel is the clinic's own; why nothing is told, its token may say."""
        try:
            await self._recipient_check.check(clinic, channel)
        except Undelivered as unchecked:
            if unchecked.kind is Refusal.LATER:
                await self._quietly(clinic, "auth.test", {})
            raise

    async def _quietly(
        self, clinic: Clinic, method: str, arguments: dict[str, Any]
    ) -> dict[str, Any]:
        """Call a method by which nothing is posted, so that no message may have arrived."""
        try:
            return await self._speak(clinic, method, arguments)
        except Undelivered as failed:
            failed.uncertain = False
            raise

    async def edit(self, clinic: Clinic, channel: str, message: str, reply: Reply) -> None:
        """Show another reply in a message that `post` named, or nothing on a person's Home tab."""
        if message == home_view.HOME:
            owner = MENTION.fullmatch(channel)
            view = {"type": "home", "blocks": home_view.erased()}
            arguments = {"user_id": owner["id"] if owner else "", "view": view}
            await self._speak(clinic, "views.publish", arguments)
            return
        posted_in, _, ts = message.partition(BETWEEN)
        arguments = {"channel": posted_in, "ts": ts, **block_kit.dress(reply)}
        await self._speak(clinic, "chat.update", arguments)

    async def _speak(
        self, clinic: Clinic, method: str, arguments: dict[str, Any]
    ) -> dict[str, Any]:
        """Call a method at a clinic; once more where the token had been replaced meanwhile."""
        client = await self._client(clinic)
        try:
            return await send(client, method, arguments)
        except Undelivered as refused:
            if refused.why not in DEAD_TOKEN:
                raise
            self._clients.forget(clinic.workspace)
            renewed = await self._client(clinic)
            if renewed.token == client.token:
                raise
        return await send(renewed, method, arguments)

    async def _client(self, clinic: Clinic) -> SlackClient:
        try:
            return await self._clients.client_for(clinic)
        except NoSlackToken as trouble:
            kind = Refusal.WORKSPACE if trouble.permanent else Refusal.LATER
            raise Undelivered(trouble.why, kind) from None
        except RecordsUnreachable:
            raise Undelivered("records_unreachable") from None

    async def _channel_id(self, clinic: Clinic, channel: str) -> str:
        """Slack's id of a mentioned channel, or of the chat with a mentioned person."""
        mention = MENTION.fullmatch(channel)
        if mention is None:
            raise Undelivered("channel_not_found", Refusal.CHANNEL)
        if mention["kind"] == "#":
            return mention["id"]
        key = (clinic.id, mention["id"])
        if key not in self._chats:
            opened = await self._quietly(clinic, "conversations.open", {"users": mention["id"]})
            self._chats[key] = opened["channel"]["id"]
        return self._chats[key]


@asynccontextmanager
async def speaking(app: App, slack: SlackSettings) -> AsyncIterator[SlackMessenger]:
    """A messenger for a process that serves nothing, with a way to Slack of its own."""
    async with aiohttp.ClientSession(timeout=OUTGOING) as session:
        clients = clients_of(app, slack, Transport(slack.api_url, session))
        recipient_check = RecipientCheck(SlackDirectory(clients, app.clock), app.clock)
        yield SlackMessenger(clients, recipient_check)
        await clients.drain()


async def send(client: SlackClient, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Call a method; whatever goes wrong becomes `Undelivered`."""
    try:
        answer = await client.api_call(method, json=arguments)
    except SlackApiError as refused:
        raise _undelivered(refused.response) from None
    except NEVER_SENT as error:
        raise Undelivered(type(error).__name__) from None
    except (aiohttp.ClientError, TimeoutError) as error:
        raise Undelivered(type(error).__name__, uncertain=True) from None
    return dict(answer.data)  # type: ignore[arg-type]  # our client gives no bytes


def _undelivered(response: Any) -> Undelivered:
    """What an answer that is no "ok" means for the message."""
    error, status = response.data.get("error", ""), response.status_code
    if status == TOO_FAST or error in _TOO_FAST:
        return Undelivered("ratelimited", retry_after=retry_after(response.headers))
    if status >= SERVER_ERROR or error in _UNCERTAIN or (status == OK and not error):
        return Undelivered(error or f"http_{status}", uncertain=True)
    return Undelivered(error or f"http_{status}", _kind(error))


def _kind(error: str) -> Refusal:
    begins = next((kind for word, kind in _OF_MANY_WORDS.items() if error.startswith(word)), None)
    return begins or _KINDS.get(error, Refusal.LATER)

"""What `doctor` says of Slack: the token, its scopes, the socket, channels, and the cards."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.app import App
from bot.cli.doctor.finding import DoctorFinding
from bot.membership import Membership
from bot.render import block_kit
from bot.settings import SlackSettings
from bot.slack.endpoint import PATH
from bot.slack.install_page import INSTALL
from bot.slack.people import SlackDirectory
from bot.slack.scopes import SCOPES
from bot.slack.web_client import (
    CALL_ERRORS,
    TOO_FAST,
    NoSlackToken,
    SlackClient,
    Transport,
    retry_after,
)
from bot.slack.workspaces import clients_of
from handlers.command import Request
from models.clinic.clinic import Clinic, Platform, unknown_member
from models.clinic.recipient_faults import ChannelFault
from models.errors import RecordsUnreachable, Trouble
from models.mention import MENTION
from models.wording.delivery_reasons import mend_of

_HOW_TO_CONFIGURE = (
    "set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN, or see docs/slack.md for Socket Mode and for "
    "many workspaces"
)
_WITHIN = aiohttp.ClientTimeout(total=5)  # seconds
_SERVER_ERROR = 500
_MOST_CLINICS = 50

_COPY = "Copy SLACK_BOT_TOKEN again, from the app's page Install App."
_INSTALL = "Install the app again, and copy its new SLACK_BOT_TOKEN."
_OF_TOKEN = {
    "invalid_auth": _COPY,
    "not_authed": _COPY,
    "token_revoked": _INSTALL,
    "token_expired": _INSTALL,
    "account_inactive": _INSTALL,
}
_CARDS = ("/coverage bcbsnc 20560", "/cpt 20560 97140", "/state washington", "/ask does it hurt")


async def examine_slack(app: App, slack: SlackSettings | None) -> list[DoctorFinding]:
    """Look at what can be asked of Slack by what is set."""
    if slack is None:
        return [DoctorFinding("Slack", f"Not configured; {_HOW_TO_CONFIGURE}.")]
    findings = [_requests(slack)]
    async with _transport(slack) as transport:
        if slack.is_installed_by_oauth:
            findings.insert(
                0, DoctorFinding("Slack", f"Any workspace may install it at {INSTALL}.")
            )
        else:
            client = SlackClient(transport, slack.bot_token)
            findings = [*await _token(client), *findings]
            findings += await _cards(app, client)
        if slack.app_token:
            findings.append(await _socket(SlackClient(transport, slack.app_token)))
        findings += await _channels(app, slack, transport)
    return findings


@asynccontextmanager
async def _transport(slack: SlackSettings) -> AsyncIterator[Transport]:
    async with aiohttp.ClientSession(timeout=_WITHIN) as session:
        yield Transport(slack.api_url, session)


async def _token(client: SlackClient) -> list[DoctorFinding]:
    """Whether Slack takes the token, and which rights it lacks."""
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        return [DoctorFinding("Slack", *_refused(error, _OF_TOKEN, "the bot token"))]
    except (aiohttp.ClientError, TimeoutError):
        return [_silent()]
    found = DoctorFinding("Slack", f"The bot is in the workspace {answer.get('team', '')}.")
    return [found, *_scopes(answer.headers)]


def _scopes(headers: Any) -> Iterator[DoctorFinding]:
    """Which rights the app has, by the header of any answer."""
    told = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), "")
    granted = {scope.strip() for scope in told.split(",") if scope.strip()}
    missing = sorted(SCOPES.keys() - granted)
    if not granted:
        yield DoctorFinding("Rights in Slack", "Slack does not say which ones the app has.")
    elif missing:
        state = f"The app lacks {', '.join(missing)}."
        yield DoctorFinding("Rights in Slack", state, mend_of("missing_scope"))
    else:
        yield DoctorFinding("Rights in Slack", f"The app has all {len(SCOPES)}.")


def _refused(error: SlackApiError, mends: dict[str, str], what: str) -> tuple[str, str]:
    """What a refusal says of what was shown; "too fast" and a broken Slack say nothing of it."""
    response = error.response
    status = getattr(response, "status_code", 0)
    if status == TOO_FAST:
        seconds = retry_after(response.headers)
        return f"Slack asks to wait {seconds:.0f} seconds.", "Ask again then: nothing is known."
    if status >= _SERVER_ERROR:
        state = f"Slack itself is out of order ({status}), and says nothing of {what}."
        return state, "Ask again later; slack-status.com tells more."
    reason = response.get("error") or "nothing"
    mend = mends.get(reason, "Slack's pages on its errors say what that means.")
    return f"Slack refuses {what}: {reason}.", mend


def _silent() -> DoctorFinding:
    return DoctorFinding("Slack", "Slack does not answer.", "Check the network and SLACK_API_URL.")


def _requests(slack: SlackSettings) -> DoctorFinding:
    ways = [f"over HTTP at {PATH}"] * bool(slack.signing_secrets)
    ways += ["through a socket"] * bool(slack.app_token)
    return DoctorFinding("Requests of Slack", f"They come {' and '.join(ways)}.")


_MAKE = "Make one under Basic Information, App-Level Tokens, with connections:write."


async def _socket(client: SlackClient) -> DoctorFinding:
    """Whether Slack opens a socket by the app token; nothing is sent through it."""
    mends = dict.fromkeys(("invalid_auth", "not_authed", "missing_scope", "token_revoked"), _MAKE)
    mends["not_allowed_token_type"] = f"That is no app-level token. {_MAKE}"
    mends["socket_mode_disabled"] = "Switch Socket Mode on, on the app's page of that name."
    try:
        await client.api_call("apps.connections.open")
    except SlackApiError as error:
        return DoctorFinding("Socket", *_refused(error, mends, "SLACK_APP_TOKEN"))
    except (aiohttp.ClientError, TimeoutError):
        return _silent()
    return DoctorFinding("Socket", "Slack opens one by the app token.")


async def _channels(app: App, slack: SlackSettings, transport: Transport) -> list[DoctorFinding]:
    """Whether the bot may post where each clinic wants its alerts."""
    async with app.database:
        try:
            clinics = [c for c in await app.records.clinics() if c.platform is Platform.SLACK]
            directory = SlackDirectory(clients_of(app, slack, transport), app.clock)
            chosen = [c for c in clinics if c.preferences.channel][:_MOST_CLINICS]
            return [await _channel(clinic, directory) for clinic in chosen]
        except (RecordsUnreachable, NoSlackToken):  # which other findings say
            return []


async def _channel(clinic: Clinic, directory: SlackDirectory) -> DoctorFinding:
    subject = f"Channel of clinic {clinic.id}"
    mention = MENTION.fullmatch(clinic.preferences.channel or "")
    fault = await directory.fault_of_channel(clinic, mention["id"] if mention else "")
    if fault is None:
        return DoctorFinding(subject, "The bot may post its alerts there.")
    if fault is ChannelFault.UNTOLD:
        return DoctorFinding(subject, "Slack does not say whether the bot may post there.")
    state = f"No alert can be posted there: {fault}."
    return DoctorFinding(subject, state, mend_of(f"not vouched for: {fault}"))


async def _cards(app: App, client: SlackClient) -> list[DoctorFinding]:
    """Have Slack judge some cards, as this release draws them. A Slack that cannot is not asked."""
    for typed in _CARDS:
        blocks = await _blocks(app, typed)
        try:
            await client.api_call("blocks.validate", json={"blocks": blocks})
        except SlackApiError as error:
            if (reason := error.response.get("error")) != "invalid_blocks":
                return [DoctorFinding("Cards", f"Slack does not judge them here: {reason}.")]
            faults = error.response.get("errors") or [{}]
            state = f"Slack refuses the card of {typed}: {faults[0].get('pointer', 'somewhere')}."
            return [DoctorFinding("Cards", state, mend_of("invalid_blocks"))]
        except CALL_ERRORS:
            return [DoctorFinding("Cards", "Slack did not answer what it thinks of them.")]
    return [DoctorFinding("Cards", f"Slack takes {len(_CARDS)} of {len(_CARDS)}.")]


async def _blocks(app: App, typed: str) -> list[dict[str, Any]]:
    """The blocks of an answer from facts alone, to somebody of no clinic."""
    seat = Membership(*unknown_member(Platform.SLACK, "T0", "U0"))
    command, text = app.dispatcher.route(typed)
    request = Request(seat.clinic, seat.member, "", command, text, app.clock())
    try:
        reply = await app.dispatcher.commands[command].answer(request, app.services)
    except Trouble as trouble:  # an example that the facts do not know any more
        return [{"type": "section", "text": {"type": "plain_text", "text": trouble.what}}]
    blocks: list[dict[str, Any]] = block_kit.dress(reply)["blocks"]
    return blocks

"""The chat.* methods of the Web API, and what Slack says of a message before it shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from tests.fakes import block_kit, block_kit_limits
from tests.fakes.block_kit_parts import Fault, Json
from tests.fakes.slack_screens import Message
from tests.fakes.slack_state import Channel, Mistake, Refused, Token, Workspace

_LINK = re.compile(r"<https?://")


def judge_message(workspace: Workspace, where: str, posted: Mapping[str, Any]) -> None:
    """Raise what Slack would answer; write what it would let pass into the book."""
    for fault in block_kit.manners(posted):
        workspace.offend("bad_manners", where, str(fault))
    if not any(posted.get(key) for key in ("text", "blocks", "markdown_text", "attachments")):
        raise Mistake("no_text")
    found = block_kit.refusals(posted)
    if not found:
        return
    if len(str(posted.get("text") or "")) > block_kit_limits.TEXT:
        raise Mistake("msg_too_long", errors=[str(fault) for fault in found])
    too_large = block_kit.size(posted.get("blocks")) > block_kit_limits.BLOCKS_IN_ALL
    error = "msg_blocks_too_long" if too_large and len(found) == 1 else "invalid_blocks"
    raise Mistake(error, **told(found))


def told(found: list[Fault]) -> dict[str, Any]:
    """The faults in the shape in which Slack lists them."""
    lines = [f"{fault.rule} [json-pointer:{fault.pointer}]" for fault in found]
    metadata = {"messages": [f"[ERROR] {line}" for line in lines]}
    return {"errors": lines, "response_metadata": metadata}


def post_message(workspace: Workspace, token: Token, args: Json) -> Json:
    """Write in a channel, or to a person when the channel is a user id."""
    channel = _channel(workspace, token, args)
    judge_message(workspace, "chat.postMessage", args)
    if _LINK.search(json.dumps(args.get("blocks") or args.get("text"))) and _unfurls(args):
        workspace.offend("unfurls", "chat.postMessage", "previews of sources bury the message")
    if workspace.too_fast(channel.id):
        raise rate_limited()
    message = workspace.write(channel.id, token.bot_user, args)
    return {"channel": channel.id, "ts": message.ts, "message": as_sent(message, token)}


def _unfurls(args: Json) -> bool:
    return str(args.get("unfurl_links")).lower() != "false"


def post_ephemeral(workspace: Workspace, token: Token, args: Json) -> Json:
    """Write to one person in a channel; both that person and the app must be in it."""
    channel = _channel(workspace, token, args)
    user = args.get("user")
    if not user:
        raise Mistake("invalid_arguments")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    judge_message(workspace, "chat.postEphemeral", args)
    message = workspace.write(channel.id, token.bot_user, args, private_to=str(user))
    return {"message_ts": message.ts}


def update(workspace: Workspace, token: Token, args: Json) -> Json:
    """Replace a message of the app's own."""
    message = _own_message(workspace, token, args, "cant_update_message")
    judge_message(workspace, "chat.update", args)
    message.shows(args)
    message.edits += 1
    return {"channel": message.channel, "ts": message.ts, "text": message.text}


def delete(workspace: Workspace, token: Token, args: Json) -> Json:
    """Take a message of the app's own away."""
    message = _own_message(workspace, token, args, "cant_delete_message")
    message.deleted = True
    return {"channel": message.channel, "ts": message.ts}


def permalink(workspace: Workspace, token: Token, args: Json) -> Json:
    """The address of a message."""
    message = _find(workspace, args.get("channel"), args.get("message_ts"))
    path = f"{message.channel}/p{message.ts.replace('.', '')}"
    return {"channel": message.channel, "permalink": f"https://clinic.slack.com/archives/{path}"}


def validate_blocks(workspace: Workspace, token: Token, args: Json) -> Json:
    """Slack's own judge of blocks; it says nothing about a missing fallback text."""
    found = block_kit.refusals({"blocks": args.get("blocks")})
    if found:
        errors = [
            {"pointer": fault.pointer, "code": "failed_constraint", "message": fault.rule}
            for fault in found
        ]
        raise Refused("invalid_blocks", errors=errors)
    return {}


def as_sent(message: Message, token: Token) -> Json:
    """A message as the Web API and interaction payloads show it."""
    return {
        "type": "message",
        "ts": message.ts,
        "user": message.sender,
        "bot_id": token.bot_id,
        "team": token.team,
        "text": message.text,
        "blocks": message.blocks,
        **{key: message.posted[key] for key in ("metadata", "thread_ts") if key in message.posted},
    }


def rate_limited(seconds: int = 1) -> Refused:
    """Too fast; docs.slack.dev/apis/web-api/rate-limits."""
    refused = Refused("ratelimited", status=429)
    refused.headers = {"Retry-After": str(seconds)}
    return refused


def _channel(workspace: Workspace, token: Token, args: Json) -> Channel:
    """The channel to write in, if the app may write there."""
    name = str(args.get("channel") or "")
    channel = workspace.channels.get(name)
    if name in workspace.people:
        channel = workspace.direct_message(name)
    if channel is None:
        raise Refused("channel_not_found")
    if channel.archived:
        raise Refused("is_archived")
    if token.bot_user not in channel.members:
        _refuse_outsider(channel, token)
    if channel.announcements:
        raise Refused("restricted_action")
    return channel


def _refuse_outsider(channel: Channel, token: Token) -> None:
    if channel.private or channel.direct:
        # What the app cannot see does not exist for it.
        raise Refused("channel_not_found")
    if "chat:write.public" not in token.scopes:
        raise Refused("not_in_channel")


def _own_message(workspace: Workspace, token: Token, args: Json, otherwise: str) -> Message:
    message = _find(workspace, args.get("channel"), args.get("ts"))
    if message.sender != token.bot_user:
        raise Mistake(otherwise)
    return message


def _find(workspace: Workspace, channel: object, ts: object) -> Message:
    """A message that everyone can read: the Web API knows no others."""
    for message in workspace.messages_in(str(channel)):
        if message.ts == ts:
            return message
    raise Refused("message_not_found")


METHODS = {
    "blocks.validate": validate_blocks,
    "chat.delete": delete,
    "chat.getPermalink": permalink,
    "chat.postEphemeral": post_ephemeral,
    "chat.postMessage": post_message,
    "chat.update": update,
}

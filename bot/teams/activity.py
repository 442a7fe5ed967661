"""How an activity of Teams is read: its parts, lengths of ids, mentions, the text as typed."""

from __future__ import annotations

import html
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.mention import person

_MOST = 255  # characters of any id that we keep
THREAD = ";messageid="
_SHARED = "19:"  # begins the id of every chat and channel of more than one person


class Malformed(Exception):
    """No activity of Teams. Says which part is not, and none of what was there."""


class ConversationScope(StrEnum):
    """Who reads along."""

    PERSONAL = "personal"
    GROUP = "groupChat"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody, or the bot, as the channel names them. `aad` is Entra's id, empty for a bot.

    `tenant` and `role` are told of a member who was looked up, and not always.
    """

    id: str
    aad: str = ""
    name: str = ""
    tenant: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that stand for somebody."""

    text: str
    account: Account


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity. `channel` is its chat or channel, `conversation` the thread in it as well."""

    type: str
    name: str
    id: str
    tenant: str
    service_url: str
    conversation: str
    scope: ConversationScope
    sender: Account
    bot: Account
    text: str
    mentions: tuple[Mention, ...]
    is_inserted: bool
    reply_to: str
    action: str
    value: Mapping[str, Any]
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def channel(self) -> str:
        """The chat or channel, without the thread."""
        return self.conversation.partition(THREAD)[0]


def read(body: object) -> Activity:
    """Read an activity. Raises `Malformed`."""
    body = _mapping(body, "activity")
    if _text(body, "channelId") != "msteams":
        raise Malformed("channelId")
    data, recipient = _optional(body, "channelData"), _optional(body, "recipient")
    conversation = _mapping(body.get("conversation"), "conversation")
    sender = _account(_optional(body, "from"))
    if sender.aad and not sender.id:  # nobody could answer them alone: everybody would read it
        raise Malformed("from")
    _required(recipient, "id")  # it is the bot: without an id of it nothing can be sent
    return Activity(
        type=_required(body, "type"),
        name=_text(body, "name"),
        id=_text(body, "id"),
        tenant=(_text(_optional(data, "tenant"), "id") or _text(conversation, "tenantId")).lower(),
        service_url=_required(body, "serviceUrl", 2_048),
        conversation=_required(conversation, "id"),
        scope=_scope(conversation),
        sender=sender,
        bot=_account(recipient),
        text=_text(body, "text", 100_000),
        mentions=_mentions(body),
        is_inserted=_is_inserted(body),
        reply_to=_text(body, "replyToId"),
        action=_text(body, "action"),
        value=_optional(body, "value"),
        added=_ids(body, "membersAdded"),
        removed=_ids(body, "membersRemoved"),
    )


def _scope(conversation: Mapping[str, Any]) -> ConversationScope:
    kind = _text(conversation, "conversationType")
    if not kind:  # a test client may leave it out; then nobody is told what others may read
        return (
            ConversationScope.GROUP
            if _text(conversation, "id").startswith(_SHARED)
            else ConversationScope.PERSONAL
        )
    try:
        return ConversationScope(kind)
    except ValueError:
        raise Malformed("conversationType") from None


def _account(body: Mapping[str, Any]) -> Account:
    return Account(_text(body, "id"), _text(body, "aadObjectId"), _text(body, "name"))


def _mentions(body: Mapping[str, Any]) -> tuple[Mention, ...]:
    mentions = [
        Mention(_text(entity, "text", 1_024), _account(_optional(entity, "mentioned")))
        for entity in _listed(body, "entities")
        if entity.get("type") == "mention"
    ]
    return tuple(mention for mention in mentions if mention.text)


def _is_inserted(body: Mapping[str, Any]) -> bool:
    """Whether our own message extension wrote it: a card of ours, and no words to us."""
    kinds = [_text(attachment, "contentType") for attachment in _listed(body, "attachments")]
    has_card = any("vnd.microsoft.card" in kind for kind in kinds)
    return has_card or "inline-compose-card" in _text(body, "text", 100_000)


def _ids(body: Mapping[str, Any], part: str) -> tuple[str, ...]:
    return tuple(_text(account, "id") for account in _listed(body, part))


def _listed(body: Mapping[str, Any], part: str) -> list[Mapping[str, Any]]:
    items = body.get(part)
    return [i for i in items if isinstance(i, Mapping)] if isinstance(items, list) else []


def _mapping(value: object, part: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Malformed(part)
    return value


def _optional(body: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    value = body.get(part)
    return value if isinstance(value, Mapping) else {}


def _required(body: Mapping[str, Any], part: str, most: int = _MOST) -> str:
    text = _text(body, part, most)
    if not text:
        raise Malformed(part)
    return text


def _text(body: Mapping[str, Any], part: str, most: int = _MOST) -> str:
    """A text; empty where there is none. Raises `Malformed` for anything else, or too much."""
    value = body.get(part)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > most:
        raise Malformed(part)
    return value


# What Teams writes of a text's shape; anything else in brackets is what somebody typed.
_SHAPE = re.compile(r"</?(?:at|br|p|div|span)\b[^<>]*>", re.IGNORECASE)
_LINE_ENDS = re.compile(r"<br\b[^<>]*>|</(?:p|div)\s{0,3}>", re.IGNORECASE)


async def typed(activity: Activity, entra_id: Callable[[Account], Awaitable[str]]) -> str:
    """The text, line by line: our own name gone, a mention of somebody as a mention of ours."""
    text = activity.text
    for mention in activity.mentions:
        is_us = mention.account.id == activity.bot.id
        who = "" if is_us else _mention(await entra_id(mention.account))
        text = text.replace(mention.text, f" {who} ", 1)
    shaped = html.unescape(_SHAPE.sub(" ", _LINE_ENDS.sub("\n", text)))
    lines = (" ".join(line.split()) for line in shaped.splitlines())
    return "\n".join(filter(None, lines))


def _mention(entra_id: str) -> str:
    """Whom Teams does not tell is somebody: a name in their place might be a patient's."""
    return person(entra_id) if entra_id else "@somebody"

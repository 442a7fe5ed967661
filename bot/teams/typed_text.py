"""What somebody typed, without what Teams puts around it; people in it by their Entra id."""

from __future__ import annotations

import html
import re
from collections.abc import Awaitable, Callable

from bot.teams.activity import Account, Activity
from models.reply import person

# What Teams writes of a text's shape; anything else in brackets is what somebody typed.
_SHAPE = re.compile(r"</?(?:at|br|p|div|span)\b[^<>]*>", re.IGNORECASE)


async def typed(activity: Activity, entra_id: Callable[[Account], Awaitable[str]]) -> str:
    """The text in one line: our own name gone, a mention of somebody as a mention of ours."""
    text = activity.text
    for mention in activity.mentions:
        is_us = mention.account.id == activity.bot.id
        who = "" if is_us else _mention(await entra_id(mention.account))
        text = text.replace(mention.text, f" {who} ", 1)
    return " ".join(html.unescape(_SHAPE.sub(" ", text)).split())


def _mention(entra_id: str) -> str:
    """Whom Teams does not tell is somebody: a name in their place might be a patient's."""
    return person(entra_id) if entra_id else "@somebody"

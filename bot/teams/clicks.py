"""What a click or a dialog in Teams says: its command, and the key by which it counts once."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from bot.render.card_actions import CHOSEN, LONGEST
from bot.teams import dialogs
from bot.teams.activity import Activity
from bot.teams.people import fingerprint
from bot.teams.replies import SHARE
from models.mention import person

# Within so many minutes the same click on the same card is one click; afterwards a new one.
_ONE_CLICK = 5

_ENTRA_ID = re.compile(r"[\w.:@-]{1,128}")


def said(activity: Activity) -> str | None:
    """The command behind a button or chosen from a menu, with whoever was picked; else None."""
    data = data_of(activity)
    command = data.get("say", data.get(CHOSEN))
    if not isinstance(command, str) or len(command) > LONGEST:
        return None
    if "person" not in data:
        return command
    picked = data["person"]
    if not isinstance(picked, str) or not _ENTRA_ID.fullmatch(picked):
        return None
    return f"{command} {person(picked)}"


def request_of(activity: Activity, command: str, at: datetime) -> str:
    """The key of one click: of a dialog by its own mark, of a card by its minutes.

    Two patients of one payer, opened one after the other with the same words, are two requests.
    What stands under one card is shared once by each person, however late they click again.
    """
    mark = data_of(activity).get(dialogs.MARK)
    if not isinstance(mark, str):
        is_shared = activity.reply_to and command.startswith(SHARE)
        minutes = "" if is_shared else int(at.timestamp()) // 60 // _ONE_CLICK
        mark = f"{activity.reply_to} {minutes}"
    return fingerprint(activity.conversation, activity.sender.aad, command, mark[:LONGEST])


def data_of(activity: Activity) -> dict[str, Any]:
    """What a card sent: the data of the button, and what was typed into its boxes."""
    action = activity.value.get("action")
    holder = action if isinstance(action, dict) else activity.value
    data = holder.get("data")
    return data if isinstance(data, dict) else {}

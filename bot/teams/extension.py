"""Search while composing in Teams: what is found, and that no alias gets into a conversation.

What is put there is read by everybody in it. So nothing of a patient goes through here: the
commands that count sessions are not asked, a text in which an alias stands finds nothing, and what
is found answers a command that was spelled from what was understood, never the text itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.app import App
from bot.membership import Caller
from bot.render import adaptive_card, plain_text
from bot.render.adaptive_text import Element
from bot.teams.activity import Activity
from bot.teams.conversations import ConversationAddress
from bot.teams.people import Callers
from handlers.outcome import for_staff
from handlers.share.share_button import for_everyone
from models.errors import Trouble
from models.mention import spoken
from models.privacy import alias
from models.privacy.alias_text import lookalike
from models.reply import Reply
from models.understanding.commands import session_commands

Body = dict[str, Any]

COMMAND = "find"
PARAMETER = "q"

_MOST = 200  # characters of a search
_SHORT = 200  # characters of a preview

_HINT = "Type a payer, a code or a state: medicare 20560."
_NOTHING = "Nothing found. Type a payer, a code or a state: medicare 20560."
_TOO_LONG = f"That is too long: a search has up to {_MOST} characters."
_PRIVATE = "An alias stays out of conversations. Look it up in our own chat."

_CARD = "application/vnd.microsoft.card.adaptive"
_PREVIEW = "application/vnd.microsoft.card.thumbnail"


class Extension:
    """Looks things up for somebody who is writing a message."""

    def __init__(self, app: App, callers: Callers) -> None:
        self._app = app
        self._callers = callers

    async def find(self, activity: Activity, address: ConversationAddress) -> Body:
        """What fits a search, as cards to choose from."""
        text = _searched(activity.value)
        if not text:
            return _message(_HINT)
        if len(text) > _MOST:
            return _message(_TOO_LONG)
        caller = self._callers.of(activity, address)
        try:
            # One search is counted once, however many answers it has.
            self._app.rate_limit.take(caller.key, text)
            membership = await self._app.memberships.find(caller)
            known = await self._app.services.charts.aliases(membership.clinic.id)
        except Trouble as trouble:
            return _message(str(for_staff(trouble)))
        if _names_one(text, known):
            return _message(_PRIVATE)
        replies = [reply for reply in await self._found(caller, text) if reply.opened().sources]
        safe = [r for r in replies if not _names_one(plain_text.dress(r.opened()), known)]
        if not safe:
            return _message(_NOTHING)
        cards = [_result(reply) for reply in safe]
        listed = {"type": "result", "attachmentLayout": "list", "attachments": cards}
        return {"composeExtension": listed}

    async def _found(self, caller: Caller, text: str) -> list[Reply]:
        """The answers to what was understood of a text, as everybody may read them."""
        every = self._app.dispatcher.commands.values()
        commands = [c.name for c in every if c.is_searched and c.tells_facts(text)]
        own = [await self._app.answer_counted(caller, f"/{name} {text}") for name in commands]
        understood = [reply.canonical for reply in own if reply.canonical]
        replies = [await self._app.answer_counted(caller, typed) for typed in understood]
        return [for_everyone(reply) for reply in replies]


def _searched(value: Mapping[str, Any]) -> str:
    parameters = value.get("parameters")
    for parameter in parameters if isinstance(parameters, list) else []:
        if isinstance(parameter, dict) and parameter.get("name") == PARAMETER:
            typed = parameter.get("value")
            return " ".join(typed.split()) if isinstance(typed, str) else ""
    return ""


def _names_one(text: str, known: tuple[str, ...]) -> bool:
    """Whether an alias stands in a text, however it is spelled: the clinic's, or like ours."""
    typed, _ = session_commands.take_alias(text, known)
    return alias.is_issued(typed) or lookalike(typed) in map(lookalike, known)


def _result(reply: Reply) -> Element:
    """A card for everybody: no buttons, which would answer in their name."""
    shared = replace(reply, choices=(), picks=())
    preview = {"title": spoken(reply.headline), "text": plain_text.in_short(shared)[:_SHORT]}
    return {
        "contentType": _CARD,
        "content": adaptive_card.dress(shared),
        "preview": {"contentType": _PREVIEW, "content": preview},
    }


def _message(text: str) -> Body:
    return {"composeExtension": {"type": "message", "text": text}}

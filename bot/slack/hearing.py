"""Everything that is asked in Slack is heard here, whichever control it came by."""

from __future__ import annotations

from dataclasses import replace

from bot.forms import offered_to
from bot.membership import MembershipCache
from bot.slack.context import Interaction
from bot.slack.home import Home
from bot.slack.sharing import Sharing
from handlers.forms.form import Form
from models.reply import Choice, Reply


class Answering:
    """Answers, shares what is for everyone, and keeps the asker's Home tab true."""

    def __init__(self, seats: MembershipCache, sharing: Sharing, home: Home) -> None:
        self._seats = seats
        self._sharing = sharing
        self._home = home

    async def answer(self, act: Interaction) -> Reply:
        """The private answer to an act."""
        reply = await self._sharing.answer(act)
        if not reply.refused:
            self._home.touch(act)
        return _offering(reply, await offered_to(self._seats, act.caller, act.typed))


def _offering(reply: Reply, forms: tuple[Form, ...]) -> Reply:
    """The reply with buttons that open these forms, in the place of those that come to the same."""
    if not forms:
        return reply
    opening = {form.opens: Choice(f"{form.title}…", form.opens) for form in forms}
    kept = [choice for choice in reply.choices if choice.command not in opening]
    return replace(reply, choices=(*kept, *opening.values()))

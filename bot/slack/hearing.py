"""Everything that is asked in Slack is heard here, whichever control it came by."""

from __future__ import annotations

from bot.membership import MembershipCache
from bot.slack import forms
from bot.slack.context import Interaction
from bot.slack.home import Home
from bot.slack.sharing import Sharing
from models.errors import Trouble
from models.reply import Reply


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
        if not forms.offers(act.typed, manages=True):
            return reply
        try:
            seat = await self._seats.find(act.caller)
        except Trouble:  # nobody of the clinic: no form would open
            return reply
        return forms.offered(reply, forms.offers(act.typed, manages=seat.member.is_manager))

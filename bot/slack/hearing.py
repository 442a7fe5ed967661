"""Everything that is asked in Slack is heard here, whichever control it came by."""

from __future__ import annotations

from bot.slack import forms
from bot.slack.front import Act
from bot.slack.home import Home
from bot.slack.sharing import Sharing
from models.reply import Reply


class Hearing:
    """Answers, shares what is for everyone, and keeps the asker's Home tab true."""

    def __init__(self, sharing: Sharing, home: Home) -> None:
        self._sharing = sharing
        self._home = home

    async def hear(self, act: Act) -> Reply:
        """The private answer to an act."""
        reply = await self._sharing.hear(act)
        if not reply.refused:
            self._home.touch(act)
        return forms.offered(act.typed, reply)

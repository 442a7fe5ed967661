"""Posts a shared answer for everyone in its place, once, whoever clicks and however often.

Teams does not say who reads along in a group or a shared channel. So what is about a patient is
shared in the one channel alone that a manager chose for alerts.
"""

from __future__ import annotations

from bot.app import App
from bot.membership import Caller
from bot.teams.activity import ConversationScope
from bot.teams.answering import Answering
from bot.teams.conversations import ConversationAddress
from handlers.share.offer import ALREADY_SHARED, SHARED
from models.clinic import mentioned
from models.clinic.shared_answer import SharedAnswer
from models.errors import RecordsUnreachable
from models.ports import Undelivered
from models.reply import Line, Reply, channel

_REFUSED = Reply("Teams did not let me share that here", lines=(Line("Try again in a minute."),))
_UNCERTAIN = Reply(
    "Teams did not say whether that was shared",
    lines=(Line("Look whether it stands here before you share it again."),),
)
_ALONE = Reply(
    "Nobody else reads along here",
    lines=(
        Line("Share it where the others are: write to me there, or find it under the message box."),
    ),
)
_STRANGERS = Reply(
    "I cannot see who reads along here, so nothing of a patient is shared.",
    lines=(Line("Share it in the channel for alerts. A manager chooses that: /clinic channel"),),
)


class Sharing:
    """What people share in Teams."""

    def __init__(self, app: App, answering: Answering) -> None:
        self._app = app
        self._answering = answering

    async def share(
        self, caller: Caller, address: ConversationAddress, typed: str, reply: Reply
    ) -> Reply:
        """Post a reply for everyone; what to say to whoever shared it."""
        if address.scope is ConversationScope.PERSONAL:
            return _ALONE
        try:
            return await self._share(caller, address, typed, reply)
        except RecordsUnreachable as trouble:
            return Reply(trouble.what, lines=(Line(trouble.mend),))

    async def _share(
        self, caller: Caller, address: ConversationAddress, typed: str, reply: Reply
    ) -> Reply:
        membership = await self._app.memberships.find(caller)
        if not reply.about and membership.clinic.preferences.channel != channel(caller.channel):
            return _STRANGERS
        shared = SharedAnswer(
            clinic_id=membership.clinic.id,
            request=caller.idempotency_key,
            member=membership.member.user,
            command=self._app.dispatcher.route(self._app.dispatcher.route(typed)[1])[0],
            channel=caller.channel,
            at=self._app.clock(),
            about=reply.about,
        )
        if not await self._app.shared_answers.claim(shared):
            return ALREADY_SHARED
        return await self._post(shared, address, reply)

    async def _post(
        self, shared: SharedAnswer, address: ConversationAddress, reply: Reply
    ) -> Reply:
        try:
            message = await self._answering.post(address, reply)
        except Undelivered as error:
            if error.uncertain:
                return _UNCERTAIN
            await self._app.shared_answers.withdraw(shared)
            return _REFUSED
        await self._app.shared_answers.posted(shared, message, mentioned.possible_aliases(reply))
        return SHARED

"""Messages and installations in Teams: who becomes manager, which conversations are kept."""

from __future__ import annotations

from typing import Any

from bot.app import App
from bot.forms import offered_to
from bot.teams import dialogs
from bot.teams.activity import Account, Activity, typed
from bot.teams.client import TeamsClient
from bot.teams.conversations import ConversationAddress, ConversationStore, channel_of
from bot.teams.invokes import Invokes
from bot.teams.people import Callers
from bot.teams.replies import Answering
from bot.teams.sharing import Sharing
from bot.teams.token_verifier import Claims
from handlers.clinic import start
from handlers.share.share_button import SHARED
from models.clinic.clinic import Platform, Role
from models.errors import Trouble
from models.reply import Audience, Reply

Body = dict[str, Any]


class TeamsApp:
    """The bot in one Teams tenant."""

    def __init__(self, app: App, client: TeamsClient, conversations: ConversationStore) -> None:
        self._app = app
        self._client = client
        self._conversations = conversations
        self._callers = Callers(client, app.clock)
        self._answering = Answering(client, conversations)
        self._sharing = Sharing(app, self._answering)
        self._invokes = Invokes(app, self._callers, self._answering, self._sharing)

    async def drain(self) -> None:
        """Let late replies leave before the process ends."""
        await self._invokes.drain()

    async def receive(self, activity: Activity, claims: Claims) -> None:
        """Anything but an invoke."""
        if activity.type == "message":
            await self._message(activity, claims)
        elif activity.type == "installationUpdate":
            await self._installed(activity, claims)
        elif activity.type == "conversationUpdate":
            await self._changed(activity, claims)
        # Else it is typing, a reaction, an edited message: nothing is asked.

    async def answer_invoke(self, activity: Activity, claims: Claims) -> Body | None:
        """An invoke, which wants its answer in the response; None where it is none of ours."""
        return await self._invokes.answer(activity, ConversationAddress.of(activity, claims))

    async def sorry(self, activity: Activity, claims: Claims, met: Reply) -> Body | None:
        """Tell somebody who has met a bug outside the dispatcher."""
        address = ConversationAddress.of(activity, claims)
        if activity.type == "invoke":
            return self._invokes.sorry(activity, met)
        if activity.type == "message":
            await self._answering.give(activity, address, met)
        return None

    async def _message(self, activity: Activity, claims: Claims) -> None:
        if activity.is_inserted or not activity.sender.aad:
            return
        address = ConversationAddress.of(activity, claims)
        self._client.meet(activity.tenant, activity.sender)

        async def entra_id(account: Account) -> str:
            return account.aad or (await self._client.person(address, account.id)).aad

        button_text = activity.value.get("say")
        text = button_text if isinstance(button_text, str) else await typed(activity, entra_id)
        caller = self._callers.of(activity, address)
        await self._remember(activity, claims)  # `/clinic channel here` asks who is in it
        reply = await self._app.answer(caller, text)
        if reply.audience is Audience.CHANNEL:
            reply = await self._sharing.share(caller, address, text, reply)
            if reply is SHARED:  # they see it there
                return
        forms = await offered_to(self._app.memberships, caller, text)
        await self._answering.give(activity, address, reply, dialogs.offered(forms))

    async def _installed(self, activity: Activity, claims: Claims) -> None:
        """Whoever is first in a clinic is a manager of it."""
        if activity.action.startswith("remove"):
            await self._forget(activity)
            return
        await self._added(activity, claims)
        if activity.action == "add":
            welcome = await self._welcome(activity, claims)
            address = ConversationAddress.of(activity, claims).root()
            await self._answering.welcome(address, welcome)

    async def _welcome(self, activity: Activity, claims: Claims) -> Reply:
        """The first steps for a manager; for anybody else what can be asked."""
        caller = self._callers.of(activity, ConversationAddress.of(activity, claims))
        try:
            membership = await self._app.memberships.find(caller)
        except Trouble:
            return self._app.dispatcher.overview()
        if not membership.member.is_manager:
            return self._app.dispatcher.overview()
        members = await self._app.records.members(membership.clinic.id)
        return start.say(membership.clinic, [m for m in members if m.is_manager])

    async def _changed(self, activity: Activity, claims: Claims) -> None:
        if activity.bot.id in activity.removed:
            await self._forget(activity)
        elif activity.bot.id in activity.added:  # it may come before the installation is told
            await self._added(activity, claims)

    async def _added(self, activity: Activity, claims: Claims) -> None:
        if activity.sender.aad:
            await self._remember(activity, claims, anew=True)
            await self._make_manager(activity, claims)

    async def _make_manager(self, activity: Activity, claims: Claims) -> None:
        """Whoever installs it manages a clinic in which nobody ever was a manager.

        In Teams anybody may install it again, in a team of their own making: so one manager who
        is gone keeps everybody else from becoming one by that.
        """
        caller = self._callers.of(activity, ConversationAddress.of(activity, claims))
        try:
            membership = await self._app.memberships.find(caller)
        except Trouble:  # nobody of the staff, or not known to be
            return
        ledger, clinic, user = self._app.records, membership.clinic.id, membership.member.user
        if not any(member.role is Role.MANAGER for member in await ledger.members(clinic)):
            await ledger.set_role(clinic, user, Role.MANAGER, actor=user, at=self._app.clock())
            self._app.memberships.forget()

    async def _remember(self, activity: Activity, claims: Claims, *, anew: bool = False) -> None:
        caller = self._callers.of(activity, ConversationAddress.of(activity, claims))
        try:
            membership = await self._app.memberships.find(caller)
        except Trouble:  # they were told so, if they asked anything
            return
        await self._conversations.keep(membership.clinic.id, activity, claims, anew=anew)

    async def _forget(self, activity: Activity) -> None:
        """Whoever removed it needs no seat for that; Teams tells of nobody there any more."""
        for clinic in await self._app.records.clinics():
            if (clinic.platform, clinic.workspace) == (Platform.TEAMS, activity.tenant):
                await self._conversations.retire(clinic.id, channel_of(activity))

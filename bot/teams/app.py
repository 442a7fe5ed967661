"""What Teams tells of, brought to the desk: messages, clicks, forms, and who installed the bot."""

from __future__ import annotations

from typing import Any

from bot.app import App
from bot.forms import offered_to
from bot.teams import dialogs
from bot.teams.activity import Account, Activity
from bot.teams.answering import Answering
from bot.teams.callers import Callers
from bot.teams.client import TeamsClient
from bot.teams.conversation_address import ConversationAddress, place_of
from bot.teams.conversation_store import ConversationStore
from bot.teams.invokes import Invokes
from bot.teams.sharing import Sharing
from bot.teams.token_verifier import Claims
from bot.teams.typed_text import typed
from handlers.dispatcher import sorry
from handlers.share.offer import SHARED
from models.clinic.clinic import Clinic, Platform, Role
from models.errors import Trouble
from models.reply import Audience

Body = dict[str, Any]


class TeamsApp:
    """The bot in one Teams tenant."""

    def __init__(self, app: App, wire: TeamsClient, book: ConversationStore) -> None:
        self._house = app
        self._wire = wire
        self._book = book
        self._callers = Callers(wire, app.clock)
        self._answering = Answering(wire, book)
        self._sharing = Sharing(app, self._answering)
        self._invokes = Invokes(app, self._callers, self._answering, self._sharing)

    async def drain(self) -> None:
        """Let late replies leave before the process ends."""
        await self._invokes.drain()

    async def heard(self, heard: Activity, claims: Claims) -> None:
        """Anything but an invoke."""
        match heard.type:
            case "message":
                await self._message(heard, claims)
            case "installationUpdate":
                await self._installed(heard, claims)
            case "conversationUpdate":
                await self._changed(heard, claims)
            case _:  # typing, a reaction, an edited message: nothing is asked
                return

    async def invoked(self, heard: Activity, claims: Claims) -> Body | None:
        """An invoke, which wants its answer in the response; None where it is none of ours."""
        return await self._invokes.answer(heard, ConversationAddress.of(heard, claims))

    async def sorry(self, heard: Activity, claims: Claims, ticket: str) -> Body | None:
        """What somebody reads who has met a bug outside the desk."""
        address = ConversationAddress.of(heard, claims)
        if heard.type == "invoke":
            return self._invokes.sorry(heard, ticket)
        if heard.type == "message":
            await self._answering.give(heard, address, sorry(ticket))
        return None

    async def _message(self, heard: Activity, claims: Claims) -> None:
        if heard.is_inserted or not heard.sender.aad:
            return
        address = ConversationAddress.of(heard, claims)
        self._wire.meet(heard.tenant, heard.sender)

        async def entra_id(account: Account) -> str:
            return account.aad or (await self._wire.person(address, account.id)).aad

        said = heard.value.get("say")
        text = said if isinstance(said, str) else await typed(heard, entra_id)
        caller = self._callers.of(heard, address)
        await self._remember(heard, claims)  # `/clinic channel here` asks who is in it
        reply = await self._house.answer(caller, text)
        if reply.audience is Audience.CHANNEL:
            reply = await self._sharing.share(caller, address, text, reply)
            if reply is SHARED:  # they see it there
                return
        forms = await offered_to(self._house.seats, caller, text)
        await self._answering.give(heard, address, reply, dialogs.offered(forms))

    async def _installed(self, heard: Activity, claims: Claims) -> None:
        """Whoever is first in a clinic is a manager of it."""
        if heard.action.startswith("remove"):
            await self._forget(heard)
            return
        await self._added(heard, claims)
        if heard.action == "add":
            welcome = self._house.desk.overview()
            address = ConversationAddress.of(heard, claims).root()
            await self._answering.welcome(address, welcome)

    async def _changed(self, heard: Activity, claims: Claims) -> None:
        if heard.bot.id in heard.removed:
            await self._forget(heard)
        elif heard.bot.id in heard.added:  # it may come before the installation is told
            await self._added(heard, claims)

    async def _added(self, heard: Activity, claims: Claims) -> None:
        if heard.sender.aad:
            await self._remember(heard, claims, anew=True)
            await self._make_manager(heard, claims)

    async def _make_manager(self, heard: Activity, claims: Claims) -> None:
        """Whoever installs it manages a clinic in which nobody ever was a manager.

        In Teams anybody may install it again, in a team of their own making: so one manager who
        is gone keeps everybody else from becoming one by that.
        """
        caller = self._callers.of(heard, ConversationAddress.of(heard, claims))
        try:
            seat = await self._house.seats.find(caller)
        except Trouble:  # nobody of the staff, or not known to be
            return
        ledger, clinic, user = self._house.ledger, seat.clinic.id, seat.member.user
        if not any(each.role is Role.MANAGER for each in await ledger.members(clinic)):
            await ledger.set_role(clinic, user, Role.MANAGER, actor=user, at=self._house.clock())
            self._house.seats.forget()

    async def _clinic(self, tenant: str) -> Clinic | None:
        clinics = await self._house.ledger.clinics()
        here = (Platform.TEAMS, tenant)
        return next((each for each in clinics if (each.platform, each.workspace) == here), None)

    async def _remember(self, heard: Activity, claims: Claims, *, anew: bool = False) -> None:
        caller = self._callers.of(heard, ConversationAddress.of(heard, claims))
        try:
            seat = await self._house.seats.find(caller)
        except Trouble:  # they were told so, if they asked anything
            return
        await self._book.keep(seat.clinic.id, heard, claims, anew=anew)

    async def _forget(self, heard: Activity) -> None:
        """Whoever removed it needs no seat for that; Teams tells of nobody there any more."""
        if clinic := await self._clinic(heard.tenant):
            await self._book.retire(clinic.id, place_of(heard))

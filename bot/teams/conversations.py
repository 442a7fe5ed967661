"""Where the bot may speak in Teams unasked: each clinic's addresses, kept, found, retired."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from cachetools import FIFOCache

from bot.teams.activity import THREAD, Activity, ConversationScope
from models.clinic.conversation import Conversation
from models.errors import RecordsUnreachable
from models.mention import channel, person
from models.storage.conversations import Conversations

# Of a token's claims, what a message of our own needs; the rest says nothing later.
_KEPT = ("aud", "serviceurl")


@dataclass(frozen=True, slots=True)
class ConversationAddress:
    """One conversation, and what vouched for it. Without claims it was heard anonymously.

    Its name is not kept: a group chat may be named after a patient.
    """

    service_url: str
    conversation: str
    scope: ConversationScope
    tenant: str
    bot: str
    claims: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, activity: Activity, claims: Mapping[str, Any]) -> ConversationAddress:
        """Where an activity came from."""
        kept = {name: claims[name] for name in _KEPT if name in claims}
        return cls(
            service_url=activity.service_url,
            conversation=activity.conversation,
            scope=activity.scope,
            tenant=activity.tenant,
            bot=activity.bot.id,
            claims=kept,
        )

    @classmethod
    def read(cls, reference: str, claims: str) -> ConversationAddress:
        """An address as `spelled` wrote it."""
        parts = json.loads(reference)
        parts.pop("name", None)  # in what an older process still writes
        return cls(
            **{**parts, "scope": ConversationScope(parts["scope"]), "claims": json.loads(claims)}
        )

    def spelled(self) -> tuple[str, str]:
        """The reference and its claims, each as JSON."""
        parts = asdict(self)
        claims = parts.pop("claims")
        return json.dumps(parts), json.dumps(claims)

    @property
    def channel(self) -> str:
        """The chat or channel, without the thread."""
        return self.conversation.partition(THREAD)[0]

    def root(self) -> ConversationAddress:
        """The channel itself, where a new post begins."""
        return self.within(self.channel)

    def within(
        self, conversation: str, scope: ConversationScope | None = None
    ) -> ConversationAddress:
        """Another conversation of the same tenant."""
        return replace(self, conversation=conversation, scope=scope or self.scope)


def channel_of(activity: Activity) -> str:
    """The channel of an activity: a person's own chat by that person, another by its id."""
    if activity.scope is ConversationScope.PERSONAL and activity.sender.aad:
        return person(activity.sender.aad)
    return channel(activity.channel)


class ConversationStore:
    """The addresses of this process's tenants; `clinic_id` finds the clinic of a tenant."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._rows = Conversations()
        self._clinics: dict[str, int] = {}
        self._kept: FIFOCache[Conversation, bool] = FIFOCache(10_000)

    async def keep(
        self, clinic_id: int, activity: Activity, claims: Mapping[str, Any], *, anew: bool
    ) -> None:
        """Keep where an activity came from, unless this process has done so already.

        `anew` keeps it all the same: another process may have retired it since. What cannot be
        kept now is kept when something is heard there again.
        """
        address = ConversationAddress.of(activity, claims).root()
        reference, vouched = address.spelled()
        row = Conversation(clinic_id, channel_of(activity), reference, vouched)
        self.meet(activity.tenant, clinic_id)
        if row in self._kept and not anew:
            return
        try:
            await self._rows.keep(row, self._clock())
        except RecordsUnreachable:
            return
        self._kept[row] = True

    async def find(self, tenant: str, channel: str) -> ConversationAddress | None:
        """The address of a channel in a tenant that was heard from."""
        clinic_id = self._clinics.get(tenant)
        return await self.of(clinic_id, channel) if clinic_id is not None else None

    async def of(self, clinic_id: int, channel: str) -> ConversationAddress | None:
        """The address of a clinic's channel."""
        return await _address(self._rows.find(clinic_id, channel))

    async def beside(self, clinic_id: int) -> ConversationAddress | None:
        """Another address of the clinic: the way to whom or where nothing was heard from yet."""
        return await _address(self._rows.newest(clinic_id))

    def meet(self, tenant: str, clinic_id: int) -> None:
        """Know a tenant's clinic."""
        self._clinics[tenant] = clinic_id

    async def another(self, tenant: str) -> ConversationAddress | None:
        """As `beside`, by the tenant."""
        clinic_id = self._clinics.get(tenant)
        return await self.beside(clinic_id) if clinic_id is not None else None

    async def retire(self, clinic_id: int, channel: str) -> None:
        """Speak there no more."""
        await self._rows.retire(clinic_id, channel, self._clock())
        self._kept.clear()


async def _address(finding: Awaitable[Conversation | None]) -> ConversationAddress | None:
    """The address in a row; None where there is none, or the records do not answer."""
    try:
        row = await finding
    except RecordsUnreachable:
        return None
    return ConversationAddress.read(row.reference, row.claims) if row else None

"""Remembers, for each clinic, the addresses at which it may be spoken to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from cachetools import FIFOCache

from bot.teams.activity import Activity
from bot.teams.conversation_address import ConversationAddress, place_of
from models.clinic.conversation import Conversation
from models.errors import RecordsUnreachable
from models.storage.conversations import Conversations


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
        row = Conversation(clinic_id, place_of(activity), reference, vouched)
        self.meet(activity.tenant, clinic_id)
        if row in self._kept and not anew:
            return
        try:
            await self._rows.keep(row, self._clock())
        except RecordsUnreachable:
            return
        self._kept[row] = True

    async def find(self, tenant: str, place: str) -> ConversationAddress | None:
        """The address of a place in a tenant that was heard from."""
        clinic_id = self._clinics.get(tenant)
        return await self.of(clinic_id, place) if clinic_id is not None else None

    async def of(self, clinic_id: int, place: str) -> ConversationAddress | None:
        """The address of a clinic's place."""
        try:
            row = await self._rows.find(clinic_id, place)
        except RecordsUnreachable:
            return None
        return ConversationAddress.read(row.reference, row.claims) if row else None

    async def beside(self, clinic_id: int) -> ConversationAddress | None:
        """Another address of the clinic: the way to whom or where nothing was heard from yet."""
        try:
            row = await self._rows.newest(clinic_id)
        except RecordsUnreachable:
            return None
        return ConversationAddress.read(row.reference, row.claims) if row else None

    def meet(self, tenant: str, clinic_id: int) -> None:
        """Know a tenant's clinic."""
        self._clinics[tenant] = clinic_id

    async def another(self, tenant: str) -> ConversationAddress | None:
        """As `beside`, by the tenant."""
        clinic_id = self._clinics.get(tenant)
        return await self.beside(clinic_id) if clinic_id is not None else None

    async def retire(self, clinic_id: int, place: str) -> None:
        """Speak there no more."""
        await self._rows.retire(clinic_id, place, self._clock())
        self._kept.clear()

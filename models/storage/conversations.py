"""Keep and retire Teams conversations: where a clinic may be spoken to unasked."""

from __future__ import annotations

from datetime import datetime

from tortoise.queryset import QuerySet

from models.clinic.conversation import Conversation
from models.storage.engine.unreachable import reaching_records
from models.storage.tables import ConversationRow

_KEY = ("clinic_id", "place")
_RENEWED = ("reference", "claims", "dead_at")


@reaching_records
class Conversations:
    """The conversations in the database that is open. Every method raises `RecordsUnreachable`."""

    async def keep(self, conversation: Conversation, at: datetime) -> None:
        """Keep a conversation, in the place of what was known of it; a retired one lives again."""
        row = ConversationRow(
            clinic_id=conversation.clinic_id,
            place=conversation.place,
            reference=conversation.reference,
            claims=conversation.claims,
            added_at=at,
        )
        await ConversationRow.bulk_create([row], on_conflict=_KEY, update_fields=_RENEWED)

    async def find(self, clinic_id: int, channel: str) -> Conversation | None:
        """The conversation in a channel or chat, unless it is retired."""
        return _conversation(await _alive(clinic_id).get_or_none(place=channel))

    async def newest(self, clinic_id: int) -> Conversation | None:
        """The channel of the clinic that was added last, or else a chat: the way to others."""
        newest = _alive(clinic_id).order_by("-id")
        return _conversation(
            await newest.filter(place__startswith="#").first() or await newest.first()
        )

    async def retire(self, clinic_id: int, channel: str, at: datetime) -> None:
        """Speak there no more: the bot was removed or blocked."""
        await _alive(clinic_id).filter(place=channel).update(dead_at=at)


def _alive(clinic_id: int) -> QuerySet[ConversationRow]:
    return ConversationRow.filter(clinic_id=clinic_id, dead_at__isnull=True)


def _conversation(row: ConversationRow | None) -> Conversation | None:
    return Conversation(row.clinic_id, row.place, row.reference, row.claims) if row else None

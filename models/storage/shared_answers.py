"""Keep which answers were shared in which channel, each act once."""

from __future__ import annotations

from collections.abc import Collection

from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from models.clinic.shared_answer import SharedAnswer
from models.mention import channel
from models.storage import mentions
from models.storage.tables import SharedAnswerRow
from models.storage.unreachable import reaching_records


@reaching_records
class SharedAnswers:
    """What was shared. Every method raises `RecordsUnreachable` when the database is silent."""

    async def claim(self, shared: SharedAnswer) -> bool:
        """Write it down before it is posted; False where the same act is written down already."""
        _, is_new = await SharedAnswerRow.get_or_create(
            clinic_id=shared.clinic_id,
            request=shared.request,
            defaults={
                "member": shared.member,
                "command": shared.command,
                "place": shared.channel,
                "message": shared.message,
                "about": " ".join(shared.about),
                "shared_at": shared.at,
            },
        )
        return is_new

    async def posted(
        self, shared: SharedAnswer, message: str, words: Collection[str] = (), edited_as: str = ""
    ) -> None:
        """Write down under which id the platform keeps it, and which aliases its words name.

        `edited_as` is the id that a messenger edits it by, where that is another.
        """
        posted = (channel(shared.channel), edited_as or message)
        async with in_transaction():
            await _row(shared).update(message=message)
            await mentions.keep(shared.clinic_id, posted, words, shared.at)

    async def withdraw(self, shared: SharedAnswer) -> None:
        """It was not posted after all: the same act may share again."""
        await _row(shared).delete()

    async def of_clinic(self, clinic_id: int) -> tuple[SharedAnswer, ...]:
        """Everything that a clinic shared, the oldest first."""
        rows = await SharedAnswerRow.filter(clinic_id=clinic_id).order_by("id")
        return tuple(map(_shared, rows))


def _row(shared: SharedAnswer) -> QuerySet[SharedAnswerRow]:
    return SharedAnswerRow.filter(clinic_id=shared.clinic_id, request=shared.request)


def _shared(row: SharedAnswerRow) -> SharedAnswer:
    return SharedAnswer(
        clinic_id=row.clinic_id,
        request=row.request,
        member=row.member,
        command=row.command,
        channel=row.place,
        at=row.shared_at,
        about=tuple(row.about.split()),
        message=row.message,
    )

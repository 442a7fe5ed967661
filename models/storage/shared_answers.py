"""The answers that were shared, in the database that is open."""

from __future__ import annotations

from collections.abc import Collection

from tortoise.transactions import in_transaction

from models.clinic.shared_answer import SharedAnswer
from models.reply import channel
from models.storage import mentions
from models.storage.sql import Row, execute, fetch, instant
from models.storage.unreachable import reaching

_CLAIM = """
    INSERT INTO shared_answer (clinic_id, request, member, command, place, message, about,
        shared_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (clinic_id, request) DO NOTHING RETURNING id"""
_POSTED = "UPDATE shared_answer SET message = ? WHERE clinic_id = ? AND request = ?"
_WITHDRAW = "DELETE FROM shared_answer WHERE clinic_id = ? AND request = ?"
_OF_CLINIC = """
    SELECT clinic_id, request, member, command, place, message, about, shared_at
    FROM shared_answer WHERE clinic_id = ? ORDER BY id"""


class SharedAnswers:
    """What was shared. Every method raises `RecordsUnreachable` when the database is silent."""

    async def claim(self, shared: SharedAnswer) -> bool:
        """Write it down before it is posted; False where the same act is written down already."""
        with reaching():
            return bool(
                await fetch(
                    _CLAIM,
                    [
                        shared.clinic_id,
                        shared.request,
                        shared.member,
                        shared.command,
                        shared.channel,
                        shared.message,
                        " ".join(shared.about),
                        shared.at,
                    ],
                )
            )

    async def posted(
        self, shared: SharedAnswer, message: str, words: Collection[str] = (), edited_as: str = ""
    ) -> None:
        """Write down under which id the platform keeps it, and which aliases its words name.

        `edited_as` is the id that a messenger edits it by, where that is another.
        """
        said = (channel(shared.channel), edited_as or message)
        with reaching():
            async with in_transaction():
                await execute(_POSTED, [message, shared.clinic_id, shared.request])
                await mentions.note(shared.clinic_id, said, words, shared.at)

    async def withdraw(self, shared: SharedAnswer) -> None:
        """It was not posted after all: the same act may share again."""
        with reaching():
            await execute(_WITHDRAW, [shared.clinic_id, shared.request])

    async def of_clinic(self, clinic_id: int) -> tuple[SharedAnswer, ...]:
        """Everything that a clinic shared, the oldest first."""
        with reaching():
            return tuple(map(_shared, await fetch(_OF_CLINIC, [clinic_id])))


def _shared(row: Row) -> SharedAnswer:
    return SharedAnswer(
        clinic_id=row["clinic_id"],
        request=row["request"],
        member=row["member"],
        command=row["command"],
        channel=row["place"],
        at=instant(row["shared_at"]),
        about=tuple(row["about"].split()),
        message=row["message"],
    )

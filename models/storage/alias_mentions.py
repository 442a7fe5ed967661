"""Which posted digests, shares and pages name which aliases, so that forgetting edits them.

A page that a platform goes on showing, as Slack does a Home tab, counts as a message of its owner.

Messages about an alert need no such row: their delivery has the alert's. What was posted before
this was kept is not known, and so not edited when an alias is forgotten.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from tortoise.queryset import QuerySet

from models.alerts.delivery import Purpose
from models.clinic.audit_key import plain_digest
from models.storage import forgotten_aliases, keyring
from models.storage.sql import execute
from models.storage.statements.outbox import ENQUEUE_EDIT
from models.storage.tables import AliasRow, DeliveryRow, MentionRow
from models.visits.chart import key as key_of

Message = tuple[str, str]
"""A channel, and the platform's id of a message there, as a messenger edits it."""


async def keep(clinic_id: int, message: Message, words: Collection[str], at: datetime) -> None:
    """Write down which aliases of the clinic a message names, in a transaction.

    One that names an alias that was forgotten meanwhile is to be edited at once.
    """
    keys = sorted(set(map(key_of, words)))
    if not keys or not message[1]:
        return
    # Locked as whoever forgets one locks it: either that one finds the rows here, or we find it
    # gone.
    aliases = AliasRow.filter(clinic_id=clinic_id, key__in=keys).order_by("id")
    here = [row.key for row in await aliases.select_for_update(no_key=True)]
    if await forgotten_aliases.are_forgotten(clinic_id, set(keys) - set(here)):
        await enqueue_removals(clinic_id, [message], at)
    elif here:
        newest = keyring.current().keys.newest
        rows = [
            MentionRow(
                clinic_id=clinic_id,
                place=message[0],
                message=message[1],
                digest=forgotten_aliases.digest(newest, clinic_id, key),
                said_at=at,
            )
            for key in here
        ]
        await MentionRow.bulk_create(rows, ignore_conflicts=True)


async def renew(clinic_id: int, page: Message, words: Collection[str], at: datetime) -> None:
    """Write down which aliases a page names now, instead of before, in a transaction."""
    await _rows(clinic_id, page).delete()
    await DeliveryRow.filter(clinic_id=clinic_id, key=_removal(page)).update(due_at=None)
    await keep(clinic_id, page, words, at)


async def of_aliases(clinic_id: int, aliases: Iterable[str]) -> list[Message]:
    """The messages that name one of these aliases."""
    hashes = [digest for alias in aliases for digest in forgotten_aliases.digests(clinic_id, alias)]
    return await _messages(MentionRow.filter(clinic_id=clinic_id, digest__in=hashes))


async def of_clinic(clinic_id: int) -> list[Message]:
    """Every message of the clinic that names an alias."""
    return await _messages(MentionRow.filter(clinic_id=clinic_id))


async def _messages(rows: QuerySet[MentionRow]) -> list[Message]:
    return [
        (row["place"], row["message"]) for row in await rows.distinct().values("place", "message")
    ]


async def enqueue_removals(clinic_id: int, messages: Sequence[Message], at: datetime) -> None:
    """Owe an edit to each message that takes its text away, once."""
    for message in messages:
        owed = {
            "clinic_id": clinic_id,
            "purpose": Purpose.REMOVAL.value,
            "key": _removal(message),
            "channel": message[0],
            "message": message[1],
        }
        await execute(ENQUEUE_EDIT, **owed, at=at)
        await _rows(clinic_id, message).delete()


async def is_taken_down(clinic_id: int, message: Message) -> bool:
    """Whether the text of a message was taken away, or is going to be."""
    return await DeliveryRow.exists(clinic_id=clinic_id, key=_removal(message))


def _rows(clinic_id: int, message: Message) -> QuerySet[MentionRow]:
    return MentionRow.filter(clinic_id=clinic_id, place=message[0], message=message[1])


def _removal(message: Message) -> str:
    """The key of the delivery that takes a message's text away."""
    return f"{Purpose.REMOVAL.value}/{plain_digest(*message)}"

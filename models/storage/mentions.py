"""Which posted messages name which aliases, by keyed hashes: digests, and answers that were shared.

A page that a platform goes on showing, as Slack does a Home tab, counts as a message of its owner.

Messages about an alert need no such row: their delivery has the alert's. What was posted before
this was kept is not known, and so not edited when an alias is forgotten.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from models.alerts.delivery import Purpose
from models.clinic.audit_key import plain_digest
from models.storage import forgotten, keyring
from models.storage.sql import execute, fetch
from models.visits.chart import key as key_of

# Locked as whoever forgets one locks it: either that one finds the rows here, or we find it gone.
_HERE = """
    SELECT key FROM alias WHERE clinic_id = ? AND key IN ({})
    ORDER BY id FOR NO KEY UPDATE"""
_NOTE = """
    INSERT INTO mention (clinic_id, place, message, digest, said_at) VALUES {}
    ON CONFLICT DO NOTHING"""
_OF = "SELECT DISTINCT place, message FROM mention WHERE clinic_id = ? AND digest IN ({})"
_OF_CLINIC = "SELECT DISTINCT place, message FROM mention WHERE clinic_id = ?"
_DROP = "DELETE FROM mention WHERE clinic_id = ? AND place = ? AND message = ?"
_OWE = """
    INSERT INTO delivery (clinic_id, errand, key, place, fate, owed_since, due_at, claimed_by,
        is_posting, attempts, message, wanted, why)
    VALUES (?, ?, ?, ?, 'sent', ?, ?, '', FALSE, 0, ?, 1, '')
    ON CONFLICT (clinic_id, key) DO UPDATE SET wanted = delivery.wanted + 1, attempts = 0,
        owed_since = excluded.owed_since, due_at = COALESCE(delivery.due_at, excluded.due_at)"""
_NOT_OWED = "UPDATE delivery SET due_at = NULL WHERE clinic_id = ? AND key = ?"

Message = tuple[str, str]
"""A place, and the platform's id of a message there, as a messenger edits it."""


async def note(clinic_id: int, message: Message, words: Collection[str], at: datetime) -> None:
    """Write down which aliases of the clinic a message names, in a transaction.

    One that names an alias that was forgotten meanwhile is to be edited at once.
    """
    keys = sorted(set(map(key_of, words)))
    if not keys or not message[1]:
        return
    here = [row["key"] for row in await fetch(_HERE.format(_marks(keys)), [clinic_id, *keys])]
    if await forgotten.are_forgotten(clinic_id, set(keys) - set(here)):
        await enqueue_removals(clinic_id, [message], at)
    elif here:
        newest = keyring.current().keys.newest
        rows = [
            value
            for each in here
            for value in (clinic_id, *message, forgotten.digest(newest, clinic_id, each), at)
        ]
        await execute(_NOTE.format(", ".join(["(?, ?, ?, ?, ?)"] * len(here))), rows)


async def renew(clinic_id: int, page: Message, words: Collection[str], at: datetime) -> None:
    """Write down which aliases a page names now, instead of before, in a transaction."""
    await execute(_DROP, [clinic_id, *page])
    await execute(_NOT_OWED, [clinic_id, _removal(page)])
    await note(clinic_id, page, words, at)


async def of_aliases(clinic_id: int, aliases: Iterable[str]) -> list[Message]:
    """The messages that name one of these aliases."""
    hashes = [each for alias in aliases for each in forgotten.digests(clinic_id, alias)]
    rows = await fetch(_OF.format(_marks(hashes)), [clinic_id, *hashes])
    return [(row["place"], row["message"]) for row in rows]


async def of_clinic(clinic_id: int) -> list[Message]:
    """Every message of the clinic that names an alias."""
    return [(r["place"], r["message"]) for r in await fetch(_OF_CLINIC, [clinic_id])]


async def enqueue_removals(clinic_id: int, messages: Sequence[Message], at: datetime) -> None:
    """Owe an edit to each message that takes its text away, once."""
    for place, message in messages:
        key = _removal((place, message))
        await execute(_OWE, [clinic_id, Purpose.REMOVAL.value, key, place, at, at, message])
        await execute(_DROP, [clinic_id, place, message])


def _removal(message: Message) -> str:
    """The key of the delivery that takes a message's text away."""
    return f"{Purpose.REMOVAL.value}/{plain_digest(*message)}"


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))

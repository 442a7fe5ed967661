"""Erase a whole clinic in two steps (`_TO_EDIT`), prove erasures, and count what there is.

At once, in one transaction: every row about a patient or a member, and the audit. What was posted
is owed an edit; only what that takes stays: the clinic's row, its deliveries, and how to reach it.
Once no edit is owed any more, `finish` removes that as well. For good stays one row, which says
when, how much, and by a keyed hash which workspace it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tortoise.expressions import Q, Subquery
from tortoise.models import Model

from models.alerts.delivery import Purpose
from models.clinic.audit_key import AuditKey
from models.clinic.clinic import ClinicBeingErased
from models.ports import ErasedClinic
from models.storage import alias_mentions, audit_log, keyring, tables
from models.storage.engine.unreachable import reaching, reaching_records
from models.storage.sql import fetch, shred
from models.storage.statements import audit
from models.storage.tables.instant_field import NEVER

_TO_EDIT = (
    tables.DeliveryRow,
    tables.ChannelLockRow,
    tables.ConversationRow,
    tables.InstallationRow,
)
"""Kept until every message is edited."""


@dataclass(frozen=True, slots=True)
class Census:
    """A clinic by its ids, and how much there is of it."""

    clinic_id: int
    platform: str
    workspace: str
    aliases: int
    sessions: int
    members: int


@reaching_records
class ErasingStore:
    """The two steps of erasing a clinic. Every method raises `RecordsUnreachable`."""

    async def erase(self, clinic_id: int, at: datetime) -> ErasedClinic:
        """Erase everything of a clinic but what the edits take. See `models.ports.Charts`."""
        async with audit_log.transaction():
            aliases = await _lock_all(tables.AliasRow, clinic_id)
            await _lock_all(tables.NoteRow, clinic_id)
            clinic = await audit_log.locked(clinic_id)
            await refuse_erased(clinic_id)
            sessions = await tables.SessionRow.filter(clinic_id=clinic_id).count()
            workspace = f"{clinic.platform}/{clinic.workspace}"
            await _say(clinic_id, workspace, at, ErasedClinic(aliases, sessions))
            messages = await _take_down(clinic_id, at)
            await tables.ClinicRow.filter(id=clinic_id).update(digest_at=NEVER)
            await _delete(clinic_id, but=_TO_EDIT)
        if heads := keyring.current().heads:
            heads.drop(clinic_id)
        await shred()
        return ErasedClinic(aliases, sessions, messages)

    async def finish_erasing(self, clinic_id: int | None = None) -> int:
        """Remove what is left of the clinics whose messages are edited; returns how many those are.

        A clinic that is named does not wait for its messages.
        """
        done = 0
        erased = Subquery(tables.ErasedClinicRow.all().values("number"))
        for row in await tables.ClinicRow.filter(id__in=erased).order_by("id"):
            owed = tables.DeliveryRow.filter(clinic_id=row.id, due_at__isnull=False)
            if row.id == clinic_id or (clinic_id is None and not await owed.exists()):
                async with audit_log.transaction():
                    await audit_log.locked(row.id)
                    await _delete(row.id)
                    await row.delete()
                done += 1
        if done:
            await shred()
        return done


async def _lock_all(table: type[tables.AliasRow | tables.NoteRow], clinic_id: int) -> int:
    """Keep the clinic's rows of a table for the transaction, in one order; how many those are."""
    rows = table.filter(clinic_id=clinic_id).order_by("id").select_for_update(no_key=True)
    return len(await rows.values_list("id"))


async def refuse_erased(clinic_id: int) -> None:
    """Raise `BeingErased` for a clinic whose erasure is under way."""
    if await tables.ErasedClinicRow.exists(number=clinic_id):
        raise ClinicBeingErased


async def census() -> list[Census]:
    """How much there is of each clinic, by ids alone."""
    with reaching():
        return [await _counted(clinic) for clinic in await tables.ClinicRow.all().order_by("id")]


async def _counted(clinic: tables.ClinicRow) -> Census:
    counted = (tables.AliasRow, tables.SessionRow, tables.MemberRow)
    counts = [await table.filter(clinic_id=clinic.id).count() for table in counted]
    return Census(clinic.id, clinic.platform, clinic.workspace, *counts)


async def is_under_way(clinic_id: int) -> bool:
    """Whether a clinic is erased but for what its messages' edits take."""
    with reaching():
        return await tables.ErasedClinicRow.exists(number=clinic_id)


async def faults() -> tuple[str, ...]:
    """What is wrong with what is told of erased clinics, or is not told of them, in words."""
    with reaching():
        rows = await tables.ErasedClinicRow.all().order_by("id")
        here = await tables.ClinicRow.all().values_list("id", flat=True)
    keyless = [
        f"what is told of clinic {row.number}, erased, has no key behind it."
        for row in rows
        if not _is_bound(row)
    ]
    return (*keyless, *_gone({row.number for row in rows}.union(here)))


def _gone(explained: set[Any]) -> Iterator[str]:
    """The clinics of which the second place has a row, and the database not even an erasure."""
    heads = keyring.current().heads
    for clinic_id, line in sorted(heads.all().items()) if heads else ():
        if clinic_id not in explained:
            yield (
                f"clinic {clinic_id} had {line.number} rows of audit: the second place says so. It "
                "is gone, and nothing tells that it was erased."
            )


def _is_bound(row: tables.ErasedClinicRow) -> bool:
    key = keyring.current().keys.named(row.key_name)
    facts = (row.number, row.digest, row.aliases, row.sessions)
    return key is not None and row.hash == _bound(key, facts, row.erased_at)


async def _say(clinic_id: int, workspace: str, at: datetime, erased: ErasedClinic) -> None:
    key = keyring.current().keys.newest
    digest = key.digest("workspace", workspace)
    counts = (erased.aliases, erased.sessions)
    bound = _bound(key, (clinic_id, digest, *counts), at)
    await tables.ErasedClinicRow.create(
        number=clinic_id,
        digest=digest,
        key_name=key.id,
        erased_at=at,
        aliases=erased.aliases,
        sessions=erased.sessions,
        hash=bound,
    )


def _bound(key: AuditKey, facts: tuple[object, ...], at: datetime) -> str:
    return key.digest("erased", *facts, at.astimezone(UTC).isoformat(timespec="microseconds"))


async def _take_down(clinic_id: int, at: datetime) -> int:
    """Owe an edit to whatever names aliases; how many messages that are."""
    removal = Purpose.REMOVAL.value
    edited = await fetch(audit.REMOVE_ALL, removal=removal, at=at, clinic_id=clinic_id)
    is_done = Q(is_posting=False) | Q(due_at__isnull=True)
    await tables.DeliveryRow.filter(is_done, clinic_id=clinic_id, message="").delete()
    messages = await alias_mentions.of_clinic(clinic_id)
    await alias_mentions.enqueue_removals(clinic_id, messages, at)
    return len(edited) + len(messages)


async def _delete(clinic_id: int, but: Collection[type[Model]] = ()) -> None:
    """Delete the clinic's rows of every table."""
    for table in tables.that_refer_to(tables.ClinicRow):
        if table not in but:
            await table.filter(clinic_id=clinic_id).delete()

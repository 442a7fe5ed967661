"""The ledger: rows in, values out. Every statement about a clinic's records stands here."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.audit import SYSTEM, AuditEntry, Deed, as_detail, first_break
from models.clinic import Clinic, Member, Platform, Role, read_readings
from models.ports import Defaults
from models.storage import trail
from models.storage.config import CONNECTION
from models.storage.tables import AuditRow, ClinicRow, MemberRow
from models.storage.unreachable import reaching
from models.storage.writing import count_anew

_PAGE = 500
"""Audit rows read at a time while the chain is verified."""

# By hand, because every request asks it: Tortoise takes longer to build a query than to run it.
_SEATED = """
    SELECT c.id, c.profession, c.state, c.time_zone, c.readings, m.id AS member_id, m.role
    FROM clinic c JOIN member m ON m.clinic_id = c.id
    WHERE c.platform = {} AND c.workspace = {} AND m."user" = {}"""
_SEATED_IN = {
    "sqlite": _SEATED.format("?", "?", "?"),
    "postgres": _SEATED.format("$1", "$2", "$3"),
}


class Ledger:
    """A clinic's records in the database that is open. Times are aware and come from the caller.

    Every method raises `RecordsUnreachable` when the database does not answer or is not migrated.
    """

    async def seat(
        self, platform: Platform, workspace: str, user: str, *, role: Role, at: datetime
    ) -> tuple[Clinic, Member]:
        """Find the clinic and the person in it, or add them, with an audit entry for each.

        `role` is for somebody new: a role once stored is neither raised nor lowered here.
        """
        with reaching():
            seated = await _find_seat(platform, workspace, user)
            if seated is None:
                seated = await _take_seat(platform, workspace, user, role, at)
        return seated

    async def set_defaults(
        self, clinic_id: int, *, actor: str, at: datetime, **defaults: Unpack[Defaults]
    ) -> Clinic:
        """Change the clinic's defaults and say in its audit what they were and became.

        What is left out stays; None clears; nothing is written when nothing changes. Raises
        LookupError when there is no such clinic.
        """
        with reaching():
            async with in_transaction():
                if "state" in defaults:  # a payer's limits may hold in some states only
                    await count_anew(clinic_id)
                row = await trail.locked(clinic_id)
                changes = _changes(row, defaults)
                if changes:
                    row.update_from_dict({name: to for name, (_, to) in changes.items()})
                    await row.save(update_fields=list(changes))
                    detail = {name: {"from": a, "to": b} for name, (a, b) in changes.items()}
                    deed = Deed(at, actor, "defaults set", "clinic", as_detail(detail))
                    await trail.append(clinic_id, deed)
                return _clinic(row)

    async def clinics(self) -> list[Clinic]:
        """Every clinic, the one that came first first: for what nobody asked for, a job."""
        with reaching():
            return [_clinic(row) for row in await ClinicRow.all().order_by("id")]

    async def audit(self, clinic_id: int) -> list[AuditEntry]:
        """The clinic's audit, oldest first."""
        with reaching():
            rows = await AuditRow.filter(clinic_id=clinic_id).order_by("number")
        return [trail.entry_of(row) for row in rows]

    async def verify_audit(self, clinic_id: int) -> int | None:
        """The number of the first audit row that does not follow the one before it.

        None if the chain holds. See `models/audit.py` for what a chain cannot show.
        """
        before: AuditEntry | None = None
        while entries := await _page_after(clinic_id, before):
            broken = first_break(entries, before)
            if broken is not None:
                return broken
            before = entries[-1]
        return None


async def _find_seat(platform: Platform, workspace: str, user: str) -> tuple[Clinic, Member] | None:
    connection = get_connection(CONNECTION)
    statement = _SEATED_IN[connection.capabilities.dialect]
    rows = await connection.execute_query_dict(statement, [platform.value, workspace, user])
    if not rows:
        return None
    row = rows[0]
    place = (row["profession"], row["state"], row["time_zone"])
    clinic = Clinic(row["id"], platform, workspace, *place, read_readings(row["readings"]))
    return clinic, Member(row["member_id"], clinic.id, user, Role(row["role"]))


async def _take_seat(
    platform: Platform, workspace: str, user: str, role: Role, at: datetime
) -> tuple[Clinic, Member]:
    """Add what is missing, one request of a clinic after the other: its row is locked."""
    async with in_transaction():
        clinic = await _locked_or_added(platform, workspace, at)
        member = await MemberRow.get_or_none(clinic_id=clinic.id, user=user)
        if member is None:
            member = await MemberRow.create(
                clinic_id=clinic.id, user=user, role=role.value, added_at=at
            )
            detail = as_detail({"role": role.value})
            await trail.append(clinic.id, Deed(at, SYSTEM, "member added", user, detail))
        return _clinic(clinic), _member(member)


async def _locked_or_added(platform: Platform, workspace: str, at: datetime) -> ClinicRow:
    """The clinic's row under a lock.

    Two that add it at once both get the one row: "on conflict do nothing" waits for the other
    transaction, and breaks none as a caught IntegrityError would on PostgreSQL.
    """
    wanted = ClinicRow.filter(platform=platform.value, workspace=workspace).select_for_update(
        no_key=True
    )
    found = await wanted.get_or_none()
    if found is None:
        new = Clinic(0, platform, workspace)  # says what an untouched clinic defaults to
        row = ClinicRow(
            platform=platform.value, workspace=workspace, time_zone=new.time_zone, added_at=at
        )
        await ClinicRow.bulk_create([row], ignore_conflicts=True)
        found = await wanted.get()
        if not await AuditRow.exists(clinic_id=found.id):  # else the other one has said it
            detail = as_detail({"platform": platform.value, "workspace": workspace})
            await trail.append(found.id, Deed(at, SYSTEM, "clinic added", "clinic", detail))
    return found


async def _page_after(clinic_id: int, before: AuditEntry | None) -> list[AuditEntry]:
    rows = AuditRow.filter(clinic_id=clinic_id)
    if before:
        rows = rows.filter(number__gt=before.number)
    with reaching():
        return [trail.entry_of(row) for row in await rows.order_by("number").limit(_PAGE)]


def _changes(row: ClinicRow, defaults: Defaults) -> dict[str, tuple[object, object]]:
    """What each default was and is to become, without those that stay as they are."""
    pairs = {name: (getattr(row, name), to) for name, to in defaults.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _clinic(row: ClinicRow) -> Clinic:
    platform = Platform(row.platform)
    place = (row.profession, row.state, row.time_zone)
    return Clinic(row.id, platform, row.workspace, *place, read_readings(row.readings))


def _member(row: MemberRow) -> Member:
    return Member(row.id, row.clinic_id, row.user, Role(row.role))

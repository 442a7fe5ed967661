"""The ledger: rows in, values out. Every statement about a clinic's records stands here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Unpack

from tortoise.connection import get_connection

from models.clinic import preferences
from models.clinic.audit import SYSTEM, AuditEntry, AuditEvent, ChainHead, as_detail
from models.clinic.clinic import Clinic, LastManager, Member, Platform, Role, read_readings
from models.ports import Defaults
from models.storage import alias_names, audit_log, erasing, handled_requests
from models.storage.audit_proof import AuditProof, heads, prove_audit
from models.storage.chart_writer import count_anew
from models.storage.database_url import CONNECTION
from models.storage.sql import fetch, instant
from models.storage.tables import AuditRow, ClinicRow, MemberRow
from models.storage.unreachable import reaching
from models.visits.cap import CapScope

_Changes = Mapping[str, tuple[object, object]]
"""What each default was and is to become."""

# By hand, because every request asks it: Tortoise takes longer to build a query than to run it.
_SEATED = """
    SELECT c.id, c.profession, c.state, c.time_zone, c.readings, c.preferences,
        m.id AS member_id, m.role, m.vouched_at, m.gone_at
    FROM clinic c JOIN member m ON m.clinic_id = c.id
    WHERE c.platform = {} AND c.workspace = {} AND m."user" = {}"""
_SEATED_IN = {
    "sqlite": _SEATED.format("?", "?", "?"),
    "postgres": _SEATED.format("$1", "$2", "$3"),
}

_AUDIT = f"""
    SELECT {audit_log.COLUMNS} FROM audit WHERE clinic_id = ?{{}} ORDER BY number DESC{{}}"""  # noqa: S608 -- a constant
_STILL_HERE = """
    UPDATE member SET vouched_at = ? WHERE clinic_id = ? AND "user" = ? AND gone_at IS NULL
    RETURNING id"""
_CAME_BACK = """
    UPDATE member SET vouched_at = ?, gone_at = NULL
    WHERE clinic_id = ? AND "user" = ? AND gone_at IS NOT NULL RETURNING id"""
_LEFT = """
    UPDATE member SET gone_at = ? WHERE clinic_id = ? AND "user" = ? AND gone_at IS NULL
    RETURNING id"""


class ClinicStore:
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
        self,
        clinic_id: int,
        *,
        actor: str,
        at: datetime,
        request: str = "",
        **defaults: Unpack[Defaults],
    ) -> Clinic:
        """Change the clinic's defaults and say in its audit what they were and became.

        What is left out stays; None clears; nothing is written when nothing changes. Raises
        LookupError when there is no such clinic, and `models.visits.chart.AlreadyDone`.
        """
        with reaching():
            async with audit_log.transaction():
                for payer in _recounted(defaults):
                    await count_anew(clinic_id, CapScope.PAYER if payer else CapScope.CLINIC, payer)
                row = await audit_log.locked(clinic_id)
                before = _clinic(row)
                changes = _changes(row, defaults)
                if changes:
                    await _save(row, before, changes)
                    said = _said(changes, before, _clinic(row))
                    became = [f"{name}: {pair['to']}" for name, pair in sorted(said.items())]
                    await handled_requests.claim(clinic_id, request, at, "defaults set", *became)
                    detail = as_detail(said)
                    await audit_log.append(
                        clinic_id, [AuditEvent(at, actor, "defaults set", "clinic", detail)]
                    )
                return _clinic(row)

    async def clinic(self, clinic_id: int) -> Clinic:
        """The clinic as it is now. Raises LookupError when there is none."""
        with reaching():
            row = await ClinicRow.get_or_none(id=clinic_id)
        if row is None:
            raise LookupError(f"there is no clinic {clinic_id}")
        return _clinic(row)

    async def members(self, clinic_id: int) -> tuple[Member, ...]:
        """Everybody whom the clinic knows, the first who came first."""
        with reaching():
            rows = await MemberRow.filter(clinic_id=clinic_id).order_by("id")
        return tuple(map(_member, rows))

    async def seated(
        self, platform: Platform, workspace: str, user: str
    ) -> tuple[Clinic, Member] | None:
        """The clinic and the person in it; None for a newcomer, who stays one."""
        with reaching():
            return await _find_seat(platform, workspace, user)

    async def clinic_at(self, platform: Platform, workspace: str, *, at: datetime) -> Clinic:
        """Find the clinic of a workspace, or add it."""
        with reaching():
            async with audit_log.transaction():
                return _clinic(await _locked_or_added(platform, workspace, at))

    async def set_role(  # noqa: PLR0913 -- who, to what, and by which deed
        self, clinic_id: int, user: str, role: Role, *, actor: str, at: datetime, request: str = ""
    ) -> Member:
        """Give a person a role; whoever is not known yet is added.

        Raises LookupError when there is no such clinic, `LastManager`, and
        `models.visits.chart.AlreadyDone`.
        """
        with reaching():
            async with audit_log.transaction():
                await audit_log.locked(clinic_id)
                row, before = await _member_row(clinic_id, user, at)
                if before is role:
                    return _member(row)
                if before is Role.MANAGER and not await _has_another_manager(row):
                    raise LastManager
                await handled_requests.claim(clinic_id, request, at, "role set", user, role)
                row.role = role.value
                await row.save()
                detail = as_detail({"from": before and before.value, "to": role.value})
                await audit_log.append(clinic_id, [AuditEvent(at, actor, "role set", user, detail)])
                return _member(row)

    async def vouched(self, clinic_id: int, user: str, *, at: datetime) -> None:
        """Write down that the platform says now that a person works here, who may come back."""
        with reaching():
            if await fetch(_STILL_HERE, [at, clinic_id, user]):
                return
            async with audit_log.transaction():
                await audit_log.locked(clinic_id)
                if await fetch(_CAME_BACK, [at, clinic_id, user]):
                    await audit_log.append(
                        clinic_id, [AuditEvent(at, SYSTEM, "member is back", user)]
                    )

    async def refused(self, clinic_id: int, user: str, *, at: datetime) -> None:
        """Write down that the platform says that a person does not work here any more."""
        with reaching():
            async with audit_log.transaction():
                await audit_log.locked(clinic_id)
                if await fetch(_LEFT, [at, clinic_id, user]):
                    await audit_log.append(
                        clinic_id, [AuditEvent(at, SYSTEM, "member is gone", user)]
                    )

    async def clinics(self) -> list[Clinic]:
        """Every clinic, the one that came first first: for what nobody asked for, a job."""
        with reaching():
            return [_clinic(row) for row in await ClinicRow.all().order_by("id")]

    async def audit(
        self,
        clinic_id: int,
        *,
        subject: str | None = None,
        last: int | None = None,
        before: int | None = None,
    ) -> list[AuditEntry]:
        """The clinic's audit, oldest first: all of it, or the last entries, of one subject.

        `before` is the number of an entry: it and what came after it are left out.
        """
        most = "" if last is None else f" LIMIT {last:d}"
        with reaching():
            called = [] if subject is None else await alias_names.former(clinic_id, subject)
            whose = f" AND subject IN ({', '.join('?' * len(called))})" if called else ""
            whose += "" if before is None else f" AND number < {before:d}"
            rows = await fetch(_AUDIT.format(whose, most), [clinic_id, *called])
        return [audit_log.entry_of(row) for row in reversed(rows)]

    async def heads(self) -> tuple[ChainHead, ...]:
        """The newest entry of every clinic's audit."""
        return await heads()

    async def tell(self, clinic_id: int, deed: AuditEvent) -> None:
        """Add a deed to the audit that changed no record."""
        with reaching():
            async with audit_log.transaction():
                await audit_log.append(clinic_id, [deed])

    async def prove_audit(self, clinic_id: int, wanted: str = "") -> AuditProof:
        """Whether the clinic's audit proves itself; `wanted` is a hash that it should hold."""
        return await prove_audit(clinic_id, wanted)


async def _find_seat(platform: Platform, workspace: str, user: str) -> tuple[Clinic, Member] | None:
    connection = get_connection(CONNECTION)
    statement = _SEATED_IN[connection.capabilities.dialect]
    rows = await connection.execute_query_dict(statement, [platform.value, workspace, user])
    if not rows:
        return None
    row = rows[0]
    place = (row["profession"], row["state"], row["time_zone"])
    chosen = (read_readings(row["readings"]), preferences.unspell(row["preferences"]))
    clinic = Clinic(row["id"], platform, workspace, *place, *chosen)
    vouched_at = instant(row["vouched_at"]) if row["vouched_at"] else None
    role, is_gone = Role(row["role"]), row["gone_at"] is not None
    return clinic, Member(row["member_id"], clinic.id, user, role, vouched_at, is_gone)


async def _take_seat(
    platform: Platform, workspace: str, user: str, role: Role, at: datetime
) -> tuple[Clinic, Member]:
    """Add what is missing, one request of a clinic after the other: its row is locked."""
    async with audit_log.transaction():
        clinic = await _locked_or_added(platform, workspace, at)
        member = await MemberRow.get_or_none(clinic_id=clinic.id, user=user)
        if member is None:
            member = await MemberRow.create(
                clinic_id=clinic.id, user=user, role=role.value, added_at=at, vouched_at=at
            )
            detail = as_detail({"role": role.value})
            await audit_log.append(
                clinic.id, [AuditEvent(at, SYSTEM, "member added", user, detail)]
            )
        return _clinic(clinic), _member(member)


async def _locked_or_added(platform: Platform, workspace: str, at: datetime) -> ClinicRow:
    """The clinic's row under a lock. A clinic without a workspace would be everybody's.

    Two that add it at once both get the one row: "on conflict do nothing" waits for the other
    transaction, and breaks none as a caught IntegrityError would on PostgreSQL.
    """
    if not workspace:
        raise ValueError("a clinic is that of a workspace")
    wanted = ClinicRow.filter(platform=platform.value, workspace=workspace).select_for_update(
        no_key=True
    )
    found = await wanted.get_or_none()
    if found:
        await erasing.refuse_erased(found.id)
    if found is None:
        new = Clinic(0, platform, workspace)  # says what an untouched clinic defaults to
        row = ClinicRow(
            platform=platform.value, workspace=workspace, time_zone=new.time_zone, added_at=at
        )
        await ClinicRow.bulk_create([row], ignore_conflicts=True)
        found = await wanted.get()
        if not await AuditRow.exists(clinic_id=found.id):  # else the other one has said it
            detail = as_detail({"platform": platform.value, "workspace": workspace})
            await audit_log.append(
                found.id, [AuditEvent(at, SYSTEM, "clinic added", "clinic", detail)]
            )
    return found


def _changes(row: ClinicRow, defaults: Defaults) -> _Changes:
    """What each default was and is to become, without those that stay as they are."""
    pairs = {name: (getattr(row, name), to) for name, to in defaults.items()}
    if "preferences" in defaults:
        kept = preferences.merged(row.preferences, defaults["preferences"])
        pairs["preferences"] = (row.preferences, kept)
        if preferences.unspell(row.preferences) == preferences.unspell(kept):
            del pairs["preferences"]
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


async def _save(row: ClinicRow, before: Clinic, changes: _Changes) -> None:
    """Write what changes; where that moves the digest, its next instant is to be found anew."""
    row.update_from_dict({name: to for name, (_, to) in changes.items()})
    after = _clinic(row)
    written = list(changes)
    if (before.time_zone, before.preferences.hours) != (after.time_zone, after.preferences.hours):
        row.digest_at = None
        written.append("digest_at")
    await row.save(update_fields=written)


def _said(changes: _Changes, before: Clinic, after: Clinic) -> dict[str, dict[str, object]]:
    """What the audit says of changes: of the preferences, each setting that differs."""
    pairs = {name: pair for name, pair in changes.items() if name != "preferences"}
    pairs |= preferences.differences(before.preferences, after.preferences)
    return {name: {"from": a, "to": b} for name, (a, b) in pairs.items()}


def _recounted(defaults: Defaults) -> tuple[str, ...]:
    """The payers whose aliases other defaults may give other alerts; empty text: all aliases."""
    if "state" in defaults:  # a payer's limits may hold in some states only
        return ("",)
    return preferences.changed_payers(defaults["preferences"]) if "preferences" in defaults else ()


def _clinic(row: ClinicRow) -> Clinic:
    platform = Platform(row.platform)
    place = (row.profession, row.state, row.time_zone)
    chosen = (read_readings(row.readings), preferences.unspell(row.preferences))
    return Clinic(row.id, platform, row.workspace, *place, *chosen)


async def _member_row(clinic_id: int, user: str, at: datetime) -> tuple[MemberRow, Role | None]:
    """A person's row and role; a new row, which nobody has saved yet, and None."""
    row = await MemberRow.get_or_none(clinic_id=clinic_id, user=user)
    if row:
        return row, Role(row.role)
    return MemberRow(clinic_id=clinic_id, user=user, added_at=at), None


async def _has_another_manager(row: MemberRow) -> bool:
    managers = MemberRow.filter(
        clinic_id=row.clinic_id, role=Role.MANAGER.value, gone_at__isnull=True
    )
    return await managers.exclude(id=row.id).exists()


def _member(row: MemberRow) -> Member:
    is_gone = row.gone_at is not None
    return Member(row.id, row.clinic_id, row.user, Role(row.role), row.vouched_at, is_gone)

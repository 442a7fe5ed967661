"""Add and find clinics and members, save defaults and preferences, read the audit."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from models.clinic.audit import SYSTEM, UNDOES, AuditEntry, AuditEvent, ChainHead, as_detail
from models.clinic.clinic import Clinic, Member, Platform, Role
from models.ports import Defaults
from models.storage import alias_names, audit_log, erase_clinic, seen_events
from models.storage.chart_writer import count_anew
from models.storage.clinic_rows import (
    changes_of,
    clinic_in,
    recounted,
    said_of,
    save_changes,
    whole_clinic,
)
from models.storage.engine.unreachable import reaching_records
from models.storage.members import MemberStore, member_of
from models.storage.sql import fetch, instant_or_none
from models.storage.statements import audit as audit_sql
from models.storage.statements import clinics as statements
from models.storage.tables import AuditRow, ClinicRow, MemberRow
from models.storage.verify_audit import AuditProof, heads, prove_audit
from models.visits.cap import CapScope


@reaching_records
class ClinicStore(MemberStore):
    """A clinic's records in the database that is open. Times are aware and come from the caller.

    Every method raises `RecordsUnreachable` when the database does not answer or is not migrated.
    """

    async def seat(
        self, platform: Platform, workspace: str, user: str, *, role: Role, at: datetime
    ) -> tuple[Clinic, Member]:
        """Find the clinic and the person in it, or add them, with an audit entry for each.

        `role` is for somebody new: a role once stored is neither raised nor lowered here.
        """
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
        undoes: tuple[int, ...] = (),
        **defaults: Unpack[Defaults],
    ) -> Clinic:
        """Change the clinic's defaults; nothing is written where nothing changes.

        Raises LookupError when there is no such clinic. See `models.ports.Clinics`.
        """
        async with audit_log.transaction():
            for payer in recounted(defaults):
                await count_anew(clinic_id, CapScope.PAYER if payer else CapScope.CLINIC, payer)
            row = await audit_log.locked(clinic_id)
            before = clinic_in(vars(row))
            changes = changes_of(row, defaults)
            if changes:
                await save_changes(row, before, changes, at)
                said = said_of(changes, before, clinic_in(vars(row)))
                asked = [f"{name}: {value}" for name, value in sorted(defaults.items())]
                await seen_events.claim(clinic_id, request, at, "defaults set", *asked)
                if undoes:
                    await seen_events.claim(clinic_id, request, at, "undone")
                detail = as_detail({**said, **({UNDOES: list(undoes)} if undoes else {})})
                await audit_log.append(
                    clinic_id, [AuditEvent(at, actor, "defaults set", "clinic", detail)]
                )
            return await whole_clinic(row)

    async def clinic(self, clinic_id: int) -> Clinic:
        """The clinic as it is now. Raises LookupError when there is none."""
        row = await ClinicRow.get_or_none(id=clinic_id)
        if row is None:
            raise LookupError(f"there is no clinic {clinic_id}")
        return await whole_clinic(row)

    async def seated(
        self, platform: Platform, workspace: str, user: str
    ) -> tuple[Clinic, Member] | None:
        """The clinic and the person in it; None for a newcomer, who stays one."""
        return await _find_seat(platform, workspace, user)

    async def clinic_at(self, platform: Platform, workspace: str, *, at: datetime) -> Clinic:
        """Find the clinic of a workspace, or add it."""
        async with audit_log.transaction():
            return await whole_clinic(await _locked_or_added(platform, workspace, at))

    async def clinics(self) -> list[Clinic]:
        """Every clinic, the one that came first first: for what nobody asked for, a job."""
        return [await whole_clinic(row) for row in await ClinicRow.all().order_by("id")]

    async def audit(
        self,
        clinic_id: int,
        *,
        subject: str | None = None,
        last: int | None = None,
        before: int | None = None,
        actor: str | None = None,
    ) -> list[AuditEntry]:
        """The clinic's audit, oldest first. See `models.ports.Clinics`."""
        subjects = await alias_names.former(clinic_id, subject) if subject is not None else None
        given = {"actor": actor, "subjects": subjects and [*subjects], "before": before}
        bounds = (audit_sql.BOUNDS[name] for name, value in given.items() if value is not None)
        statement = audit_sql.NEWEST.format("".join(bounds))
        statement += audit_sql.AT_MOST if last is not None else ""
        newest = await fetch(statement, clinic_id=clinic_id, last=last, **given)
        return [audit_log.entry_of(row) for row in reversed(newest)]

    async def heads(self) -> tuple[ChainHead, ...]:
        """The newest entry of every clinic's audit."""
        return await heads()

    async def tell(self, clinic_id: int, deed: AuditEvent) -> None:
        """Add a deed to the audit that changed no record."""
        async with audit_log.transaction():
            await audit_log.append(clinic_id, [deed])

    async def prove_audit(self, clinic_id: int, wanted: str = "") -> AuditProof:
        """Whether the clinic's audit proves itself; `wanted` is a hash that it should hold."""
        return await prove_audit(clinic_id, wanted)


async def _find_seat(platform: Platform, workspace: str, user: str) -> tuple[Clinic, Member] | None:
    rows = await fetch(statements.SEATED, platform=platform.value, workspace=workspace, user=user)
    if not rows:
        return None
    (row,) = rows
    role, is_gone = Role(row["role"]), row["gone_at"] is not None
    vouched_at = instant_or_none(row["vouched_at"])
    return clinic_in(row), Member(row["member_id"], row["id"], user, role, vouched_at, is_gone)


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
        return await whole_clinic(clinic), member_of(member)


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
    clinic = await wanted.get_or_none()
    if clinic:
        await erase_clinic.refuse_erased(clinic.id)
    if clinic is None:
        new = Clinic(0, platform, workspace)  # says what an untouched clinic defaults to
        row = ClinicRow(
            platform=platform.value, workspace=workspace, time_zone=new.time_zone, added_at=at
        )
        await ClinicRow.bulk_create([row], ignore_conflicts=True)
        clinic = await wanted.get()
        if not await AuditRow.exists(clinic_id=clinic.id):  # else the other one has said it
            detail = as_detail({"platform": platform.value, "workspace": workspace})
            await audit_log.append(
                clinic.id, [AuditEvent(at, SYSTEM, "clinic added", "clinic", detail)]
            )
    return clinic

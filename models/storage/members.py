"""Give a member a role, keep the last manager, and note who the platform says is gone."""

from __future__ import annotations

from datetime import datetime

from tortoise.transactions import in_transaction

from models.clinic.audit import SYSTEM, AuditEvent, as_detail
from models.clinic.clinic import LastManager, Member, Role
from models.storage import audit_log, seen_events
from models.storage.engine.unreachable import reaching_records
from models.storage.tables import MemberRow


@reaching_records
class MemberStore:
    """Members. Every method raises `RecordsUnreachable`."""

    async def members(self, clinic_id: int) -> tuple[Member, ...]:
        """Everybody whom the clinic knows, the first who came first."""
        rows = await MemberRow.filter(clinic_id=clinic_id).order_by("id")
        return tuple(map(member_of, rows))

    async def set_role(  # noqa: PLR0913 -- who, to what, and by which deed
        self, clinic_id: int, user: str, role: Role, *, actor: str, at: datetime, request: str = ""
    ) -> Member:
        """Give a person a role. Raises LookupError for no clinic. See `models.ports.Clinics`."""
        async with audit_log.transaction():
            await audit_log.locked(clinic_id)
            row, before = await _member_row(clinic_id, user, at)
            if before is role:
                return member_of(row)
            if before is Role.MANAGER and not await _has_another_manager(row):
                raise LastManager
            await seen_events.claim(clinic_id, request, at, "role set", user, role)
            row.role = role.value
            await row.save()
            detail = as_detail({"from": before and before.value, "to": role.value})
            await audit_log.append(clinic_id, [AuditEvent(at, actor, "role set", user, detail)])
            return member_of(row)

    async def vouched(self, clinic_id: int, user: str, *, at: datetime) -> None:
        """Write down that the platform says now that a person works here, who may come back."""
        member = MemberRow.filter(clinic_id=clinic_id, user=user)
        if await member.filter(gone_at__isnull=True).update(vouched_at=at):
            return
        async with audit_log.transaction():
            await audit_log.locked(clinic_id)
            gone = member.filter(gone_at__isnull=False)
            if await gone.update(vouched_at=at, gone_at=None):
                await audit_log.append(clinic_id, [AuditEvent(at, SYSTEM, "member is back", user)])

    async def refused(self, clinic_id: int, user: str, *, at: datetime) -> None:
        """Write down that the platform says that a person does not work here any more."""
        async with audit_log.transaction():
            await audit_log.locked(clinic_id)
            member = MemberRow.filter(clinic_id=clinic_id, user=user, gone_at__isnull=True)
            if await member.update(gone_at=at):
                await audit_log.append(clinic_id, [AuditEvent(at, SYSTEM, "member is gone", user)])

    async def note_in_vain(
        self, clinic_id: int, user: str, *, at: datetime, request: str = ""
    ) -> None:
        """Write down that what a person typed saved nothing. See `models.ports.Clinics`."""
        async with in_transaction():
            if request and await self.was_heard(clinic_id, request):
                return
            await seen_events.first_heard(clinic_id, request, at)
            await MemberRow.filter(clinic_id=clinic_id, user=user).update(in_vain_at=at)

    async def was_heard(self, clinic_id: int, request: str) -> bool:
        """Whether a request changed something before, or was refused."""
        return await seen_events.was_heard(clinic_id, request)

    async def last_in_vain(self, clinic_id: int, user: str) -> datetime | None:
        """When that was last; None where it never was."""
        row = await MemberRow.get_or_none(clinic_id=clinic_id, user=user)
        return row.in_vain_at if row else None


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


def member_of(row: MemberRow) -> Member:
    """The member that a row keeps."""
    is_gone = row.gone_at is not None
    return Member(row.id, row.clinic_id, row.user, Role(row.role), row.vouched_at, is_gone)

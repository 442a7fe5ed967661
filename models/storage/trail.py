"""The audit's newest row, added to under the lock on the clinic's row."""

from __future__ import annotations

from models.audit import AuditEntry, Deed, place
from models.storage.tables import AuditRow, ClinicRow


async def locked(clinic_id: int) -> ClinicRow:
    """The clinic's row, which nobody else may write until the transaction ends.

    SQLite needs no word for it: its transactions hold the write lock from the start. Whoever locks
    an alias too does that first. Raises LookupError when there is no such clinic.

    PostgreSQL locks a clinic against deletion for everybody who adds a row that refers to it. The
    lock here bears that (`no_key`), or two who add a row and then an audit entry would deadlock.
    """
    row = await ClinicRow.filter(id=clinic_id).select_for_update(no_key=True).get_or_none()
    if row is None:
        raise LookupError(f"there is no clinic {clinic_id}")
    return row


async def append(clinic_id: int, deed: Deed) -> None:
    """Add to the audit. The clinic's row must be locked, or two would take the same number."""
    last = await AuditRow.filter(clinic_id=clinic_id).order_by("-number").first()
    entry = place(deed, clinic_id, entry_of(last) if last else None)
    await AuditRow.create(
        clinic_id=clinic_id,
        number=entry.number,
        at=deed.at,
        actor=deed.actor,
        action=deed.action,
        subject=deed.subject,
        detail=deed.detail,
        previous_hash=entry.previous_hash,
        hash=entry.hash,
    )


def entry_of(row: AuditRow) -> AuditEntry:
    """The entry that a row keeps."""
    deed = Deed(row.at, row.actor, row.action, row.subject, row.detail)
    return AuditEntry(row.clinic_id, row.number, deed, row.previous_hash, row.hash)

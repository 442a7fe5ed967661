"""Whether every clinic's audit proves itself: python -m bot doctor --audit [--head HASH]."""

from __future__ import annotations

from bot.app import App
from bot.cli.doctor import DoctorFinding
from models.clinic.clinic import Clinic
from models.storage import audit_triggers
from models.storage.audit_proof import AuditProof
from models.storage.erasing import faults, is_under_way

_MEND = (
    "Somebody changed the records past this program: keep this database as it is, compare it with "
    "a copy, and look who can write to it."
)
_GUARD = (
    "Until they stand again, whoever can write to this database can change the audit. Look "
    "who can, compare with a copy, and take the triggers over from a database that has them."
)
_FIND_THE_KEY = (
    "A key that bound these rows is not in AUDIT_KEY, nor beside the database. Put it behind the "
    "newest one and ask again: until then nothing is known of these rows, good or bad."
)
_NOT_HELD = (
    "No clinic's audit has a row of this hash: its end was cut off, or it was written anew. If the "
    "hash is of another database, ask there."
)


async def examine_audit(app: App, head: str = "") -> list[DoctorFinding]:
    """Prove the audit of every clinic, and say whether one holds a hash that was kept elsewhere."""
    findings, holds = [], False
    async with app.database:
        if gone := await audit_triggers.missing():
            says = f"Missing, switched off or changed: {', '.join(gone)}."
            findings.append(DoctorFinding("Triggers of the audit", says, _GUARD))
        findings += [
            DoctorFinding("Erased clinics", _large(each), _MEND) for each in await faults()
        ]
        for clinic in await app.ledger.clinics():
            if await is_under_way(clinic.id):
                findings.append(
                    DoctorFinding(f"Audit of clinic {clinic.id}", "It is being erased.")
                )
                continue
            proof = await app.ledger.prove_audit(clinic.id, head)
            findings += _told(clinic, proof)
            holds = holds or proof.holds
    if head:
        findings.append(_of_head(head, holds=holds))
    return findings or [DoctorFinding("Audit", "No clinic yet.")]


def _told(clinic: Clinic, proof: AuditProof) -> list[DoctorFinding]:
    what = f"Audit of clinic {clinic.id}"
    if proof.faults:
        mend = _FIND_THE_KEY if proof.lacks_key else _MEND
        return [DoctorFinding(what, _large(fault), mend) for fault in proof.faults]
    newest = f" The newest is {proof.newest.hash}." if proof.newest else ""
    behind = f" The file of heads has row {proof.behind}." if proof.behind else ""
    says = f"{proof.rows} rows, each bound to the one before it.{newest}{behind}"
    return [DoctorFinding(what, says)]


def _large(sentence: str) -> str:
    return f"{sentence[0].upper()}{sentence[1:]}"


def _of_head(head: str, *, holds: bool) -> DoctorFinding:
    if holds:
        return DoctorFinding("The hash that was kept", f"{head} is in the audit.")
    return DoctorFinding("The hash that was kept", f"{head} is nowhere.", _NOT_HELD)

"""Whether every clinic's audit proves itself: python -m bot doctor --audit [--head HASH]."""

from __future__ import annotations

from bot.app import App
from bot.cli.doctor.finding import DoctorFinding
from models.clinic.clinic import Clinic
from models.storage import audit_triggers
from models.storage.audit_proof import AuditProof
from models.storage.erasing import faults, is_under_way
from models.wording.phrases import sentence

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
_RENEW_THE_LINE = (
    "Put the file back from a copy. Without one nothing here shows whether the newest rows were "
    "cut off: compare with a hash from a log, then write the line anew by python -m bot migrate."
)
_NOT_HELD = (
    "No clinic's audit has a row of this hash: its end was cut off, or it was written anew. If the "
    "hash is of another database, ask there."
)


async def examine_audit(app: App, head: str = "") -> list[DoctorFinding]:
    """Prove the audit of every clinic, and whether one holds the hash that was kept elsewhere."""
    findings, is_held = [], False
    async with app.database:
        findings += await _trigger_findings()
        findings += [
            DoctorFinding("Erased clinics", sentence(fault), _MEND) for fault in await faults()
        ]
        for clinic in await app.records.clinics():
            if await is_under_way(clinic.id):
                subject = f"Audit of clinic {clinic.id}"
                findings.append(DoctorFinding(subject, "It is being erased."))
                continue
            proof = await app.records.prove_audit(clinic.id, head)
            findings += _clinic_findings(clinic, proof)
            is_held = is_held or proof.holds
    if head:
        findings.append(_head_finding(head, is_held=is_held))
    return findings or [DoctorFinding("Audit", "No clinic yet.")]


async def _trigger_findings() -> list[DoctorFinding]:
    missing = await audit_triggers.missing()
    if not missing:
        return []
    state = f"Missing, switched off or changed: {', '.join(missing)}."
    return [DoctorFinding("Triggers of the audit", state, _GUARD)]


def _clinic_findings(clinic: Clinic, proof: AuditProof) -> list[DoctorFinding]:
    subject = f"Audit of clinic {clinic.id}"
    if proof.faults:
        mend = _FIND_THE_KEY if proof.lacks_key else _MEND
        return [DoctorFinding(subject, sentence(fault), mend) for fault in proof.faults]
    newest = f" The newest is {proof.newest.hash}." if proof.newest else ""
    behind = f" The file of heads has row {proof.behind}." if proof.behind else ""
    state = f"{proof.rows} rows, each bound to the one before it.{newest}{behind}"
    lacking = [DoctorFinding(subject, sentence(proof.lacks_line), _RENEW_THE_LINE)]
    return [*(lacking if proof.lacks_line else ()), DoctorFinding(subject, state)]


def _head_finding(head: str, *, is_held: bool) -> DoctorFinding:
    if is_held:
        return DoctorFinding("The hash that was kept", f"{head} is in the audit.")
    return DoctorFinding("The hash that was kept", f"{head} is nowhere.", _NOT_HELD)

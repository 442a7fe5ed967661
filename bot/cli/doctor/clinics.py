"""What `doctor` says of each clinic: outdated aliases, counts (--counts), audit (--audit).

What the bot prints is often kept by whoever runs it, so the aliases themselves are printed only
when somebody asks for them (`doctor --aliases`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.app import App
from bot.cli.doctor.finding import DoctorFinding
from models.clinic.clinic import Clinic
from models.errors import RecordsUnreachable
from models.privacy import alias, alias_form
from models.privacy.alias_form import AliasForms
from models.privacy.alias_text import lookalike
from models.storage import audit_triggers
from models.storage.erase_clinic import faults, is_under_way
from models.storage.verify_audit import AuditProof
from models.storage.verify_counts import StandingProof, prove
from models.visits import counting
from models.wording.phrases import count, sentence

_RENAME = "Rename them: /session rename <alias>"
_LIST = "python -m bot doctor --aliases lists them."


async def examine_aliases(app: App, *, listed: bool = False) -> list[DoctorFinding]:
    """Look at every alias of every clinic; nothing where the records do not answer."""
    findings = []
    try:
        async with app.database:
            for clinic in await app.records.clinics():
                names = await app.services.charts.aliases(clinic.id)
                forms = alias_form.forms(app.services.alias_terms, clinic.preferences.patterns)
                findings.append(_alias_finding(clinic, not_of_today(names, forms), listed=listed))
    except RecordsUnreachable:  # which the finding on the records says
        return []
    return findings


def not_of_today(names: Sequence[str], forms: AliasForms) -> tuple[str, ...]:
    """The aliases that have none of the forms, or that look like another one."""
    counts = Counter(map(lookalike, names))
    return tuple(
        name
        for name in names
        if counts[lookalike(name)] > 1 or not (alias.is_issued(name) or forms.spell(name) == name)
    )


def _alias_finding(clinic: Clinic, older: Sequence[str], *, listed: bool) -> DoctorFinding:
    subject = f"Aliases of clinic {clinic.id}"
    if not older:
        return DoctorFinding(subject, "All are of today's forms.")
    state = f"{len(older)} could not be made today."
    if listed:
        return DoctorFinding(subject, f"{state} {', '.join(older)}.", _RENAME)
    return DoctorFinding(subject, state, f"{_RENAME}. {_LIST}")


async def examine_counts(app: App) -> list[DoctorFinding]:
    """Count every chart of every clinic from its rows, and name those that disagree."""
    findings = []
    async with app.database:
        for clinic in await app.records.clinics():
            proof = await prove(clinic.id, counting.counter(app.services.book))
            findings += _count_findings(clinic, proof)
    return findings or [DoctorFinding("Counts", "No clinic yet.")]


def _count_findings(clinic: Clinic, proof: StandingProof) -> list[DoctorFinding]:
    subject = f"Counts of clinic {clinic.id}"
    waiting = f" {proof.due} wait to be counted anew." if proof.due else ""
    wrong = {disagreement.alias for disagreement in proof.disagreements}
    state = (
        f"{count(proof.counted, 'chart')} counted from their rows, {len(wrong)} disagree.{waiting}"
    )
    mend = "Log, void or set anything on an alias, and it is counted anew."
    wrong_counts = [
        DoctorFinding(f"{subject}, {disagreement.alias}", disagreement.says, mend)
        for disagreement in proof.disagreements
    ]
    return [DoctorFinding(subject, state), *wrong_counts]


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
        subject = "The hash that was kept"
        held = DoctorFinding(subject, f"{head} is in the audit.")
        findings.append(
            held if is_held else DoctorFinding(subject, f"{head} is nowhere.", _NOT_HELD)
        )
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

"""Whether every kept count agrees with its sessions: python -m bot doctor --counts."""

from __future__ import annotations

from bot.app import App
from bot.cli.doctor.finding import DoctorFinding
from models.clinic.clinic import Clinic
from models.storage.standing_proof import StandingProof, prove
from models.visits import counting


async def examine_counts(app: App) -> list[DoctorFinding]:
    """Count every chart of every clinic from its rows, and name those that disagree."""
    findings = []
    async with app.database:
        for clinic in await app.records.clinics():
            findings += _findings(clinic, await _prove(app, clinic))
    return findings or [DoctorFinding("Counts", "No clinic yet.")]


async def _prove(app: App, clinic: Clinic) -> StandingProof:
    return await prove(clinic.id, counting.counter(app.services.book))


def _findings(clinic: Clinic, proof: StandingProof) -> list[DoctorFinding]:
    subject = f"Counts of clinic {clinic.id}"
    waiting = f" {proof.due} wait to be counted anew." if proof.due else ""
    wrong = {disagreement.alias for disagreement in proof.disagreements}
    state = f"{proof.counted} charts counted from their rows, {len(wrong)} disagree.{waiting}"
    mend = "Log, void or set anything on an alias, and it is counted anew."
    wrong_counts = [
        DoctorFinding(f"{subject}, {disagreement.alias}", disagreement.says, mend)
        for disagreement in proof.disagreements
    ]
    return [DoctorFinding(subject, state), *wrong_counts]

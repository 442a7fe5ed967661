"""One thing that `doctor` looked at, and how all of them are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DoctorFinding:
    """One thing looked at. `mend` says what to do; it is empty where nothing is wrong."""

    subject: str
    state: str
    mend: str = ""


def report(findings: Sequence[DoctorFinding]) -> str:
    """The findings as text, one a line: ok or MEND, the subject, its state, and what to do."""
    lines = []
    for finding in findings:
        label = "MEND" if finding.mend else "ok"
        lines.append(f"{label:<5}{finding.subject}: {finding.state} {finding.mend}".rstrip())
    return "\n".join(lines)

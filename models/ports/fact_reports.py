"""What may be asked of the facts that a clinic's staff call wrong."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from models.coverage.fact_report import FactCheck, FactReport, ReportedFact


class FactReports(Protocol):
    """The facts that are to be checked, by clinic. Every method may raise `RecordsUnreachable`."""

    async def report(self, clinic_id: int, report: FactReport) -> ReportedFact | None:
        """Keep what a member says, once; the entry as it is then. None where they said so before.

        The audit tells it.
        """
        ...

    async def reported(self, clinic_id: int) -> tuple[ReportedFact, ...]:
        """The entries that nobody has checked: those of most members first, then the oldest."""
        ...

    async def settle(
        self, clinic_id: int, number: int, check: FactCheck, *, actor: str, at: datetime
    ) -> ReportedFact | None:
        """Take an entry off and tell the audit why; None where it is not there any more."""
        ...

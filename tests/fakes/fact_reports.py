"""Reported facts in memory: they pass the suite of those in a database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from models.clinic.audit import AuditEvent
from models.coverage.fact_report import FactCheck, FactReport, ReportedFact, in_order
from models.storage.audit_events import fact_deed


class MemoryFactReports:
    """The entries of every clinic. `audit` is told each deed, as by a store."""

    def __init__(self) -> None:
        self._entries: dict[int, list[ReportedFact]] = {}
        self._number = 0
        self.audit: Callable[[int, AuditEvent], None] = lambda _id, _deed: None

    async def report(self, clinic_id: int, report: FactReport) -> ReportedFact | None:
        """Keep what a member says, once."""
        entries = self._entries.setdefault(clinic_id, [])
        same = next((e for e in entries if _of(e.first) == _of(report)), None)
        if same and report.by in same.members:
            return None
        self._number += 1
        before = same.reports if same else ()
        entry = ReportedFact(same.number if same else self._number, (*before, report))
        self._entries[clinic_id] = [e for e in entries if e is not same] + [entry]
        self.audit(clinic_id, fact_deed(report, report.by, report.at))
        return entry

    async def reported(self, clinic_id: int) -> tuple[ReportedFact, ...]:
        """The entries that nobody has checked."""
        return in_order(self._entries.get(clinic_id, []))

    async def settle(
        self, clinic_id: int, number: int, check: FactCheck, *, actor: str, at: datetime
    ) -> ReportedFact | None:
        """Take an entry off."""
        entries = self._entries.get(clinic_id, [])
        settled = next((e for e in entries if e.number == number), None)
        if settled is None:
            return None
        entries.remove(settled)
        self.audit(clinic_id, fact_deed(settled.first, actor, at, check))
        return settled


def _of(report: FactReport) -> tuple[str, str, str]:
    return report.fact, report.part, report.source

"""Keep which facts a clinic's staff call wrong, each member once, until somebody has checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tortoise.queryset import QuerySet

from models.coverage.fact_report import FactCheck, FactPart, FactReport, ReportedFact, in_order
from models.storage import audit_log, erase_clinic
from models.storage.audit_events import fact_deed
from models.storage.engine.unreachable import reaching_records
from models.storage.tables import FactReportRow


@reaching_records
class FactReportStore:
    """See `models.ports.FactReports`."""

    async def report(self, clinic_id: int, report: FactReport) -> ReportedFact | None:
        """Keep what a member says, once; the entry as it is then."""
        async with audit_log.transaction():
            await audit_log.locked(clinic_id)
            await erase_clinic.refuse_erased(clinic_id)
            _, is_new = await FactReportRow.get_or_create(
                clinic_id=clinic_id,
                fact=report.fact,
                part=report.part.value,
                source=report.source,
                member=report.by,
                defaults={"command": report.command, "reported_at": report.at},
            )
            if not is_new:
                return None
            await audit_log.append(clinic_id, [fact_deed(report, report.by, report.at)])
            return _entry(await _alike(clinic_id, report))

    async def reported(self, clinic_id: int) -> tuple[ReportedFact, ...]:
        """The entries that nobody has checked."""
        rows = await FactReportRow.filter(clinic_id=clinic_id).order_by("id")
        by_fact: dict[tuple[str, str, str], list[FactReportRow]] = {}
        for row in rows:
            by_fact.setdefault((row.fact, row.part, row.source), []).append(row)
        return in_order(map(_entry, by_fact.values()))

    async def settle(
        self, clinic_id: int, number: int, check: FactCheck, *, actor: str, at: datetime
    ) -> ReportedFact | None:
        """Take an entry off and tell the audit why."""
        async with audit_log.transaction():
            first = await FactReportRow.get_or_none(clinic_id=clinic_id, id=number)
            if first is None:
                return None
            await audit_log.locked(clinic_id)
            rows = await _alike(clinic_id, _report(first))
            if not rows:  # another manager was faster
                return None
            settled = _entry(rows)
            await _alike(clinic_id, settled.first).delete()
            await audit_log.append(clinic_id, [fact_deed(settled.first, actor, at, check)])
            return settled


def _alike(clinic_id: int, report: FactReport) -> QuerySet[FactReportRow]:
    """The rows of every member who says the same, the first one first."""
    same = {"fact": report.fact, "part": report.part.value, "source": report.source}
    return FactReportRow.filter(clinic_id=clinic_id, **same).order_by("id")


def _entry(rows: Sequence[FactReportRow]) -> ReportedFact:
    return ReportedFact(rows[0].id, tuple(map(_report, rows)))


def _report(row: FactReportRow) -> FactReport:
    part = FactPart(row.part)
    return FactReport(row.fact, part, row.source, row.command, row.member, row.reported_at)

"""Delete the rows of a chart that was opened by mistake and holds nothing."""

from __future__ import annotations

from models.storage import tables
from models.visits.cap import CapScope
from models.visits.chart import Chart, ChartInUse

_COUNTED = (tables.StandingRow, tables.EpisodeRow, tables.PlanClockRow)
"""What a chart has that nobody entered."""


async def discard(chart: Chart) -> None:
    """Delete a locked chart. Raises `ChartInUse` where somebody entered something in it."""
    clinic_id = chart.clinic_id
    of_alias = tables.that_refer_to(tables.AliasRow)
    for table in set(of_alias) - set(_COUNTED):
        if await table.filter(clinic_id=clinic_id, alias_id=chart.id).exists():
            raise ChartInUse(chart.alias)
    caps = tables.CapRow.filter(
        clinic_id=clinic_id, scope=CapScope.ALIAS.value, subject=chart.alias
    )
    names = tables.RetiredAliasRow.filter(clinic_id=clinic_id, chart=chart.id)
    if await caps.exists() or await names.exists():
        raise ChartInUse(chart.alias)
    for table in _COUNTED:
        await table.filter(clinic_id=clinic_id, alias_id=chart.id).delete()
    await tables.AliasRow.filter(clinic_id=clinic_id, id=chart.id).delete()

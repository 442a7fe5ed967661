"""Delete the rows of a chart that was opened by mistake and holds nothing."""

from __future__ import annotations

from models.storage.tables import (
    AliasRow,
    CapRow,
    EpisodeRow,
    PlanClockRow,
    RetiredAliasRow,
    StandingRow,
    that_refer_to,
)
from models.visits.cap import CapScope
from models.visits.chart import Chart, ChartInUse

_COUNTED = (StandingRow, EpisodeRow, PlanClockRow)
"""What a chart has that nobody entered."""


async def discard(chart: Chart) -> None:
    """Delete a locked chart. Raises `ChartInUse` where somebody entered something in it."""
    clinic_id = chart.clinic_id
    tables = that_refer_to(AliasRow)
    for table in set(tables) - set(_COUNTED):
        if await table.filter(clinic_id=clinic_id, alias_id=chart.id).exists():
            raise ChartInUse(chart.alias)
    caps = CapRow.filter(clinic_id=clinic_id, scope=CapScope.ALIAS.value, subject=chart.alias)
    names = RetiredAliasRow.filter(clinic_id=clinic_id, chart=chart.id)
    if await caps.exists() or await names.exists():
        raise ChartInUse(chart.alias)
    for table in _COUNTED:
        await table.filter(clinic_id=clinic_id, alias_id=chart.id).delete()
    await AliasRow.filter(clinic_id=clinic_id, id=chart.id).delete()

"""The charts of which a digest tells, each read and counted once however many lists name it."""

from __future__ import annotations

from datetime import date

from models.clinic.clinic import Clinic
from models.services import Services
from models.visits.chart import Chart
from models.visits.counting import current
from models.visits.standing import Standing


class DigestCharts:
    """A clinic's charts on one day."""

    def __init__(self, clinic: Clinic, on: date, services: Services) -> None:
        self.clinic, self.on, self.services = clinic, on, services
        self._read = dict[str, Chart | None]()
        self._counted = dict[str, tuple[Standing, ...]]()

    async def find(self, alias: str) -> Chart | None:
        """The chart of an alias."""
        if alias not in self._read:
            self._read[alias] = await self.services.charts.find(self.clinic.id, alias)
        return self._read[alias]

    async def standings(self, alias: str) -> tuple[Standing, ...]:
        """How the limits of an alias stand on the day; none without a chart."""
        if alias not in self._counted:
            chart = await self.find(alias)
            counted = current(chart, self.services.book, self.on) if chart else ()
            self._counted[alias] = counted
        return self._counted[alias]

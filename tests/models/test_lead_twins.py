"""Which limit is told first beside one of other care than needling, held to its twin."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from models.visits.all_standings import standings
from models.visits.binding import binding
from models.visits.history import History
from models.visits.limit import Limit, Pool, Unit
from models.visits.program_window import FirstDays
from models.visits.session import Session
from tests.models.lead_twin import injections_lead

INJECTED, NEEDLED, CARE = ("20552",), ("20560",), ("97110",)
KINDS = [(INJECTED, True), (NEEDLED, True), (CARE, True), ((), True), (INJECTED, False)]
FIRST = date(2026, 12, 1)


@pytest.mark.parametrize("of_visits", [2, 12])
@pytest.mark.parametrize("visits", range(5))
def test_a_limit_of_injections_leads_whom_they_were_given_to_last(
    visits: int, of_visits: int
) -> None:
    days = [FIRST + timedelta(days=n) for n in range(visits)]
    for told in product(KINDS, repeat=visits):
        sessions = tuple(
            Session(n, day, codes, voided="" if stands else "wrong")
            for n, (day, (codes, stands)) in enumerate(zip(days, told, strict=True), 1)
        )
        limits = [
            Limit("Twelve.", (), id="p/visits", number=of_visits, window=FirstDays(60)),
            Limit(
                "Three.", (), id="p/injections", number=2, window=FirstDays(60),
                unit=Unit.TREATMENT, pool=Pool(("20552", "20553")),
            ),
        ]  # fmt: skip
        bound = binding(standings(limits, History(sessions), FIRST + timedelta(days=visits)))
        leads = bound is not None and bound.limit.id == "p/injections"
        codes = [(set(codes), stands) for codes, stands in told]
        expected = injections_lead(codes, {"20552", "20553"}, of_visits, 2)
        assert expected in {None, leads}, told

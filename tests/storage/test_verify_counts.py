"""The checker proves from the rows that every standing agrees with its sessions."""

from __future__ import annotations

import pytest

from models.clinic.clinic import Platform, Role
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.verify_counts import StandingProof, prove
from models.visits.cap import Cap, CapScope
from models.visits.events import ChartClosed
from models.visits.window import CalendarYear
from tests.storage.charting import NOON, TODAY, begin, by, count, log, say
from tests.storage.stores import Stores


@pytest.fixture
async def clinic_id(ledger: ClinicStore) -> int:
    """A clinic with two charts, one of them closed."""
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "U1", role=Role.STAFF, at=NOON)
    cabinet = ChartStore(count)
    for alias in ("BLUE-47K", "RED-11F"):
        await begin(cabinet, clinic.id, alias)
        await cabinet.amend(clinic.id, alias, log(), by())
    await cabinet.amend(clinic.id, "RED-11F", say(ChartClosed(TODAY)), by())
    return clinic.id


async def test_untouched_counts_agree(clinic_id: int) -> None:
    assert await prove(clinic_id, count) == StandingProof(2, 0, ())


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        pytest.param(
            "UPDATE standing SET used = 2 WHERE limit_key = 'payer/year'",
            "payer/year from 2026-01-01: kept 2 of 30, counted 1 of 30.",
            id="a count that is off by one",
        ),
        pytest.param(
            "DELETE FROM standing WHERE limit_key = 'payer/90'",
            "payer/90: kept nothing, counted 1 of 12.",
            id="a standing that is missing",
        ),
        pytest.param(
            "UPDATE session SET voided = 'by hand'",
            "payer/month from 2026-12-01: kept 1 of 9, counted 0 of 9.",
            id="a session that was voided behind its back",
        ),
        pytest.param(
            "UPDATE alias SET left_now = 3",
            "The board shows another limit or number than binds.",
            id="a board that shows another number",
        ),
    ],
)
async def test_what_was_changed_from_outside_is_named(
    clinic_id: int, statement: str, words: str, stores: Stores, url: str
) -> None:
    stores.rows(url, statement)
    proof = await prove(clinic_id, count)
    assert {each.alias for each in proof.disagreements} == {"BLUE-47K", "RED-11F"}
    assert words in {each.says for each in proof.disagreements}


async def test_a_chart_that_waits_for_a_new_cap_is_no_disagreement(clinic_id: int) -> None:
    cabinet = ChartStore(count)
    await cabinet.set_cap(clinic_id, Cap(CapScope.CLINIC, "", 5, CalendarYear(), "U1", TODAY), by())
    assert await prove(clinic_id, count) == StandingProof(0, 2, ())
    for alias in ("BLUE-47K", "RED-11F"):
        await cabinet.amend(clinic_id, alias, say(), by())
    assert await prove(clinic_id, count) == StandingProof(2, 0, ())

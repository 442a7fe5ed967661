"""A visit that lies before the first day which a payer authorized."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A patient for whom therapy is authorized from December on."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new BLUE-10 payer cigna")
    await desk.say("/session authorize BLUE-10 5 visits of 97110 from 12/3/2026 until 1/31/2027")
    return desk


async def test_it_is_told_that_nothing_covers_it(clinic: ClinicDesk) -> None:
    told = words(await clinic.say("/session log BLUE-10 97110 on 11/20/2026"))
    assert "No authorization covers Fri Nov 20, 2026" in told
    assert "what is authorized begins on Thu Dec 3, 2026" in told


@pytest.mark.parametrize("billed", ["97161", "97110 self-pay", ""])
async def test_what_may_need_none_is_not_said_to_lack_one(clinic: ClinicDesk, billed: str) -> None:
    told = words(await clinic.say(f"/session log BLUE-10 {billed} on 11/20/2026"))
    assert "No authorization covers" not in told


async def test_visits_that_pay_without_authorization_lack_none(clinic: ClinicDesk) -> None:
    await clinic.say("/caps set BLUE-10 3 visits per calendar year, then 6 more with authorization")
    told = words(await clinic.say("/session log BLUE-10 97110 on 11/20/2026"))
    assert "No authorization covers" not in told

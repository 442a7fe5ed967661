"""What a portal said of one cap stays with it, whoever pays by now."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words

OF_YEAR = "9 used of calendar year as of 2026-10-01 from portal"


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with a cap for Humana and one for Cigna."""
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/caps set humana 30 visits per calendar year", manager=True)
    await clinic.say("/caps set cigna 20 visits per calendar year", manager=True)
    return clinic


async def test_what_is_used_of_a_payers_cap_is_none_of_the_patients_once_another_pays(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-2 payer humana")
    await clinic.say("/caps set OAK-2 25 visits per benefit year from Jul 1")
    await clinic.say(f"/session balance OAK-2 {OF_YEAR}")
    await clinic.say("/session log OAK-2 97110 on 2026-09-10")
    await clinic.say("/session payer OAK-2 cigna from 2026-10-20")
    told = words(await clinic.say("/caps OAK-2 details"))
    assert "1 of 25 visits used, 24 left" in told
    assert "0 of 20 visits used, 20 left" in told
    await clinic.say("/session payer OAK-2 humana from 2026-10-21")
    assert "10 of 30 visits used, 20 left" in words(await clinic.say("/caps OAK-2 details"))


async def test_what_is_used_of_the_patients_cap_is_none_of_a_payers_who_paid_before(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-2 payer humana")
    await clinic.say("/caps set OAK-2 45 visits per benefit year from Jul 1")
    await clinic.say("/session balance OAK-2 33 used of 45 as of 2026-10-01 from portal")
    await clinic.say("/session payer OAK-2 cigna from 2026-10-20")
    told = words(await clinic.say("/caps OAK-2 details"))
    assert "33 of 45 visits used, 12 left" in told
    assert "of 30 visits" not in told


async def test_what_is_used_of_a_second_payers_cap_is_none_of_the_firsts_once_it_pays_no_more(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-2 payer cigna")
    await clinic.say("/session payer OAK-2 humana secondary from 2026-09-01")
    await clinic.say("/session balance OAK-2 9 used of 30 as of 2026-10-01 from portal")
    assert "9 of 30 visits used" in words(await clinic.say("/caps OAK-2 details"))
    await clinic.say("/session payer OAK-2 no secondary from 2026-10-20")
    assert "0 of 20 visits used, 20 left" in words(await clinic.say("/caps OAK-2 details"))


async def test_a_portals_number_for_an_ended_authorization_is_not_offered_for_the_next(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-5 payer aetna")
    await clinic.say("/session authorize OAK-5 10 visits of 97110 from 2026-08-01 until 2026-09-15")
    await clinic.say("/session authorize OAK-5 6 visits of 97110 from 2026-09-16 until 2026-12-31")
    asked = await clinic.say("/session balance OAK-5 3 used of 10 as of 2026-10-01 from portal")
    assert "Authorization number 1 ended on Sep 15, 2026" in words(asked)
    assert "uthorization 2" not in words(asked)
    taken = button(asked, "3 of number 1")
    assert "3 visits in all" in words(await clinic.say(f"{taken} in all with recent"))

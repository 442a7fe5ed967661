"""Timed units as they are billed: by code, of all codes, one a timed code where nobody told."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button, days, first_line
from tests.handlers.front_desk import words

UNITS = "/session authorize OAK-6 24 units from 2026-11-01 until 2026-12-31"


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with one alias, whose payer's limits nobody knows."""
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-6 payer humana")
    return clinic


@pytest.mark.parametrize(
    "typed",
    [
        "97140 x2 97110 x2",
        "97140×2 97110×2",
        "2x97140 2x97110",
        "97140 97140 97110 97110",
        "97140 2 units 97110 2 units",
        "2 units 97140, 2 units of 97110",
        "97140 97110 4 units",
        "97140-59 x2 97110 x2",
    ],
)
async def test_timed_units_count_as_they_were_billed(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say(UNITS)
    reply = await clinic.log("OAK-6", *days(date(2026, 11, 2), 6), code=typed)
    assert first_line(reply).startswith("24 of 24 timed units used, none left.")
    assert "No units were told" not in words(reply)


@pytest.mark.parametrize(
    ("codes", "used"),
    [
        ("97140 97110", 2),
        ("97140", 1),
        ("97140 20561", 1),
        ("97140 x3 20561", 3),
        ("20561 97140 4 units", 4),
        ("97140 3 units 97110", 4),
        ("20561", 0),
        ("97014", 0),
        ("97140 97014 4 units", 4),
        ("", 1),
    ],
)
async def test_one_unit_a_timed_code_is_taken_where_none_was_told(
    clinic: ClinicDesk, codes: str, used: int
) -> None:
    await clinic.say(UNITS)
    reply = await clinic.log("OAK-6", date(2026, 11, 2), code=codes)
    assert first_line(reply).startswith(f"{used} of 24 timed units used")
    is_taken = used > 0 and not any(mark in codes for mark in ("x3", "units"))
    assert ("No units were told" in words(reply)) is is_taken


async def test_units_of_one_code_draw_on_the_authorization_of_that_code(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session authorize OAK-6 24 units of 97140 from 2026-11-01 until 2026-12-31")
    reply = await clinic.log("OAK-6", date(2026, 11, 2), code="97140 x2 97110 x3")
    assert first_line(reply).startswith("2 of 24 timed units used, 22 left.")
    assert "Session 1, Mon Nov 2, 2026, 97140 x2 and 97110 x3." in words(reply)


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("20561 x2", "20561"),
        ("20561 4 units", "20561"),
        ("97140 x2 20561 x3", "97140 20561"),
        ("97014 x2", "97014"),
        ("97012 x2", "97012"),
        ("97150 x3", "97150"),
        ("G0283 x2", "G0283"),
        ("97010 x2", "97010"),
    ],
)
async def test_a_code_that_is_not_timed_has_no_units(
    clinic: ClinicDesk, typed: str, instead: str
) -> None:
    reply = await clinic.say(f"/session log OAK-6 {typed} on 2026-11-02")
    assert "is not a timed code and has no units, so nothing was logged." in reply.headline
    assert button(reply, "Log it without units") == f"/session log OAK-6 {instead} on 2026-11-02"


async def test_units_stand_in_every_button_that_logs_the_session(clinic: ClinicDesk) -> None:
    await clinic.log("OAK-6", date(2026, 11, 2), code="97140 x2 97110")
    twice = await clinic.say("/session log OAK-6 97140 x2 97110 on 2026-11-02")
    assert button(twice, "Yes, log another") == (
        "/session log OAK-6 97140 x2 97110 on 2026-11-02 again 2"
    )
    voided = await clinic.say("/session void OAK-6 1 because by mistake")
    assert button(voided, "Log it after all") == "/session log OAK-6 97140 x2 97110 on 2026-11-02"


@pytest.mark.parametrize(
    ("typed", "amount"), [("24 units", "24 timed units"), ("24 visits", "24 visits")]
)
async def test_the_audit_tells_units_from_visits(
    clinic: ClinicDesk, typed: str, amount: str
) -> None:
    until = "from 2026-11-01 until 2026-12-31"
    await clinic.say(f"/session authorize OAK-6 {typed} {until}")
    await clinic.say(f"/session authorize OAK-6 12 units {until} instead of 1")
    told = words(await clinic.say("/clinic audit", manager=True))
    assert f"OAK-6: {amount} authorized, 2026-11-01 to 2026-12-31" in told
    assert "12 timed units authorized, 2026-11-01 to 2026-12-31, instead of number 1" in told


async def test_units_that_last_fewer_visits_than_the_limit_has_stand_beside_it(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/caps set OAK-6 20 visits per calendar year", manager=True)
    granted = await clinic.say("/session authorize OAK-6 30 units from 2026-11-01 until 2026-12-31")
    unknown = "30 of 30 timed units left, Authorization number 1: for how many visits is not known"
    assert unknown in words(granted)
    reply = await clinic.log("OAK-6", *days(date(2026, 11, 2), 1), code="97110 x4 97140 x2")
    sooner = "Sooner by units: 24 of 30 timed units left, about 4 visits at 6 a visit"
    assert "1 of 20 visits used, 19 left" in words(reply)
    assert sooner in words(reply)
    reply = await clinic.log("OAK-6", date(2026, 11, 3), code="97110 x4 97140 x2")
    assert "18 of 30 timed units left, about 3 visits at 6 a visit" in words(reply)
    assert "Also 18 left" not in words(reply)


async def test_units_that_outlast_the_visits_left_are_not_told_beside_them(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/caps set OAK-6 4 visits per calendar year", manager=True)
    await clinic.say("/session authorize OAK-6 30 units from 2026-11-01 until 2026-12-31")
    reply = await clinic.log("OAK-6", *days(date(2026, 11, 2), 1), code="97110 x4 97140 x2")
    assert "3 left" in words(reply)
    assert "Sooner by units" not in words(reply)


@pytest.mark.parametrize("code", ["98940", "98943", "98925", "97161", "97014"])
async def test_a_code_that_has_no_time_takes_no_timed_unit(clinic: ClinicDesk, code: str) -> None:
    await clinic.say(UNITS)
    reply = await clinic.log("OAK-6", date(2026, 11, 2), code=f"{code} 97140 x2")
    assert first_line(reply).startswith("2 of 24 timed units used, 22 left.")
    refused = words(await clinic.say(f"/session log OAK-6 {code} x2 on 11/3/2026"))
    assert f"{code} is not a timed code" in refused

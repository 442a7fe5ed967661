"""Visits told as a number: whose they stay, when they change nothing, where they are shown."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button, first_line
from tests.handlers.front_desk import words

SESSIONS = tuple(date(2026, month, day) for month, day in ((10, 6), (10, 13), (11, 10)))
TOTAL = "/session balance OAK-6 9 in all as of 11/20/26 from portal with recent"


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with one alias of Aetna, and a cap of each of two payers."""
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/caps set aetna 20 visits per calendar year", manager=True)
    await clinic.say("/caps set cigna 10 visits per calendar year", manager=True)
    await clinic.say("/session new OAK-6 payer aetna")
    await clinic.log("OAK-6", *SESSIONS)
    return clinic


async def test_a_total_stays_with_the_payer_that_counted_it(clinic: ClinicDesk) -> None:
    assert first_line(await clinic.say(TOTAL)).startswith("9 of 20 visits used")
    changed = await clinic.say("/session payer OAK-6 cigna from 11/1/2026")
    assert first_line(changed).startswith("1 of 10 visits used, 9 left")
    assert "The 9 told as of Nov 20, 2026 stay with Aetna." in words(changed)
    back = await clinic.say("/session undo")
    assert "9 of 20 visits used" in words(back)


async def test_a_total_goes_over_to_the_payer_that_it_was_all_along(clinic: ClinicDesk) -> None:
    await clinic.say(TOTAL)
    changed = await clinic.say("/session payer OAK-6 cigna from the start")
    assert first_line(changed).startswith("9 of 10 visits used"), words(changed)


async def test_a_total_told_after_the_change_is_the_new_payers(clinic: ClinicDesk) -> None:
    await clinic.say("/session payer OAK-6 cigna from 11/1/2026")
    assert first_line(await clinic.say(TOTAL)).startswith("9 of 10 visits used")


async def test_a_total_that_stayed_is_taken_back_all_the_same(clinic: ClinicDesk) -> None:
    await clinic.say(TOTAL)
    await clinic.say("/session payer OAK-6 cigna from 11/1/2026")
    shown = words(await clinic.say("/session show OAK-6 details"))
    assert "Told, and in no count" in shown
    await clinic.say("/session undo balance 9 of OAK-6")
    assert "9 visits in all" not in words(await clinic.say("/session show OAK-6 details"))


async def test_what_changes_no_count_is_said_to_and_stays_to_be_seen(clinic: ClinicDesk) -> None:
    await clinic.say(TOTAL)
    told = words(await clinic.say("/session balance OAK-6 4 from another clinic as of 11/1"))
    assert "9 of 20 visits used" in told
    held = "the 9 as of Nov 20, 2026, from the payer's portal, are taken to hold it."
    assert f"It changes no count: {held}" in told
    shown = words(await clinic.say("/session show OAK-6 details"))
    assert "4 visits elsewhere, as of Nov 1, 2026, from another clinic." in shown
    more = words(await clinic.say("/session balance OAK-6 8 elsewhere as of 11/2 from patient"))
    assert "11 of 20 visits used" in more  # three here: a patient's word holds the clinic's four
    assert "It changes no count" not in more


async def test_the_last_sessions_are_those_that_stand_below_what_was_told(
    clinic: ClinicDesk,
) -> None:
    await clinic.say(TOTAL)
    await clinic.log("OAK-6", date(2026, 11, 21), date(2026, 11, 22))
    for number, on in enumerate((date(2026, 11, day) for day in (12, 13, 14)), start=6):
        await clinic.log("OAK-6", on)
        await clinic.say(f"/session void OAK-6 {number} because wrong day")
    (section,) = (await clinic.glance("/session show OAK-6")).sections
    assert section.title == "5 sessions, and 3 voided"
    assert section.lines[0].text.startswith("9 visits in all")
    assert [line.text.partition(".")[0] for line in section.lines[1:]] == ["1", "2", "3", "4", "5"]
    await clinic.log("OAK-6", date(2026, 11, 23))
    (section,) = (await clinic.glance("/session show OAK-6")).sections
    assert section.title == "The last 5 of 6 sessions, and 3 voided"


async def test_closing_names_what_is_still_booked(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-6 12/2 12/9")
    closed = await clinic.say("/session close OAK-6")
    assert "Still booked: Wed Dec 2; Wed Dec 9." in words(closed)
    taken = await clinic.say(button(closed, "Take away what is booked"))
    assert "Not booked any more: Wed Dec 2; Wed Dec 9." in words(taken)
    again = await clinic.say("/session reopen OAK-6")
    assert "Booked" not in words(again)
    assert "Still booked" not in words(await clinic.say("/session close OAK-6"))


async def test_what_counts_in_a_year_that_is_over_is_not_told_as_uncounted(pack: FactBook) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/caps set aetna 20 visits per calendar year", manager=True)
    await clinic.say("/session new OAK-7 payer aetna")
    await clinic.log("OAK-7", *SESSIONS)
    await clinic.say("/session balance OAK-7 5 elsewhere as of 11/1 from another clinic")
    clinic.later(days=49)  # in January
    shown = words(await clinic.say("/session show OAK-7 details"))
    assert "8 of 20 visits used" in shown
    assert "Told, and in no count" not in shown
    assert "Told, and counted where they fell" in shown
    assert "5 visits elsewhere, as of Nov 1, 2026, from another clinic." in shown

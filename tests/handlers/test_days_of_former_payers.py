"""What a payer who paid before leaves behind: visits that count nowhere, and why."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, board_rows
from tests.handlers.front_desk import words

CHANGED = "/session payer OAK-2 nc medicaid from 2026-10-20"


@pytest.fixture
def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists."""
    return ClinicDesk(pack, "PT")


@pytest.mark.parametrize(
    ("payer", "log", "told"),
    [
        (
            "medicare for chronic low back pain", "97110",
            "Medicare Part B paid on that day: a code that its limit does not count",
        ),
        ("medicare for low back pain", "20560 self-pay", "does not count, the patient paid"),
        ("aetna", "20560", "Aetna paid on that day, and no limit of it is counted"),
        ("self-pay", "20560", "the patient paid on that day"),
        ("", "20560", "no payer is noted for that day"),
    ],
    ids=["another code", "self-pay", "no limit", "the patient pays", "no payer"],
)  # fmt: skip
async def test_a_visit_of_another_payers_days_tells_why_that_one_does_not_count_it(
    clinic: ClinicDesk, payer: str, log: str, told: str
) -> None:
    await clinic.say(f"/session new OAK-2 payer {payer}" if payer else "/session new OAK-2")
    await clinic.say(f"/session log OAK-2 {log} on 2026-10-05")
    await clinic.say(CHANGED)
    assert told in words(await clinic.say("/session show OAK-2"))
    assert "another payer paid" not in words(await clinic.say("/session show OAK-2"))


async def test_a_late_log_on_another_payers_day_tells_why_that_one_does_not_count_it(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-2 payer medicare for chronic low back pain")
    await clinic.say("/session log OAK-2 20560 on 2026-10-05")
    await clinic.say(CHANGED)
    told = words(await clinic.say("/session log OAK-2 97110 on 2026-10-06"))
    assert "Medicare Part B paid on that day: a code that its limit does not count" in told


async def test_a_visit_that_no_authorization_of_a_former_payer_covers_is_told_as_such(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-2 payer aetna")
    await clinic.say("/session authorize OAK-2 3 visits from 2026-09-01 until 2026-10-01")
    await clinic.say("/session log OAK-2 20560 on 2026-10-05")
    await clinic.say("/session payer OAK-2 cigna from 2026-10-20")
    told = words(await clinic.say("/session show OAK-2"))
    assert "Aetna paid on that day: no authorization covers it" in told


async def test_what_is_over_at_a_payer_before_is_told_with_its_days_until_it_is_mended(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-1 payer aetna")
    await clinic.say("/session authorize OAK-1 1 visit from 10/1/26 until 10/10/26")
    for day in ("10/5/26", "10/7/26", "10/27/26"):
        await clinic.say(f"/session log OAK-1 20560 on {day}")
    over = (
        "Authorization number 1 of Aetna, which paid before, is over by 1: no room for Oct 7, 2026."
    )
    bare = "No authorization of Aetna, which paid before, covers Oct 27, 2026."
    changed = words(await clinic.say("/session payer OAK-1 cigna from 2026-11-05"))
    assert over in changed
    assert bare in changed
    for typed in ("/caps OAK-1", "/session show OAK-1"):
        told = words(await clinic.glance(typed))
        assert over in told, typed
        assert bare in told, typed
    assert board_rows(await clinic.say("/caps over")) == [
        ("OAK-1", "1 over with a payer before", "Cigna"),
    ]
    logged = await clinic.say("/session log OAK-1 20560 on 11/20/26")
    assert "over by" not in words(logged), "Cigna's visit is nothing of it"
    await clinic.say("/session authorize OAK-1 4 visits from 10/1/26 until 11/4/26 instead of 1")
    assert "paid before" not in words(await clinic.say("/caps OAK-1"))
    assert (await clinic.say("/caps over")).headline == "Nobody is over a limit"


async def test_a_limit_that_a_payer_before_sets_itself_stays_over_for_its_window(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-1 payer aetna")
    await clinic.say("/caps set aetna 2 visits per calendar year", manager=True)
    for day in ("10/5/26", "10/7/26", "10/9/26"):
        await clinic.say(f"/session log OAK-1 20560 on {day}")
    await clinic.say("/session payer OAK-1 cigna from 2026-11-05")
    told = words(await clinic.say("/caps OAK-1"))
    assert "Your clinic's cap for Aetna, which paid before, is over by 1: 2 visits" in told
    clinic.now = clinic.now.replace(year=2027, month=1, day=4)
    assert "which paid before" not in words(await clinic.say("/caps OAK-1"))


async def test_a_request_to_the_payer_of_now_is_not_closed_by_what_the_old_one_granted(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-1 payer aetna")
    await clinic.say("/session payer OAK-1 cigna from 2026-11-05")
    await clinic.say("/session request OAK-1 6 visits sent 11/20/26")
    old = await clinic.say("/session authorize OAK-1 5 visits from 10/1/26 until 10/20/26")
    assert not [choice for choice in old.choices if "request" in choice.label]
    assert "still open" not in words(old)
    new = await clinic.say("/session authorize OAK-1 6 visits from 11/20/26 until 12/20/26")
    assert "Granted on request 1" in [choice.label for choice in new.choices]


async def test_a_cap_whoever_pays_is_said_to_be_the_clinics_and_no_payers(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-1 payer cigna")
    await clinic.say("/caps set OAK-1 2 visits per calendar year")
    await clinic.say("/session log OAK-1 20560 on 10/5/26")
    await clinic.say("/session payer OAK-1 aetna from 2026-11-05")
    clinic.now = clinic.now.replace(year=2027, month=1, day=4)
    shown = words(await clinic.say("/session show OAK-1"))
    assert "1 of 2 visits used, by your clinic's cap. Logged by you." in shown
    logged = words(await clinic.say("/session log OAK-1 20560 on 10/7/26"))
    assert "Counted in a window that is over" in logged
    assert "by your clinic's cap" in logged
    assert "by Cigna" not in logged


async def test_what_the_second_payer_of_then_authorized_is_not_said_to_be_the_first_ones(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-5 payer va secondary aetna")
    await clinic.say("/session authorize OAK-5 8 visits from 10/1/26 until 12/31/26")
    await clinic.say("/session authorize OAK-5 4 visits secondary from 10/1/26 until 12/31/26")
    await clinic.say("/session log OAK-5 20560 on 10/5/26")
    await clinic.say("/session payer OAK-5 self-pay from 2026-11-01")
    await clinic.say("/session payer OAK-5 none secondary from 2026-11-01")
    shown = words(await clinic.say("/session show OAK-5"))
    assert "authorization 2 of Aetna, Oct 1 to Dec 31, 2026: 1 of 4 visits used" in shown
    assert "authorization 2 of Veterans Affairs" not in shown
    assert "authorization 1 of Veterans Affairs (community care), Oct 1 to Dec 31" in shown


async def test_beside_who_granted_it_stands_that_it_covers_nothing_of_the_next_payers_days(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-5 payer va secondary aetna")
    await clinic.say("/session payer OAK-5 self-pay from 2026-11-01")
    told = words(await clinic.say("/session authorize OAK-5 8 visits from 10/1/26 until 12/31/26"))
    assert "Veterans Affairs (community care) granted it." in told
    assert "It covers no visit from Nov 1, 2026 on." in told


async def test_what_a_payer_authorized_counts_on_after_it_paid_second_and_pays_no_more(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-3 payer nc medicaid")
    await clinic.say("/session authorize OAK-3 24 units from 9/1/2026 until 12/31/2026")
    await clinic.say("/session log OAK-3 97110 x4 on 9/10/2026")
    await clinic.say("/session payer OAK-3 humana from 10/1/2026")
    await clinic.say("/session payer OAK-3 nc medicaid secondary from 10/1/2026")
    await clinic.say("/session log OAK-3 97110 x3 on 10/5/2026")
    await clinic.say("/session payer OAK-3 no secondary from 11/1/2026")
    await clinic.say("/session authorize OAK-3 10 visits from 11/2/2026 until 12/31/2026")
    told = words(await clinic.say("/session show OAK-3 details"))
    assert told.count("7 of 24 timed units used") == 2
    assert "no authorization covers it" not in told

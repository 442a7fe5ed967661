"""What a payer who paid before leaves behind: visits that count nowhere, and why."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk
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

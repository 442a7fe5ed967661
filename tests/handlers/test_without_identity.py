"""What was typed beside a patient's identity is offered again, where all of it is known."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words

SEND = "Send it without that"


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with one patient."""
    desk = ClinicDesk(pack)
    await desk.say("/session new OAK-12 payer medicare for chronic low back pain")
    return desk


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (
            "/session authorize OAK-12 12 visits from 12/1 until 2/28/27 auth# 4471982",
            "/session authorize OAK-12 12 visits from 12/1 until 2/28/27",
        ),
        (
            "/session authorize OAK-12 authorization number 4471982 12 visits until 2/28/27",
            "/session authorize OAK-12 12 visits until 2/28/27",
        ),
        ("/session log OAK-12 20560 mrn 4471982", "/session log OAK-12 20560"),
        ("/session log OAK-12 20560 for John Smith", "/session log OAK-12 20560"),
        ("/coverage medicare 20560 dob 3/4/1951", "/coverage medicare 20560"),
        ("/coverage blue cross nc 20560 MRN88123456", "/coverage blue cross nc 20560"),
    ],
)
async def test_the_line_without_the_identity_is_a_button(
    clinic: ClinicDesk, typed: str, offered: str
) -> None:
    reply = await clinic.glance(typed)
    assert reply.headline == "I did not keep that."
    assert button(reply, SEND) == offered
    assert words(reply).splitlines()[1].endswith(f"Without it: {offered}")


async def test_the_button_does_what_was_asked(clinic: ClinicDesk) -> None:
    reply = await clinic.glance("/session log OAK-12 20560 mrn 4471982")
    assert await clinic.numbers("OAK-12") == []
    await clinic.glance(button(reply, SEND))
    assert await clinic.numbers("OAK-12") == [1]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("/session log OAK-12 20560 for pt Smithh dob 3/4/1951", id="a word is left"),
        pytest.param("/session log OAK-12 20560 on 3/4/1951", id="the day of the session"),
        pytest.param("/session authorize OAK-12 12 visits until 3/4/1951", id="the last day"),
        pytest.param("/session log OAK-12 not 20560 mrn 4471982", id="a word that denies"),
        pytest.param("/session log OAK-12 20560 mrn 4471982 5551", id="digits are left"),
        pytest.param("/session log John Smith 20560 Zanzibarova 4471982", id="two identities"),
        pytest.param("/coverage 4471982", id="nothing is left"),
    ],
)
async def test_where_anything_is_in_doubt_nothing_is_repeated(
    clinic: ClinicDesk, typed: str
) -> None:
    reply = await clinic.glance(typed)
    assert reply.headline == "I did not keep that."
    assert SEND not in [choice.label for choice in reply.choices]
    assert "Without it" not in words(reply)


async def test_a_first_row_that_is_an_identity_alone_leaves_no_line(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session MRN88123456; log OAK-12 20560")
    assert reply.refused
    assert "MRN88123456" not in words(reply)


@pytest.mark.parametrize("born", ["DOB 2/3/1970", "dob 2/3/2004", "born 4/5/1988"])
async def test_a_year_in_which_no_visit_can_lie_is_told_nothing_of_visits(
    clinic: ClinicDesk, born: str
) -> None:
    said = words(await clinic.glance(f"/session log OAK-12; FERN-44 {born}"))
    assert "Visits of" not in said


async def test_the_line_to_copy_stands_last(clinic: ClinicDesk) -> None:
    said = words(await clinic.glance("/session log OAK-12 born 4/5/2012 on 11/10"))
    told = next(line for line in said.splitlines() if "Without it:" in line)
    assert "records import. Without it: /session log OAK-12" in told
    assert told.index("Visits of 2010") < told.index("Without it:")

"""A word that denies is never dropped: nothing is saved, erased or chosen beside it."""

from __future__ import annotations

import pytest

from models.clinic.clinic import Role
from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import NOON, TODAY, ClinicDesk

DENIED = (
    "/caps reading medicare not calendar year",
    "/caps reading medicare from first visit, not calendar year",
    "/caps set OAK-12 not 5 visits per calendar year",
    "/caps set OAK-12 5 visits per calendar year but not evals",
    "/caps set OAK-12 5 visits per calendar year, except Fridays",
    "/caps set OAK-12 not none",
    "/caps set medicare not 5 visits per calendar year",
    "/caps set all but medicare 5 visits per calendar year",
    "/clinic state not SC",
    "/clinic state never SC",
    "/clinic profession not OT",
    "/clinic profession anybody but OT",
    "/clinic warn except medicare at 5 left",
    "/clinic warn all but medicare at 5 left",
    "/clinic warn not medicare at 5 left",
    "/clinic warn at 5 left, but not 3",
    "/clinic channel not here",
    "/clinic zone not Hawaii",
    "/clinic digest not off",
    "/clinic digest never off",
    "/clinic digest 8 am except Friday",
    "/clinic quiet not 6 pm to 7 am",
    "/clinic quiet never off",
    "/clinic quiet 8am-5pm not sure",
    "/clinic patience not 4 hours",
    "/clinic aliases not PT-0000",
    "/clinic alerts ack 1 not",
    "/clinic alerts snooze 1 not 2 days",
    "/clinic alerts hand 1 not to @amy",
    "/session payer OAK-12 not medicare",
    "/session payer OAK-12 fep plan no hmo",
    "/session payer OAK-12 fep plan anything but standard option",
    "/session new payer not medicare",
    "/session log OAK-12 not again",
    "/session log OAK-12 again, no",
    "/session log OAK-12 on 2024-11-02 not sure",
    "/session log OAK-12 never again",
    "/session void OAK-12 1 because not a duplicate",
    "/session void OAK-12 1 because wrong day, no",
    "/session void OAK-12 1 because wrong day but she came",
    "/session authorize OAK-12 not 12 visits from 12/1/2026 until 2/28/2027",
    "/session balance OAK-12 5 not in all as of 11/1/2026 from portal",
    "/session balance OAK-12 5 as of 11/1/2026 from portal, not the payer",
    "/session improving OAK-12 no",
    "/session close OAK-12 not yet",
    "/session rename OAK-12 not ELM-3",
    "/session undo not",
)


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with a manager and an alias with a session."""
    desk = ClinicDesk(pack, "PT")
    await desk.records.set_role(1, "kim", Role.MANAGER, actor="system", at=NOON)
    await desk.say("/session new OAK-12 payer aetna")
    await desk.log("OAK-12", TODAY)
    return desk


@pytest.mark.parametrize("typed", DENIED)
async def test_what_is_denied_is_refused_and_no_button_drops_the_denial(
    clinic: ClinicDesk, typed: str
) -> None:
    clinic.place = "C9"
    before = (
        await clinic.charts.aliases(1),
        await clinic.charts.find(1, "OAK-12"),
        await clinic.charts.caps(1),
        clinic.clinic,
    )
    reply = await clinic.say(typed, by="kim", manager=True)
    assert not clinic.answered, reply
    after = (
        await clinic.charts.aliases(1),
        await clinic.charts.find(1, "OAK-12"),
        await clinic.charts.caps(1),
        clinic.clinic,
    )
    assert after == before
    assert "Leave it out" not in [choice.label for choice in reply.choices]


@pytest.mark.parametrize(
    "typed",
    [
        "/clinic warn no forecast",
        "/clinic warn nothing unused",
        "/clinic digest off",
        "/clinic quiet none",
        "/clinic state none",
        "/clinic profession no",
        "/clinic channel none",
        "/caps set OAK-12 none",
        "/caps set OAK-12 no limit",
        "/session payer OAK-12 no payer from 11/20/2026",
        "/session payer OAK-12 plan none",
        "/session void OAK-12 1 because no show",
        "/session void OAK-12 1 because she didn't come",
        "/session balance OAK-12 5 in all as of 11/1/2026 from not sure",
    ],
)
async def test_a_word_that_a_verb_knows_switches_off_as_before(
    clinic: ClinicDesk, typed: str
) -> None:
    reply = await clinic.say(typed, by="kim", manager=True)
    assert clinic.answered, reply


async def test_two_readings_at_once_choose_none(clinic: ClinicDesk) -> None:
    typed = "/caps reading medicare calendar year from first visit"
    reply = await clinic.say(typed, by="kim", manager=True)
    assert "several ways to count" in reply.headline
    assert not clinic.clinic.readings

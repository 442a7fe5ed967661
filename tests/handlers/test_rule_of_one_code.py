"""A rule of the clinic's own on one code of needling says nothing of the other."""

from __future__ import annotations

import pytest

from tests.fakes import shipped
from tests.handlers.clinic_desk import ClinicDesk, edit
from tests.handlers.front_desk import words

BCBSNC = "Blue Cross NC does not pay for 20561 (investigational): agree with the patient who pays."


@pytest.fixture
def clinic() -> ClinicDesk:
    """A clinic of physical therapists."""
    return ClinicDesk(shipped.pack(), "PT")


async def test_what_is_covered_for_one_code_is_refused_for_the_other(clinic: ClinicDesk) -> None:
    await edit(clinic, "bcbsnc covered 20560 by portal")
    reply = await clinic.say("/session new OAK-8 payer bcbsnc")
    assert BCBSNC in [line.text for line in reply.cautions]
    await clinic.say("/caps book OAK-8 12/1")
    week = await clinic.say("/caps week 12/1")
    assert week.headline == "Week of Mon Nov 30 · 1 visit may not be paid if needled"
    assert week.lines[0].text == f"{BCBSNC} Booked: OAK-8 Tue Dec 1."
    told = words(await clinic.say("/caps week 12/1 details"))
    assert "OAK-8: the payer does not pay for 20561" in told


async def test_what_is_refused_for_one_code_is_said_of_that_code(clinic: ClinicDesk) -> None:
    await edit(clinic, "nc medicaid not covered 20560 by call")
    told = words(await clinic.say("/session new OAK-7 payer nc medicaid"))
    assert "does not pay for 20560: agree with the patient who pays." in told
    assert "does not pay for needling" not in told


async def test_each_code_may_be_refused_for_its_own_reason(clinic: ClinicDesk) -> None:
    await edit(clinic, "bcbsnc not covered 20560 by portal")
    reply = await clinic.say("/session new OAK-8 payer bcbsnc")
    assert reply.cautions[0].text == (
        f"By your clinic's rule Blue Cross NC does not pay for 20560. {BCBSNC}"
    )
    await clinic.say("/caps book OAK-8 12/1")
    week = await clinic.say("/caps week 12/1")
    assert week.headline == "Week of Mon Nov 30 · 1 visit not paid if needled"


async def test_a_rule_on_both_codes_names_neither(clinic: ClinicDesk) -> None:
    await edit(clinic, "bcbsnc covered by contract of 11/1/2026")
    told = words(await clinic.say("/session new OAK-8 payer bcbsnc"))
    assert "does not pay" not in told
    await edit(clinic, "nc medicaid not covered by call")
    told = words(await clinic.say("/session new OAK-7 payer nc medicaid"))
    assert "does not pay for needling" in told


async def test_the_card_says_first_of_which_code_its_verdict_is(clinic: ClinicDesk) -> None:
    await edit(clinic, "bcbsnc covered 20560 by portal")
    reply = await clinic.glance("/coverage bcbsnc")
    assert [line.text for line in reply.cautions][:1] == [
        "The verdict is for 20560; ask for 20561 alone."
    ]
    assert "code/20560" in reply.about, "the digest names it where the answer has changed"

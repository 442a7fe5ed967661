"""Of a name that fits many payers, those of the clinic's patients and state are offered."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import words

BOTH = ["BCBS Massachusetts", "Blue Cross NC"]


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic in North Carolina with a patient of each of four payers."""
    desk = ClinicDesk(pack, "PT")
    for at, payer in enumerate(("bcbs massachusetts", "bcbsnc", "nc medicaid", "nc workers comp")):
        await desk.say(f"/session new OAK-{at + 2} payer {payer}")
        assert desk.answered
    return desk


def offered(reply: Reply) -> list[str]:
    """What the buttons say."""
    return [choice.label for choice in reply.choices]


def ticked(clinic: ClinicDesk) -> list[str]:
    """The payers that are verified."""
    return [tick.payer for tick in clinic.clinic.preferences.verified]


@pytest.mark.parametrize("typed", ["bcbs", "blue cross"])
async def test_a_tick_of_a_name_of_several_asks_which_of_the_clinics_own(
    clinic: ClinicDesk, typed: str
) -> None:
    reply = await clinic.say(f"/caps rollover verified {typed}")
    assert offered(reply) == BOTH
    assert not ticked(clinic)


@pytest.mark.parametrize(
    ("typed", "payer"), [("medicaid", "nc_medicaid"), ("workers comp", "wc_other")]
)
async def test_a_tick_takes_the_only_one_of_the_clinics_own(
    clinic: ClinicDesk, typed: str, payer: str
) -> None:
    await clinic.say(f"/caps rollover verified {typed}")
    assert ticked(clinic) == [payer]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("/session new OAK-22 payer blue cross", ["Blue Cross NC"]),
        ("/session payer OAK-2 medicaid", ["NC Medicaid (Medicaid Direct)"]),
        ("/session new OAK-22 payer medicare secondary blue cross", ["Blue Cross NC"]),
        ("/clinic warn blue cross at 5 left", BOTH[::-1]),
        ("/clinic warn medicaid at 5 left", ["NC Medicaid (Medicaid Direct)"]),
        ("/caps blue cross", BOTH[::-1]),
        ("/caps workers comp", ["Workers' compensation (any other program)"]),
        ("/caps set blue cross 20 visits per calendar year", BOTH[::-1]),
        ("/coverage watch medicaid", ["NC Medicaid (Medicaid Direct)"]),
    ],
)
async def test_the_clinics_own_payers_and_its_states_are_offered_first(
    clinic: ClinicDesk, typed: str, first: list[str]
) -> None:
    reply = await clinic.say(typed, by="boss", manager=True)
    assert not clinic.answered
    assert offered(reply)[: len(first)] == first
    assert not {"AHCCCS (Arizona Medicaid)", "BCBS Alabama"} & set(offered(reply))


@pytest.mark.parametrize("typed", ["ma workers comp", "pa wc", "workers comp nc", "ct work comp"])
async def test_comp_of_a_state_without_facts_is_not_called_another_states(
    clinic: ClinicDesk, typed: str
) -> None:
    told = words(await clinic.say(f"/session new OAK-30 payer {typed}"))
    assert clinic.answered
    assert "Payer: Workers' compensation (any other program)" in told
    told = words(await clinic.say("/session request OAK-30 6 visits"))
    assert "stands for programs of several states: how long each takes is not told." in told


async def test_a_year_that_is_over_is_not_verified(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/caps rollover 2026")
    assert offered(reply)[0] == "Jan 1, 2027"
    assert "Verify anew" not in words(reply)
    asked = await clinic.say("/caps rollover 2026 verified nc medicaid")
    assert asked.headline == "2026 began months ago. Is 2027 meant?"
    assert not ticked(clinic)
    await clinic.say(asked.choices[0].command)
    assert [tick.year for tick in clinic.clinic.preferences.verified] == [2027]


async def test_an_alias_that_was_renamed_offers_no_other_patient(clinic: ClinicDesk) -> None:
    await clinic.say("/session new OAK-29")
    await clinic.say("/session rename OAK-29 OAK-39")
    for verb in ("close", "log", "show"):
        reply = await clinic.say(f"/session {verb} OAK-29")
        assert "was used here before" in reply.headline
        assert offered(reply) == ["Issue an alias"]


async def test_closing_one_that_looks_alike_asks_first(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session close OAK-22")
    closing = [c for c in reply.choices if c.command.startswith("/session close")]
    assert closing
    assert all(choice.confirm == f"Close {choice.label}?" for choice in closing)

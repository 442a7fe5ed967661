"""A company's name with a state, a slip or a region beside it: which of its plans are meant."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    "typed",
    [
        "/coverage uhc 20560 in arizona",
        "/coverage united az 20560",
        "/coverage unitedhealthcare 20561 by PT in colorado",
        "does uhc pay for needling in new jersey",
    ],
)
async def test_a_company_in_a_state_is_not_its_medicaid_plan_alone(
    desk: FrontDesk, typed: str
) -> None:
    told = words(await desk.glance(typed))
    for plan in ("Community Plan (Medicaid)", "Medicare Advantage", "commercial"):
        assert plan in told
    assert "I took" not in told


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("bcbs 20560 in arizona", "bcbs_az"),
        ("uhc medicaid 20560 in arizona", "uhc_community_plan"),
        ("medicaid 20560 in ohio", "oh_medicaid"),
    ],
)
def test_a_name_that_is_no_single_companys_stays_with_its_state(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    assert payer in {p.id for p in desk.reader.read(typed).payers}
    assert not {p.id for p in desk.reader.read(typed).payers} & {"uhc_commercial", "fep"}


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("superoir healthplan tx medicaid 20560", "superior_tx"),
        ("superior healtplan texas medicaid 20561", "superior_tx"),
        ("exelus bcbs 20561", "excellus"),
        ("exellus 20560", "excellus"),
        ("kaiser permanante nw 20560", "kaiser_other"),
        ("blue cros of tenesee 20561", "bcbst"),
        ("blue cross tennesse 20560", "bcbst"),
        ("bcbs of missisipi 20561", "bcbsms"),
        ("central states teamsters 20560", "central_states"),
        ("teamsters central states h&w 20560", "central_states"),
    ],
)
def test_a_slip_ends_at_the_payer_that_alone_can_be_meant(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    question = desk.reader.read(typed)
    assert [p.id for p in question.payers] == [payer]
    assert not question.unknown_payer


@pytest.mark.parametrize("typed", ["wetrust northwest 20560", "wetrust 20561", "weatrus 20560"])
def test_initials_in_one_word_with_another_are_never_repaired(desk: FrontDesk, typed: str) -> None:
    assert "wea_trust" not in {payer.id for payer in desk.reader.read(typed).payers}


@pytest.mark.parametrize(
    "typed",
    [
        "teamsters western region fund 20560 in washington",
        "does the western teamsters fund pay needling in washington",
    ],
)
def test_a_region_beside_a_fund_is_not_the_fund_of_the_state(desk: FrontDesk, typed: str) -> None:
    assert [payer.id for payer in desk.reader.read(typed).payers] == ["teamsters"]


def test_a_fund_in_a_state_is_still_that_states_own(desk: FrontDesk) -> None:
    assert [p.id for p in desk.reader.read("washington teamsters 20560").payers] == ["wa_teamsters"]


async def test_the_federal_plan_of_a_company_is_not_answered_by_its_commercial_one(
    desk: FrontDesk,
) -> None:
    reply = await desk.glance("/coverage aetna fed 20561")
    assert "aetna fed" in reply.headline
    assert "experimental" not in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "do we know anything about curative ins?",
        "anybody heard anything about curative health plan",
        "got any info on oscar health",
    ],
)
async def test_what_is_known_of_a_payer_is_its_card(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(typed)
    assert "hold no facts on" in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "does cigna pay for needling, front desk asking",
        "does premera cover needling, this is the front desk",
        "front desk here, is 20560 covered by premera and what limit do they have",
    ],
)
def test_the_front_desk_that_asks_is_no_aide_who_bills(desk: FrontDesk, typed: str) -> None:
    assert not desk.reader.read(typed).other_profession


def test_the_front_desk_that_would_needle_is_one(desk: FrontDesk) -> None:
    asked = "will cigna pay for needling that was done by front desk staff at our busy clinic"
    assert desk.reader.read(asked).other_profession == "aide"


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("sports med doc did the needling for bcbs ma, same code as the PT?", "MD"),
        ("our ortho doc needles, does aetna want the same code as a PT", "MD"),
    ],
)
def test_the_doctor_who_needles_bills_and_not_the_pt_beside_whom_he_is_named(
    desk: FrontDesk, typed: str, who: str
) -> None:
    assert desk.reader.read(typed).profession == who

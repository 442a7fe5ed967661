"""Matters of the desk that a topic answers, whatever code, payer or state is named beside them."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk

COPIED = "May I copy the last note forward?"
SOFTWARE = "Which software or EHR is good for dry needling?"
CUPPING = "Which code is for cupping or scraping beside needling?"
LAW = "Is a bill or lawsuit on dry needling pending?"
WHOSE = "The plan or the patient is of another state than the clinic: whose rules count?"
CHANGED = "What if a patient changes or loses the plan during care?"
PAYBACK = "What if a payer audits us or wants money back?"


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ('the ehr prefills "4 muscles" in each note, good or bad', COPIED),
        ("chart template autopopulates 3 muscles every time", COPIED),
        ("cloned notes all say 20561, what do i tell the therapist", COPIED),
        ("how to configure 20561 in raintree", SOFTWARE),
        ("we want to add 20560 as a default charge in our emr", SOFTWARE),
        ("setting up webpt so that 20561 has a price", SOFTWARE),
        ("which code goes out for cups after the needling", CUPPING),
        ("needles then iastm, how is it billed", CUPPING),
        ("can we charge for cupping beside dry needling", CUPPING),
        ("is there any needling bill in the legislature right now", LAW),
        ("has the senate passed the dry needling bill", LAW),
        ("did a bill on needling pass this session", LAW),
        ("aetna of ohio, treated in kentucky, whose law applies", WHOSE),
        ("cigna plan of texas while we treat in oklahoma: whose rules count", WHOSE),
        ("humana of georgia, office in alabama, which state's law governs", WHOSE),
        ("switched from aetna to humana on march 1, needled feb 28 and march 2", CHANGED),
        ("her plan changed from uhc to cigna 5/1, dos 4/30 and 5/2, who do we bill", CHANGED),
        ("moved from medicare to humana on june 1, visit was may 31", CHANGED),
    ],
)
async def test_a_matter_of_the_desk_is_answered_by_its_topic(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline.endswith(headline)


@pytest.mark.parametrize(
    "typed",
    [
        "is a needling bill pending in colorado",
        "new bill on needling before the texas house?",
        "florida senate has a bill on OTs who needle, any news",
    ],
)
async def test_a_state_answers_of_its_own_bill(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline.split(" · ")[0] in {"Colorado", "Texas", "Florida"}
    assert any("bill" in line.text or "HB" in line.text for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("can we bill needling this session", LAW),
        ("patient got a bill from the house of needling we rent to", LAW),
        ("which rule counts muscles", WHOSE),
        ("does aetna cover cupping", CUPPING),
        ("cigna and aetna, does it cover 20560", CHANGED),
    ],
)
async def test_what_only_sounds_so_is_answered_as_before(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline != headline


@pytest.mark.parametrize(
    "typed",
    [
        "payer took back payments of 20560, old PT who moved to Texas wrote the notes, what now",
        "they took back payments of 20561, our PT who left for Ohio wrote the notes, what now",
        "took back all 20561 payments, says the notes are thin, the PT who wrote them went to Utah",
    ],
)
async def test_where_somebody_went_is_no_question_of_a_state(desk: FrontDesk, typed: str) -> None:
    headline = (await desk.glance(f"/ask {typed}")).headline
    assert not headline.startswith(("Ohio", "Texas", "Utah"))


@pytest.mark.parametrize(
    ("typed", "payers"),
    [
        ("tricare for life, medicare first, PT needles the neck", "TRICARE"),
        ("medicare first then tricare for life for needling by PT", "Medicare Part B"),
        ("cigna first, aetna second, does either pay 20560", "Cigna"),
    ],
)
async def test_which_plan_is_first_makes_no_other_plan(
    desk: FrontDesk, typed: str, payers: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline.startswith("2 payers")
    assert any(payers in row.cells[0] for table in reply.tables for row in table.rows)


@pytest.mark.parametrize(
    "typed",
    [
        "our NP will needle a medicare lady, back pain 14 weeks, may she bill it",
        "can an NP in our office bill medicare for needling of back pain of 12 weeks",
        "PA needles low back of medicare patients over 12 weeks now, can he bill that",
    ],
)
async def test_who_may_bill_a_payer_is_its_card(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline.startswith("Medicare Part B")
    assert any("acupuncture" in line.text for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("/coverage va 20560 by PTA", "physical therapist assistant"),
        ("/ask does anthem pay when a PTA needles", "physical therapist assistant"),
        ("/coverage cigna 20561 by OTA", "occupational therapy assistant"),
        ("/coverage anthem by PA for heel pain", "physician assistant"),
        ("/coverage tricare 20560 by OT", "occupational therapist"),
        ("/coverage aetna by NP", "nurse practitioner"),
    ],
)
async def test_whether_a_license_may_needle_is_the_states(
    desk: FrontDesk, typed: str, who: str
) -> None:
    said = " ".join(line.text for line in (await desk.glance(typed)).lines)
    assert f"{who} may needle at all the state decides" in said


@pytest.mark.parametrize(
    "typed",
    [
        "pregnant patient with cigna wants needling",
        "patient has a pacemaker and aetna, needling",
        "humana patient with epilepsy, needling of the neck",
    ],
)
async def test_beside_a_payer_an_illness_is_not_passed_over(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    told = " ".join(line.text for line in (*reply.lines, *reply.cautions))
    assert "clinician decides" in told


@pytest.mark.parametrize(
    "typed",
    [
        "medicaid boy with seizures, can we needle him",
        "medicaid lady on coumadin, should we needle her",
        "our medicaid patient has lymphedema, is needling safe",
    ],
)
async def test_beside_an_illness_a_plan_is_not_passed_over(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert any("What Medicaid pays differs by state" in line.text for line in reply.lines)

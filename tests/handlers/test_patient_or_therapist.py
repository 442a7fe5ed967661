"""When "pt" is the patient, and when the physical therapist who bills."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.profession import Profession
from tests.handlers.front_desk import FrontDesk


@pytest.mark.parametrize(
    ("typed", "billed_by"),
    [
        ("pt has aetna can we needle", None),
        ("does my pts insurance uhc cover it", None),
        ("pt 67 yo w/ medicare wants needling", None),
        ("pt w/ cigna asking about dry needling", None),
        ("the pt is on bcbsnc, covered?", None),
        ("pt with medicare 20560", None),
        ("our pt wants to know if tricare pays", None),
        ("pt insurance is humana, do we need auth", None),
        ("pts with medicaid in ohio", None),
        ("new pt has kaiser", None),
        ("medicare by pt", Profession.PT),
        ("can a pt bill medicare for 20560", Profession.PT),
        ("medicare 20560 by PT with 97140", Profession.PT),
        ("is a new pt grad covered by aetna", Profession.PT),
        ("cigna PT", Profession.PT),
        ("PT medicare 20560", Profession.PT),
    ],
)
def test_pt_is_the_patient_beside_a_plan_and_else_the_therapist(
    desk: FrontDesk, typed: str, billed_by: Profession | None
) -> None:
    read = desk.reader.read(typed, date(2026, 11, 23))
    assert read.payers
    assert read.profession is billed_by


async def test_a_patients_plan_is_no_question_for_the_clinician(desk: FrontDesk) -> None:
    reply = await desk.say("/ask pt has aetna can we needle")
    assert reply.headline.startswith("Aetna")
    held_back = await desk.say("/ask pt has aetna and is on eliquis can we needle")
    assert held_back.headline == "That is for the treating clinician"


async def test_an_age_is_not_told_as_unused(desk: FrontDesk) -> None:
    reply = await desk.say("/ask pt 67 yo w/ medicare wants needling")
    assert "I did not use" not in " ".join(line.text for line in reply.cautions)


@pytest.mark.parametrize(
    ("typed", "billed_by"),
    [
        ("pregnant pt on cigna", None),
        ("explain to a pt what medicare pays for needling", None),
        ("we saw a pt for 14 needling visits, medicare", None),
        ("medicare, 12th visit was tuesday, remind my pt how many are left", None),
        ("pt in ohio wants needling, aetna", None),
        ("postpartum pts, tricare, needling", None),
        ("aetna, can I charge a pt for needling", None),
        ("medicaid washington, pregnant pt, acupuncturist", Profession.LAC),
        ("can our OT needle carpal tunnel pts, humana", Profession.OT),
        ("medicare when our PT needles", Profession.PT),
    ],
)
def test_pt_is_somebody_to_whom_something_is_done(
    desk: FrontDesk, typed: str, billed_by: Profession | None
) -> None:
    read = desk.reader.read(typed, date(2026, 11, 23))
    assert read.payers
    assert read.profession is billed_by


@pytest.mark.parametrize(
    ("typed", "asked_of"),
    [
        ("our OT asks can she needle carpal tunnel pts in maine", Profession.OT),
        ("chiro asked me if he can needle in vermont", Profession.DC),
        ("my PTA wants to know if she can needle my pts in texas", Profession.PTA),
        ("our athletic trainer asks whether he may do needling in ohio", Profession.AT),
        ("the OT asked is she allowed to dry needle in idaho", Profession.OT),
        ("our COTA asks can they do it in iowa", Profession.OTA),
        ("MD asks can our PT needle in maine", Profession.PT),
    ],
)
def test_who_asks_what_they_may_is_asked_about(
    desk: FrontDesk, typed: str, asked_of: Profession
) -> None:
    read = desk.reader.read_state(typed, date(2026, 11, 23))
    assert read.professions == (asked_of,)


async def test_a_plan_and_pain_ask_of_the_plan_though_a_word_is_unread(desk: FrontDesk) -> None:
    reply = await desk.say("/ask elderly pt, medicare, neck pain")
    assert reply.headline.startswith("Medicare Part B")

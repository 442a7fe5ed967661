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

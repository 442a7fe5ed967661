"""Free questions of staff: the topic that fits answers, wherever else their words may point."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.front_desk import FrontDesk

_CLOSEST = "Closest to your question: "
CLINICIAN = "That is for the treating clinician"


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("is there a human answering or a machine", "about_me"),
        ("how much is a self pay needling visit in tucson", "cost"),
        ("going cash price for dn around denver", "cost"),
        ("where do full sharps containers go once they fill up", "sharps_pickup"),
        ("used needles in the red bag or the sharps bin", "sharps"),
        ("could you pull up benefits for my 2pm patient", "bot_lookup"),
        ("can you verify eligibility on a patient for me", "bot_lookup"),
        ("cigna said not medically necessary how can we appeal", "appeal"),
        ("bruised and achy for 3 days, how long does it last", "effects_length"),
        ("KX, GP or both on needling", "modifiers"),
        ("bcbs fep called it experimental can we bill the patient", "cash_pay"),
        ("can we take cash for needling from an apple health member", "cash_pay"),
        ("do i charge medicare patients cash for dn", "medicare_cash"),
    ],
)
async def test_the_fitting_topic_answers(
    desk: FrontDesk, pack: FactBook, typed: str, topic: str
) -> None:
    headline = (await desk.glance(f"/ask {typed}")).headline

    assert headline.removeprefix(_CLOSEST) == pack.topics[topic].question


@pytest.mark.parametrize(
    ("typed", "payer", "says"),
    [
        ("how old is your info on tricare", "TRICARE", "From Feb 26, 2020"),
        ("when was what you have on cigna last updated", "Cigna", "last said so"),
        ("how current are your facts on bcbs tx", "Texas", "hold no facts on it"),
        ("do we know anything about Surest ins", "Surest", "hold no facts on it"),
    ],
)
async def test_what_is_held_of_a_payer_and_how_old_it_is_is_on_its_card(
    desk: FrontDesk, typed: str, payer: str, says: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert payer in reply.headline
    assert says in " ".join(line.text for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("my pt takes xarelto, ok to needle?", "In general: Sources disagree on blood thinners."),
        ("guy has a pacemaker can we dn his calf", "In general: I hold no source on implanted"),
        ("a 13 yo pt wants needling, ok?", "The treating clinician decides, with the parent's"),
        ("lady is pregnant, ok to needle", "In general: Clinic lists call for care in pregnancy."),
    ],
)
async def test_what_is_known_in_general_stands_in_sight_under_that_the_clinician_decides(
    desk: FrontDesk, typed: str, says: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    told = " ".join(line.text for line in reply.lines)

    assert reply.headline == CLINICIAN
    assert reply.lines[0].text.startswith("The treating clinician decides.")
    assert says in told
    assert told.count("The treating clinician decides.") == 1


@pytest.mark.parametrize(
    "typed",
    [
        "is a pta ok to needle in ohio when the pt is upstairs",
        "is an OT ok to needle in texas, the pt is out",
    ],
)
async def test_a_license_in_a_state_is_no_question_of_one_patient(
    desk: FrontDesk, typed: str
) -> None:
    assert (await desk.glance(typed)).headline.startswith(("Ohio", "Texas"))


async def test_a_patient_in_a_state_is_still_for_the_clinician(desk: FrontDesk) -> None:
    assert (await desk.glance("/ask is it ok to needle my pt in ohio")).headline == CLINICIAN


async def test_a_states_rule_is_said_to_hold_off_federal_land_only(desk: FrontDesk) -> None:
    typed = "/ask can a PT at an army base in georgia needle with an ohio license"
    told = [line.text for line in (await desk.glance(typed)).lines]

    assert told[0].startswith("I hold nothing on military bases")
    assert told[1].startswith("Off federal land: a license or privilege of the state")


async def test_both_sides_on_texan_assistants_are_in_sight(desk: FrontDesk) -> None:
    for typed in ("/state TX PTA", "/state texas PT and PTA"):
        told = " ".join(line.text for line in (await desk.glance(typed)).lines)

        assert "One source bars delegating it" in told
        assert "the rules do not prohibit it" in told


async def test_a_medicare_price_in_a_place_says_that_rates_differ_by_place(desk: FrontDesk) -> None:
    there = " ".join(
        line.text for line in (await desk.glance("/ask medicare rate for 20561 in miami")).lines
    )
    nowhere = " ".join(
        line.text for line in (await desk.glance("/ask medicare rate for 20561")).lines
    )

    assert "differ by locality" in there
    assert "differ by locality" not in nowhere


@pytest.mark.parametrize(
    "typed",
    [
        "/coverage aetna 20560 adjuster said call",
        "/coverage cigna 20561 or whoever",
        "/coverage humana corp 20560",
    ],
)
async def test_everyday_words_are_not_said_to_be_unused(desk: FrontDesk, typed: str) -> None:
    assert not any("I did not use" in line.text for line in (await desk.glance(typed)).cautions)


@pytest.mark.parametrize("typed", ["can you check if the Mrs on the book has benefits"])
async def test_a_title_without_a_name_is_no_name(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(typed)).headline.endswith("Can the bot look up a patient's benefits?")


@pytest.mark.parametrize(
    "typed", ["check Mrs Onley benefits", "check mrs on-smith", "Mrs Hasan wants needling"]
)
async def test_a_title_with_a_name_is_refused_as_before(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(typed)).refused


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("who should we not needle", "contra"),
        ("how many minutes can we leave em in", "needle_time"),
        ("is a needling only day a visit off her total", "needling_counts"),
        ("does the govt clear these needles", "fda"),
        ("two insurance plans so do the visits add up", "secondary_plan"),
        ("we stopped halfway since she felt queasy, billable?", "stopped_early"),
        ("gloves and the bin for needles what are the rules", "hygiene"),
    ],
)
async def test_a_way_of_asking_finds_its_topic(
    desk: FrontDesk, pack: FactBook, typed: str, topic: str
) -> None:
    headline = (await desk.glance(f"/ask {typed}")).headline

    assert headline.removeprefix(_CLOSEST) == pack.topics[topic].question


async def test_mcare_is_medicare(desk: FrontDesk) -> None:
    assert "Medicare" in (await desk.glance("/coverage mcare 20561")).headline


async def test_whether_a_payer_needs_authorization_is_told_by_its_card_where_it_is_held(
    desk: FrontDesk,
) -> None:
    """A state's law on first visits would free visits for which L&I asks."""
    reply = await desk.glance("/ask does washington l&i need authorization for visits 4 to 6")
    assert reply.headline.startswith("Washington L&I")
    assert reply.lines[0].text.startswith("Authorization: Yes, beyond three treatments.")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("they offset other claims before we could appeal, is that legal", "contract and state"),
        ("can a payer net a disputed overpayment against new claims", "contract and state law"),
        ("is it true that dry needling is fda approved", "do not advertise"),
        ("free needling demo in a tent at the fair, ok?", "a sharps box"),
        ("which stim machine is cleared for needles", "I name none"),
        ("tail coverage when i sell the practice, one old claim", "extended reporting period"),
        ("is there a good study list i can send to a patient", "I hold three"),
        ("we just found out we coded needling as 97140 all along", "change no note"),
        (
            "the licensing board sent us a complaint about our PT, first steps",
            "malpractice carrier",
        ),
        ("1099 acupuncturist one day a week in california", "ABC test"),
        ("buying a clinic that billed lots of 20561, what do we check", "Pull charts by chance"),
        ("does a claim cross over to the secondary by itself", "MA18"),
        ("who files the IMR with the DMHC, the patient or us", "the patient applies"),
        ("how long can a full sharps box sit here in california", "30 days"),
        ("flying the day after thoracic needling", "911"),
        ("altitude after his upper back was needled, any worry", "911"),
        ("may we post a reel of a patient who said ok", "written HIPAA authorization"),
        ("telehealth eval and then needled in person, two evals?", "one evaluation"),
        ("how long do we keep charts of minors", "I hold no number"),
        ("how do we get fewer no-shows without a fee", "reminders"),
    ],
)
async def test_what_a_clinic_wonders_about_stands_in_the_first_lines(
    desk: FrontDesk, typed: str, says: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert says in " ".join(line.text for line in reply.lines)


@pytest.mark.parametrize(
    "typed",
    [
        "can i charge the insured patient $40 on top of the copay when the plan doesnt pay 20560",
        "may we collect $25 more than the copay when they bundle 20561",
        "extra 30 dollars beside the copay for 20560, allowed?",
    ],
)
async def test_what_a_patient_is_charged_is_no_fee_of_a_code(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.lines[0].text.startswith("It depends on your contract.")


@pytest.mark.parametrize(
    "typed",
    [
        "is it ok to text a pic of a bruise back and forth w pt on my cell",
        "can she send me a picture of her bruise",
        "may i email a photo of his bruise to the patient",
    ],
)
async def test_pictures_and_texts_are_a_matter_of_privacy(desk: FrontDesk, typed: str) -> None:
    assert "HIPAA" in (await desk.glance(f"/ask {typed}")).lines[0].text


async def test_a_photo_of_an_alarming_sign_cannot_wait(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask patient texted a photo: calf is red, hot and swollen")

    assert reply.headline == "Urgent: get help now"


@pytest.mark.parametrize(
    "typed",
    [
        "she has bruises for two weeks, is that normal",
        "she is bruised and sore for 5 days is that normal",
    ],
)
async def test_nobody_calls_days_of_soreness_normal(desk: FrontDesk, typed: str) -> None:
    told = " ".join(line.text for line in (await desk.glance(f"/ask {typed}")).lines)

    assert "nor on what is normal" in told
    assert "911" in told


async def test_a_dog_in_the_way_is_not_to_be_needled(desk: FrontDesk) -> None:
    asked = "/ask her dog jumped on the table with needles in, are home visits ok"

    assert "animal" not in (await desk.glance(asked)).headline

"""What a clinic asks of its own money and notes is answered by its topic, whatever is named."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

ASKED = {
    "What is the facility and the non-facility rate?": (
        "what is the rvu of 20561 in a facility",
        "20560 facility vs non-facility rate",
        "non facility rate for 20561",
        "hospital outpatient, which fee column for 20560 facility or non facility",
        "does 20561 pay less in a facility",
        "facility price 20560",
    ),
    "Is the fee another for an OT, a PT or an assistant?": (
        "do OTs get the same rate as PTs for 20561",
        "is a chiro paid more than a PT for 20560",
        "does the fee for needling differ between PT and PTA",
        "20561 reimbursement lower for an OT than a PT?",
        "is the PTA rate less than the PT rate for needling",
        "same pay for OT and PT on 20560?",
    ),
    "May dry needling be billed as manual therapy or another code?": (
        "bill needling as 97112 while he does squats with the needles in",
        "can we code it as therapeutic exercise when they move with needles in",
        "can the needles go under neuro re-ed if the patient moves",
        "count the needling as manual therapy since the pt mobilizes too",
        "boss says put dn under therapeutic activities",
        "call the needling neuro reed on the claim?",
    ),
    "What must the dry needling note say?": (
        "his chart just says needling 10 minutes, good enough?",
        "PT writes dry needling 8 min and nothing else in the note",
        "she documents DN x 10 min thats all",
        "the note reads needled 5 minutes. enough?",
        "our therapist just writes DN 15 min every visit",
        "new grad only puts DN 5 min in her notes",
    ),
    "What do we say to a patient who is upset about a charge?": (
        "patient is furious about the 60 dollar needling charge what do i tell her",
        "lady yelling at the desk that we billed her for needles",
        "he is upset that his card was charged for dn",
        "angry patient says nobody told her needling costs extra, we charged 40",
        "patient livid over the balance for needling",
        "mom is mad about the charge for her sons needling",
    ),
    "Many claims were denied for one reason: appeal each, or all together?": (
        "we got 30 denials today all 20561 all from aetna, what happened",
        "every needling claim since june denied by cigna, appeal each one?",
        "stack of 25 denied 20561 claims same reason do we appeal together",
        "all our 20560 claims are denied all of a sudden",
        "a batch of 60 denials from humana, one appeal or sixty",
        "dozens of denials for needling this week help",
    ),
    "May one of our clinics take cash for needling and another bill the plan?": (
        "one location takes cash for needling and the other bills insurance, legal?",
        "half our therapists charge cash and half bill the plan for dn",
        "cash at our Boise clinic for everyone, insurance at Asheville, need one policy",
        "is it ok that one clinic bills and another takes cash for 20561",
        "owner wants one policy, some desks take cash and some bill insurance",
        "front desk decides who pays cash and who gets billed to insurance",
    ),
    "Which plan should a patient choose for needling, and may we say?": (
        "which is better for a needling patient, aetna or cigna",
        "should she pick blue shield or kaiser for next year",
        "open enrollment: is humana or uhc better for our pts",
        "what plan is best for patients who get needled, anthem or aetna",
        "patient asks should he switch to cigna",
        "which one should my patients choose regence or premera",
    ),
    "Must there be a trigger point to bill 20560 or 20561?": (
        "does 20560 require a trigger point",
        "can i bill 20561 with no trigger point",
        "must the muscle have trigger points for 20561",
        "needs a trigger point to bill 20560?",
        "is a trigger point needed for code 20560",
        "20560 without trigger points ok",
    ),
    "May I bill the patient after a CO or PR denial?": (
        "CO-45 and CO-50 can i bill the patient",
        "co 50 and co 45 on the line does the patient owe",
        "PR-1 and CO-50, can we charge her",
        "balance bill for CO-97 and CO-45?",
        "is the patient responsible with co-45 and co-96",
        "CO-50 plus CO-45 may we send her a statement",
    ),
    "A plan paid us too much, or by mistake: may we keep it?": (
        "plan paid us 20561 in error we think. keep it?",
        "bcbs overpaid us for 20561 tell them or wait",
        "humana sent two checks for one needling claim, now what",
        "do we have to return money a plan paid by mistake",
        "medicaid paid needling it should not have, report within 60 days?",
        "we got too much from cigna for dry needling now what",
    ),
    "A patient wants us to pay for a shirt, a doctor's bill or lost work: what do we say?": (
        "he wants us to replace his jeans, a needle bled",
        "patient asks us to pay dry cleaning for a blouse",
        "she wants her parking paid because the needling hurt",
        "patient says we owe her for new leggings",
        "can we pay for a patients shirt with blood on it",
        "lady wants us to buy her a new jacket after dn",
    ),
    "How do I say it in Spanish to a patient?": (
        "how would i say in spanish that the plan does not pay",
        "spanish phrase for we charge cash for needling",
        "translate needling is not covered to spanish",
        "can you give me a spanish sentence for prices",
        "what's the word for dry needling in spanish",
        "script in spanish for no coverage",
    ),
    "May I change or leave off a code or diagnosis so that it is paid?": (
        "visit turned into exercise only, keep 20561 on the claim?",
        "PTA did the session, may we leave the needling on the bill",
        "needling was planned but not done, can we leave it on the claim",
        "front desk wants to keep 20560 on the claim although the therapist was out",
        "leave dn on the bill though she only got manual?",
        "can we keep 20561 on her claim if the PTA did exercise",
    ),
    "Who gets a good faith estimate, and when?": (
        "good faith estimate, do self pay patients need one",
        "good faith estimate, do cash needling patients need one",
    ),
    "A needle is missing, or turned up later, at home or in clothes: what now?": (
        "needle in the hamper",
        "found a needle on the treatment room floor after the patient left",
        "two needles in the linen",
        "a needle on the carpet in room 2",
        "housekeeping found a needle in the towels",
        "found 2 needles in laundry. rules?",
    ),
}


@pytest.mark.parametrize(("topic", "asked"), [(t, a) for t, each in ASKED.items() for a in each])
async def test_a_matter_of_the_clinic_is_answered_by_its_topic(
    desk: FrontDesk, topic: str, asked: str
) -> None:
    assert (await desk.glance(asked)).headline.removeprefix("Closest to your question: ") == topic


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("151", "what is 151 on a claim"),
        ("197", "what does 197 mean on my eob"),
        ("204", "got a 204 on 20561"),
        ("119", "whats 119 on the remit"),
        ("151", "claim came back 151"),
        ("204", "204 on every claim, what is it"),
        ("170", "170 on every line of the new therapist"),
    ],
)
async def test_a_reason_without_its_group_is_a_denial(
    desk: FrontDesk, code: str, asked: str
) -> None:
    assert f"denial code {code}" in (await desk.glance(asked)).headline


@pytest.mark.parametrize(
    ("asked", "headline"),
    [
        ("what is 59 on a claim", "denial code"),
        ("should she choose needling or an injection", "Which plan"),
        ("does cigna pay more for a PT", "Is the fee another"),
        (
            "which code is 3 muscles in 10 minutes, note says so",
            "must the dry needl",
        ),
        ("can i bill the patient cash after a denial", "one of our clinics"),
        ("needle still in her back", "turned up later"),
        ("recoupment letter says they overpaid us, what now", "may we keep it"),
        ("patient overpaid us, send it back?", "A plan paid us"),
        ("aetna paid 20560 twice last month, can we expect it now", "may we keep it"),
        ("does the plan pay for laundry of gowns", "wants us to pay"),
        ("20552 needs a trigger point", "Must there be a trigger point"),
    ],
)
async def test_other_questions_are_not_taken(desk: FrontDesk, asked: str, headline: str) -> None:
    assert headline not in (await desk.glance(asked)).headline


async def test_minutes_that_a_system_fills_in_are_answered_by_no_wrong_no(desk: FrontDesk) -> None:
    told = await desk.glance("our EMR defaults 15 mins on 20561, delete?")
    assert told.lines[0].text.startswith("Needling is not timed")
    of_rule = await desk.glance("does needling time count in the 8 minute rule")
    assert of_rule.lines[0].text.startswith("No: needling is not timed")


async def test_a_word_that_says_how_somebody_pays_is_no_payer(desk: FrontDesk) -> None:
    told = await desk.glance("is there any payer that pays decent for 20561")
    assert "Decent" not in told.headline
    assert "Decent" in (await desk.glance("does decent cover 20560")).headline


async def test_a_plan_to_choose_has_the_cards_of_those_named(desk: FrontDesk) -> None:
    told = await desk.glance("which is better for a needling patient, aetna or cigna")
    commands = [choice.command for choice in told.choices]
    assert commands[:2] == ["/coverage Aetna", "/coverage Cigna"]
    assert "In general:" not in words(told)


async def test_medical_necessity_is_no_medicine(desk: FrontDesk) -> None:
    told = await desk.glance("need letter of med necessity for the shoulder guy")
    assert "medicines" not in words(told)
    assert "clinician writes and signs" in words(told)


async def test_many_denials_of_a_payer_tell_its_policy(desk: FrontDesk) -> None:
    told = await desk.glance("every needling claim since june denied by cigna, appeal each one?")
    assert "Not covered" in told.lines[0].text


@pytest.mark.parametrize(
    ("asked", "payer"),
    [
        ("does Aetna cover 20560, patient left her jacket", "Aetna"),
        ("will humana pay for 20561, patient parking lot fall", "Humana"),
        ("does cigna cover dry needling for a patient wearing a dress", "Cigna"),
        ("does BCBS NC cover 20560 for a laundry worker, patient asks", "Blue Cross NC"),
        ("does aetna cover 20560 she is mad about the price", "Aetna"),
        ("is needling covered by aetna, angry patient on the phone, he was charged", "Aetna"),
        ("does cigna cover 20560, some patients pay cash others insurance", "Cigna"),
    ],
)
async def test_whether_a_payer_pays_is_answered_whatever_is_told_beside_it(
    desk: FrontDesk, asked: str, payer: str
) -> None:
    assert (await desk.glance(asked)).headline.startswith(f"{payer} ·")


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("cigna patient wants us to pay for her shirt, needle bled on it", "wants us to pay"),
        ("patient with aetna is furious about the needling charge", "upset about a charge"),
    ],
)
async def test_a_matter_of_the_desk_is_answered_beside_a_payer(
    desk: FrontDesk, asked: str, topic: str
) -> None:
    assert topic in (await desk.glance(asked)).headline

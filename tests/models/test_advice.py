"""One patient's care is the clinician's, counts and claims are the desk's, the rest is general."""

from __future__ import annotations

import pytest

from models.content import load_vocabulary
from models.coverage.fact_book import FactBook
from models.understanding.topics.clinical_questions import (
    Advice,
    Care,
    is_for_clinician,
    read_advice,
)


@pytest.mark.parametrize(
    "typed",
    [
        "she has a pacemaker can we run estim on the needles",
        "my guy has a spinal cord stimulator ok to needle his back",
        "pt with an insulin pump wants needling",
        "client has breast implants can we needle the pecs",
        "guy has metal plates in his ankle ok to dn near it",
        "patient had a fusion, off limits?",
        "pt had a knee replacement in june can we needle around it",
        "she had a c section 6 weeks ago can we needle the abs",
        "mom wants us to needle her 9 year old",
        "can my 14 year old soccer player get needled",
        "patient is 12 weeks pregnant can we do her low back",
        "got a lady on chemo, is needling ok",
        "he's diabetic with neuropathy, can i needle his foot",
        "our patient with a mastectomy, ok to needle the lat?",
        "she has hemophilia",
        "should I treat him with that rash",
        "can she stay on aspirin",
        "when to restart xarelto after needling",
        "his calf is swollen after needling",
        "pt feels dizzy after needles",
        "patient fainted after her auth was approved",
    ],
)
def test_one_patient_is_for_the_clinician(typed: str) -> None:
    assert is_for_clinician(typed, load_vocabulary())


@pytest.mark.parametrize(
    "typed",
    [
        "medicare back pain patient used 12 visits what now",
        "she used all her visits what now",
        "her auth ran out what do we do",
        "my patient's claim was denied what do i do",
        "he has medicare and a bad back will they pay",
        "does her insurance cover it after knee surgery",
        "do we need the mom to sign for a 12 year old",
        "our patient has two insurances",
        "pt hurt at work who do we bill",
        "patient missed her appointment does it count",
        "my patient wants to pay cash is that ok",
        "can he get a superbill",
    ],
)
def test_counts_and_claims_stay_with_the_desk(typed: str) -> None:
    assert not is_for_clinician(typed, load_vocabulary())


@pytest.mark.parametrize(
    "typed",
    [
        "any patients it's not safe for",
        "who shouldn't get it",
        "can patients with pacemakers be needled",
        "what about folks who take eliquis",
        "people on warfarin can they get it",
        "can kids get needled",
        "pregnant patient",
        "is needling safe in pregnancy",
        "any rule on joint replacements",
        "does aspirin matter",
        "infection risk",
        "list of contraindications please",
    ],
)
def test_patients_at_large_are_a_topic(typed: str) -> None:
    assert not is_for_clinician(typed, load_vocabulary())


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("sudden chest pain after upper trap needling", "lung_signs"),
        ("cant catch her breath", "lung_signs"),
        ("patient fainted mid session what now", "fainting"),
        ("needle snapped off in the muscle", "broken_needle"),
        ("left a needle in a pt and they went home", "forgotten_needle"),
        ("i stuck myself with a dirty needle", "needlestick"),
        ("coworker got a needlestick", "needlestick"),
        ("kid grabbed used needle", "needlestick"),
        ("pt had a seizure during treatment", None),
        ("bleeding wont stop at site", None),
        ("leg went numb", None),
        ("foot drop after glute needling", None),
    ],
)
def test_an_alarm_cannot_wait_whoever_asks(typed: str, topic: str | None) -> None:
    assert read_advice(typed, load_vocabulary()) == Advice(Care.ALARM, topic)


@pytest.mark.parametrize(
    "typed",
    [
        "can we still bill if patient fainted and we stopped",
        "chest pain claim denied",
        "does my dry needling claim get stuck",
        "fda regulates the needles prescription device?",
        "does needling help numbness in the hand",
        "how long do needles stay in",
        "do needles get left in",
        "history of stroke",
        "malpractice claim for a pneumothorax",
    ],
)
def test_a_claim_or_a_general_question_is_no_alarm(typed: str) -> None:
    advice = read_advice(typed, load_vocabulary())
    assert advice is None or advice.care is not Care.ALARM


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("pt on eliquis ok to needle", "blood_thinners"),
        ("she takes brilinta", "blood_thinners"),
        ("my patient takes semaglutide", "medicines"),
        ("he got the shingles vaccine yesterday", "vaccine_sick"),
        ("our patient had a mastectomy", "contra"),
        ("this patient has epilepsy", "illnesses"),
    ],
)
def test_the_general_topic_stands_beside_one_patient(typed: str, topic: str) -> None:
    assert read_advice(typed, load_vocabulary()) == Advice(Care.ONE_PATIENT, topic)


def test_every_topic_that_advice_names_is_held(pack: FactBook) -> None:
    typed = ["fainted", "chest pain", "needlestick", "needle broke", "eliquis", "pregnant", "stim"]
    typed += ["pacemaker", "low platelets", "lymphedema", "covid", "rash", "hep c", "stitches"]
    typed += ["spinal fusion", "chemo", "ibuprofen", "afraid of needles", "a toddler"]
    advice = [read_advice(text, load_vocabulary()) for text in typed]
    assert {each.topic for each in advice if each and each.topic} <= pack.topics.keys()


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("patient faints easy last time passed out next visit tips", "fainters"),
        ("she fainted last visit can she come back", "fainters"),
        ("hx of vasovagal syncope ok to needle", "fainters"),
        ("he passed out last time and is not waking up now", "fainting"),
        ("patient fainted on the table", "fainting"),
        ("pt fainted just now", "fainting"),
    ],
)
def test_a_faint_that_is_past_is_no_alarm(typed: str, topic: str) -> None:
    advice = read_advice(typed, load_vocabulary())
    care = Care.ALARM if topic == "fainting" else Care.ONE_PATIENT
    assert advice is not None
    assert (advice.care, advice.topic) == (care, topic)

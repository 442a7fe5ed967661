"""Questions of strangers, and the topic that answers each: surely or as the closest."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.front_desk import FrontDesk, words

_ASKED = {
    "acupuncture_benefit": [
        "acupuncture benefit on the plan does needling count",
        "can we bill needling under the acupuncture benefit",
    ],
    "bill_as_manual": ["may dry needling be billed as manual therapy"],
    "call_payer": [
        "how to verify benefits for needling script pls",
        "benefits call script for dry needling",
    ],
    "consent": [
        "necesito el consentimiento en español para puncion seca, es obligatorio",
        "tiene que firmar consentimiento el paciente",
    ],
    "consent_content": [
        "whats the concent form need to say befor needeling",
        "que debe decir el consentimiento para puncion seca",
        "what should be on the consent",
    ],
    "consent_missing": [
        "pt did needling without consent form, can we still bill",
        "we forgot the consent form can we still bill the visit",
    ],
    "diagnosis_codes": ["what icd10 goes with trigger points", "which icd 10 supports 20561"],
    "direct_access": [
        "is a referral needed to bill 20560",
    ],
    "plan_referral": [
        "hmo referral needed for needling at pt",
        "my patient has an hmo does she need a referral",
        "do hmo patients need a referral from their pcp for needling",
    ],
    "abn": [
        "do we need a abm for dry neeling medicre",
        "do we need an abn for dry needeling",
        "abm form medicare needling",
    ],
    "lcd": ["is there a lmrp lcd for 20560", "any lcd for dry needling"],
    "medicare_clbp": [
        "does dx M54.50 count as chronic low back pain for medicare needling",
        "how long does low back pain have to last for medicare to pay needling",
    ],
    "medicare": ["medicare max visits for acupuncture"],
    "medicare_rate": ["cuanto paga medicare por puncion seca"],
    "modifiers": ["what modifier do i use", "which modifiers"],
    "new_grad": ["new grad pt dry needling ok?", "can a new graduate dry needle right away"],
    "not_timed": ["does the needling need to be 15 min"],
    "old_code": [
        "what were we supposed to bill for dry needling before 2020",
        "what code did people use for dn in 2019",
    ],
    "patient_claim": [
        "is the patient allowed to submit their own claim to insurance if we dont",
        "patient asks if he can send the bill to insurance himself",
    ],
    "payer_order": [
        "secondary payer when medicare denies needling",
        "medicare denied can we bill the secondary",
    ],
    "plan_needling": ["20561 on the PT plan of care needed?"],
    "price_no_coverage": [
        "why does medicare fee schedule have a price on 20561 if not covered",
        "does a price on the fee schedule mean medicare pays",
    ],
    "pta_scope": ["can a pta do dry needling and who signs", "pta needling pt cosigns note"],
    "students": ["physical therapist asst student needling under supervision"],
    "supplies": ["is A4215 payable for needles", "is the needle itself billable A4215"],
    "training": ["how many courses does a pt need before they can needle", "how many ceus for dn"],
    "x_modifiers": [
        "modifer 59 vs X{EPSU} for uhc",
        "59 vs XS for needling",
        "which is better 59 or x modifiers",
    ],
}
_CASES = [(topic, typed) for topic, asked in _ASKED.items() for typed in asked]


@pytest.mark.parametrize(("topic", "typed"), _CASES)
async def test_strangers_words_find_the_topic(
    desk: FrontDesk, pack: FactBook, topic: str, typed: str
) -> None:
    headline = (await desk.say(f"/ask {typed}")).headline

    assert headline.removeprefix("Closest to your question: ") == pack.topics[topic].question


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("/cpt denied need appeal letter 20560", "appeal_letter"),
        ("/cpt 20561 audit letter", "payback"),
        ("/cpt 20560 recoupment letter what do i do", "payback"),
    ],
)
async def test_a_sure_topic_answers_instead_of_a_codes_whole_card(
    desk: FrontDesk, pack: FactBook, typed: str, topic: str
) -> None:
    assert (await desk.say(typed)).headline == pack.topics[topic].question


@pytest.mark.parametrize(
    "typed", ["20560 please", "20561 description", "can 25 patients get 20560"]
)
async def test_a_code_by_itself_is_answered_by_its_card(desk: FrontDesk, typed: str) -> None:
    assert (await desk.say(f"/cpt {typed}")).headline in {"20560", "20561"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [("CARC 172 dry needling chiro", "172"), ("co 272 needling denial", "272")],
)
async def test_a_denial_code_that_is_not_held_is_named(
    desk: FrontDesk, typed: str, code: str
) -> None:
    reply = await desk.say(f"/ask {typed}")

    assert reply.lines[0].text == f"I hold nothing on code {code}. In general:"


async def test_a_denial_code_that_is_held_is_not(desk: FrontDesk) -> None:
    assert "I hold nothing on code" not in words(await desk.say("/ask what does CO-50 mean"))


async def test_97140_in_needlings_place_is_no_question_of_other_treatments(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/ask can i use 97140 for dry needling instead")

    assert reply.headline == "May dry needling be billed as manual therapy or another code?"

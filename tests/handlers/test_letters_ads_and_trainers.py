"""What a clinic asks of letters, ads, packages, trainers and boards: the answer's first lines."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

_GIST = 3  # lines

_SOAP = "An example, ours. S: pain, function"
_CHARTED = "Charted all the same"
_UNUSED = "Visits left unused: what the patient signed decides"
_WAIVER = "The service, its price, that the plan may not pay"
_TRAINER = "Athletic trainers: ask the plan whether it enrolls them"
_TODAY = "to the owner, the malpractice carrier and a lawyer"
_FILMS = "A patient who films: no other patient"
_PLANE = "I hold no rule of TSA"
_UNDERSTOOD = "Do not needle on a consent that the patient did not understand"
_LMN = "A letter of medical necessity (LMN): the treating clinician writes and signs it"
_REFUSED_AD = "An ad that was refused: read the notice"
_CORRECTED = "It matters: the signer corrects it"
_FRAME = 'A frame, ours: "We appeal claim [number]'
_NO_WAIT = "I hold no source that gives a waiting time"
_REVENUE = "Revenue codes of outpatient therapy on a UB-04: 0420 physical"
_CHECK = "An example, ours: watch one session"
_NO_LIST = "Ask your contractor (MAC): I hold no therapy code list"
_MYALGIA = "M79.18 is myalgia at another site"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("need a soap note example for dn", _SOAP),
        ("format for a needling soap note", _SOAP),
        ("what does a good dry needling note look like", _SOAP),
        ("staff needle each other on break, do we chart that", _CHARTED),
        ("our PTAs get needled by coworkers, document it?", _CHARTED),
        ("prepaid 10 sessions and wants money back for the 6 left", _UNUSED),
        ("unused punch card visits after she quit, refund?", _UNUSED),
        ("can we keep the money for unused package visits", _UNUSED),
        ("written notice wording for noncovered services commercial", _WAIVER),
        ("aetna contract needs signed notice before charging for noncovered needling", _WAIVER),
        ("AT needling, can we bill it", _TRAINER),
        ("ATC does the needling who submits the claim", _TRAINER),
        ("can our ATC's needling be billed under the doctor", _TRAINER),
        ("a competitor reported us to the state board what now", _TODAY),
        ("someone filed a board complaint about our dry needling", _TODAY),
        ("former patient complained to the state board", _TODAY),
        ("patient wants to livestream her session", _FILMS),
        ("influencer patient filming herself with needles in, other patients around", _FILMS),
        ("airport security with acupuncture needles", _PLANE),
        ("flying with needles for a tournament, carry on or checked", _PLANE),
        ("can we use the english consent for a spanish speaker", _UNDERSTOOD),
        ("la paciente no entiende ingles y el consentimiento esta en ingles", _UNDERSTOOD),
        ("what does an LMN for FSA need to say", _LMN),
        ("flex spending wants a letter, can the front desk write it", _LMN),
        ("instagram rejected our dry needling ad", _REFUSED_AD),
        ("google says our ad violates health policy", _REFUSED_AD),
        ("AI note says acupuncture, do we fix it", _CORRECTED),
        ("PT wrote acupuncture in the note for 20561", _CORRECTED),
        ("our template prints acupuncture, matters?", _CORRECTED),
        ("write appeal for 20560 denied investigational", _FRAME),
        ("can you draft an appeal letter aetna experimental", _FRAME),
        ("how soon after botox can they get dry needling", _NO_WAIT),
        ("patient got botox friday, needling monday ok?", _NO_WAIT),
        ("revenue code 0420 or 0430 for needling", _REVENUE),
        ("rev code for dry needling on a UB04", _REVENUE),
        ("annual skills check for needling PTs", _CHECK),
        ("how do we document competency of needlers every year", _CHECK),
        ("did cms change 20560 to sometimes therapy in 2026", _NO_LIST),
        ("are 20560 and 20561 therapy codes for medicare since january", _NO_LIST),
        ("is M79.18 ok for trigger points", _MYALGIA),
    ],
)
async def test_what_is_asked_stands_in_the_first_lines(
    desk: FrontDesk, typed: str, told: str
) -> None:
    lines = (await desk.glance(f"/ask {typed}")).lines[:_GIST]
    assert told in " ".join(line.text for line in lines)


@pytest.mark.parametrize(
    ("typed", "not_told"),
    [
        ("may we sell a package", _UNUSED),
        ("which licenses may bill a plan for needling", _TRAINER),
        ("may we post a photo of a patient", _FILMS),
        ("can a patient pay with fsa", _LMN),
        ("may we advertise needling", _REFUSED_AD),
        ("what must the needling note say", _SOAP),
        ("what goes in an appeal letter", _FRAME),
        ("which pos 11", _REVENUE),
    ],
)
async def test_whoever_asks_in_general_is_told_what_holds_in_general(
    desk: FrontDesk, typed: str, not_told: str
) -> None:
    assert not_told not in words(await desk.glance(f"/ask {typed}")).partition("Details")[0]


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("dry needling needle brands", "Which brand of needles is best"),
        ("superbill template", "What goes on a superbill?"),
        ("dry needling consent form", "What must the wording of a needling consent include?"),
    ],
)
async def test_a_question_typed_to_coverage_is_no_unknown_payer(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/coverage {typed}")).headline.startswith(headline)


@pytest.mark.parametrize("typed", ["elite benefits group", "county employees", "pt choice"])
async def test_a_name_that_nobody_knows_stays_an_unknown_payer(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/coverage {typed}")).headline.startswith("I know of no payer")


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("uhc comm PT plantar fasciitis 20560", "UnitedHealthcare commercial"),
        ("cigna comml ppo 20561", "Cigna"),
        ("uhc comm plan mich 20561", "UnitedHealthcare Community Plan (Medicaid) in Michigan"),
        ("uhc community 20560", "UnitedHealthcare Community Plan"),
        ("PA-C cervicogenic HA healthpartners", "HealthPartners"),
        ("chiro neck pain healthpartners", "HealthPartners"),
    ],
)
async def test_a_payer_is_known_by_its_short_word_and_wherever_it_stands(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    assert (await desk.glance(f"/coverage {typed}")).headline.startswith(payer)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("aetna denied modifier 59 & whats the appeal deadline", "Aetna: 180 days"),
        ("uhc denied 59 how many days to appeal", "UnitedHealthcare commercial: 12 months"),
        ("cigna denied 97140-59 how long to appeal", "Cigna: 180 days"),
    ],
)
async def test_by_when_to_appeal_is_told_though_a_code_was_denied(
    desk: FrontDesk, typed: str, told: str
) -> None:
    assert (await desk.glance(f"/cpt {typed}")).lines[0].text.startswith(told)


async def test_a_code_that_was_denied_is_told_where_no_deadline_is_asked(desk: FrontDesk) -> None:
    assert (await desk.glance("/cpt 59 on 97140 denied by uhc")).headline == "59 on 97140"


async def test_idaho_rules_that_were_not_read_are_said_to_be_so(desk: FrontDesk) -> None:
    told = words(await desk.glance("/ask in idaho does the PT need extra hours & who checks"))
    assert "which were not read: ask the board what it wants and who checks it" in told

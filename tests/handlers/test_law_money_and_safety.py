"""What clinics ask of law, money and safety around needling, and days told beside it."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

SURCHARGE = "May we add a surcharge when a patient pays by credit card?"
PAYBACK = "May we make a therapist pay back a course who leaves early?"
COMPANY = "May our company employ another profession, or be owned by one?"
RECORDING = "May we record a session or a call, also with an AI scribe?"
BEFORE = "What may a patient eat, drink or do before a session?"
SKIN = "Is a tattoo, mole, scar or sunburn at the spot a reason not to needle?"
LAW_OR_PLAN = "The state allows needling and the plan does not pay, or the other way: which counts?"
ORDER = "In which order do the lines go on a claim?"
SAFETY = "What belongs in a clinic's safety policy on needling?"
FILING = "How long do I have to file a claim?"
FAINTED = "That is for the treating clinician"
URGENT = "Urgent: get help now"


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("/ask add 3% when she pays with visa", SURCHARGE),
        ("/ask credit card surcharge on cash needling in colorado", SURCHARGE),
        ("/ask may we make him pay back the needling course when he quits", PAYBACK),
        ("/ask can i make a pt repay the needling course if she quits in california", PAYBACK),
        ("/ask can our pt corporation employ an acupuncturist in california", COMPANY),
        ("/ask may a chiropractor own a pt clinic", COMPANY),
        ("/ask do we need consent for an ai scribe", RECORDING),
        ("/ask ai scribe recording during needling, two party consent in calif", RECORDING),
        ("/ask is it ok to drink coffee / skip breakfast before", BEFORE),
        ("/ask new tattoo on the calf, needle there?", SKIN),
        ("/ask scar tissue over the muscle", SKIN),
        ("/state new mexico vs uhc rule which wins", LAW_OR_PLAN),
        ("/ask state law says yes but cigna policy says no which one do we follow", LAW_OR_PLAN),
        ("/cpt 97012 traction, 20561, 97110. order on claim?", ORDER),
        ("/ask which code goes first on the claim, 20561 or 97140", ORDER),
        ("/ask need a safety policy for our needling rooms, outline it", SAFETY),
        ("/cpt can i still rebill 20560 from 11/25/25 mcare 1yr", FILING),
        ("/ask timely filing cigna claim from june 24th, are we late", FILING),
        ("/ask tricare claim dos 12/20/25 too late to file?", FILING),
        ("/cpt malpractice insurance", "Does malpractice insurance cover dry needling?"),
        ("/ask whose rule counts, oregon or washington", "The plan or the patient is of another"),
    ],
)
async def test_what_is_asked_leads_whatever_is_named(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(typed)).headline.startswith(headline)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/ask glove on one hand, osha or good practice", "Gloves are OSHA's rule"),
        ("/ask where is the hep b vaccine refusal form", "appendix A of 29 CFR 1910.1030"),
        ("/ask dollars per page for a chart", "based on cost"),
        ("/ask carrier asks if we do invasive procedures", "name dry needling, never hide it"),
        ("/ask carry used needles in my car", "closed before it is moved"),
        ("/ask mom says yes dad says no", "do not needle until it is settled"),
        ("/ask taxonomy rejection", "compare taxonomy and NPI"),
        ("/ask abn for an advantage plan", "not for Medicare Advantage members"),
        ("/ask do i need an abn for a medicare patient", "Ask your Medicare contractor"),
        ("/ask superbill for an eval and needling", "97161, 97162 or 97163"),
        ("/ask co 4 which modifier is missing", "Mostly GP on a therapy claim"),
        ("/ask document needle depth", "Needle size, depth and number"),
        ("/ask PR-96 on 20561 Hometown Health, do i bill the patient?", "PR: the patient may be"),
        ("/state washington pt dry needling now vs jan 2024", "Now: allowed by law or rule"),
        ("/state arizona PT, hired 8-18-2015, grandfathered?", "who are grandfathered: ask"),
        ("/ask certified in dry needling by the state of AZ", "a certificate of its own"),
        (
            "/ask good faith estimate, self pay, booked today for thursday the 3rd, when is it due",
            "due by Tue Nov 24, 2026",
        ),
    ],
)
async def test_the_first_view_tells_it(desk: FrontDesk, typed: str, told: str) -> None:
    assert told in words(await desk.glance(typed))


async def test_a_state_that_gives_an_endorsement_is_said_to_hold_no_less(desk: FrontDesk) -> None:
    told = words(await desk.glance("/ask certified by the state of washington to needle, a PT"))
    assert "a certificate of its own" not in told


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("can my therapist see CA patients at a reno office for needling", "Nevada"),
        ("can our PT needle Kansas patients at the missouri clinic", "Missouri"),
        ("can we see florida clients in our georgia clinic for dry needling", "Georgia"),
    ],
)
async def test_the_clinic_and_no_patients_home_says_whose_law_holds(
    desk: FrontDesk, typed: str, state: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline.startswith(state)


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("needle phobic teen fainted on table yesterday. whats protocol going forward", FAINTED),
        ("fainted on monday during needling, can she be needled again", FAINTED),
        ("he passed out on the table", URGENT),
        ("she passed out during needling yesterday and still feels dizzy", URGENT),
        ("patient fainted at her first session", URGENT),
        ("guy passed out just now", URGENT),
    ],
)
async def test_only_a_faint_of_another_day_can_wait(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline == headline


async def test_a_grown_up_of_so_many_years_is_no_child(desk: FrontDesk) -> None:
    told = words(await desk.glance("/ask can a 45 year old with a pacemaker be needled"))
    assert "parent" not in told
    assert "parent" in words(await desk.glance("/ask is a 12 year old ok to needle"))


@pytest.mark.parametrize("typed", ["sagewell coop, 20561, 03.15.24", "sagewell 20561"])
async def test_a_letter_before_a_payers_name_makes_another_name(
    desk: FrontDesk, typed: str
) -> None:
    assert (await desk.glance(f"/coverage {typed}")).headline.startswith("I know of no payer")


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("/state idaho pt training hours, finished course in Aug of 24", "Aug 1, 2024"),
        ("/state washington pt march of '23", "Mar 1, 2023"),
        ("/coverage medicare back pain fusion in 2019 by MD on 3/1/2026", "March 1, 2026"),
    ],
)
async def test_the_day_that_is_told_is_taken(desk: FrontDesk, typed: str, days: str) -> None:
    assert days in (await desk.glance(typed)).headline


async def test_the_year_of_a_surgery_is_no_day_of_service(desk: FrontDesk) -> None:
    told = await desk.glance("/coverage medicare back pain after fusion L4-5 2024, pain doc")
    assert "2024" not in told.headline


async def test_a_day_before_the_quarter_of_the_edits_is_of_another_table(desk: FrontDesk) -> None:
    other = words(await desk.glance("/cpt 20561 97140 on 4/11/2024"))
    assert "look up those of Apr 11, 2024" in other
    assert "look up those" not in words(await desk.glance("/cpt 20561 97140 on 8/11/2024"))


async def test_a_visit_that_was_somewhen_asks_for_no_limit(desk: FrontDesk) -> None:
    told = words(await desk.glance("/coverage humana gold plus, visit was two weeks ago"))
    assert "number of visits" not in told
    asked = words(await desk.glance("/coverage humana how many visits were allowed in 2025"))
    assert "number of visits" in asked


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/ask workers comp utah employer says needles arent authorized", "denial in writing"),
        ("/ask does the class code of our workers comp policy change", "Ask the agent"),
        ("/cpt 20561 thru 2021 any descriptor change since", "no other wording of 20560"),
        ("/ask webpt template won't let me put more than 1 unit on 20560", "up to one unit"),
        ("/ask 70 yo osteoporosis, wants the rib area needled", "a collapsed lung"),
        (
            "/coverage medicare our NP with no acupuncture degree, chronic low back pain",
            "no, the rule is not met",
        ),
    ],
)
async def test_what_was_passed_over_is_told(desk: FrontDesk, typed: str, told: str) -> None:
    assert told in words(await desk.glance(typed))


async def test_an_acupuncture_license_that_is_held_is_not_said_to_lack(desk: FrontDesk) -> None:
    told = words(await desk.glance("/coverage medicare NP with acupuncture license"))
    assert "is not met" not in told


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("can my pt corp in san diego hire an LAc as W2", COMPANY),
        ("we own a clinic in ohio, can a PT needle there", "Ohio"),
        ("how many needles is too many for a first timer, 22 on a 61 year old", "How many needles"),
        ("who does the peer to peer", "What is a peer-to-peer"),
    ],
)
async def test_a_word_in_passing_decides_nothing(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline.startswith(headline)

"""Who is to needle, and what of a state's rule is asked: no code, story or bystander answers it.

The wordings are nobody's: none stands in a sheet of questions on which the reader was measured.
"""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("SLP wants to needle the masseter, allowed?", "a speech therapist"),
        ("a nurse wants to needle upper traps, ok?", "a nurse"),
        ("is a massage therapist ok to needle the gluteus medius", "a massage therapist"),
        ("can our dental hygienist needle the temporalis", "a dental hygienist"),
        ("naturopath? asking for a coworker", "a naturopath"),
        ("nurse asking may she needle the piriformis", "a nurse"),
    ],
)
async def test_a_license_without_facts_is_asked_of_and_no_muscle_counted(
    desk: FrontDesk, typed: str, who: str
) -> None:
    told = words(await desk.glance(f"/ask {typed}"))
    assert f"I have no facts on {who}" in told or f"Whether {who} may needle" in told
    assert "one unit" not in told


@pytest.mark.parametrize(
    "typed",
    ["a nurse needled the masseter, what code", "massage therapist, 3 muscles, how many units"],
)
async def test_a_code_is_told_where_one_is_asked(desk: FrontDesk, typed: str) -> None:
    assert "2056" in (await desk.glance(f"/ask {typed}")).headline


async def test_a_bystander_is_no_needler(desk: FrontDesk) -> None:
    told = await desk.glance("/ask our athletic trainer, Missouri, needles; the coach said ok")
    assert told.headline.startswith("Missouri · athletic trainer")
    assert "coach" not in words(told)


@pytest.mark.parametrize(
    "typed",
    [
        "do you need a doctorate to dry needle",
        "is a DPT required or will my old bachelors in PT do",
        "can a PT with a masters from 1998 needle",
    ],
)
async def test_one_state_alone_asks_for_a_doctorate(desk: FrontDesk, typed: str) -> None:
    told = await desk.glance(f"/ask {typed}")
    assert "one state's asks for a doctorate" in told.lines[0].text


@pytest.mark.parametrize(
    "typed",
    [
        "aide laid them out and pulled them after, PT inserted the needles, is it a problem",
        "PT inserts, tech pulls the needles",
        "may the front desk take them out, the needles I mean",
    ],
)
async def test_who_takes_needles_out_is_one_question(desk: FrontDesk, typed: str) -> None:
    assert "take the needles out" in (await desk.glance(f"/ask {typed}")).headline


@pytest.mark.parametrize(
    "typed",
    [
        "do we need a sharps permit in Ohio",
        "PT clinic in Connecticut, is there a sharps disposal permit",
        "medical waste permit for our needles in New Jersey",
        "nurse says sharps need a permit in Maine",
    ],
)
async def test_waste_is_no_question_of_a_license(desk: FrontDesk, typed: str) -> None:
    told = await desk.say(f"/ask {typed}")
    assert told.badge is None
    assert "permit" in words(told)


@pytest.mark.parametrize(
    ("typed", "state", "says"),
    [
        ("in tennessee, which regions are off limits for PTs", "Tennessee", "I hold nothing on"),
        ("Utah: body parts we may not needle", "Utah", "I hold nothing on"),
        ("Illinois, are any areas of the body barred", "Illinois", ""),
        ("may a PT advertise acupuncture-like care in Arizona, a flyer", "Arizona", "called"),
        ("can our website say acupuncture in Georgia", "Georgia", "called"),
        ("does kansas want a written explanation for it", "Kansas", "Consent:"),
        ("is there a disclosure form in new jersey for needling", "New Jersey", "Consent:"),
    ],
)
async def test_what_is_asked_of_a_state_s_rule_leads(
    desk: FrontDesk, typed: str, state: str, says: str
) -> None:
    told = await desk.glance(f"/ask {typed}")
    assert told.headline.startswith(f"{state} · physical therapist")
    assert says in told.lines[0].text


@pytest.mark.parametrize(
    "typed",
    [
        "does any state count online-only needling courses",
        "which states take online hours for needling",
        "is there any state where the class may be on zoom",
    ],
)
async def test_courses_online_are_told_by_state(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(f"/ask {typed}"))
    assert "Kansas: Online study does not count." in told


async def test_states_are_asked_of_one_part(desk: FrontDesk) -> None:
    told = await desk.glance("/ask do any states bar PTs from the pelvic floor")
    assert "No rule that I hold names" in told.lines[0].text


@pytest.mark.parametrize(
    "typed",
    [
        "Colorado requirements? is two years of practice still a thing",
        "do I need two years experience first in colorado",
    ],
)
async def test_years_that_only_an_older_text_asks_for_are_said_to_be_so(
    desk: FrontDesk, typed: str
) -> None:
    assert "only in an older text" in words(await desk.glance(f"/ask {typed}"))


@pytest.mark.parametrize(
    "typed",
    [
        "the acupuncturists sued the PTs in NC, who won",
        "was there a lawsuit by acupuncturists against PTs in north carolina",
    ],
)
async def test_how_a_court_decided_is_told_at_once(desk: FrontDesk, typed: str) -> None:
    assert "Supreme Court affirmed" in words(await desk.glance(f"/ask {typed}"))


@pytest.mark.parametrize(
    "typed", ["Alaska, oil company, PT needling onsite", "Texas PT needling onsite at a factory"]
)
async def test_a_place_of_work_asks_of_no_supervision(desk: FrontDesk, typed: str) -> None:
    assert "supervision" not in words(await desk.glance(f"/ask {typed}"))


async def test_who_has_to_be_there_asks_of_it(desk: FrontDesk) -> None:
    told = words(await desk.glance("/state alaska must the PT be onsite when a PTA needles"))
    assert "supervision" in told


@pytest.mark.parametrize(
    "typed",
    [
        "what does florida want before she touches a needle",
        "hours in Georgia before I touch a needle",
        "nobody touches needles here until the board answers, Ohio rule?",
    ],
)
async def test_touching_a_needle_is_no_injury(desk: FrontDesk, typed: str) -> None:
    assert "needlestick" not in words(await desk.glance(f"/ask {typed}"))


@pytest.mark.parametrize("typed", ["I touched a used needle", "she stepped on a needle"])
async def test_a_used_one_is(desk: FrontDesk, typed: str) -> None:
    assert "needlestick" in (await desk.glance(f"/ask {typed}")).headline


@pytest.mark.parametrize(
    "typed",
    [
        "Blue Cross of Idaho: DC vs PT, is 20560 paid to both",
        "aetna, chiro and PT, does 20561 pay for both",
    ],
)
async def test_both_who_bill_are_no_two_codes(desk: FrontDesk, typed: str) -> None:
    assert "Never on one day" not in words(await desk.glance(f"/ask {typed}"))


@pytest.mark.parametrize(
    "typed",
    [
        "pelvic floor needling by PT, does anyone exclude it",
        "does any payer exclude neck needling",
    ],
)
async def test_who_excludes_it_is_asked_of_payers(desk: FrontDesk, typed: str) -> None:
    assert "depends on the payer" in (await desk.glance(f"/ask {typed}")).headline


@pytest.mark.parametrize(
    "typed",
    [
        "low back pain from metastases, does medicare call that chronic low back pain",
        "is cancer back pain chronic low back pain for medicare",
    ],
)
async def test_a_systemic_cause_is_told_first(desk: FrontDesk, typed: str) -> None:
    assert "systemic cause" in (await desk.glance(f"/ask {typed}")).lines[0].text


async def test_a_surgeon_s_own_days_are_told_beside_those_of_the_code(desk: FrontDesk) -> None:
    told = words(await desk.glance("/ask needling inside the surgeon's global period"))
    assert "surgeon's price" in told

"""Questions of states as strangers ask them: what is asked leads, gaps are named, none is lost."""

from __future__ import annotations

import pytest

from models.coverage.position import Verdict
from models.coverage.profession import Profession
from models.coverage.state import Permission
from models.wording import phrases
from tests.handlers.front_desk import FrontDesk, words

BY_LAW = phrases.PERMISSIONS[Permission.BY_LAW]


@pytest.mark.parametrize(
    "typed",
    [
        "illinois does the MD have to write an order for it",
        "illinois must a doctor sign a script",
        "illinois our MD wants a referral",
    ],
)
async def test_an_order_by_a_physician_is_a_question_of_referral(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/state {typed}")
    assert reply.headline == "Illinois · physical therapist"
    assert "referral" in reply.lines[0].text


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("NM doctor of oriental med", "licensed acupuncturist"),
        ("ohio physical therapist asst", "physical therapist assistant"),
        ("texas ot asst", "occupational therapy assistant"),
    ],
)
async def test_a_profession_is_read_in_other_words(desk: FrontDesk, typed: str, who: str) -> None:
    assert (await desk.say(f"/state {typed}")).headline.endswith(who)


@pytest.mark.parametrize(
    "typed", ["our podiatrist wants to dry needle plantar fascia can he bill 20560",
              "can a massage therapist bill 20561"]
)  # fmt: skip
async def test_who_has_no_facts_is_not_lost_behind_a_code(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert "the state's law and the license decide" in words(reply)
    assert reply.badge is None


@pytest.mark.parametrize(
    "typed",
    ["which states dont let PTs needle", "which states forbid it", "which states wont allow it"],
)
async def test_states_that_forbid_lead_where_they_are_asked_for(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/state {typed}")
    assert reply.lines[0].text == "Not allowed (3): California, Hawaii, New York."


async def test_states_that_allow_lead_otherwise(desk: FrontDesk) -> None:
    reply = await desk.say("/state which states allow PT")
    assert reply.lines[0].text.startswith("34 of the 50 states")


@pytest.mark.parametrize(
    "typed",
    ["vermont / new hampshire clinic on the border", "new hampshire / vermont border clinic"],
)
async def test_a_clinic_of_two_states_gets_both(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(f"/state {typed}"))
    assert "Vermont:" in told
    assert "New Hampshire:" in told


async def test_of_two_states_the_one_of_the_clinic_still_leads(desk: FrontDesk) -> None:
    reply = await desk.say("/state patient lives in vermont, our new hampshire clinic")
    assert reply.headline.startswith("New Hampshire")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("new hamshire pt trainning", "I hold nothing on hours or courses"),
        ("coloardo pt refferal", "I hold no referral rule for needling itself in Colorado."),
        ("delaware supervision after the course", "I hold nothing on supervised practice"),
        (
            "CO PT 2 yrs experience rule still there?",
            "Years of practice: The newer pages name none.",
        ),
    ],
)
async def test_what_was_asked_leads_though_misspelt_or_not_held(
    desk: FrontDesk, typed: str, first: str
) -> None:
    assert (await desk.say(f"/state {typed}")).lines[0].text.startswith(first)


@pytest.mark.parametrize(
    "typed", ["florida pt treated in 2018 was it legal then", "florida pt 2018"]
)
async def test_a_year_before_the_rule_says_so_and_when_it_begins(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/state {typed}")
    assert reply.badge != BY_LAW
    assert reply.lines[0].text == "I hold nothing on a physical therapist in Florida for 2018."
    assert reply.lines[1].text.startswith("What I hold begins on Apr 19, 2021")


@pytest.mark.parametrize(
    "typed",
    ["NJ how many hrs and is there a cert to send in", "NJ hours, do we mail it in",
     "NJ is there a form to turn in"],
)  # fmt: skip
async def test_a_verb_before_in_names_no_second_state(desk: FrontDesk, typed: str) -> None:
    assert "Indiana" not in words(await desk.say(f"/state {typed}"))


async def test_in_is_still_indiana_in_a_list(desk: FrontDesk) -> None:
    assert "Indiana" in words(await desk.say("/state OH and IN"))


async def test_a_topic_names_every_state_whose_rule_leaves_students_out(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask may a student needle"))
    barring = {
        state.name
        for state in desk.book.states.values()
        for rule in state.rules
        if rule.profession is Profession.PT and "student" in rule.bars
    }
    assert barring
    assert all(name in told for name in barring)


async def test_the_reporting_rule_that_is_held_is_told(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask do we report an incident or a complaint, and to whom"))
    assert "within 15 days" in told
    assert "I hold no reporting rule" not in told


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("texas chiro asst", "chiropractic assistant"),
        ("texas chiropractic assitant", "chiropractic assistant"),
        ("NJ pt assistent", "physical therapist assistant"),
        ("florida pt asistants", "physical therapist assistant"),
    ],
)
async def test_no_assistant_gets_the_verdict_of_the_profession(
    desk: FrontDesk, typed: str, who: str
) -> None:
    reply = await desk.say(f"/state {typed}")
    assert reply.headline.endswith(who)
    assert reply.badge == phrases.PERMISSIONS[Permission.PROHIBITED]


async def test_a_therapist_who_assists_is_no_assistant(desk: FrontDesk) -> None:
    assert (await desk.say("/state ohio can a PT assist")).headline == "Ohio · physical therapist"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("WA pt before june 2024", "May 31, 2024"),
        ("WA pt june 22, 2024", "June 22, 2024"),
        ("WA pt 2023", "2023"),
    ],
)
async def test_a_year_behind_its_month_is_no_whole_year(
    desk: FrontDesk, typed: str, day: str
) -> None:
    assert (await desk.say(f"/state {typed}")).headline.endswith(f"for {day}")


@pytest.mark.parametrize(
    "typed",
    [
        "north dakota vs south dakota hours",
        "texas vs oklahoma hours",
        "compare ohio and utah hours",
        "difference in hours utah versus idaho",
        "maine vs vermont training hours",
        "hours in nd compared to sd",
    ],
)
async def test_hours_of_two_states_are_told_side_by_side(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline.startswith("Physical therapist · ")
    assert "hours" in " ".join(line.text for line in reply.lines).lower()


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("new hire PT came from maryland with 40 hrs can she needle in delaware", "Delaware"),
        ("hired a PT from ohio, can he needle in our utah clinic day one", "Utah"),
        ("she came to us from texas, PT, needling in idaho ok?", "Idaho"),
        ("new hire from maine, what hours does a PT need in vermont", "Vermont"),
    ],
)
async def test_where_somebody_came_from_is_not_where_they_needle(
    desk: FrontDesk, typed: str, where: str
) -> None:
    assert (await desk.say(f"/ask {typed}")).headline.startswith(f"{where} · ")


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("IL to MO or IL to IA same rules?", "Not the same"),
        ("same needling rules in MO, IL and IA for PTs?", "Not the same"),
    ],
)
async def test_whether_rules_are_the_same_leads(desk: FrontDesk, typed: str, verdict: str) -> None:
    reply = await desk.say(f"/ask second clinic across the river, {typed}")
    assert reply.lines[0].text.startswith(verdict)
    for name in ("Illinois", "Missouri", "Iowa"):
        assert name in reply.lines[0].text


async def test_a_bare_list_of_professions_is_told_whole(desk: FrontDesk) -> None:
    reply = await desk.say("/state missouri pt chiro ot acu ota pta at")
    (table,) = reply.tables
    named = " ".join(cell for row in table.rows for cell in row.cells)
    for who in ("acupuncturist", "athletic trainer", "hiropractor", "assistant"):
        assert who in named
    assert "trainer" not in (await desk.say("/state ohio PT OT at the clinic")).headline


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("idk if guam counts but pt on base there wants needling", "Guam"),
        ("puerto rico dry needling by PTs", "Puerto Rico"),
        ("can our OT needle in guam", "Guam"),
        ("dn rules us virgin islands", "Virgin Islands"),
        ("needling allowed in american samoa?", "American Samoa"),
        ("is a chiro allowed to dry needle in PR puerto rico", "Puerto Rico"),
    ],
)
async def test_a_territory_is_named_and_not_passed_over(
    desk: FrontDesk, typed: str, where: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert where in reply.headline
    assert "I hold nothing on" in words(reply)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("is cupping + needling same scope rule in SC n GA", "cupping"),
        ("can a PT do cupping and dry needling in ohio", "cupping"),
        ("IASTM and needling by PT in utah", "IASTM"),
        ("are shockwave and dn in PT scope texas", "shockwave"),
        ("botox or needling by a PT in idaho", "Botox"),
        ("prp and dry needling maine PT scope", "PRP"),
    ],
)
async def test_a_technique_beside_needling_is_told_not_to_be_held(
    desk: FrontDesk, typed: str, named: str
) -> None:
    assert f"no state's rule on {named}" in words(await desk.say(f"/ask {typed}"))


@pytest.mark.parametrize(
    "typed",
    [
        "can my athletic trainer do it under me in indiana",
        "athletic trainer needling under my supervision in indiana",
        "may an AT needle under my license in indiana",
    ],
)
async def test_who_works_under_a_therapist_is_told_what_that_rule_says(
    desk: FrontDesk, typed: str
) -> None:
    assert "may not be delegated" in words(await desk.say(f"/ask {typed}"))


@pytest.mark.parametrize(
    "typed",
    [
        "naturopath in arizona needling + bill aetna 20560",
        "aetna, massage therapist needling in ohio",
        "premera naturopath washington 20561",
    ],
)
async def test_a_license_without_facts_beside_a_payer_is_told_by_state(
    desk: FrontDesk, typed: str
) -> None:
    told = words(await desk.say(f"/ask {typed}"))
    assert "I have no facts on needling by a" in told
    assert "ask the licensing board" in told


@pytest.mark.parametrize(
    "typed",
    [
        "physician in texas, needling, medicare part b, hand pain",
        "medicare physician assistant knee pain 20560",
        "nurse practitioner needling for headaches, medicare",
        "medicare acupuncturist shoulder pain 20560",
    ],
)
async def test_a_condition_that_is_refused_is_refused_whoever_bills(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.badge == phrases.VERDICTS[Verdict.NOT_COVERED]
    assert "chronic low back pain only" in reply.lines[0].text


async def test_a_condition_that_is_paid_stays_open_for_who_is_not_named(desk: FrontDesk) -> None:
    reply = await desk.say("/ask medicare nurse chronic low back pain 20560")
    assert reply.badge == phrases.VERDICTS[Verdict.UNKNOWN]

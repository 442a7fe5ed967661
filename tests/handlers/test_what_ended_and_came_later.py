"""What had ended by the day of service, what came after a source, and who else was asked about."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

M545 = "M54.5 ended Sep 30, 2021: later it is M54.50, M54.51 or M54.59"
M791 = "M79.1 takes a fifth character"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/coverage medicare 20561 M54.5 DOS Oct 4th 2022", M545),
        ("/coverage medicare 20560 M54.5", M545),
        ("/coverage cigna, aetna 20560 m54.5", M545),
        ("/cpt 20560 M54.5 dos 11/2/2026", M545),
        ("/coverage aetna m79.1 20560", M791),
    ],
)
async def test_a_diagnosis_that_had_ended_is_told_with_what_stands_instead(
    desk: FrontDesk, typed: str, told: str
) -> None:
    assert told in words(await desk.glance(typed))


@pytest.mark.parametrize(
    "typed",
    ["/coverage medicare 20560 dx M54.5 dos 9/30/21", "/coverage medicare 20560 M54.59"],
)
async def test_a_diagnosis_that_holds_on_the_day_is_taken(desk: FrontDesk, typed: str) -> None:
    assert "M54.5 ended" not in words(await desk.say(typed))


async def test_a_topic_that_says_so_itself_does_not_say_it_twice(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask is m54.5 still valid"))
    assert "M54.5 was valid to Sep 30, 2021" in told
    assert "M54.5 ended" not in told


@pytest.mark.parametrize(
    ("typed", "later"),
    [
        (
            "/coverage medicare acupuncture NCD did anything change since jan '25",
            "A policy-tracking site announces a changed NCD from May 15, 2026",
        ),
        (
            "/coverage medicare did the PT rule change since jan 2025",
            "Sources disagree on a change in 2026.",
        ),
    ],
)
async def test_nothing_newer_is_said_only_where_nothing_tells_of_a_later_change(
    desk: FrontDesk, typed: str, later: str
) -> None:
    told = words(await desk.glance(typed))
    assert "nothing newer was seen" not in told
    assert later in told


async def test_nothing_newer_is_still_said_where_nothing_did(desk: FrontDesk) -> None:
    told = words(await desk.glance("/ask do you have the newest BCBS Alabama policy version"))
    assert "nothing newer was seen" in told


async def test_a_year_that_was_taken_leaves_a_rows_condition_in_sight(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage bcbs michigan 20561 starting Jan 1st")
    assert "for chronic low back pain only" in reply.lines[0].text
    assert "You named no year: I took Jan 1, 2027." in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        '"united health" commerical fully insured 20561',
        "uhc commerical 20560",
        "united healthcare commercal fully insured",
    ],
)
async def test_a_misspelt_commercial_plan_is_the_commercial_plan(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(f"/coverage {typed}")
    assert reply.headline.startswith("UnitedHealthcare commercial")
    assert "I did not use" not in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "paciente con dolor lumbar cronico, medicare, el PT hace puncion seca, cubre 20560?",
        "medicare, lumbalgia cronica, el fisioterapeuta hace puncion seca, cubre 20561?",
        "chronic back patient, medicare, PT needles, is 20560 covered by it",
    ],
)
async def test_who_bills_decides_before_what_a_diagnosis_is(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.badge is not None
    assert reply.badge.words == "Not covered"
    assert "billed by a PT" in reply.headline


@pytest.mark.parametrize(
    "typed",
    ["cuanto tiempo dura una sesion de puncion seca", "cuanto dura la sesion de agujas"],
)
async def test_spanish_asks_how_long_a_session_lasts(desk: FrontDesk, typed: str) -> None:
    assert "less than 15 minutes" in words(await desk.glance(f"/ask {typed}"))


@pytest.mark.parametrize("typed", ["cuantos dias dura el dolor", "varios dias de dolor, es normal"])
async def test_days_in_spanish_are_nobodys_name(desk: FrontDesk, typed: str) -> None:
    assert not (await desk.say(f"/ask {typed}")).refused


@pytest.mark.parametrize(
    "typed", ["Kaiser self funded thru Harrington 20561", "self insured administered by Benson"]
)
async def test_who_runs_a_self_funded_plan_is_no_patient(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.headline.startswith("Self-funded")


@pytest.mark.parametrize(
    "typed", ["self funded thru Maria 20560", "plan through John Harrington", "thru Harrington"]
)
async def test_a_person_behind_a_plan_stays_refused(desk: FrontDesk, typed: str) -> None:
    assert (await desk.say(f"/coverage {typed}")).refused


@pytest.mark.parametrize("who", ["dentist", "nurse", "naturopath"])
async def test_the_second_of_two_who_may_bill_is_not_dropped(desk: FrontDesk, who: str) -> None:
    told = words(await desk.glance(f"/coverage cigna TMJ {who} or PT 20560"))
    assert f"I have no facts on a {who} who bills." in told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/ask does it hurt? pt scared of needles", "the patient may say no"),
        ("/ask contraindications list for our intake form", "blood thinners"),
        ("/ask how long can we keep a sharps container before pickup", "your state's rules decide"),
        ("/ask letter of medical necessity template??", "what was tried and did not help"),
        ("/ask does dry needling work for cellulite", "I hold no study of needling for that"),
        ("/ask how often recert / ceu for needling", "Your licensing board decides"),
        ("/ask how long is soreness normal after dry needling", "no source on how long"),
        ("/cpt 20561 51 modifier or no", "Not on Medicare claims"),
        ("/cpt 20560 G0283 medicare", "does not pay a physical therapist"),
    ],
)
async def test_what_is_asked_stands_in_the_first_lines(
    desk: FrontDesk, typed: str, told: str
) -> None:
    assert told.casefold() in words(await desk.glance(typed)).casefold()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("tpi 3 muscles", "20553"),
        ("trigger point injection of 2 muscles", "20552"),
        ("trigr pt inj 3 muscles", "20553"),
        ("code for an injection of four muscles", "20553"),
        ("needle insertion wo injection 3 muscles", "20561"),
        ("needles w/o injection in 2 muscles", "20560"),
    ],
)
async def test_the_count_of_muscles_chooses_the_code_of_what_was_done(
    desk: FrontDesk, typed: str, code: str
) -> None:
    assert (await desk.glance(f"/cpt {typed}")).headline == code


@pytest.mark.parametrize("typed", ["trigr pt inj", "trigger pnt inj", "triger point injx"])
async def test_an_injection_in_short_is_no_needling(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/cpt {typed}")).headline == "20552 or 20553"


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("aetna pt seen yesterday, is 20560 ok", "Aetna · 20560"),
        ("cigna ppo patient coming friday, is needling covered?", "Cigna · dry needling"),
        ("medicare lady with neck pain. is 20561 ok", "Medicare Part B · 20561 · for neck pain"),
    ],
)
async def test_whether_it_is_paid_is_asked_of_the_payer_before_the_comma(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline.startswith(headline)


async def test_a_question_before_the_comma_is_answered_by_itself(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask how many visits does aetna allow, is 20560 covered")
    assert reply.headline == "2 questions, 2 answers"
    assert "number of visits from Aetna" in words(reply)


async def test_a_second_question_on_needling_is_of_the_first_ones_payer(desk: FrontDesk) -> None:
    typed = "/ask december appt, BCBS IL pt, deductible resets when? and is needling covered then"
    told = words(await desk.glance(typed))
    assert "Most start it over on Jan 1" in told
    assert "Blue Shield of Illinois" in told


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("ohio bwc 20560 injury date 6/2/24, dos 7/15/24", "July 15, 2024"),
        ("oh bwc 20560 DOI 06/02/2026 DOS 09/15/2026", "September 15, 2026"),
        ("tx workers comp injured on 3/4/26, seen 10/2/26", "October 2, 2026"),
    ],
)
async def test_the_day_of_an_injury_is_no_day_of_service(
    desk: FrontDesk, typed: str, day: str
) -> None:
    assert (await desk.glance(f"/coverage {typed}")).headline.endswith(day)


async def test_eight_weeks_of_back_pain_are_not_paid(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask medicare patient, back pain for 8 weeks. is needling paid?")
    assert reply.badge is not None
    assert reply.badge.words == "Not covered"


@pytest.mark.parametrize("typed", ["West Virginia AT and PT", "west virginia PT or AT"])
async def test_athletic_trainer_beside_pt_is_not_dropped(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.glance(f"/state {typed}"))
    assert "Athletic trainer" in told or "athletic trainer" in told


async def test_a_payer_whose_name_holds_the_states_is_told_to_be_left(desk: FrontDesk) -> None:
    reply = await desk.glance("/state Tennessee PT and what does bcbst pay for 20561")
    assert any("/coverage BCBS Tennessee" in choice.command for choice in reply.choices)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("can front desk tell the patient its covered", "never a promise"),
        ("paciente pregunta si duele la aguja, que le digo", "twitch or an ache"),
        ("is CMTPT cert required", "varies by state"),
    ],
)
async def test_the_desk_is_told_what_it_may_say(desk: FrontDesk, typed: str, told: str) -> None:
    assert told in words(await desk.glance(f"/ask {typed}"))

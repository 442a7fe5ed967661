"""What a topic answers whatever is named: two sittings, a wrong day, a swap, video; and slips."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk

TWICE = "The patient comes twice in one day and is needled both times: what is billed?"
WRONG_DAY = "What if a claim or note carries a wrong or impossible date?"
SWAP = "May I change or leave off a code or diagnosis so that it is paid?"
UNTIMED = "How long must needling take to be billed?"
BY_VIDEO = "Can dry needling be billed as telehealth?"


@pytest.mark.parametrize(
    "typed",
    [
        "we needled her at 9am and again at 4pm, can we bill both",
        "20560 in the morning and 20560 in the afternoon",
        "athlete needled in the morning and again at night, bill both?",
        "two sessions on the same day 20560 each",
        "patient needled twice in one day can we charge for each",
        "2 separate visits in one day, 20561 on each claim",
    ],
)
async def test_two_sittings_of_a_day_are_one_unit(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline == TWICE
    assert reply.lines[0].text.startswith("One unit of 20560 or 20561 that day")


@pytest.mark.parametrize(
    "typed",
    [
        "needled this morning, still sore at night, normal?",
        "open in the morning or evening for needling?",
        "20561 in the am and 97140 in the pm same day",
        "does aetna pay 20560 twice on the same day",
    ],
)
async def test_other_hours_are_no_second_sitting(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline != TWICE


@pytest.mark.parametrize(
    "typed",
    [
        "we sent the claim with dos 3/12 but the visit was 3/13",
        "put march 3 on the claim when she actually came march 4",
        "claim says 10/2 should be 10/3, already paid",
        "billed 8/1 instead of 8/2",
        "charged 20560 on 9/14 but he was seen 9/15",
        "the note is dated 5/6 but we needled on 5/7",
        "date of service 3/4 but she was seen on 3/5",
        "keyed 3/4 instead of 3/5",
    ],
)
async def test_a_claim_with_another_day_than_the_visit_is_corrected(
    desk: FrontDesk, typed: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline == WRONG_DAY


@pytest.mark.parametrize(
    "typed",
    [
        "billed 20561 on 7/4 and it was denied 8/1",
        "claim of 3/2 paid, then taken back on 9/9",
        "sent the request on 3/4 but visit is 3/9",
        "claim filed 3/2, but the auth was 3/4",
        "claim was filed 3/2 but the visit was 3/1",
        "submitted 2/3 but the policy is 3/1",
        "note due 3/4 when she was seen 3/1",
        "charged 20560 9/14, when can she be seen 9/21",
        "billed 1/2 units of 20560 but it was 2/3",
        "she booked for 3/4 but came 3/9",
    ],
)
async def test_a_day_of_something_else_is_no_wrong_one(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline != WRONG_DAY


@pytest.mark.parametrize(
    "typed",
    [
        "aetna denies 20561 can we swap in 20560 instead",
        "20561 not paid, bill 20560 instead?",
        "if they deny 20561 may i send 20560 instead",
        "cigna wont pay 20560, put 20561 instead",
        "use 20560 instead of 20561 since only that is covered",
        "substitute 20560 for 20561 so it is paid",
    ],
)
async def test_one_code_of_needling_is_not_put_for_the_other_to_be_paid(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline == SWAP
    assert any(line.text.startswith("No. A claim") for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("/ask CO-16 denied, billed 8/1 instead of 8/2", "What does denial code 16 mean"),
        ("/cpt 20560 in the morning and 20560 in the afternoon", TWICE),
        ("/coverage aetna 20560 twice on the same day", "Aetna · 20560"),
    ],
)
async def test_a_denial_and_a_command_are_answered_first(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(typed)).headline.startswith(headline)


@pytest.mark.parametrize(
    "typed",
    [
        "can we use 20561 instead of 97140 and get paid",
        "is 20560 used instead of 20561 for two muscles",
        "we billed 20560 instead of 20561 by mistake",
        "use 97112 instead of 20561 so they pay",
    ],
)
async def test_other_swaps_are_of_codes(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline != SWAP


async def test_counted_muscles_still_choose_the_code(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask 3 muscles needled, denied, is 20561 right or 20560 instead")
    assert reply.headline != SWAP


@pytest.mark.parametrize(
    "typed",
    [
        "8 min rule for needling? i did 7 minutes",
        "eight minute rule dry needling, it took 5 min",
        "does 8 min rule matter for dn",
        "8 minute rule on needles? we only spent 6 minutes",
        "needling, 8 min rule yes or no",
        "is dn under the eight minute rule",
    ],
)
async def test_the_rule_for_minutes_is_not_of_needling(desk: FrontDesk, typed: str) -> None:
    said = " ".join(line.text for line in (await desk.glance(f"/ask {typed}")).lines[:1])
    assert "not timed" in said


@pytest.mark.parametrize(
    "typed",
    [
        "can we needle a patient in Maine over telehealth from our NH office",
        "dry needling via zoom, texas patient, ok?",
        "is needling by video allowed in ohio",
        "could i needle over facetime for a florida client",
        "do any states let a pt needle through telehealth, like colorado",
        "needle him by tele health in nevada?",
    ],
)
async def test_nobody_needles_from_afar(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline == BY_VIDEO
    assert reply.lines[0].text.startswith("Needling is done by hand")


@pytest.mark.parametrize(
    "typed",
    [
        "watched a needling demo on zoom, legal for pt in ohio",
        "informed consent for needling by video ok?",
        "dry needling course over zoom, legal in ohio",
    ],
)
async def test_what_is_shown_from_afar_is_no_needling(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline != BY_VIDEO


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("is needling by pt legal in florida in spring 2022", "Florida"),
        ("ohio pt needling rule last spring", "Ohio"),
        ("did colorado let pts needle in early spring", "Colorado"),
        ("florida pt needled in spring 2021", "Florida"),
        ("georgia pt needling this spring", "Georgia"),
        ("can a pt needle in utah since spring", "Utah"),
    ],
)
async def test_a_season_is_no_city(desk: FrontDesk, typed: str, years: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline.startswith(f"{years} · physical therapist")
    assert "Texas" not in reply.headline


async def test_the_city_is_still_one(desk: FrontDesk) -> None:
    assert (await desk.glance("/ask pt needling in spring texas")).headline.startswith("Texas")


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("/coverage medicare /state florida", "Medicare Part B", "Florida"),
        ("/state ohio /coverage aetna 20560", "Ohio", "Aetna"),
        ("/coverage humana 20561 /state maine", "Humana", "Maine"),
        ("coverage humana 20560 state ohio", "Humana", "Ohio"),
        ("coverage cigna 20561 state texas (the slash wont type)", "Cigna", "Texas"),
        ("coverage aetna 20560 and scope utah", "Aetna", "Utah"),
    ],
)
async def test_what_is_typed_to_two_commands_is_answered_by_both(
    desk: FrontDesk, typed: str, first: str, second: str
) -> None:
    lines = [line.text for line in (await desk.glance(typed)).lines]
    assert lines[0].startswith(first)
    assert lines[1].startswith(second)


@pytest.mark.parametrize(
    "typed",
    ["coverage state farm 20560", "coverage bcbs state tennessee", "medicaid state texas"],
)
async def test_state_in_a_name_is_no_command(desk: FrontDesk, typed: str) -> None:
    assert "2 questions" not in (await desk.glance(typed)).headline


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("UCH 20561", "UnitedHealthcare commercial"),
        ("HUC 20560", "UnitedHealthcare commercial"),
        ("UCH by PT", "UnitedHealthcare commercial"),
    ],
)
async def test_capitals_that_changed_places_are_asked_about(
    desk: FrontDesk, typed: str, names: str
) -> None:
    reply = await desk.glance(f"/coverage {typed}")
    assert any(line.text.startswith("Did you mean") for line in reply.lines)
    assert any(choice.label == names for choice in reply.choices)


@pytest.mark.parametrize(
    "typed",
    [
        'voice note: "hey needle point does cigna pay for two oh five six one"',
        "dictated: does cigna pay for two oh five six one",
        "voice to text: cigna two oh five six one covered",
        "voicemail - does cigna cover 20561",
        "hey needle point, cigna 20561?",
        "audio message: is 20561 paid by cigna",
    ],
)
async def test_what_was_spoken_is_of_no_note(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline == "Cigna · 20561"
    assert not any("did not use" in line.text for line in reply.cautions)


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("massage therapist asked me if she can get trained. we're in NC", "massage therapist"),
        ("esthetician wants to learn needling in ohio", "esthetician"),
        ("our dental hygienist asked if she could train for it, we are in texas", ""),
    ],
)
async def test_who_would_learn_it_is_named_with_the_board(
    desk: FrontDesk, typed: str, who: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert who in reply.headline
    if who:
        assert any("Ask the licensing board" in line.text for line in reply.lines)


@pytest.mark.parametrize(
    "typed",
    [
        "can the OT bill 20560 at all or is it PT only",
        "does an OT get to bill 20561 at all",
        "20560 at home visits, who pays",
        "is 20561 at most one unit",
        "bill 20560 at first visit?",
        "20560 at least once a week ok?",
    ],
)
async def test_at_before_these_words_is_no_modifier(desk: FrontDesk, typed: str) -> None:
    assert not (await desk.glance(f"/ask {typed}")).headline.startswith("AT on")


@pytest.mark.parametrize(
    "typed",
    [
        "appeal deadline, the EOB is from jan 5 this year",
        "cigna CO-50 denial dated jan 12, appeal window?",
        "aetna appeal, letter from feb 2",
        "how long to appeal, eob from january 20",
        "appeal window if the decision was jan 3",
        "remit dated feb 10, can we still appeal cigna",
    ],
)
async def test_a_decision_of_this_year_is_not_still_to_come(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert "still to come" not in reply.headline


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("you gave me wrong info last week on Aetna, not happy", "Aetna"),
        ("you told us cigna pays and you were wrong", "Cigna"),
        ("humana: u gave me wrong info on it", "Humana"),
    ],
)
async def test_a_wrong_answer_on_a_payer_is_looked_up_again(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert f"on {payer} now" in reply.lines[0].text
    assert f"/coverage {payer}" in [choice.command for choice in reply.choices]


@pytest.mark.parametrize(
    "typed",
    [
        "we needled 2 muscles, then went back and did 2 more. 20560x2?",
        "5 muscles, 20560 x 2?",
        "4 muscles needled bill 20560 twice",
    ],
)
async def test_muscles_that_make_another_code_lead(desk: FrontDesk, typed: str) -> None:
    said = (await desk.glance(f"/ask {typed}")).lines[0].text
    assert "20561" in said
    assert "muscles" in said


@pytest.mark.parametrize(
    "typed", ["thx that worked", "thanks it helped", "ty they paid", "perfect thanks that did it"]
)
async def test_thanks_are_thanks(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline == "How do I thank the bot?"


@pytest.mark.parametrize(
    "typed",
    [
        "driscoll childrens health plan 14 yo gymnast dry needling cover?",
        "cook childrens 9 yo needling covered?",
        "amerigroup pregnant patient needling, do they pay?",
    ],
)
async def test_whether_a_payer_covers_somebody_is_of_the_payer(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/ask {typed}")).badge is not None

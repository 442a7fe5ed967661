"""Topics that desks ask for in many words, each in wordings that no topic holds."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words
from tests.handlers.test_everyday_questions import title

_LOST = "We lost the first appeal"
_LETTER = "What goes in an appeal letter?"
_COPAY = "Do I collect the copay when only the needling"
_PRICE = "What do I say when a patient asks the price"
_UPSET = "What do we say to a patient who is upset about a charge?"
_RATE = "Is needling included in a daily"
_WEBSITE = "May our website say"
_SOURCES = "May I print an answer"
_UNKNOWN = "Why do you say Unknown"
_COMMANDS = "Which command do I use"
_VIDEO = "Does supervision by video"
_ENDED = "The authorization ended"


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("self funded plan, appeal denied at first level, now what", _LOST),
        ("blue cross upheld the denial on appeal. whats after that", _LOST),
        ("our first appeal got denied, can we go higher", _LOST),
        ("is there a sample letter to appeal the needling denial", _LETTER),
        ("anthem said investigational, need something to write in the appeal letter", _LETTER),
        ("visit was covered except the needling, do we still take the copay", _COPAY),
        ("should i collect a copay if only exercises are covered and the needling is not", _COPAY),
        ("new here at the desk. lady asks how much it is if her plan wont pay", _PRICE),
        ("biller here. she asks how much needling is if insurance said no, what do i say", _PRICE),
        ("we said nothing about cost and she got a bill for needling and is upset", _UPSET),
        ("pt is furious, was told no charge and got billed for dn", _UPSET),
        ("is dn part of the per diem with some payers", _RATE),
        ("contract is all inclusive per visit, is needling in there", _RATE),
        ("can our website say insurance accepted for dry needling", _WEBSITE),
        ("what should the webpage say about insurance for needling", _WEBSITE),
        ("can i print this for the auditor", _SOURCES),
        ("can i show your answers to the payer as proof", _SOURCES),
        ("why do you keep saying unknown, is the rest guessed", _UNKNOWN),
        ("half of your answers say not known. are you making the rest up", _UNKNOWN),
        ("which command is for denials", _COMMANDS),
        ("do i use /coverage or /ask for a question about cash", _COMMANDS),
        ("does virtual supervision count for dry needling", _VIDEO),
        ("can a mentor supervise my needling hours over zoom", _VIDEO),
        ("needling auth expired, treated 2 visits after, workers comp", _ENDED),
        (
            "she signed our regular pt consent, does needling need another one",
            "Is the general intake",
        ),
        ("we have a general intake consent, is that ok for needles too", "Is the general intake"),
        ("can our aetna pt sign the ABN", "What goes on a waiver for a commercial plan?"),
        ("does the needling line need its own diagnosis code", "Which ICD-10 code"),
        ("is 20561 taken from surgery benefits or pt visits", "Is 20560 a surgery code"),
        ("is trigger point dn the same code as ims", "Is intramuscular stimulation"),
        ("cigna sent an audit letter on 97140-59 with needling, what now", "What if a payer au"),
        ("uhc auditor wants our needling charts, what do i send", "What if a payer audits us"),
        ("bot told me yes but cigna denied 20561. next step?", "What if an answer is wrong"),
        ("you said covered and they denied it, what do i do now", "What if an answer is wrong"),
    ],
)
async def test_the_topic_that_is_asked_for_answers(
    desk: FrontDesk, asked: str, begins: str
) -> None:
    assert title(await desk.say(f"/ask {asked}")).startswith(begins)


@pytest.mark.parametrize(
    "asked",
    [
        "hi bot what exactly can you do for me",
        "needlepoint, what kind of questions can i ask you",
        "what are you able to do",
        "hey what can you actually help with",
        "bot what can u do",
        "so what kinds of stuff can this bot answer",
    ],
)
async def test_what_it_can_do_is_told_by_help(desk: FrontDesk, asked: str) -> None:
    assert (await desk.say(asked)).headline == "What I can answer"


@pytest.mark.parametrize(
    ("asked", "lead"),
    [
        ("how is acupuncture different in billing from dn", "97810"),
        ("does dn fall under the surgical benefit", "Ask under which benefit"),
        ("you told us yes and they denied the claim. now what", "ask /denial with the payer"),
    ],
)
async def test_the_part_that_is_asked_stands_in_sight(
    desk: FrontDesk, asked: str, lead: str
) -> None:
    assert lead in " ".join(line.text for line in (await desk.say(f"/ask {asked}")).lines)


@pytest.mark.parametrize(
    ("asked", "payer"),
    [
        (
            "anything on Independent Health (buffalo) and dry needling? provider is chiro",
            "Independ",
        ),
        ("do you have info on Independent Health and needling", "Independent Health"),
        ("anything about fallon health and needling? therapist is a chiro", "Fallon Health"),
        ("heard anything from summit health on dn", "Summit"),
    ],
)
async def test_a_payer_of_which_anything_is_asked_is_answered_by_its_name(
    desk: FrontDesk, asked: str, payer: str
) -> None:
    assert (await desk.say(asked)).headline.startswith(payer)


@pytest.mark.parametrize(
    "asked",
    [
        "how many muscles is glute med and tfl and piriformis",
        "glut med, glute max and piriformis, 60 or 61",
        "gluteus med, glute min and piriformis, 20560 or 20561",
    ],
)
async def test_a_muscle_is_no_medicine(desk: FrontDesk, asked: str) -> None:
    assert "3 muscles: 20561" in words(await desk.say(asked))


async def test_go_before_with_is_a_verb(desk: FrontDesk) -> None:
    for asked in ("can 20560 go w an eval 97161 same day", "does 20561 go with 97110 same visit"):
        assert "GO" not in words(await desk.say(asked))


_CASH_BESIDE = "May we take cash for the needling"


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("cash for dn but bill 97110 same visit, is that fraud", _CASH_BESIDE),
        ("is it legal to take cash for needling and bill insurance for manual", _CASH_BESIDE),
        ("can they pay cash for the needling and we run 97110 and 97530 to aetna", _CASH_BESIDE),
        ("/state medicare cash for needling ok?", "May a Medicare patient pay cash"),
        ("/state is medicare cash ok for dn", "May a Medicare patient pay cash"),
        ("for a non medicare patient is the ABN form ok", "What goes on a waiver for a commercial"),
        ("who signs if its non medicare, is the abn ok", "What goes on a waiver for a commercial"),
        ("wa l&i auth expired 10/31 and we needled twice in nov", _ENDED),
        ("authorization with aetna ended oct 31, did 2 more visits", _ENDED),
        ("cigna approval lapsed last week, patient came anyway", _ENDED),
        ("auth ran out last friday and we saw him twice since. comp claim texas", _ENDED),
    ],
)
async def test_what_is_asked_beside_codes_payers_and_states_is_answered(
    desk: FrontDesk, asked: str, begins: str
) -> None:
    assert title(await desk.say(asked)).startswith(begins)


@pytest.mark.parametrize(
    ("asked", "payer"),
    [
        ("wa l&i auth expired 10/31 and we needled twice in nov", "Washington L&I"),
        ("auth ran out last week and he came 3 times since, ohio bwc", "Ohio BWC"),
        ("comp claim texas, auth ended friday, he came twice after", "Texas workers' compensation"),
    ],
)
async def test_a_payer_beside_such_a_topic_is_named(
    desk: FrontDesk, asked: str, payer: str
) -> None:
    assert f"I hold nothing of {payer}" in (await desk.say(asked)).lines[0].text


async def test_a_name_of_several_payers_is_said_beside_a_topic(desk: FrontDesk) -> None:
    reply = await desk.say("optum audit letter on 97140-59 with needling, what now")
    assert reply.lines[0].text == "I hold nothing of Optum plans on this. In general:"


async def test_a_comp_claim_in_a_state_is_that_programs(desk: FrontDesk) -> None:
    for asked in ("comp claim in texas 20560", "comp patient texas 20561 covered?"):
        assert (await desk.say(asked)).headline.startswith("Texas workers' compensation")


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ("/ask /coverage help which one do i use for denial of 97813 by fidelis", "97813"),
        ("which command do i use for aetna prior auth on 20561", "Aetna"),
        ("what command should i use to see cigna 20560 coverage", "Cigna"),
    ],
)
async def test_which_command_is_told_and_what_is_asked_too(
    desk: FrontDesk, asked: str, what: str
) -> None:
    reply = await desk.say(asked)
    assert "/denial: a denied claim" in reply.lines[0].text
    assert what in reply.lines[1].text


async def test_ok_that_ends_a_question_is_no_oklahoma(desk: FrontDesk) -> None:
    for asked in ("is the abn form ok", "/state is a verbal consent form ok"):
        assert "Oklahoma" not in words(await desk.say(asked))
    for asked in ("/state pt in ok", "/state is needling legal in ok", "can pts needle ok"):
        assert "Oklahoma" in words(await desk.say(asked))

"""What a code means, as a biller is told."""

from __future__ import annotations

import pytest

from handlers.command import Request
from handlers.cpt import command as cpt
from models.clinic.clinic import Clinic, Member, Platform
from models.coverage.aspect import Aspect
from models.coverage.code import CodeKind
from models.coverage.fact_book import FactBook
from models.understanding.question import Question
from tests.fakes.services import services_over
from tests.handlers.front_desk import NOON, FrontDesk, sources_of, words


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("20560", "20560", id="one or two muscles"),
        pytest.param("20561", "20561", id="three or more muscles"),
        pytest.param("2O56O", "20560", id="typed with the letter O"),
        pytest.param("3 muscles", "20561", id="by what was done"),
        pytest.param("one muscle", "20560", id="by what was done, in a word"),
        pytest.param("manual therapy", "97140", id="by its name"),
        pytest.param("what is 20560?", "20560", id="as a question"),
    ],
)
async def test_a_code_is_found(desk: FrontDesk, typed: str, code: str) -> None:
    reply = await desk.say(f"/cpt {typed}")
    assert desk.answered
    assert reply.headline == code
    assert reply.badge is None  # it is no verdict what a code is


async def test_a_needling_code_is_dated_and_billed_once(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt 20560")
    told = {fact.label: fact.value for fact in reply.facts}
    assert told["Dates of service"] == "from Jan 1, 2020"
    assert reply.lines[1].text.startswith("Billed once, not by time.")
    assert sources_of(reply, reply.lines[0])


async def test_manual_therapy_is_billed_by_time(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt 97140")
    assert reply.lines[1].text.startswith("Billed by time.")


async def test_an_injection_code_is_marked_as_no_needling_code(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt 20552")
    assert reply.badge is not None
    assert reply.badge.words == "Injection, not dry needling"


async def test_words_that_fit_several_codes_offer_each(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt trigger point injection")
    assert [choice.command for choice in reply.choices] == [
        "/cpt 20552",
        "/cpt 20553",
        "/share cpt trigger point injection",
        "/wrong cpt trigger point injection",
    ]
    assert all(sources_of(reply, line) for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        pytest.param("99999", "99999", id="a code that the book does not hold"),
        pytest.param("paraffin", "paraffin", id="words that fit no code"),
    ],
)
async def test_a_code_that_nobody_knows_is_said_and_the_needling_codes_offered(
    desk: FrontDesk, typed: str, named: str
) -> None:
    reply = await desk.say(f"/cpt {typed}")
    assert f"no facts on “{named}”" in reply.headline
    assert {"/cpt 20560", "/cpt 20561"} <= {choice.command for choice in reply.choices}
    assert reply.badge is None


async def test_a_code_that_is_unknown_beside_a_known_one_is_said(desk: FrontDesk) -> None:
    assert "99999" in words(await desk.say("/cpt 20560 99999"))


async def test_a_guessed_word_is_said(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt manul therapy")
    assert reply.headline == "97140"
    assert "manul therapy" in words(reply)


async def test_every_code_of_the_pack_is_answered_with_sources(
    desk: FrontDesk, pack: FactBook
) -> None:
    for code in pack.codes.values():
        reply = await desk.say(f"/cpt {code.code}")
        assert reply.headline == code.code
        assert sources_of(reply, reply.lines[0]), code.code
        assert "AMA" in reply.small_print
        has_timing = any(line.text.startswith("Billed ") for line in reply.lines)
        assert has_timing is (code.kind is not CodeKind.MODIFIER), code.code


async def test_every_name_of_a_code_finds_it(desk: FrontDesk, pack: FactBook) -> None:
    for code in pack.codes.values():
        for name in code.names:
            reply = await desk.say(f"/cpt {name}")
            offered = {choice.command for choice in reply.choices}
            assert reply.headline == code.code or f"/cpt {code.code}" in offered, name


# -- what is asked leads -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "badge", "first"),
    [
        ("20560 with 97140 same day", "No edit pairs them", "Not bundled"),
        ("97810 and 20561 same claim", "Not together on one day", "Never on one day"),
        ("20560 20561 together", "Not together on one day", "Never on one day"),
        ("20552 and 20560", "Together only with a modifier", "20552 with 20560: only with"),
        ("eval and dry needling same day", "No edit pairs them", "Not bundled"),
        ("20560 with 95992", "No edit data", "I know no edit data for 95992"),
        ("59 on 97140 with 20561", "No edit pairs them", "No 59 needed"),
        ("99213 and 20560 need a 25?", "Together only with a modifier", "Yes, 25 on 99213"),
        ("20560 and 97810 with a 59", "Not together on one day", "No: Medicare's edits"),
        ("20560 x 3 units", "", "No: one unit"),
        ("97140 x 2", "", "Yes: Medicare's table"),
        ("can i bill 20561 twice in one visit", "", "No: one unit"),
        ("20560 for 4 muscles", "", "No: 4 muscles make 20561"),
        ("5 trigger points in one muscle", "", "1 muscle: 20560"),
        ("needled upper trap, levator and ql", "", "3 muscles: 20561"),
        ("40 minutes of 97110", "", "40 minutes make 3 units"),
        ("does 20560 need gp", "", "GP on 20560: only when the payer asks"),
        ("rvu for 20561", "", "20561, Medicare 2026: $38.08"),
        ("medicare rate 20560 2024", "", "20560, Medicare 2024: $25.63"),
        ("20560 price 2021", "", "20560: Medicare's amount of 2021 is not held."),
        ("20560 price 2019", "", "20560 is for dates of service from"),
        ("when did 20561 start", "", "20561: dates of service from Jan 1, 2020"),
        ("97140 for dry needling", "", "No, not 97140: dry needling is 20560"),
        ("is 20561 timed", "", "20561 is not timed: one unit a day"),
        ("kx threshold 2026", "", "Above the yearly therapy amount: $2,480"),
    ],
)
async def test_the_first_line_answers_what_is_asked(
    desk: FrontDesk, typed: str, badge: str, first: str
) -> None:
    reply = await desk.say(f"/cpt {typed}")
    assert (reply.badge.words if reply.badge else "") == badge
    assert reply.lines[0].text.startswith(first), reply.lines[0].text
    assert "no facts" not in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        *("20560 with 97035 same day", "20561 x 2", "rvu for 20561", "4 muscles", "gp on 20560"),
        *("1 muscle both sides", "2 muscles both sides", "20560 in 2019"),
        *("97110 38 minutes and 97140 15 minutes", "97140 23 minutes", "dry needling"),
        *(
            "trigger point injection",
            "manual therapy and dry needling same day",
            "20560 on 3/1/2019",
        ),
    ],
)
async def test_what_is_shared_says_the_same(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/cpt {typed}")
    again = await desk.say(reply.canonical)
    assert (again.headline, again.lines, again.canonical) == (
        reply.headline,
        reply.lines,
        reply.canonical,
    )


@pytest.mark.parametrize(
    "typed", ["76942 with 20561", "20560 with 95992", "trapezius and levator both sides"]
)
async def test_what_cannot_be_typed_again_with_the_same_answer_is_not_offered_to_others(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(f"/cpt {typed}")
    assert not [c for c in reply.choices if c.command.startswith(("/share", "/wrong"))]
    assert reply.details_command == f"/cpt {typed} details"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("97140 23 minutes", "23 minutes make 2 units of 97140"),
        ("97140 for 38 min", "38 minutes make 3 units of 97140"),
        ("97110 8 min", "8 minutes make 1 unit of 97110"),
    ],
)
async def test_minutes_behind_a_code_are_of_it(desk: FrontDesk, typed: str, told: str) -> None:
    assert (await desk.say(f"/cpt {typed}")).lines[0].text.startswith(told)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("20506", "20560"), ("20651", "20561"), ("97141", "97140"), ("205600", "20560")],
)
async def test_a_slip_is_asked_about_and_never_mended(
    desk: FrontDesk, typed: str, offered: str
) -> None:
    reply = await desk.say(f"/cpt {typed}")
    assert typed in reply.headline
    assert "Did you mean" in reply.lines[0].text
    assert reply.badge is None
    assert f"/cpt {offered}" in {choice.command for choice in reply.choices}


async def test_a_diagnosis_code_is_said_to_be_none_of_cpt(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt M79.18")
    assert reply.headline == "M79.18: a diagnosis, not a procedure"


async def test_a_question_that_is_read_already_is_answered(desk: FrontDesk, pack: FactBook) -> None:
    services = services_over(pack)
    question = services.reader.read("97140 with dry needling")
    request = Request(Clinic(1, Platform.CONSOLE, "c"), Member(1, 1, "a"), "", "cpt", "", NOON)
    reply = cpt.reply_to(question, request, services)
    assert reply.badge is not None
    assert reply.badge.words == "No edit pairs them"


async def test_aspects_lead_a_question_made_by_hand(desk: FrontDesk, pack: FactBook) -> None:
    services = services_over(pack)
    request = Request(Clinic(1, Platform.CONSOLE, "c"), Member(1, 1, "a"), "", "cpt", "", NOON)
    asked = Question(codes=("20560",), aspects=(Aspect.UNITS,))
    assert "one unit" in cpt.reply_to(asked, request, services).lines[0].text


async def test_that_no_modifier_is_needed_is_said_once(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt 20560 97110 59")
    assert reply.lines[0].text.startswith("No 59 needed: ")
    assert words(reply).count("do not pair 20560 with 97110") == 1

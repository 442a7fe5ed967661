"""Days around a claim: to correct it, whose year counts, a plan's last day, amounts of a year."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk

CORRECTED = "How long do I have for a corrected claim?"
WHOSE_DAY = "Which version of a policy counts: the day of service or the day of processing?"
PLAN_ENDED = "What if a patient changes or loses the plan during care?"
MEDICARE_BEGINS = "When does Medicare start for a patient, and how do I see it?"


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        pytest.param("humana paid in june, can we still fix the 20561 line", CORRECTED, id="still"),
        pytest.param("CO-4 from anthem, how many days to resubmit the claim", CORRECTED, id="days"),
        pytest.param("amend a 20560 claim we sent 7 months ago, possible?", CORRECTED, id="ago"),
        pytest.param("corrected claim to va, until when", CORRECTED, id="until when"),
        pytest.param(
            "seen 12/29, billed in january: which year's codes do i use", WHOSE_DAY, id="codes"
        ),
        pytest.param(
            "treated last december but filing now, old rates or new", WHOSE_DAY, id="rates"
        ),
        pytest.param(
            "insurance terminated friday and she was seen that day, covered?",
            PLAN_ENDED,
            id="plan ended",
        ),
        pytest.param(
            "his coverage ends 11/30, visit 11/30 in the evening, will they pay",
            PLAN_ENDED,
            id="on its last day",
        ),
        pytest.param("when does her part b become effective", MEDICARE_BEGINS, id="part b"),
        pytest.param("just 65 this week, part b kicks in when?", MEDICARE_BEGINS, id="65"),
    ],
)
async def test_a_day_around_a_claim_has_its_topic(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.headline == headline


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("correct code for 2 muscles on a claim", CORRECTED),
        ("when did medicare start paying for needling", MEDICARE_BEGINS),
        ("plan year ends friday, are visits new then", PLAN_ENDED),
        ("cobra till end of month and seen the 3rd, is 20561 covered by aetna", PLAN_ENDED),
        ("which fee schedule has 20560", WHOSE_DAY),
    ],
)
async def test_no_other_question_is_taken_for_one_of_these(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.headline != headline


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("what was medicare paying for 20561 in 2022", "20561, Medicare 2022: $38.41"),
        ("what were they paying on 20560 in 2023, medicare", "20560, Medicare 2023: $"),
        ("will 20560 go up in 2027", "20560: Medicare's amount of 2027 is not held."),
    ],
)
async def test_an_amount_of_a_year_leads(desk: FrontDesk, typed: str, says: str) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.lines[0].text.startswith(says)


@pytest.mark.parametrize("quarter", ["this quarter, Q2", "this quarter? Q3"])
async def test_a_pair_leads_where_a_change_of_its_edit_is_asked(
    desk: FrontDesk, quarter: str
) -> None:
    reply = await desk.glance(f"/ask did NCCI change the edit for 97112 w/ 20561 {quarter}")

    first = reply.lines[0].text
    assert first.startswith(
        "Not bundled: Medicare's edits of Jul 1, 2024 do not pair 97112 with 20561"
    )
    assert reply.lines[1].text.startswith("Whether a later quarter changed it was not seen")


async def test_medicares_verdict_on_another_condition_is_told(desk: FrontDesk) -> None:
    reply = await desk.glance(
        "/ask insurer asks for proof dry needling was noncovered by medicare in 2022 for shoulder"
    )

    assert reply.headline.startswith("Medicare Part B · dry needling · for shoulder pain")
    assert reply.badge is not None
    assert reply.badge.words == "Not covered"


async def test_the_year_of_what_is_kept_is_no_day_of_a_claim(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask how long do we keep needling consents, boxes of 2017 are full")

    assert reply.headline.endswith("How long must I keep records and consent forms?")
    assert not any("20999" in line.text for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param(
            "aetna or cigna for 20560, which one pays, and does 97530 go with it",
            ["2 payers · 20560", "97530 with 20560, same day"],
            id="two payers and a pair",
        ),
        pytest.param(
            "is 20561 covered by umr, any prior auth, and can 97140 be same day? need by 4pm",
            ["UMR · 20561", "97140 with 20561, same day"],
            id="auth goes on with the payer",
        ),
        pytest.param(
            "medicare 20560 back pain and also the ABN question from last time",
            ["Medicare Part B · 20560", "Do I need an ABN"],
            id="asked before",
        ),
    ],
)
async def test_each_half_is_answered(desk: FrontDesk, typed: str, told: list[str]) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.headline == "2 questions, 2 answers"
    for line, said in zip(reply.lines, told, strict=True):
        assert said in line.text


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("the rule you gave for premera, when was it last reviewed", "Premera"),
        ("is the regence policy you cited current or old", "Regence"),
    ],
)
async def test_how_old_what_was_told_is_stands_on_the_payers_card(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.headline.startswith(payer)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("medicare contractor wants records by adr, how many days to send them", "45 days"),
        ("what are the medicare amounts of 2027", "about Nov 1"),
        ("is an abn from last spring still good for today's visit", "one ABN counts for a whole"),
    ],
)
async def test_the_first_line_has_the_day_that_is_asked(
    desk: FrontDesk, typed: str, says: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert any(says in line.text for line in reply.lines[:2])


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("/coverage Medicare 20561 DOS 11/24/2025, is it too late", id="to a payer"),
        pytest.param("Medicare 20560 DOS 11/24/2025, did we miss timely filing", id="two parts"),
        pytest.param("found an unbilled 20561 of 11/24/2025 for medicare", id="unbilled"),
        pytest.param("medicare dos 11/24/2025 can we still file", id="still"),
    ],
)
async def test_a_visit_nobody_billed_is_told_until_when_its_claim_is_taken(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(typed if typed.startswith("/") else f"/ask {typed}")

    assert reply.headline == "How long do I have to file a claim?"
    assert "It cannot end before Nov 24, 2026: 1 day from today, or later." in reply.lines[0].text


async def test_what_is_paid_is_told_though_it_was_paid_late(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage Medicare 20561 DOS 11/24/2025, is it still covered")

    assert reply.headline.startswith("Medicare Part B")


@pytest.mark.parametrize(
    "typed",
    ["when is the next ncci update", "new ncci edits start when", "next quarter's edit file date?"],
)
async def test_the_day_of_the_next_edits_leads(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.lines[0].text.startswith(
        "The next quarter's edits hold for dates of service from Jan 1, 2027"
    )


async def test_how_edits_are_looked_up_tells_no_day(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask how do i look up ncci edits myself")

    assert not reply.lines[0].text.startswith("The next quarter's")


@pytest.mark.parametrize(
    "typed",
    [
        "for dos in feb 2020 what did payers do with 20561, was it even real yet",
        "did insurers cover 20561 in feb 2020, was it valid yet",
    ],
)
async def test_what_payers_did_on_a_day_is_listed_with_whether_the_code_was_valid(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.headline == "20561: it depends on the payer"
    assert reply.lines[0].text == "Yes: 20561 is valid since Jan 1, 2020."


async def test_what_changed_in_a_states_law_is_asked_of_that_state(desk: FrontDesk) -> None:
    reply = await desk.glance("/state Washington as of today, did the law change this year")

    assert reply.headline.startswith("Washington")
    assert reply.lines[0].text.startswith("Now: allowed by law or rule, from Jun 22, 2024")

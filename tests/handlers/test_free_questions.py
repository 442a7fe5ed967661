"""Questions in free text: the topic on what is asked answers, whichever payer or code is named."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


def _title(headline: str) -> str:
    return headline.removeprefix("Closest to your question: ")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("/ask can i use an ABN for a humana medicare advantage pt", "Do I need an ABN"),
        ("/coverage what modifier for GA abn dn medicare knee", "What do GA, GX, GY and GZ mean?"),
        ("/cpt appeal deadline cigna", "How long do I have to appeal?"),
        ("/ask cigna sent a refund request for 20560 from last year", "What if a payer audits us"),
        ("/ask medicaid patient wants to pay out of pocket", "Can I charge cash"),
        (
            "/ask patient has 2 insurances bcbs and medicaid can i bill pt for the dn",
            "Can I charge cash",
        ),
        ("/ask does m54.59 count for medicare needling", "What counts as chronic low back pain"),
        ("/ask you told me bcbs sc covers and it denied, whats up", "What if an answer is wrong"),
        ("/ask is 20560 sometimes or always therapy on medicare", "Does 20560 need the GP"),
        (
            "/ask right person at the plan to ask if 20560 is paid, what do i say",
            "What do I ask a plan on the phone",
        ),
        ("/ask do sharps boxes need changing every 90 days", "What rules hold for sharps"),
        ("/ask does my ortho's order have to say dry needling", "Must the doctor's order name"),
        ("/ask hi im new front desk. what can u do", "What I can answer"),
        ("/ask hello, i'm brand new here, what can this bot do", "What I can answer"),
    ],
)
async def test_paperwork_is_answered_by_its_topic_whoever_the_payer_is(
    desk: FrontDesk, typed: str, title: str
) -> None:
    reply = await desk.say(typed)
    assert _title(reply.headline).startswith(title)
    assert reply.badge is None


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/ask whats the diff btwn 20560 adn 20561", "20560: Dry needling of one or two muscles"),
        ("/cpt 97810 20560 difference", "97810: Acupuncture without electricity"),
        ("/cpt acupunture with estim 1st 15", "97813: Acupuncture with electricity"),
        (
            "/ask what does medicare pay for 20561 in 2025",
            "20561: Medicare's amount of 2025 is not",
        ),
    ],
)
async def test_what_is_asked_of_codes_stands_first(desk: FrontDesk, typed: str, says: str) -> None:
    assert says in (await desk.say(typed)).lines[0].text


@pytest.mark.parametrize("typed", ["who pays besides medicare", "which payers do not cover dn"])
async def test_all_others_are_asked_about_with_every_payer(desk: FrontDesk, typed: str) -> None:
    assert (await desk.say(f"/ask {typed}")).headline == "Dry needling: it depends on the payer"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("las vegas pt dn", "Nevada · physical therapist"),
        ("okc ot dn", "Oklahoma · occupational therapist"),
        ("portland clinic pt dn ok", "Which Portland?"),
        ("mobile pt dn", "Can dry needling be done and billed in home health"),
    ],
)
async def test_a_city_alone_names_its_state_and_no_payer(
    desk: FrontDesk, typed: str, title: str
) -> None:
    assert (await desk.say(f"/ask {typed}")).headline.startswith(title)


async def test_a_table_of_payers_tells_who_bills_without_facts(desk: FrontDesk) -> None:
    reply = words(await desk.say("/coverage uhc and humana 20560 by dentist"))
    assert "I have no facts on a dentist who bills." in reply


async def test_plans_on_which_nothing_is_held_stand_behind_the_other_payer(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage uhc and humana 20561")
    names = [row.cells[0] for row in reply.tables[0].rows]
    assert names.index("Humana") < names.index("UnitedHealthcare Community Plan (Medicaid)")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("/coverage medicare wants the money back, was needling covered for back pain", "Medicare"),
        ("/coverage medicare primary bcbs alabama secondary 20560", "2 payers"),
        ("/ask does cigna cover 20560 for M54.59", "Cigna"),
    ],
)
async def test_a_question_of_coverage_stays_with_the_payer(
    desk: FrontDesk, typed: str, title: str
) -> None:
    assert (await desk.say(typed)).headline.startswith(title)


@pytest.mark.parametrize(
    "typed",
    [
        "/ask appeal letter for bcbs needling",
        "/ask medicaid denied needling how do i appeal",
        "/ask aetna denied as experimental can i appeal",
    ],
)
async def test_an_unknown_policy_never_stands_before_the_way_to_appeal(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(typed)
    of_appeals = (
        "Read the codes first.",
        "I write no letter, but hold a frame. Name the claim",
        "Where the plan calls needling investigational",
    )
    assert reply.lines[0].text.startswith(of_appeals)
    assert "One name fits" not in words(reply)


async def test_what_a_topic_says_of_the_payer_that_is_named_leads(desk: FrontDesk) -> None:
    reply = await desk.say("/ask can medicare pt just pay cash for dn and skip the rest")
    assert reply.lines[0].text.startswith("By a physical therapist, yes, says APTA (2022)")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("denial code 96 n130 needling", "What does denial code 96 mean"),
        ("CO-50 with N115 on 20561", "What does denial code 50 mean"),
        ("what does remark code N130 mean", "What do remark codes like N115 mean?"),
    ],
)
async def test_the_reason_answers_before_its_remark(
    desk: FrontDesk, typed: str, title: str
) -> None:
    assert _title((await desk.say(f"/ask {typed}")).headline).startswith(title)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("does telehealth count for needling consult", "Can dry needling be billed as telehealth?"),
        ("does an online class count for needling", "Does an online course"),
        ("what do we write on the abn for a knee", "What do I write on the ABN?"),
        ("questions to ask the plan when verifying needling", "What do I ask a plan on the phone?"),
    ],
)
async def test_a_neighbouring_topic_does_not_answer(
    desk: FrontDesk, typed: str, title: str
) -> None:
    assert _title((await desk.say(f"/ask {typed}")).headline).startswith(title)


@pytest.mark.parametrize("code", ["97140", "97110"])
async def test_another_code_for_needling_is_told_to_be_wrong(desk: FrontDesk, code: str) -> None:
    reply = await desk.say(f"/ask do i just bill {code} for needling, the owner says everyone does")
    assert reply.lines[0].text.startswith("It may not: dry needling has its own codes, 20560 and")


async def test_a_misspelt_payer_is_asked_whether_it_covers_this_condition(desk: FrontDesk) -> None:
    reply = await desk.say("/ask does medicair pay for needling of the shoulder")
    assert reply.badge and reply.badge.words == "Not covered"
    assert "I took “medicair” for Medicare Part B." in words(reply)


@pytest.mark.parametrize("code", ["20506", "25060", "20650"])
async def test_swapped_digits_under_a_payer_are_asked_back_without_a_verdict(
    desk: FrontDesk, code: str
) -> None:
    reply = await desk.say(f"/coverage cigna {code}")
    assert reply.badge is None
    assert reply.lines[0].text == f"I have no facts on “{code}”. Did you mean 20560?"
    assert reply.lines[1].text.startswith("If 20560: Not covered. ")
    assert not any(choice.command.startswith("/share") for choice in reply.choices)


async def test_a_code_that_no_swap_makes_is_no_slip(desk: FrontDesk) -> None:
    assert "Did you mean 20560" not in words(await desk.say("/coverage cigna 99213"))


async def test_an_alarm_that_is_to_be_reported_says_how(desk: FrontDesk) -> None:
    reply = await desk.say("/ask got a pneumothorax after needling what do we have to report")
    assert "This cannot wait" in reply.lines[0].text
    assert "within 15 days" in words(reply)


async def test_an_alarm_alone_speaks_of_no_report(desk: FrontDesk) -> None:
    assert "within 15 days" not in words(await desk.say("/ask she cant breathe after needling"))


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("how much should we charge for needling cash, dfw is like 40-60", "What does a dry"),
        ("can we charge cash $40 for dn if pt has medicare", "May a Medicare patient pay cash"),
        ("superbill for needling what dx codes get it paid", "Which ICD-10 code"),
        ("are u connected to the payer sites or how old is this info", "How old are the facts"),
        ("why does your answer for bcbs say 2023, is it still good??", "How old are the facts"),
        ("do sharps boxes need to be picked up in mass or can we mail back", "Who takes a full"),
        ("can i paste the pts insurance card in here", "What does the bot keep"),
        ("can our hand therapist get credentialed to do needling thru a network", "Which licenses"),
        ("bcbs took back $1400 on 20561 from 2 years ago can they do that", "What if a payer"),
        ("do we need an ABN for dn medicare pt and which modifier, GA GY GX?", "Do I need an ABN"),
    ],
)
async def test_the_topic_on_what_is_asked_wins_over_its_neighbor(
    desk: FrontDesk, typed: str, title: str
) -> None:
    assert _title((await desk.say(f"/ask {typed}")).headline).startswith(title)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("does needling time count to 8 minute rule", "No: needling is not timed"),
        ("20560 in the 8 min rule, had 97110 23 min 97140 15 min", "Needling is not timed"),
        ("we needled 5 muscles is that 20560 x2 or 20561", "5 muscles: 20561 alone, one unit"),
    ],
)
async def test_minutes_and_muscles_are_worked_out_before_the_rule_is_told(
    desk: FrontDesk, typed: str, first: str
) -> None:
    assert (await desk.say(f"/ask {typed}")).lines[0].text.startswith(first)


async def test_a_newcomer_is_told_what_a_code_is(desk: FrontDesk) -> None:
    reply = await desk.say("/ask super new here what even is 20560")
    assert "one or two muscles" in words(reply)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/state nebraska PT training", "I hold nothing on hours or courses for"),
        ("/state IL PT supervision referral", "200 supervised sessions"),
        ("/coverage texas mutual comp 20560", "Texas Mutual handles the claim"),
        ("/coverage teamsters local 705 20560", "I took “teamsters local 705” for"),
        ("/ask hours for medicare needling", "(an acupuncture degree and license)"),
        ("/coverage kaiser wa for whiplash mva", "I looked for no other than its commercial"),
    ],
)
async def test_what_is_not_held_is_said_first(desk: FrontDesk, typed: str, says: str) -> None:
    assert says in words(await desk.say(typed))

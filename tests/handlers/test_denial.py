"""/denial: what a code means, whether the payer's policy explains it, who bears it, until when."""

from __future__ import annotations

import pytest

from handlers.share.share_button import for_everyone
from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.handlers.front_desk import FrontDesk


def told(reply: Reply) -> str:
    """What is read at a glance, a line each."""
    return "\n".join(line.text for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "headline", "lines"),
    [
        (
            "cigna 20560 CO-50",
            "CO-50 · Cigna · 20560",
            ("It fits the policy on needling: Not covered.", "To contest it: 180 days from"),
        ),
        (
            "bcbsnc 20560 96",
            "96 · Blue Cross NC · 20560",
            ("It fits the policy on needling: Investigational: not paid.", "not held"),
        ),
        (
            "medicare 20561 co 50",
            "CO-50 · Medicare Part B · 20561",
            ("The policy on needling: Covered with conditions.",),
        ),
        ("tricare pr-204", "PR-204 · TRICARE", ("PR-204 may go to the patient", "90 days from")),
        ("medicare 20560 N386", "N386 · Medicare Part B · 20560", ("N386: ", "120 days from")),
        ("medicare 20560 rarc n130", "N130 · Medicare Part B · 20560", ("N130: look in",)),
        ("cigna carc 50", "50 · Cigna", ("not think it medically necessary",)),
    ],
)
async def test_a_denial_by_one_payer_is_told_with_its_policy(
    desk: FrontDesk, typed: str, headline: str, lines: tuple[str, ...]
) -> None:
    reply = await desk.glance(f"/denial {typed}")
    assert reply.headline == headline
    for line in lines:
        assert line in told(reply)


async def test_the_policy_is_named_by_what_was_billed(desk: FrontDesk) -> None:
    of_therapy = told(await desk.glance("/denial medicare CO-119 97110"))
    assert "The policy on 97110: Unknown." in of_therapy
    assert "needling: Unknown" not in of_therapy
    assert "The policy on needling:" in told(await desk.glance("/denial medicare CO-119 20560"))


async def test_the_policy_is_the_one_of_the_day_of_service(desk: FrontDesk) -> None:
    before = await desk.glance("/denial bcbs alabama 20560 co 50 on 3/3/2019")
    after = await desk.glance("/denial bcbs alabama 20560 co 50 on 3/3/2025")
    assert "The policy on needling: Unknown." in told(before)
    assert "fits" not in told(before)
    assert "It fits the policy on needling: Investigational" in told(after)


@pytest.mark.parametrize("code", ["CO-16", "CO-45", "CO-97", "PR-1"])
async def test_a_reason_that_no_policy_gives_is_never_said_to_fit_one(
    desk: FrontDesk, code: str
) -> None:
    assert "fits the policy" not in told(await desk.say(f"/denial cigna 20560 {code}"))


@pytest.mark.parametrize("code", ["co 16", "rarc ma130", "co 45"])
async def test_where_nothing_was_decided_no_time_to_contest_it_is_told(
    desk: FrontDesk, code: str
) -> None:
    assert "contest" not in told(await desk.say(f"/denial cigna 20560 {code}"))


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("222", "What does denial code 151 mean (too many or too often)?"),
        ("N211", "What does denial code 29 mean (filed too late)?"),
    ],
)
async def test_the_meaning_of_another_code_is_told_under_the_name_of_that_one(
    desk: FrontDesk, typed: str, question: str
) -> None:
    assert (await desk.glance(f"/denial cigna 20560 {typed}")).headline == question


async def test_two_denials_are_never_told_as_one(desk: FrontDesk) -> None:
    reply = await desk.glance("/denial cigna 20560 CO-50 CO-97")
    assert not reply.headline.startswith("CO-50 · CO-97")


@pytest.mark.parametrize(
    "number",
    ["x 2", "units 4", "on march 3", "muscles 3", "for age 50", "minutes 15", "visit 96"],
)
async def test_a_number_of_something_else_is_no_denial_code(desk: FrontDesk, number: str) -> None:
    bare = await desk.glance(f"/denial cigna 20560 {number}")
    assert bare.headline == "Which denial code?"
    beside = await desk.glance(f"/denial cigna 20560 CO-50 {number}")
    assert beside.headline.startswith("CO-50 · Cigna · 20560")


async def test_letters_at_the_end_of_a_name_are_no_group_of_a_denial(desk: FrontDesk) -> None:
    assert (await desk.glance("/denial geico 50")).headline != "Which denial code?"


@pytest.mark.parametrize("typed", ["cigna", "cigna 20560", "aetna on 2026-11-02", "foo"])
async def test_without_a_code_it_asks_for_one(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/denial {typed}")
    assert reply.headline == "Which denial code?"
    assert reply.choices


async def test_a_code_that_is_not_held_is_said_and_not_guessed(desk: FrontDesk) -> None:
    reply = await desk.glance("/denial cigna 20560 co-999")
    assert "I hold nothing on code 999." in told(reply)
    assert "fits" not in told(reply)


@pytest.mark.parametrize("typed", ["/denial cigna 20560 co 50", "/ask cigna denied 20560 CO-50"])
async def test_its_buttons_ask_the_same_again(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(typed)
    assert reply.canonical == "/denial Cigna 20560 CO-50"
    again = await desk.glance(reply.canonical)
    assert (again.headline, again.lines) == (reply.headline, reply.lines)


@pytest.mark.parametrize("reason", ["50", "96", "97", "109", "151", "197", "204", "B7"])
async def test_every_reason_that_is_held_is_read_as_the_last_word(
    desk: FrontDesk, pack: FactBook, reason: str
) -> None:
    reply = await desk.glance(f"/denial cigna 20560 {reason}")
    topic = pack.topics[f"denial_{reason.lower()}"]
    assert told(reply).startswith(topic.answer[0].says[:30])


@pytest.mark.parametrize("typed", ["CO-197 bcbs", "bcbs CO-197", "bcbs 20560 CO-50"])
async def test_a_payer_that_many_bear_the_name_of_is_asked_for(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/denial {typed}")
    assert "Whose denial? That name fits many payers: name the state" in told(reply)
    asks = [c.command for c in reply.choices if c.command.startswith("/denial BCBS Alabama")]
    assert len(asks) == 1
    alone = await desk.glance(asks[0])
    assert "BCBS Alabama" in alone.headline


async def test_a_payer_of_one_name_is_not_asked_for(desk: FrontDesk) -> None:
    assert "Whose denial?" not in told(await desk.glance("/denial bcbsnc CO-197"))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("bcbsnc 20560 not necessary", ["/denial Blue Cross NC 20560 CO-50"]),
        ("cigna 20561 no auth on 3/2/2025", ["/denial Cigna 20561 on 2025-03-02 CO-197"]),
        (
            "cigna 20560",
            [
                "/denial Cigna 20560 CO-50",
                "/denial Cigna 20560 CO-197",
                "/denial Cigna 20560 PR-204",
            ],
        ),
    ],
)
async def test_without_a_code_the_payer_is_kept_and_likely_codes_are_offered(
    desk: FrontDesk, typed: str, offered: list[str]
) -> None:
    reply = await desk.glance(f"/denial {typed}")
    assert reply.headline == "Which denial code?"
    assert [c.command for c in reply.choices][:-1] == offered
    assert reply.choices[-1].label == "The payer's policy"
    assert "Which denial code?" not in (await desk.glance(offered[0])).headline


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        (
            "medicare 20560 CO-50 on 3/15/26",
            "It cannot end before Jul 13, 2026: that day is past, so it may be over.",
        ),
        (
            "cigna 20560 CO-50 on 3/15/26",
            "It cannot end before Sep 11, 2026: that day is past, so it may be over.",
        ),
    ],
)
async def test_with_a_day_of_service_the_earliest_end_of_the_time_to_contest_is_told(
    desk: FrontDesk, typed: str, until: str
) -> None:
    line = next(
        ln for ln in told(await desk.glance(f"/denial {typed}")).splitlines() if "To contest" in ln
    )
    assert line.endswith(until)


async def test_a_window_that_differs_by_state_gets_no_earliest_end(desk: FrontDesk) -> None:
    reply = await desk.glance("/denial aetna 20560 CO-50 on 3/15/26")
    assert "To contest it: 180 days" in told(reply)
    assert "cannot end before" not in told(reply)


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        pytest.param(
            "aetna 20560 CO-50 in georgia on 10/1/2026",
            (
                "To contest it for an insured plan: 24 months from the day of service in Georgia. "
                "It ends on Oct 1, 2028.",
                "For any other plan: 180 days from its decision. "
                "It cannot end before Mar 30, 2027.",
            ),
            id="a state of its own, and plans that no state regulates",
        ),
        pytest.param(
            "aetna 20560 CO-50 in NC on 10/1/2026",
            ("To contest it: 180 days from its decision. It cannot end before Mar 30, 2027.",),
            id="a state that adds nothing",
        ),
        pytest.param(
            "anthem maine CO-50 on 3/15/26",
            (
                "To contest it: 365 days from the remittance to ask to reconsider, then 90 days "
                "from the answer to appeal. It cannot end before Mar 15, 2027.",
            ),
            id="the plan of one state",
        ),
        pytest.param(
            "anthem ohio CO-50",
            ("How long this payer takes appeals is not held: read the remittance.",),
            id="the same company elsewhere is unknown",
        ),
    ],
)
async def test_the_time_to_contest_is_that_of_payer_and_state(
    desk: FrontDesk, typed: str, lines: tuple[str, ...]
) -> None:
    card = told(await desk.glance(f"/denial {typed}"))
    for line in lines:
        assert line in card.splitlines()


async def test_sources_that_disagree_on_the_time_to_contest_give_no_day(desk: FrontDesk) -> None:
    reply = await desk.glance("/denial uhc commercial CO-50 on 3/15/26")
    assert "12 months from the remittance in its guide of 2021, 60 or 65 days" in told(reply)
    assert "2027" not in told(reply)


async def test_a_shared_denial_keeps_the_state_that_was_named(desk: FrontDesk) -> None:
    reply = await desk.glance("/denial aetna 20560 CO-50 in georgia")
    assert reply.canonical == "/denial Aetna 20560 in Georgia CO-50"
    again = await desk.glance(reply.canonical)
    assert told(again) == told(reply)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("aetna appeal deadline georgia", "Aetna: for an insured plan: 24 months from the day"),
        ("appeal deadline cigna", "Cigna: 180 days from the first payment"),
        ("appeal window premera", "Premera: how long this payer takes appeals is not held"),
    ],
)
async def test_how_long_to_appeal_is_led_by_the_payer_that_is_named(
    desk: FrontDesk, typed: str, first: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.lines[0].text.startswith(first)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("N640", "N640: more often than approved"),
        ("code M15 remark", "M15: parts of one procedure"),
        ("CO-222", "Denial code 222 is more than the most units"),
        ("CO-256", "Denial code 256 is another thing"),
    ],
)
async def test_a_code_that_stands_among_the_details_leads_where_it_is_asked(
    desk: FrontDesk, typed: str, first: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.lines[0].text.startswith(first)


LATE = "How long this payer takes first claims is not held: your contract or its manual says."


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        pytest.param(
            "medicare CO-29 on 3/15/2025",
            "First claims: 1 year from the day of service, by the day of receipt. It cannot end "
            "before Mar 15, 2026: that day is past, so it may be over.",
            id="a day that is past",
        ),
        pytest.param(
            "cigna CO-29 N211 on 11/1/2026",
            "First claims: 90 days from the day of service in network, 180 out of it, or longer by "
            "contract or state law. It cannot end before Jan 30, 2027.",
            id="a day ahead",
        ),
        pytest.param(
            "cigna CO-29 on 11/1/2026 denied 11/20/2026",
            "First claims: 90 days from the day of service in network, 180 out of it, or longer by "
            "contract or state law. It cannot end before Jan 30, 2027.",
            id="by the service and not by the decision",
        ),
        pytest.param("va CO-29", "First claims: 180 days from the day of service.", id="no day"),
        pytest.param(
            "aetna CO-29 on 3/15/2026",
            "First claims: 120 days by a list of 2019. Its own text was not seen, so go by your "
            "contract.",
            id="a list that is old tells no day",
        ),
        pytest.param("premera CO-29", LATE, id="none held"),
        pytest.param(
            "medicare CO-16 MA130 on 11/1/2026",
            "First claims: 1 year from the day of service, by the day of receipt. It cannot end "
            "before Nov 1, 2027.",
            id="what was never decided is sent once more",
        ),
    ],
)
async def test_a_claim_that_came_too_late_or_is_to_be_sent_again_tells_the_time_for_it(
    desk: FrontDesk, typed: str, line: str
) -> None:
    assert line in told(await desk.glance(f"/denial {typed}")).splitlines()


async def test_what_came_too_late_is_not_told_to_be_contested_where_no_appeal_is_taken(
    desk: FrontDesk,
) -> None:
    for_medicare = told(await desk.say("/denial medicare CO-29"))
    assert "Medicare takes no appeal of a claim that came too late (N211)." in for_medicare
    assert "To contest it" not in for_medicare
    assert "dispute" not in for_medicare
    at_once = told(await desk.glance("/denial cigna CO-29"))
    assert "Without proof it is a write-off." in at_once, "what to do is seen at once"
    assert "To contest it: 180 days" in told(await desk.say("/denial cigna CO-29"))


@pytest.mark.parametrize("code", ["CO-50", "CO-197", "CO-16"])
async def test_other_denials_say_nothing_of_first_claims(desk: FrontDesk, code: str) -> None:
    assert "irst claims" not in told(await desk.say(f"/denial cigna 20560 {code}"))


async def test_no_day_can_be_found_from_a_shared_time_for_first_claims(desk: FrontDesk) -> None:
    reply = await desk.say("/denial medicare CO-29 on 11/1/2026")
    assert "Nov 1, 2027" in told(reply)
    shared = for_everyone(reply)
    assert "2027" not in " ".join(shared.texts)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("/ask cigna timely filing", "Cigna: 90 days from the day of service in network"),
        ("/coverage tricare 20560 filing limit", "TRICARE: 1 year from the day of service"),
        ("/ask premera filing limit", f"Premera: {LATE[0].lower()}{LATE[1:]}"),
    ],
)
async def test_how_long_to_file_is_led_by_the_payer_that_is_named(
    desk: FrontDesk, typed: str, first: str
) -> None:
    assert (await desk.glance(typed)).lines[0].text.startswith(first)


async def test_two_codes_of_needling_are_never_unbundled_by_a_modifier(desk: FrontDesk) -> None:
    reply = await desk.glance("/denial CO-97 20560 20561")
    assert "No modifier helps." in told(reply)
    assert "three or more muscles make 20561 alone" in told(reply)
    assert "Add 59" not in reply.opened().sentences
    assert "/cpt 59" not in [choice.command for choice in reply.choices]
    assert "Add 59" in told(await desk.glance("/denial CO-97 20560 97140"))

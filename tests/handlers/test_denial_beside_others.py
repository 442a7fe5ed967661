"""/denial: remarks and reasons side by side, and the time to contest from the day that is told."""

from __future__ import annotations

import pytest

from handlers.share.share_button import for_everyone
from models.reply import Reply
from tests.handlers.front_desk import FrontDesk


def told(reply: Reply) -> str:
    """What is read at a glance, a line each."""
    return "\n".join(line.text for line in reply.lines)


@pytest.mark.parametrize("codes", ["PR-204 MA130", "CO-50 MA130 N386", "CO-50 N386 MA130"])
async def test_beside_the_remark_that_nothing_was_decided_no_time_to_contest_is_told(
    desk: FrontDesk, codes: str
) -> None:
    card = told(await desk.say(f"/denial medicare {codes} on 11/2"))
    assert "no decision was made, so there is nothing to appeal" in card
    assert "contest" not in card
    assert "may be billed" not in card


@pytest.mark.parametrize("codes", ["CO-96 M16", "CO-96 N999", "CO-50 N386 M76"])
async def test_a_remark_that_is_not_held_leaves_policy_and_time_to_contest(
    desk: FrontDesk, codes: str
) -> None:
    reply = await desk.glance(f"/denial medicare {codes} on 11/2/2025")
    strange = codes.rsplit(maxsplit=1)[-1]
    assert reply.headline.startswith(" · ".join(codes.split()))
    assert f"I hold nothing on {strange}." in told(reply)
    assert "To contest it: 120 days" in told(reply)
    assert ("N386: " in told(reply)) == ("N386" in codes)


@pytest.mark.parametrize("payer", ["bcbs nc 20560", "cigna", "medicare", "tricare 20560"])
async def test_a_reason_that_is_not_held_is_said_beside_every_payer(
    desk: FrontDesk, payer: str
) -> None:
    assert "I hold nothing on code 999." in told(await desk.glance(f"/denial {payer} CO-999"))


async def test_the_national_decision_on_needling_is_said_to_be_medicares(desk: FrontDesk) -> None:
    reply = await desk.glance("/denial bcbs nc 20560 CO-50 N386 on 11/2/2025")
    assert "Medicare's on needling is NCD 30.3.3" in told(reply)
    assert "How long this payer takes appeals is not held" in told(reply)


@pytest.mark.parametrize(
    ("typed", "headline", "lines"),
    [
        pytest.param(
            "medicare CO-50 and CO-197 on 11/2/2025",
            "CO-50, CO-197 · Medicare Part B · for November 2, 2025",
            (
                "CO-50: The payer",
                "CO-197: 197: a required",
                "To contest it: 120 days",
                "The policy",
            ),
            id="joined",
        ),
        pytest.param(
            "bcbs nc CO-50 PR-96 on 11/2/2025",
            "CO-50, PR-96 · Blue Cross NC · for November 2, 2025",
            ("CO-50: ", "PR-96: ", "How long this payer takes appeals is not held", "The policy"),
            id="side by side",
        ),
        pytest.param(
            "medicare CO-50, CO-16 on 11/2/2025",
            "CO-50, CO-16 · Medicare Part B · for November 2, 2025",
            ("CO-50: ", "CO-16: ", "To contest CO-50: 120 days", "The policy"),
            id="one that nobody decided",
        ),
    ],
)
async def test_two_denials_of_one_payer_share_policy_and_time_to_contest(
    desk: FrontDesk, typed: str, headline: str, lines: tuple[str, ...]
) -> None:
    reply = await desk.glance(f"/denial {typed}")
    assert reply.headline == headline
    assert [c.command.partition(" ")[0] for c in reply.choices][:2] == ["/denial", "/denial"]
    for line in lines:
        assert line in told(reply)


async def test_two_denials_one_of_which_is_not_held_are_told_apart(desk: FrontDesk) -> None:
    reply = await desk.glance("/denial medicare CO-50 CO-999")
    assert reply.headline == "2 questions, 2 answers"
    assert "I hold nothing on code 999." in told(reply)


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("medicare CO-50 received 10/20", "It ends on Feb 17, 2027, counted from Oct 20, 2026."),
        ("medicare CO-50 got the remit on 10/20", "It ends on Feb 17, 2027, counted from Oct 20, "),
        ("medicare CO-50 dos 10/1 denied 10/20", "It cannot end before Feb 17, 2027."),
        ("tricare CO-50 remittance date 10/20", "It ends on Jan 18, 2027, counted from Oct 20, "),
        ("cigna CO-50 received 10/20", "type denied and that day."),
        ("cigna CO-50 dos 10/1 received 10/20", "It cannot end before Mar 30, 2027."),
        ("medicare CO-50 received 8/15", "Aug 15, 2026: 20 days from today."),
        (
            "medicare CO-50 on 8/15",
            "It cannot end before Dec 13, 2026: 20 days from today, or later",
        ),
        ("medicare CO-50 received 6/15", "Jun 15, 2026: that day is past, so it may be over."),
        ("medicare CO-50 recieved 10/20", "It ends on Feb 17, 2027, counted from Oct 20, 2026."),
        ("va CO-50 decision of oct 20", "It ends on Jan 18, 2027, counted from Oct 20, 2026."),
        ("cigna 50 denied 10/20", "It ends on Apr 18, 2027, counted from Oct 20, 2026."),
        ("medicare CO-50 10/20", "It cannot end before Feb 17, 2027."),
        ("medicare CO-50 CO-97 CO-18 CO-29", "CO-29: The claim came too late."),
        ("medicare CO-50 CO-197 received 10/20", "It ends on Feb 17, 2027, counted from Oct 20"),
        ("cigna CO-50 denied 10/20 received 10/24", "It ends on Apr 18, 2027, counted from Oct 20"),
        (
            "medicare CO-50 received 10/24, denied 10/20",
            "It ends on Feb 21, 2027, counted from Oct 24",
        ),
        ("tricare CO-50 denied last friday", "counted from Nov 20, 2026"),
    ],
)
async def test_the_time_to_contest_runs_from_the_day_of_the_decision_that_is_told(
    desk: FrontDesk, typed: str, until: str
) -> None:
    assert until in told(await desk.glance(f"/denial {typed}"))


@pytest.mark.parametrize("day", ["12/15", "tomorrow"])
async def test_a_decision_to_come_is_refused(desk: FrontDesk, day: str) -> None:
    reply = await desk.glance(f"/denial medicare CO-50 denied {day}")
    assert reply.headline == f"{day.capitalize()} is still to come."


@pytest.mark.parametrize(
    ("days", "refusal"),
    [
        ("denied 10/20 denied 10/22", "That names two days of the denial."),
        ("denied 10/20 received 10/10", "It cannot be received before it was denied."),
    ],
)
async def test_days_of_a_decision_that_cannot_be_are_refused(
    desk: FrontDesk, days: str, refusal: str
) -> None:
    assert (await desk.glance(f"/denial cigna CO-50 {days}")).headline == refusal


@pytest.mark.parametrize("code", ["PR-1", "PR-2", "PR-3"])
async def test_the_patients_share_is_told_apart_from_what_is_written_off(
    desk: FrontDesk, code: str
) -> None:
    alone = await desk.glance(f"/denial {code}")
    assert "1 is the deductible, 2 the coinsurance, 3 the copay" in alone.lines[0].text
    of_payer = await desk.say(f"/denial cigna {code} denied 10/20")
    assert of_payer.headline.startswith(code)
    assert "contest" not in told(of_payer)


async def test_each_payers_denial_of_two_is_told_for_itself(desk: FrontDesk) -> None:
    reply = await desk.glance("/denial cigna 20560 CO50 and tricare CO96")
    assert [c.command for c in reply.choices] == [
        "/denial Cigna 20560 CO-50",
        "/denial TRICARE CO-96",
    ]
    both = await desk.say("/denial cigna tricare CO-50")
    assert "One name" not in told(both)
    for payer in ("Cigna: Not covered", "TRICARE: Not covered"):
        assert f"The policy on needling: {payer}" in told(both)


async def test_the_day_of_a_denial_stays_in_the_button_of_each_plan(desk: FrontDesk) -> None:
    for name in ("uhc", "bcbs", "medicare advantage"):
        reply = await desk.glance(f"/denial {name} CO-50 denied 11/1/2026")
        denials = [c.command for c in reply.choices if c.command.startswith("/denial ")]
        assert denials
        assert all("denied 2026-11-01" in command for command in denials), denials


async def test_a_shared_denial_tells_no_day_from_which_it_could_be_counted_back(
    desk: FrontDesk,
) -> None:
    for typed in ("on 10/1/2026", "received 10/20", "dos 10/1 denied 10/20"):
        reply = await desk.glance(f"/denial medicare CO-50 {typed}")
        assert told(await desk.glance(reply.canonical)) == told(reply)
        shared = for_everyone(reply)
        assert "2027" not in told(shared)
        assert "Oct" not in f"{shared.headline} {told(shared)}"
        assert "To contest it: 120 days" in told(shared)


async def test_without_a_payer_what_nobody_decided_leads_too(desk: FrontDesk) -> None:
    reply = await desk.glance("/denial PR-204 MA130")
    assert "no decision was made, so there is nothing to appeal" in reply.lines[0].text

"""A visit that lies ahead, a code of next year, a change that was heard of, the edits' edition."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk

MEDICARE = "Does Medicare cover dry needling?"
EDITION = "Which table of NCCI edits do you hold?"


@pytest.mark.parametrize(
    "typed",
    [
        "/ask can I bill 20561 dos 12/7/2026, shes coming next monday",
        "/ask bill 20560 for a visit on 12/15/2026?",
        "/cpt 20561 dos 12/10/26",
        "/ask can we submit 20560 for tomorrow's appointment",
        "/ask may i bill 20561 before the visit on Dec 9",
        "/cpt 3 muscles on 12/20/2026",
    ],
)
async def test_nothing_is_billed_before_the_visit(desk: FrontDesk, typed: str) -> None:
    first = (await desk.glance(typed)).lines[0].text
    assert "lies ahead: bill it after the visit" in first
    assert "valid today" in first


@pytest.mark.parametrize(
    "typed",
    [
        "/cpt 20560 2027",
        "/cpt 20561 in 2027",
        "/ask is 20560 still good in 2027",
        "/ask does 20560 exist in 2027",
        "/ask is 20561 valid on 1/4/2027",
        "/cpt 20560 97140 2027",
    ],
)
async def test_the_codes_of_next_year_were_not_read(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(typed)
    assert "the code set of 2027 was not read" in reply.lines[0].text
    assert not any("Yes:" in line.text for line in reply.lines)


@pytest.mark.parametrize("typed", ["/cpt 20560 on 11/20/2026", "/cpt 20560 2026", "/cpt 20561"])
async def test_a_day_that_was_is_answered_as_before(desk: FrontDesk, typed: str) -> None:
    told = " ".join(line.text for line in (await desk.glance(typed)).lines)
    assert "lies ahead" not in told
    assert "was not read" not in told


@pytest.mark.parametrize(
    "typed",
    [
        "is 2026 the yr medicare starts paying PTs for needling? somebody said on facebook",
        "heard medicare covers needling by PT as of 2026",
        "new medicare rule 2026 PTs can bill 20560?",
        "someone told me medicare pays PTs for dn since may 2026",
        "did medicare start paying PTs for dry needling this year",
        "a webinar said medicare covers 20561 by PT starting 2026",
    ],
)
async def test_a_change_that_was_heard_of_is_not_taken_for_true(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline == MEDICARE
    assert reply.lines[0].text.startswith("I hold no such change. Medicare pays no physical ther")


@pytest.mark.parametrize(
    "typed", ["does medicare cover needling", "medicare started in 2020 to cover needling?"]
)
async def test_no_change_is_denied_that_nobody_told(desk: FrontDesk, typed: str) -> None:
    assert not (await desk.glance(f"/ask {typed}")).lines[0].text.startswith("I hold no such")


@pytest.mark.parametrize(
    "typed",
    [
        "When was the last time NCCI edits updated & do you have q4 2026",
        "do you have the october 2026 ncci edits",
        "how old is your ncci table",
        "what version of ncci are you on",
        "is the mue table you use the current one",
        "what quarter are your edits from",
    ],
)
async def test_the_edits_that_are_held_are_dated(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline == EDITION
    assert reply.lines[0].text.startswith("That of Jul 1, 2024")


@pytest.mark.parametrize("typed", ["when do ncci edits change", "ncci edit 20560 97140"])
async def test_a_question_of_a_pair_is_none_of_the_edition_of_edits(
    desk: FrontDesk, typed: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline != EDITION


@pytest.mark.parametrize("typed", ["PT as of 2026, cigna", "can a PT as well as an OT bill cigna"])
async def test_as_makes_no_assistant_of_a_therapist(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert "PTA" not in " ".join([reply.headline, *(line.text for line in reply.lines)])


@pytest.mark.parametrize(
    ("typed", "older"),
    [
        (
            "Policy changed 10/1/2026 per the cigna newsletter. have you the old one or new one",
            True,
        ),
        ("do you have the new version of the tricare policy, effective 10/1/2026", True),
        ("cigna new version 1/1/2026?", True),
        ("do you have the newest version of the BCBS Alabama policy", False),
        ("which version of the premera policy do you hold", False),
        ("which edition of the horizon nj policy do you have", False),
    ],
)
async def test_it_says_how_old_the_version_is_that_is_held(
    desk: FrontDesk, typed: str, older: bool
) -> None:
    first = (await desk.glance(f"/ask {typed}")).lines[0].text
    assert "nothing newer was seen" in first
    assert first.startswith("What I hold is older than ") is older

"""Kinds of denials told apart, who pays at all, and what is named beside what answers."""

from __future__ import annotations

import pytest

from models.understanding.asked_text import mended
from models.understanding.denial_kinds import told_apart
from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("how can i tell a noncovered denial from a bundled one on the era", ["96", "97"]),
        ("whats the difference between a denial for medical necessity and no auth", ["50", "197"]),
        ("remit: how do i know if its a duplicate or timely filing denial", ["18", "29"]),
        ("denial not covered vs not medically necessary whats the diff", ["96", "50"]),
        ("denied 97 and 96 same claim what do they each mean", ["97", "96"]),
        ("denial 50 vs 204 difference?", ["50", "204"]),
        ("can you distinguish bundled from experimental denials", ["97", "50"]),
        ("eob shows visit limit, is that different from a no auth denial", ["119", "197"]),
    ],
)
async def test_each_kind_of_denial_is_told(desk: FrontDesk, typed: str, codes: list[str]) -> None:
    reply = await desk.say(typed)
    assert reply.headline == "2 questions, 2 answers"
    for line, code in zip(reply.lines, codes, strict=True):
        assert code in line.text


@pytest.mark.parametrize(
    "text",
    [
        "claim denied as not covered or bundled, can we bill the patient",
        "difference between CO-96 and PR-96",
        "how do i tell a patient that it is not covered",
    ],
)
def test_what_asks_for_no_difference_is_one_question(text: str) -> None:
    assert told_apart(text) == ()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("C0-97 on 20561", "CO-97 on 20561"),
        ("denied c0 50", "denied CO 50"),
        ("0A-23 again", "OA-23 again"),
        ("C09.7 on the claim", "C09.7 on the claim"),
        ("c0nsent", "c0nsent"),
        ("is it per 15 min like therex", "is it timed"),
        ("is needling timed like manual therapy?", "is needling timed?"),
        ("are the needling codes per 15 minutes like exercises", "are the needling codes timed"),
        ("is 20561 timed the same as 97140?", "is 20561 timed?"),
        ("does dn go by units like therex", "does dn go by units"),
        ("can i bill it like therex", "can i bill it like therex"),
    ],
)
def test_a_text_is_put_right_before_it_is_read(typed: str, read: str) -> None:
    assert mended(typed) == read


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("/denial unitedhealtcare 2O560 C0-97", "UnitedHealthcare"),
        ("/denial aetan 20560 c0 50", "Aetna"),
        ("cignaa denied C0-197 on 20561", "Cigna"),
        ("humanna CO-97 20561", "Humana"),
        ("/denial cignna PR-204", "Cigna"),
        ("aettna denied 20560 C0-16", "Aetna"),
    ],
)
async def test_a_misspelt_payer_beside_a_denial_is_not_passed_over(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    reply = await desk.say(typed)
    assert reply.headline.startswith(("What does denial code", "Closest", payer))
    assert payer in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "ok last thing, does any payer just flat out pay 20560 without a fight",
        "which payers are worth the trouble",
        "any insurance out there that just pays for needling no questions",
        "which carriers are actually worth billing 20560 to",
        "who actually pays dn",
        "give me every payer that covers 20561",
        "is there one single plan that pays PTs to needle",
    ],
)
async def test_who_pays_at_all_is_answered_whatever_else_is_said(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(typed)
    told = words(reply)
    assert "Washington L&I" in told
    assert "it depends on the payer" in reply.headline or "Which payers pay" in reply.headline


@pytest.mark.parametrize(
    "typed", ["what insurance covers eyeglasses", "does any plan pay for lunch"]
)
async def test_who_pays_for_something_else_is_not_the_list(desk: FrontDesk, typed: str) -> None:
    assert "Washington L&I" not in words(await desk.say(typed))


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("/state oregon 20561 uhc and is 97140 bundled", ["Oregon", "UnitedHealthcare", "97140"]),
        (
            "/state ohio aetna 20560 and is it bundled with 97140",
            ["Ohio", "Aetna", "20560 with 97140"],
        ),
        ("does medi-cal cover acupuncture and will it pay 20561", ["97810", "Medi-Cal"]),
        ("medi-cal acupuncture back when? and does it pay 20560", ["97810", "silent"]),
        ("cigna acupuncture limit? and do they cover dry needling", ["Cigna", "Not covered"]),
    ],
)
async def test_each_half_keeps_the_payer_state_or_code_of_the_other(
    desk: FrontDesk, typed: str, parts: list[str]
) -> None:
    told = words(await desk.say(typed))
    assert [part for part in parts if part not in told] == []


@pytest.mark.parametrize(
    ("typed", "commands"),
    [
        (
            "/cpt 20560 20561 state ohio payer aetna denial co-197",
            ["/cpt 20560 20561", "/state OH"],
        ),
        (
            "/cpt 20560 texas bcbs co-197",
            [
                "/coverage Blue Cross and Blue Shield of Texas 20560 in Texas",
                "/cpt 20560",
                "/state TX",
            ],
        ),
        ("/cpt 20561 texas cigna pr-204", ["/cpt 20561", "/state TX"]),
        ("/state utah cigna co-97", ["/state UT"]),
    ],
)
async def test_what_is_named_beside_the_answer_has_a_button(
    desk: FrontDesk, typed: str, commands: list[str]
) -> None:
    offered = [choice.command for choice in (await desk.say(typed)).choices]
    assert [command for command in commands if command not in offered] == []


@pytest.mark.parametrize(
    "typed",
    [
        "we did 2 muscles with 6 needles, do i count the needles",
        "3 muscles with 8 needles, do needles count",
        "needled 1 muscle with 4 needles should i count needles",
    ],
)
async def test_needles_are_said_not_to_count(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(typed)
    assert reply.lines[0].text.startswith("Counted by muscles, not by needles")
    assert any("How do I count muscles" in choice.label for choice in reply.choices)

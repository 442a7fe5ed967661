"""What a code is like by itself: timed or not, one unit of what, with or without an evaluation."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk

_UNTIMED = (
    "is not timed: one unit a day, however long it takes. Its minutes do not count toward the "
    "8-minute rule."
)


@pytest.mark.parametrize(
    ("typed", "lead"),
    [
        ("/cpt is 20560 timed? does it count toward 8 minute rule", f"20560 {_UNTIMED}"),
        ("/cpt 20561 untimed?", f"20561 {_UNTIMED}"),
        ("/ask is 20561 a timed code", f"20561 {_UNTIMED}"),
        ("/cpt is 20561 timed like 97140", f"20561 {_UNTIMED}"),
        ("/cpt does 20561 count towards 8 min rule with 97140 same day", f"20561 {_UNTIMED}"),
        ("/cpt 20560 per muscle or per region?", "Neither: one unit for the session."),
        ("/cpt 20561 per trigger point", "No: one unit for the session, however many regions"),
        ("/cpt is 20560 an add on code", "No add-on code, it stands by itself"),
        ("/cpt does 20560 need eval code", "I hold no rule that asks for an evaluation code"),
        (
            "/cpt can 20560 be billed without an eval",
            "I hold no rule that asks for an evaluation code",
        ),
        ("/cpt 97140 timed?", "Timed, in units of 15 minutes"),
        (
            "/ask does dry needling go by the 8 minute rule",
            "20560 and 20561 are not timed: one unit a day",
        ),
    ],
)
async def test_what_is_asked_of_a_code_leads(desk: FrontDesk, typed: str, lead: str) -> None:
    reply = await desk.say(typed)
    assert reply.lines[0].text.startswith(lead), reply.lines[0]
    assert len(reply.lines) == len(set(reply.lines))


async def test_a_question_about_time_is_no_pair_of_codes(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt is 20560 timed? does it count toward 8 minute rule")
    assert reply.headline == "20560"
    assert "97110" not in " ".join(line.text for line in reply.lines)


async def test_minutes_are_no_modifier(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt 20560 25 minutes")
    assert reply.headline == "20560"
    assert "office visit" not in " ".join(line.text for line in reply.lines)
    modified = await desk.say("/cpt 99213 25 with 20560")
    assert "25" in modified.lines[0].text


async def test_around_a_year_that_is_not_held_each_amount_stands_once(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt 20560 medicare rate 2025")
    assert [line.text.split(": ")[0] for line in reply.lines[:3]] == [
        "20560",
        "20560, Medicare 2026",
        "20560, Medicare 2024",
    ]
    said = [line.text for line in reply.lines]
    said += [line.text for section in reply.sections for line in section.lines]
    for amount in ("$24.72", "$25.63", "$26.09"):
        assert sum(amount in text for text in said) == 1

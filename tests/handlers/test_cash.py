"""What a clinic owes before a patient pays, in the order in which it is done."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests import glance
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import FrontDesk, words

NOV_30 = datetime(2026, 11, 30, 17, tzinfo=UTC)  # a Monday, noon in New York


def estimate(reply: Reply) -> str:
    """What the gist says of the estimate."""
    return next(line.text for line in reply.lines if "Good Faith Estimate" in line.text)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("booked today for 12/9", "due by Tue Dec 1, 2026", id="as the help says"),
        pytest.param("for 12/9 booked today", "due by Tue Dec 1, 2026", id="turned round"),
        pytest.param("12/9", "if booked today (7 business days ahead)", id="the visit alone"),
        pytest.param("scheduled for 12/9", "if booked today (7 ", id="scheduled for it"),
        pytest.param("booked 12/9", "if booked today (7 ", id="nobody booked tomorrow"),
        pytest.param("booked 11/25 for dec 14", "due by Tue Dec 1, 2026", id="3 over Thanksgiving"),
        pytest.param("booked 11/16 for 12/1", "That day is past.", id="too late"),
        pytest.param("booked on friday for next wednesday", "booked Nov 27, ", id="weekdays"),
        pytest.param("appt is on 12/2 made today", "no day is set", id="too near"),
        pytest.param("booked today for wednesday by PT", "no day is set", id="the next Wednesday"),
        pytest.param("", "1 business day if booked 3 or more ahead", id="without days: the rule"),
    ],
)
async def test_the_day_of_the_estimate_is_told(desk: FrontDesk, typed: str, told: str) -> None:
    reply = await desk.glance(f"/coverage cash premera {typed}".strip(), at=NOV_30)
    assert told in estimate(reply)


async def test_medicare_has_contract_form_and_both_modifiers(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage cash medicare by PT booked today for 12/9", at=NOV_30)
    lines = [line.text for line in reply.lines]
    assert lines[0] == "Coverage: Not covered · Since Jan 1, 2020."
    assert lines[1].startswith("APTA (2022): Medicare never covers needling by a physical ther")
    assert "03/31/2029" in lines[2]
    assert "Last day: Mar 31, 2029." in lines[2]
    assert "GX with a voluntary ABN" in lines[3]
    assert "or GA with a mandatory one" in lines[3]
    assert lines[3].endswith("Ask your MAC.")
    assert lines[5] == "A superbill brings the patient nothing from Medicare (second-hand)."


@pytest.mark.parametrize(
    ("at", "typed", "told"),
    [
        pytest.param(datetime(2026, 5, 11, 17, tzinfo=UTC), "", "01/31/2026", id="its last day"),
        pytest.param(datetime(2026, 5, 12, 17, tzinfo=UTC), "", "03/31/2029", id="the first day"),
        pytest.param(
            datetime(2026, 5, 11, 17, tzinfo=UTC),
            "for 5/13",
            "look for its successor",
            id="between",
        ),
        pytest.param(
            datetime(2029, 4, 1, 17, tzinfo=UTC),
            "",
            "I hold no edition of the ABN",
            id="after both",
        ),
    ],
)
async def test_the_form_is_that_of_the_day_of_signing(
    desk: FrontDesk, at: datetime, typed: str, told: str
) -> None:
    reply = await desk.glance(f"/coverage cash medicare {typed}".strip(), at=at)
    assert told in reply.sentences


async def test_a_payer_of_two_kinds_of_plan_is_told_of_both(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage cash humana", at=NOV_30)
    lines = [line.text for line in reply.lines]
    assert lines[1].startswith("Commercial: Your contract decides.")
    assert lines[2].startswith("Medicare Advantage: The ABN is not for")
    assert not any("lower left" in line for line in lines), "no form of original Medicare"


async def test_where_no_text_was_read_that_is_said(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage cash tricare", at=NOV_30)
    assert "I hold no text on charging members." in reply.sentences


async def test_a_physician_is_told_what_medicare_covers_first(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage cash medicare by MD", at=NOV_30)
    assert reply.lines[1].text.startswith("No cash for chronic low back pain")
    assert "cannot opt out" not in words(reply)
    assert "on the law's list of those who can opt out" in words(reply)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("", "For which payer?", id="no payer"),
        pytest.param("blue cross booked today for 12/9", "Which payer do you mean?", id="several"),
        pytest.param("acme health", "I know of no such payer.", id="unknown"),
        pytest.param("premera booked 11/30 for 11/24", "lies before its booking", id="turned"),
        pytest.param("premera for 12/9 for 12/10", "two days of the visit", id="two visits"),
        pytest.param("premera for 12/9/2031", "too far ahead", id="far ahead"),
        pytest.param("premera for 13/45", "not a date", id="no date"),
    ],
)
async def test_what_is_missing_is_asked(desk: FrontDesk, typed: str, told: str) -> None:
    reply = await desk.say(f"/coverage cash {typed}".strip(), at=NOV_30)
    assert told in reply.sentences


async def test_the_question_back_keeps_the_days(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage cash blue cross booked today for 12/9", at=NOV_30)
    assert all(c.command.endswith("booked 2026-11-30 for 2026-12-09") for c in reply.choices)


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        pytest.param("medicare advantage humana", "Humana Medicare Advantage", id="kind of plan"),
        pytest.param(
            "aetna 20561 by LAC in NY", "Aetna 20561 by LAC in New York", id="code, biller, state"
        ),
        pytest.param(
            "medicare for neck pain by MD", "Medicare Part B for neck pain by MD", id="condition"
        ),
    ],
)
async def test_every_button_asks_of_the_same_claim(desk: FrontDesk, typed: str, asks: str) -> None:
    reply = await desk.glance(f"/coverage cash {typed} booked today for 12/9", at=NOV_30)
    assert [choice.command for choice in reply.choices] == [
        f"/coverage {asks} on 2026-12-09",
        f"/coverage call {asks} on 2026-12-09",
    ]
    assert reply.details_command == (
        f"/coverage cash {asks} booked 2026-11-30 for 2026-12-09 details"
    )
    again = await desk.glance(reply.details_command.removesuffix(" details"), at=NOV_30)
    assert (again.headline, again.lines) == (reply.headline, reply.lines)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("for neck pain", "Coverage for neck pain: Not covered", id="not the back"),
        pytest.param(
            "for low back pain",
            "Coverage for low back pain: Covered with conditions",
            id="the back",
        ),
        pytest.param("", "Coverage: Covered with conditions", id="of nothing in particular"),
    ],
)
async def test_the_verdict_is_that_of_the_condition(desk: FrontDesk, typed: str, told: str) -> None:
    reply = await desk.say(f"/coverage cash medicare by MD {typed}", at=NOV_30)
    assert reply.lines[0].text.startswith(told)


async def test_the_question_which_payer_keeps_who_bills(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage cash blue cross 20561 by DC", at=NOV_30)
    assert reply.choices
    assert all(choice.command.endswith(" 20561 by DC") for choice in reply.choices)


async def test_each_payer_with_facts_is_told_at_a_glance_and_never_that_it_may(
    desk: FrontDesk, pack: FactBook
) -> None:
    for id_ in pack.positions:
        typed = f"/coverage cash {pack.payers[id_].name} by PT booked 11/30 for 12/9"
        reply = await desk.glance(typed, at=NOV_30)
        assert [*glance.faults(reply)] == [], typed
        assert not re.search(r"\byou (?:may|can)\b", words(reply.opened())), typed
        assert reply.opened().sources, typed


@pytest.mark.parametrize(
    "typed", ["patient asked 11/27", "requested 11/27", "asked for an estimate on 11/27"]
)
async def test_an_estimate_that_was_asked_for_is_due_within_three_business_days(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(f"/coverage cash premera {typed}", at=NOV_30)
    assert "due by Wed Dec 2, 2026 (asked for Nov 27)" in estimate(reply)
    assert reply.details_command == "/coverage cash Premera asked 2026-11-27 details"


async def test_no_booking_is_made_up_where_none_was_told(desk: FrontDesk) -> None:
    told = estimate(await desk.glance("/coverage cash premera for 12/9", at=NOV_30))
    assert "booked Nov" not in told
    assert told.endswith("If before, add the day, as in: booked 11/23")
    past = estimate(await desk.glance("/coverage cash premera for 11/20", at=NOV_30))
    assert past.endswith("Type it, as in: booked 11/13 for 11/20/2026")


async def test_a_day_whose_year_is_open_is_asked_and_one_that_is_not_is_read_as_elsewhere(
    desk: FrontDesk,
) -> None:
    asked = await desk.glance("/coverage cash premera for 3/15 by PT", at=NOV_30)
    assert asked.refused
    commands = [choice.command for choice in asked.choices]
    assert commands == [
        "/coverage cash premera for 2026-03-15 by PT",
        "/coverage cash premera for 2027-03-15 by PT",
    ]
    for typed, on in (("the 15th", "Dec 15, 2026"), ("new year's eve", "Dec 31, 2026")):
        cash = await desk.glance(f"/coverage cash premera for {typed}", at=NOV_30)
        assert f"for {on}" in cash.headline
    for typed, on in (("12/9", "Dec 9, 2026"), ("1/15", "Jan 15, 2027"), ("11/20", "Nov 20, 2026")):
        cash = await desk.glance(f"/coverage cash premera for {typed}", at=NOV_30)
        card = await desk.glance(f"/coverage premera on {typed}", at=NOV_30)
        assert f"for {on}" in cash.headline
        assert on.split(",")[1] in card.headline


async def test_one_who_asks_and_gives_no_day_asks_today(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage cash premera patient asked for estimate", at=NOV_30)
    assert "due by Thu Dec 3, 2026 (asked for Nov 30)" in estimate(reply)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("booked 12/1 for 12/9", "(booked Dec 1, 6 business days", id="tomorrow"),
        pytest.param("bookd today for 12/9", "(booked Nov 30, 7 business days", id="a slip"),
        pytest.param("booked today 12/9", "(booked Nov 30, 7 business days", id="side by side"),
        pytest.param(
            "booked 11/29 for 12/11",
            "(booked Nov 29, 9 or 10 business days ahead, as a weekend counts)",
            id="on a Sunday",
        ),
    ],
)
async def test_a_booking_is_read_beside_its_visit(desk: FrontDesk, typed: str, told: str) -> None:
    reply = await desk.glance(f"/coverage cash state farm {typed}", at=NOV_30)
    assert told in estimate(reply)


@pytest.mark.parametrize("payer", ["tricare", "va", "medicare", "ohio medicaid", "uhc medicare"])
async def test_of_a_federal_program_no_estimate_is_said_to_be_owed(
    desk: FrontDesk, payer: str
) -> None:
    line = estimate(await desk.say(f"/coverage cash {payer} booked today for 12/9", at=NOV_30))
    assert "was not read. If so: due by Tue Dec 1" in line
    assert "if no claim is sent" not in line


async def test_a_plan_of_federal_employees_is_one_of_an_employer(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage cash fep booked today for 12/9", at=NOV_30)
    assert "if no claim is sent" in estimate(reply)


@pytest.mark.parametrize("whom", ["uninsured", "self pay", "patient without insurance"])
async def test_who_has_no_insurance_gets_the_day_of_the_estimate(
    desk: FrontDesk, whom: str
) -> None:
    reply = await desk.glance(f"/coverage cash {whom} booked today for 12/9", at=NOV_30)
    assert reply.headline == "No insurance: the patient pays · for Dec 9, 2026"
    assert "due by Tue Dec 1, 2026" in estimate(reply)
    assert "12 months" in words(reply.opened())


async def test_an_alias_stands_for_its_payer_and_goes_nowhere(pack: FactBook) -> None:
    clinic = ClinicDesk(pack)
    await clinic.say("/session new OAK-12 payer aetna")
    reply = await clinic.say("/coverage cash OAK-12 booked today for 12/9")
    assert reply.headline.startswith("Aetna: if the patient pays")
    assert not any("OAK-12" in choice.command for choice in reply.choices)
    await clinic.say("/session new ELM-7")
    assert "No payer is noted" in (await clinic.say("/coverage cash ELM-7")).headline


async def test_of_a_payer_of_both_kinds_only_the_federal_one_is_said_to_be_unread(
    desk: FrontDesk,
) -> None:
    line = estimate(await desk.say("/coverage cash humana booked today for 12/9", at=NOV_30))
    assert "if no claim is sent (not read for Medicare Advantage): due by Tue Dec 1" in line


async def test_a_visit_before_its_booking_is_said_to_be_that(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage cash premera booked 12/9 for 12/2", at=NOV_30)
    assert "The visit lies before the day on which it was booked." in words(reply)


async def test_the_title_does_not_say_that_the_patient_pays_who_may_not_be_charged(
    desk: FrontDesk,
) -> None:
    for payer in ("va", "nc medicaid"):
        reply = await desk.say(f"/coverage cash {payer}", at=NOV_30)
        assert ": if the patient pays" in reply.headline

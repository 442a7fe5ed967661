"""What the front desk notes of a plan of care, and what it is told of what is owed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests import glance
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words

BLUE = "BLUE-47K"


@pytest.fixture
def desk(pack: FactBook) -> ClinicDesk:
    """The desk of a clinic in North Carolina."""
    return ClinicDesk(pack)


async def begun(desk: ClinicDesk, typed: str = "from 11/20", payer: str = "medicare") -> Reply:
    """An alias whose plan of care began."""
    await desk.say(f"/session new {BLUE} payer {payer}")
    return await desk.say(f"/session plan {BLUE} {typed}")


def texts(reply: Reply) -> list[str]:
    """What its lines say."""
    return [line.text for line in reply.lines]


async def test_a_plan_that_began_says_what_is_owed_by_when(desk: ClinicDesk) -> None:
    reply = await begun(desk)
    assert texts(reply) == [
        "First treatment day Nov 20, 2026: noted.",
        "Certification by Sun Dec 20, 2026.",
        "Recertification by Wed Feb 17, 2027.",
        "Progress report by treatment day 10; 1 so far, with Nov 20, 2026, which is not logged.",
    ]
    assert "Not for needling that Medicare pays under NCD 30.3.3" in words(reply)
    assert "noridian_poc" in [source.id for source in reply.sources]


@pytest.mark.parametrize(
    "typed",
    [
        *("plan {} from 11/20", "plan-of-care {} from 11/20", "plan of care {} 11/20"),
        *("poc {} started 11/20/2026", "plan {} eval 11/20", "care plan {} since Nov 20"),
        *("plan {} 11/20", "poc {} nov 20", "plan {} begins on 11/20 medicare"),
    ],
)
async def test_it_is_typed_as_people_type_it(desk: ClinicDesk, typed: str) -> None:
    await desk.say(f"/session new {BLUE} payer medicare")
    reply = await desk.say(f"/session {typed.format(BLUE)}")
    assert texts(reply)[0] == "First treatment day Nov 20, 2026: noted."


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("certified", "Certified Nov 23, 2026: noted.", id="certified"),
        pytest.param("signed yesterday", "Certified Nov 22, 2026: noted.", id="signed"),
        pytest.param(
            "certified 11/21 until 1/15",
            "Certified Nov 21, 2026, until Jan 15, 2027: noted.",
            id="for less",
        ),
        pytest.param("sent 11/21", "Sent to who referred Nov 21, 2026: noted.", id="sent"),
        pytest.param("progress report done", "Progress report Nov 23, 2026: noted.", id="report"),
        pytest.param("pn 11/22", "Progress report Nov 22, 2026: noted.", id="progress note"),
        pytest.param("recert instead", "Recertified Nov 23, 2026: noted.", id="recertified"),
        pytest.param("ended today", "Ended Nov 23, 2026: noted.", id="ended"),
    ],
)
async def test_a_step_is_noted_and_taken_back(desk: ClinicDesk, typed: str, told: str) -> None:
    before = await begun(desk)
    reply = await desk.say(f"/session plan {BLUE} {typed}")
    assert texts(reply)[0] == told
    undone = await desk.say("/session undo")
    assert "plan " in undone.headline
    after = await desk.say(f"/session plan {BLUE}")
    assert texts(after)[1:] == texts(before)[1:]


@pytest.mark.parametrize(
    ("first", "steps", "told"),
    [
        pytest.param(
            "from 8/20", ("sent 10/30",),
            "Sent 41 days after Sat Sep 19, 2026: too late to do without the signature.",
            id="sent too late",
        ),
        pytest.param(
            "from 8/20", ("certified 11/20",),
            "Certified 62 days after Sat Sep 19, 2026, the last day for it.", id="certified late",
        ),
        pytest.param(
            "from 8/20", ("recert 11/18",),
            "Recertified 1 day after Tue Nov 17, 2026, the last day for it.", id="recertified late",
        ),
        pytest.param(
            "from 8/20", ("referral 8/18", "sent 9/19", "report 9/20"),
            "Sent in time. With a signed and dated order or referral on file no signature back is "
            "needed, the first time only.", id="sent in time: what that takes, also afterwards",
        ),
        pytest.param(
            "from 8/20 with referral", ("sent 9/1", "sent 10/30"),
            "Sent in time. With a signed and dated order or referral on file no signature back is "
            "needed, the first time only.", id="sent in time, and again",
        ),
        pytest.param(
            "from 8/20 no referral", ("sent 9/1",),
            "Sent, but no order or referral is noted: the signature is still owed. Is one on file? "
            "Note its day: /session plan-of-care BLUE-47K referral 8/20/2026", id="no order",
        ),
    ],
)  # fmt: skip
async def test_what_came_late_or_was_sent_says_so_on_the_card(
    desk: ClinicDesk, first: str, steps: tuple[str, ...], told: str
) -> None:
    await begun(desk, first)
    for typed in steps:
        assert not (await desk.say(f"/session plan {BLUE} {typed}")).refused
    assert told in texts(await desk.say(f"/session plan {BLUE}"))


async def test_a_plan_that_was_sent_too_late_is_still_to_be_certified(desk: ClinicDesk) -> None:
    await begun(desk, "from 8/20")
    reply = await desk.say(f"/session plan {BLUE} sent 10/30")
    assert "Certification by Sat Sep 19, 2026: late." in texts(reply)
    assert any(line.startswith("Late certification is possible") for line in texts(reply))
    signed = await desk.say(f"/session plan {BLUE} certified 11/20")
    assert any(line.startswith("Late certification is possible") for line in texts(signed))


async def test_who_stays_away_brings_no_alert_and_the_card_says_so(desk: ClinicDesk) -> None:
    await begun(desk, "from 8/20")
    await desk.say(f"/session plan {BLUE} certified 8/25")
    await desk.say(f"/session log {BLUE} 97110 on 10/1")
    silent = (
        "No alert is sent of the recertification: nobody came since Oct 1, 2026 and nothing is "
        "booked. Do it before treatment goes on."
    )
    assert silent in texts(await desk.say(f"/session plan {BLUE}"))
    await desk.say(f"/caps book {BLUE} 12/1")
    assert silent not in texts(await desk.say(f"/session plan {BLUE}"))


async def test_undo_shows_what_the_plan_owes(desk: ClinicDesk) -> None:
    await begun(desk)
    await desk.say(f"/session plan {BLUE} certified 11/22")
    undone = await desk.say("/session undo")
    assert undone.headline == f"Taken back: plan certified of {BLUE}, Nov 22, 2026."
    assert "Certification by Sun Dec 20, 2026." in texts(undone)
    await desk.say(f"/session plan {BLUE} certified 11/22")
    await desk.say(f"/session plan {BLUE} take back certified")
    again = await desk.say("/session undo")
    assert again.headline == (f"Taken back: withdrawal of plan certified of {BLUE}, Nov 22, 2026.")
    assert "First treatment day Nov 20, 2026; certified Nov 22, 2026." in texts(again)


async def test_what_is_due_today_says_so(desk: ClinicDesk) -> None:
    reply = await begun(desk, "from 10/24")
    assert "Certification by Mon Nov 23, 2026: today." in texts(reply)


async def test_a_step_is_taken_back_by_its_name(desk: ClinicDesk) -> None:
    await begun(desk)
    await desk.say(f"/session plan {BLUE} certified 11/22")
    reply = await desk.say(f"/session plan {BLUE} take back certified")
    assert texts(reply)[0] == "Taken back: certified Nov 22, 2026."
    assert "Certification by Sun Dec 20, 2026." in texts(reply)
    again = await desk.say(f"/session plan {BLUE} not certified")
    assert texts(again)[0] == "That was not noted, so nothing changed."
    await desk.say("/session undo")
    assert "Certification" not in " ".join(texts(await desk.say(f"/session plan {BLUE}")))


async def test_another_first_day_asks_whether_it_is_a_correction(desk: ClinicDesk) -> None:
    await begun(desk)
    reply = await desk.say(f"/session plan {BLUE} from 11/18")
    assert reply.refused
    instead = next(c.command for c in reply.choices if c.command.endswith("instead"))
    told = texts(await desk.say(instead))
    assert "Certification by Fri Dec 18, 2026." in told
    undone = await desk.say("/session undo")
    assert "plan begun" in undone.headline
    assert "Certification by Sun Dec 20, 2026." in texts(await desk.say(f"/session plan {BLUE}"))


async def test_a_question_keeps_the_last_day_that_was_typed(desk: ClinicDesk) -> None:
    await begun(desk)
    reply = await desk.say(f"/session plan {BLUE} from 11/18 until 1/15")
    told = texts(await desk.say(reply.choices[0].command))
    assert told[0] == "First treatment day Nov 18, 2026, until Jan 15, 2027: noted."


async def test_a_later_first_day_ends_the_plan_before_on_that_day(desk: ClinicDesk) -> None:
    await begun(desk, "from 10/1")
    asked = await desk.say(f"/session plan {BLUE} from 11/20")
    await desk.say(button(asked, "That plan ended Nov 20, 2026"))
    told = texts(await desk.say(f"/session plan {BLUE} from 11/20"))
    assert told[:2] == [
        "First treatment day Nov 20, 2026: noted.",
        "Certification by Sun Dec 20, 2026.",
    ]


async def test_no_plan_begins_before_the_end_of_the_last_one(desk: ClinicDesk) -> None:
    await begun(desk, "from 10/1")
    await desk.say(f"/session plan {BLUE} ended")
    refused = await desk.say(f"/session plan {BLUE} from 11/20")
    assert refused.refused
    assert "ended Nov 23, 2026, so none that began Nov 20, 2026 runs" in refused.sentences
    back = await desk.say(button(refused, "Take that end back"))
    assert texts(back)[0] == "Taken back: ended Nov 23, 2026."
    assert "First treatment day Oct 1, 2026." in texts(back)


async def test_an_earlier_first_day_is_a_correction_alone(desk: ClinicDesk) -> None:
    await begun(desk)
    asked = await desk.say(f"/session plan {BLUE} from 11/18")
    assert [choice.label for choice in asked.choices][:1] == ["It began Nov 18, 2026"]
    assert not [choice for choice in asked.choices if "ended" in choice.command]
    assert "over" not in asked.sentences


async def test_a_corrected_day_stays_without_a_referral(desk: ClinicDesk) -> None:
    await begun(desk, "from 11/18 no referral", payer="aetna")
    asked = await desk.say(f"/session plan {BLUE} from 11/20 no referral")
    told = texts(await desk.say(button(asked, "It began Nov 20, 2026")))
    assert told[0] == "First treatment day Nov 20, 2026, without a referral: noted."


async def test_a_correction_with_a_strange_word_is_offered_as_one(desk: ClinicDesk) -> None:
    await begun(desk)
    refused = await desk.say(f"/session plan {BLUE} from 11/18 instead whenever")
    assert f"/session plan-of-care {BLUE} from 2026-11-18 instead" in refused.sentences


async def test_a_misspelt_step_is_taken_back_whenever_it_was(desk: ClinicDesk) -> None:
    await begun(desk)
    await desk.say(f"/session plan {BLUE} certified 11/21")
    asked = await desk.say(f"/session plan {BLUE} take back certifed")
    back = await desk.say(button(asked, "Take back: certified"))
    assert texts(back)[0] == "Taken back: certified Nov 21, 2026."


async def test_signed_twice_asks_whether_it_was_recertified(desk: ClinicDesk) -> None:
    await begun(desk)
    await desk.say(f"/session plan {BLUE} certified 11/21")
    reply = await desk.say(f"/session plan {BLUE} certified")
    assert [c.command.split()[3] for c in reply.choices[:2]] == ["recertified", "certified"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("certified 12/1", "is still to come", id="ahead"),
        pytest.param("report 11/19", "before the plan began", id="before it"),
        pytest.param("from 11/20 until 11/10/2026", "last day is before the first", id="turned"),
        pytest.param("certified by somebody 11/21", "did not understand", id="strange words"),
        pytest.param("recert due", "did not understand", id="due is not done"),
        pytest.param("report due", "did not understand", id="nor is a report"),
        pytest.param("from next week", "did not understand", id="a week is no day"),
        pytest.param("please", "What is to be noted", id="nothing of it"),
    ],
)
async def test_what_cannot_be_is_refused(desk: ClinicDesk, typed: str, told: str) -> None:
    await begun(desk)
    reply = await desk.say(f"/session plan-of-care {BLUE} {typed}")
    assert reply.refused
    assert told in reply.sentences
    assert "2026-11-23" not in reply.sentences, "no button notes it for today"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("certifed 11/21", "certified 2026-11-21", id="certified"),
        pytest.param("recertifed until 1/15 on 11/22", "recertified 2026-11-22 until 2027-01-15",
                     id="recertified"),
        pytest.param("repot 11/22", "report 2026-11-22", id="report"),
        pytest.param("reprot", "report 2026-11-23", id="today"),
        pytest.param("dischraged 11/22", "ended 2026-11-22", id="discharged"),
    ],
)  # fmt: skip
async def test_a_misspelt_step_asks_what_was_meant(
    desk: ClinicDesk, typed: str, offered: str
) -> None:
    await begun(desk, "from 8/20")
    reply = await desk.say(f"/session plan {BLUE} {typed}")
    assert reply.refused
    assert [c.command for c in reply.choices] == [f"/session plan-of-care {BLUE} {offered}"]
    assert not (await desk.say(reply.choices[0].command)).refused


async def test_progress_misspelt_beside_report_is_a_report(desk: ClinicDesk) -> None:
    await begun(desk)
    reply = await desk.say(f"/session plan {BLUE} progres report 11/22")
    assert texts(reply)[0] == "Progress report Nov 22, 2026: noted."


@pytest.mark.parametrize("typed", ["due", "details", "what is due?", "owed", "status"])
async def test_what_is_owed_is_asked_in_a_word(desk: ClinicDesk, typed: str) -> None:
    await begun(desk)
    reply = await desk.say(f"/session plan {BLUE} {typed}")
    assert not reply.refused
    assert "Certification by Sun Dec 20, 2026." in texts(reply)


@pytest.mark.parametrize("typed", ["plan", "Plan", "poc", "plan of care"])
async def test_without_an_alias_the_plans_command_is_offered(desk: ClinicDesk, typed: str) -> None:
    await begun(desk)
    reply = await desk.say(f"/session {typed}")
    assert reply.choices[0].command == f"/session plan-of-care {BLUE}"


@pytest.mark.parametrize(
    "typed",
    [
        *("until 1/15 from 11/20", "until 1/15 since Nov 20", "until 1/15 no referral from 11/20"),
        *("from 11/20 until 1/15", "from 11/20 thru 1/15/2027", "until 1/15 on 11/20"),
    ],
)
async def test_the_last_day_may_stand_before_the_first(desk: ClinicDesk, typed: str) -> None:
    reply = await begun(desk, typed)
    assert texts(reply)[0].startswith("First treatment day Nov 20, 2026, until Jan 15, 2027")


async def test_without_a_plan_nothing_is_certified(desk: ClinicDesk) -> None:
    await desk.say(f"/session new {BLUE} payer medicare")
    reply = await desk.say(f"/session plan {BLUE} certified")
    assert reply.refused
    assert reply.choices[0].command == f"/session plan-of-care {BLUE} from 2026-11-23"


async def test_another_payers_plan_is_not_medicares(desk: ClinicDesk) -> None:
    reply = await begun(desk, payer="aetna")
    assert "Aetna is not original Medicare" in reply.sentences
    direct = await desk.say(reply.choices[0].command)
    assert "I hold no number of days without a referral for North Carolina." in texts(direct)


async def test_a_payers_plan_is_still_a_payers_plan(desk: ClinicDesk) -> None:
    await desk.say(f"/session new {BLUE} payer fep")
    reply = await desk.say(f"/session plan {BLUE} fep basic")
    assert "plan of care" not in reply.headline


async def test_show_and_caps_tell_what_is_owed(desk: ClinicDesk) -> None:
    await begun(desk)
    for command in (f"/session show {BLUE}", f"/caps {BLUE}"):
        reply = await desk.say(command)
        told = [line.text for s in reply.sections if s.title == "Plan of care" for line in s.lines]
        assert "Certification by Sun Dec 20, 2026." in told, command
    shown = await desk.say(f"/session show {BLUE}")
    assert ("Plan of care", "First treatment day Nov 20, 2026") in [
        (fact.label, fact.value) for fact in shown.facts
    ]


async def test_a_log_tells_that_the_report_is_near(desk: ClinicDesk) -> None:
    await begun(desk, "from 11/1")
    for day in range(1, 8):
        await desk.say(f"/session log {BLUE} 97110 on 11/{day}")
    reply = await desk.say(f"/session log {BLUE} 97110 on 11/8")
    assert "Progress report by treatment day 10; 8 so far." in [c.text for c in reply.cautions]


async def test_a_first_treatment_day_counts_as_it_was_told_and_is_said_to_be_not_logged(
    desk: ClinicDesk,
) -> None:
    await begun(desk, "from 11/2")
    await desk.log(BLUE, date(2026, 11, 4), code="97110")
    await desk.say(f"/caps book {BLUE} 11/30 12/1 12/2 12/3 12/4 12/7 12/8 12/9")
    untold = "2 so far, with Nov 2, 2026, which is not logged."
    report = f"Progress report by treatment day 10, which is booked Wed Dec 9, 2026; {untold}"
    assert report in texts(await desk.say(f"/session plan {BLUE}"))
    await desk.log(BLUE, date(2026, 11, 2), code="97161")
    logged = report.replace(untold, "2 so far.")
    assert logged in texts(await desk.say(f"/session plan {BLUE}"))
    await desk.say(f"/session plan {BLUE} report 11/4")
    assert "0 so far." in words(await desk.say(f"/session plan {BLUE}"))


async def test_a_first_day_that_is_not_logged_is_a_visit_without_a_referral(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack)
    await desk.say("/clinic state new york", manager=True)
    told = words(await begun(desk, "from 11/20 no referral", payer="aetna"))
    assert "(now 1, with Nov 20, 2026, which is not logged)" in told


async def test_it_is_known_at_a_glance(desk: ClinicDesk) -> None:
    await begun(desk, "from 11/20 no referral")
    for typed in ("certified", "report", "sent"):
        await desk.say(f"/session plan {BLUE} {typed}")
    desk.now += timedelta(days=100)
    reply = await desk.glance(f"/session plan {BLUE}")
    assert [*glance.faults(reply)] == []


@pytest.mark.parametrize("typed", ["plan-of-care {} details", "plan {} details"])
async def test_its_details_open_and_lead_no_further(desk: ClinicDesk, typed: str) -> None:
    await begun(desk)
    reply = await desk.glance("/session " + typed.format(BLUE))
    assert "Not for needling that Medicare pays under NCD 30.3.3" in words(reply)
    assert not [c for c in reply.choices if c.command.endswith("details")]
    assert reply.details is None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("certified 11/22 until 1/15", "Dec 15, 2026 comes before Jan 15, 2027: the "
                     "plan is set until then.", id="the plan ends first"),
        pytest.param("recertified 11/22 until 3/31/2027 instead", "Feb 19, 2027 comes before "
                     "Mar 31, 2027: 90 days are the most.", id="90 days end first"),
    ],
)  # fmt: skip
async def test_of_two_ends_it_is_said_which_binds(desk: ClinicDesk, typed: str, told: str) -> None:
    await begun(desk, "from 11/1 until 12/15")
    assert told in texts(await desk.say(f"/session plan {BLUE} {typed}"))
    assert told not in texts(await desk.say(f"/session plan {BLUE}"))


async def test_a_look_at_a_plan_offers_no_undo_of_something_else(desk: ClinicDesk) -> None:
    noted = await begun(desk)
    assert "/session undo" in [choice.command for choice in noted.choices]
    shown = await desk.say(f"/session plan {BLUE}")
    assert "/session undo" not in [choice.command for choice in shown.choices]


async def test_a_plan_that_was_sent_is_to_be_certified_until_a_referral_is_noted(
    desk: ClinicDesk,
) -> None:
    await begun(desk, "from 11/2")
    sent = await desk.say(f"/session plan {BLUE} sent 11/10")
    assert "Certification by Wed Dec 2, 2026." in texts(sent)
    assert "no order or referral is noted" in words(sent)
    noted = await desk.say(f"/session plan {BLUE} referral 10/28")
    assert texts(noted)[0] == "Referral Oct 28, 2026: noted."
    assert "Certification" not in words(noted)
    await desk.say("/session undo")
    assert "Certification by" in words(await desk.say(f"/session plan {BLUE}"))
    assert "noted." in texts(await desk.say(f"/session plan {BLUE} referral on file"))[0]


async def test_what_was_signed_before_the_first_treatment_day_is_of_that_plan_alone(
    desk: ClinicDesk,
) -> None:
    await begun(desk, "from 11/10")
    signed = await desk.say(f"/session plan {BLUE} certified 11/9")
    assert texts(signed)[0] == "Certified Nov 9, 2026: noted."
    assert "Certification by" not in words(signed)
    await desk.say(f"/session plan {BLUE} ended 11/16")
    new = await desk.say(f"/session plan {BLUE} from 11/18")
    assert "Certification by Fri Dec 18, 2026." in texts(new)
    old = await desk.say(f"/session plan {BLUE} referral 11/8")
    assert "is before the plan began" in old.sentences


async def test_a_plan_that_was_never_certified_is_not_certified_again_unasked(
    desk: ClinicDesk,
) -> None:
    await begun(desk, "from 11/2")
    asked = await desk.say(f"/session plan {BLUE} recertified 11/20")
    assert "No certification is noted" in asked.sentences
    noted = await desk.say(button(asked, "Certified Nov 20, 2026"))
    assert texts(noted)[0] == "Certified Nov 20, 2026: noted."
    assert (await desk.say(f"/session plan {BLUE} recertified 11/21")).refused is False


async def test_of_several_steps_each_is_a_button_of_its_own(desk: ClinicDesk) -> None:
    await begun(desk)
    asked = await desk.say(f"/session plan {BLUE} referral 11/20 sent 11/22")
    assert [c.label for c in asked.choices[:2]] == ["Referral 11/20", "Sent 11/22"]
    assert "nothing was saved" in words(asked)
    for choice in asked.choices[:2]:
        await desk.say(choice.command)
    chart = await desk.charts.find(1, BLUE)
    assert chart
    noted = {(entry.step.value, entry.on) for entry in chart.care_plan}
    assert {("referred", date(2026, 11, 20)), ("sent", date(2026, 11, 22))} <= noted

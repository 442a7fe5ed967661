"""What else is kept of an alias: payers, authorizations, balances, and what was taken back."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from models.wording import phrases
from tests.handlers.clinic_desk import TODAY, ClinicDesk, button, days, first_line
from tests.handlers.front_desk import words


@pytest.fixture
def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists, with one alias."""
    return ClinicDesk(pack, "PT")


async def test_an_alias_is_issued_with_payer_condition_and_year(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session new payer medicare for chronic low back pain year from 7/1")
    chart = await clinic.charts.find(1, reply.headline)
    assert chart
    assert (chart.payer, chart.condition) == ("medicare", "chronic_low_back_pain")
    assert chart.benefit_year == (7, 1)
    assert first_line(reply).startswith("0 of 12 visits used, 12 left")


async def test_an_alias_of_the_clinic_s_own_is_opened_once(clinic: ClinicDesk) -> None:
    assert (await clinic.say("/session new BLUE-7")).headline == "BLUE-7"
    reply = await clinic.say("/session new blue 7")
    assert reply.headline == "BLUE-7 is in use here."
    assert await clinic.charts.aliases(1) == ("BLUE-7",)


async def test_a_word_alone_is_no_alias(clinic: ClinicDesk) -> None:
    await clinic.say("/session new smithson")
    assert not clinic.answered
    assert await clinic.charts.aliases(1) == ()


async def test_a_payer_without_facts_is_kept_and_nothing_is_claimed_of_its_limits(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/session new BLUE-7 payer bcbsaz")
    chart = await clinic.charts.find(1, "BLUE-7")
    assert chart
    assert chart.payer == "bcbs_az"
    assert "I hold no facts on it, so none of its limits is counted." in words(reply)
    assert "no limit is known" in words(reply)


async def test_all_for_whom_one_payers_facts_answer_are_kept_together(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7 payer noridian")
    chart = await clinic.charts.find(1, "BLUE-7")
    assert chart
    assert chart.payer == "medicare"


async def test_a_payer_that_fits_several_is_asked_for_and_the_button_opens_the_alias(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/session new BLUE-7 payer bcbs michigan")
    assert reply.headline == "Which plan do you mean?"
    await clinic.say(button(reply, "BCBS Michigan Medicare Advantage"))
    chart = await clinic.charts.find(1, "BLUE-7")
    assert chart
    assert chart.payer == "bcbsm_ma"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("", "Who pays for BLUE-7?", id="nothing named"),
        pytest.param("zzqx mutual", "I know of no payer called", id="an unknown payer"),
        pytest.param("blue cross", "Of which state or company", id="several payers"),
    ],
)
async def test_a_payer_that_is_not_clear_is_asked_for(
    clinic: ClinicDesk, typed: str, says: str
) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say(f"/session payer BLUE-7 {typed}")
    assert not clinic.answered
    assert says in reply.headline


async def test_a_payer_is_set_changed_and_cleared(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    assert "Payer: Cigna." in words(await clinic.say("/session payer BLUE-7 cigna"))
    assert "Washington L&I" in words(await clinic.say("/session payer BLUE-7 l&i"))
    assert "No payer is set." in words(await clinic.say("/session payer BLUE-7 none"))


async def test_what_the_payer_says_of_other_years_is_shown_and_not_counted(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/session new BLUE-7 payer fep")
    unread = "0 sessions logged; the limit of this year was not read."
    assert first_line(reply) == f"{unread} Older ones stand in the details."
    of_plan = await clinic.say("/session new BLUE-8 payer fep plan basic option")
    assert first_line(of_plan).startswith(f"{unread} Before: Basic Option (2023): 50 visits")
    assert "75 visits per calendar year" in words(reply)
    assert "it speaks of other dates of service" in words(reply)


async def test_undo_takes_back_what_the_asker_logged_last(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY)
    reply = await clinic.say("/session undo")
    assert "Taken back: session 1 of BLUE-7, Mon Nov 23, 2026." in words(reply)
    assert await clinic.numbers("BLUE-7") == []
    await clinic.say(button(reply, "Log it after all"))
    assert await clinic.numbers("BLUE-7") == [2]


async def test_undo_twice_asks_before_it_takes_back_another(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", date(2026, 11, 20), TODAY)
    await clinic.say("/session undo")
    reply = await clinic.say("/session undo")
    assert reply.headline == "Undo session 1 of BLUE-7, Fri Nov 20, 2026?"
    assert await clinic.numbers("BLUE-7") == [1]


async def test_undo_asks_where_the_log_lies_further_back(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY)
    clinic.later(hours=2)
    reply = await clinic.say("/session undo")
    assert await clinic.numbers("BLUE-7") == [1]
    await clinic.say(button(reply, "Take back session 1 of BLUE-7"))
    assert await clinic.numbers("BLUE-7") == []


async def test_nobody_undoes_a_colleague_s_session(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY)
    reply = await clinic.say("/session undo", by="bea")
    assert reply.headline == "There is nothing of yours to undo."
    assert await clinic.numbers("BLUE-7") == [1]


async def test_the_undo_button_takes_back_that_very_session_once(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    undo = button(await clinic.log("BLUE-7", date(2026, 11, 20)), "Undo")
    await clinic.log("BLUE-7", TODAY)
    await clinic.say(undo)
    again = await clinic.say(undo)
    assert "was voided already (undone)" in words(again)
    assert await clinic.numbers("BLUE-7") == [2]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("BLUE-7 1 because wrong day", id="with the alias"),
        pytest.param("1 because wrong day", id="of the alias that was logged last"),
        pytest.param("session 1 of BLUE-7 because wrong day", id="the other way round"),
        pytest.param("#1 wrong day", id="without because"),
        pytest.param("blue 7 1: wrong day", id="with a colon"),
    ],
)
async def test_a_session_is_voided_with_a_reason(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY)
    await clinic.say(f"/session void {typed}")
    chart = await clinic.charts.find(1, "BLUE-7")
    assert chart
    assert [session.voided for session in chart.history.sessions] == ["wrong day"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("BLUE-7 9 because wrong day", "BLUE-7 has no session 9.", id="no such number"),
        pytest.param("BLUE-7 1", "Why is session 1 of BLUE-7 void?", id="no reason"),
        pytest.param("BLUE-7 because wrong day", "Which session of BLUE-7?", id="no number"),
        pytest.param("BLUE-7", "Which session of BLUE-7?", id="alias alone"),
        pytest.param("1 because " + "so " * 30, "Why is session 1 of BLUE-7 void?", id="a story"),
        pytest.param("RED-9 1 because wrong day", "There is no alias RED-9", id="unknown alias"),
        pytest.param("", "Which session of BLUE-7?", id="nothing"),
    ],
)
async def test_what_cannot_be_voided_is_said(clinic: ClinicDesk, typed: str, says: str) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY)
    reply = await clinic.say(f"/session void {typed}")
    assert says in reply.headline
    assert await clinic.numbers("BLUE-7") == [1]


async def test_a_bare_number_without_a_log_of_one_s_own_asks_for_the_alias(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/session void 1 because wrong day")
    assert reply.headline == "Of which alias?"


async def test_why_lists_each_session_with_its_reason_and_names_no_colleague(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.say("/caps set BLUE-7 20 visits per calendar year")
    await clinic.log("BLUE-7", date(2025, 12, 30), TODAY, date(2026, 11, 20))
    await clinic.say("/session log BLUE-7 97140 again", by="bea")
    await clinic.say("/session void BLUE-7 3 because wrong day")
    reply = await clinic.say("/session show BLUE-7", by="bea")
    rows = [line.text for line in reply.sections[0].lines]
    assert rows == [
        "1. Tue Dec 30, 2025, 20561: counted in Jan 1 to Dec 31, 2025: 1 of 20 visits used. "
        "Logged by a colleague.",
        "3. Fri Nov 20, 2026, 20561: does not count, voided: wrong day. Logged by a colleague.",
        "2. Mon Nov 23, 2026, 20561: counts. Logged by a colleague.",
        "4. Mon Nov 23, 2026, 97140: does not count, the same visit as another session of the day."
        " Logged by you.",
    ]
    assert "amy" not in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "12 visits from 1/1/2026 until 12/31/2026",
        "12 from January 1, 2026 to 12/31/2026",
        "12 visits 1/1/2026 - 12/31/2026",
        "from 1/1/2026 through 12/31/2026 12 visits",
        "12 sessions from 2026-01-01 thru 2026-12-31",
    ],
)
async def test_an_authorization_is_read_in_every_usual_form(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say(f"/session authorize BLUE-7 {typed}")
    assert clinic.answered, words(reply)
    assert first_line(reply) == (
        "0 of 12 visits used, 12 left. Authorization number 1: 12 visits authorized, "
        "Jan 1, 2026 to Dec 31, 2026."
    )


async def test_days_of_an_authorization_without_a_year_are_the_nearest(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say("/session authorize BLUE-7 12 visits from 12/1 until 3/31")
    assert "Dec 1, 2026 to Mar 31, 2027" in words(reply)
    assert "It counts from Dec 1, 2026." in words(reply)


async def test_an_authorization_noted_twice_counts_once(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    typed = "/session authorize BLUE-7 12 visits from 11/1/2026 until 12/31/2026"
    await clinic.say(typed)
    assert "noted already" in words(await clinic.say(typed))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("from 1/1/2026 until 3/31/2026", "How many visits", id="no number"),
        pytest.param("12 visits from 1/1/2026", "Until when", id="no end"),
        pytest.param("12 visits from 3/31/2026 until 1/1/2026", "before it begins", id="reversed"),
        pytest.param("0 visits from 1/1/2026 until 3/31/2026", "How many visits", id="nothing"),
        pytest.param("9 visits from 1/1/2026 until 1/1/2036", "at most ten years", id="too long"),
    ],
)
async def test_an_authorization_that_lacks_something_is_asked_for(
    clinic: ClinicDesk, typed: str, says: str
) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say(f"/session authorize BLUE-7 {typed}")
    assert not clinic.answered
    assert says in reply.headline


async def test_a_total_of_the_payer_takes_the_place_of_what_is_logged(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.say("/caps set BLUE-7 20 visits per calendar year")
    await clinic.log("BLUE-7", *days(date(2026, 3, 2), 3, every=7))
    reply = await clinic.say("/session balance BLUE-7 5 as of 11/1/2026 from portal")
    assert first_line(reply).startswith("5 of 20 visits used, 15 left")
    assert "from the payer's portal" in words(await clinic.say("/session show BLUE-7"))


async def test_visits_made_elsewhere_come_on_top(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.say("/caps set BLUE-7 20 visits per calendar year")
    await clinic.log("BLUE-7", *days(date(2026, 3, 2), 3, every=7))
    reply = await clinic.say("/session balance BLUE-7 5 as of 11/1/2026 from another clinic")
    assert first_line(reply).startswith("8 of 20 visits used, 12 left")


async def test_a_total_is_told_from_a_sum_before_it_is_kept(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say("/session balance BLUE-7 5 as of 11/1/2026 from spreadsheet")
    assert reply.headline == "Are sessions logged here among the 5 visits of another source?"
    for choice in reply.choices:
        await clinic.say(choice.command)
        assert clinic.answered


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("as of 11/1/2026 from portal", "How many visits", id="no number"),
        pytest.param("5 from portal", "As of which day", id="no day"),
        pytest.param("5 as of 11/1/2026", "Who says so?", id="no source"),
        pytest.param("5 as of 12/24/2026 from portal", "is still to come", id="a day to come"),
    ],
)
async def test_a_balance_that_lacks_something_is_asked_for(
    clinic: ClinicDesk, typed: str, says: str
) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say(f"/session balance BLUE-7 {typed}")
    assert not clinic.answered
    assert says in reply.headline


async def test_closing_twice_is_said(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    assert "Closed on Nov 23, 2026" in words(await clinic.say("/session close BLUE-7"))
    assert "closed already" in words(await clinic.say("/session close BLUE-7"))


@pytest.mark.parametrize(
    ("new", "logged", "is_offered"),
    [
        pytest.param("", 0, False, id="nothing to count, and no limit"),
        pytest.param("", 1, True, id="a session, and no limit"),
        pytest.param("payer medicare for chronic low back pain", 0, True, id="a limit alone"),
    ],
)
async def test_why_is_offered_where_there_is_something_to_explain(
    clinic: ClinicDesk, new: str, logged: int, is_offered: bool
) -> None:
    reply = await clinic.say(f"/session new BLUE-7 {new}")
    if logged:
        reply = await clinic.log("BLUE-7", TODAY)
    offered = [choice.command for choice in reply.choices]
    assert ("/session show BLUE-7" in offered) is is_offered


async def test_the_last_five_sessions_are_offered_to_be_voided(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", *days(date(2026, 11, 10), 6))
    reply = await clinic.say("/session void BLUE-7")
    assert [choice.command.split()[3] for choice in reply.choices] == ["6", "5", "4", "3", "2"]


async def test_the_chart_says_since_when_an_alias_is_closed(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    labels = [fact.label for fact in (await clinic.say("/session show BLUE-7")).facts]
    assert "Closed" not in labels
    await clinic.say("/session close BLUE-7")
    facts = {fact.label: fact.value for fact in (await clinic.say("/session show BLUE-7")).facts}
    assert facts["Closed"] == phrases.day(TODAY)


async def test_every_button_runs(clinic: ClinicDesk) -> None:
    """No button leads to a bug or to help; one may lead to a question of its own."""
    await clinic.say("/session new BLUE-7 payer medicare")
    await clinic.log("BLUE-7", date(2026, 11, 20), TODAY)
    typed = [
        "/session help", "/session log", "/session log BLUE-7", "/session log RED-9",
        "/session log BLUE-7 20566", "/session void", "/session void BLUE-7 1", "/session undo",
        "/session show BLUE-7", "/session payer BLUE-7", "/session payer BLUE-7 blue cross",
        "/session balance BLUE-7 5 as of 11/1/2026", "/session improving BLUE-7", "/session blue-7",
        "/caps", "/caps over", "/caps BLUE-7", "/caps set BLUE-7 12 visits per year",
        "/caps preview", "/caps medicare", "/session close BLUE-7", "/session log BLUE-7",
    ]  # fmt: skip
    for each in typed:
        for choice in (await clinic.say(each)).choices:
            reply = await clinic.say(choice.command, manager=True)
            assert clinic.notices[-1].command in {"session", "caps", "clinic", "share"}, choice
            assert "I did not understand" not in reply.headline, choice


@pytest.mark.parametrize("typed", ["undo 1", "undo OAK-12", "undo nothing"])
async def test_undo_takes_nothing_behind_it_but_what_names_a_deed(
    pack: FactBook, typed: str
) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12")
    await desk.log("OAK-12", TODAY)
    reply = await desk.say(f"/session {typed}")
    assert reply.headline == "Nothing of yours by that name stands, so nothing was undone."
    assert await desk.numbers("OAK-12") == [1]


@pytest.mark.parametrize("typed", ["nee farnswick", "OAK-12 farnswick", "viod OAK-12 1 farnswick"])
async def test_no_button_holds_a_word_of_no_command(pack: FactBook, typed: str) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12")
    reply = await desk.say(f"/session {typed}")
    assert "farnswick" not in str(reply.choices)


async def test_a_misspelt_verb_keeps_what_stands_behind_it(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    reply = await desk.say("/session lgo OAK-12 20561 on 11/20/2026")
    assert button(reply, "Log") == "/session log OAK-12 20561 on 11/20/2026"


async def test_help_behind_a_verb_lists_the_forms(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    assert (await desk.say("/session log help")).headline == "/session"


@pytest.mark.parametrize(
    ("typed", "payer", "plan"),
    [
        pytest.param("aetna self-funded", "aetna", "self-funded", id="self-funded"),
        pytest.param("cigna self insured", "cigna", "self-funded", id="self-insured"),
        pytest.param("humana medicare advantage", "humana", "Medicare Advantage", id="a line"),
        pytest.param("aetna workers comp", "aetna", "workers' compensation", id="workers' comp"),
        pytest.param("humana commercial", "humana", "commercial", id="commercial"),
        pytest.param("aetna PPO", "aetna", "PPO", id="a PPO"),
        pytest.param("bcbsnc marketplace", "bcbsnc", "marketplace", id="marketplace"),
        pytest.param("molina marketplace", "molina_marketplace", "", id="a name of its own"),
        pytest.param("self-funded", "union_plan", "", id="no other payer"),
        pytest.param("medicare", "medicare", "", id="of one line alone"),
    ],
)
async def test_a_kind_of_plan_beside_a_payer_is_kept_as_its_plan(
    clinic: ClinicDesk, typed: str, payer: str, plan: str
) -> None:
    await clinic.say(f"/session new OAK-12 payer {typed}")
    await clinic.say("/session new OAK-13")
    await clinic.say(f"/session payer OAK-13 {typed}")
    for alias in ("OAK-12", "OAK-13"):
        chart = await clinic.charts.find(1, alias)
        assert chart
        assert chart.plan == plan
        assert chart.payer == payer


async def test_several_aliases_as_near_as_another_are_shown_and_not_changed(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack, "PT")
    for alias in ("OAK-10", "OAK-20", "FERN-21"):
        await desk.say(f"/session new {alias} payer aetna")
    for typed in ("/session log OAK-50 20560", "/session payer OAK-50 cigna"):
        reply = await desk.say(typed)
        made, *near = [choice.command for choice in reply.choices]
        assert made == "/session new OAK-50"
        assert near[:2] == ["/session show OAK-10", "/session show OAK-20"]
    listed = await desk.say("/session log FERN-21, OAK-50 20560")
    logs = [c.command for c in listed.choices if c.command.startswith("/session log OAK")]
    assert logs == []
    only = await desk.say("/session log FERN-23 20560")
    assert [c.command for c in only.choices] == [
        "/session new FERN-23",
        "/session log FERN-21 20560",
    ]


async def test_an_alias_that_can_be_made_is_not_called_none_for_words_behind_it(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack, "PT")
    said = words(await desk.say("/session new OAK-45 CA work comp dos injury 9/14/26"))
    assert "begins with no alias" not in said
    assert "/session new OAK-45 payer <payer>" in said


async def test_help_with_a_verb_behind_it_is_help(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    assert (await desk.say("/session help granted")).headline == "/session"
    said = words(await desk.say("/session frobnicate"))
    assert "request, granted, denied, extend" in said

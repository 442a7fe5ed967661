"""Cases under one alias: two authorizations of two body regions, one plan limit."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.session.authorization.authorize_questions import typed
from models.content.word_lists import load_lists
from models.coverage.fact_book import FactBook
from models.period import Period
from models.reply import Reply
from models.understanding.commands import authorization_commands, case_words
from models.visits import evaluations
from models.visits.authorization import Authorization, second_id
from models.visits.body_region import BodyRegion
from models.visits.limit import Pool, Unit
from models.visits.session import Discipline, Session
from tests.handlers.clinic_desk import ClinicDesk, button, days, first_line
from tests.handlers.front_desk import words
from tests.handlers.test_authorizations import section, warned

BACK = "/session authorize ELK-5 6 visits for low back from 2026-10-01 until 2026-12-15"
NECK = "/session authorize ELK-5 6 visits from 2026-10-15 until 2026-12-31 for neck"
ANY = "/session authorize ELK-5 4 visits from 2026-10-15 until 2026-12-31 as well"


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A patient whose low back and neck have an authorization each, and one yearly limit."""
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new ELK-5 payer humana")
    await clinic.say("/caps set ELK-5 20 visits per calendar year", manager=True)
    for command in (BACK, NECK):
        await clinic.say(command)
        assert clinic.answered
    return clinic


async def kept(clinic: ClinicDesk) -> list[Session]:
    """The sessions of the chart."""
    chart = await clinic.charts.find(1, "ELK-5")
    assert chart
    return list(chart.history.sessions)


async def lefts(clinic: ClinicDesk) -> list[str]:
    """How the patient stands by every limit, the authorizations first."""
    reply = await clinic.say("/caps ELK-5")
    return sorted(f"{s.title}, {s.count.words}" for s in reply.sections if s.count)


async def log(clinic: ClinicDesk, what: str) -> Reply:
    """Log a session that is taken."""
    reply = await clinic.say(f"/session log ELK-5 {what}")
    assert clinic.answered, reply
    return reply


async def test_a_session_draws_on_the_authorization_of_its_case_and_the_plan_counts_all(
    clinic: ClinicDesk,
) -> None:
    reply = await log(clinic, "20560 for neck on 11/3/26")
    assert first_line(reply) == (
        "1 of 6 visits used, 5 left. Authorization number 2: "
        "6 visits authorized for the neck, Oct 15, 2026 to Dec 31, 2026."
    )
    assert "Session 1, Tue Nov 3, 2026, 20560, for the neck." in words(reply)
    reply = await log(clinic, "20560 for low back on 11/5/26")
    assert first_line(reply).startswith("1 of 6 visits used, 5 left. Authorization number 1")
    assert await lefts(clinic) == [
        "Authorization number 1: 6 visits, 1 of 6 visits used, 5 left",
        "Authorization number 2: 6 visits, 1 of 6 visits used, 5 left",
        "Your clinic's cap: 20 visits per calendar year, 2 of 20 visits used, 18 left",
    ]


async def test_a_session_without_a_case_asks_which_and_logs_nothing(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log ELK-5 20560 on 11/3/26")
    assert not clinic.answered
    assert reply.headline == "Is that for the low back or the neck?"
    assert await kept(clinic) == []
    await clinic.say(button(reply, "For the neck"))
    assert [s.case for s in await kept(clinic)] == [BodyRegion.NECK]


async def test_where_one_serves_any_case_a_session_may_be_of_another_region(
    clinic: ClinicDesk,
) -> None:
    await clinic.say(ANY)
    reply = await clinic.say("/session log ELK-5 on 11/3/26")
    assert reply.headline == "Is that for the low back, the neck or another region?"
    reply = await clinic.say(button(reply, "For another region"))
    assert first_line(reply).startswith("1 of 4 visits used, 3 left. Authorization number 3")


@pytest.mark.parametrize("typed", ["on 9/1/26", "self-pay on 11/3/26", "for knee on 11/3/26"])
async def test_nothing_is_asked_where_no_authorization_hangs_on_the_answer(
    clinic: ClinicDesk, typed: str
) -> None:
    await log(clinic, typed)


async def test_a_visit_of_a_case_that_none_is_for_is_told_as_uncovered(clinic: ClinicDesk) -> None:
    reply = await log(clinic, "20560 for knee on 11/3/26")
    assert "No authorization from Humana covers Tue Nov 3, 2026 for the knee." in words(reply)
    assert first_line(reply).startswith("1 of 20 visits used, 19 left. Your clinic's cap")
    board = await clinic.say("/caps ELK-5")
    assert section(board, "Covered by no authorization") == ["1 visit: Nov 3, 2026."]


async def test_two_cases_of_one_visit_are_asked_about(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log ELK-5 20560 neck and low back on 11/3/26")
    assert reply.headline == "Is that for the neck or the low back?"
    assert await kept(clinic) == []


async def test_two_cases_of_one_day_draw_on_both_and_are_one_visit_of_the_plan(
    clinic: ClinicDesk,
) -> None:
    await log(clinic, "20560 for neck on 11/3/26")
    await log(clinic, "20560 for low back on 11/3/26 again")
    assert [line.split(", ", 1)[1] for line in await lefts(clinic)] == [
        "1 of 6 visits used, 5 left",
        "1 of 6 visits used, 5 left",
        "1 of 20 visits used, 19 left",
    ]


async def test_a_session_of_before_whose_case_nobody_told_counts_for_either(
    pack: FactBook,
) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new ELK-5 payer humana")
    await log(clinic, "20560 on 11/3/26")
    for command in (BACK, NECK):
        await clinic.say(command)
    assert [line.split(", ", 1)[1] for line in await lefts(clinic)] == [
        "1 of 6 visits used, 5 left",
        "1 of 6 visits used, 5 left",
    ]
    shown = words(await clinic.say("/session show ELK-5"))
    assert "1. Tue Nov 3, 2026, 20560: counts: no case was told." in shown


async def test_authorizations_of_two_cases_are_not_taken_for_one_another(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say(
        "/session authorize ELK-5 8 visits for the neck from 2026-11-01 until 2027-01-31"
    )
    assert reply.headline == "Is that instead of number 2, or as well?"
    assert button(reply, "Instead of 2") == (
        "/session authorize ELK-5 8 visits for neck from 2026-11-01 until 2027-01-31 instead of 2"
    )


async def test_show_and_undo_name_the_case(clinic: ClinicDesk) -> None:
    await log(clinic, "20560 for neck on 11/3/26")
    shown = await clinic.say("/session show ELK-5")
    assert section(shown, "Authorizations") == [
        "Number 1: 6 visits authorized for the low back, Oct 1, 2026 to Dec 15, 2026.",
        "Number 2: 6 visits authorized for the neck, Oct 15, 2026 to Dec 31, 2026.",
    ]
    assert "1. Tue Nov 3, 2026, 20560, for the neck: counts." in words(shown)
    undone = await clinic.say("/session undo")
    assert "Taken back: session 1 of ELK-5, Tue Nov 3, 2026 for the neck." in words(undone)
    assert button(undone, "Log it after all") == ("/session log ELK-5 20560 for neck on 2026-11-03")


async def test_the_audit_names_the_case(clinic: ClinicDesk) -> None:
    await log(clinic, "20560 for neck on 11/3/26")
    told = words(await clinic.say("/clinic audit", manager=True))
    assert "ELK-5: session 1 logged for 2026-11-03 for the neck" in told
    assert "ELK-5: 6 visits authorized for the low back, 2026-10-01 to 2026-12-15" in told


async def test_a_case_that_is_used_up_hides_no_warning_of_another(clinic: ClinicDesk) -> None:
    for day in days(date(2026, 10, 16), 6, every=3):
        await log(clinic, f"for low back on {day}")
    for day in days(date(2026, 10, 17), 5, every=3):
        await log(clinic, f"for neck on {day}")
    limits = [cause.split()[0] for cause in await warned(clinic, "ELK-5")]
    assert "authorization/6/2026-10-15/2026-12-31" in limits
    assert "authorization/6/2026-10-01/2026-12-15" in limits


async def test_a_side_is_not_kept_and_that_is_said(clinic: ClinicDesk) -> None:
    reply = await clinic.say(
        "/session authorize ELK-5 4 visits for the left knee from 2026-11-01 until 2026-12-31"
    )
    assert "Left and right are not kept: it is for both." in words(reply)


async def test_an_authorization_is_of_one_case(clinic: ClinicDesk) -> None:
    reply = await clinic.say(
        "/session authorize ELK-5 4 visits for hip and knee from 2026-11-01 until 2026-12-31"
    )
    assert reply.headline == "Is that for the hip or the knee?"
    assert button(reply, "For the hip") == (
        "/session authorize ELK-5 4 visits for hip from 2026-11-01 until 2026-12-31"
    )


@pytest.mark.parametrize("case", [None, *BodyRegion])
@pytest.mark.parametrize("disciplines", [(), *((one,) for one in Discipline)])
def test_an_authorization_that_a_button_types_again_is_the_same(
    case: BodyRegion | None, disciplines: tuple[Discipline, ...]
) -> None:
    period = Period(date(2026, 10, 1), date(2026, 12, 31))
    for excluding in ((), evaluations.INITIAL, evaluations.AGAIN):
        pool = Pool(("20560",), disciplines, tuple(sorted(excluding)), case)
        granted = Authorization(second_id("12"), 12, period, pool, Unit.TIMED_UNIT)
        taken = case_words.take(typed(granted), load_lists().regions)
        read = authorization_commands.read_authorizing(taken.remaining, date(2026, 11, 23))
        assert Pool(read.codes, read.disciplines, read.excluding, taken.case) == pool
        assert (read.number, read.first, read.last) == (12, period.first, period.last)
        assert read.in_units
        assert read.is_secondary
        assert not read.unused


@pytest.mark.parametrize("case", BodyRegion)
async def test_each_case_that_a_button_names_is_logged_as_that_case(
    clinic: ClinicDesk, case: BodyRegion
) -> None:
    await log(clinic, f"20560 for {case} self-pay on 2026-11-02")
    await log(clinic, f"20560 for {case} postsurgical on 2026-11-03")
    assert [session.case for session in await kept(clinic)] == [case, case]


async def test_what_is_granted_for_a_case_without_a_request_keeps_all_that_was_typed(
    clinic: ClinicDesk,
) -> None:
    none = await clinic.say("/session granted ELK-5 4 visits for shoulder from 11/23 until 12/31")
    assert button(none, "Enter an authorization") == (
        "/session authorize ELK-5 4 visits for shoulder from 2026-11-23 until 2026-12-31"
    )


async def test_the_authorization_whose_end_moves_may_be_named_by_its_case(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/session extend ELK-5 for neck until 1/31/2027")
    assert clinic.answered
    assert "instead of number 2" in words(reply)
    asked = await clinic.say("/session extend ELK-5 for knee until 2/15/2027")
    assert asked.headline == "Which authorization has another end?"


async def test_only_what_the_payer_of_today_granted_is_offered_another_end(pack: FactBook) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new KIWI-5 payer aetna")
    await clinic.say("/session authorize KIWI-5 8 visits from 2026-09-01 until 2026-12-15")
    await clinic.say("/session payer KIWI-5 humana from 2026-11-01")
    await clinic.say("/session authorize KIWI-5 6 visits from 2026-11-01 until 2026-12-15")
    reply = await clinic.say("/session extend KIWI-5 until 1/31/2027")
    assert "instead of number 2" in words(reply)
    named = await clinic.say("/session extend KIWI-5 number 1 until 1/31/2027")
    assert "Aetna" in words(named) or "number 1" in words(named)


async def test_an_authorization_of_a_second_case_says_which_visits_count_on_both(
    pack: FactBook,
) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-7 payer humana")
    await clinic.say("/session authorize OAK-7 12 visits for low back from 11/1/26 until 12/31/26")
    await clinic.say("/session log OAK-7 97110 on 11/3/26")
    second = "6 visits for shoulder from 11/1/26 until 12/31/26"
    told = words(await clinic.say(f"/session authorize OAK-7 {second}"))
    assert "Nov 3, 2026 counts on the authorization of another case as well" in told


async def test_a_visit_of_a_case_that_nothing_is_authorized_for_tells_what_is(
    pack: FactBook,
) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-7 payer humana")
    await clinic.say("/session authorize OAK-7 12 visits for low back from 11/1/26 until 12/31/26")
    told = words(await clinic.say("/session log OAK-7 97110 for neck on 11/3/26"))
    assert "no limit counts this case: visits are authorized for the low back." in told


# ── A case that is told later ──


async def test_a_visit_without_a_case_is_asked_about_once_two_cases_are_authorized(
    pack: FactBook,
) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new ELK-5 payer aetna")
    await clinic.say(BACK)
    await log(clinic, "97110 on 11/3/26")
    reply = await clinic.say(NECK)
    assert "Nov 3, 2026 counts on the authorization of another case as well" in words(reply)
    assert [c.command for c in reply.choices if "/session case" in c.command] == [
        "/session case ELK-5 1 for low back",
        "/session case ELK-5 1 for neck",
    ]
    told = await clinic.say("/session case ELK-5 1 for neck")
    assert first_line(told).startswith("1 of 6 visits used, 5 left")
    assert "0 of 6 visits used, 6 left" in words(await clinic.say("/session show ELK-5 details"))
    again = await clinic.say("/session undo")
    assert "case of session 1" in words(again)
    assert (await kept(clinic))[0].case is None


async def test_the_case_of_several_visits_is_told_at_once_or_by_their_day(
    clinic: ClinicDesk,
) -> None:
    for day in ("9/3/26", "9/8/26", "9/10/26"):
        await log(clinic, f"97110 on {day}")
    await clinic.say("/session case ELK-5 1 and 2 for neck")
    assert clinic.answered
    await clinic.say("/session case ELK-5 for low back on 9/10/26")
    assert [s.case for s in await kept(clinic)] == [
        BodyRegion.NECK, BodyRegion.NECK, BodyRegion.LOW_BACK
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("1", "Is that for"),
        ("for neck", "Which session?"),
        ("7 for neck", "has no session 7"),
        ("1 for neck xqzt", "xqzt"),
        ("on 9/4/26 for neck", "has no session on"),
    ],
)
async def test_a_case_is_noted_of_no_session_that_nobody_named(
    clinic: ClinicDesk, typed: str, asks: str
) -> None:
    await log(clinic, "97110 on 9/3/26")
    reply = await clinic.say(f"/session case ELK-5 {typed}")
    assert not clinic.answered
    assert asks in words(reply)
    assert (await kept(clinic))[0].case is None


async def test_a_case_that_was_told_is_not_changed(clinic: ClinicDesk) -> None:
    await log(clinic, "97110 for neck on 11/3/26")
    reply = await clinic.say("/session case ELK-5 1 for low back")
    assert "Session 1 was logged for the neck." in words(reply)
    assert (await kept(clinic))[0].case is BodyRegion.NECK


# ── Of which case more is asked for ──


async def test_the_case_that_has_nothing_left_is_named_where_another_has(pack: FactBook) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new ELK-5 payer aetna")
    await clinic.say("/session authorize ELK-5 12 visits for low back from 9/1/26 until 10/31/26")
    await clinic.say("/session authorize ELK-5 8 visits for shoulder from 11/1/26 until 12/31/26")
    logged = words(await log(clinic, "97110 on 11/3/26"))
    assert "It draws on authorization number 2 for the shoulder." in logged
    assert "Ask the payer for a new authorization for the low back before the next visit." in logged

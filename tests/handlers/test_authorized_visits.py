"""Which visits draw on an authorization: renewals, days between, codes, evaluations, surgery."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Reply, Tone
from tests.handlers.clinic_desk import ClinicDesk, button, days, first_line
from tests.handlers.front_desk import lines, words
from tests.handlers.test_authorizations import section, serials, warned


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with two aliases, whose payer's limits nobody knows."""
    clinic = ClinicDesk(pack, "PT")
    for alias in ("FIR-3", "OAK-6"):
        await clinic.say(f"/session new {alias} payer humana")
    return clinic


@pytest.fixture
async def renewed(clinic: ClinicDesk) -> ClinicDesk:
    """A renewal was granted before the visits of the first authorization were used up."""
    await clinic.say("/session authorize OAK-6 6 visits from 2026-10-01 until 2026-12-15")
    renewal = "/session authorize OAK-6 12 visits from 2026-11-01 until 2027-01-31"
    await clinic.say(button(await clinic.say(renewal), "As well: additional"))
    return clinic


async def test_a_used_up_authorization_gives_way_to_the_one_that_has_room(
    renewed: ClinicDesk,
) -> None:
    sixth = await renewed.log("OAK-6", *days(date(2026, 10, 2), 6, every=7))
    assert first_line(sixth).startswith("0 of 12 visits used, 12 left.")
    assert sixth.badge is None
    seventh = await renewed.log("OAK-6", date(2026, 11, 20))
    assert first_line(seventh).startswith("1 of 12 visits used, 11 left.")
    board = await renewed.say("/caps")
    assert "OAK-6 · 11 left" in words(board)
    assert await warned(renewed, "OAK-6") == []


async def test_visits_draw_on_the_one_that_ends_first_and_the_rest_is_told(
    renewed: ClinicDesk,
) -> None:
    fourth = await renewed.log("OAK-6", *days(date(2026, 10, 2), 4, every=7))
    assert first_line(fourth).startswith("4 of 6 visits used, 2 left, 12 more authorized besides.")
    assert await warned(renewed, "OAK-6") == []
    fifth = await renewed.log("OAK-6", date(2026, 10, 30))
    assert first_line(fifth).startswith(
        "5 of 6 visits used, 1 left, 12 more authorized besides. Authorization number 1:"
    )


async def test_of_two_that_end_on_one_day_the_one_entered_first_is_drawn_on(
    clinic: ClinicDesk,
) -> None:
    for number in range(9, 12):
        await clinic.say(
            f"/session authorize OAK-6 {number} visits from 2026-11-01 until 2026-12-31 as well"
        )
    reply = await clinic.log("OAK-6", date(2026, 11, 20))
    assert first_line(reply).startswith("1 of 9 visits used, 8 left, 21 more authorized besides.")
    assert "Authorization number 1: 9 visits" in first_line(reply)


async def test_a_day_that_no_authorization_covers_is_told(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize FIR-3 8 visits from 2026-10-01 until 2026-11-15")
    await clinic.log("FIR-3", date(2026, 10, 2))
    reply = await clinic.log("FIR-3", date(2026, 11, 18))
    assert first_line(reply).startswith("1 of 8 visits used; 7 lapsed on Nov 15, 2026.")
    assert "No authorization from Humana covers Wed Nov 18, 2026." in words(reply)
    await clinic.log("FIR-3", date(2026, 11, 20))
    shown = await clinic.say("/session show FIR-3")
    assert "2. Wed Nov 18, 2026, 20561: does not count, no authorization covers it." in words(shown)
    caps = await clinic.say("/caps FIR-3")
    assert section(caps, "Covered by no authorization") == [
        "2 visits: Nov 18, 2026 and Nov 20, 2026."
    ]
    assert "1 of 8 visits used; 7 lapsed on Nov 15, 2026" in words(caps)
    assert "FIR-3 · 7 lapsed · 1 of 8 used" in words(await clinic.say("/caps"))


async def test_an_uncovered_day_is_told_whatever_limit_binds(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize FIR-3 8 visits from 2026-10-01 until 2026-11-15")
    await clinic.say("/session authorize FIR-3 8 visits from 2026-11-19 until 2026-12-15")
    await clinic.say("/caps set FIR-3 3 visits per calendar year", manager=True)
    reply = await clinic.log("FIR-3", date(2026, 11, 18))
    assert first_line(reply).startswith("1 of 3 visits used, 2 left.")
    assert "No authorization from Humana covers Wed Nov 18, 2026." in words(reply)
    shown = words(await clinic.say("/session show FIR-3"))
    assert "1. Wed Nov 18, 2026, 20561: counts; no authorization covers it." in shown


async def test_the_end_of_a_grant_is_not_rewritten_by_what_was_used(clinic: ClinicDesk) -> None:
    clinic.now = datetime(2026, 12, 28, 17, 0, tzinfo=UTC)
    await clinic.say("/session authorize FIR-3 8 visits from 2026-10-01 until 2026-12-27")
    await clinic.log("FIR-3", date(2026, 10, 2))
    reply = await clinic.say("/session show FIR-3")
    assert first_line(reply).startswith("1 of 8 visits used; 7 lapsed on Dec 27, 2026.")
    assert reply.count and reply.count.tone is Tone.CAUTION


async def test_codes_bound_an_authorization_to_what_the_payer_named(clinic: ClinicDesk) -> None:
    reply = await clinic.say(
        "/session authorize FIR-3 6 visits for 20560 97140 from 2026-11-01 until 2026-12-31"
    )
    assert "6 visits of 20560 and 97140 authorized, Nov 1, 2026 to Dec 31, 2026" in words(reply)
    await clinic.log("FIR-3", date(2026, 11, 2), code="97161")
    other = await clinic.log("FIR-3", date(2026, 11, 3), code="97110")
    assert first_line(other).startswith("0 of 6 visits used, 6 left.")
    assert "No authorization covers" not in words(other)
    drawn = await clinic.log("FIR-3", date(2026, 11, 4), code="97110 97140")
    assert first_line(drawn).startswith("1 of 6 visits used, 5 left.")


async def test_an_authorization_for_other_codes_on_the_same_days_is_no_question(
    clinic: ClinicDesk,
) -> None:
    for code in ("20560", "97140"):
        await clinic.say(
            f"/session authorize FIR-3 6 visits of {code} from 2026-11-01 until 2026-12-31"
        )
        assert clinic.answered
    assert await serials(clinic, "FIR-3") == ([1, 2], [])


async def test_a_code_that_nobody_knows_bounds_nothing(clinic: ClinicDesk) -> None:
    reply = await clinic.say(
        "/session authorize FIR-3 6 visits of 20560 29999 from 2026-11-01 until 2026-12-31"
    )
    assert reply.headline == "29999 is not a code that I know, so nothing was saved."
    assert await serials(clinic, "FIR-3") == ([], [])


async def test_an_evaluation_counts_unless_the_payer_leaves_evaluations_out(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session authorize FIR-3 6 visits from 2026-11-01 until 2026-12-31")
    reply = await clinic.log("FIR-3", date(2026, 11, 2), code="97161")
    assert first_line(reply).startswith("1 of 6 visits used, 5 left.")
    assert "97161 counts on number 1, unless the payer leaves evaluations out." in words(reply)
    left_out = await clinic.say(button(reply, "It leaves evaluations out"))
    assert first_line(left_out).startswith("0 of 6 visits used, 6 left.")
    assert "Nov 1, 2026 to Dec 31, 2026, without evaluations" in words(left_out)
    assert await serials(clinic, "FIR-3") == ([2], [(1, 2)])
    second = await clinic.log("FIR-3", date(2026, 11, 3), code="97162")
    assert first_line(second).startswith("0 of 6 visits used, 6 left.")
    assert "unless the payer" not in words(second)
    assert "No authorization covers" not in words(second)
    again = await clinic.log("FIR-3", date(2026, 11, 4), code="97164")
    assert "97164 counts on number 2, unless the payer leaves re-evaluations out." in words(again)
    treated = await clinic.log("FIR-3", date(2026, 11, 5), code="97162 20561")
    assert first_line(treated).startswith("2 of 6 visits used, 4 left.")
    assert "unless the payer" not in words(treated)


@pytest.fixture
async def injured(pack: FactBook) -> ClinicDesk:
    """Somebody injured at work in California, whom a physical therapist treats."""
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new ELM-2 payer california workers comp")
    return clinic


CALIFORNIAS = "24 physical therapy visits per industrial injury"


def of_california(reply: Reply) -> str:
    """How California's limit for the discipline stands."""
    told = (line.text for line in lines(reply) if CALIFORNIAS in line.text)
    return next(text for text in told if text[0].isdigit())


async def test_an_authorization_in_california_opens_visits_beyond_the_24_alone(
    injured: ClinicDesk,
) -> None:
    await injured.say("/session authorize ELM-2 12 visits from 2026-09-01 until 2026-12-31")
    await injured.log("ELM-2", *days(date(2026, 9, 1), 8), code="97140")
    shown = await injured.say("/session show ELM-2")
    assert of_california(shown).startswith("8 of 24 visits used, 16 left.")
    await injured.log("ELM-2", *days(date(2026, 10, 1), 16), code="97140")
    more = "/session authorize ELM-2 6 visits from 2026-11-01 until 2026-12-31 as well"
    await injured.say(more)
    shown = await injured.say("/session show ELM-2")
    assert of_california(shown).startswith("24 of 30 visits used, 6 left.")
    assert "per industrial injury, and 6 more authorized." in of_california(shown)


@pytest.mark.parametrize("said", ["postsurgical", "post-surgical", "post op", "after surgery"])
async def test_visits_after_surgery_do_not_draw_on_californias_24(
    injured: ClinicDesk, said: str
) -> None:
    reply = await injured.say(f"/session log ELM-2 97140 {said} on 2026-11-20")
    assert "Session 1, Fri Nov 20, 2026, 97140, postsurgical." in words(reply)
    assert first_line(reply).startswith("0 of 24 visits used, 24 left.")
    assert "postsurgical, which this limit does not count" in words(reply)
    voided = await injured.say("/session void ELM-2 1 because by mistake")
    again = button(voided, "Log it after all")
    assert again == "/session log ELM-2 97140 postsurgical on 2026-11-20"


async def test_what_is_granted_from_a_later_day_is_not_asked_for_once_more(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new SAGE-8 payer washington l&i")
    await clinic.log("SAGE-8", *days(date(2026, 11, 2), 2, every=7))
    await clinic.say("/caps book SAGE-8 12/2 12/4 12/7")
    assert "Ask for authorization now" in words(await clinic.say("/caps SAGE-8"))
    granted = await clinic.say("/session authorize SAGE-8 3 visits from 12/1 until 12/31")
    caps, shown = [await clinic.say(f"/{typed} SAGE-8") for typed in ("caps", "session show")]
    for told in (granted, caps, shown):
        assert "Ask for authorization now" not in words(told)
        assert "once the payer authorizes" not in words(told)
        assert "Enter an authorization" not in {choice.label for choice in told.choices}
    assert "More visits open on Dec 1, 2026: 3 are authorized from then." in words(granted)


async def test_it_is_still_asked_for_before_visits_that_come_before_its_first_day(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new SAGE-8 payer washington l&i")
    await clinic.log("SAGE-8", *days(date(2026, 11, 2), 2, every=7))
    await clinic.say("/caps book SAGE-8 11/27 12/1 12/7")
    await clinic.say("/session authorize SAGE-8 3 visits from 12/5 until 12/31")
    assert "Ask for authorization now" in words(await clinic.say("/caps SAGE-8"))


@pytest.mark.parametrize(
    ("profession", "row"),
    [("PT", "8 left · 0 of 5 used, 3 more besides"), ("DC", "none left · 5 of 5 used")],
)
async def test_what_needs_no_authorization_is_open_to_visits_of_its_kind_alone(
    pack: FactBook, profession: str, row: str
) -> None:
    clinic = ClinicDesk(pack, profession)
    await clinic.say("/session new OAK-6 payer wa lni")
    await clinic.say("/session authorize OAK-6 5 visits from 2026-10-01 until 2026-12-31")
    for day in days(date(2026, 10, 2), 5, every=7):
        await clinic.say(f"/session log OAK-6 97110 on {day.isoformat()}")
    assert f"OAK-6 · {row} · authorization" in words(await clinic.say("/caps"))


async def test_a_visit_of_no_told_code_may_be_of_the_codes_that_are_authorized(
    clinic: ClinicDesk,
) -> None:
    await clinic.say(
        "/session authorize OAK-6 4 visits of 97110 97140 from 11/1/2026 until 1/31/27"
    )
    logged = await clinic.say("/session log OAK-6 on 11/20/26")
    assert first_line(logged).startswith("1 of 4 visits used, 3 left.")
    assert "No code was typed: it counts on authorization number 1, as a visit of" in words(logged)


async def test_needling_that_is_authorized_takes_a_visit_of_no_told_code(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session authorize OAK-6 4 visits of 97110 from 11/1/2026 until 12/31/26")
    await clinic.say("/session authorize OAK-6 4 visits of 20560 from 11/1/2026 until 1/31/27")
    logged = await clinic.say("/session log OAK-6 on 11/20/26")
    assert first_line(logged).startswith("1 of 4 visits used, 3 left. Authorization number 2")
    assert "No code was typed" not in words(logged)


async def test_booked_visits_beyond_an_authorization_of_codes_are_foreseen(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session authorize OAK-6 2 visits of 97110 from 11/1/2026 until 1/31/27")
    await clinic.say("/session log OAK-6 97110 on 11/20/26")
    booked = await clinic.say("/caps book OAK-6 11/24 11/25")
    assert "Wed Nov 25 is visit 3 of 2 (authorization of Humana)." in words(booked)
    week = await clinic.say("/caps week 11/25")
    assert "OAK-6: Wed Nov 25 is visit 3 of 2" in words(week)


async def test_a_visit_beyond_those_that_need_no_authorization_is_told_beside_one_with_room(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new ELM-7 payer husky health")
    await clinic.say("/session authorize ELM-7 12 visits from 11/25/2026 until 1/31/27")
    clinic.later(days=3)
    for day in (22, 23, 24):
        await clinic.say(f"/session log ELM-7 97110 on 11/{day}/26")
    card = await clinic.say("/session show ELM-7")
    assert first_line(card).startswith("0 of 12 visits used, 12 left.")
    assert "1 visit beyond those that HUSKY Health" in words(card)


async def test_where_every_stage_is_open_no_later_authorization_is_said_to_open_more(
    pack: FactBook,
) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-41 payer wa l&i")
    await clinic.say("/session authorize OAK-41 12 visits from 11/1/26 until 3/1/27")
    await clinic.say("/session log OAK-41 20560 on 11/3")
    later = await clinic.say("/session authorize OAK-41 6 visits from 3/2/27 until 6/1/27")
    told = words(later)
    assert "It counts from Mar 2, 2027." in told
    assert "More visits open" not in told, "6 treatments at most, whatever is authorized"

"""Small faults of the count that a stranger found: each is understood, named or said."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from models.visits.session import Discipline
from tests.handlers.clinic_desk import ClinicDesk, board_rows, button, first_line
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists, with an alias that has an authorization."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer humana")
    await desk.say("/session authorize OAK-12 12 visits of 20560 from 10/1/2026 until 12/15/2026")
    await desk.say("/session log OAK-12 20560 on 10/5/26")
    return desk


async def live(clinic: ClinicDesk) -> list[tuple[int, int, str]]:
    """The authorizations that count: number, visits, last day."""
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    held = chart.history.authorizations
    return [(a.serial, a.number, str(a.period.last)) for a in held]


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("extended until 1/31/2027", "2027-01-31"),
        ("1 extended to 1/31/2027", "2027-01-31"),
        ("extend number 1 through 1/31/2027", "2027-01-31"),
        ("was extended until 1/31/2027", "2027-01-31"),
        ("1 ended 11/15/2026", "2026-11-15"),
        ("ended on 11/15/2026", "2026-11-15"),
        ("#1 ended early 11/15/2026", "2026-11-15"),
    ],
)
async def test_another_last_day_moves_the_end_and_keeps_all_else(
    clinic: ClinicDesk, typed: str, last: str
) -> None:
    reply = await clinic.say(f"/session authorize OAK-12 {typed}")
    assert clinic.answered
    assert await live(clinic) == [(2, 12, last)]
    assert "noted as number 2, instead of number 1" in words(reply)
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert chart.history.authorizations[0].pool.codes == ("20560",)
    await clinic.say("/session undo")
    assert await live(clinic) == [(1, 12, "2026-12-15")]


async def test_of_several_it_is_asked_whose_end_moves(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-12 6 visits from 1/1/2027 until 2/28/2027")
    reply = await clinic.say("/session authorize OAK-12 extended until 3/31/2027")
    assert reply.headline == "Which authorization has another end?"
    await clinic.say(button(reply, "Number 2 until Mar 31, 2027"))
    assert await live(clinic) == [(1, 12, "2026-12-15"), (3, 6, "2027-03-31")]


@pytest.mark.parametrize("typed", ["extended", "3 extended until 1/31/2027", "extended zbxq"])
async def test_an_end_that_is_unclear_moves_nothing(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say(f"/session authorize OAK-12 {typed}")
    assert not clinic.answered
    assert await live(clinic) == [(1, 12, "2026-12-15")]


async def test_visits_that_are_extended_are_a_grant_with_its_number(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-12 15 visits until 1/31/2027 extends 1 sure")
    assert await live(clinic) == [(2, 15, "2027-01-31")]


async def test_an_end_before_visits_says_that_none_covers_them_now(clinic: ClinicDesk) -> None:
    await clinic.say("/session log OAK-12 20560 on 11/20/26")
    reply = await clinic.say("/session authorize OAK-12 ended 11/15/2026")
    assert "1 visit is covered by no authorization now: Nov 20, 2026." in words(reply)


async def test_the_only_authorization_withdrawn_says_which_visits_none_covers(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/session withdraw OAK-12 1")
    assert "1 visit is covered by no authorization now: Oct 5, 2026." in words(reply)
    shown = await clinic.say("/session show OAK-12")
    assert "Taken back." in words(shown)
    assert "Withdrawn" not in words(shown)


async def test_speech_on_an_authorization_that_names_no_care_is_said(pack: FactBook) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-12 payer humana")
    await clinic.say("/session authorize OAK-12 12 visits from 10/1/2026 until 12/15/2026")
    reply = await clinic.say("/session log OAK-12 92507 on 10/5/26")
    assert first_line(reply).startswith("1 of 12 visits used")
    assert "A visit of speech, it counts on number 1, which names no care." in words(reply)
    reply = await clinic.say(button(reply, "Number 1 is for PT only"))
    assert first_line(reply).startswith("0 of 12 visits used")
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert chart.history.authorizations[0].pool.disciplines == (Discipline.PT,)
    own = await clinic.say("/session log OAK-12 97110 on 10/6/26")
    assert first_line(own).startswith("1 of 12 visits used")
    assert "names no care" not in words(own)


@pytest.mark.parametrize(
    "typed", ["portal says 9 used as of 11/20/2026", "the portal shows 9 used as of 11/20/2026"]
)
async def test_a_source_that_says_a_number_is_read(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say(f"/session balance OAK-12 {typed} with recent")
    assert clinic.answered
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert [(b.used, b.as_of) for b in chart.history.balances] == [(9, date(2026, 11, 20))]


async def test_what_lacks_is_what_is_asked_for(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session balance OAK-12 portal says 25 used")
    assert reply.headline == "As of which day?"


async def test_a_word_that_contradicts_one_before_names_it(clinic: ClinicDesk) -> None:
    start = "/session balance OAK-12"
    await clinic.say(f"{start} 9 elsewhere as of 11/1/2026 from patient")
    reply = await clinic.say(f"{start} 12 elsewhere as of 11/10/2026 from patient")
    assert "takes the place" not in words(reply)  # it grew
    reply = await clinic.say(f"{start} 7 elsewhere as of 11/20/2026 from patient")
    assert "It takes the place of 12 as of Nov 10, 2026, from the patient." in words(reply)
    reply = await clinic.say(f"{start} 8 elsewhere as of 11/20/2026 from patient")
    assert "It takes the place of 7 as of Nov 20, 2026, from the patient." in words(reply)


async def test_the_undo_of_a_payer_names_its_day(clinic: ClinicDesk) -> None:
    await clinic.say("/session payer OAK-12 cigna from 11/1/2026")
    await clinic.say("/session log OAK-12 20560 on 11/5/26", by="eve")
    await clinic.say("/session log OAK-12 20560 on 11/6/26")
    await clinic.say("/session undo")
    reply = await clinic.say("/session undo")
    command = button(reply, "Take back payer Cigna from Nov 1, 2026 of OAK-12")
    await clinic.say(command)
    assert clinic.answered
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert chart.payer == "humana"


async def test_the_board_tells_what_another_authorization_has_left(clinic: ClinicDesk) -> None:
    await clinic.say("/session new FERN-2 payer humana")
    await clinic.say("/session authorize FERN-2 2 visits from 10/1/2026 until 12/1/2026")
    await clinic.say("/session authorize FERN-2 8 visits from 11/1/2026 until 1/31/2027 as well")
    await clinic.say("/session log FERN-2 20560 on 11/5/26")
    rows = {row[0]: row for row in board_rows(await clinic.say("/caps"))}
    assert rows["FERN-2"][1] == "9 left · 1 of 2 used, 8 more besides"


@pytest.mark.parametrize(
    "typed",
    [
        "8\t1/1/2027\t2/28/2027",
        "approved 8 visits from 1/1/2027 to 2/28/2027",
        "8 visits granted 1/1/2027 - 2/28/2027",
        "8 visits authorized by payer 1/1/2027, 2/28/2027",
    ],
)
async def test_an_authorization_is_read_as_a_spreadsheet_or_a_letter_has_it(
    clinic: ClinicDesk, typed: str
) -> None:
    await clinic.say(f"/session authorize OAK-12 {typed}")
    assert clinic.answered
    assert (2, 8, "2027-02-28") in await live(clinic)


async def test_not_approved_authorizes_nothing(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-12 8 visits not approved 1/1/2027 - 2/28/2027")
    assert not clinic.answered
    assert len(await live(clinic)) == 1


async def test_the_undo_of_timed_units_speaks_of_timed_units(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-12 48 units from 1/1/2027 until 2/28/2027")
    reply = await clinic.say("/session undo")
    assert "48 timed units, Jan 1 – Feb 28, 2027" in words(reply)


async def test_units_in_brackets_are_those_of_their_code(clinic: ClinicDesk) -> None:
    await clinic.say("/session log OAK-12 97140(2), 97110 (3) on 11/3/26")
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert chart.history.sessions[-1].timed == (("97140", 2), ("97110", 3))


async def test_a_payer_takes_effect_on_a_day(clinic: ClinicDesk) -> None:
    await clinic.say("/session payer OAK-12 cigna eff 11/1/26")
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert chart.payer_on(date(2026, 10, 31)) == "humana"
    assert chart.payer_on(date(2026, 11, 1)) == "cigna"


@pytest.mark.parametrize(
    ("payer", "logged"),
    [("wa workers comp", "11/18"), ("husky", "11/18"), ("uhc medicare advantage", "11/18")],
)
async def test_a_visit_that_needs_no_authorization_is_not_uncovered_without_it(
    clinic: ClinicDesk, payer: str, logged: str
) -> None:
    await clinic.say(f"/session new FIR-7 payer {payer}")
    await clinic.say(f"/session log FIR-7 20560 on {logged}")
    await clinic.say("/session authorize FIR-7 2 visits from 11/18/2026 until 12/31/2026")
    told = words(await clinic.say("/session withdraw FIR-7 1"))
    assert "withdrawn." in told
    assert "covered by no authorization" not in told


async def test_visits_beyond_those_that_need_none_are_uncovered_without_it(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new FIR-7 payer wa workers comp")
    await clinic.say("/session authorize FIR-7 3 visits from 11/1/2026 until 12/31/2026")
    for day in ("11/9", "11/11", "11/13", "11/16"):
        await clinic.say(f"/session log FIR-7 20560 on {day}")
    told = words(await clinic.say("/session withdraw FIR-7 1"))
    assert "1 visit is covered by no authorization now: Nov 16, 2026." in told

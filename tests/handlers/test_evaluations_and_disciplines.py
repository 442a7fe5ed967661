"""Evaluations beside a limit's visits, and whose visit a session of one day is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.coverage.fact_book import FactBook
from models.visits.chart import Chart
from models.visits.history import History
from models.visits.limit import Limit, Pool
from models.visits.next_recount import next_look
from models.visits.session import Discipline, Session
from models.visits.standing import standing
from models.visits.window import DaysFromFirstVisit
from tests.handlers.clinic_desk import TODAY, ClinicDesk, first_line
from tests.handlers.front_desk import lines, words


@pytest.fixture
def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic that told no profession."""
    return ClinicDesk(pack)


async def test_the_evaluation_opens_the_eight_weeks_and_is_none_of_the_six_visits(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-12 payer uhc medicare advantage")
    reply = await clinic.say("/session log OAK-12 97161 on 10/5/26")
    assert first_line(reply).startswith("0 of 6 visits used, 6 left.")
    assert "Ends Nov 29, 2026" in first_line(reply)  # eight weeks from the evaluation
    reply = await clinic.say("/session log OAK-12 20560 on 10/12/26")
    assert first_line(reply).startswith("1 of 6 visits used, 5 left.")
    assert "Ends Nov 29, 2026" in first_line(reply)


def test_the_end_of_the_weeks_is_looked_at_when_only_the_evaluation_took_place() -> None:
    window = DaysFromFirstVisit(10, gap=20)
    limit = Limit("", (), "six", 6, window, pool=Pool(excluding=("97161",)))
    history = History((Session(1, TODAY, ("97161",)),))
    chart = Chart(1, 1, "OAK-12", TODAY, history=history)
    ends = TODAY + timedelta(days=10)
    assert next_look(chart, [standing(limit, history, TODAY)], TODAY) == ends
    assert next_look(chart, [standing(limit, history, ends)], ends) == TODAY + timedelta(days=20)


async def test_an_evaluation_with_treatment_on_its_day_is_a_visit(clinic: ClinicDesk) -> None:
    await clinic.say("/session new OAK-12 payer uhc medicare advantage")
    reply = await clinic.say("/session log OAK-12 97161 20560 on 10/5/26")
    assert first_line(reply).startswith("1 of 6 visits used")


@pytest.mark.parametrize(
    ("codes", "discipline"),
    [
        ("92507", Discipline.ST),
        ("97530 97166", Discipline.OT),
        ("97161", Discipline.PT),
        ("97530", None),
    ],
)
async def test_a_code_that_one_discipline_bills_tells_whose_visit_it_is(
    clinic: ClinicDesk, codes: str, discipline: Discipline | None
) -> None:
    await clinic.say("/session new OAK-12")
    await clinic.say(f"/session log OAK-12 {codes}")
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert chart.history.sessions[0].discipline is discipline


async def test_codes_of_two_disciplines_tell_two_visits(clinic: ClinicDesk) -> None:
    await clinic.say("/session new OAK-12")
    await clinic.say("/session log OAK-12 92507 97161")
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    found = [(session.codes, session.discipline) for session in chart.history.sessions]
    assert found == [(("92507",), Discipline.ST), (("97161",), Discipline.PT)]


async def test_where_disciplines_count_apart_an_untold_one_is_a_visit_of_its_own(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-12 payer ohp")
    await clinic.say("/session log OAK-12 97530 ot on 11/2/26")
    reply = await clinic.say("/session log OAK-12 97110 on 11/2/26 again")
    assert first_line(reply).startswith("2 of 30 visits used")
    assert "No discipline was told of session 2, so it counts as a visit of its own" in words(reply)
    reply = await clinic.say("/session log OAK-12 97110 on 11/2/26 again")
    assert first_line(reply).startswith("2 of 30 visits used")


@pytest.mark.parametrize(("code", "counts"), [("98941", "chiropractic"), ("98943", "chiropractic")])
async def test_a_chiropractors_code_uses_no_other_therapys_visits(
    pack: FactBook, code: str, counts: str
) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new ELM-9 payer california workers comp")
    await desk.say(f"/session log ELM-9 {code} on 11/3")
    shown = words(await desk.say("/caps ELM-9"))
    assert shown.count("1 of 24") == 2, "the face and one limit"
    first = lines(await desk.glance("/caps ELM-9"))[0].text
    assert f"24 {counts} visits per industrial injury" in first


async def test_acupuncture_is_no_visit_of_physical_therapy(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new ELM-9 payer ahcccs")
    await desk.say("/session log ELM-9 97810 on 11/3")
    assert "1 of 15" not in words(await desk.say("/caps ELM-9"))

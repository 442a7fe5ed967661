"""What programs, laws and workers' compensation count: each number, window, care and firmness."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.visits.history import History
from models.visits.limit import Limit, Unit
from models.visits.program_window import (
    CalendarWeek,
    FirstDays,
    FiscalYear,
    MonthsFromFirstVisit,
    UntilGap,
)
from models.visits.session import Discipline, Session
from models.visits.standing import standing
from models.visits.window import (
    BenefitYear,
    CalendarYear,
    Episode,
    Injury,
    Window,
)

A_YEAR, ITS_YEAR, FROM_FIRST = CalendarYear(), BenefitYear(1), MonthsFromFirstVisit(12)
EACH = (("physical_therapy", "PT"), ("occupational_therapy", "OT"), ("speech_therapy", "ST"))

# payer, limit, number, unit, window, the care that draws on it, whether more may be authorized
COUNTED: list[tuple[str, str, int, str, Window, str, bool]] = [
    *(("oh_medicaid", name, 30, "visit", ITS_YEAR, care, True) for name, care in EACH),
    ("ky_medicaid", "physical_therapy", 20, "visit", A_YEAR, "PT", True),
    ("ahcccs", "physical_therapy", 15, "visit", FiscalYear(10), "PT", False),
    ("ahcccs", "occupational_therapy", 15, "visit", FiscalYear(10), "OT", False),
    ("masshealth", "physical_therapy", 20, "visit", FROM_FIRST, "PT", True),
    ("masshealth", "occupational_therapy", 20, "visit", FROM_FIRST, "OT", True),
    ("masshealth", "speech_therapy", 35, "visit", FROM_FIRST, "ST", True),
    *(("id_medicaid", name, 20, "visit", A_YEAR, care, True) for name, care in EACH),
    ("wy_medicaid", "physical_therapy", 20, "visit", A_YEAR, "PT", True),
    ("wy_medicaid", "occupational_therapy", 20, "visit", A_YEAR, "OT", True),
    *(("va_medicaid", name, 5, "visit", A_YEAR, care, True) for name, care in EACH),
    ("ohp", "rehabilitative", 30, "discipline_visit", A_YEAR, "PT OT", True),
    ("nc_medicaid", "rehabilitative", 30, "discipline_visit", A_YEAR, "PT OT", False),
    ("mainecare", "event", 2, "visit", Episode(), "PT", True),
    ("husky", "spine_year", 9, "visit", A_YEAR, "PT", True),
    ("husky", "week", 2, "visit", CalendarWeek(), "PT", True),
    ("badgercare", "spell_of_illness", 35, "visit", Episode(), "PT", True),
    ("mn_medicaid", "physical_therapy", 14, "visit", A_YEAR, "PT", True),
    ("wv_medicaid", "event", 20, "discipline_visit", Episode(), "PT OT DC", True),
    ("in_law_first_visits", "first_visits", 12, "visit", Episode(), "PT DC", True),
    ("wa_law_first_visits", "physical_therapy", 6, "visit", Episode(), "PT", True),
    ("wy_law_first_visits", "first_visits", 12, "visit", UntilGap(90), "PT OT", True),
    ("me_law_first_visits", "first_visits", 12, "visit", UntilGap(90), "PT OT DC", True),
    ("mo_law_chiro", "chiropractic", 26, "visit", ITS_YEAR, "DC", True),
    ("wa_lni", "physical_therapy", 12, "visit", Injury(), "PT", True),
    ("wa_lni", "occupational_therapy", 12, "visit", Injury(), "OT", True),
    ("ca_wc", "physical_therapy", 24, "visit", Injury(), "PT", True),
    ("ca_wc", "occupational_therapy", 24, "visit", Injury(), "OT", True),
    ("ca_wc", "chiropractic", 24, "visit", Injury(), "DC", True),
    ("oh_bwc", "presumed", 12, "visit", FirstDays(60), "", True),
    ("oh_bwc", "injections", 3, "treatment", FirstDays(60), "", True),
    ("hi_wc", "first_sixty_days", 15, "treatment", FirstDays(60), "", True),
    ("tx_wc", "early_visits", 6, "discipline_visit", FirstDays(14), "PT OT", True),
    ("presbyterian", "acupuncture", 20, "visit", ITS_YEAR, "acupuncture", False),
    ("presbyterian", "chiropractic", 20, "visit", ITS_YEAR, "DC", False),
    ("ehb_benchmark", "alabama", 30, "discipline_visit", A_YEAR, "PT OT ST", False),
    ("ehb_benchmark", "alaska", 45, "discipline_visit", A_YEAR, "", False),
    ("ehb_benchmark", "arizona", 60, "discipline_visit", A_YEAR, "PT OT ST DC", False),
    ("ehb_benchmark", "arkansas", 60, "discipline_visit", A_YEAR, "PT OT ST DC", False),
    ("ehb_benchmark", "colorado", 20, "discipline_visit", A_YEAR, "PT", False),
    ("ehb_benchmark", "connecticut", 40, "discipline_visit", A_YEAR, "PT OT ST", False),
]

# Programs whose own pages were read and say nothing of needling.
SILENT = (
    "oh_medicaid ky_medicaid ahcccs masshealth ny_medicaid id_medicaid wy_medicaid apple_health "
    "va_medicaid ohp nc_medicaid mainecare husky badgercare mn_medicaid soonercare ms_medicaid "
    "ia_medicaid medi_cal ar_medicaid priority_health_choice healthpartners_mhcp ca_wc oh_bwc "
    "tn_wc hi_wc tx_wc mn_wc or_wc mt_wc mi_no_fault nj_pip arkansas_bcbs"
).split()
# Of these nobody read the decision, or only a page at second hand, or one of long ago.
UNKNOWN = (
    "health_first_co wv_medicaid sc_medicaid az_complete_health in_law_first_visits "
    "wa_law_first_visits wy_law_first_visits me_law_first_visits mo_law_chiro "
    "pending_law_first_visits ny_wc mn_no_fault bcbs_mn horizon_nj florida_blue premera "
    "presbyterian kaiser_wa ehb_benchmark health_alliance_il"
).split()


def limits_of(pack: FactBook, payer: str) -> dict[str, Limit]:
    """A payer's counted limits, by the end of their id."""
    told = [s for position in pack.positions[payer] for s in position.limits]
    return {s.id.rpartition("/")[2]: s for s in told if isinstance(s, Limit)}


@pytest.mark.parametrize(
    ("payer", "limit", "number", "unit", "window", "care", "soft"),
    COUNTED,
    ids=[f"{row[0]}-{row[1]}" for row in COUNTED],
)
def test_what_a_program_counts(  # noqa: PLR0917 - a column each
    pack: FactBook,
    payer: str,
    limit: str,
    number: int,
    unit: str,
    window: Window,
    care: str,
    soft: bool,
) -> None:
    found = limits_of(pack, payer)[limit]
    assert (found.number, found.unit, found.window) == (number, Unit(unit), window)
    assert found.pool.disciplines == tuple(map(Discipline, care.split()))
    assert found.soft is soft


def test_the_table_holds_every_limit_of_the_payers_that_it_names(pack: FactBook) -> None:
    listed = {(payer, limit) for payer, limit, *_ in COUNTED} | {("wa_lni", "treatments")}
    payers = {payer for payer, _ in listed}
    assert len(payers) >= 26
    assert listed == {(payer, limit) for payer in payers for limit in limits_of(pack, payer)}


@pytest.mark.parametrize("payer", SILENT)
def test_a_program_that_is_silent_on_needling_gives_no_verdict(pack: FactBook, payer: str) -> None:
    assert {position.verdict for position in pack.positions[payer]} == {Verdict.SILENT}


@pytest.mark.parametrize("payer", UNKNOWN)
def test_a_decision_that_nobody_read_gives_no_verdict(pack: FactBook, payer: str) -> None:
    assert {position.verdict for position in pack.positions[payer]} == {Verdict.UNKNOWN}


def test_the_steps_of_a_claim_in_washington_open_by_authorization(pack: FactBook) -> None:
    limits = limits_of(pack, "wa_lni")
    assert [limits[f"{care}_therapy"].most for care in ("physical", "occupational")] == [24, 24]


def test_what_is_printed_for_long_ago_counts_no_visit_of_today(pack: FactBook) -> None:
    for limit in limits_of(pack, "ehb_benchmark").values():
        assert not limit.in_force.holds(date(2026, 3, 1))


@pytest.mark.parametrize("payer", ["apple_health", "sc_medicaid", "tn_wc"])
def test_units_that_no_session_keeps_are_told_and_never_counted(pack: FactBook, payer: str) -> None:
    assert any(position.limits for position in pack.positions[payer])
    assert not limits_of(pack, payer)


def test_a_fiscal_year_is_the_program_s_own(pack: FactBook) -> None:
    limit = limits_of(pack, "ahcccs")["physical_therapy"]
    visits = History((Session(1, date(2026, 9, 30)), Session(2, date(2026, 10, 1))))
    found = standing(limit, visits, date(2026, 10, 2))
    assert (found.used, found.resets) == (1, date(2027, 10, 1))

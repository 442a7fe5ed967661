"""The twin of whole charts against one that a biller counted with a pencil."""

from __future__ import annotations

from datetime import date

from tests.models.chart_twin import Billed, Grant, Patient, Rule, Word
from tests.models.payer_twin import Said

NOV_1, NOV_30 = date(2026, 11, 1), date(2026, 11, 30)
YEAR = Rule("aetna/year", "days")
UNITS = Rule("aetna/units", "units", frozenset({"97140"}))


def visit(number: int, day: int, month: int = 11, case: str = "neck", units: int = 2) -> Billed:
    """A visit of 2026 with manual therapy."""
    return Billed(number, date(2026, month, day), (("97140", units),), "PT", case)


def test_each_payer_counts_its_own_days_and_the_second_one_the_same_visits() -> None:
    visits = [visit(1, 5, 10), visit(2, 3), visit(3, 5), visit(4, 5)]
    patient = Patient([Said("aetna")], [Said(None), Said("cigna", NOV_1)], visits)
    assert patient.used(YEAR, "aetna", NOV_30) == 3
    assert patient.used(UNITS, "aetna", NOV_30) == 8
    assert patient.used(YEAR, "cigna", NOV_30) == 2


def test_a_grant_of_a_case_pays_for_it_alone_and_of_units_as_many() -> None:
    visits = [visit(1, 3), visit(2, 5, case="knee")]
    grants = [
        Grant(1, "aetna", 6, "days", NOV_1, NOV_30, case="neck"),
        Grant(2, "aetna", 8, "units", NOV_1, date(2026, 12, 31)),
    ]
    patient = Patient([Said("aetna")], [Said(None)], visits, grants)
    assert patient.drawn("aetna", NOV_30) == {1: 1, 2: 2}


def test_units_of_each_code_are_taken_off_the_grant_of_that_code() -> None:
    billed = (("97110", 2), ("97140", 1), ("97530", 3))
    visits = [Billed(1, date(2026, 11, 3), billed, "PT", "neck")]
    of_each = [
        Grant(1, "aetna", 20, "units", NOV_1, NOV_30, codes=frozenset({"97110", "97140"})),
        Grant(2, "aetna", 8, "units", NOV_1, date(2026, 12, 31)),
    ]
    patient = Patient([Said("aetna")], [Said(None)], visits, of_each)
    assert patient.drawn("aetna", NOV_30) == {1: 3, 2: 3}


def test_a_total_holds_no_visit_that_was_logged_later() -> None:
    visits = [visit(1, 3), visit(2, 5)]
    total = Word(4, date(2026, 11, 20), in_all=True, last_known=1)
    patient = Patient([Said("aetna")], [Said(None)], visits, words=[total])
    assert patient.used(YEAR, "aetna", NOV_30) == 5


def test_a_total_stays_with_the_payer_that_it_was_told_of() -> None:
    total = Word(9, date(2026, 11, 20), in_all=True, told_of="aetna")
    patient = Patient([Said("aetna"), Said("cigna", NOV_1)], [Said(None)], [visit(1, 10)])
    patient.words = [total]
    assert patient.used(YEAR, "aetna", NOV_30) == 9
    assert patient.used(YEAR, "cigna", NOV_30) == 1

"""The biller's own sorting of a log's lines, by hand."""

from __future__ import annotations

from tests.models.claims_twin import claims, visits


def test_codes_of_one_clinician_are_one_visit() -> None:
    assert visits(["97110", "97140"], None, "PT") == {"PT": 1}
    assert visits(["98941"], None, "PT") == {"DC": 1}


def test_exercise_beside_an_adjustment_at_physical_therapists_is_a_visit_of_each() -> None:
    assert claims(["98940", "97110"], None, "PT") == {"DC": ["98940"], "PT": ["97110"]}


def test_manual_therapy_beside_an_adjustment_is_the_chiropractors_own() -> None:
    assert claims(["98940", "97140"], None, "PT") == {"DC": ["98940", "97140"]}
    assert claims(["98940", "97140", "97110"], None, "PT") == {
        "DC": ["98940", "97140"],
        "PT": ["97110"],
    }


def test_manual_therapy_is_whose_it_is_said_to_be() -> None:
    assert claims(["98940", "97140"], "PT", "PT") == {"DC": ["98940"], "PT": ["97140"]}
    assert claims(["98940", "97110"], "DC", "PT") == {"DC": ["98940", "97110"]}


def test_evaluations_of_two_therapists_are_two_visits() -> None:
    assert visits(["97161", "97165"], None, "PT") == {"PT": 1, "OT": 1}


def test_nobody_is_guessed_where_nobody_is_known() -> None:
    assert visits(["97110"], None, None) == {None: 1}

"""Which codes Medicare takes together, and how many units of one a day, as of July 1, 2024."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from models.coverage.edits import EditTable, Together, needling_code, timed_units
from models.coverage.fact_book import FactBook

NEEDLING = ("20560", "20561")
ACUPUNCTURE = ("97810", "97811", "97813", "97814")
INJECTIONS = ("20550", "20551", "20552", "20553")
FREE = "97110 97112 97113 97116 97124 97032 97140 97530 97161 97162 97163 97164 98940 98941 98942"


@pytest.fixture
def table(pack: FactBook) -> EditTable:
    """The table that ships."""
    assert pack.edits is not None
    return pack.edits


def _pairs(ones: tuple[str, ...], others: tuple[str, ...]) -> list[object]:
    return [pytest.param(one, other, id=f"{one} {other}") for one, other in product(ones, others)]


def test_the_table_is_dated_and_sourced(table: EditTable, pack: FactBook) -> None:
    assert table.as_of == date(2024, 7, 1)
    assert set(table.cites) <= pack.sources.keys()


@pytest.mark.parametrize(("one", "other"), _pairs(NEEDLING, ACUPUNCTURE))
def test_needling_and_acupuncture_are_never_paid_on_one_day(
    table: EditTable, one: str, other: str
) -> None:
    verdict = table.pair(other, one)
    assert verdict.together is Together.NEVER
    assert verdict.edit is not None
    assert (verdict.edit.column_one, verdict.edit.column_two) == (one, other)


def test_the_two_needling_codes_are_never_paid_together(table: EditTable) -> None:
    edit = table.pair(*NEEDLING).edit
    assert edit is not None
    assert (edit.column_one, edit.column_two, edit.with_modifier) == ("20561", "20560", False)


@pytest.mark.parametrize(("one", "other"), _pairs(INJECTIONS, NEEDLING))
def test_a_modifier_may_separate_needling_from_an_injection(
    table: EditTable, one: str, other: str
) -> None:
    verdict = table.pair(other, one)
    assert verdict.together is Together.WITH_MODIFIER
    assert verdict.edit is not None
    assert (verdict.edit.column_one, verdict.edit.modifier) == (one, "59")
    assert verdict.edit.note is not None
    assert "same muscle" in verdict.edit.note.says


@pytest.mark.parametrize(("one", "other"), _pairs(NEEDLING, tuple(FREE.split())))
def test_no_edit_pairs_needling_with_therapy(table: EditTable, one: str, other: str) -> None:
    assert table.pair(one, other).together is Together.NO_EDIT


@pytest.mark.parametrize(
    ("one", "other", "pays"),
    [
        pytest.param("20560", "99213", "99213", id="a visit is paid before needling"),
        pytest.param("20561", "99215", "99215", id="and a long one"),
        pytest.param("20561", "99211", "20561", id="the shortest visit is not"),
    ],
)
def test_a_visit_beside_needling_takes_25(
    table: EditTable, one: str, other: str, pays: str
) -> None:
    edit = table.pair(one, other).edit
    assert edit is not None
    assert (edit.modifier, edit.visit, edit.column_one) == ("25", other, pays)


@pytest.mark.parametrize(
    ("one", "other", "year"),
    [
        pytest.param("97140", "97530", 2019, id="manual therapy and activities"),
        pytest.param("97140", "97161", 2020, id="manual therapy and an evaluation"),
        pytest.param("97530", "97164", 2020, id="activities and a re-evaluation"),
        pytest.param("97110", "97164", 2020, id="exercise and a re-evaluation"),
    ],
)
def test_an_edit_that_was_deleted_is_told_as_ended(
    table: EditTable, one: str, other: str, year: int
) -> None:
    verdict = table.pair(one, other)
    assert verdict.together is Together.NO_EDIT
    assert verdict.deleted is not None
    assert verdict.deleted.year == year


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("20560", "95992", id="one code was not looked up"),
        pytest.param("95992", "L1902", id="neither was"),
        pytest.param("20560", "20560", id="a code with itself is a matter of units"),
    ],
)
def test_what_was_not_looked_up_is_unknown(table: EditTable, one: str, other: str) -> None:
    assert table.pair(one, other).together is Together.UNKNOWN


@pytest.mark.parametrize(
    ("codes", "most", "is_fixed"),
    [
        ("20560 20561 20552 20553 97810 97813 97161 97162 97163 97164", 1, True),
        ("97811 97814", 2, False),
        ("97110 97140 97530", 6, False),
        ("97112 97032 97116 97124", 4, False),
        ("G0283", 1, False),
    ],
)
def test_units_a_day(table: EditTable, codes: str, most: int, is_fixed: bool) -> None:
    for code in codes.split():
        daily = table.units(code)
        assert daily is not None, code
        assert (daily.most, daily.is_fixed) == (most, is_fixed), code


def test_a_code_that_the_table_does_not_hold_cannot_be_named_of_it(table: EditTable) -> None:
    assert table.tabled("97035").code == "97035"
    with pytest.raises(KeyError):
        table.tabled("anything typed")


@pytest.mark.parametrize(("muscles", "code"), [(1, "20560"), (2, "20560"), (3, "20561")])
def test_muscles_choose_the_code(muscles: int, code: str) -> None:
    assert needling_code(muscles) == code


@pytest.mark.parametrize(
    ("minutes", "units"), [(7, 0), (8, 1), (22, 1), (23, 2), (37, 2), (38, 3), (52, 3), (53, 4)]
)
def test_eight_minutes_begin_a_unit(minutes: int, units: int) -> None:
    assert timed_units(minutes) == units

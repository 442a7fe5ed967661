"""Whether the ranges told hold, on patients that nothing was chosen by; FORECASTS=500 draws 500."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path
from statistics import median

import pytest

from tests.models.forecast import world
from tests.models.forecast.measure import (
    HORIZONS,
    PROOF,
    booked_through,
    share_inside,
    table,
    table_by_care,
    table_by_horizon,
    told_of,
)

ROOT = Path(__file__).parents[3]
GUIDE = ROOT / "docs" / "forecast.md"
CODE = ("models", "handlers", "jobs", "bot")

PATIENTS = int(os.environ.get("FORECASTS", "80"))
GIVE = 0.05 if PATIENTS >= 500 else 0.1  # few patients say less


@pytest.mark.sheet
@pytest.mark.parametrize("with_bookings", [False, True], ids=["at a pace", "as booked"])
def test_four_of_five_real_days_lie_in_the_ranges_told(with_bookings: bool) -> None:
    told = list(told_of(range(PROOF, PROOF + PATIENTS), with_bookings=with_bookings))
    assert sum(one.has_range for one in told) > PATIENTS * 2
    assert share_inside(told) == pytest.approx(0.8, abs=GIVE)
    if not with_bookings:
        assert all(one.has_range is (one.left <= 4) for one in told)


@pytest.mark.sheet
def test_where_every_visit_is_booked_half_of_the_days_told_are_right_to_four_days() -> None:
    told = told_of(range(PROOF, PROOF + PATIENTS), with_bookings=True)
    number, error = booked_through(told)
    assert number > PATIENTS
    assert error <= 4


@pytest.mark.sheet
def test_with_a_whole_plan_booked_half_of_all_days_told_are_right_to_four_days() -> None:
    seeds = range(PROOF, PROOF + 500)  # of fewer the median says little: many are right to the day
    booked = list(told_of(seeds, with_bookings=True, horizon=HORIZONS[-1]))
    without = list(told_of(seeds, with_bookings=False))
    assert len(booked) > len(seeds) * 5
    assert median(t.error for t in booked) <= 4
    assert median(t.error for t in without) >= 12


def test_the_world_of_patients_knows_nothing_of_the_project() -> None:
    tree = ast.parse(Path(world.__file__).read_text())
    names = [a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    tops = {name.split(".")[0] for name in names}
    assert tops <= {"__future__", "collections", "dataclasses", "datetime", "random"}


def test_a_patient_of_the_world_is_one_of_whom_a_clinic_could_tell() -> None:
    patients = [world.patient(seed) for seed in range(PROOF, PROOF + 200)]
    assert {one.care for one in patients} == set(world.SHARES)
    for one in patients:
        assert list(one.visits) == sorted(set(one.visits))
        assert all(day.weekday() <= 4 for day in one.visits)
    kept = sum(set(one.planned[: len(one.visits) - 1]) == set(one.visits[1:]) for one in patients)
    assert kept < len(patients) / 5, "hardly anybody keeps every appointment"


@pytest.mark.sheet
@pytest.mark.skipif(PATIENTS != 500, reason="the guide's tables are of 500 patients")
@pytest.mark.parametrize("with_bookings", [False, True], ids=["at a pace", "as booked"])
def test_the_guide_prints_what_is_measured(with_bookings: bool) -> None:
    guide = GUIDE.read_text()
    assert "\n".join(table(PATIENTS, with_bookings=with_bookings)) in guide
    assert "\n".join(table_by_care(PATIENTS)) in guide
    assert "\n".join(table_by_horizon(PATIENTS)) in guide
    number, error = booked_through(told_of(range(PROOF, PROOF + PATIENTS), with_bookings=True))
    assert f"({number} of these forecasts), the median error is {error:g} days" in guide


def test_nothing_claims_a_share_of_days_that_was_not_measured() -> None:
    claims = re.compile(
        r"\b(four|4) (times )?(out )?of (five|5)\b|\b80 ?(%|percent)", re.IGNORECASE
    )
    files = [path for top in CODE for path in (ROOT / top).rglob("*.py")]
    assert not [path for path in files if claims.search(path.read_text())]

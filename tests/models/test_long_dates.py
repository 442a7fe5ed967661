"""Taking dates out of a long text costs in proportion to its length."""

from __future__ import annotations

import re
from datetime import date

import pytest

from models.understanding.dates import dates_of_service

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("unit", ["3/15/2021 ", "march 15 ", "dos 063021 "])
def test_repeated_dates_are_taken_as_one(unit: str) -> None:
    taken = dates_of_service.take(unit * 100, TODAY)
    assert taken.on
    assert not re.search(r"[0-9]", taken.remaining)

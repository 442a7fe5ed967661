"""How often somebody comes, in the words of a front desk, and on which days that is."""

from __future__ import annotations

from datetime import date

import pytest

from models.understanding.commands.booking_days import Refused, RowFault, read_days

TODAY = date(2026, 11, 30)  # a Monday


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("every other wed until 1/15", "12/02 12/16 12/30 01/13"),
        ("12/9 and every other wed until 1/15", "12/09 12/23 01/06"),
        ("every 2 weeks on Tue until 12/31", "12/01 12/15 12/29"),
        ("every second week Mon Fri until 12/20", "12/04 12/07 12/18"),
        ("12/8 every week until 1/5", "12/08 12/15 12/22 12/29 01/05"),
        ("12/8 weekly until 12/20", "12/08 12/15"),
        ("weekly on Mon until 12/20", "12/07 12/14"),
        ("2x/week Tue Thu until 12/10", "12/01 12/03 12/08 12/10"),
        ("twice a week Tue Thu until 12/10", "12/01 12/03 12/08 12/10"),
        ("every tuesday for 2 weeks", "12/01 12/08"),
    ],
)
def test_days_are_repeated_as_often_as_is_told(typed: str, days: str) -> None:
    assert " ".join(f"{day:%m/%d}" for day in read_days(typed, TODAY)) == days


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        pytest.param("twice a week until 12/31", RowFault.NO_DAY, id="on which days"),
        pytest.param("2x week until 12/20", RowFault.NO_DAY, id="in short"),
        pytest.param("weekly until 1/5", RowFault.NO_DAY, id="weekly"),
        pytest.param("every tuesday", RowFault.NO_END, id="until when"),
        pytest.param("each Mon and Wed", RowFault.NO_END, id="until when, of two"),
    ],
)
def test_what_is_missing_is_asked_and_nothing_is_made_up(typed: str, fault: RowFault) -> None:
    with pytest.raises(Refused) as refused:
        read_days(typed, TODAY)
    assert refused.value.fault is fault

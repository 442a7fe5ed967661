"""The twin of payers by date against charts that a biller counted with a pencil."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.models.payer_twin import (
    Said,
    Total,
    Visit,
    falls_short,
    paid_by,
    paid_in_any_rank,
    payer_of,
    plan_of,
    used_in_year,
    whose_count,
)

AETNA, CIGNA = Said("aetna"), Said("cigna", date(2026, 11, 1))
BEFORE = [Visit(n, date(2026, 1, 5) + timedelta(days=7 * n)) for n in range(1, 16)]


def test_fifteen_visits_before_the_change_stay_with_the_old_payer() -> None:
    said = [AETNA, CIGNA]
    assert len(paid_by(said, "aetna", BEFORE)) == 15
    assert paid_by(said, "cigna", BEFORE) == []


@pytest.mark.parametrize(
    ("said", "payers"),
    [
        pytest.param([AETNA, CIGNA], ["aetna", "cigna", "cigna"], id="changed"),
        pytest.param(
            [AETNA, CIGNA, Said("aetna", date(2026, 12, 1))],
            ["aetna", "cigna", "aetna"],
            id="changed back",
        ),
        pytest.param(
            [AETNA, Said("medicaid", date(2026, 9, 1), date(2026, 11, 30))],
            ["medicaid", "medicaid", "aetna"],
            id="for some months",
        ),
        pytest.param([AETNA, Said("cigna")], ["cigna"] * 3, id="wrong from the start"),
    ],
)
def test_the_last_word_on_a_day_holds(said: list[Said], payers: list[str]) -> None:
    days = (date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 1))
    assert [payer_of(said, day) for day in days] == payers


@pytest.mark.parametrize(
    ("held_until", "used"),
    [
        pytest.param(date(2026, 11, 20), 9, id="the visit entered afterwards comes on top"),
        pytest.param(date(2026, 10, 21), 12, id="and so do visits whose claims are not in"),
    ],
)
def test_a_total_does_not_hold_what_it_cannot_know(held_until: date, used: int) -> None:
    known = [Visit(n, date(2026, 10, 5) + timedelta(days=7 * n)) for n in (0, 1, 3, 4, 5)]
    visits = [*(Visit(n + 1, v.on) for n, v in enumerate(known)), Visit(6, date(2026, 11, 16))]
    total = Total(8, date(2026, 11, 20), held_until, last_known=5)
    assert used_in_year(visits, [total], date(2026, 11, 28)) == used


def test_a_second_payer_counts_the_same_visits_and_those_that_it_paid_first() -> None:
    firsts, seconds = [AETNA, CIGNA], [Said("medicaid"), Said("aetna", CIGNA.first)]
    visits = [*BEFORE, Visit(16, date(2026, 11, 3))]
    assert len(paid_in_any_rank(firsts, seconds, "aetna", visits)) == 16
    assert len(paid_in_any_rank(firsts, seconds, "medicaid", visits)) == 15
    assert len(paid_in_any_rank(firsts, seconds, "cigna", visits)) == 1


def test_a_total_stays_with_whom_it_was_told_of_when_another_pays_from_a_day() -> None:
    nov_1, nov_20 = date(2026, 11, 1), date(2026, 11, 20)
    aetna = Said("aetna")
    assert whose_count([aetna, Said("cigna", nov_1)], nov_20) == "aetna"
    assert whose_count([aetna, Said("cigna")], nov_20) == "cigna"
    assert whose_count([aetna, Said("cigna", nov_1), Said("va", nov_1)], nov_20) == "aetna"
    assert whose_count([Said(None), Said("cigna", nov_1)], nov_20) == "cigna"


@pytest.mark.parametrize(
    ("said", "plans"),
    [
        pytest.param(
            [Said("aetna", plan="PPO"), Said("humana", date(2026, 12, 1), plan="HMO")],
            ["PPO", "PPO", "HMO"],
            id="a plan to come leaves the one of today",
        ),
        pytest.param(
            [Said("aetna", plan="PPO"), CIGNA], ["PPO", "", ""], id="another payer has another plan"
        ),
        pytest.param(
            [AETNA, Said(None, date(2026, 12, 1), plan="self-pay")],
            ["", "", "self-pay"],
            id="the patient pays from a later day",
        ),
        pytest.param(
            [AETNA, Said("aetna", date(2026, 12, 1), plan="HMO")],
            ["", "", "HMO"],
            id="the same payer with another plan",
        ),
        pytest.param(
            [Said("aetna", plan="PPO"), CIGNA, Said("aetna")],
            ["PPO", "PPO", "PPO"],
            id="said again for all days without it",
        ),
        pytest.param(
            [Said("aetna", plan="PPO"), Said("aetna", plan="")],
            ["", "", ""],
            id="taken back",
        ),
    ],
)
def test_a_plan_is_of_the_days_for_which_it_was_said(said: list[Said], plans: list[str]) -> None:
    days = (date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 1))
    assert [plan_of(said, day) for day in days] == plans


def test_nobody_is_asked_for_visits_that_another_pays() -> None:
    said, on = [AETNA, Said("cigna", date(2027, 1, 1))], date(2026, 12, 14)
    booked = [on + timedelta(days=7 * n) for n in range(6)]  # three of them until Dec 31
    assert not falls_short(said, on, 3, booked)
    assert falls_short(said, on, 2, booked)
    assert falls_short([AETNA], on, 5, booked)
    assert not falls_short([AETNA], on, 6, booked)

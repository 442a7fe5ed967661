"""How long a payer has to decide: by law, by plan, by its own word, or nobody knows."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.decision_time import ClockDays, DecisionTime, RequestTo, times_for
from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness, Payer
from models.coverage.plan_kind import PlanKind

TODAY = date(2026, 11, 30)


def held(
    book: FactBook, payer: str, plan: str = "", state: str = "", on: date = TODAY
) -> list[str]:
    """The times of the pack that may hold, with their days."""
    request = RequestTo(book.payers[payer], plan, state or None, on)
    return [f"{time.id} {time.days}" for time in times_for(book.decisions, request)]


@pytest.mark.parametrize(
    ("payer", "plan", "state", "expected"),
    [
        pytest.param("humana", "Medicare Advantage", "", ["medicare_advantage 7"], id="plan told"),
        pytest.param("humana", "", "", [], id="commercial or Medicare Advantage: nobody told"),
        pytest.param("priority_health_ma", "", "", ["medicare_advantage 7"], id="one line only"),
        pytest.param("medi_cal", "", "", ["medicaid 7"], id="Medicaid"),
        pytest.param("uhc_community_plan", "", "TX", ["uhc_community_plan_tx 3"],
                     id="its own word comes before the law's"),
        pytest.param("uhc_community_plan", "", "OH", ["medicaid 7"], id="of another state"),
        pytest.param("aetna", "", "", [], id="commercial: unknown"),
        pytest.param("aetna", "PPO", "", [], id="a PPO may be anybody's"),
        pytest.param("aetna", "self-funded", "", ["self_funded 15"], id="self-funded"),
        pytest.param("aetna", "self-funded", "AK", ["self_funded 15"],
                     id="a state's law binds no self-funded plan"),
        pytest.param("aetna", "", "AK", ["alaska 3", "self_funded 15"],
                     id="a state told, and perhaps self-funded"),
        pytest.param("aetna", "marketplace", "AK", ["alaska 3"], id="insured in Alaska"),
        pytest.param("aetna", "state employees", "AK", [], id="a state's own employees"),
        pytest.param("aetna", "Medicare Advantage", "AK", ["medicare_advantage 7"],
                     id="Medicare Advantage, whatever the state"),
        pytest.param("aetna", "", "NV", [], id="a state of which nothing is held"),
        pytest.param("aetna", "marketplace", "AL", ["alabama_2026 None"],
                     id="a law of which the number was not read"),
        pytest.param("union_plan", "", "", ["self_funded_by_name 15"], id="self-funded by name"),
        pytest.param("priority_health", "HMO", "", ["priority_health 14"], id="Priority Health"),
        pytest.param("ca_wc", "", "", ["california 5"], id="the payer's own state"),
        pytest.param("tx_wc", "", "NY", ["texas 3"], id="the payer's state, not the clinic's"),
        pytest.param("wc_other", "", "NY", ["new_york 30"], id="the clinic's state"),
        pytest.param("wc_other", "", "", [], id="workers' compensation of no state"),
        pytest.param("wa_lni", "", "", ["washington None"], id="none named"),
        pytest.param("medicare", "", "", [], id="original Medicare"),
        pytest.param("evicore_tpi", "", "", [], id="who reviews for others"),
    ],
)  # fmt: skip
def test_the_time_is_that_of_the_line_the_plan_or_the_state(
    pack: FactBook, payer: str, plan: str, state: str, expected: list[str]
) -> None:
    assert held(pack, payer, plan, state) == expected


def test_a_time_holds_from_the_day_of_its_rule(pack: FactBook) -> None:
    before = date(2025, 12, 31)
    assert held(pack, "medi_cal", on=before) == []
    assert held(pack, "aetna", "marketplace", "AL", before) == ["alabama 2"]


def test_of_several_lines_each_has_to_be_known() -> None:
    lines = (LineOfBusiness.MEDICAID, LineOfBusiness.MEDICARE_ADVANTAGE)
    both = Payer("both", "Both", lines, ())
    one, other = (DecisionTime(str(line), "A", ("s",), 7, lines=(line,)) for line in lines)
    request = RequestTo(both, "", None, TODAY)
    assert times_for([one, other], request) == (one, other)
    assert times_for([one], request) == ()
    assert request.is_plan_open


def test_whether_a_plan_has_to_be_told(pack: FactBook) -> None:
    def is_open(payer: str, plan: str = "") -> bool:
        return RequestTo(pack.payers[payer], plan, None, TODAY).is_plan_open

    assert is_open("aetna") and is_open("humana")
    assert not is_open("aetna", PlanKind.SELF_FUNDED)
    assert not is_open("medi_cal")


def test_a_time_is_of_urgent_requests_or_of_others(pack: FactBook) -> None:
    for time in pack.decisions:
        assert ("urgent" in time.says) is time.urgent, time.id
    urgent = RequestTo(pack.payers["humana"], "Medicare Advantage", None, TODAY, is_urgent=True)
    assert [t.id for t in times_for(pack.decisions, urgent)] == ["medicare_advantage_urgent"]


def test_every_time_is_counted_in_the_days_that_it_names(pack: FactBook) -> None:
    for time in pack.decisions:
        assert ("working day" in time.says) is (time.clock is ClockDays.WORKING), time.id

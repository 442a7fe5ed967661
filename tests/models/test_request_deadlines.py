"""By which day a payer has to decide, against dates worked out by hand from the sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import federal_holidays
from models.alerts.holidays import Holidays
from models.alerts.hours import Hours
from models.coverage.decision_time import ClockDays, DecisionTime
from models.coverage.fact_book import FactBook
from models.visits.chart import Chart
from models.visits.chart_outlook import deadlines, request_outlook
from models.visits.outlook import Outlook
from models.visits.visit_request import RequestState, VisitRequest


def day(text: str) -> date:
    """A day of the winter of 2026."""
    month, number = map(int, text.split("/"))
    return date(2026 if month > 6 else 2027, month, number)


def asked(payer: str, plan: str, state: str, sent: str) -> tuple[Chart, VisitRequest]:
    """A chart with one open request."""
    request = VisitRequest(1, 12, day(sent), payer)
    chart = Chart(1, 1, "OAK-12", day(sent), payer, plan=plan, state=state or None)
    return replace(chart, requests=(request,)), request


@pytest.mark.parametrize(
    ("asked_of", "sent", "due"),
    [
        # CMS-0057-F as Wellcare told its groups: 7 calendar days; none stops for a holiday.
        pytest.param("humana/Medicare Advantage/", "11/20", "11/27", id="7 days, Thanksgiving"),
        pytest.param("humana/Medicare Advantage/", "11/28", "12/5", id="7 days, to a Saturday"),
        pytest.param("humana/Medicare Advantage/", "12/28", "1/4", id="7 days, over New Year"),
        pytest.param("medi_cal//CA", "11/25", "12/2", id="Medicaid: 7 days"),
        # 29 CFR 2560.503-1: 15 days for a request before care.
        pytest.param("aetna/self-funded/", "11/27", "12/12", id="ERISA: 15 days"),
        # 8 CCR 9792.9.1: five business days, the day of receipt is day 0, state holidays stop it:
        # Thanksgiving and, in California, the day after.
        pytest.param("ca_wc//", "11/20", "12/1", id="California: two holidays on the way"),
        pytest.param("ca_wc//", "12/7", "12/14", id="California: a plain week"),
        pytest.param("ca_wc//", "12/24", "1/4", id="California: Christmas and New Year"),
        pytest.param("ca_wc//", "12/5", "12/14", id="California: sent on a Saturday"),
        # 28 TAC 134.600: three working days from receipt.
        pytest.param("tx_wc//", "11/23", "11/27", id="Texas: over Thanksgiving"),
        pytest.param("tx_wc//", "12/3", "12/8", id="Texas: over a weekend"),
        pytest.param("uhc_community_plan//TX", "12/4", "12/9", id="Texas Medicaid: 3 working"),
        # NYWCB: 30 days or less.
        pytest.param("wc_other//NY", "11/30", "12/30", id="New York: 30 days"),
        pytest.param("aetna/marketplace/AK", "12/1", "12/4", id="Alaska: 72 hours"),
        # Insured in 3 days or self-funded in 15: nobody told which, so the longer one.
        pytest.param("aetna//AK", "12/1", "12/16", id="Alaska, perhaps self-funded"),
    ],
)  # fmt: skip
def test_the_last_day_of_a_decision(pack: FactBook, asked_of: str, sent: str, due: str) -> None:
    chart, request = asked(*asked_of.split("/"), sent)
    (dated,) = deadlines(pack)(chart)
    assert dated.due == day(due)
    assert dated.ask_on == day(due) + timedelta(days=1)
    assert not dated.is_late(day(due))
    assert dated.is_late(day(due) + timedelta(days=1))
    assert request.due is None


@pytest.mark.parametrize(
    ("asked_of", "sent", "due"),
    [
        # 42 CFR 422.572: 72 hours after receipt; Wellcare: unchanged in 2026.
        pytest.param("humana/Medicare Advantage/", "11/25", "11/28", id="Medicare Advantage"),
        pytest.param("medi_cal//CA", "12/30", "1/2", id="Medicaid, over New Year"),
        # 29 CFR 2560.503-1: 72 hours before care.
        pytest.param("aetna/self-funded/", "11/27", "11/30", id="ERISA"),
        # 8 CCR 9792.9.1: 72 hours, weekends among them.
        pytest.param("ca_wc//", "11/27", "11/30", id="California, over a weekend"),
        pytest.param("uhc_community_plan//TX", "12/4", "12/7", id="Texas Medicaid"),
        pytest.param("aetna/marketplace/AK", "12/1", "12/2", id="Alaska: 24 hours"),
        pytest.param("aetna/marketplace/AZ", "12/1", "12/6", id="Arizona: 5 days"),
        pytest.param("aetna/marketplace/ND", "12/1", "12/4", id="North Dakota"),
        pytest.param("aetna/marketplace/NE", "12/1", "12/4", id="Nebraska"),
        # Insured in 24 hours or self-funded in 72: nobody told which, so the longer one.
        pytest.param("aetna//AK", "12/1", "12/4", id="Alaska, perhaps self-funded"),
    ],
)
def test_the_last_day_of_an_urgent_decision(
    pack: FactBook, asked_of: str, sent: str, due: str
) -> None:
    chart, request = asked(*asked_of.split("/"), sent)
    urgent = replace(request, expedited=request.sent)
    (dated,) = deadlines(pack)(replace(chart, requests=(urgent,)))
    assert dated.due == day(due)


@pytest.mark.parametrize(
    ("payer", "plan", "state"),
    [
        pytest.param("tx_wc", "", "", id="Texas: working days, and nothing of urgent ones"),
        pytest.param("wc_other", "", "NY", id="New York"),
        pytest.param("priority_health", "HMO", "", id="Priority Health: 14 days of others"),
        pytest.param("aetna", "", "", id="commercial"),
        pytest.param("aetna", "marketplace", "AL", id="a law that was not read"),
        pytest.param("medicare", "", "", id="original Medicare"),
    ],
)
def test_an_urgent_request_takes_no_other_ones_time(
    pack: FactBook, payer: str, plan: str, state: str
) -> None:
    chart, request = asked(payer, plan, state, "11/23")
    urgent = replace(request, expedited=request.sent)
    (dated,) = deadlines(pack)(replace(chart, requests=(urgent,)))
    assert dated.due is None
    assert dated.ask_on == day("11/28")  # three working days, without Thanksgiving


@pytest.mark.parametrize(
    ("sent", "expedited", "due"),
    [
        pytest.param("11/20", "11/21", "11/24", id="72 hours from the day it was asked"),
        pytest.param("11/20", "11/26", "11/27", id="the usual time ends before"),
    ],
)
def test_of_what_is_made_urgent_later_both_times_run(
    pack: FactBook, sent: str, expedited: str, due: str
) -> None:
    chart, request = asked("humana", "Medicare Advantage", "", sent)
    urgent = replace(request, expedited=day(expedited))
    (dated,) = deadlines(pack)(replace(chart, requests=(urgent,)))
    assert dated.due == day(due)


@pytest.mark.parametrize(
    ("payer", "plan", "state", "late"),
    [
        pytest.param("aetna", "", "", "12/8", id="commercial, of no told state"),
        pytest.param("aetna", "marketplace", "AL", "12/8", id="a law that was not read"),
        pytest.param("wa_lni", "", "", "12/8", id="Washington names no time"),
        pytest.param("medicare", "", "", "12/8", id="original Medicare"),
        pytest.param("humana", "", "", "12/8", id="of which line of business nobody told"),
    ],
)
def test_without_a_time_nothing_is_due_and_ten_working_days_are_planned(
    pack: FactBook, payer: str, plan: str, state: str, late: str
) -> None:
    chart, _ = asked(payer, plan, state, "11/20")
    (dated,) = deadlines(pack)(chart)
    assert dated.due is None
    assert dated.ask_on == day(late)  # 11/23 to 12/7 without Thanksgiving


def test_a_request_to_who_pays_second_goes_by_its_own_line(pack: FactBook) -> None:
    chart, _ = asked("humana", "Medicare Advantage", "", "11/20")
    second = VisitRequest(2, 6, day("11/20"), "medi_cal")
    other = VisitRequest(3, 6, day("11/20"), "aetna")
    of_both = deadlines(pack)(replace(chart, requests=(*chart.requests, second, other)))
    assert [r.due for r in of_both] == [day("11/27"), day("11/27"), None]
    assert request_outlook(chart, other, pack).is_plan_open


def test_what_is_decided_keeps_its_days(pack: FactBook) -> None:
    chart, request = asked("humana", "Medicare Advantage", "", "11/20")
    ended = replace(request, state=RequestState.DENIED, decided=day("11/25"))
    assert deadlines(pack)(replace(chart, requests=(ended,))) == (ended,)
    assert not replace(ended, ask_on=day("11/28")).is_late(day("12/1"))


_DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
_TIMES = st.builds(
    DecisionTime,
    st.just("time"),
    st.just("They decide"),
    st.just(("s",)),
    st.integers(1, 30),
    st.sampled_from(ClockDays),
)
_HOURS = st.builds(
    Hours,
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    holidays=st.builds(Holidays, federal=st.booleans()),
)


@given(_DAYS, _TIMES, _HOURS)
def test_what_is_asked_by_its_day_is_decided_by_the_day_needed(
    needed: date, time: DecisionTime, hours: Hours
) -> None:
    outlook = Outlook(hours=hours, decisions=(time,))
    asked_on = outlook.ask_by(needed)
    if time.clock is ClockDays.CALENDAR or federal_holidays.is_working_day(asked_on):
        due = outlook.due(asked_on)
        assert due is not None
        assert due <= needed


@given(_DAYS, _TIMES)
def test_a_clock_of_working_days_counts_each_working_day_once(
    sent: date, time: DecisionTime
) -> None:
    working = replace(time, clock=ClockDays.WORKING)
    due = Outlook(decisions=(working,)).due(sent)
    assert due is not None
    between = [sent + timedelta(days=n) for n in range(1, (due - sent).days + 1)]
    counted = sum(map(federal_holidays.is_working_day, between))
    is_on_working_day = federal_holidays.is_working_day(sent)
    assert counted == (time.days or 0) + (not is_on_working_day)
    assert federal_holidays.is_working_day(due)


@given(_DAYS, _TIMES, _TIMES)
def test_of_two_times_the_later_day_holds(
    sent: date, one: DecisionTime, other: DecisionTime
) -> None:
    alone = [Outlook(decisions=(time,)).due(sent) for time in (one, other)]
    assert Outlook(decisions=(one, other)).due(sent) == max(filter(None, alone))

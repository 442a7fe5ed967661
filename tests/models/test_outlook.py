"""By which day to ask, in working days, with holidays and the clinic's own days off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.alerts.holidays import Holidays
from models.alerts.hours import Hours
from models.coverage.decision_time import ClockDays, DecisionTime
from models.visits.outlook import Outlook

SEVEN = DecisionTime("seven", "They have 7 days", ("s",), 7)
FIVE_WORKING = DecisionTime("five", "They have 5 working days", ("s",), 5, ClockDays.WORKING)
CALIFORNIA = replace(FIVE_WORKING, states=("CA",), state_holidays=True)
UNREAD = DecisionTime("unread", "A law sets a time that was not read", ("s",))
OWN_DAYS = Hours(holidays=Holidays(own=(("2026-11-27", True), ("11-25", True))))
TUESDAYS_OFF = Hours(days=(0, 2, 3, 4))


def day(text: str) -> date:
    """A day of the winter of 2026."""
    month, number = map(int, text.split("/"))
    return date(2026 if month > 6 else 2027, month, number)


@pytest.mark.parametrize(
    ("needed", "decisions", "hours", "ask_by"),
    [
        pytest.param("12/18", (SEVEN,), Hours(), "12/11", id="7 days before"),
        pytest.param("12/20", (SEVEN,), Hours(), "12/11", id="a Sunday: the Friday before"),
        pytest.param("12/3", (SEVEN,), Hours(), "11/25", id="Thanksgiving: the day before"),
        pytest.param("12/3", (SEVEN,), OWN_DAYS, "11/24", id="and that is a day off of ours"),
        pytest.param("12/4", (SEVEN,), OWN_DAYS, "11/24", id="off from Wednesday to Friday"),
        pytest.param("12/15", (SEVEN,), TUESDAYS_OFF, "12/7", id="nobody works on Tuesdays"),
        pytest.param("12/18", (FIVE_WORKING,), Hours(), "12/11", id="5 working days"),
        pytest.param("12/2", (FIVE_WORKING,), Hours(), "11/24", id="5 working days, one holiday"),
        pytest.param("12/2", (FIVE_WORKING,), OWN_DAYS, "11/24",
                     id="our days off stop no clock of the payer's"),
        pytest.param("12/2", (CALIFORNIA,), Hours(), "11/23", id="two holidays in California"),
        pytest.param("12/12", (FIVE_WORKING,), Hours(), "12/4",
                     id="a Saturday: decided on the Friday before"),
        pytest.param("12/2", (SEVEN, FIVE_WORKING), Hours(), "11/24", id="of two the longer one"),
        pytest.param("12/18", (), Hours(), "12/4", id="unknown: 10 working days"),
        pytest.param("12/4", (), Hours(), "11/19", id="unknown: 10 working days, one holiday"),
        pytest.param("12/4", (), OWN_DAYS, "11/17", id="unknown: our days off do not count"),
        pytest.param("12/4", (UNREAD,), Hours(), "11/19", id="a time that was not read"),
        pytest.param("12/4", (SEVEN, UNREAD), Hours(), "11/19", id="one known, one not read"),
        pytest.param("1/4", (SEVEN,), Hours(), "12/28", id="over the new year"),
    ],
)  # fmt: skip
def test_the_last_day_on_which_to_ask(
    needed: str, decisions: tuple[DecisionTime, ...], hours: Hours, ask_by: str
) -> None:
    outlook = Outlook(hours=hours, decisions=decisions)
    assert outlook.ask_by(day(needed)) == day(ask_by)


def test_who_works_on_federal_holidays_may_ask_on_them() -> None:
    open_then = replace(Hours(), holidays=Holidays(federal=False))
    assert Outlook(hours=open_then, decisions=(SEVEN,)).ask_by(day("12/3")) == day("11/26")


def test_a_time_is_known_where_each_that_may_hold_has_a_number() -> None:
    assert Outlook(decisions=(SEVEN, FIVE_WORKING)).knows_decision
    assert not Outlook(decisions=(SEVEN, UNREAD)).knows_decision
    assert not Outlook().knows_decision

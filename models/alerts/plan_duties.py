"""When what is owed of a plan of care is due to be told (owed): once near, once on its last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.alerts.alert import PLAN_KINDS, AlertKind, DatedCause, Threshold
from models.alerts.expiring import is_away
from models.visits.booking import days_ahead
from models.visits.chart import Chart
from models.visits.plan_of_care import Nearness, PlanClock, PlanDuty

SOON, LAST = 1, 0
"""The numbers of the two thresholds of a duty."""

IF_CARE_GOES_ON = {PlanDuty.RECERTIFY, PlanDuty.REFERRAL}
"""What is owed only where somebody comes again."""


def owed(chart: Chart, on: date) -> Iterator[DatedCause]:
    """One cause for each duty that is near, by the clinic's warnings for who pays."""
    if not chart.preferences.warnings_for(chart.payer_on(on)).duties:
        return
    over = is_care_over(chart, on)
    for clock in chart.clocks:
        nearness = clock.nearness(on)
        if nearness is Nearness.FAR or (over and clock.duty in IF_CARE_GOES_ON):
            continue
        number = LAST if nearness is Nearness.LAST else SOON
        yield DatedCause(*clock.key, Threshold(AlertKind(clock.duty.value), number))


def is_care_over(chart: Chart, on: date) -> bool:
    """Whether nobody came for long and nothing is booked: care may have ended."""
    return is_away(chart.history, on) and not days_ahead(chart, on)


def duty_of(kind: AlertKind) -> PlanDuty | None:
    """The duty that alerts of a kind are about; None where it is none."""
    return PlanDuty(kind.value) if kind in PLAN_KINDS else None


def clock_of(clocks: tuple[PlanClock, ...], window_key: tuple[str, date]) -> PlanClock | None:
    """The clock that an alert is about, while it runs."""
    return next((clock for clock in clocks if clock.key == window_key), None)

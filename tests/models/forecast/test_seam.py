"""What a chart holds reaches its forecast: bookings, the payer's time, the clinic's days off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from models.alerts.holidays import Holidays
from models.alerts.hours import Hours
from models.alerts.preview import expected
from models.clinic.preferences import Preferences
from models.coverage.fact_book import FactBook
from models.period import Period
from models.visits import counting
from models.visits.apply_events import apply
from models.visits.authorization import Authorization
from models.visits.chart import Chart, DoneBy
from models.visits.events import AuthorizationAdded, SecondarySet, SessionLogged
from models.visits.forecast import forecast
from models.visits.session import Session
from models.visits.standing import Standing
from tests.models.forecast.test_forecast import TUESDAYS_AND_THURSDAYS, day

TODAY = date(2026, 4, 23)
BY = DoneBy("U1", datetime(2026, 4, 23, 15, tzinfo=UTC), TODAY)
OFF = Preferences(hours=Hours(holidays=Holidays(own=(("2026-04-28", True),))))


def a_chart(allowed: int = 12, payer: str = "medi_cal") -> Chart:
    """Ten visits of an authorization used, on Tuesdays and Thursdays."""
    chart = Chart(1, 1, "BLUE-7", date(2026, 1, 1), payer=payer)
    held = Authorization("1", allowed, Period(date(2026, 1, 1), date(2026, 12, 31)), serial=1)
    chart = apply(chart, AuthorizationAdded(held), BY)
    for number, iso in enumerate(TUESDAYS_AND_THURSDAYS.split(), 1):
        chart = apply(chart, SessionLogged(Session(number, day(iso))), BY)
    return chart


def granted(chart: Chart, book: FactBook) -> Standing:
    """How the authorization stands today."""
    return next(s for s in counting.current(chart, book, TODAY) if s.limit.serial)


def about(chart: Chart, book: FactBook) -> date | None:
    """When it is expected to be used up."""
    found = forecast(granted(chart, book))
    return found.about if found else None


def test_a_charts_bookings_lead_its_forecast(pack: FactBook) -> None:
    chart = a_chart()
    assert about(chart, pack) == date(2026, 4, 30)
    booked = replace(chart, booked=(day("2026-05-04"), day("2026-05-11")))
    assert about(booked, pack) == date(2026, 5, 11)


def test_a_day_off_of_the_clinics_own_moves_a_visit(pack: FactBook) -> None:
    chart = replace(a_chart(), preferences=OFF)
    found = forecast(granted(chart, pack))
    assert found
    assert (found.earliest, found.about) == (date(2026, 4, 29), date(2026, 4, 30))
    assert not granted(chart, pack).outlook.is_working_day(date(2026, 4, 28))


def test_each_payer_has_its_own_time(pack: FactBook) -> None:
    chart = apply(a_chart(payer="aetna"), SecondarySet("priority_health_ma"), BY)
    outlooks = {
        s.limit.second_payer: [time.id for time in s.outlook.decisions]
        for s in counting.current(replace(chart, state="AK"), pack, TODAY)
    }
    assert outlooks[""] == ["alaska", "self_funded"]
    second = {ids[0] for name, ids in outlooks.items() if name}
    assert second <= {"medicare_advantage"}


def test_a_preview_goes_by_the_same_visits(pack: FactBook) -> None:
    chart = replace(a_chart(), booked=(day("2026-05-04"), day("2026-05-11")))
    alerts = expected(chart, lambda one, on: counting.current(one, pack, on), TODAY, 21)
    told = [(alert.on.isoformat(), str(alert.cause.threshold)) for alert in alerts]
    assert ("2026-05-04", "left/1") in told
    assert ("2026-05-11", "left/0") in told

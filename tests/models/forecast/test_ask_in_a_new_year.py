"""By when to ask where a new year opens visits that need no authorization."""

from __future__ import annotations

from datetime import date, timedelta

from models.period import Period
from models.visits.all_standings import standings
from models.visits.authorization import Authorization
from models.visits.history import History
from models.visits.limit import Limit, LimitKind, Needs, Stage
from models.visits.session import Session
from models.visits.window import CalendarYear
from models.wording import forecasts


def test_that_the_first_visits_of_the_new_year_need_none_stands_before_the_day_to_ask() -> None:
    stages = (Stage(10, Needs.AUTHORIZED),)
    limit = Limit("20 visits, then 10 more.", (), "plan", 20, CalendarYear(), stages=stages)
    days = [date(2026, 10, 12) + timedelta(days=n * 7 // 2) for n in range(22)]
    sessions = tuple(Session(n, on, ("97110",)) for n, on in enumerate(days, start=1))
    period = Period(date(2026, 12, 1), date(2027, 1, 31))
    held = (Authorization("a", 5, period, serial=3),)
    found = standings((limit,), History(sessions, held), date(2026, 12, 28))
    (granted,) = (s for s in found if s.limit.kind is LimitKind.AUTHORIZATION)
    asks = forecasts.ask_by(granted)
    assert asks.startswith(
        "From Jan 1, 2027 the first 20 visits need no authorization. Ask for authorization by "
    )

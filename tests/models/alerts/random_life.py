"""A random life under real payers: visits, caps, authorizations and notes, day by day."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.coverage.fact_book import FactBook
from models.period import Period
from models.visits import counting
from models.visits.authorization import Authorization
from models.visits.body_region import region_of
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart
from models.visits.events import AuthorizationAdded, Event, ImprovementNoted, SessionLogged
from models.visits.limit import Pool
from models.visits.session import Discipline, Session
from models.visits.standing import Standing
from models.visits.window import (
    BenefitYear,
    CalendarMonth,
    CalendarYear,
    DaysFromFirstVisit,
    Lifetime,
    RollingDays,
    RollingMonths,
    Window,
)
from tests.models.test_alert_twins import Clinic

_DAY = timedelta(days=1)
_PAYERS = (
    *["medicare"] * 5,
    *("railroad_medicare", "amerihealth_ma", "bcbsm_ma", "priority_health_ma", "bcbsri_ma"),
    *("kaiser_ccm_ma", "wa_lni", "wa_lni", "ca_wc", "ca_wc", "uhc_ma", "uhc_ma", "uhc_ma"),
    *("fep", "cigna", "aetna", None, None),
)
_CONDITIONS = (None, "chronic_low_back_pain", "chronic_low_back_pain", "low_back_pain", "neck_pain")
_CODES = ((), (), ("20560",), ("20561",), ("20560", "97140"), ("97810",), ("97140",), ("97161",))
_GAPS = ((2, 3, 4, 5, 7), (2, 3, 4, 5, 7), (0, 1, 2, 5, 7, 14, 30, 90, 120))
_WINDOWS: tuple[Window, ...] = (
    *(CalendarYear(), CalendarMonth(), BenefitYear(7, 1), RollingDays(90), RollingDays(365)),
    *(RollingMonths(12), RollingMonths(3), DaysFromFirstVisit(60), Lifetime()),
)


@dataclass
class Life(Clinic):
    """A chart that is counted by real facts, and the news of each day."""

    limits: Sequence[object] = ()  # type: ignore[assignment]
    book: FactBook | None = None
    news: Mapping[date, Sequence[Event]] = field(default_factory=dict)

    def current(self, on: date) -> tuple[Standing, ...]:
        """How it stands on a day, by its payer, its caps and its authorizations."""
        assert self.book is not None
        return counting.current(self.chart, self.book, on)


def a_life(seed: int, book: FactBook) -> Life:
    """The life of a seed; nothing of it has happened yet."""
    dice = random.Random(seed)  # noqa: S311 - a life, no secret
    days = list(_days(dice))
    caps = tuple(
        Cap(CapScope.ALIAS, "BLUE-7", dice.randrange(1, 30), window, "U1", days[0])
        for window in dice.sample(_WINDOWS, dice.choice((0, 0, 1, 1, 2, 3)))
    )
    chart = Chart(
        *(1, 1, "BLUE-7", days[0], dice.choice(_PAYERS)), dice.choice(_CONDITIONS), caps=caps
    )
    return Life(chart, book=book, news=_news(dice, days))


def _days(dice: random.Random) -> Iterator[date]:
    """The days of visits, mostly at a pace, some at one day and some after a long pause."""
    day = date(2025, 11, 1) + dice.randrange(330) * _DAY
    for _ in range(1 + dice.randrange(28)):
        yield day
        day += dice.choice(dice.choice(_GAPS)) * _DAY


def _news(dice: random.Random, days: Sequence[date]) -> dict[date, list[Event]]:
    news: dict[date, list[Event]] = {}
    for serial in range(1, 1 + dice.choice((0, 0, 1, 1, 2, 3, 4))):
        day = dice.choice(days) - dice.randrange(10) * _DAY
        news.setdefault(day, []).append(AuthorizationAdded(_granted(dice, serial, day)))
    for day in dice.sample(days, min(len(days), dice.choice((0, 0, 1, 2)))):
        news.setdefault(day, []).append(ImprovementNoted(day))
    for number, day in enumerate(days, start=1):
        late = 0 if dice.randrange(12) else dice.randrange(10)
        news.setdefault(day + late * _DAY, []).append(SessionLogged(_session(dice, number, day)))
    return news


def _granted(dice: random.Random, serial: int, first: date) -> Authorization:
    last = first + dice.choice((0, 13, 29, 59, 59, 89, 364)) * _DAY
    codes = dice.choice(((), (), (), ("97140",), ("20560", "20561")))
    case = region_of("neck") if not dice.randrange(8) else None
    number = dice.randrange(1, 15)
    pool = Pool(codes, case=case)
    return Authorization(str(serial), number, Period(first, last), pool, serial=serial)


def _session(dice: random.Random, number: int, day: date) -> Session:
    discipline = dice.choice((*[Discipline.PT] * 3, Discipline.OT, Discipline.DC, None))
    case = dice.choice((None, None, None, region_of("neck"), region_of("knee")))
    return Session(number, day, dice.choice(_CODES), discipline, case=case)

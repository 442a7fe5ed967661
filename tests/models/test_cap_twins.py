"""Caps as letters say them, on charts whose payer is switched, against a twin that reads them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.coverage.fact_book import FactBook
from models.period import Period
from models.visits import counting
from models.visits.apply_events import apply
from models.visits.authorization import Authorization
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart, DoneBy
from models.visits.events import AuthorizationAdded, ImprovementNoted, PayerSet, SessionLogged
from models.visits.limit import Needs, Pool, Stage, Unit
from models.visits.session import Discipline, Session
from models.visits.window import CalendarYear
from tests.models.cap_twin import Care, Desk, Letter, allowed, used
from tests.models.payer_twin import Said, payer_of
from tests.models.seeds import seeds
from tests.models.small_book import small_book

pytestmark = pytest.mark.sheet

BOOK: FactBook = small_book({})
START, TODAY = date(2025, 6, 1), date(2026, 12, 1)
BY = DoneBy("U1", datetime(2026, 12, 1, 12, tzinfo=UTC), TODAY)
EVALS = ("97161", "97162", "97163")
CODES = ((), ("20560",), ("97140",), ("97161",), ("97161", "97140"), ("92507",))
CARE = (None, "PT", "OT", "speech therapy")
KIND = {"PT": Discipline.PT, "OT": Discipline.OT, "speech therapy": Discipline.ST}
POOLS = (("PT", "OT"), ("PT",), ("PT", "OT", "speech therapy"), (), ())


@dataclass
class Clinic:
    """A chart and the twin's desk, told the same."""

    of: random.Random
    said: list[Said] = field(default_factory=lambda: [Said("aetna")])
    desk: Desk = field(default_factory=Desk)
    granted: list[tuple[date, date, int]] = field(default_factory=list)
    chart: Chart = field(default_factory=lambda: Chart(1, 1, "BLUE-7", START, payer="aetna"))

    def day(self, first: date = START) -> date:
        """A day up to today."""
        return first + timedelta(days=self.of.randrange((TODAY - first).days + 1))

    def live(self) -> None:
        """Some visits of some care, some changes of payer, grants and improvements."""
        for _ in range(self.of.randrange(3)):
            word = Said(self.of.choice(["aetna", "cigna"]), self.day())
            self.said.append(word)
            self.chart = apply(self.chart, PayerSet(word.payer, word.first, word.last), BY)
        days = [self.day() for _ in range(self.of.randrange(12))]
        for on in [*days, *days[: self.of.randrange(6)]]:
            care = Care(on, self.of.choice(CODES), self.of.choice(CARE))
            self.desk.done.append(care)
            number, kind = self.chart.next_number, KIND.get(care.whose or "")
            session = Session(number, on, care.codes, kind)
            logged = SessionLogged(session, self.chart.next_ordinal(on))
            self.chart = apply(self.chart, logged, BY)
        for number in range(self.of.randrange(3)):
            first = self.day()
            period = Period(first, first + timedelta(days=self.of.randrange(120)))
            most = self.of.choice([1, 2, 4, 90])
            granted = Authorization(f"{number}/{first}", most, period)
            self.chart = apply(self.chart, AuthorizationAdded(granted, beside=1), BY)
            self.granted.append((first, period.last or first, most))
        for _ in range(self.of.randrange(2)):
            on = self.day()
            self.desk.improved.append(on)
            self.chart = apply(self.chart, ImprovementNoted(on), BY)

    def letter(self) -> tuple[Letter, Cap]:
        """What the payer writes, as the twin has it and as the clinic sets it."""
        care, of = self.of.choice(POOLS), self.of
        codes = of.choice([(), (), ("20560", "97140"), ("97161",)])
        left_out = of.choice([(), EVALS])
        apart = len(care) > 1 and of.random() < 0.8
        then = of.choice([(), ((5, "authorized"),), ((4, "improving"), (3, "authorized"))])
        number = 1 + of.randrange(9)
        letter = Letter(number, frozenset(codes), frozenset(care), frozenset(left_out), apart, then)
        unit = Unit.DISCIPLINE_VISIT if apart else Unit.VISIT
        pool = Pool(codes, tuple(KIND[name] for name in care), left_out)
        stages = tuple(Stage(more, Needs(needs)) for more, needs in then)
        scope = of.choice([CapScope.ALIAS, CapScope.PAYER])
        subject = "BLUE-7" if scope is CapScope.ALIAS else "aetna"
        year = CalendarYear()
        return letter, Cap(scope, subject, number, year, "U1", START, pool, unit, stages)


@seeds(2000)
def test_a_cap_lets_through_what_the_letter_does(seed: int) -> None:
    clinic = Clinic(random.Random(seed))  # noqa: S311 - a test's
    clinic.live()
    letter, cap = clinic.letter()
    chart = replace(clinic.chart, caps=(cap,))
    for on in (TODAY, clinic.day()):
        payer = payer_of(clinic.said, on)
        found = {s.limit.id: s for s in counting.current(chart, BOOK, on)}
        if cap.scope is CapScope.PAYER and payer != "aetna":
            assert cap.id not in found
            continue
        is_own = cap.scope is CapScope.ALIAS
        done = [c for c in clinic.desk.done if is_own or payer_of(clinic.said, c.on) == "aetna"]
        desk = Desk(done, clinic.desk.improved)
        # a payer that paid before opens nothing of what the one of today writes
        desk.granted = [g for g in clinic.granted if payer_of(clinic.said, g[0]) == payer]
        assert found[cap.id].used == used(letter, done, on), (letter, done, on)
        assert found[cap.id].allowed == allowed(letter, desk, on), (letter, desk, on)

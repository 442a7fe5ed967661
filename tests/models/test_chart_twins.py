"""Whole charts at random, against a twin of them; CHARTS=6000 in the environment draws as many."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.coverage.fact_book import FactBook
from models.period import Period
from models.visits import counting
from models.visits.apply_events import apply
from models.visits.authorization import Authorization
from models.visits.balance import PLAN_LIMITS, Balance
from models.visits.body_region import BodyRegion, region_of
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart, DoneBy
from models.visits.events import (
    AuthorizationAdded,
    BalanceAdded,
    Event,
    PayerSet,
    SecondarySet,
    SessionLogged,
)
from models.visits.limit import Limit, LimitKind, Pool, Unit
from models.visits.session import Discipline, Session
from models.visits.standing import Standing
from models.visits.window import CalendarYear
from tests.models.chart_twin import Billed, Grant, Patient, Rule, Word
from tests.models.payer_twin import Said, payer_of
from tests.models.small_book import position, small_book

pytestmark = pytest.mark.sheet

CHARTS = int(os.environ.get("CHARTS", "300"))
A_SHEET = 100  # charts in a test
START, TODAY = date(2026, 1, 1), date(2026, 12, 1)
BY = DoneBy("U1", datetime(2026, 12, 1, 12, tzinfo=UTC), TODAY)
CODES = ("20560", "20561", "97110", "97140")
CASES = ("neck", "low back", "knee")
PAYERS = ("aetna", "cigna", "va")
RULES = {
    "aetna": (
        Rule("aetna/days", "days"),
        Rule("aetna/units", "units", frozenset({"97110", "97140"})),
    ),
    "cigna": (
        Rule("cigna/needling", "treatments", frozenset({"20560", "20561"})),
        Rule("cigna/pt", "days", disciplines=frozenset({"PT"})),
    ),
    "va": (Rule("va/pool", "days", disciplines=frozenset({"PT", "OT"})),),
}
UNITS = {"days": Unit.VISIT, "treatments": Unit.TREATMENT, "units": Unit.TIMED_UNIT}
CAP = Cap(CapScope.ALIAS, "BLUE-7", 30, CalendarYear(), "U1", START)
OF_PAYERS = {p: Cap(CapScope.PAYER, p, 25, CalendarYear(), "U1", START) for p in PAYERS[:2]}
ALL_DAYS = Rule(CAP.id, "days", counts_self_pay=True)


def limit_of(rule: Rule) -> Limit:
    """A rule as the facts state it."""
    pool = Pool(tuple(sorted(rule.codes)), tuple(map(Discipline, sorted(rule.disciplines))))
    window, unit = CalendarYear(), UNITS[rule.counts]
    return Limit("As printed.", ("policy",), rule.name, 20, window, unit, pool=pool)


BOOK: FactBook = small_book(
    {payer: (position(limits=tuple(map(limit_of, rules))),) for payer, rules in RULES.items()}
)


def counted_for(payer: str | None) -> tuple[Rule, ...]:
    """What counts for a payer: as the facts state it, and the clinic's cap for it."""
    cap = OF_PAYERS.get(payer or "")
    return (*RULES.get(payer or "", ()), *([Rule(cap.id, "days")] if cap else ()))


@dataclass(frozen=True)
class Dice:
    """What a random chart is drawn from."""

    of: random.Random

    def day(self) -> date:
        """A day of the year up to today."""
        return START + timedelta(days=self.of.randrange((TODAY - START).days + 1))

    def said(self, first: str | None) -> list[Said]:
        """A payer from the start, and up to three changes, some of them for a while only."""
        said = [Said(first)]
        for _ in range(self.of.randrange(4)):
            days = sorted((self.day(), self.day()))
            begins = self.of.choice([days[0], days[0], None])
            ends = self.of.choice([None, None, days[1]])
            said.append(Said(self.of.choice([*PAYERS, None]), begins, ends))
        return said

    def visit(self, number: int) -> Billed:
        """A visit, one in eight voided and one in eight paid by the patient."""
        codes = sorted(self.of.sample(CODES, self.of.randrange(1, 4)))
        units = tuple((code, self.of.randrange(1, 4)) for code in codes)
        kind, case = self.of.choice(["PT", "PT", "OT", "ST"]), self.of.choice(CASES)
        is_voided, by_patient = not self.of.randrange(8), not self.of.randrange(8)
        return Billed(number, self.day(), units, kind, case, by_patient, is_voided)

    def grant(self, serial: int, firsts: list[Said], seconds: list[Said]) -> Grant:
        """Visits or units, by who pays on the first day, first or second."""
        first = self.day()
        payer = self.of.choice([payer_of(firsts, first), payer_of(seconds, first)])
        last = first + timedelta(days=self.of.randrange(10, 200))
        counts, case = self.of.choice(["days", "days", "units"]), self.of.choice(["", *CASES[:2]])
        codes = self.of.choice([(), (), ("97140",), ("20560", "97140")])
        payer = payer or payer_of(firsts, first)
        number = self.of.randrange(1, 10)
        return Grant(serial, payer, number, counts, first, last, frozenset(codes), case)

    def words(self, firsts: list[Said], visits: int) -> list[Word]:
        """Visits elsewhere, and a total, each of a plan or of one rule of who paid on that day."""
        words = []
        for in_all in (False, True):
            as_of = self.day()
            rules = counted_for(payer_of(firsts, as_of))
            of = self.of.choice(["", ALL_DAYS.name, *(rule.name for rule in rules)])
            held = as_of - timedelta(days=self.of.choice([0, 30]))
            known = self.of.randrange(visits + 1)
            words.append(Word(self.of.randrange(1, 9), as_of, in_all, of, held, known))
        return self.of.sample(words, self.of.randrange(3))

    def patient(self) -> Patient:
        """All of it."""
        firsts, seconds = self.said("aetna"), self.said(None)
        visits = [self.visit(number) for number in range(1, self.of.randrange(18) + 1)]
        grants = [self.grant(n, firsts, seconds) for n in range(1, self.of.randrange(5) + 1)]
        return Patient(firsts, seconds, visits, grants, self.words(firsts, len(visits)))


def events_of(patient: Patient) -> list[Event]:
    """The same as a clinic enters it."""
    payers = [PayerSet(said.payer, said.first, said.last) for said in patient.firsts[1:]]
    seconds = [SecondarySet(said.payer, said.first, said.last) for said in patient.seconds[1:]]
    grants = [AuthorizationAdded(_granted(g, patient.firsts)) for g in patient.grants]
    words = [BalanceAdded(_balance(word)) for word in patient.words]
    return [*payers, *seconds, *map(_logged, patient.visits), *grants, *words]


def _logged(visit: Billed) -> SessionLogged:
    session = Session(
        visit.number,
        visit.on,
        tuple(code for code, _ in visit.units),
        Discipline(visit.discipline),
        sum(number for _, number in visit.units),
        "twice" if visit.voided else "",
        timed=visit.units,
        self_pay=visit.paid_by_patient,
        case=region_of(visit.case),
    )
    return SessionLogged(session)


def _granted(grant: Grant, firsts: list[Said]) -> Authorization:
    case = BodyRegion(grant.case) if grant.case else None
    giver = grant.payer if grant.payer != payer_of(firsts, grant.first) else None
    return Authorization(
        str(grant.serial),
        grant.number,
        Period(grant.first, grant.last),
        Pool(tuple(sorted(grant.codes)), case=case),
        UNITS[grant.counts],
        grant.serial,
        giver or "",
    )


def _balance(word: Word) -> Balance:
    balance = Balance(
        word.used,
        word.as_of,
        "portal" if word.in_all else "patient",
        includes_ours=word.in_all,
        limit=word.of or PLAN_LIMITS,
    )
    held = {"held_until": word.held_until, "last_known": word.last_known}
    return replace(balance, **held) if word.in_all else balance  # type: ignore[arg-type]


def stands(patient: Patient) -> dict[str, Standing]:
    """How the chart stands today by each limit."""
    chart = Chart(1, 1, "BLUE-7", START, payer="aetna", caps=(CAP, *OF_PAYERS.values()))
    for event in events_of(patient):
        chart = apply(chart, event, BY)
    return {s.limit.id: s for s in counting.current(chart, BOOK, TODAY)}


@pytest.mark.parametrize("sheet", range(max(CHARTS // A_SHEET, 1)))
def test_a_chart_stands_as_its_twin_counts_it(sheet: int) -> None:
    for seed in range(sheet * A_SHEET, (sheet + 1) * A_SHEET):
        patient = Dice(random.Random(seed)).patient()  # noqa: S311 - a chart, no secret
        found, paying = stands(patient), patient.payers(TODAY)
        by_hand = {
            rule.name: patient.used(rule, payer, TODAY)
            for payer in paying
            for rule in counted_for(payer)
        }
        by_hand[ALL_DAYS.name] = patient.used(ALL_DAYS, None, TODAY)
        granted = {k: s for k, s in found.items() if s.limit.kind is LimitKind.AUTHORIZATION}
        told = {id_: s.used for id_, s in found.items() if id_ not in granted}
        assert told == by_hand, (seed, patient)
        ranks = {payer_of(patient.firsts, TODAY), *paying}
        drawn = {k: used for payer in ranks for k, used in patient.drawn(payer, TODAY).items()}
        for standing in granted.values():
            grant = patient.grants[standing.limit.serial - 1]
            assert standing.used == drawn[grant.serial], (seed, grant, patient)
            left = max(grant.number - drawn[grant.serial], 0) if grant.last >= TODAY else 0
            assert max(standing.left, 0) == left, (seed, grant, patient)
        in_force = {g.serial for g in patient.grants if g.first <= TODAY <= g.last}
        shown = {standing.limit.serial for standing in granted.values()}
        assert in_force.intersection(drawn) <= shown, (seed, patient)

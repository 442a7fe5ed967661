"""Which of a clinic's own rules hold: whatever was entered and withdrawn, and on both clocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clinic.rule import (
    ClinicRule,
    RuleEntry,
    RuleLimit,
    RuleScope,
    RuleSource,
    RuleWithdrawal,
)
from models.clinic.rule_leads import ahead, displaced, is_replaced
from models.clinic.rule_rank import leads
from models.clinic.rules_in_force import ClinicRules, in_rank
from models.coverage.fact_book import Authority, FactBook, Source
from models.coverage.position import Circumstances, Position, Verdict
from models.coverage.profession import Profession
from models.period import Period, last_day
from models.visits.chart import Chart
from models.visits.counting import limits_of
from models.visits.window import CalendarYear
from tests.models.small_book import small_book

NOV = date(2026, 11, 1)
NEEDLING = RuleScope("premera", ("20560", "20561"))
BY_CALL = ClinicRule(NEEDLING, Verdict.COVERED, RuleSource.CALL, NOV, Period(NOV), number=1)
ASKED = Circumstances(date(2026, 12, 1), "20560", profession=Profession.PT)

days = st.integers(0, 9).map(lambda n: NOV + timedelta(days=n))
periods = st.tuples(days, st.none() | days).map(
    lambda pair: Period(min(pair[0], pair[1] or pair[0]), pair[1] and max(pair[0], pair[1]))
)
scopes = st.sampled_from(
    [NEEDLING, replace(NEEDLING, profession=Profession.PT), RuleScope("cigna", ("20560",))]
)
Said = tuple[RuleScope, Verdict, Period, RuleSource, int]
"""A rule, and how many days before its entry it was said."""

sources = st.sampled_from([RuleSource.CALL, RuleSource.CALL, RuleSource.LETTER, RuleSource.PORTAL])
deeds = st.lists(
    st.one_of(
        st.tuples(scopes, st.sampled_from(list(Verdict)), periods, sources, st.integers(0, 9)),
        st.integers(1, 12),
    ),
    max_size=12,
)


def history(said: list[Said | int], gaps: list[int]) -> ClinicRules:
    """What was entered, one after the other: a rule, or the number of one that is taken back."""
    entries: list[RuleEntry] = []
    known = NOV
    for number, deed in enumerate(said, start=1):
        known += timedelta(days=gaps[number - 1])
        if isinstance(deed, int):
            entries.append(RuleWithdrawal(number, deed, "UBOSS", known))
        else:
            scope, verdict, period, source, before = deed
            rule = ClinicRule(scope, verdict, source, known - timedelta(days=before), period)
            entries.append(replace(rule, number=number, known_on=known))
    return ClinicRules(tuple(entries))


def painted(rules: ClinicRules, on: date, known: date) -> set[int]:
    """The twin: what was known by then paints its days, what was said last on top of all.

    There are two walls for each scope: what the payer wrote, and what it said by telephone.
    """
    seen = [entry for entry in rules.entries if entry.known_on <= known]
    gone = [entry.withdraws for entry in seen if isinstance(entry, RuleWithdrawal)]
    stands = [e for e in seen if isinstance(e, ClinicRule) and e.number not in gone]
    walls: dict[tuple[object, bool], int] = {}
    for rule in sorted(stands, key=lambda entry: (entry.said_on, entry.number)):
        first, last = rule.in_force.first or date.min, rule.in_force.last or date.max
        if first <= on <= last:
            walls[rule.scope, rule.source == RuleSource.CALL] = rule.number
    return set(walls.values())


gaps_between = st.lists(st.integers(0, 2), min_size=12, max_size=12)


@given(deeds, gaps_between)
def test_the_rules_of_any_day_as_known_on_any_day_are_those_of_the_twin(
    said: list[Said | int], gaps: list[int]
) -> None:
    rules = history(said, gaps)
    for n in range(0, 12, 3):
        for k in range(-1, 26, 4):
            on, known = NOV + timedelta(days=n), NOV + timedelta(days=k)
            held = rules.in_force(on, known)
            assert {rule.number for rule in held} == painted(rules, on, known)
    last = max((entry.known_on for entry in rules.entries), default=NOV)
    assert rules.in_force(NOV) == rules.in_force(NOV, last)


@given(deeds, gaps_between)
def test_the_order_of_entry_decides_nothing_but_between_rules_of_one_day(
    said: list[Said | int], gaps: list[int]
) -> None:
    rules = history(said, gaps).known()
    turned = tuple(sorted(rules, key=lambda rule: (-rule.said_on.toordinal(), rule.number)))
    again = ClinicRules(tuple(replace(r, number=n) for n, r in enumerate(turned, start=1)))
    for n in range(-1, 12):
        on = NOV + timedelta(days=n)
        assert _bare(ClinicRules(rules).in_force(on)) == _bare(again.in_force(on))


def _bare(rules: Iterable[ClinicRule]) -> set[ClinicRule]:
    """The rules without their numbers."""
    return {replace(rule, number=0, known_on=NOV) for rule in rules}


@given(deeds, gaps_between)
def test_whoever_enters_a_rule_is_told_of_each_day_which_rule_leads(
    said: list[Said | int], gaps: list[int]
) -> None:
    """And which rule it leads: those that led before, on those days alone."""
    rules = history(said, gaps)
    for rule in rules.known():
        before = ClinicRules(tuple(e for e in rules.known() if e.number < rule.number))
        now = ClinicRules((*before.entries, rule))
        of_scope = [other for other in now.known() if other.scope == rule.scope]
        led = displaced(before, rule)
        for n in range(-1, 12):
            on = NOV + timedelta(days=n)
            held = in_rank(r for r in now.in_force(on) if r in of_scope)
            was = in_rank(r for r in before.in_force(on) if r in of_scope)
            of_day = [lead.rule for lead in ahead(now, rule) if lead.days.holds(on)]
            assert of_day == (list(held[:1]) if rule.in_force.holds(on) and held[0] != rule else [])
            replaced = [lead.rule for lead in led if lead.days.holds(on)]
            assert replaced == (list(was[:1]) if held[:1] == (rule,) else [])
        holding = (r for n in range(-1, 12) for r in now.in_force(NOV + timedelta(days=n)))
        assert is_replaced(now, rule) is (rule not in holding)


def test_what_the_payer_wrote_comes_before_a_later_call_and_both_are_told() -> None:
    contract = replace(BY_CALL, source=RuleSource.CONTRACT, said_on=date(2025, 1, 1), number=2)
    call = replace(BY_CALL, scope=replace(NEEDLING, codes=("20560",)), number=3)
    assert in_rank([call, BY_CALL, contract]) == (contract, call, BY_CALL)


def test_a_rule_that_changes_within_the_days_of_service_answers_none_of_them() -> None:
    later = replace(BY_CALL, verdict=Verdict.NOT_COVERED, in_force=Period(date(2026, 12, 2)))
    rules = ClinicRules((BY_CALL, replace(later, number=2)))
    assert rules.find("premera", ASKED) == (BY_CALL,)
    assert rules.find("premera", replace(ASKED, until=date(2026, 12, 3))) == ()


def test_a_rule_for_one_profession_is_for_no_other() -> None:
    rules = ClinicRules((replace(BY_CALL, scope=replace(NEEDLING, profession=Profession.DC)),))
    assert rules.find("premera", ASKED) == ()
    assert rules.find("premera", replace(ASKED, profession=None, other_biller=True)) == ()
    assert len(rules.find("premera", replace(ASKED, profession=None))) == 1


SOURCES = {
    id_: Source(id_, id_, "", authority)
    for id_, authority in {
        "policy": Authority.PAYER,
        "forum": Authority.SECOND_HAND,
        "statute": Authority.STATUTE,
    }.items()
}


@pytest.fixture(scope="module")
def ranked() -> FactBook:
    """A book with a source of each rank that matters here."""
    return replace(small_book(), sources=SOURCES)


POLICY = Position(
    "premera/needling", "Needling", Verdict.INVESTIGATIONAL, "Unproven.", ("policy",),
    in_force=Period(), recorded=Period(), as_of="2026-10",
)  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "position", "does_lead"),
    [
        (BY_CALL, None, True),
        (BY_CALL, replace(POLICY, verdict=Verdict.UNKNOWN), True),
        (BY_CALL, replace(POLICY, verdict=Verdict.SILENT), True),
        (BY_CALL, POLICY, False),
        (BY_CALL, replace(POLICY, cites=("forum",)), False),
        (replace(BY_CALL, source=RuleSource.CONTRACT), POLICY, True),
        (replace(BY_CALL, source=RuleSource.PORTAL), POLICY, True),
        (replace(BY_CALL, source=RuleSource.LETTER), replace(POLICY, as_of="2026"), False),
        (replace(BY_CALL, source=RuleSource.LETTER), replace(POLICY, as_of="2026-11-01"), False),
        (replace(BY_CALL, source=RuleSource.LETTER), replace(POLICY, as_of=""), True),
        (replace(BY_CALL, source=RuleSource.CONTRACT), replace(POLICY, cites=("statute",)), False),
        (replace(BY_CALL, verdict=Verdict.UNKNOWN), None, False),
        (replace(BY_CALL, scope=replace(NEEDLING, condition="neck_pain")), None, False),
    ],
    ids=[
        *("call where nothing is held", "call where nothing is known", "call where it is silent"),
        *("call beside a policy", "call beside a forum", "newer contract", "newer portal"),
        *("letter within the policy's year", "letter of the policy's day", "undated policy"),
        *("contract beside a statute", "the payer did not know", "condition that nobody told"),
    ],
)
def test_a_rule_leads_where_it_is_newer_and_as_well_sourced(
    rule: ClinicRule, position: Position | None, does_lead: bool, ranked: FactBook
) -> None:
    assert leads(rule, position, ASKED, ranked) is does_lead


@pytest.mark.parametrize(
    ("partial", "last"),
    [
        ("2024", date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2024-02-03", date(2024, 2, 3)),
    ],
)
def test_the_last_day_that_a_partial_date_may_mean(partial: str, last: date) -> None:
    assert last_day(partial) == last


BY_YEAR = replace(
    BY_CALL, limit=RuleLimit(20, CalendarYear()), scope=RuleScope("aetna", ("20560",))
)
CHART = Chart(1, 1, "BLUE-7", NOV, payer="aetna", condition="neck_pain", state="NC")


@pytest.mark.parametrize(
    ("scope", "chart", "is_counted"),
    [
        ({}, {}, True),
        ({}, {"payer": "cigna"}, False),
        ({"condition": "neck_pain"}, {}, True),
        ({"condition": "neck_pain"}, {"condition": "headache"}, False),
        ({"condition": "neck_pain"}, {"condition": None}, False),
        ({"state": "NC"}, {}, True),
        ({"state": "WA"}, {}, False),
        ({"state": "WA"}, {"state": None}, True),
    ],
    ids=[
        *("everybody with the payer", "another payer", "the condition treated"),
        *("another condition", "a condition that nobody told", "the clinic's state"),
        *("another state", "a clinic of no told state"),
    ],
)
def test_the_limit_of_a_rule_counts_for_whom_it_holds(
    scope: dict[str, str], chart: dict[str, str | None], is_counted: bool
) -> None:
    rule = replace(BY_YEAR, scope=replace(BY_YEAR.scope, **scope))
    held = replace(CHART, rules=ClinicRules((rule,)), **chart)
    limits = limits_of(held, small_book(), date(2026, 12, 1))
    assert [limit.number for limit in limits if limit.own_rule] == ([20] if is_counted else [])
    assert limits_of(held, small_book(), date(2026, 10, 31)) == ()

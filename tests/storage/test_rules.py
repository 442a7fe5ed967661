"""A clinic's own rules are kept one behind the other: nothing is overwritten, nobody is lost."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from models.clinic.clinic import Platform, Role
from models.clinic.rule import ClinicRule, RuleCheck, RuleLimit, RuleScope, RuleSource
from models.clinic.week_figures import ClinicRecord
from models.coverage.payer import LineOfBusiness
from models.coverage.position import Verdict
from models.coverage.profession import Profession
from models.period import Period
from models.ports import Clinics, Rules
from models.storage.clinics import ClinicStore
from models.storage.rules import RuleStore
from models.visits.chart import AlreadyDone, DoneBy
from models.visits.window import CalendarYear

NOV = date(2026, 11, 1)
RULE = ClinicRule(
    RuleScope(
        "premera", ("20560", "20561"), "neck_pain", Profession.PT, LineOfBusiness.COMMERCIAL, "WA"
    ),
    Verdict.COVERED_WITH_CONDITIONS,
    RuleSource.CALL,
    NOV,
    Period(NOV, date(2027, 10, 31)),
    RuleLimit(20, CalendarYear()),
    ask_on=date(2027, 1, 1),
    has_reference=True,
    called_by="UAMY",
)


@pytest.fixture
def rules() -> Rules:
    """Where they are kept."""
    return RuleStore()


@pytest.fixture
async def clinic_id(ledger: Clinics, noon: datetime) -> int:
    """The clinic of two managers."""
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "UBOSS", role=Role.MANAGER, at=noon)
    return clinic.id


def by(actor: str, at: datetime, request: str = "") -> DoneBy:
    """Who enters a rule."""
    return DoneBy(actor, at, at.date(), request=request)


async def test_a_rule_comes_back_as_it_was_entered_with_its_number_and_who_and_when(
    rules: Rules, clinic_id: int, ledger: Clinics, noon: datetime
) -> None:
    kept = await rules.enter(clinic_id, RULE, "premera", by("UBOSS", noon))
    assert kept.entries == (replace(RULE, number=1, by="UBOSS", known_on=noon.date()),)
    assert (await ledger.clinic(clinic_id)).rules == kept
    seated = await ledger.seated(Platform.SLACK, "T1", "UBOSS")
    assert seated
    assert seated[0].rules == kept


async def test_a_rule_that_bounds_and_counts_nothing_comes_back_so(
    rules: Rules, clinic_id: int, noon: datetime
) -> None:
    scope = RuleScope("premera", ("20560",))
    bare = ClinicRule(scope, Verdict.NOT_COVERED, RuleSource.CONTRACT, NOV)
    kept = await rules.enter(clinic_id, bare, "premera", by("UBOSS", noon))
    assert kept.entries == (replace(bare, number=1, by="UBOSS", known_on=noon.date()),)


async def test_who_called_is_no_part_of_a_withdrawal_and_stands_beside_a_later_entry(
    rules: Rules, clinic_id: int, ledger: Clinics, noon: datetime
) -> None:
    await rules.enter(clinic_id, RULE, "premera", by("UBOSS", noon))
    await rules.enter(clinic_id, replace(RULE, called_by="UKIM"), "premera", by("UBOSS", noon))
    await rules.withdraw(clinic_id, 2, by("UBOSS", noon))
    kept = (await ledger.clinic(clinic_id)).rules
    called = [e.called_by for e in kept.entries if isinstance(e, ClinicRule)]
    assert called == ["UAMY", "UKIM"]
    assert [rule.called_by for rule in kept.known()] == ["UAMY"]


async def test_two_managers_at_once_are_both_kept_and_see_each_other(
    rules: Rules, clinic_id: int, noon: datetime
) -> None:
    said = [by(f"U{n}", noon) for n in range(4)]
    answers = await asyncio.gather(*(rules.enter(clinic_id, RULE, "premera", who) for who in said))
    longest = max(answers, key=lambda kept: kept.version)
    assert [entry.number for entry in longest.entries] == [1, 2, 3, 4]
    assert {entry.by for entry in longest.entries} == {"U0", "U1", "U2", "U3"}


async def test_what_is_withdrawn_was_known_until_then_and_is_withdrawn_once(
    rules: Rules, clinic_id: int, noon: datetime
) -> None:
    await rules.enter(clinic_id, RULE, "premera", by("UBOSS", noon))
    kept = await rules.withdraw(clinic_id, 1, by("UKIM", noon.replace(day=noon.day + 1)))
    assert await rules.withdraw(clinic_id, 1, by("UBOSS", noon)) == kept
    assert await rules.withdraw(clinic_id, 7, by("UBOSS", noon)) == kept
    assert len(kept.entries) == 2
    assert kept.known() == ()
    assert [rule.number for rule in kept.known(noon.date())] == [1]


async def test_a_check_is_an_entry_of_its_own_that_is_taken_back_and_never_overwritten(
    rules: Rules, clinic_id: int, ledger: Clinics, noon: datetime
) -> None:
    await rules.enter(clinic_id, RULE, "premera", by("UBOSS", noon))
    kept = await rules.confirm(clinic_id, "premera", "rule/1", by("UKIM", noon, "r1"))
    check = RuleCheck(2, "premera", "rule/1", "UKIM", noon.date())
    assert kept.entries[1:] == (check,)
    assert kept.checked("rule/1") == check
    assert [rule.number for rule in kept.known()] == [1], "a check is no rule"
    assert (await ledger.clinic(clinic_id)).rules == kept
    after = await rules.withdraw(clinic_id, 2, by("UKIM", noon))
    assert after.checked("rule/1") is None
    assert [rule.number for rule in after.known()] == [1]
    assert [entry.event.action for entry in await ledger.audit(clinic_id)][-3:] == [
        "rule entered",
        "rule checked",
        "check withdrawn",
    ]


async def test_a_week_counts_the_checks_that_stand_and_no_rule_that_was_entered(
    rules: Rules, clinic_id: int, ledger: Clinics, noon: datetime
) -> None:
    async def checked() -> int:
        record = ClinicRecord("America/New_York", (), await ledger.audit(clinic_id))
        return record.week(noon.date() - timedelta(days=noon.weekday()), (0, 0)).checked

    await rules.enter(clinic_id, RULE, "premera", by("UBOSS", noon))
    assert await checked() == 0
    await rules.confirm(clinic_id, "premera", "rule/1", by("UKIM", noon, "r1"))
    assert await checked() == 1
    await rules.withdraw(clinic_id, 1, by("UKIM", noon))
    assert await checked() == 1, "the rule went, the check was made"
    later = noon + timedelta(days=7)
    await rules.withdraw(clinic_id, 2, by("UKIM", later))
    assert await checked() == 0


async def test_another_clinic_has_none_of_it_and_withdraws_none_of_it(
    rules: Rules, clinic_id: int, ledger: Clinics, noon: datetime
) -> None:
    other, _ = await ledger.seat(Platform.SLACK, "T2", "UEVE", role=Role.MANAGER, at=noon)
    kept = await rules.enter(clinic_id, RULE, "premera", by("UBOSS", noon))
    assert not await rules.withdraw(other.id, 1, by("UEVE", noon))
    assert not (await ledger.clinic(other.id)).rules
    assert (await ledger.clinic(clinic_id)).rules == kept


async def test_the_audit_says_who_entered_and_who_withdrew(
    rules: Rules, clinic_id: int, ledger: Clinics, noon: datetime
) -> None:
    await rules.enter(clinic_id, RULE, "premera", by("UBOSS", noon))
    await rules.withdraw(clinic_id, 1, by("UKIM", noon))
    entered, withdrawn = (await ledger.audit(clinic_id))[-2:]
    assert (entered.event.actor, entered.event.action) == ("UBOSS", "rule entered")
    assert (withdrawn.event.actor, withdrawn.event.action) == ("UKIM", "rule withdrawn")
    assert entered.event.subject == withdrawn.event.subject == "premera"


async def test_a_request_that_is_delivered_twice_enters_one_rule(
    clinic_id: int, ledger: ClinicStore, noon: datetime
) -> None:
    await RuleStore().enter(clinic_id, RULE, "premera", by("UBOSS", noon, "R1"))
    with pytest.raises(AlreadyDone):
        await RuleStore().enter(clinic_id, RULE, "premera", by("UBOSS", noon, "R1"))
    assert (await ledger.clinic(clinic_id)).rules.version == 1

"""A clinic's own rules in memory: what handlers are tested on. They pass the real ones' suite."""

from __future__ import annotations

from dataclasses import replace

from models.clinic.rule import ClinicRule, RuleCheck, RuleWithdrawal
from models.clinic.rules_in_force import ClinicRules
from models.storage.rules import rule_deed, rule_entered
from models.visits.chart import DoneBy
from tests.fakes.records import MemoryCharts, MemoryRecords


class MemoryRules:
    """The rules of the clinics in `records`; charts with the payer become due."""

    def __init__(self, records: MemoryRecords, charts: MemoryCharts | None = None) -> None:
        self._records, self._charts = records, charts

    async def enter(
        self, clinic_id: int, rule: ClinicRule, counted_as: str, by: DoneBy
    ) -> ClinicRules:
        """Keep a rule behind all others."""
        before = self._records.now(clinic_id).rules
        number = before.version + 1
        kept = replace(rule, number=number, by=by.actor, known_on=by.on)
        rules = ClinicRules((*before.entries, kept))
        self._records.keep_rules(clinic_id, rules, rule_entered(rule, number, by))
        if self._charts:
            self._charts.make_due(clinic_id, counted_as)
        return rules

    async def withdraw(self, clinic_id: int, number: int, by: DoneBy) -> ClinicRules:
        """Take a rule back, once."""
        before = self._records.now(clinic_id).rules
        kept = before.entry(number)
        if kept is None or not before.stands(number):
            return before
        entry = RuleWithdrawal(before.version + 1, number, by.actor, by.on)
        rules = ClinicRules((*before.entries, entry))
        if isinstance(kept, ClinicRule):
            deed = rule_deed("rule withdrawn", kept.scope.payer, by, rule=number)
        else:
            assert isinstance(kept, RuleCheck)
            deed = rule_deed("check withdrawn", kept.payer, by, rule=number)
        self._records.keep_rules(clinic_id, rules, deed)
        if self._charts:
            self._charts.make_due(clinic_id, "")
        return rules

    async def confirm(self, clinic_id: int, payer: str, about: str, by: DoneBy) -> ClinicRules:
        """Keep a check behind all others."""
        before = self._records.now(clinic_id).rules
        check = RuleCheck(before.version + 1, payer, about, by.actor, by.on)
        rules = ClinicRules((*before.entries, check))
        deed = rule_deed("rule checked", payer, by, rule=check.number, about=about)
        self._records.keep_rules(clinic_id, rules, deed)
        return rules

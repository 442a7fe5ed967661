"""Enter and withdraw a clinic's own rules: each a new row; charts with that payer become due."""

from __future__ import annotations

from models.clinic.audit import AuditEvent, as_detail
from models.clinic.rule import ClinicRule
from models.clinic.rules_in_force import ClinicRules
from models.storage import audit_log, erase_clinic, seen_events
from models.storage.audit_events import marks
from models.storage.chart_writer import count_anew_quietly
from models.storage.engine.unreachable import reaching_records
from models.storage.rule_rows import rules_of
from models.storage.shared_answers import look_again
from models.storage.sql import Row
from models.storage.tables import ClinicRuleRow
from models.visits.chart import DoneBy
from models.visits.window_text import spell


@reaching_records
class RuleStore:
    """See `models.ports.Rules`."""

    async def enter(
        self, clinic_id: int, rule: ClinicRule, counted_as: str, by: DoneBy
    ) -> ClinicRules:
        """Keep a rule behind all others of the clinic, under its next number."""
        async with audit_log.transaction():
            await _count_anew(clinic_id, counted_as, is_counted=rule.limit is not None)
            number = await _next_number(clinic_id)
            values = (rule.scope.payer, rule.scope.codes, number)
            await seen_events.claim(clinic_id, by.request, by.at, "rule entered", *values[:2])
            await seen_events.claim_undo(clinic_id, by)
            await ClinicRuleRow.create(
                clinic_id=clinic_id, number=number, counted_as=counted_as, **_row(rule), **_by(by)
            )
            await audit_log.append(clinic_id, [rule_entered(rule, number, by)])
            await look_again(clinic_id, by.at)
            return await rules_of(clinic_id)

    async def withdraw(self, clinic_id: int, number: int, by: DoneBy) -> ClinicRules:
        """Take a rule back, once: nothing is written where it stands no more."""
        async with audit_log.transaction():
            row = await ClinicRuleRow.get_or_none(clinic_id=clinic_id, number=number)
            if row:
                await _count_anew(clinic_id, row.counted_as, is_counted=row.most is not None)
            mine = await _next_number(clinic_id)
            rules = await rules_of(clinic_id)
            if row is None or not rules.stands(number):
                return rules
            await seen_events.claim(clinic_id, by.request, by.at, "rule withdrawn", number)
            await seen_events.claim_undo(clinic_id, by)
            empty: Row = dict.fromkeys(_TEXTS, "")
            await ClinicRuleRow.create(
                clinic_id=clinic_id,
                number=mine,
                payer=row.payer,
                counted_as=row.counted_as,
                withdraws=number,
                has_reference=False,
                **empty,
                **_by(by),
            )
            action = "check withdrawn" if row.checks else "rule withdrawn"
            await audit_log.append(clinic_id, [rule_deed(action, row.payer, by, rule=number)])
            await look_again(clinic_id, by.at)
            return await rules_of(clinic_id)

    async def confirm(self, clinic_id: int, payer: str, about: str, by: DoneBy) -> ClinicRules:
        """Keep that what answers for a payer was found still true."""
        async with audit_log.transaction():
            number = await _next_number(clinic_id)
            await seen_events.claim(clinic_id, by.request, by.at, "rule checked", about, number)
            await seen_events.claim_undo(clinic_id, by)
            empty: Row = dict.fromkeys(_TEXTS, "")
            await ClinicRuleRow.create(
                clinic_id=clinic_id,
                number=number,
                payer=payer,
                counted_as="",
                checks=about,
                has_reference=False,
                **empty,
                **_by(by),
            )
            checked = rule_deed("rule checked", payer, by, rule=number, about=about)
            await audit_log.append(clinic_id, [checked])
            return await rules_of(clinic_id)


_TEXTS = ("codes", "condition", "profession", "line", "state", "verdict", "source", "unit", "per")


async def _count_anew(clinic_id: int, counted_as: str, *, is_counted: bool) -> None:
    """Make charts due where a limit comes or goes, be it one whose place is taken or free again.

    Alias rows are locked before the clinic's.
    """
    counts = ClinicRuleRow.filter(clinic_id=clinic_id, counted_as=counted_as, most__isnull=False)
    if is_counted or await counts.exists():
        await count_anew_quietly(clinic_id, counted_as)


async def _next_number(clinic_id: int) -> int:
    """The number of the next entry; the clinic's row is locked until the end."""
    await audit_log.locked(clinic_id)
    await erase_clinic.refuse_erased(clinic_id)
    newest = await ClinicRuleRow.filter(clinic_id=clinic_id).order_by("-number").first()
    return newest.number + 1 if newest else 1


def _by(by: DoneBy) -> Row:
    return {"known_on": by.on, "entered_by": by.actor, "entered_at": by.at}


def rule_deed(action: str, payer: str, by: DoneBy, **said: object) -> AuditEvent:
    """What the audit tells of an entry about a payer, by its number."""
    return AuditEvent(by.at, by.actor, action, payer, as_detail({**said, **marks(by)}))


def rule_entered(rule: ClinicRule, number: int, by: DoneBy) -> AuditEvent:
    """A clinic's own rule that is entered, by its number."""
    return rule_deed(
        "rule entered",
        rule.scope.payer,
        by,
        rule=number,
        codes=" ".join(rule.scope.codes),
        verdict=rule.verdict.value,
        source=rule.source.value,
        said_on=str(rule.said_on),
    )


def _row(rule: ClinicRule) -> Row:
    scope, limit = rule.scope, rule.limit
    return {
        "payer": scope.payer,
        "codes": " ".join(scope.codes),
        "condition": scope.condition or "",
        "profession": scope.profession or "",
        "line": scope.line or "",
        "state": scope.state or "",
        "verdict": rule.verdict.value,
        "source": rule.source.value,
        "said_on": rule.said_on,
        "first_on": rule.in_force.first,
        "last_on": rule.in_force.last,
        "most": limit.number if limit else None,
        "unit": limit.unit.value if limit else "",
        "per": spell(limit.window) if limit else "",
        "ask_on": rule.ask_on,
        "has_reference": rule.has_reference,
        "called_by": rule.called_by or None,
    }

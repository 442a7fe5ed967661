"""An exception says two things, and one rule holds one of them: a button for each."""

from __future__ import annotations

from dataclasses import replace

from handlers.coverage.own_rule.rule_draft import RuleDraft
from handlers.coverage.own_rule.rule_refusals import EACH, NOT_SAVED
from models.clinic.rule import RuleScope
from models.coverage.position import PAYS, SAYS_NOTHING, Verdict
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.rule_exceptions import Bound, RuleException
from models.wording import clinic_rules, phrases

_FIELDS = {
    Bound.CODES: FieldName.CODES,
    Bound.CONDITION: FieldName.CONDITION,
    Bound.PROFESSION: FieldName.PROFESSION,
    Bound.LINE: FieldName.LINE,
    Bound.STATE: FieldName.STATE,
}


def of_exception(exception: RuleException, draft: RuleDraft) -> NotUnderstood:
    """An exception says what holds for all else, and that it does not hold for one part.

    `draft` is that of all else.
    """
    verdict, of = draft.setting.verdict, exception.of
    if verdict is None:
        return draft.which_verdict()
    if of is None or exception.bound is None or len(of.payers) != 1:
        return draft.not_understood((exception.words,))
    other = _other(verdict)
    excepted = replace(draft, payer=of.payers[0], question=of)
    return NotUnderstood(
        f"“{exception.words}” says two things, and one rule holds one of them. {NOT_SAVED}",
        EACH,
        [
            _rule(draft, verdict, _whom(draft, exception.bound, is_rest=True), keeps=other),
            _rule(excepted, other, _whom(excepted, exception.bound, is_rest=False), keeps=verdict),
        ],
        field=_FIELDS[exception.bound],
    )


def _other(verdict: Verdict) -> Verdict | None:
    """The verdict on an exception; None where nobody said what holds there."""
    if verdict in SAYS_NOTHING:
        return None
    return Verdict.NOT_COVERED if verdict in PAYS else Verdict.COVERED


def _rule(draft: RuleDraft, verdict: Verdict | None, whom: str, keeps: Verdict | None) -> Choice:
    """One rule of two; a limit stands in the one that pays alone, where just one does."""
    setting = replace(draft.setting, verdict=verdict)
    if verdict not in PAYS and keeps in PAYS:
        setting = replace(setting, limits=())
    said = phrases.VERDICTS[verdict].words if verdict else "Say what holds"
    return Choice(f"{said} {whom}", draft.of_question(setting))


def _whom(draft: RuleDraft, bound: Bound, *, is_rest: bool) -> str:
    """For whom one of the two rules is, so that nobody enters the other."""
    scope = draft.scope()
    bounds = " ".join(clinic_rules.bounds(scope, draft.book))
    if bound is Bound.CODES:
        return f"for {phrases.either(scope.codes, 'and')} {bounds}".strip()
    is_other_payer = bound is Bound.LINE and not is_rest and scope.line is None
    if is_other_payer:
        return f"by {draft.payer.name} {bounds}".strip()
    if is_rest and not _is_bound(scope, bound):
        return f"for all else {bounds}".strip()
    return bounds


def _is_bound(scope: RuleScope, bound: Bound) -> bool:
    held = {
        Bound.CONDITION: scope.condition,
        Bound.PROFESSION: scope.profession,
        Bound.LINE: scope.line,
        Bound.STATE: scope.state,
    }
    return held.get(bound) is not None

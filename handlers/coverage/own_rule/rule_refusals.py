"""What a clinic's own rule cannot hold, with the command that has the rest of it (HOLDS)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from models.clinic.rule import NEEDLING, ClinicRule, RuleScope
from models.coverage.fact_book import FactBook
from models.coverage.position import PAYS, Verdict
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.rule_commands import RuleSetting
from models.wording import clinic_rules, phrases

NOT_SAVED = "Nothing was saved."
HOLDS = (
    "A rule holds a verdict, codes, one condition, profession, state or kind of plan, its days, by "
    "what it was said, and one limit of visits or units."
)

EACH = "Enter each that they told you as a rule of its own: the narrower leads where it holds."

_TURNS = re.compile(r"\b(?:without|w/o|unless|until)\b", re.IGNORECASE)
Typed = Callable[[RuleSetting], str]
"""The command that has what a setting says of a rule."""


def of_extras(setting: RuleSetting, typed: Typed) -> NotUnderstood | None:
    """For what no rule holds, one after the other; None where nothing of it was typed."""
    extras = setting.extras
    if extras.conditions:
        return _of_conditions(setting, typed)
    if extras.amounts:
        without = typed(replace(setting, extras=replace(extras, amounts=())))
        return NotUnderstood(
            f"A rule holds no amounts of money ({_quoted(extras.amounts)}). {NOT_SAVED}",
            "It holds whether it is paid: keep what is paid in your own records.",
            [Choice("Enter it without the amount", without)],
            field=FieldName.VERDICT,
        )
    return None


def _of_conditions(setting: RuleSetting, typed: Typed) -> NotUnderstood:
    """Authorizations, referrals, modifiers: a rule says at most that there are conditions.

    What is not paid "without a referral" is paid with one; "not covered, needs no referral" is not.
    """
    extras, verdict = setting.extras, setting.verdict
    without = replace(setting, extras=replace(extras, conditions=(), needs_none=False))
    is_turned = _TURNS.search(" ".join(extras.conditions)) is not None
    if extras.needs_none if verdict in PAYS else verdict and not is_turned:
        choice = Choice("Enter it without that", typed(without))
    else:
        verdict = Verdict.COVERED_WITH_CONDITIONS
        conditional = replace(without, verdict=verdict)
        choice = Choice(f"Enter: {phrases.VERDICTS[verdict].words.lower()}", typed(conditional))
    return NotUnderstood(
        f"A rule holds nothing on {_quoted(extras.conditions)}, so nothing was saved.",
        "It says at most that there are conditions: keep what they are in your own records.",
        [choice],
        field=FieldName.VERDICT,
    )


def of_only(rule: ClinicRule, payer: str, book: FactBook) -> NotUnderstood:
    """For “only”, which says what holds for some and that it does not for all others.

    Of which of several bounds it is said, nobody knows: each has a button.
    """
    is_paid = rule.verdict in PAYS
    verdict = Verdict.NOT_COVERED if is_paid else Verdict.COVERED
    others = replace(rule, limit=None if is_paid else rule.limit, verdict=verdict)
    choices = [Choice(_label(rule, book), _edit(rule, payer, book))]
    wider = [(what, scope) for what, scope in _wider(rule.scope) if scope != rule.scope]
    for what, scope in wider:
        bounds = " ".join(clinic_rules.bounds(scope, book))
        whom = f"for {what} {bounds}".strip() if len(wider) > 1 else "for everybody else"
        label = f"{phrases.VERDICTS[verdict].words} {whom}"
        choices.append(Choice(label, _edit(replace(others, scope=scope), payer, book)))
    if not wider and (codes := tuple(c for c in NEEDLING if c not in rule.scope.codes)):
        of_others = replace(others, scope=replace(rule.scope, codes=codes))
        choices.append(Choice(_label(of_others, book), _edit(of_others, payer, book)))
    return NotUnderstood(
        f"“Only” says two things, and one rule holds one of them. {NOT_SAVED}",
        EACH,
        choices,
        field=FieldName.CONDITION,
    )


def _wider(scope: RuleScope) -> Iterator[tuple[str, RuleScope]]:
    """The scope without each of its bounds, and whom that adds."""
    yield "other conditions", replace(scope, condition=None)
    yield "other billers", replace(scope, profession=None)
    yield "other plans", replace(scope, line=None)
    yield "other states", replace(scope, state=None)


def _label(rule: ClinicRule, book: FactBook) -> str:
    whom = " ".join(clinic_rules.bounds(rule.scope, book)) or _codes(rule)
    return f"{phrases.VERDICTS[rule.verdict].words} {whom}"


def _codes(rule: ClinicRule) -> str:
    return f"for {phrases.either(rule.scope.codes, 'and')}"


def _edit(rule: ClinicRule, payer: str, book: FactBook) -> str:
    return f"/coverage edit {clinic_rules.typed(rule, payer, book)}"


def of_conditions_treated(names: tuple[str, ...], typed: Callable[[str], str]) -> NotUnderstood:
    """One rule is for one condition: a button for each that was named."""
    several = len(names) > 1
    return NotUnderstood(
        "One rule is for one condition." if several else "I do not know which condition you mean.",
        f"{NOT_SAVED} "
        + ("Enter each by itself." if several else "Name one that my facts use, or leave it out."),
        [Choice(f"For {name}", typed(name)) for name in names],
        field=FieldName.CONDITION,
    )


def _quoted(parts: tuple[str, ...]) -> str:
    return phrases.either([f"“{part}”" for part in parts], "and")

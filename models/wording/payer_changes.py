"""What changed of a payer in one line of the digest: what, how many aliases, who watches it."""

from __future__ import annotations

from collections.abc import Sequence

from models.clinic.payer_change import PayerChange
from models.clinic.rule import ClinicRule
from models.clinic.rules_in_force import ClinicRules
from models.coverage.fact_book import FactBook
from models.mention import person
from models.wording import clinic_rules, phrases
from models.wording.changed_answers import verdict


def in_digest(
    change: PayerChange,
    rules: ClinicRules,
    book: FactBook,
    aliases: int,
    watchers: Sequence[str],
) -> str:
    """The line; empty where the book knows the payer no more."""
    payer = book.payers.get(change.payer)
    what = _what(change, rules, book)
    if payer is None or not what:
        return ""
    touches = phrases.count(aliases, "alias") if aliases else "no alias"
    by = phrases.either([person(user) for user in watchers], "and")
    watched = f", watched by {by}" if by else ""
    return f"{payer.name}: {what}; {touches}{watched}"


def _what(change: PayerChange, rules: ClinicRules, book: FactBook) -> str:
    if change.rule is None:
        return _of_facts(change)
    entry = next((e for e in rules.entries if e.number == change.rule), None)
    rule = rules.rule_of(entry) if entry else None
    if rule is None:
        return ""
    if isinstance(entry, ClinicRule):
        told = clinic_rules.by(rule.source, rule.said_on)
        return f"your clinic entered rule {rule.number}, {clinic_rules.said(rule, book)}, {told}"
    return f"your clinic took back rule {rule.number}, {clinic_rules.said(rule, book)}"


def _of_facts(change: PayerChange) -> str:
    """What became of the facts, by the verdict that answers the clinic in general."""
    if not change.before:
        return f"facts on it are new, {verdict(change.now)}"
    if not change.now:
        return f"facts on it are held no more, before {verdict(change.before)}"
    if change.before == change.now:
        return f"its facts were renewed, the verdict is as before ({verdict(change.now)})"
    return f"its facts were renewed, before {verdict(change.before)}, now {verdict(change.now)}"

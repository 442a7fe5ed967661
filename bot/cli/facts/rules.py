"""`facts export` and `facts import`: a clinic's own rules out to a file, or in; what changes."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.app import App
from bot.cli.which_clinic import clinic_meant
from handlers.coverage.own_rule.rule_entered import EnteredRule
from models.clinic.audit import OPERATOR
from models.clinic.clinic import Clinic
from models.clinic.rule import ClinicRule
from models.clinic.rules_in_force import ClinicRules
from models.content.rule_file import read_rules, written
from models.coverage.fact_book import FactBook
from models.visits.chart import DoneBy
from models.visits.rule_limits import counted_as
from models.wording import clinic_rules
from models.wording.phrases import count


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What a file changes: rules that are new, standing ones that it lacks, how many it repeats."""

    new: tuple[ClinicRule, ...]
    lacking: tuple[ClinicRule, ...]
    same: int


async def export_rules(app: App, options: Namespace) -> str:
    """Write the rules that stand into a file."""
    clinic = await clinic_meant(app, options.clinic, make=False)
    rules = clinic.rules.known()
    options.file.write_text(written(rules), encoding="utf-8")
    return f"Written to {options.file}: {count(len(rules), 'rule')}."


async def import_rules(app: App, options: Namespace) -> str:
    """Say what a file changes, and change it unless that is only to be said."""
    wanted = read_rules(options.file, app.services.book)
    clinic = await clinic_meant(app, options.clinic, make=not options.dry_run)
    change = changed(clinic.rules, wanted)
    said = "\n".join(told_of(change, clinic.rules, options, app.services.book))
    if not options.dry_run:
        await _carry_out(app, clinic, change, options)
    return said


def changed(rules: ClinicRules, wanted: Sequence[ClinicRule]) -> RuleChange:
    """What a clinic's rules become by a file. A rule is the same whoever entered it, and when."""
    standing = {rule.bare: rule for rule in rules.known()}
    in_file = dict.fromkeys(wanted)
    return RuleChange(
        tuple(rule for rule in in_file if rule not in standing),
        tuple(rule for bare, rule in standing.items() if bare not in in_file),
        sum(rule in standing for rule in in_file),
    )


def told_of(
    change: RuleChange, rules: ClinicRules, options: Namespace, book: FactBook
) -> Iterator[str]:
    """The difference in words, and of each new rule which rules lead it and which it leads."""
    done = "Would be entered" if options.dry_run else "Entered"
    for rule in change.new:
        rules = ClinicRules((*rules.entries, replace(rule, number=rules.version + 1)))
        yield f"{done}: {_named(rule, book)}"
        yield from (f"  {line}" for line in _leads(rules, book))
    left = "Not in the file, and left as it is"
    if options.withdraw:
        left = "Would be taken back" if options.dry_run else "Taken back"
    yield from (f"{left}: {_named(rule, book)}" for rule in change.lacking)
    yield f"{count(change.same, 'rule')} the same."


def _leads(rules: ClinicRules, book: FactBook) -> Iterator[str]:
    """Which rules lead the newest one, and which it leads."""
    rule = rules.numbered(rules.version)
    payer = book.payers.get(rule.scope.payer) if rule else None
    if rule and payer:
        yield from (line.text for line in EnteredRule(rule, payer, rules, book).lines())


def _named(rule: ClinicRule, book: FactBook) -> str:
    payer = book.payers.get(rule.scope.payer)
    name = payer.name if payer else rule.scope.payer
    told = clinic_rules.by(rule.source, rule.said_on)
    return f"{name}, {told}: {clinic_rules.said(rule, book)}."


async def _carry_out(app: App, clinic: Clinic, change: RuleChange, options: Namespace) -> None:
    at = app.clock()
    by, rules = DoneBy(OPERATOR, at, clinic.today(at)), app.services.rules
    for rule in change.new:
        kept = counted_as(rule.scope.payer, app.services.book)
        await rules.enter(clinic.id, rule, kept, by)
    for rule in change.lacking if options.withdraw else ():
        await rules.withdraw(clinic.id, rule.number, by)

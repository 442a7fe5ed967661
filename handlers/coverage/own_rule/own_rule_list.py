"""The clinic's own rules on a payer that stand, and what somebody's entry did to them."""

from __future__ import annotations

from dataclasses import replace

from handlers.coverage.own_rule.rule_caller import taken_for_caller
from handlers.coverage.own_rule.rule_draft import EDIT
from handlers.coverage.own_rule.rule_entered import entered_at
from models.clinic.clinic import Clinic
from models.clinic.rule import ClinicRule
from models.clinic.rule_leads import is_replaced
from models.clinic.rules_in_force import ClinicRules
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.reply import Choice, Line, Reply, Section, Weight
from models.understanding.commands.rule_commands import RuleSetting
from models.understanding.question import Question
from models.visits.rule_limits import counted_as
from models.wording import clinic_rules, phrases, quoting

SHOWN = 8
"""So many rules on one payer are listed, the newest; its history has all."""


def with_unread(listed: Reply, question: Question) -> Reply:
    """The list, with what was typed beside the payer and says nothing of a rule."""
    if not question.unused:
        return listed
    told = Line(f"I did not understand {quoting.of_all(question.unused)}: nothing was changed.")
    return replace(listed, lines=(told, *listed.lines))


def with_nothing_added(rule: ClinicRule, payer: Payer, rules: ClinicRules, book: FactBook) -> Reply:
    """That nothing was added."""
    told = f"Rule {rule.number} says that already, so nothing was added."
    return replace(
        of_payer(payer, rules, book),
        headline=f"{payer.name} · your clinic's rule {rule.number}",
        lines=(Line(told), clinic_rules.line(rule, book)),
    )


def with_entered(
    payer: Payer, setting: RuleSetting, rules: ClinicRules, clinic: Clinic, book: FactBook
) -> Reply:
    """What was kept, which rule leads now, and what others entered meanwhile."""
    stands = rules.of_payer(payer.id)
    rule = stands[-1]
    entered = entered_at(clinic, rule, payer, rules, book)
    others = [r for r in stands[:-1] if r.number > clinic.rules.version and r.by != rule.by]
    lines = [clinic_rules.line(rule, book), *entered.lines(), *taken_for_caller(rule, setting)]
    if setting.has_typed_reference:
        lines.append(Line("Of the reference only that one was noted: its number is not kept."))
    if rule.limit and entered.counts:
        lines.append(Line(f"{clinic_rules.counts(rule.limit)} {_whom(payer, book)}"))
    for day in setting.rolled:
        taken = f"{day.month}/{day.day} was taken as {phrases.day(day)}"
        lines.append(Line(f"{taken}: write the year if you mean another."))
    lines += [
        Line(f"Meanwhile there is also: {clinic_rules.said(o, book)}, {_told(o)}.") for o in others
    ]
    listed = of_payer(payer, rules, book)
    return replace(
        listed,
        headline=f"{payer.name} · your clinic's rule {rule.number}",
        badge=phrases.VERDICTS[rule.verdict] if entered.leads_all else None,
        lines=tuple(lines),
        choices=(
            Choice("See the answer", clinic_rules.asked(rule, payer.name, book), Weight.PRIMARY),
            *entered.choices(),
            Choice("Take it back", f"{EDIT} {payer.name} withdraw {rule.number}"),
        ),
    )


def _told(rule: ClinicRule) -> str:
    return clinic_rules.by(rule.source, rule.said_on)


def _whom(payer: Payer, book: FactBook) -> str:
    """Whose aliases are counted by a limit, where that is not the payer's name alone."""
    kept = book.payers.get(counted_as(payer.id, book), payer)
    if kept.id == payer.id:
        return "It counts beside the payer's own limits; the tightest binds."
    return f"Aliases with {payer.name} are kept with {kept.name}: it counts for all of them."


def _replaced(number: int) -> tuple[Line, ...]:
    """That others hold on no day any more: they stand in the history."""
    if not number:
        return ()
    holds = "holds" if number == 1 else "hold"
    return (Line(f"{phrases.count(number, 'earlier one')} {holds} on no day any more."),)


def of_payer(payer: Payer, rules: ClinicRules, book: FactBook) -> Reply:
    """The rules on a payer that stand, with a button that takes each back."""
    known = rules.of_payer(payer.id)
    every = [rule for rule in known if not is_replaced(rules, rule)]
    stands = every[-SHOWN:]
    none = Line(f"Your clinic has no rule of its own on {payer.name}.")
    history = f"/coverage history {payer.name}"
    older = f"; the newest {SHOWN} stand below" if len(every) > SHOWN else ""
    some = Line(f"{phrases.count(len(every), 'rule')} of your clinic's own{older}.")
    replaced = _replaced(len(known) - len(every))
    return Reply(
        headline=f"{payer.name} · your clinic's rules",
        lines=(some if stands else none, *replaced),
        sections=tuple(
            Section(
                f"Rule {rule.number}, {_told(rule)}",
                (
                    Line(f"{phrases.sentence(clinic_rules.said(rule, book))}."),
                    Line(clinic_rules.entered(rule)),
                ),
            )
            for rule in stands
        ),
        choices=(
            Choice("What to ask", f"/coverage call {payer.name}"),
            *((Choice("All of them", history),) if older or replaced else ()),
            *(
                Choice(
                    f"Take rule {rule.number} back",
                    f"{EDIT} {payer.name} withdraw {rule.number}",
                    Weight.MORE,
                )
                for rule in stands
            ),
        ),
        small_print=f"To enter one: {EDIT} {payer.name} not covered 20560 by call",
    )

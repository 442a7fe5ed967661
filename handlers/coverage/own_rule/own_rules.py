"""The clinic's own rule on a coverage card: beside what the facts hold, or at their head."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from handlers.coverage.card import card, leading_lines
from handlers.coverage.card.card import CoverageCase
from models.clinic.rule import NEEDLING, ClinicRule, RuleWithdrawal
from models.clinic.rule_rank import leading
from models.clinic.rules_in_force import ClinicRules
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import (
    PAYS,
    SAYS_NOTHING,
    Circumstances,
    Position,
    Verdict,
    is_stale,
)
from models.reply import Choice, Details, Line, Provenance, Reply, Section
from models.wording import clinic_rules, phrases

_LATEST = 3
"""So many rules of a history, the newest first, are told in short; all stand in the details."""


_OWN_DISAGREE = Line("Your clinic's own rules disagree.")
_FACTS_DISAGREE = Line("Your clinic's rule and the facts that I hold disagree.")
DISAGREE = (_OWN_DISAGREE, _FACTS_DISAGREE)
"""What is warned of before all else."""


def with_rules(
    reply: Reply, case: CoverageCase, position: Position | None, rules: ClinicRules, book: FactBook
) -> Reply:
    """The card with the clinic's own rules; itself where none is for what was asked.

    `position` is the one that leads among the facts.
    """
    reply = _of_carriers(reply, case, rules, book)
    found = rules.find(case.payer.id, case.asked)
    apart = _of_other_code(case, found, rules)
    beside = tuple(clinic_rules.line(each, book) for each in apart)
    beside = (*beside, *_to_come(case, rules, book))
    if not found:
        return replace(reply, lines=(*reply.lines, *beside)) if beside else reply
    rule = leading(found, position, case.asked, book)
    first = rule or found[0]
    other = contrary(found, first, case.asked)
    told = (*(clinic_rules.line(each, book) for each in (first, other) if each), *beside)
    only: tuple[Line, ...] = ()
    if rule and not case.question.codes and (rest := set(NEEDLING).difference(rule.scope.codes)):
        code = case.asked.code or NEEDLING[0]
        others = phrases.either(sorted(rest), "and")
        only = (Line(f"The verdict is for {code}; ask for {others} alone."),)
        headline = reply.headline.replace("dry needling", code, 1)
        reply = replace(reply, headline=headline, about=(*reply.about, f"code/{code}"))
    if rule:
        told = (*told, *_held(position))
        reply = replace(
            reply,
            badge=phrases.VERDICTS[rule.verdict],
            provenance=Provenance(phrases.since(rule.in_force), (clinic_rules.citation(rule),)),
        )
    if first.limit and Aspect.LIMIT in case.question.aspects:
        none = leading_lines.nothing_on(Aspect.LIMIT)
        kept = tuple(line for line in reply.lines if not line.text.startswith(none))
        reply = replace(reply, lines=kept)
    is_first = _is_first(first, case, leads_all=rule is not None)
    behind = 0 if is_first else 1 + len(card.taken_for(case.question))
    reply = replace(reply, lines=(*reply.lines[:behind], *told, *reply.lines[behind:]))
    disagree = (_OWN_DISAGREE,) if other else ()
    warned = (*disagree, *_warned(first, position, case.today))
    reply = replace(
        reply,
        cautions=(*only, *warned, *reply.cautions),
        choices=(*_choices(first, case), *reply.choices),
    )
    return _with_section(reply, found, book)


def are_apart(rules: ClinicRules, payer: str) -> bool:
    """Whether some rule on a payer is for one code of needling and not for the other."""
    scopes = (rule.scope for rule in rules.of_payer(payer))
    return any(len(set(NEEDLING).difference(scope.codes)) == 1 for scope in scopes)


def _of_other_code(
    case: CoverageCase, found: Sequence[ClinicRule], rules: ClinicRules
) -> tuple[ClinicRule, ...]:
    """The first rule on the other code of needling alone, where no code was typed."""
    if case.question.codes:
        return ()
    others = (code for code in NEEDLING if code != case.asked.code)
    of_each = (rules.find(case.payer.id, replace(case.asked, code=code)) for code in others)
    apart = ([rule for rule in of_one if rule not in found] for of_one in of_each)
    return tuple(rule for of_one in apart for rule in of_one[:1])


def _to_come(case: CoverageCase, rules: ClinicRules, book: FactBook) -> Iterator[Line]:
    """The first rule that begins after the day that was asked about, unless that day is over."""
    asked = case.asked
    if asked.on < (asked.as_known or case.today):
        return
    known = rules.of_payer(case.payer.id, asked.as_known)
    later = [rule for rule in known if (first := rule.in_force.first) and first > asked.on]
    fitting = (rule for rule in later if rule.scope.fits(replace(asked, code=None)))
    for rule in sorted(fitting, key=lambda rule: (rule.in_force.first, rule.number)):
        first = rule.in_force.first or asked.on
        code = asked.code if asked.code in rule.scope.codes else rule.scope.codes[0]
        is_asked = code == asked.code or not case.question.codes
        on_that_day = replace(asked, on=first, until=None, code=code)
        if is_asked and rule in rules.find(case.payer.id, on_that_day):
            told = clinic_rules.said(rule, book, dated=False)
            by = clinic_rules.by(rule.source, rule.said_on)
            yield Line(f"From {phrases.day(first)} your clinic's rule says: {told}, {by}.")
            return


def _is_first(rule: ClinicRule, case: CoverageCase, *, leads_all: bool) -> bool:
    """Whether the rule is the first line: it leads, or has the limit that was asked for.

    What else is asked than whether it is paid is answered first by what is held of it.
    """
    asked = next(iter(case.question.aspects), Aspect.COVERED)
    if asked is Aspect.LIMIT and rule.limit:
        return True
    return leads_all and asked is Aspect.COVERED


def _of_carriers(reply: Reply, case: CoverageCase, rules: ClinicRules, book: FactBook) -> Reply:
    """The clinic's rules on those who handle the claim and decide nothing: beside the answer."""
    told = tuple(
        clinic_rules.line(rule, book, of=carrier.name)
        for carrier in case.question.networks
        for rule in rules.find(carrier.id, case.asked)[:1]
    )
    return replace(reply, lines=(*reply.lines[:1], *told, *reply.lines[1:])) if told else reply


def with_past(
    reply: Reply, payer: Payer, code: str | None, rules: ClinicRules, book: FactBook
) -> Reply:
    """A history with every rule on the payer that the clinic ever entered, and who took it back.

    The latest stand first, in short; all of them among the details.
    """
    ever = [told for told in rules.ever(payer.id) if code is None or code in told[0].scope.codes]
    if not ever:
        return reply
    short = [_past(rule, withdrawal, book) for rule, withdrawal in ever[: -_LATEST - 1 : -1]]
    more = len(ever) - len(short)
    short += [Line(f"{phrases.count(more, 'older rule')} of yours in the details.")] if more else []
    in_full = tuple(
        Line(
            f"Rule {rule.number}. {clinic_rules.line(rule, book).text} {clinic_rules.entered(rule)}"
            f"{clinic_rules.taken_back(withdrawal)}"
        )
        for rule, withdrawal in ever
    )
    section = Section("Your clinic's own rules", in_full)
    return replace(reply, lines=(*short, *reply.lines), sections=(section, *reply.sections))


def _past(rule: ClinicRule, withdrawal: RuleWithdrawal | None, book: FactBook) -> Line:
    """One rule of a history in short: its number, and whether it was taken back."""
    told = clinic_rules.line(rule, book).text.replace("rule", f"rule {rule.number}", 1)
    gone = f" Taken back {phrases.day(withdrawal.known_on)}." if withdrawal else ""
    return Line(f"{told}{gone}")


def _held(position: Position | None) -> tuple[Line, ...]:
    """The verdict that stood at the head of the card but for the rule."""
    if position is None or position.verdict is Verdict.UNKNOWN:
        return ()
    held = phrases.VERDICTS[position.verdict].words.lower()
    return (Line(f"What I hold of this payer besides: {held}.", position.cites),)


def whose(reply: Reply) -> str:
    """Whose word the verdict of a card is, where it is the clinic's own rule; else empty."""
    sources = reply.provenance.sources if reply.provenance else ()
    return clinic_rules.WHOSE if any(not source.id for source in sources) else ""


def decides(reply: Reply) -> bool:
    """Whether the clinic's own rule says yes or no at the head of a card."""
    says_nothing = {phrases.VERDICTS[verdict] for verdict in SAYS_NOTHING}
    return bool(whose(reply)) and reply.badge not in says_nothing


def contrary(
    found: Sequence[ClinicRule], first: ClinicRule, asked: Circumstances
) -> ClinicRule | None:
    """A rule that says the opposite of the first one of what was asked, and of that alone.

    One for a condition that nobody asked about contradicts nothing, and neither does what was said
    with it of everybody else: "covered only for …".
    """
    if first.verdict in SAYS_NOTHING:
        return None
    is_paid = first.verdict in PAYS
    decided = (rule for rule in found if rule.verdict not in SAYS_NOTHING)
    opposed = (rule for rule in decided if (rule.verdict in PAYS) != is_paid)
    told = (rule for rule in opposed if rule.scope.is_told(asked))
    return next((rule for rule in told if not _is_of_the_rest(rule, first)), None)


def _is_of_the_rest(rule: ClinicRule, first: ClinicRule) -> bool:
    """Whether a rule was said with a narrower one, for whoever that one is not for."""
    is_one_word = (rule.source, rule.said_on) == (first.source, first.said_on)
    return is_one_word and first.scope.is_within(rule.scope)


def _warned(rule: ClinicRule, position: Position | None, today: date) -> Iterator[Line]:
    """That the rule and the facts disagree, and that it is time to ask again."""
    is_held = position is not None and position.verdict not in SAYS_NOTHING
    is_said = rule.verdict not in SAYS_NOTHING
    if is_said and is_held and position and (position.verdict in PAYS) != (rule.verdict in PAYS):
        yield _FACTS_DISAGREE
    yield from reminders(rule, today)


def reminders(rule: ClinicRule, today: date) -> Iterator[Line]:
    """That it is time to ask again."""
    if rule.ask_on and rule.is_overdue(today):
        yield Line(f"Your clinic meant to ask again on {phrases.day(rule.ask_on)}.")
    elif is_stale(rule.said_on.isoformat(), today):
        yield Line("Your clinic's rule is over two years old: ask the payer again.")


def _choices(rule: ClinicRule, case: CoverageCase) -> tuple[Choice, ...]:
    if not rule.is_overdue(case.today):
        return ()
    return (Choice("What to ask", f"/coverage call {case.payer.name}"),)


def _with_section(reply: Reply, found: Sequence[ClinicRule], book: FactBook) -> Reply:
    """The rules in full among the details, with who entered each."""
    lines = tuple(
        Line(f"{clinic_rules.line(rule, book).text} {clinic_rules.entered(rule)}") for rule in found
    )
    section = Section("Your clinic's own rules", lines)
    build = reply.details
    if build is None:
        return replace(reply, sections=(section, *reply.sections))
    return replace(reply, details=_above(section, build))


def _above(section: Section, build: Callable[[], Details]) -> Callable[[], Details]:
    def both() -> Details:
        details = build()
        return replace(details, sections=(section, *details.sections))

    return both

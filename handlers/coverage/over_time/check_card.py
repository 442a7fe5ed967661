"""The card of a check: what answers for a payer now, when it was checked, and the two buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.clinic import facts_owner
from handlers.command import Request
from handlers.coverage.own_rule.rule_draft import EDIT
from models.clinic.rule import ClinicRule, RuleScope
from models.clinic.verification import Check
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import SAYS_NOTHING, Position
from models.reply import Choice, Line, Reply, Weight
from models.understanding.conditions.conditions import UNGROUPED
from models.understanding.question import Question
from models.wording import checks, clinic_rules, phrases

VERIFY = "/coverage verify"
OFFERED = 5


def shown(
    payer: Payer,
    question: Question,
    found: tuple[ClinicRule | None, Position | None, Check | None],
    request: Request,
    book: FactBook,
) -> Reply:
    """What answers now, when it was checked, and the two buttons."""
    rule, position, check = found
    named = payer_and_claims(payer, question, book)
    owner = facts_owner.line(request.clinic)
    if check is None or check.due_on is None:
        nothing = _nothing_to_check(payer, named, position, owner)
        return _with_narrower(nothing, payer, request.clinic.rules.of_payer(payer.id), book)
    verdict = rule.verdict if rule else position.verdict if position else None
    says = Line(position.says, position.cites) if position else Line("")
    says = clinic_rules.line(rule, book) if rule else says
    return Reply(
        headline=f"{payer.name} · is it still true?",
        badge=phrases.VERDICTS[verdict] if verdict else None,
        lines=(
            says,
            Line(f"{phrases.sentence(checks.last(check))}; {checks.when(check, request.today)}."),
            Line(checks.how_often(check)),
            *owner,
        ),
        choices=(
            Choice("Still true", f"{VERIFY} {named} still true", Weight.PRIMARY),
            Choice("Changed", f"{EDIT} {named} by call"),
            Choice("What to ask", f"/coverage call {named}"),
            Choice("The answer now", f"/coverage {named}"),
        ),
        small_print="Still true is noted with your name and the day. Managers, and whoever keeps "
        "the facts, may note it.",
    )


def _nothing_to_check(
    payer: Payer, named: str, position: Position | None, owner: tuple[Line, ...]
) -> Reply:
    """Unknown is not verified, it is asked."""
    why = "What I hold says nothing on it" if position else "I hold nothing on it in general"
    return Reply(
        headline=f"{payer.name} · nothing to verify",
        lines=(Line(f"{why}, so nothing can be still true. Ask the payer."), *owner),
        choices=(
            Choice("What to ask", f"/coverage call {named}", Weight.PRIMARY),
            Choice("Enter what they said", f"{EDIT} {named} by call"),
        ),
    )


def _with_narrower(
    reply: Reply, payer: Payer, rules: Sequence[ClinicRule], book: FactBook
) -> Reply:
    """The card with the rules that are for some claims alone: each is verified by itself."""
    narrower = [rule for rule in rules if rule.verdict not in SAYS_NOTHING][-OFFERED:]
    if not narrower:
        return reply
    told = Line("Your clinic has rules for some claims alone: choose one below to verify it.")
    choices = tuple(
        Choice(
            f"Rule {rule.number}: {clinic_rules.said(rule, book)}",
            f"{VERIFY} {clinic_rules.claims(payer, rule.scope, book)}",
        )
        for rule in narrower
    )
    return replace(reply, lines=(*reply.lines, told), choices=(*choices, *reply.choices))


def payer_and_claims(payer: Payer, question: Question, book: FactBook) -> str:
    """The payer, and for which claims it was asked."""
    scope = RuleScope(
        payer.id,
        question.codes[:1],
        None if question.condition in UNGROUPED else question.condition,
        question.profession,
        question.line,
        question.state,
    )
    return clinic_rules.claims(payer, scope, book)

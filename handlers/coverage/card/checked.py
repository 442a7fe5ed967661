"""What a coverage card says of the clinic's own checks: one line where one is due."""

from __future__ import annotations

from dataclasses import replace

from handlers.coverage.card import cautions
from handlers.coverage.card.card import CoverageCase
from handlers.coverage.own_rule import own_rules
from models.clinic.clinic import Clinic
from models.clinic.verification import answering, check_of
from models.coverage.fact_book import FactBook
from models.reply import Choice, Line, Reply
from models.wording import checks, clinic_rules, phrases

VERIFY = "/coverage verify"


def with_check(reply: Reply, case: CoverageCase, clinic: Clinic, book: FactBook) -> Reply:
    """The card with the clinic's last check in the place of how old the source is.

    What nobody of the clinic has checked, and is no rule of its own, stays as it is.
    """
    rule, position = answering(case.payer.id, case.asked, clinic, book)
    check = check_of(rule, position, clinic, book)
    if check is None or not (rule or check.by) or case.asked.as_known:
        return reply
    replaced = {*own_rules.reminders(rule, case.today)} if rule else set()
    replaced |= {*cautions.of_age(position, case.today)}
    if rule and not check.by and replaced.intersection(reply.cautions):
        return reply  # the day that was set to ask again is told
    others = tuple(line for line in reply.cautions if line not in replaced)
    if check.is_due(case.today):
        is_bound = rule and (rule.scope.bounded or len(rule.scope.codes) == 1)
        claims = clinic_rules.claims(case.payer, rule.scope, book) if rule and is_bound else ""
        verify = Choice("Verify it", f"{VERIFY} {claims or case.payer.name}")
        first = tuple(line for line in others if line in own_rules.DISAGREE)
        rest = (line for line in others if line not in first)
        told = (*first, Line(checks.overdue(check)), *rest)
        return replace(reply, cautions=told, choices=(verify, *reply.choices))
    if not (check.by and check.last):
        return reply
    said = f"Your clinic found it still true on {phrases.day(check.last)}."
    return replace(reply, cautions=others, small_print=f"{reply.small_print} {said}".strip())

"""When something was found true last, and when it is to be checked again, in words."""

from __future__ import annotations

from datetime import date, timedelta

from models.clinic.verification import Check, DueCheck, Risk
from models.coverage.fact_book import FactBook
from models.mention import person
from models.wording import clinic_rules, phrases

_OFTEN = {Risk.HIGH: "3 months", Risk.MIDDLE: "6 months", Risk.LOW: "year"}
_WHY = {
    Risk.HIGH: "it rests on a call, hearsay, or sources that disagree",
    Risk.MIDDLE: "claims are paid by it",
    Risk.LOW: "it is a law, or not paid anyway",
}


def last(check: Check) -> str:
    """Who found it true last, and when: "found still true on Nov 1, 2026 by @amy"."""
    if check.by and check.last:
        return f"found still true on {phrases.day(check.last)} by {person(check.by)}"
    if check.last is None:
        return "its source bears no date"
    if check.about.startswith("rule/"):
        return f"your clinic was told on {phrases.day(check.last)}"
    return f"its newest source is of {phrases.partial(check.as_of)}"


def how_often(check: Check) -> str:
    """How often it is to be checked, and why so often."""
    often = f"every {_OFTEN[check.risk]}, as {_WHY[check.risk]}"
    usual = check.last + timedelta(days=check.risk.value) if check.last else None
    if check.about.startswith("rule/") and check.due_on != usual:
        return f"Your clinic chose that day itself. Else it would be {often}."
    if check.by or check.about.startswith("rule/"):
        return f"To be checked {often}."
    return f"Nobody of your clinic has checked it. From the first check on, {often}."


def when(check: Check, today: date) -> str:
    """Whether a check is due."""
    if check.due_on is None:
        return "nothing of it can be checked"
    verb = "due since" if check.is_due(today) else "next check on"
    return f"{verb} {phrases.day(check.due_on)}"


def overdue(check: Check) -> str:
    """The one line of a card whose check is due."""
    day = phrases.day(check.last) if check.last else ""
    return f"Due for a check: your clinic last knew it true on {day}."


def in_list(due: DueCheck, book: FactBook) -> str:
    """A line of the digest: which payer, how many have it, since when nobody has checked it."""
    used = phrases.count(due.aliases, "alias") if due.aliases else "your clinic's rule"
    return f"{named(due, book)} ({used}): {last(due.check)}"


def named(due: DueCheck, book: FactBook) -> str:
    """The payer, and for which claims a rule of the clinic's own is: "Premera, for headache"."""
    codes = due.scope.codes if due.scope else ()
    bounds = clinic_rules.bounds(due.scope, book) if due.scope else ()
    told = [*(codes if len(codes) == 1 else ()), *bounds]
    return ", ".join(filter(None, (book.payers[due.payer].name, " ".join(told))))


def typed(due: DueCheck, book: FactBook) -> str:
    """The payer, and those claims, as they are typed."""
    payer = book.payers[due.payer]
    return clinic_rules.claims(payer, due.scope, book) if due.scope else payer.name

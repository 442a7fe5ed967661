"""A question without an answer in words, and the commands that draft its answer as a rule."""

from __future__ import annotations

from collections.abc import Sequence

from models.clinic.rule import NEEDLING, RuleScope
from models.coverage.fact_book import FactBook
from models.coverage.payer import LINE_NAMES
from models.coverage.profession import NAMES as PROFESSIONS
from models.coverage.state import NAMES as STATES
from models.understanding.unanswered import Unanswered, Unlisted
from models.wording import clinic_rules, phrases


def asked(question: Unanswered, book: FactBook) -> str:
    """What was recognised in it: "Premera, 20560 for neck pain, billed by a PT"."""
    who = question.profession
    parts = [
        question.code,
        f"for {book.conditions[question.condition].name}" if question.condition else "",
        f"billed by {phrases.an(PROFESSIONS[who])}" if who else "",
        f"in {STATES.get(question.state, question.state)}" if question.state else "",
        f"under {LINE_NAMES[question.line]} plans" if question.line else "",
    ]
    said = " ".join(filter(None, parts))
    return f"{question.payer.name}, {said}" if said else question.payer.name


def in_list(question: Unanswered, book: FactBook) -> str:
    """A line of a list: what, how often, when last."""
    times = phrases.count(question.times, "time")
    return f"{asked(question, book)}: asked {times}, last on {phrases.day(question.last_on)}"


def of_unlisted(question: Unlisted) -> str:
    """What was recognised where the payer was not: "20560 in Ohio"."""
    state = f"in {STATES.get(question.state, question.state)}" if question.state else ""
    return " ".join(filter(None, [question.code, state])) or "Dry needling"


def count_unlisted(questions: Sequence[Unlisted]) -> str:
    """How many there are, in one sentence; empty where there is none."""
    number = sum(question.times for question in questions)
    asked = phrases.count(number, "question")
    return f"{asked} named a payer that I do not know." if number else ""


def draft(question: Unanswered, book: FactBook) -> str:
    """The command of the form in which the answer is entered, with what was recognised."""
    scope = RuleScope(
        question.payer.id,
        (question.code,) if question.code else NEEDLING,
        question.condition or None,
        question.profession,
        question.line,
        question.state,
    )
    return f"/coverage edit {clinic_rules.claims(question.payer, scope, book)} by call"


def sheet(question: Unanswered) -> str:
    """The command of the call sheet for it."""
    return " ".join(filter(None, [f"/coverage call {question.payer.name}", question.code]))

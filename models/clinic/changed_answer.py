"""Which answers of the last 90 days are others by now (changes), what to tell of them (net).

Whoever asked goes by what was told last: by the answer, or by the word in a digest that it changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from models.clinic.receipt import Receipt, ToldReceipt

TOLD_WITHIN = timedelta(days=90)
"""Who asked longer ago asks again anyway."""

Question = tuple[str, str | None, str | None]
"""A canonical command, and by which profession and state of the clinic it was answered."""


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """That the answer to a question has another verdict since a day; `about` are its facts."""

    question: Question
    about: tuple[str, ...]
    before: str
    now: str
    on: date
    noted_at: datetime


def question_of(receipt: Receipt) -> Question:
    """What was asked."""
    return receipt.command, receipt.profession, receipt.state


def changes(
    told: Iterable[ToldReceipt],
    noted: Iterable[ChangedAnswer],
    now: Mapping[Question, Receipt],
    on: date,
    at: datetime,
) -> Iterator[ChangedAnswer]:
    """One for each question whose answer somebody knows with another verdict than it has now."""
    last = {change.question: change for change in noted}
    found: set[Question] = set()
    for each in told:
        question = question_of(each.receipt)
        answer = now.get(question)
        if answer is None or question in found:
            continue
        change = last.get(question)
        known = change.now if change and change.noted_at > each.at else each.receipt.verdict
        if known != answer.verdict:
            found.add(question)
            about = answer.about or each.receipt.about
            yield ChangedAnswer(question, about, known, answer.verdict, on, at)


def net(noted: Iterable[ChangedAnswer]) -> tuple[ChangedAnswer, ...]:
    """One for each question, from its first verdict to its last; none where both are the same."""
    whole: dict[Question, ChangedAnswer] = {}
    for change in noted:
        first = whole.get(change.question, change)
        whole[change.question] = replace(change, before=first.before)
    return tuple(change for change in whole.values() if change.before != change.now)


def by_asker(
    changed: Iterable[ChangedAnswer], told: Iterable[ToldReceipt]
) -> dict[str, tuple[ChangedAnswer, ...]]:
    """Which changes concern each member who asked: who has the answer of now already knows it."""
    of_question = {change.question: change for change in changed}
    mine: dict[str, tuple[ChangedAnswer, ...]] = {}
    for each in told:
        change = of_question.get(question_of(each.receipt))
        if change and each.at <= change.noted_at and each.receipt.verdict != change.now:
            mine[each.member] = (*mine.get(each.member, ()), change)
    return mine

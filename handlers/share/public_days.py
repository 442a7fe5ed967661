"""What stands for the days of a question where everybody reads its answer: days of one rule."""

from __future__ import annotations

from collections.abc import Collection

from models.amended import amended
from models.clinic.rules_in_force import ClinicRules
from models.coverage import same_answer
from models.coverage.fact_book import FactBook
from models.period import Period
from models.reply import Reply
from models.understanding.question import Question
from models.wording import phrases


def with_public_days(
    reply: Reply, question: Question, payers: Collection[str], rules: ClinicRules, book: FactBook
) -> Reply:
    """The reply with the words for each day that was typed: of these payers' rules of that time."""
    days, known = {day for day in (question.on, question.until) if day}, question.as_known
    if not days and known is None:
        return reply
    positions = [position for id_ in payers for position in book.positions_of(id_)]
    entered = [entry for id_ in payers for entry in rules.ever(id_)]
    of_service = [
        *same_answer.of_service(p for p in positions if known or p.recorded.last is None),
        *(rule.in_force for rule, _ in entered),
    ]
    of_knowing = [
        *same_answer.of_knowing(positions),
        *(Period(entry.known_on) for both in entered for entry in both if entry),
    ]
    words = {}
    for day in {*days, *([known] if known else [])}:
        turns = [*(of_service if day in days else ()), *(of_knowing if day == known else ())]
        words[day.isoformat()] = phrases.within_year(same_answer.days_alike(day, turns))
    return amended(reply, days_for_everyone=tuple(words.items()))

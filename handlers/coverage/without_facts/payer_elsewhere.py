"""A payer is named with a state in which none of its name is met: "kaiser in Alabama"."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.coverage.card import licensing
from handlers.coverage.card.card_title import billed_by, circumstances
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.coverage.state import NAMES
from models.reply import Choice, Line, Reply
from models.understanding.question import Question
from models.wording import phrases
from models.wording.sourced import sourced

_MOST_STATES = 8


def say(question: Question, where: str, choices: Iterable[Choice], book: FactBook) -> Reply:
    """Of which states the payer is, and that none of it is known here; `choices` are its cards."""
    payers, typed = question.elsewhere, question.unknown_payer.removesuffix(f" in {where}")
    called = payers[0].name if len(payers) == 1 else phrases.quoted(typed)
    about = ", ".join(question.codes) or "dry needling"
    reply = Reply(
        headline=" · ".join([called, about, *billed_by(question), *circumstances(question)]),
        badge=phrases.VERDICTS[Verdict.UNKNOWN],
        lines=(
            Line(f"I know {called}{_of_states(question)}, and none of that name in {where}."),
            Line("No plan of one state answers for another: name the plan by the patient's card."),
            *licensing.in_state(question, (), None, book),
        ),
        choices=tuple(choices),
        small_print=phrases.NOT_A_GUARANTEE,
    )
    return sourced(reply, book)


def _of_states(question: Question) -> str:
    """The states in which the payer is met, where they are few."""
    codes = dict.fromkeys(code for payer in question.elsewhere for code in payer.states)
    states = sorted(NAMES[code] for code in codes if code in NAMES)
    if not 0 < len(states) <= _MOST_STATES:
        return " in other states"
    return f", of {phrases.either(states, 'and')}"

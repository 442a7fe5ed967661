"""Which state's workers' comp rules answer for a carrier that is met in many states."""

from __future__ import annotations

from dataclasses import replace

from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness, Payer, PayerKind
from models.understanding.question import Question

_ANY_LINE = frozenset({None, LineOfBusiness.WORKERS_COMPENSATION})


def under_state_rules(question: Question, book: FactBook) -> Question:
    """The question put to the state's own program: "sedgwick wc tx" is Texas comp."""
    if len(question.payers) != 1 or question.unknown_payer or question.line not in _ANY_LINE:
        return question
    carrier = question.payers[0]
    if carrier.kind is not PayerKind.WORKERS_COMP or book.positions_of(carrier.id):
        return question
    program = _program(question.state or _only_state(carrier), book)
    if program is None or program.id == carrier.id:
        return question
    return replace(question, payers=(program,), networks=(*question.networks, carrier))


def _only_state(carrier: Payer) -> str | None:
    return carrier.states[0] if len(carrier.states) == 1 else None


def _program(state: str | None, book: FactBook) -> Payer | None:
    """The workers' comp program of a state on which anything is held."""
    return next(
        (
            payer
            for payer in book.payers.values()
            if payer.kind is PayerKind.WORKERS_COMP
            and payer.part_of == "state"
            and payer.states == (state,)
            and book.positions_of(payer.id)
        ),
        None,
    )

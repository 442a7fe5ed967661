"""Carriers and networks whose policy decides nothing: what is said, which state's rules answer."""

from __future__ import annotations

from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness, Payer, PayerKind
from models.reply import Line
from models.understanding.question import Question
from models.wording import phrases

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
    return question._replace(payers=(program,), networks=(*question.networks, carrier))


def _only_state(carrier: Payer) -> str | None:
    return carrier.states[0] if len(carrier.states) == 1 else None


def _program(state: str | None, book: FactBook) -> Payer | None:
    """The workers' comp program of a state on which anything is held."""
    if state is None:
        return None
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


def decides_nothing(payer: Payer) -> tuple[Line, ...]:
    """That a carrier's own policy decides nothing, where its state's rules answer for it."""
    is_carrier = payer.kind is PayerKind.WORKERS_COMP and payer.facts not in {"", payer.id}
    if not is_carrier or payer.part_of == "state":
        return ()
    return (Line(f"{payer.name} handles the claim. The state's workers' comp rules decide."),)


def networks(question: Question) -> tuple[Line, ...]:
    """Whose name was taken for the network's on the card, whose policy does not decide."""
    if not question.networks:
        return ()
    carriers = [p.name for p in question.networks if p.kind is PayerKind.WORKERS_COMP]
    if carriers:
        handles = "handles" if len(carriers) == 1 else "handle"
        names = phrases.either(carriers, "and")
        return (Line(f"{names} {handles} the claim. The state's workers' comp rules decide."),)
    managers = [p.name for p in question.networks if p.kind is PayerKind.UTILISATION_MANAGER]
    if managers and len(managers) == len(question.networks):
        approves = "approves" if len(managers) == 1 else "approve"
        names = phrases.either(managers, "and")
        return (Line(f"{names} {approves} care for the plan. The plan's own policy decides."),)
    names = phrases.either([payer.name for payer in question.networks], "and")
    return (
        Line(f"I took {names} for the network on the card. A network's policy decides nothing."),
    )

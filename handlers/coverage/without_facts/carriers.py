"""Carriers and networks whose policy decides nothing: what is said, which state's rules answer."""

from __future__ import annotations

from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness, Payer, PayerKind
from models.reply import Line
from models.understanding.payers.networks import FEW_STATES, PROGRAMS
from models.understanding.question import Question
from models.wording import phrases

# Carriers of claims for which a state's own program answers, and the lines asked about.
_LINES = {
    PayerKind.WORKERS_COMP: frozenset({None, LineOfBusiness.WORKERS_COMPENSATION}),
    PayerKind.AUTO: frozenset({None, LineOfBusiness.AUTO}),
}
_RULES = {
    PayerKind.WORKERS_COMP: "The state's workers' comp rules decide.",
    PayerKind.AUTO: "The state's no-fault law and the policy decide.",
}


def under_state_rules(question: Question, book: FactBook) -> Question:
    """The question put to the state's own program: "sedgwick wc tx" is Texas comp."""
    if len(question.payers) != 1 or question.unknown_payer:
        return question
    carrier = question.payers[0]
    if question.line not in _LINES.get(carrier.kind, ()) or book.positions_of(carrier.id):
        return question
    program = _program(carrier.kind, question.state or carrier.only_state, book)
    if program is None or program.id == carrier.id:
        return question
    return question._replace(payers=(program,), networks=(*question.networks, carrier))


def _program(kind: PayerKind, state: str | None, book: FactBook) -> Payer | None:
    """The workers' comp program, or the no-fault law, of a state on which anything is held."""
    if state is None:
        return None
    return next(
        (
            payer
            for payer in book.payers.values()
            if payer.kind is kind
            and payer.part_of in PROGRAMS
            and state in payer.states
            and len(payer.states) <= FEW_STATES
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
    """Whose name stands beside the plan's: a carrier, a manager or a network, who do not decide."""
    if not question.networks:
        return ()
    names = [*dict.fromkeys(payer.name for payer in question.networks)]
    kinds = {payer.kind for payer in question.networks}
    if len(kinds) == 1 and (rules := _RULES.get(question.networks[0].kind)):
        handles = "handles" if len(names) == 1 else "handle"
        return (Line(f"{phrases.either(names, 'and')} {handles} the claim. {rules}"),)
    if kinds == {PayerKind.UTILISATION_MANAGER}:
        return (Line(_managed(names)),)
    payer = question.payers[0]
    is_of_employer = payer.kind is PayerKind.TPA or payer.part_of == "union"
    if is_of_employer and PayerKind.NETWORK not in kinds:
        run = "may run its claims or lend its network"
        decide = "decides" if len(names) == 1 else "decide"
        return (Line(f"{phrases.either(names, 'and')} {run}, and {decide} nothing."),)
    return (
        Line(
            f"I took {phrases.either(names, 'and')} for the network on the card. "
            "A network's policy decides nothing."
        ),
    )


def _managed(names: list[str]) -> str:
    """Who approves care for plans, and perhaps for this one."""
    whether = f"Whether {names[0]} approves its care" if len(names) == 1 else (
        f"Which of {phrases.either(names, 'and')} approves its care"
    )  # fmt: skip
    return f"{whether}, I do not hold: ask the plan. The plan's own policy decides."

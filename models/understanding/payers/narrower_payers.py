"""Of several payers the narrower: the plan before its owner, the payer of fewer states."""

from __future__ import annotations

from models.coverage import state
from models.coverage.payer import Payer, PayerKind
from models.understanding.payers.other_plans import GENERIC
from models.words import split


def without_owners(payers: tuple[Payer, ...]) -> tuple[Payer, ...]:
    """The payers without those whose name another one's holds, and without its program.

    "Passport by Molina" is Passport's plan, and a managed plan of CHIP no plan of the state's.
    """
    return (
        tuple(
            payer
            for payer in payers
            if not any(other is not payer and _is_plan_of(other, payer) for other in payers)
        )
        or payers
    )


def _is_plan_of(plan: Payer, owner: Payer) -> bool:
    """Whether a plan's name holds the owner's, or the owner is the program that the plan serves."""
    if plan.kind is PayerKind.UTILISATION_MANAGER:
        return False
    is_managed = plan.kind is PayerKind.MEDICAID_MANAGED and owner.kind is PayerKind.MEDICAID
    if is_managed and any(is_program(owner, where) for where in plan.states):
        return True  # "molina ohio medicaid"
    if is_program(owner, plan.only_state):
        return True
    brand = split(owner.name)[0].plain
    return brand in {word.plain for word in split(plan.name)[1:]} and brand not in GENERIC


def without_wider(payers: tuple[Payer, ...]) -> tuple[Payer, ...]:
    """Of the payers for whom the same facts answer, those of the fewest states."""
    fewest: dict[str, int] = {}
    for payer in payers:
        fewest[payer.facts] = min(_width(payer), fewest.get(payer.facts, _width(payer)))
    return tuple(p for p in payers if not p.facts or _width(p) == fewest[p.facts])


def _width(payer: Payer) -> int:
    return len(payer.states) or len(state.NAMES)


def is_program(payer: Payer, where: str | None) -> bool:
    """Whether a payer is the state's own program, whose plans are many."""
    return payer.part_of == "state" and where in payer.states

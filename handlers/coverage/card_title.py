"""How a card names its payer: with the state that was named, where the payer is met in many."""

from __future__ import annotations

from models.coverage.payer import Payer, PayerKind
from models.coverage.state import NAMES
from models.understanding.question import Question


def titled(payer: Payer, question: Question) -> str:
    """The payer's name, with the state that is asked about if the payer is met in several."""
    where = question.state
    is_met = where in payer.states or _is_met_everywhere(payer)
    if where not in NAMES or not is_met or len(payer.states) == 1:
        return payer.name
    if is_comp_elsewhere(payer):
        return f"Workers' compensation in {NAMES[where]}"
    return payer.name if NAMES[where] in payer.name else f"{payer.name} in {NAMES[where]}"


def _is_met_everywhere(payer: Payer) -> bool:
    """Whether a payer without facts sells plans all over the country, with other ones by state."""
    is_of_company = payer.kind in {PayerKind.COMMERCIAL, PayerKind.MEDICARE_ADVANTAGE}
    return not payer.states and not payer.facts and is_of_company


def is_comp_elsewhere(payer: Payer) -> bool:
    """Whether it stands for the comp programs of all states on which nothing is held."""
    is_program = payer.kind is PayerKind.WORKERS_COMP and payer.part_of == "state"
    return is_program and len(payer.states) > 1

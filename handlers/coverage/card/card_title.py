"""What a card is headed by: the payer, and what the question named beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.coverage import profession
from models.coverage.payer import Payer, PayerKind
from models.coverage.state import NAMES
from models.understanding.conditions.conditions import UNGROUPED
from models.understanding.question import Question
from models.wording import phrases

_LONG = 40  # characters of names beside which the headline has no room for a state


def titled(payer: Payer, question: Question) -> str:
    """The payer's name, with the state that is asked about if the payer is met in several."""
    where = question.state
    is_met = where in payer.states or _is_met_everywhere(payer)
    if where not in NAMES or not is_met or len(payer.states) == 1:
        return payer.name
    if is_comp_elsewhere(payer):
        return f"Workers' compensation in {NAMES[where]}"
    return payer.name if NAMES[where] in payer.name else f"{payer.name} in {NAMES[where]}"


def circumstances(question: Question, *named: Payer) -> Iterator[str]:
    """What is treated, where, and on which days, as far as the payers' names do not tell it."""
    if question.condition_name or question.condition not in {None, *UNGROUPED}:
        yield f"for {_treated(question)}"
    where = NAMES.get(question.state or "")
    is_told = any(where in titled(payer, question) for payer in named) if where else True
    is_long = sum(len(payer.name) for payer in named) > _LONG
    if not (is_told or is_long) and not any(payer.only_state == question.state for payer in named):
        yield f"in {where}"
    yield from days_asked(question)


def billed_by(question: Question) -> Iterator[str]:
    """Who bills, where one is named."""
    if question.profession:
        yield f"billed by {profession.IN_SHORT[question.profession]}"


def days_asked(question: Question) -> Iterator[str]:
    """The days of service that were asked about, and the day as of which the book is asked."""
    first, last = question.on, question.until
    if first and last:
        yield f"for {_stretch(first, last)}"
    elif first:
        yield f"for {phrases.long_day(first)}"
    if question.as_known:
        yield f"as known {phrases.day(question.as_known)}"


def _stretch(first: date, last: date) -> str:
    """The days from one to another; a whole year by its number."""
    year = first.year
    is_whole = (first, last) == (date(year, 1, 1), date(year, 12, 31))
    return str(year) if is_whole else f"{phrases.day(first)} to {phrases.day(last)}"


def _treated(question: Question) -> str:
    """The condition, by its own word where its group says too little."""
    if question.condition in UNGROUPED:
        return question.condition_name
    return (question.condition or "").replace("_", " ")


def _is_met_everywhere(payer: Payer) -> bool:
    """Whether a payer without facts sells plans all over the country, with other ones by state."""
    is_of_company = payer.kind in {PayerKind.COMMERCIAL, PayerKind.MEDICARE_ADVANTAGE}
    return not payer.states and not payer.facts and is_of_company


def is_comp_elsewhere(payer: Payer) -> bool:
    """Whether it stands for the comp programs of all states on which nothing is held."""
    is_program = payer.kind is PayerKind.WORKERS_COMP and payer.part_of == "state"
    return is_program and len(payer.states) > 1

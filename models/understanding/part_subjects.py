"""What the questions of one text share: a payer of whom both ask, a state that holds for both."""

from __future__ import annotations

from collections.abc import Sequence

from models.coverage.aspect import Aspect
from models.coverage.state import NAMES
from models.understanding.reading import Answerer, Reading, Route

# What a part may go on asking of the payer that another names.
_OF_ONE_PAYER = {Aspect.LIMIT, Aspect.AUTHORIZATION, Aspect.REFERRAL}


def are_of_one_state(readings: Sequence[Reading], routes: Sequence[Route]) -> bool:
    """Whether one part only names the place of another: "we're in Reno, what do PTs need"."""
    states = [
        reading.state
        for reading, found in zip(readings, routes, strict=True)
        if found.answerer is Answerer.STATE
    ]
    placed = [bool(question.states or question.all_states) for question in states]
    return any(placed) and not all(placed)


def are_of_one_payer(readings: Sequence[Reading]) -> bool:
    """Whether a part asks for more of the payer of another: "what forms, and how many visits"."""
    questions = [reading.question for reading in readings]
    named = [bool(question.payers) and not question.guessed_from for question in questions]
    more = [bool(_OF_ONE_PAYER & set(question.aspects[:1])) for question in questions]
    states = {state for question in questions for state in question.states}
    goes_on = any(asks and not has for asks, has in zip(more, named, strict=True))
    return sum(named) == 1 and goes_on and not states


def placed(readings: Sequence[Reading]) -> tuple[str, ...]:
    """The parts, each with the one state that another names: "in Texas, and does BCBS pay"."""
    states = [reading.state.states for reading in readings]
    named = {state for of_part in states for state in of_part}
    if len(named) != 1:
        return tuple(reading.text for reading in readings)
    name = NAMES[named.pop()]
    return tuple(
        reading.text if of_part or not _needs_place(reading) else f"{reading.text} in {name}"
        for of_part, reading in zip(states, readings, strict=True)
    )


def _needs_place(reading: Reading) -> bool:
    """Whether a part asks of a payer that may be several, or what a profession may."""
    question = reading.question
    of_payer = question.payers and not (question.guessed_from or question.unknown_payer)
    return bool(of_payer or reading.state.profession)

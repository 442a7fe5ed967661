"""When a misspelt state is what a text asks about: "ilinois PT rules, new hire is from there"."""

from __future__ import annotations

from models.coverage.aspect import Aspect
from models.understanding.reading import Answerer, Reading, Route
from models.understanding.states.license_questions import ONLY_OF_STATES, RULE_WORDS

_OF_RULES = ONLY_OF_STATES | {Aspect.REQUIREMENTS}
_JOINS = frozenset({"n", "and", "or", "want", "wants"})
_FEW_WORDS = 7
_LONG_NAME = 6  # letters of a state's name that no other word is near to


def of_misspelt_state(reading: Reading, home: Answerer | None) -> Route | None:
    """A misspelt state, with professions or a word for its rules: "wyomng chiros and pts"."""
    question, read = reading.question, reading.state
    if home is not None or question.states or question.codes or len(read.states) != 1:
        return None
    if not read.guessed_from or (question.payers and not question.guessed_from):
        return None
    asks = _OF_RULES.intersection(read.aspects) or reading.words & RULE_WORDS
    is_short = len(reading.text.split()) <= _FEW_WORDS
    unread = {word.casefold() for word in read.unused} - _JOINS
    is_all = is_short and not unread and (read.professions or asks)
    if not is_all and not (asks and _is_surely_state(reading)):
        return None
    return Route(Answerer.STATE, "a misspelt state, with professions")


def _is_surely_state(reading: Reading) -> bool:
    """Whether a long misspelt word is a state's, whatever stands beside: "ilinois PT rules, …"."""
    guessed = reading.state.guessed_from.replace(" ", "")
    is_else = reading.question.payers or reading.topic.sure
    return len(guessed) >= _LONG_NAME and not is_else

"""How the questions of one text hang together: a later one may ask of the first payer or state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.coverage.aspect import Aspect
from models.errors import Trouble
from models.understanding.reading import Answerer, Reading, Readings, Route, names_payer

_OF_PAYER = {Aspect.LIMIT, Aspect.RESET, Aspect.AUTHORIZATION, Aspect.REFERRAL}
_OF_STATE = {
    Aspect.REFERRAL, Aspect.CONSENT, Aspect.TRAINING, Aspect.SUPERVISION, Aspect.CITATION,
    Aspect.REGISTRATION, Aspect.EXAM, Aspect.RENEWAL, Aspect.PENALTY, Aspect.PROBATION,
    Aspect.EXPERIENCE, Aspect.CHANGES,
}  # fmt: skip
_OF_IT = re.compile(r"\bfor (?:that|this|it|him|her|them)\b", re.IGNORECASE)
_LISTED = re.compile(
    r"\s{0,3}[;\n]\s{0,3}|,(?![0-9])\s{0,3}(?:and\s{1,3})?"
    r"|\s{1,3}(?:and|&|vs\.?|versus)\s{1,3}",
    re.IGNORECASE,
)
_MOST_LISTED = 5
_THREE = 3
_TOPICS = {Answerer.TOPIC, Answerer.NEAR}
_OF_WHAT = re.compile(r"\b(?:it|this|that|one)\b", re.IGNORECASE)
_DATED = frozenset({"date", "dated", "day", "letter"})


def are_apart(readings: Sequence[Reading], routes: Sequence[Route]) -> bool:
    """Whether each part is a question of its own, of which no other needs a word."""
    if _tells_muscles(readings[0]) and routes[1].answerer in {Answerer.CODES, Answerer.TOPIC}:
        return False
    if any(reading.question.denies_payer for reading in readings):
        return False
    if any(_goes_on(readings[0], r) or _of_modifiers(readings[0], r) for r in readings[1:]):
        return False
    leading = [found.topics[0].id for found in routes if found.topics and found.answerer in _TOPICS]
    is_one = len(set(leading)) < len(leading)
    return not is_one and all(map(_stands_alone, readings, routes))


def only_asked(readings: Sequence[Reading], routes: Sequence[Route]) -> Reading | None:
    """The first part, where a topic surely answers it and the others ask and name nothing.

    "Does it even work? my aunt said so" asks one thing.
    """
    first, *others = zip(readings, routes, strict=True)
    is_told = first[1].answerer is Answerer.TOPIC and first[0].is_asked
    if not is_told or any(_says_something(*other) for other in others):
        return None
    return first[0]


def _says_something(reading: Reading, found: Route) -> bool:
    question = reading.question
    names = question.payers or question.codes or question.states or question.professions
    asks = question.condition or question.aspects or question.denials or reading.is_asked
    return found.answerer is not Answerer.NOTHING or bool(names or asks)


def are_apart_but_one(readings: Sequence[Reading], routes: Sequence[Route]) -> bool:
    """Whether of three parts two are questions of their own, and the last is not understood."""
    if len(readings) != _THREE or routes[-1].answerer is not Answerer.NOTHING:
        return False
    is_of_else = readings[-1].codes.other_service or not _goes_on(readings[0], readings[-1])
    return bool(is_of_else) and are_apart(readings[:-1], routes[:-1])


def _listed(text: str) -> tuple[str, ...]:
    """The parts of a text between commas, semicolons, lines and "and"."""
    parts = (part.strip(" ,.;?") for part in _LISTED.split(text))
    return tuple(part for part in parts if part)


def listed_by_payer(whole: Reading, readings: Readings) -> tuple[str, ...]:
    """The parts of a list of whole questions, each of another payer; none where it is no such list.

    "cigna on 3/1/2020, aetna on 3/1/2026" is two questions. "cigna, aetna 20560" is one of two
    payers, and so is what ends in a day or a biller that may be of all: "cigna, aetna by PT".
    """
    parts = _listed(whole.text) if whole.question.payers_apart[1:] else ()
    if not 1 < len(parts) <= _MOST_LISTED:
        return ()
    try:
        return parts if _are_of_one_payer_each([readings.of(part) for part in parts]) else ()
    except Trouble:
        return ()


def _are_of_one_payer_each(readings: Sequence[Reading]) -> bool:
    """Whether each part asks of one payer, and differs from the others in more than the payer."""
    asked = [reading.question for reading in readings]
    if not all(names_payer(r) and not r.question.payers_apart for r in readings):
        return False
    codes = [question.codes for question in asked]
    each = zip(
        *((q.on, q.profession, q.states, q.condition, q.denials) for q in asked), strict=True
    )
    beside = list(each)
    if any(any(values) and not all(values) for values in beside):
        return False
    return any(all(values) and len(set(values)) > 1 for values in (codes, *beside))


def are_of_one_state(readings: Sequence[Reading], routes: Sequence[Route]) -> bool:
    """Whether one part only names the place of another: "we're in Reno, what do PTs need"."""
    states = [
        reading.state
        for reading, found in zip(readings, routes, strict=True)
        if found.answerer is Answerer.STATE
    ]
    placed = [bool(question.states or question.all_states) for question in states]
    return any(placed) and not all(placed)


def are_of_two_notices(readings: Sequence[Reading]) -> bool:
    """Whether each part asks of a notice or a bill, each of another one: "cash, or an ABN"."""
    held = [reading.notice for reading in readings]
    return len(held) > 1 and None not in held and len(set(held)) == len(held)


def _tells_muscles(reading: Reading) -> bool:
    """Whether a part only tells which muscles were needled: "pec major, 12 minutes"."""
    told = reading.codes
    is_typed = any(code.lower() in reading.words for code in told.codes)
    return bool(told.muscles) and not (is_typed or reading.is_asked or names_payer(reading))


def _of_modifiers(first: Reading, later: Reading) -> bool:
    """Whether a later question names modifiers alone, which are those of the codes before it."""
    read = later.codes
    only = read.modifiers and set(read.codes) <= set(read.modifiers) and not later.question.payers
    return bool(only) and len(first.question.codes) > 1


def _goes_on(first: Reading, later: Reading) -> bool:
    """Whether a later question asks more of the payer or state of the first: "is auth needed".

    A deadline, a notice or a bill is a matter of its own, whoever the payer is; but not where the
    first only tells of the denial: "denial date 6/12/25, aetna, how long for appeal".
    """
    asked = set(later.question.aspects)
    is_bare = not (later.question.payers or later.question.codes or later.state.states)
    if is_bare and Aspect.DENIAL in asked and _tells_of_denial(first):
        return True
    if later.asks_of_paperwork:
        return False
    of_payer = names_payer(first) and asked & _OF_PAYER
    is_of_it = names_payer(first) and _OF_IT.search(later.text) and not later.question.payers
    if is_of_it and later.question.codes and not later.state.states:
        return True
    if _only_tells_payer(first) and later.question.payers == first.question.payers:
        return True  # "HMAA is a Hawaii plan, do they take 20560"
    if _only_names_payer(first) and _is_bare_of_names(later) and Aspect.COVERED in asked:
        return True  # "State Farm, auto accident, can i bill 20561"
    of_state = first.state.states and set(later.state.aspects) & _OF_STATE
    return is_bare and bool(of_payer or of_state)


def _tells_of_denial(reading: Reading) -> bool:
    """Whether a part only tells that a payer denied, and on which day."""
    question = reading.question
    is_dated = question.on is not None or question.decided is not None
    is_all = question.aspects == (Aspect.DENIAL,) and not question.denials
    is_all = is_all and _DATED.issuperset(question.unused)
    return is_all and is_dated and names_payer(reading) and not reading.is_asked


def _is_bare_of_names(reading: Reading) -> bool:
    """Whether a question names neither a payer nor a state of its own."""
    question = reading.question
    return not (question.payers or question.unknown_payer or reading.state.states)


def _only_tells_payer(reading: Reading) -> bool:
    """Whether it is only told who is insured where: "patient from Hawaii with HMSA"."""
    question = reading.question
    asks = question.aspects or question.codes or question.denials or reading.is_asked
    return names_payer(reading) and not asks


def _only_names_payer(reading: Reading) -> bool:
    """Whether a payer is named, and nothing asked of it."""
    question = reading.question
    asks = question.aspects or question.codes or question.denials or question.states
    return names_payer(reading) and not asks


def _is_close(reading: Reading) -> bool:
    """Whether a near topic accounts for nearly all of a question that hangs on no other.

    One on a deadline, a notice or a bill does that is named.
    """
    if not reading.is_asked or _OF_WHAT.search(reading.text):
        return False
    return reading.topic.is_close or bool(reading.of_paperwork)


def _stands_alone(reading: Reading, found: Route) -> bool:
    """Whether a part names what it asks about: else it goes on with what stood before it."""
    question = reading.question
    match found.answerer:
        case Answerer.COVERAGE:
            return bool(question.payers) and not (question.unknown_payer or question.other_service)
        case Answerer.CODES:
            return bool(reading.codes.codes) and not reading.codes.guessed_from
        case Answerer.STATE:
            is_of_who = reading.is_asked and bool(question.professions)
            return bool(reading.state.states or reading.state.all_states or is_of_who)
        case Answerer.TOPIC | Answerer.NEAR:
            is_sure = found.answerer is Answerer.TOPIC or _is_close(reading)
            return bool(found.topics) and is_sure
        case Answerer.WHO_PAYS:
            return bool(question.codes)
    return False

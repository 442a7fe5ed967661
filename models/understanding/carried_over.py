"""What a later question of one text takes from the first: its state, its payer, who needles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from models.coverage.payer import LINE_NAMES
from models.coverage.state import NAMES
from models.understanding.reading import (
    NEEDLING_CODES,
    Answerer,
    Reading,
    Route,
    names_payer,
)

_DOES_IT = re.compile(
    r"\b(?P<does>does|do|did|will|would|can) (?:it|they|that plan|this plan)"
    r"(?= (?:even |also |still |ever |then )?(?:cover|pay|do|allow|take|include|reimburse)\b)",
    re.IGNORECASE,
)
# "Bcbs deductible resets when, and is needling covered then".
_IS_PAID = re.compile(
    r"(?:(?:so|and|also) )?(?:is|will) (?:the |dry )?(?:needling|dn|2056[01]) (?:still |even |be )*"
    r"(?:covered|paid(?: for)?|payable|on the list)(?: (?:then|too|now|at all))?",
    re.IGNORECASE,
)
_THERE = re.compile(r"(?<!is )(?<!are )\bthere\b", re.IGNORECASE)
_THEY = re.compile(
    r"\b(?:can|could|may|do|does|should|will|would) (?:they|she|he) (?:\w+ ){0,2}?"
    r"(?:needle|bill|do|perform)\b",
    re.IGNORECASE,
)
_TOPICS = {Answerer.TOPIC, Answerer.NEAR}


def placed(readings: Sequence[Reading]) -> tuple[str, ...]:
    """The parts, each with what another names: its one state, or the payer that is "it"."""
    texts = (of_payer(readings[0], text) for text in _in_states(readings))
    return tuple(
        _beside_code(readings[0], reading, _by_whom(readings[0], reading, text))
        for reading, text in zip(readings, texts, strict=True)
    )


def _beside_code(first: Reading, later: Reading, text: str) -> str:
    """A later part on a pair of which the first names one: "and what mod do I need with 97140"."""
    codes, others = first.question.codes, later.codes.codes
    is_open = later is not first and others and NEEDLING_CODES.isdisjoint(others)
    if len(codes) != 1 or not NEEDLING_CODES.issuperset(codes) or not is_open:
        return text
    beside = re.search(rf"\b(?:with|w/?|beside|next to) (?={others[0]}\b)", text, re.IGNORECASE)
    return f"{text[: beside.start()]}for {codes[0]} {text[beside.start() :]}" if beside else text


def _by_whom(first: Reading, later: Reading, text: str) -> str:
    """A later part in which "they" are who needles by the first: "can they needle medicare pts"."""
    who = first.question.professions
    is_open = later is not first and names_payer(later) and not later.question.professions
    if len(who) != 1 or names_payer(first) or not (is_open and _THEY.search(text)):
        return text
    return f"{text} by {who[0].value}"


def of_payer(first: Reading, text: str) -> str:
    """A later part in which "it" is the payer of the first: "and does it do 20560"."""
    payers = first.question.payers if names_payer(first) else ()
    if not payers or first.question.guessed_from or text == first.text:
        return text
    split = [payer.name.partition(" (")[0].split() for payer in payers]
    shared = takewhile(lambda words: len(set(words)) == 1, zip(*split, strict=False))
    name = " ".join(words[0] for words in shared)
    if not name or first.question.payers_apart:
        return text
    if _IS_PAID.fullmatch(text.strip(" ?.!")):
        return f"{text.strip(' ?.!')} by {name}"
    return _DOES_IT.sub(rf"\g<does> {name}", text, count=1)


def of_others_rule(first: Reading, later: Reading, found: Route) -> str:
    """A later part on what one payer alone asks for, with the other payer that the first names.

    "Humana Gold Plus, and do i give an abn": an ABN is original Medicare's.
    """
    question = first.question
    of_whom = found.topics[0].payers if found.topics and found.answerer in _TOPICS else ()
    is_open = of_whom and not names_payer(later)
    is_named = names_payer(first) and not (question.payers_apart or question.guessed_from)
    ids = {payer.id for payer in question.payers}
    if not (is_open and is_named and len(ids) == 1 and ids.isdisjoint(of_whom)):
        return later.text
    line = LINE_NAMES[question.line] if question.line else ""
    return f"{later.text} for {question.payers[0].name} {line}".strip()


def _in_states(readings: Sequence[Reading]) -> tuple[str, ...]:
    """The parts, each with the one state that another names: "in Texas, and does BCBS pay"."""
    states = [
        reading.question.states if names_payer(reading) else reading.state.states
        for reading in readings
    ]
    named = {state for of_part in states for state in of_part}
    if not named and any(_THERE.search(reading.text) for reading in readings[1:]):
        named = _home_of(readings[0])  # "bcbs vermont, and is it legal for OTs there"
    if len(named) != 1:
        return tuple(reading.text for reading in readings)
    where = f"in {NAMES[named.pop()]}"
    return tuple(
        reading.text if of_part else _in_place(reading, where)
        for of_part, reading in zip(states, readings, strict=True)
    )


def _home_of(reading: Reading) -> set[str]:
    """The one state in which all the payers are that are surely named."""
    payers = reading.question.payers if names_payer(reading) else ()
    if not payers or reading.question.guessed_from:
        return set()
    return set.intersection(*(set(payer.states) for payer in payers)) & NAMES.keys()


def _in_place(reading: Reading, where: str) -> str:
    """A part in a state: of a payer that may be several, of a profession, or "there"."""
    if _THERE.search(reading.text):
        return _THERE.sub(where, reading.text)
    question = reading.question
    of_payer = question.payers and not (question.guessed_from or question.unknown_payer)
    return f"{reading.text} {where}" if of_payer or reading.state.profession else reading.text

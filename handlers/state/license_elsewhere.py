"""What leads where a license of another state, travel, or a military base is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.state.no_rule import UNKNOWN
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.profession import NAMES, Profession
from models.coverage.state import EDUCATION, EXAM, HOURS
from models.reply import Line, Reply
from models.understanding.question import Question
from models.wording import phrases, sentences
from models.wording.sourced import lines, sourced

_COMPACT = "compact"
"""The topic that holds the rule for a license of another state."""

_ELSEWHERE = frozenset({Aspect.COMPACT, Aspect.FEDERAL})

# Those for whom the rule of the compact was read.
_IN_COMPACT = frozenset({Profession.PT, Profession.PTA})

# Beside a license of elsewhere the state's own rule is read before its hours and courses.
_BEHIND_THE_RULE = (f"{HOURS}: ", f"{EDUCATION}: ", f"{EXAM}: ", "I hold nothing on ")

_ON_FEDERAL_LAND = Line(
    "I hold nothing on military bases, VA hospitals, tribal or other federal land. Ask the "
    "facility which license and rules hold there."
)


def without(aspects: tuple[Aspect, ...]) -> tuple[Aspect, ...]:
    """The aspects that a state's rule itself answers."""
    return tuple(aspect for aspect in aspects if aspect not in _ELSEWHERE)


def is_federal(question: Question) -> bool:
    """Whether it is asked of federal land, on which a state's verdict may not hold."""
    return Aspect.FEDERAL in question.aspects


def leading(reply: Reply, question: Question, who: Profession, book: FactBook) -> Reply:
    """The reply, led by what is known of a license of another state and of federal land."""
    first = tuple(_first(question, who, book))
    if not first:
        return reply
    # The rule itself stands behind it: that it holds need not be said twice.
    first = tuple(replace(line, text=sentences.first_sentence(line.text)) for line in first)
    rule = sorted(reply.lines, key=lambda line: line.text.startswith(_BEHIND_THE_RULE))
    cautions = (*_cautions(question, who, book), *reply.cautions)
    return sourced(replace(reply, lines=(*first, *rule), cautions=cautions), book)


def without_state(question: Question, who: Profession, book: FactBook) -> Reply | None:
    """What is known where no state is named; None where neither is asked."""
    told = tuple(_first(question, who, book))
    if not told:
        return None
    headline = "Federal land" if is_federal(question) else "A license of another state"
    badge = UNKNOWN if is_federal(question) else None
    name = Line("Name the state where the patient is, for its rule.")
    return sourced(Reply(headline, badge=badge, lines=(*told, name)), book)


def _off_federal_land(line: Line) -> Line:
    """A state's rule, which may not hold on federal land."""
    return replace(line, text=f"Off federal land: {line.text[0].lower()}{line.text[1:]}")


def _cautions(question: Question, who: Profession, book: FactBook) -> tuple[Line, ...]:
    rule = book.topics.get(_COMPACT)
    is_asked = Aspect.COMPACT in question.aspects and who in _IN_COMPACT
    return lines(rule.cautions) if rule and is_asked else ()


def _first(question: Question, who: Profession, book: FactBook) -> Iterator[Line]:
    if is_federal(question):
        yield _ON_FEDERAL_LAND
    if Aspect.COMPACT not in question.aspects:
        return
    rule = book.topics.get(_COMPACT)
    if rule and who in _IN_COMPACT:
        told = lines(rule.answer)
        yield from map(_off_federal_land, told) if is_federal(question) else told
    else:
        yield Line(f"I hold nothing on {phrases.an(NAMES[who])} with a license of another state.")

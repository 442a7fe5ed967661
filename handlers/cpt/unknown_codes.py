"""Answers for codes and services that nobody here knows, and what a diagnosis code is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from handlers.command import Services
from handlers.cpt import card, swapped_codes
from handlers.cpt.mistyped_codes import resembling
from models.coverage.aspect import Aspect
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES, needling_code
from models.coverage.fact_book import FactBook
from models.coverage.topic import Topic
from models.reply import Choice, Line, Reply
from models.understanding.question import Question
from models.wording import phrases
from models.wording.sourced import lines, sourced

_MODIFIER = re.compile(r"[0-9]{2}")
_MODIFIERS = frozenset(
    """22 23 24 26 27 32 33 47 51 53 54 55 56 57 58 62 66 73 74 77 78 79 80 81 82 90 91 92 93 95 96
    97 99""".split()
)
"""Modifiers of CPT without a file: behind a code they are no minutes and no units."""

_TOPICS = {"cupping": "cupping", "graston": "cupping", "iastm": "cupping"}
"""The topics that hold what no table of codes does of a service."""


def unknown(question: Question, services: Services) -> Reply:
    """No code was named that this book knows."""
    book = services.book
    if question.diagnoses:
        return _diagnosis(question)
    unread = () if question.codes else question.unused
    strange = [*question.codes, *filter(None, [question.other_service]), *unread]
    named = " ".join(strange)
    near = list(dict.fromkeys(c for code in strange for c in resembling(code, book)))
    needling = book.needling_codes
    reply = Reply(
        headline=f"I have no facts on {phrases.quoted(named)}" if named else "Which code?",
        lines=(
            *((swapped_codes.for_needling(question.codes, book),) if question.for_needling else ()),
            *((Line(f"Did you mean {phrases.either(near)}?"),) if near else ()),
            *(_titled(question.codes, book) or _by_number(question, services)),
            *_of_muscles(question, near, book),
            Line(
                "I know the codes and modifiers that clinics use around dry needling. A payer is "
                "asked with /coverage, a state with /state, anything else with /ask."
            ),
        ),
        choices=tuple(Choice(code, f"/cpt {code}") for code in dict.fromkeys((*near, *needling))),
    )
    return sourced(reply, book)


def _of_muscles(question: Question, near: Sequence[str], book: FactBook) -> tuple[Line, ...]:
    """Which code counted muscles make, where one of needling is nearly typed."""
    if not question.muscles or set(book.needling_codes).isdisjoint(near):
        return ()
    code = needling_code(question.muscles)
    counted = phrases.count(question.muscles, "muscle")
    return (Line(f"Needling of {counted} is {code}.", card.what(book.codes[code]).cites),)


def _by_number(question: Question, services: Services) -> tuple[Line, ...]:
    listed = [code for code in question.codes if code in services.lists.codes]
    if not listed:
        return ()
    names = phrases.either(listed, "and")
    return (Line(f"I know {names} by number only, and hold neither edits nor units."),)


def _titled(codes: Iterable[str], book: FactBook) -> tuple[Line, ...]:
    """What a topic says whose own question names one of the codes: "is that billed (76942)"."""
    strange = [code for code in codes if code.isdigit() and code not in book.codes]
    titled = [t for t in book.topics.values() if any(code in t.question for code in strange)]
    return lines(titled[0].answer) if titled else ()


def _diagnosis(question: Question) -> Reply:
    named = phrases.either(question.diagnoses, "and")
    return Reply(
        headline=f"{named}: a diagnosis, not a procedure",
        lines=(
            *diagnoses(question),
            Line("For dry needling the CPT codes are 20560 (one or two muscles) and 20561."),
        ),
        choices=(Choice("20560", "/cpt 20560"), Choice("20561", "/cpt 20561")),
    )


def diagnoses(question: Question) -> tuple[Line, ...]:
    """Codes of ICD-10 are said to be none of CPT."""
    if not question.diagnoses:
        return ()
    named = phrases.either(question.diagnoses, "and")
    is_, codes = ("is", "a code") if len(question.diagnoses) == 1 else ("are", "codes")
    return (
        Line(
            f"{named} {is_} {codes} of ICD-10: why a patient is treated, not what was done. "
            "Whether a payer covers it: /coverage, with the payer."
        ),
    )


def first(question: Question, book: FactBook) -> tuple[Line, ...]:
    """What is asked beside codes and not known: it is said before what is known of them."""
    told = [*_titled(question.codes, book)]
    unread = [word for word in question.unused if _MODIFIER.fullmatch(word)]
    if Aspect.MODIFIER not in question.aspects:
        unread = [] if question.minutes else [word for word in unread if word in _MODIFIERS]
    told += [Line(f"I have no facts on modifier “{word}”.") for word in unread]
    if question.other_service:
        service = question.other_service
        if held := _TOPICS.get(service.casefold()):
            told += _of_topic(book.topics[held], question)
        else:
            told.append(Line(f"I have no facts on “{service}”, neither a code nor an edit of it."))
    return tuple(told)


def _of_topic(topic: Topic, question: Question) -> Iterator[Line]:
    """What a topic holds of a service, and of the codes that are typed for it."""
    first = topic.answer[0]
    yield Line(f"{topic.question} {first.says}", first.cites)
    typed = set(question.codes) - {FEW_MUSCLES, MANY_MUSCLES}
    for said in topic.answer[1:]:
        if any(code in said.says for code in typed):
            yield Line(said.says, said.cites)


def not_known(question: Question, services: Services) -> tuple[Line, ...]:
    """Codes and services beside known ones on which the book has nothing."""
    book = services.book
    tabled = book.edits.looked_up if book.edits else frozenset()
    strange = [c for c in question.codes if c not in book.codes and c not in tabled]
    told = []
    for code in strange:
        near = resembling(code, book)
        is_swapped = any(sorted(code) == sorted(other) for other in near)
        if near and (is_swapped or code not in services.lists.codes):
            mistyped = f"I have no facts on “{code}”. Did you mean {phrases.either(near)}?"
            told.append(Line(mistyped))
        elif not code.isdigit() or len(question.all_codes) == 1 + len(question.modifiers):
            # no line of a pair says it
            told.append(Line(f"I have no facts on “{code}”."))
    return tuple(told)

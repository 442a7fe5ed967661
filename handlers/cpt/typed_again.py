"""A question about codes as it can be typed again: what Share, Details and the audit name it by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.coverage.code import Code, CodeKind
from models.coverage.fact_book import FactBook
from models.understanding.canonical_command import OfCodes
from models.understanding.codes.code_words import EITHER
from models.understanding.question import Question

_IN_WORDS = {
    frozenset(EITHER): "dry needling",
    frozenset({"20552", "20553"}): "trigger point injection",
    frozenset({"97161", "97162", "97163"}): "PT evaluation",
    frozenset({"97810", "97811", "97813", "97814"}): "acupuncture",
}
"""Codes that words do not tell apart, as they are typed again: their numbers would be a pair."""


def canonical(
    question: Question, known: Sequence[str], modifiers: Sequence[Code], book: FactBook
) -> OfCodes:
    """The codes and what the answer hangs on besides, as what was understood."""
    filed = [book.codes[code] for code in known if code in book.codes]
    codes = dict.fromkeys((*filed, *modifiers))
    table = book.edits
    beside = tuple(table.tabled(code) for code in known if table and code not in book.codes)
    lead = question.aspects[0] if question.aspects else None
    groups = [group for group in question.described if frozenset(group) in _IN_WORDS]
    in_words = [code for code in filed if any(code.code in group for group in groups)]
    chosen = (*_chosen(question, filed), *in_words)
    told = (*(_IN_WORDS[frozenset(group)] for group in groups), *_told(question))
    return OfCodes(tuple(codes), beside, lead, question.number, question.muscles, chosen, told)


def _told(question: Question) -> Iterator[str]:
    """On what an answer hangs besides the codes, as it can be typed: sides, minutes, a day."""
    if question.both_sides:
        yield "both sides"
    if question.minutes:
        is_total = question.minutes_mixed or len(question.codes) > 1
        yield f"{question.minutes} minutes{' total' if is_total else ''}"
    if question.needling_minutes:
        yield f"{question.needling_minutes} minutes needling"
    if question.on:
        until = f" to {question.until.isoformat()}" if question.until else ""
        yield f"on {question.on.isoformat()}{until}"
    elif question.year:
        yield f"in {question.year}"


def _chosen(question: Question, filed: Sequence[Code]) -> tuple[Code, ...]:
    """The code that counted muscles choose, where nobody typed it."""
    in_words = {code for group in question.described for code in group}
    needling = [code for code in filed if code.kind is CodeKind.DRY_NEEDLING]
    return tuple(code for code in needling if question.muscles and code.code in in_words)

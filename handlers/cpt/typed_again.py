"""A question about codes as it can be typed again: what Share, Details and the audit name it by."""

from __future__ import annotations

from collections.abc import Sequence

from models.coverage.code import Code, CodeKind
from models.coverage.fact_book import FactBook
from models.understanding.canonical_command import OfCodes
from models.understanding.codes.beside_codes import BesideCodes, CodesInWords
from models.understanding.codes.code_words import EITHER
from models.understanding.question import Question

_IN_WORDS = {
    frozenset(EITHER): CodesInWords.NEEDLING,
    frozenset({"20552", "20553"}): CodesInWords.INJECTION,
    frozenset({"97161", "97162", "97163"}): CodesInWords.EVALUATION,
    frozenset({"97810", "97811", "97813", "97814"}): CodesInWords.ACUPUNCTURE,
}


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
    return OfCodes(
        tuple(codes),
        beside,
        lead,
        question.number,
        question.muscles,
        chosen,
        tuple(_IN_WORDS[frozenset(group)] for group in groups),
        _besides(question),
    )


def _besides(question: Question) -> BesideCodes:
    """On what an answer hangs besides the codes."""
    return BesideCodes(
        question.both_sides,
        question.minutes,
        question.minutes_mixed or len(question.codes) > 1,
        question.needling_minutes,
        question.on,
        question.until,
        question.year,
    )


def _chosen(question: Question, filed: Sequence[Code]) -> tuple[Code, ...]:
    """The code that counted muscles choose, where nobody typed it."""
    in_words = {code for group in question.described for code in group}
    needling = [code for code in filed if code.kind is CodeKind.DRY_NEEDLING]
    return tuple(code for code in needling if question.muscles and code.code in in_words)

"""Which parts of a card may be called wrong: by badge, facts and sections (_SECTIONS)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.coverage.fact_report import FactPart
from models.reply import Reply
from models.understanding.reading import Answerer

_SECTIONS: Mapping[str, FactPart] = {
    "Conditions": FactPart.CONDITIONS,
    "Limits": FactPart.LIMIT,
    "Billing": FactPart.BILLING,
    "Documentation": FactPart.DOCUMENTATION,
    "What the state asks": FactPart.DUTIES,
    "A referral": FactPart.REFERRAL,
    "What they are": FactPart.MEANING,
    "What it is": FactPart.MEANING,
    "With other codes, one day": FactPart.TOGETHER,
    "Counting": FactPart.COUNTING,
    "Modifiers": FactPart.MODIFIER,
    "Medicare's amounts": FactPart.AMOUNT,
}
_FACTS: Mapping[str, FactPart] = {
    "Authorization": FactPart.AUTHORIZATION,
    "Referral": FactPart.REFERRAL,
    "Policy": FactPart.POLICY,
    "Citation": FactPart.CITATION,
}
_MEANINGS = "What they are"  # on a card of several codes
_BADGES: Mapping[str, FactPart] = {
    Answerer.COVERAGE: FactPart.VERDICT,
    Answerer.STATE: FactPart.RULE,
    Answerer.CODES: FactPart.MEANING,
}


def parts_of(answerer: str, opened: Reply) -> tuple[FactPart, ...]:
    """The parts of an opened card in the order in which it tells them, each once."""
    return tuple(dict.fromkeys(_parts(answerer, opened)))


def _parts(answerer: str, opened: Reply) -> Iterator[FactPart]:
    if opened.badge:
        is_pair = answerer == Answerer.CODES and any(s.title == _MEANINGS for s in opened.sections)
        yield FactPart.TOGETHER if is_pair else _BADGES.get(answerer, FactPart.DISAGREEMENT)
    yield FactPart.ANSWER
    yield from (_FACTS[fact.label] for fact in opened.facts if fact.label in _FACTS)
    for section in opened.sections:
        if section.title in _SECTIONS:
            yield _SECTIONS[section.title]
        elif section.is_disputed:
            yield FactPart.DISAGREEMENT
    if opened.provenance and opened.provenance.dates:
        yield FactPart.DATE
    if opened.sources:
        yield FactPart.SOURCE
    yield FactPart.OTHER

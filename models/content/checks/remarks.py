"""What is no fault of the pack, and worth knowing: one sentence each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from models.content.checks.claims import claims, dates, is_later
from models.content.checks.statements import texts
from models.coverage.fact_book import FactBook
from models.period import Period
from models.wording.phrases import day

# A sentence longer than this is no longer read on a telephone.
_LONGEST = 300


def remarks(book: FactBook) -> list[str]:
    """Days for which nothing is known, dates that look late, texts that a card cuts."""
    return [*_gaps(book), *_late_sources(book), *_long_texts(book)]


def _long_texts(book: FactBook) -> Iterator[str]:
    for file, field, text in texts(book):
        if len(text) > _LONGEST:
            yield f"{file}, {field}: {len(text)} characters in one text; {_LONGEST} read well."


def _late_sources(book: FactBook) -> Iterator[str]:
    """A date later than any recording may be a slip: codes, states and topics record no day."""
    recorded = [p.recorded.first for held in book.positions.values() for p in held]
    newest = str(max(filter(None, recorded), default=date.max))
    for source in book.sources.values():
        for dated in dates(book, source.id):
            if is_later(dated, newest):
                yield f"sources/, {source.id}: {dated} lies after the last recording, {newest}."


def _gaps(book: FactBook) -> Iterator[str]:
    """Days between two positions, or two rules, for which nothing is known."""
    for payer_id, positions in book.positions.items():
        held: dict[object, list[Period]] = defaultdict(list)
        for position in positions:
            held[claims(position)].append(position.in_force)
        for days in _between(held.values()):
            yield f"payers/{payer_id}.yaml: nothing is known for dates of service {days}."
    for state in book.states.values():
        ruled: dict[object, list[Period]] = defaultdict(list)
        for rule in state.rules:
            ruled[rule.profession].append(rule.in_force)
        for days in _between(ruled.values()):
            yield f"states/{state.code}.yaml: nothing is known for dates of service {days}."


def _between(groups: Iterable[Sequence[Period]]) -> Iterator[str]:
    for group in groups:
        for one, other in pairwise(sorted(group, key=lambda p: p.first or date.min)):
            if one.last and other.first and one.last + timedelta(days=1) < other.first:
                first, last = one.last + timedelta(days=1), other.first - timedelta(days=1)
                yield f"{day(first)} to {day(last)}"

"""Whether a sentence about the new year that rests on hearsay alone says so."""

from __future__ import annotations

from collections.abc import Iterator

from models.content.checks.decisions import SECOND_HAND, is_hearsay
from models.content.fault import EntryFault
from models.coverage.fact_book import FactBook


def check_new_year(book: FactBook) -> Iterator[EntryFault]:
    """Sentences that do not own that they are second-hand."""
    for fact in book.new_year:
        if is_hearsay(fact.cites, book) and SECOND_HAND not in fact.says:
            what = "rests on second-hand sources alone."
            yield EntryFault("rollover/", 0, f"{fact.id}.says", what, f"Write: ({SECOND_HAND}).")

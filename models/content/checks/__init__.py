"""What must hold across the whole pack. A pack that has a fault is not loaded."""

from __future__ import annotations

from models.content.checks.appeals import check_appeals
from models.content.checks.claims import check_claims
from models.content.checks.decisions import check_decisions
from models.content.checks.duties import check_duties
from models.content.checks.ids import check_ids
from models.content.checks.new_year import check_new_year
from models.content.checks.words import check_words
from models.content.fault import EntryFault
from models.coverage.fact_book import FactBook


def check(book: FactBook) -> list[EntryFault]:
    """Every fault that no single file can show."""
    return [
        *check_ids(book),
        *check_claims(book),
        *check_decisions(book),
        *check_duties(book),
        *check_new_year(book),
        *check_appeals(book),
        *check_words(book),
    ]

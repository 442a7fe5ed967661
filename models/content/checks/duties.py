"""Whether a duty is told as it is counted: its number in its sentence, and that it is hearsay."""

from __future__ import annotations

from collections.abc import Iterator

from models.content.checks.decisions import SECOND_HAND, is_hearsay
from models.content.fault import EntryFault
from models.coverage.duty import Duty
from models.coverage.fact_book import FactBook


def check_duties(book: FactBook) -> Iterator[EntryFault]:
    """Sentences that name another number than the one counted, or hide that they are hearsay."""
    for duty in book.duties:
        for field, what, mend in _faults(duty, book):
            yield EntryFault("duties/", 0, f"{duty.id}.{field}", what, mend)


def _faults(duty: Duty, book: FactBook) -> Iterator[tuple[str, str, str]]:
    for number in (duty.days, duty.visits, duty.ahead):
        if number and not set(duty.says.split()).issuperset({str(number)}):
            what = f"does not name the {number} that is counted."
            yield "says", what, "Write the number as it is counted."
    if is_hearsay(duty.cites, book) and SECOND_HAND not in duty.says:
        what = "rests on second-hand sources alone."
        yield "says", what, f"Write: ({SECOND_HAND})."

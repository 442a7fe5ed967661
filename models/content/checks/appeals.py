"""Whether a window to appeal is told as it is counted, and of whom it is."""

from __future__ import annotations

from collections.abc import Iterator

from models.content.fault import EntryFault
from models.coverage.appeal_window import AppealWindow, ClockStart, WindowOf
from models.coverage.fact_book import FactBook


def check_appeals(book: FactBook) -> Iterator[EntryFault]:
    """Windows that name another time than the one counted, or nobody."""
    for window in book.appeals:
        for field, what, mend in _faults(window):
            yield EntryFault("appeals/", 0, f"{window.id}.{field}", what, mend)


def _faults(window: AppealWindow) -> Iterator[tuple[str, str, str]]:
    if bool(window.payers) is bool(window.lines):
        yield "payers", "are to be named, or lines of business.", "Name one of both."
    if window.payers and window.says.endswith("."):
        yield "says", "ends in a full stop.", "Leave it out: the sentence goes on."
    unit = window.unit.removesuffix("s")
    if window.count and not window.says.startswith(f"{window.count} {unit}"):
        what = f"does not begin with the {window.count} {window.unit} that are counted."
        yield "says", what, "Write the number as it is counted."
    if window.of is WindowOf.CLAIM and window.counted_from is not ClockStart.SERVICE:
        yield "counted_from", "is no service, from which first claims count.", "Write service."
    if window.is_final and window.of is not WindowOf.CLAIM:
        yield "is_final", "is told of no first claims.", "Leave it out, or write of: claim."
    if window.only and not window.states:
        yield "only", "is told of a state's plans.", "Name the state."

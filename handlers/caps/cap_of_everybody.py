"""The caps that hold for an alias as for everybody with its payer: they go on beside its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers.caps.cap_joins import named
from models.coverage.fact_book import FactBook
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line
from models.visits.cap import Cap, CapScope
from models.visits.cap_rivals import is_about_as_long
from models.visits.chart import Chart
from models.wording import cap_words


def of(chart: Chart) -> list[Cap]:
    """The caps of everybody that hold for an alias."""
    own = (cap for cap in chart.caps if cap.scope is not CapScope.ALIAS)
    return [cap for cap in own if cap.holds_for(chart.alias, chart.payer)]


def beside(cap: Cap, chart: Chart, book: FactBook) -> Iterator[Line]:
    """That such a cap of about as long a window goes on beside the one that is set."""
    for other in of(chart):
        if cap.pool.overlaps(other.pool) and is_about_as_long(cap.window, other.window):
            goes_on = f"{cap_words.said(other)}, which goes on beside it"
            yield Line(f"{_whose(other, book)} has {goes_on}: the tighter binds.")


def refuse(old: str, cap: Cap, chart: Chart, book: FactBook, command: str) -> None:
    """Raise for a cap of an alias that is to be instead of one of everybody."""
    for other in of(chart):
        if named(old, [other], cap):
            raise _cannot_be_lifted(other, chart, book, command)


def _cannot_be_lifted(other: Cap, chart: Chart, book: FactBook, command: str) -> NotUnderstood:
    whose = _whose(other, book)
    subject = whose.removeprefix("Everybody with ")
    choices: Sequence[Choice] = [
        Choice("Set it as well", f"{command} as well"),
        Choice(f"The caps of {subject}", f"/caps own {subject}"),
    ]
    return NotUnderstood(
        f"{whose} has {cap_words.said(other)}: it is not lifted for {chart.alias} alone.",
        "Nothing was saved. Both may hold, and the tighter binds.",
        choices if other.scope is CapScope.PAYER else choices[:1],
        field=FieldName.WINDOW,
    )


def _whose(cap: Cap, book: FactBook) -> str:
    known = book.payers.get(cap.subject)
    return f"Everybody with {known.name}" if known else "Everybody of your clinic"

"""A small table of verdicts, a row for each payer or state, with its dates and whose word it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.reply import Line, Row, Section, Table
from models.wording import phrases

UNKNOWN = phrases.VERDICTS[Verdict.UNKNOWN].words

_DATES = "Dates"
_COLUMNS = ("Verdict", _DATES, "Source")
_MOST_IN_LINE = 3  # rows, or names of one verdict, of several answers in one line


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One answer of several: of whom, the verdict, its dates, what they say, and who says so.

    `whose` is the word of somebody whom no source holds: "your clinic's rule".
    """

    name: str
    verdict: str
    dates: str = ""
    says: str = ""
    cites: tuple[str, ...] = ()
    whose: str = ""


def tabled(
    caption: str, of_whom: str, rows: Iterable[VerdictRow], book: FactBook, *, dated: bool = True
) -> Table:
    """The table. Its first column is of whom each row speaks, its last one whose word that is."""
    told = tuple(
        Row(
            (row.name, row.verdict, *((row.dates,) if dated else ()), _whose(row, book)),
            cites=row.cites,
        )
        for row in rows
    )
    columns = _COLUMNS if dated else tuple(name for name in _COLUMNS if name != _DATES)
    return Table(caption, (of_whom, *columns), told)


def dates(rows: Iterable[VerdictRow]) -> tuple[Section, ...]:
    """Since when each holds, for the details."""
    told = tuple(Line(f"{row.name}: {row.dates}.", row.cites) for row in rows if row.dates)
    return (Section(_DATES, told),) if told else ()


def _whose(row: VerdictRow, book: FactBook) -> str:
    """Of which kind the weightiest source is: "statute", "payer's own text", "second-hand"."""
    if row.whose:
        return row.whose
    is_held = row.verdict != UNKNOWN or row.dates
    if not is_held:
        return "nothing held"
    sources = [book.sources[id_] for id_ in row.cites]
    if not sources:
        return ""
    return book.citations[min(sources, key=lambda source: source.authority).id].authority


def said(rows: Iterable[VerdictRow]) -> tuple[Section, ...]:
    """What they say in their own words, for the details."""
    told = tuple(Line(f"{row.name}: {row.says}", row.cites) for row in rows if row.says)
    return (Section("What they say", told),) if told else ()


def in_short(tables: Sequence[Table]) -> str:
    """The first table in one line: what names each row, and the cell beside it; of many, by cell.

    Rows that a command looks up one by one, as those of a board, are too many for that.
    """
    rows = [row.cells[:2] for row in (tables[0].rows if tables else ()) if not row.command]
    if len(rows) <= _MOST_IN_LINE:
        return "; ".join(": ".join(cells) for cells in rows)
    named: dict[str, list[str]] = {}
    for name, says in rows:
        named.setdefault(says, []).append(name)
    return "; ".join(f"{says}: {_some(names)}" for says, names in named.items())


def _some(names: Sequence[str]) -> str:
    """The first of many names, and how many more there are."""
    shown, rest = names[:_MOST_IN_LINE], len(names[_MOST_IN_LINE:])
    return phrases.either([*shown, *([f"{rest} more"] if rest else [])], "and")

"""The CSV files of records: their columns, and the rows read from them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.cli.records.csv_cells import unescape
from models import spelling
from models.errors import Trouble
from models.wording.phrases import either

ALIASES, AUTHORIZATIONS = "aliases.csv", "authorizations.csv"
BALANCES, SESSIONS = "balances.csv", "sessions.csv"

_ALIAS_COLUMNS = "alias payer condition plan year_from closed improving episodes"

COLUMNS = {
    ALIASES: tuple(_ALIAS_COLUMNS.split()),
    AUTHORIZATIONS: ("alias", "visits", "first", "last", "unit", "codes", "disciplines"),
    BALANCES: ("alias", "used", "as_of", "source", "includes_ours", "codes", "disciplines"),
    SESSIONS: ("alias", "date", "codes", "discipline", "units", "again", "voided"),
}
"""The columns of each file, in the order of reading: an alias is known before its sessions."""

_REQUIRED = {ALIASES: 1, AUTHORIZATIONS: 4, BALANCES: 5, SESSIONS: 2}
"""How many columns, from the first, no file may lack."""

_NEAR = 75
"""Percent of letters that a misspelt column shares with one of ours."""

_NOT_CSV = "Save it as “CSV UTF-8”."


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row of a file. `is_too_long` where it has more cells than the header."""

    file: str
    line: int
    cells: Mapping[str, str]
    is_too_long: bool = False

    def text(self, column: str) -> str:
        """The text in a column; empty where the file has no such column."""
        return self.cells.get(column, "")

    def listed(self, column: str) -> list[str]:
        """The texts in a column, between its semicolons."""
        return [part.strip() for part in self.text(column).split(";") if part.strip()]


def read_rows(folder: Path) -> Iterator[CsvRow]:
    """Every row of every file in a folder. Raises `Trouble` for a file that cannot be read."""
    paths = [folder / name for name in COLUMNS if (folder / name).is_file()]
    if not paths:
        raise Trouble(f"{folder} holds none of {either(list(COLUMNS))}.", "")
    for path in paths:
        yield from _rows(path)


def _rows(path: Path) -> Iterator[CsvRow]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = _header(path.name, next(reader, []))
            for row in reader:
                texts = [unescape(cell.strip()).strip() for cell in row]
                if any(texts):
                    cells = dict(zip(header, texts, strict=False))
                    yield CsvRow(path.name, reader.line_num, cells, len(texts) > len(header))
    except UnicodeDecodeError:
        raise Trouble(f"{path.name} is not UTF-8.", _NOT_CSV) from None
    except csv.Error:
        raise Trouble(f"{path.name} is not CSV.", _NOT_CSV) from None


def _header(file: str, cells: Sequence[str]) -> list[str]:
    """The columns of a file, by name. Raises `Trouble` for one unknown, missing or doubled."""
    header = [cell.strip().casefold().replace(" ", "_") for cell in cells]
    columns = COLUMNS[file]
    mend = f"Its columns are {', '.join(columns)}."
    if not set(columns) & set(header):  # else it is a row, and nothing of it may be printed
        raise Trouble(f"{file} has no header row.", mend)
    unknown = [_spelled(at, name) for at, name in enumerate(header, 1) if name not in columns]
    missing = [name for name in columns[: _REQUIRED[file]] if name not in header]
    doubled = [name for name, times in Counter(header).items() if times > 1 and name in columns]
    for names, fault in ((unknown, "unknown"), (missing, "missing"), (doubled, "there twice")):
        if names:
            verb = "is" if len(names) == 1 else "are"
            raise Trouble(f"{file}: {either(names, 'and')} {verb} {fault}.", mend)
    return header


def _spelled(at: int, name: str) -> str:
    """A column's name where it is nearly one of ours, else its number: it may be a person's."""
    ours = {column for columns in COLUMNS.values() for column in columns}
    is_near = name in ours or spelling.resembling(name, ours, _NEAR)
    return f"the column “{name}”" if is_near else f"column {at}"

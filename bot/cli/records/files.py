"""The CSV files: COLUMNS, required ones, formula cells escaped.

A spreadsheet runs what begins with = + - @, also behind blanks, marks of quotation and in the
full-width forms that some input methods type. Such a cell is written behind an apostrophe, which
spreadsheets take for "this is text"; what is read loses that one apostrophe again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.cli.records.spreadsheet import as_day, read_table, refuse_day_first
from models import spelling
from models.errors import Trouble
from models.wording.phrases import either

ALIASES, AUTHORIZATIONS = "aliases.csv", "authorizations.csv"
BALANCES, SESSIONS = "balances.csv", "sessions.csv"
BOOKINGS, CALENDAR = "bookings.csv", "bookings.ics"
PLANS_OF_CARE = "plans_of_care.csv"
REQUESTS, CHECKS = "requests.csv", "checks.csv"

_ALIAS_COLUMNS = "alias payer condition plan year_from closed improving episodes payers secondary"
_AUTHORIZATION_COLUMNS = (
    "alias visits first last unit codes disciplines granted_by excluding number status case"
)
_BALANCE_COLUMNS = (
    "alias used as_of source includes_ours codes disciplines limit held_until last_known"
)
_REQUEST_COLUMNS = (
    "alias visits sent unit payer number status decided granted as urgent disciplines"
)
_SESSION_COLUMNS = "alias date codes discipline units again voided postsurgical self_pay case"

COLUMNS = {
    ALIASES: tuple(_ALIAS_COLUMNS.split()),
    AUTHORIZATIONS: tuple(_AUTHORIZATION_COLUMNS.split()),
    BALANCES: tuple(_BALANCE_COLUMNS.split()),
    SESSIONS: tuple(_SESSION_COLUMNS.split()),
    BOOKINGS: ("alias", "date"),
    PLANS_OF_CARE: ("alias", "date", "step", "until", "without_referral"),
    REQUESTS: tuple(_REQUEST_COLUMNS.split()),
    CHECKS: tuple("alias limit used as_of source ours status look_on".split()),
}
"""The columns of each file, in the order of reading: an alias is known before its sessions."""

NO_PAYER = "none"
"""What stands in the column of payers for days on which nobody paid."""

PLAN_BEHIND = " plan "
"""What stands there between a payer and its plan."""

_REQUIRED = {
    ALIASES: 1,
    AUTHORIZATIONS: 4,
    BALANCES: 5,
    SESSIONS: 2,
    BOOKINGS: 2,
    REQUESTS: 3,
    CHECKS: 7,
    PLANS_OF_CARE: 3,
}
"""How many columns, from the first, no file may lack."""

_NEAR = 75
"""Percent of letters that a misspelt column shares with one of ours."""

_DAYS = (
    *("date", "first", "last", "as_of", "held_until", "closed"),
    *("sent", "decided", "look_on", "until"),
)
"""Columns with one day in each cell."""

_LISTS = ("improving", "episodes", "payers", "secondary")
"""Columns with several days in each cell, and words beside them."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row of a file. `is_nameless` where a cell stands in a column without a name.

    `unit` is what a file's rows are called where it has no lines.
    """

    file: str
    line: int
    cells: Mapping[str, str]
    is_nameless: bool = False
    unit: str = "line"

    @property
    def place(self) -> str:
        """Where it stands: "sessions.csv, line 3"."""
        return f"{self.file}, {self.unit} {self.line}"

    def text(self, column: str) -> str:
        """The text in a column; empty where the file has no such column."""
        return self.cells.get(column, "")

    def listed(self, column: str) -> list[str]:
        """The texts in a column, between its semicolons."""
        return [part.strip() for part in self.text(column).split(";") if part.strip()]


def read_rows(folder: Path) -> Iterator[CsvRow]:
    """Every row of every file in a folder.

    Raises `Trouble` for a file that cannot be read, `OSError` for a folder that cannot.
    """
    files = csv_files(folder)
    if not files and not (folder / CALENDAR).is_file():
        raise Trouble(
            f"{folder} holds none of {either([*COLUMNS, CALENDAR])}.",
            "Name the folder that does: records export --out DIR shows what they look like.",
        )
    for name, path in files.items():
        yield from _rows(name, path)


def csv_files(folder: Path) -> dict[str, Path]:
    """The files of a folder that are read, by their names: "Sessions.CSV" is one as well."""
    there = {path.name: path for path in folder.iterdir() if path.is_file()}
    by_case = {name.casefold(): path for name, path in there.items()}
    found = ((name, there.get(name) or by_case.get(name)) for name in COLUMNS)
    return {name: path for name, path in found if path}


def _rows(name: str, path: Path) -> Iterator[CsvRow]:
    table = read_table(path, COLUMNS[name])
    header = _header(name, next(table, (1, []))[1])
    rows = [_row(name, line, header, cells) for line, cells in table if any(cells)]
    refuse_day_first(name, [(row.line, row.cells) for row in rows], (*_DAYS, *_LISTS))
    yield from rows


def _row(file: str, line: int, header: Sequence[str], typed: Sequence[str]) -> CsvRow:
    texts = [unescape(cell).strip() for cell in typed]
    cells = dict(zip(header, texts, strict=False))
    nameless = [*texts[len(header) :], cells.pop("", "")]
    for column in cells.keys() & set(_DAYS):
        cells[column] = as_day(cells[column])
    return CsvRow(file, line, cells, any(nameless))


def _header(file: str, cells: Sequence[str]) -> list[str]:
    """The columns of a file, by name. Raises `Trouble` for one unknown, missing or doubled."""
    header = [cell.strip().casefold().replace(" ", "_") for cell in cells]
    columns = COLUMNS[file]
    mend = f"Its columns are {', '.join(columns)}."
    if not set(columns) & set(header):  # else it is a row, and nothing of it may be printed
        raise Trouble(f"{file} has no header row.", mend)
    strange = [(at, name) for at, name in enumerate(header, 1) if name not in {"", *columns}]
    unknown = [_spelled(at, name) for at, name in strange]
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


_FORMULA = re.compile(r"[\s\ufeff\u200b\"'“”‘’‚„«»`´]*[=+\-@|%＝＋－＠｜﹢﹣﹦﹫−\t\r\n\0]")
_APOSTROPHE = "'"


def escape(text: str) -> str:
    """The text as it is written into a cell."""
    return f"{_APOSTROPHE}{text}" if _is_formula(text) else text


def unescape(cell: str) -> str:
    """The text that `escape` wrote into a cell."""
    is_escaped = cell.startswith(_APOSTROPHE) and _is_formula(cell[len(_APOSTROPHE) :])
    return cell[len(_APOSTROPHE) :] if is_escaped else cell


def _is_formula(text: str) -> bool:
    return text[:1] in {"\t", "\r", "\n", "\0"} or _FORMULA.match(text) is not None

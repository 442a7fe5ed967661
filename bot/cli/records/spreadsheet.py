"""How spreadsheets save a table: encodings, separators, empty columns, serial dates, times.

Excel saves what its country's settings say: semicolons or tabs between cells, Windows-1252 or
UTF-16 for letters, a line "sep=;" above the header, and empty columns where somebody once clicked.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from models.errors import Trouble

_ENCODINGS = ("utf-8-sig", "cp1252")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = ",;\t|"
_SEP_LINE = re.compile(r"\s*\"?sep=(?P<separator>[,;\t|])\"?[,;\t|]*\s*", re.IGNORECASE)
_NOT_CSV = "Save it as “CSV UTF-8”."

_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?([AP]M)?Z?", re.IGNORECASE)
_BEFORE_TIME = re.compile(r"(?<=[0-9])T(?=[0-9])")
_SERIAL = re.compile(r"(?P<days>[0-9]{5})(\.[0-9]+)?")
_SERIAL_START = date(1899, 12, 30)
_SERIAL_YEARS = range(2000, 2100)
_DAY_FIRST = re.compile(
    r"(?<![0-9/.-])(?P<first>[0-9]{1,2})[/.-](?P<second>[0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})(?![0-9])"
)
_MONTHS = 12


def read_table(path: Path, columns: Collection[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file with the number of each, the header first, without empty last cells.

    The separator is the one by which the header has the most of these columns. Raises `Trouble`
    for a file that is no text, or no CSV.
    """
    lines = _text(path).splitlines(keepends=True)
    said = _SEP_LINE.fullmatch(lines[0]) if lines else None
    skipped = 1 if said else 0
    separator = said["separator"] if said else _separator(lines[:1], columns)
    reader = csv.reader(lines[skipped:], delimiter=separator, strict=True)
    try:
        for cells in reader:
            yield reader.line_num + skipped, _without_empty_end([cell.strip() for cell in cells])
    except csv.Error:
        raise Trouble(f"{path.name} is not CSV.", _NOT_CSV) from None


def as_day(text: str) -> str:
    """A cell of a day as a person would write it: no time behind it, no serial number.

    A spreadsheet counts days from Dec 30, 1899: 46023 is Jan 1, 2026. Numbers of other centuries
    stay what they are.
    """
    if serial := _SERIAL.fullmatch(text):
        on = _SERIAL_START + timedelta(days=int(serial["days"]))
        return on.isoformat() if on.year in _SERIAL_YEARS else text
    words = _BEFORE_TIME.sub(" ", text).split()
    halves = words[:-1] if words[-1:] and words[-1].upper() in {"AM", "PM"} else words
    return " ".join(halves[:-1]) if halves[1:] and _TIME.fullmatch(halves[-1]) else text


def is_serial_day(text: str) -> bool:
    """Whether a cell holds the number by which a spreadsheet keeps a day of this century."""
    return as_day(text) != text and _SERIAL.fullmatch(text) is not None


def refuse_day_first(
    file: str, rows: Sequence[tuple[int, Mapping[str, str]]], columns: Collection[str]
) -> None:
    """Raise `Trouble` for a column of days in which one has its day before its month.

    Then none of the others can be trusted: 05/06/2026 of that column is June 5, and would be read
    as May 6.
    """
    for line, cells in rows:
        for column in columns:
            days = _DAY_FIRST.finditer(cells.get(column, ""))
            if any(int(day["second"]) <= _MONTHS < int(day["first"]) for day in days):
                raise Trouble(
                    f"{file}, line {line}, {column}: has the day before the month.",
                    "Other days of that column may be read wrongly, so nothing was read. Write "
                    "every day as month/day/year, or as 2026-06-05.",
                )


def _text(path: Path) -> str:
    raw = path.read_bytes()
    encodings = ("utf-16",) if raw.startswith(_UTF_16_MARKS) else _ENCODINGS
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Trouble(f"{path.name} is not text.", _NOT_CSV)


def _separator(first_lines: Sequence[str], columns: Collection[str]) -> str:
    header = "".join(first_lines).casefold().replace(" ", "_")

    def known(separator: str) -> int:
        return sum(cell.strip('"\r\n_') in columns for cell in header.split(separator))

    return max(_SEPARATORS, key=known)


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells

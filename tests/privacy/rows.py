"""Reads every row of every table of a SQLite file, as a stranger with the file would."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Rows:
    """The rows of a file, and which of them were seen before."""

    file: Path
    seen: set[str] = field(default_factory=set)

    def new(self) -> list[str]:
        """The rows that were not there at the last look, each with its table's name."""
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as database:
            named = "SELECT name FROM sqlite_master WHERE type = 'table'"
            tables = [name for (name,) in database.execute(named)]
            rows = {
                f"{table} {row}"
                for table in tables
                for row in database.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - no user's
            }
        new = sorted(rows - self.seen)
        self.seen |= rows
        return new
